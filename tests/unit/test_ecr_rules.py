"""What ECR refuses, found before it is asked."""

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecr import rules as ecr
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import ecr as inventory

UNTAGGED = {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 7}
ANY = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30}


def rule(priority: object, **selection: object) -> dict[str, object]:
    """A lifecycle rule."""
    return {"rulePriority": priority, "selection": selection, "action": {"type": "expire"}}


@pytest.mark.parametrize("name", ["knowledge-production", "team/knowledge.api_v2", "a1"])
def test_names_that_are_right(name: str) -> None:
    assert not list(ecr.name_findings(name))


@pytest.mark.parametrize("name", ["Knowledge", "knowledge_", "-knowledge", "a", "a//b", "a b", "x" * 257])
def test_names_that_are_refused(name: str) -> None:
    assert [finding.field for finding in ecr.name_findings(name)] == ["name"]


def test_lifecycle_of_the_guide_is_right() -> None:
    assert not list(ecr.lifecycle_findings([rule(1, **UNTAGGED), rule(2, **ANY)]))


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ([rule(1, **UNTAGGED), rule(1, **ANY)], "rules[1].rulePriority"),
        ([rule(0, **UNTAGGED)], "rules[0].rulePriority"),
        ([rule(1, **ANY), rule(2, **UNTAGGED)], "rules[0].rulePriority"),
        ([rule(1, **UNTAGGED | {"countUnit": "hours"})], "rules[0].selection.countUnit"),
        ([rule(1, **UNTAGGED | {"countNumber": 0})], "rules[0].selection.countNumber"),
        ([rule(1, **UNTAGGED | {"countType": "age"})], "rules[0].selection.countType"),
        ([rule(1, **UNTAGGED | {"tagStatus": "tagged"})], "rules[0].selection"),
        ([rule(1, **UNTAGGED | {"tagStatus": "old"})], "rules[0].selection.tagStatus"),
    ],
)
def test_lifecycles_that_are_refused(rules: list[dict[str, object]], field: str) -> None:
    (finding,) = ecr.lifecycle_findings(rules)
    assert finding.field == f"lifecycle_policy_text.{field}"
    assert finding.valid


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"ecr_repositories": {"Main": {}}}, "ecr_repositories"),
        ({"ecr_repositories": {"main": {"name": "Upper"}}}, "ecr_repositories"),
        ({"ecr_keep_images": 0}, "ecr_keep_images"),
        ({"ecr_untagged_days": -1}, "ecr_untagged_days"),
    ],
)
def test_findings(values: dict[str, object], variable: str) -> None:
    assert [finding.field for finding in inventory.findings(values)] == [variable]


def test_no_finding_in_the_defaults() -> None:
    assert (
        list(inventory.findings({"ecr_repositories": {"main": {}}, "ecr_keep_images": 30, "ecr_untagged_days": 7}))
        == []
    )
