"""Actions without a list of resources: with a stack and without one, in the region that the task says."""

import importlib
from datetime import UTC, datetime
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws

from tests.unit.tasks import Run, run
from tests.unit.things import ACCOUNT, REGION

__all__ = ["run"]

ALONE = "eu-west-1"  # what the environment says
ARN = "arn:aws:acm:{region}:" + ACCOUNT + ":certificate/01234567-89ab-cdef-0123-456789abcdef"
IMAGE = {"registryId": ACCOUNT, "imageDigest": "sha256:0a", "imagePushedAt": datetime(2026, 1, 1, tzinfo=UTC)}
ANSWERS: dict[str, Any] = {
    "get_caller_identity": {"Account": ACCOUNT},
    "describe_availability_zones": [{"ZoneName": "first"}],
    "describe_images": [IMAGE],
    "list_hosted_zones": [],
    "describe_certificate": {
        "CertificateArn": "arn", "Status": "ISSUED", "DomainName": "a.example.com", "Type": "AMAZON_ISSUED",
        "SubjectAlternativeNames": ["a.example.com"], "NotAfter": datetime(2099, 1, 1, tzinfo=UTC),
    },
    "describe_db_instances": [],
}  # fmt: skip
PART = [{"name": "network", "kinds": ["ec2_eip"]}]
# The arguments of each, and where it asks; ``{region}`` is that of the task.
ACTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "ec2_zones": ({"count": 1}, "{region}"),
    "ecr_image": ({"repository": "app"}, "{region}"),
    "route53_zone": ({"domain": "example.com"}, "us-east-1"),
    "acm_ready_certificate": (
        {"config": [{"key": "a", "certificate_arn": ARN, "domains": ["a.example.com"]}]}, "{region}"
    ),
    "await_ready": ({"resources": [{"kind": "rds_instance", "names": ["main"]}]}, "{region}"),
}  # fmt: skip


def action(name: str) -> Any:
    return importlib.import_module(f"ansible_collections.knowledge.aws.plugins.action.{name}").ActionModule


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every look, and the region in which it was made."""
    looks: list[tuple[str, str]] = []

    def read(self: Aws, operation: str, *_: Any, **__: Any) -> Any:
        if operation != "get_caller_identity":
            looks.append((operation, self.region))
        return ANSWERS[operation]

    monkeypatch.setattr(Aws, "read", read)
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.setenv("AWS_REGION", ALONE)
    return looks


STACKS = {"with a stack": ({}, REGION), "without one": ({"stack": None}, ALONE)}


@pytest.mark.parametrize("said", ["us-west-2", None], ids=["region", "no region"])
@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("name", ACTIONS)
def test_each_works_with_a_stack_and_without_in_the_region_of_its_task(
    run: Run, asked: list[tuple[str, str]], name: str, stack: str, said: str | None
) -> None:
    (args, where), (context, otherwise) = ACTIONS[name], STACKS[stack]
    region = said or otherwise
    if "config" in args:
        args = {"config": [{**entry, "certificate_arn": ARN.format(region=region)} for entry in args["config"]]}
    result = run.task(action(name), **args, **context, region=said)
    assert {place for _, place in asked} == {where.format(region=region)}
    assert result["changed"] is False
    if name == "ecr_image":
        assert result["image"] == f"{ACCOUNT}.dkr.ecr.{region}.amazonaws.com/app@sha256:0a"


@pytest.mark.parametrize("stack", STACKS)
def test_zones_are_known_offline(run: Run, asked: list[tuple[str, str]], stack: str) -> None:
    context, region = STACKS[stack]
    result = run.task(action("ec2_zones"), count=2, state="offline", **context)
    assert (result["zones"], asked) == ({"a": f"{region}a", "b": f"{region}b"}, [])


@pytest.mark.parametrize("name", ["drift", "leftovers", "prune", "absent"])
def test_what_is_the_stacks_is_looked_for_in_the_region_of_the_task(run: Run, name: str) -> None:
    components = ["network"] if name in ("drift", "leftovers") else PART
    run.task(action(name), components=components, region="us-west-2")
    assert "us-west-2" in run.asked and REGION not in run.asked


@pytest.mark.parametrize("name", ["drift", "leftovers", "prune", "absent"])
def test_without_a_stack_nothing_is_the_stacks(run: Run, asked: list[tuple[str, str]], name: str) -> None:
    components = ["network"] if name in ("drift", "leftovers") else PART
    result = run.task(action(name), components=components, stack=None)
    assert not result.get("failed") and (run.asked, asked) == ([], [])
