"""What the look of a kind asks AWS for, by its calls; the answers are a test's own."""

from pathlib import Path
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Query, Wanted
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.tagged import TagIndex
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import kind_of

from tests.unit.things import OWN, REGION, STACK

A, B, C = (f"knowledge-production-{name}" for name in "abc")
Calls = list[tuple[str, dict[str, Any]]]


def bound(name: str, answers: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> tuple[Kind, Calls]:
    """A kind to which AWS answers by operation; an answer may be a function of the call's parameters."""
    kind, calls = kind_of(name)(Aws(REGION, True), STACK), []  # type: ignore[var-annotated]

    def read(operation: str, result: str | None = None, missing: Any = (), **params: Any) -> Any:
        calls.append((operation, params))
        answer = answers[operation]
        answer = answer(params) if callable(answer) else answer
        return answer[result] if result else answer

    monkeypatch.setattr(kind.aws, "read", read)
    monkeypatch.setattr(kind, "known_tags", lambda arns: {})
    return kind, calls


def distributions(**comments: str) -> dict[str, Any]:
    """Distributions by caller reference, with a comment each."""
    listed = [{"Id": name, "Comment": comment} for name, comment in comments.items()]
    return {
        "list_distributions": {"DistributionList": {"Items": listed, "IsTruncated": False}},
        "get_distribution": lambda params: {
            "Distribution": {
                "ARN": f"arn:aws:cloudfront::123456789012:distribution/{params['Id']}",
                "DistributionConfig": {"CallerReference": f"knowledge-production-{params['Id']}"},
            }
        },
        "list_tags_for_resource": {"Tags": {"Items": [{"Key": key, "Value": value} for key, value in OWN.items()]}},
    }


@pytest.mark.parametrize(
    ("names", "comments", "looked_at"),
    [
        ((A, B), {"a": A, "b": B, "x": "another"}, "ab"),
        ((A, B), {"a": A, "b": "changed by hand", "x": "another"}, "abx"),
        ((A, B), {"a": A, "c": C, "b": "changed by hand"}, "acb"),  # one more of ours is no substitute
        ((A,), {"a": "changed by hand", "c": C}, "ca"),
        ((A, B), {"a": A}, "a"),
    ],
)
def test_a_distribution_whose_comment_was_changed_is_found(
    names: tuple[str, ...], comments: dict[str, str], looked_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, calls = bound("cloudfront_distribution", distributions(**comments), monkeypatch)
    found = {one["DistributionConfig"]["CallerReference"] for one in kind.find(Query(names))}
    assert set(names) & {f"knowledge-production-{name}" for name in comments} <= found
    assert sorted(params["Id"] for operation, params in calls if operation == "get_distribution") == sorted(looked_at)


@pytest.mark.parametrize("everything", [False, True])
def test_a_look_at_certificates_waits_for_nothing(everything: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever makes one waits for its validation records; a plan and a look-up take it as it is."""
    arn = f"arn:aws:acm:{REGION}:123456789012:certificate/1"
    raw = {"CertificateArn": arn, "DomainName": "example.com", "Status": "PENDING_VALIDATION"}
    answers = {
        "list_certificates": {"CertificateSummaryList": [raw]},
        "list_tags_for_certificate": {"Tags": [{"Key": "Name", "Value": A}]},
        "describe_certificate": {"Certificate": raw},
    }
    kind, calls = bound("acm_certificate", answers, monkeypatch)
    (have,) = kind.existing(Query((A,), everything=everything))
    assert [operation for operation, _ in calls].count("describe_certificate") == 1
    assert kind.attributes(have)["validation"] == [] and kind.untold(have) == "the records that prove its domains"
    record = {"Name": "_0.example.com.", "Type": "CNAME", "Value": "_1.acm-validations.aws."}
    have.raw["DomainValidationOptions"] = [{"ResourceRecord": record}]
    assert kind.untold(have) is None
    have.state, have.raw["DomainValidationOptions"] = "ISSUED", []
    assert kind.untold(have) is None


def test_two_of_one_name_are_both_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of them is meant is for somebody to say, so none may be left out."""
    answers = {
        "get_anomaly_monitors": {"AnomalyMonitors": [{"MonitorName": A, "MonitorArn": arn} for arn in ("x:1", "x:2")]},
        "list_tags_for_resource": {"ResourceTags": []},
    }
    kind, _ = bound("ce_anomaly_monitor", answers, monkeypatch)
    assert [one["MonitorArn"] for one in kind.find(Query((A,)))] == ["x:1", "x:2"]


def test_of_a_role_that_a_task_has_seen_the_tags_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look at all of ours, by another task of the run, asks for those that no task listed."""
    roles = {A: OWN, B: OWN, C: {**OWN, "Component": "other"}, "another": {}}
    answers = {
        "get_role": lambda params: {
            "Role": {
                "RoleName": params["RoleName"],
                "Tags": [{"Key": key, "Value": value} for key, value in roles[params["RoleName"]].items()],
            }
        },
        "list_roles": {"Roles": [{"RoleName": name} for name in roles]},
        "list_attached_role_policies": {"AttachedPolicies": []},
        "list_role_policies": {"PolicyNames": []},
    }
    kind, _ = bound("iam_role", answers, monkeypatch)
    kind.index = TagIndex(tmp_path)
    kind.find(Query((A,)))
    later, calls = bound("iam_role", answers, monkeypatch)
    later.index = TagIndex(tmp_path)
    listed = (Wanted("a", A, {}, {}),)
    assert {role["RoleName"] for role in later.find(Query(wanted=listed, everything=True))} == {B}
    asked = [params["RoleName"] for operation, params in calls if operation == "get_role"]
    assert asked == [B, C, B], "tags of those that are not known, then what is ours and in no list"
    again, calls = bound("iam_role", answers, monkeypatch)
    again.index = TagIndex(tmp_path)
    again.find(Query((A,), everything=True))
    assert "list_roles" not in {operation for operation, _ in calls}
