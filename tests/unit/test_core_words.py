"""Symbols, the summary and the errors: what an operator reads."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import codes, errors, summary, symbols
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.codes import (
    Codes,
    code_of,
    is_throttled,
    is_uncertain,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError, explain, is_foreseen
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds, kind_of
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from botocore.retries.standard import ThrottledRetryableChecker
from urllib3.exceptions import ProtocolError

from tests.unit.things import aws_error

UNKNOWN, ABSENT = symbols.unknown("vpc", "main"), symbols.absent("vpc", "knowledge-production")


@pytest.mark.parametrize(
    ("value", "found", "missing"),
    [
        (UNKNOWN, UNKNOWN, None),
        ({"Filters": [{"Values": [UNKNOWN]}]}, UNKNOWN, None),
        ({UNKNOWN: 1}, UNKNOWN, None),
        (f"arn:aws:ec2:::{UNKNOWN}/x", f"arn:aws:ec2:::{UNKNOWN}/x", None),
        ([{"a": ("x", ABSENT)}], ABSENT, "vpc knowledge-production"),
        ({"a": ["text", 1, None, True, b"bytes"]}, None, None),
        ("known after apply", None, None),
    ],
)
def test_symbols_are_found_wherever_they_hide(value: Any, found: str | None, missing: str | None) -> None:
    assert (symbols.find_symbol(value), symbols.absent_names(value)) == (found, [missing] if missing else [])


def test_symbols_say_what_they_stand_for() -> None:
    assert UNKNOWN == "(known after apply: vpc main)"
    assert ABSENT == "(does not exist: vpc knowledge-production)"


def test_dotted_keys_are_nested() -> None:
    assert symbols.nest({"main": 1, "private.a": 2, "private.b": 3, "flow-logs": 4}) == {
        "main": 1,
        "private": {"a": 2, "b": 3},
        "flow-logs": 4,
    }


def entry(
    action: str, fields: dict[str, tuple[Any, Any]] | None = None, notes: dict[str, tuple[Any, Any]] | None = None
) -> dict[str, Any]:
    shown = [
        {name: {"before": before, "after": after} for name, (before, after) in (part or {}).items()}
        for part in (fields, notes)
    ]
    return {"action": action, "noun": "thing", "name": "knowledge-production", "fields": shown[0], "notes": shown[1]}


@pytest.mark.parametrize(
    ("resource", "line"),
    [
        (entry("create", {"size": (None, 1)}), "  + thing  knowledge-production"),
        (
            entry("update", {"size": (1, 2), "color": (None, "red")}),
            "  ~ thing  knowledge-production  size: 1 -> 2; color: nothing -> red",
        ),
        (entry("replace", {"place": ("a", "b")}), "-/+ thing  knowledge-production  place: a -> b"),
        (entry("delete"), "  - thing  knowledge-production"),
        (entry("keep", notes={"count": (5, 3)}), "    thing  knowledge-production  count is 5, not 3: left as it is"),
        (entry("update", {"rules": ([1, 2], [2, 3, 4])}), "  ~ thing  knowledge-production  rules: 2 added, 1 removed"),
        (entry("update", {"rules": ([1, 2], [2, 1])}), "  ~ thing  knowledge-production  rules: order"),
        (entry("update", {"tags": ({"a": None}, {"a": "1"})}), "  ~ thing  knowledge-production  tags: a=None -> a=1"),
    ],
)
def test_one_resource_in_one_line(resource: dict[str, Any], line: str) -> None:
    assert summary.line(resource) == line


def test_long_values_are_cut() -> None:
    assert len(summary.brief("x" * 500)) == summary.SHORT


COUNTS = {"add": 41, "change": 2, "replace": 1, "destroy": 3, "keep": 5}
NOTHING_DONE = "0 added, 0 changed, 0 replaced, 0 destroyed."
NOTHING = dict.fromkeys(COUNTS, 0)


@pytest.mark.parametrize(
    ("counts", "planned", "failed", "orphans", "text"),
    [
        (COUNTS, True, False, 0, "Plan: 41 to add, 2 to change, 1 to replace, 3 to destroy."),
        (COUNTS, False, False, 0, "Done: 41 added, 2 changed, 1 replaced, 3 destroyed."),
        (NOTHING, True, False, 0, "No changes."),
        (NOTHING | {"keep": 9}, False, False, 0, "No changes."),
        (NOTHING, False, False, 2, "No changes, but 2 resources carry the stack's tags and are in no list."),
        (COUNTS, True, True, 0, "Plan, stopped by an error: 41 to add, 2 to change, 1 to replace, 3 to destroy."),
        (
            NOTHING,
            False,
            True,
            0,
            f"Stopped by an error after: {NOTHING_DONE} Run again: what exists is found, and the rest is done.",
        ),
    ],
)
def test_the_last_line(counts: dict[str, int], planned: bool, failed: bool, orphans: int, text: str) -> None:
    assert summary.total(counts, planned, failed, orphans) == text


def test_resources_are_counted_by_what_happens_to_them() -> None:
    assert summary.count([entry(action) for action in ("create", "create", "update", "replace", "delete", "keep")]) == {
        "add": 2,
        "change": 1,
        "replace": 1,
        "destroy": 1,
        "keep": 1,
    }


ENDPOINT = {"endpoint_url": "https://ec2.example.com", "error": "refused"}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (aws_error("UnauthorizedOperation"), "may not call CreateThing; allow it in the deployer's policy"),
        (aws_error("AccessDeniedException"), "may not call CreateThing; allow it in the deployer's policy"),
        (aws_error("ExpiredToken"), "renew them and run again"),
        (aws_error("InvalidClientTokenId"), "does not accept these credentials"),
        (aws_error("VpcLimitExceeded"), "A service quota is used up"),
        (aws_error("QuotaExceededException"), "A service quota is used up"),
        (aws_error("DependencyViolation"), "Something still uses it"),
        (aws_error("DeleteConflict"), "Something still uses it"),
        (aws_error("Throttling"), "wait a minute and run again"),
        (aws_error("RequestLimitExceeded"), "wait a minute and run again"),
        (aws_error("LimitExceededException"), "A service quota is used up"),
        (
            aws_error("InvalidParameterValue"),
            r"vpc main: CreateThing: InvalidParameterValue is what AWS says \(InvalidParameterValue\)",
        ),
        (boto.NoCredentialsError(), "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID"),
        (boto.PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"), "Set AWS_PROFILE"),
        (boto.ProfileNotFound(profile="missing"), "Correct AWS_PROFILE"),
        (boto.NoRegionError(), "No AWS region is given. Set AWS_REGION, or give the argument region"),
        (boto.EndpointConnectionError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (boto.ConnectTimeoutError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (boto.ConnectionClosedError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (boto.ReadTimeoutError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (StackError("it is wrong", "mend it"), "it is wrong. mend it."),
        (boto.TokenRetrievalError(provider="sso", error_msg="expired"), "vpc main: TokenRetrievalError: Error when"),
    ],
    ids=lambda value: code_of(value) or type(value).__name__ if isinstance(value, Exception) else "",
)
def test_every_error_says_what_to_do_next(error: Exception, words: str) -> None:
    explained = explain(error, "vpc main")
    assert isinstance(explained, StackError)
    with pytest.raises(StackError, match=words):
        raise explained


def test_what_a_service_says_to_a_code_goes_before_what_all_of_aws_says() -> None:
    hints = {"DependencyViolation": "Detach it first", "InvalidState": "Wait until it is available"}
    assert explain(aws_error("DependencyViolation"), "vpc main", hints).hint == "Detach it first"
    assert str(explain(aws_error("InvalidState"), "vpc main", hints)).endswith(". Wait until it is available.")
    assert explain(aws_error("InvalidState"), "vpc main").hint == ""


@pytest.mark.parametrize(
    "error",
    [
        StackError("it is wrong"),
        aws_error("InvalidParameterValue"),
        boto.NoCredentialsError(),
        boto.CredentialRetrievalError(provider="process", error_msg="rc 1"),
        boto.SSOTokenLoadError(error_msg="none"),
        boto.ProfileNotFound(profile="missing"),
        boto.ConfigParseError(path="~/.aws/config"),
        boto.NoRegionError(),
        boto.InvalidRegionError(region_name="a b"),
        boto.EndpointResolutionError(msg="no such region"),
        boto.ProxyConnectionError(proxy_url="http://proxy"),
        boto.SSLError(endpoint_url="https://ec2.example.com", error="own certificate"),
        boto.ReadTimeoutError(**ENDPOINT),
        boto.IncompleteReadError(actual_bytes=1, expected_bytes=2),
        ResponseParserError("garbage"),
        ProtocolError("cut"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_of_aws_of_the_network_and_of_the_operator_are_foreseen(error: Exception) -> None:
    assert is_foreseen(error)


@pytest.mark.parametrize(
    "error",
    [
        KeyError("Vpc"), TypeError(), ValueError("odd"), AttributeError(), OSError(), RuntimeError(),
        boto.ParamValidationError(report="wrong"), boto.PaginationError(message="odd"),
        boto.UnknownServiceError(service_name="x", known_service_names=[]),
        boto.OperationNotPageableError(operation_name="describe_vpcs"),
    ],
)  # fmt: skip
def test_all_others_are_faults_of_ours(error: Exception) -> None:
    assert not is_foreseen(error)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("ec2_vpc", "InvalidVpcID.NotFound"),
        ("iam_role", "NoSuchEntity"),
        ("logs_group", "ResourceNotFoundException"),
        ("route53_record", "NoSuchHostedZone"),
        ("wafv2_web_acl", "WAFNonexistentItemException"),
    ],
)
def test_what_is_gone_is_said_by_each_kind(kind: str, code: str) -> None:
    assert code in kind_of(kind).codes.gone


@pytest.mark.parametrize("code", ["InvalidParameterValue", "DependencyViolation", "AccessDenied", ""])
def test_what_is_not_gone_for_any_kind(code: str) -> None:
    assert [kind.name for kind in all_kinds().values() if code in kind.codes.gone] == []


def test_codes_of_a_service_and_of_one_of_its_kinds() -> None:
    service = Codes(gone=("NoSuchThing",), already=("Exists",), hints={"Odd": "of the service", "Full": "Empty it"})
    own = Codes(gone=("NoSuchPart",), not_yet=("NotSpread",), still_used=("InUse",), hints={"Odd": "of the kind"})
    assert service | own == Codes(
        ("NoSuchThing", "NoSuchPart"),
        ("NotSpread",),
        ("InUse",),
        ("Exists",),
        {"Odd": "of the kind", "Full": "Empty it"},
    )
    assert service | Codes() == service == Codes() | service


def test_throttling_is_what_botocore_takes_for_it_but_for_quotas() -> None:
    known = set(ThrottledRetryableChecker._THROTTLED_ERROR_CODES)
    assert codes.THROTTLED == known - {"LimitExceededException"} and known - codes.THROTTLED
    assert {
        "Throttling",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TooManyRequestsException",
        "SlowDown",
        "PriorRequestNotComplete",
        "RequestThrottled",
    } <= codes.THROTTLED


@pytest.mark.parametrize("code", sorted(codes.THROTTLED))
@pytest.mark.parametrize("status", [400, 429, 503])
def test_throttled_calls_did_nothing(code: str, status: int) -> None:
    assert is_throttled(aws_error(code, status)) and not is_uncertain(aws_error(code, status))


def test_a_quota_is_no_throttling() -> None:
    assert not is_throttled(aws_error("LimitExceededException")) and not is_throttled(ValueError())


@pytest.mark.parametrize(
    ("finding", "text", "about"),
    [
        (
            Finding("vpc_cidr", "10.0.0.0/8 is too large", "/16 to /28"),
            "vpc_cidr: 10.0.0.0/8 is too large. Valid: /16 to /28. Edit all.yml.",
            "vpc main: vpc_cidr 10.0.0.0/8 is too large (valid: /16 to /28)",
        ),
        (
            Finding("vpc_cidr", "10.0.0.1/16 has host bits set"),
            "vpc_cidr: 10.0.0.1/16 has host bits set. Edit all.yml.",
            "vpc main: vpc_cidr 10.0.0.1/16 has host bits set",
        ),
    ],
)
def test_a_fault_is_told_to_who_keeps_the_value_and_to_who_gives_it_to_a_task(
    finding: Finding, text: str, about: str
) -> None:
    assert (finding.text("all.yml"), finding.about("vpc main")) == (text, about)
    renamed = finding.named("network")
    assert (renamed.field, renamed.wrong, renamed.valid) == ("network", finding.wrong, finding.valid)


@pytest.mark.parametrize(
    ("error", "uncertain"),
    [
        (aws_error("InternalError", 500), True),
        (aws_error("ServiceUnavailable", 503), True),
        (aws_error("InvalidParameterValue"), False),
        (boto.ConnectionClosedError(**ENDPOINT), True),
        (boto.ReadTimeoutError(**ENDPOINT), True),
        (boto.EndpointConnectionError(**ENDPOINT), True),
        (boto.IncompleteReadError(actual_bytes=1, expected_bytes=2), True),
        (ResponseParserError("garbage"), True),
        (boto.ParamValidationError(report="wrong"), False),
        (ValueError(), False),
    ],
    ids=lambda value: code_of(value) or type(value).__name__ if isinstance(value, Exception) else "",
)
def test_calls_that_may_have_been_carried_out(error: Exception, uncertain: bool) -> None:
    assert is_uncertain(error) is uncertain


def test_a_refusal_is_swallowed_by_no_except_exception() -> None:
    assert not issubclass(errors.Refused, Exception)


def test_what_is_missing_is_named_once_and_what_needs_it_said() -> None:
    two = symbols.absent("subnet", "knowledge-a")
    assert symbols.absent_names([ABSENT, {"a": f"x {ABSENT} {two}"}, UNKNOWN]) == [
        "vpc knowledge-production",
        "subnet knowledge-a",
    ]
    assert errors.needed(["vpc one"], "rds") == "vpc one does not exist, but rds needs it"
    assert (
        errors.needed(["vpc one", "vpc two", "vpc three"], "rds")
        == "vpc one and 2 more do not exist, but rds needs them"
    )
