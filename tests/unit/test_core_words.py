"""Symbols, the summary and the errors: what an operator reads."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import errors, summary, symbols
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import (
    StackError,
    code_of,
    explain,
    is_gone,
    is_throttled,
    is_uncertain,
)
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError

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
    ("counts", "planned", "failed", "strays", "text"),
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
def test_the_last_line(counts: dict[str, int], planned: bool, failed: bool, strays: int, text: str) -> None:
    assert summary.total(counts, planned, failed, strays) == text


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
        (aws_error("Throttling"), "run again in a minute"),
        (aws_error("RequestLimitExceeded"), "run again in a minute"),
        (
            aws_error("InvalidParameterValue"),
            r"vpc main: CreateThing: InvalidParameterValue is what AWS says \(InvalidParameterValue\)",
        ),
        (boto.NoCredentialsError(), "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID"),
        (boto.PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"), "Set AWS_PROFILE"),
        (boto.ProfileNotFound(profile="missing"), "Correct AWS_PROFILE"),
        (boto.EndpointConnectionError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (boto.ConnectTimeoutError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (boto.ConnectionClosedError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (boto.ReadTimeoutError(**ENDPOINT), "Check the network, and AWS_ENDPOINT_URL"),
        (StackError("it is wrong", "mend it"), "it is wrong. mend it."),
        (ValueError("odd"), "vpc main: ValueError: odd."),
    ],
    ids=lambda value: code_of(value) or type(value).__name__ if isinstance(value, Exception) else "",
)
def test_every_error_says_what_to_do_next(error: Exception, words: str) -> None:
    explained = explain(error, "vpc main")
    assert isinstance(explained, StackError)
    with pytest.raises(StackError, match=words):
        raise explained


@pytest.mark.parametrize(
    "code",
    [
        "InvalidVpcID.NotFound",
        "NoSuchEntity",
        "ResourceNotFoundException",
        "NoSuchHostedZone",
        "WAFNonexistentItemException",
    ],
)
def test_what_is_gone(code: str) -> None:
    assert is_gone(aws_error(code))


@pytest.mark.parametrize("code", ["InvalidParameterValue", "DependencyViolation", "AccessDenied", ""])
def test_what_is_not_gone(code: str) -> None:
    assert not is_gone(aws_error(code))


@pytest.mark.parametrize("code", errors.THROTTLED)
def test_throttled_calls_did_nothing(code: str) -> None:
    assert is_throttled(aws_error(code)) and not is_uncertain(aws_error(code))


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
