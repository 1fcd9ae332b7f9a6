# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the service may do, and what scales it, from a few values. Pure."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.arns import arn
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import find_symbol

from .policies import Statement, allow, policy

SEARCH_ACTIONS = [f"es:ESHttp{method}" for method in ("Delete", "Get", "Head", "Patch", "Post", "Put")]
CHANNEL_ACTIONS = [
    f"ssmmessages:{action}"
    for action in ("CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel")
]


def base_arns(references: list[str]) -> list[str]:
    """ARNs of secrets without the entry, stage and version that a task definition may add; each once."""
    return sorted({one if find_symbol(one) else ":".join(one.split(":")[:7]) for one in references})


def read_secrets(references: list[str], kms_key: str, region: str) -> list[Statement]:
    """Rights to read some secrets and parameters, and to have them decrypted on the way."""
    arns = base_arns(references)
    parameters = [arn for arn in arns if ":ssm:" in arn and ":parameter/" in arn]
    secrets = [arn for arn in arns if arn not in parameters]
    found = [allow("Secrets", ["secretsmanager:GetSecretValue"], secrets)] if secrets else []
    found += [allow("Parameters", ["ssm:GetParameters"], parameters)] if parameters else []
    if found and kms_key:
        via = [
            f"{service}.{region}.amazonaws.com"
            for service, some in (("secretsmanager", secrets), ("ssm", parameters))
            if some
        ]
        found.append(allow("DecryptSecrets", ["kms:Decrypt"], [kms_key], {"StringEquals": {"kms:ViaService": via}}))
    return found


def log_streams(stack: dict[str, Any], group: str) -> str:
    """ARN of all streams of a log group."""
    return arn("logs", stack["region"], stack["account_id"], f"log-group:{group}:*")


def execution_policy(
    stack: dict[str, Any], repository_arn: str, log_group: str, secrets: dict[str, str], kms_key: str
) -> dict[str, Any]:
    """What ECS needs to start a task: its image, its log, its secrets.

    A token for ECR cannot be limited to a repository.
    """
    pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    return policy(
        [
            allow("RegistryToken", ["ecr:GetAuthorizationToken"], "*"),
            *([allow("PullImage", pull, [repository_arn])] if repository_arn else []),
            allow(
                "WriteLog",
                ["logs:CreateLogStream", "logs:PutLogEvents"],
                [log_streams(stack, log_group)],
            ),
            *read_secrets(list(secrets.values()), kms_key, stack["region"]),
        ]
    )


def bucket_statements(buckets: dict[str, dict[str, Any]], kms_key: str, region: str) -> list[Statement]:
    """Rights for prefixes of buckets.

    buckets: by a word of ours, each with arn, prefixes and whether it is only read.
    """
    found = []
    for word, bucket in sorted(buckets.items()):
        sid, prefixes = (
            "".join(part.capitalize() for part in word.replace("_", "-").split("-")),
            bucket.get("prefixes") or [""],
        )
        objects = [f"{bucket['arn']}/{prefix}*" for prefix in prefixes]
        found.append(
            allow(
                f"List{sid}",
                ["s3:ListBucket"],
                [bucket["arn"]],
                {"StringLike": {"s3:prefix": [f"{prefix}*" for prefix in prefixes]}},
            )
        )
        found.append(
            allow(
                f"Objects{sid}",
                ["s3:GetObject", *([] if bucket.get("read_only") else ["s3:DeleteObject", "s3:PutObject"])],
                objects,
            )
        )
    if found and kms_key:
        via = {"StringEquals": {"kms:ViaService": [f"s3.{region}.amazonaws.com"]}}
        found.append(allow("EncryptObjects", ["kms:Decrypt", "kms:GenerateDataKey"], [kms_key], via))
    return found


def task_policy(
    stack: dict[str, Any], rights: dict[str, Any], kms_key: str, exec_log_group: str
) -> dict[str, Any] | None:
    """What the program itself may do; None if nothing.

    rights: buckets (see ``bucket_statements``), secrets (ARNs it reads while it runs), search_domain (ARN), database
    (resource_id and user, for a login by IAM). exec_log_group: empty where ECS Exec is off.
    """
    region = stack["region"]
    found = bucket_statements(rights.get("buckets") or {}, kms_key, region)
    found += read_secrets(rights.get("secrets") or [], kms_key, region)
    if rights.get("search_domain"):
        found.append(allow("Search", SEARCH_ACTIONS, [f"{rights['search_domain']}/*"]))
    database = rights.get("database") or {}
    if database.get("resource_id") and database.get("user"):
        found.append(
            allow(
                "Database",
                ["rds-db:connect"],
                [arn("rds-db", region, stack["account_id"], f"dbuser:{database['resource_id']}/{database['user']}")],
            )
        )
    if exec_log_group:
        group = log_streams(stack, exec_log_group)
        found.append(allow("ExecChannels", CHANNEL_ACTIONS, "*"))  # ssmmessages knows no resources
        found.append(allow("ExecLogGroups", ["logs:DescribeLogGroups"], "*"))
        found.append(
            allow("ExecLog", ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [group])
        )
        found += [allow("ExecKey", ["kms:Decrypt"], [kms_key])] if kms_key else []
    return policy(found) if found else None


def scaling_items(targets: dict[str, float], label: str, cooldowns: dict[str, int]) -> list[dict[str, Any]]:
    """One target tracking policy for each metric whose target is above 0."""
    metrics = {
        "cpu": {"predefined_metric_type": "ECSServiceAverageCPUUtilization"},
        "memory": {"predefined_metric_type": "ECSServiceAverageMemoryUtilization"},
        "requests": {"predefined_metric_type": "ALBRequestCountPerTarget", "resource_label": label},
    }
    common = {"scale_out_cooldown": cooldowns["out"], "scale_in_cooldown": cooldowns["in"]}
    return [
        {"key": name, "target_value": float(targets[name]), **metric, **common}
        for name, metric in metrics.items()
        if float(targets.get(name) or 0)  # -e ecs_cpu_target=0 is a text
    ]


def schedule_limits(schedules: dict[str, dict[str, Any]]) -> list[dict[str, int]]:
    """The limits that scheduled actions set, without when."""
    return [
        {name: action[name] for name in ("min_capacity", "max_capacity") if action.get(name) is not None}
        for action in schedules.values()
    ]
