# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the role ecr asks AWS for, derived from its variables. Pure."""

from __future__ import annotations

from typing import Any

from .policies import policy


def repository_policy(stack: dict[str, Any], pull_roles: list[str], push_roles: list[str]) -> dict[str, Any]:
    """Who may pull and push; where push roles are named, nobody else may push.

    Roles stand in conditions, not as principals: ECR refuses a principal that does not exist yet.
    """
    account = {"AWS": f"arn:{stack['partition']}:iam::{stack['account_id']}:root"}
    pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    push = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]
    statements = []
    for sid, actions, roles in (("Pull", pull, pull_roles), ("Push", [*pull, *push], push_roles)):
        if roles:
            condition = {"ArnEquals": {"aws:PrincipalArn": sorted(roles)}}
            statements.append(
                {"Sid": sid, "Effect": "Allow", "Principal": account, "Action": actions, "Condition": condition}
            )
    if push_roles:
        others = {"ArnNotEquals": {"aws:PrincipalArn": sorted(push_roles)}}
        statements.append(
            {"Sid": "NobodyElsePushes", "Effect": "Deny", "Principal": "*", "Action": push, "Condition": others}
        )
    return policy(statements) if statements else {}
