"""What the service may do: no wildcard action, and everything limited to what is its own."""

from typing import Any

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import ecr
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import ecs as service

STACK = {"name": "knowledge-production", "region": "ap-northeast-2", "account_id": "123456789012", "partition": "aws"}
KEY = "arn:aws:kms:ap-northeast-2:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
SECRET = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:rds!db-0a1b2c"
PARAMETER = "arn:aws:ssm:ap-northeast-2:123456789012:parameter/knowledge/flag"
SYMBOL = "(known after apply: rds instance main)"
RIGHTS = {
    "buckets": {
        "files": {"arn": "arn:aws:s3:::files", "prefixes": ["uploads/"]},
        "models": {"arn": "arn:aws:s3:::models", "read_only": True},
    },
    "secrets": [SECRET],
    "search_domain": "arn:aws:es:ap-northeast-2:123456789012:domain/knowledge-production",
    "database": {"resource_id": "db-ABC", "user": "app"},
}
EVERYWHERE = {"RegistryToken", "ExecChannels", "ExecLogGroups"}  # actions that AWS cannot limit to a resource


def statements() -> dict[str, dict[str, Any]]:
    """All statements of both roles with everything switched on, by Sid."""
    execution = service.execution_policy(
        STACK, "arn:aws:ecr:r", "/ecs/knowledge-production", {"A": f"{SECRET}:password::", "B": PARAMETER}, KEY
    )
    task = service.task_policy(STACK, RIGHTS, KEY, "/ecs/knowledge-production/exec")
    assert task
    every = execution["Statement"] + task["Statement"]
    return {f"{index}.{one['Sid']}": one for index, one in enumerate(every)}


def test_no_action_is_a_wildcard() -> None:
    assert [action for one in statements().values() for action in one["Action"] if "*" in action] == []


def test_only_what_cannot_be_limited_holds_everywhere() -> None:
    assert {name.split(".")[1] for name, one in statements().items() if one["Resource"] == "*"} == EVERYWHERE


def test_keys_are_used_on_the_way_of_a_service_only() -> None:
    for name, one in statements().items():
        if any(action.startswith("kms:") for action in one["Action"]) and "ExecKey" not in name:
            assert one["Condition"]["StringEquals"]["kms:ViaService"], name


def test_sids_are_unique_and_well_formed() -> None:
    for policy in (
        service.execution_policy(STACK, "arn", "/g", {"A": SECRET, "B": PARAMETER}, KEY),
        service.task_policy(STACK, RIGHTS, KEY, "/g"),
    ):
        assert policy
        sids = [one["Sid"] for one in policy["Statement"]]
        assert len(sids) == len(set(sids))
        assert all(sid.isalnum() for sid in sids)


@pytest.mark.parametrize(
    ("references", "arns"),
    [
        ([f"{SECRET}:password::", f"{SECRET}:username::"], [SECRET]),
        ([SYMBOL], [SYMBOL]),
        ([f"{SYMBOL}:password::"], [f"{SYMBOL}:password::"]),
        ([PARAMETER], [PARAMETER]),
    ],
)
def test_secrets_lose_their_entries(references: list[str], arns: list[str]) -> None:
    assert service.base_arns(references) == arns


def test_objects_are_limited_to_prefixes_and_reading() -> None:
    found = {one["Sid"]: one for one in service.bucket_statements(RIGHTS["buckets"], "", "ap-northeast-2")}
    assert found["ObjectsFiles"]["Resource"] == ["arn:aws:s3:::files/uploads/*"]
    assert found["ListFiles"]["Condition"] == {"StringLike": {"s3:prefix": ["uploads/*"]}}
    assert found["ObjectsModels"]["Action"] == ["s3:GetObject"]


def test_a_service_without_rights_has_no_policy() -> None:
    assert service.task_policy(STACK, {}, KEY, "") is None


def test_scaling_follows_what_has_a_target() -> None:
    items = service.scaling_items(
        {"cpu": 60, "memory": 0, "requests": 1000}, "app/x/1/targetgroup/y/2", {"out": 60, "in": 300}
    )
    assert [(one["key"], one["target_value"], one.get("resource_label")) for one in items] == [
        ("cpu", 60.0, None),
        ("requests", 1000.0, "app/x/1/targetgroup/y/2"),
    ]
    assert {(one["scale_out_cooldown"], one["scale_in_cooldown"]) for one in items} == {(60, 300)}
    (of_command_line,) = service.scaling_items({"cpu": "0", "memory": "75", "requests": 0}, "", {"out": 60, "in": 300})
    assert (of_command_line["key"], of_command_line["target_value"]) == ("memory", 75.0)


def test_repositories_are_open_to_named_roles_only() -> None:
    pull, push = "arn:aws:iam::123456789012:role/pull", "arn:aws:iam::123456789012:role/push"
    found = {one["Sid"]: one for one in ecr.repository_policy(STACK, [pull], [push])["Statement"]}
    assert found["Pull"]["Condition"] == {"ArnEquals": {"aws:PrincipalArn": [pull]}}
    assert not any(action.startswith("ecr:Put") for action in found["Pull"]["Action"])
    assert (found["NobodyElsePushes"]["Effect"], found["NobodyElsePushes"]["Condition"]) == (
        "Deny",
        {"ArnNotEquals": {"aws:PrincipalArn": [push]}},
    )
    assert ecr.repository_policy(STACK, [], []) == {}
    assert "NobodyElsePushes" not in {one["Sid"] for one in ecr.repository_policy(STACK, [pull], [])["Statement"]}
