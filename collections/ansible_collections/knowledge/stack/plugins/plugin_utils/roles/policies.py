# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the service may do, and what scales it, from a few values. Pure."""

from __future__ import annotations

from typing import Any

Statement = dict[str, Any]


def policy(statements: list[Statement]) -> dict[str, Any]:
    """A policy document."""
    return {"Version": "2012-10-17", "Statement": statements}


def allow(
    sid: str, actions: list[str], resources: list[str] | str, condition: dict[str, Any] | None = None
) -> Statement:
    """One statement of a policy."""
    statement: Statement = {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resources}
    return statement | ({"Condition": condition} if condition else {})
