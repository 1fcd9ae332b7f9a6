"""How values are compared, and the argument spec that follows from fields."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import (
    Field,
    argument_spec,
    as_document,
    canonical,
    covers,
    same_policy,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import dig, tag_dict, tag_list


@pytest.mark.parametrize(
    ("have", "want", "answer"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, True),
        ({"a": {"x": 1, "y": 2}}, {"a": {"x": 1}}, True),
        ({"a": {"x": 1}}, {"a": {"x": 2}}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({}, {"a": None}, False),
        ([{"a": 1, "b": 2}, {"a": 3}], [{"a": 1}, {"a": 3}], True),
        ([{"a": 1}, {"a": 2}], [{"a": 1}], False),
        ([2, 1], [1, 2], False),
        (None, {"a": 1}, False),
        ("text", "text", True),
        ("1", 1, False),
    ],
)
def test_covers_what_is_wanted(have: Any, want: Any, answer: bool) -> None:
    assert covers(have, want) is answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["b", "a"], ["a", "b"]),
        ([{"b": 1, "a": 2}, {"c": 3}], [{"c": 3}, {"a": 2, "b": 1}]),
        ([2, 10, 1], (1, 2, 10)),
        ([], []),
    ],
)
def test_lists_without_an_order_are_equal(one: Any, other: Any) -> None:
    assert canonical(one) == canonical(other)


def test_what_is_no_list_stays_as_it_is() -> None:
    assert canonical({"b": 1, "a": [2, 1]}) == {"b": 1, "a": [2, 1]}


@pytest.mark.parametrize(
    ("field", "have", "want", "answer"),
    [
        (Field("str", ""), "a", "a", True),
        (Field("str", ""), None, "a", False),
        (Field("list", "", unordered=True), ["b", "a"], ["a", "b"], True),
        (Field("list", ""), ["b", "a"], ["a", "b"], False),
        (Field("dict", "", subset=True), {"a": 1, "b": 2}, {"a": 1}, True),
        (Field("dict", ""), {"a": 1, "b": 2}, {"a": 1}, False),
        (Field("str", "", norm=str.lower), "Mon:03:00", "mon:03:00", True),
        (Field("str", "", same=lambda have, want: have.startswith(f"{want}.")), "15.7", "15", True),
    ],
)
def test_two_values_are_compared_as_the_field_says(field: Field, have: Any, want: Any, answer: bool) -> None:
    assert field.equal(field.comparable(have), field.comparable(want)) is answer


def statement(**more: Any) -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"], **more}],
    }


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        (statement(), True),
        (statement(Action="s3:GetObject", Resource="*"), True),
        (statement(Action=["s3:PutObject"]), False),
        (statement(Effect="Deny"), False),
        (statement(Condition={"Bool": {"aws:SecureTransport": "false"}}), False),
        ({}, False),
        (None, False),
    ],
)
def test_policies_are_compared_by_what_they_allow(other: Any, answer: bool) -> None:
    assert same_policy(statement(), other) is answer
    assert same_policy(other, statement()) is answer


def test_the_order_of_actions_does_not_matter() -> None:
    assert same_policy(
        statement(Action=["s3:GetObject", "s3:PutObject"]), statement(Action=["s3:PutObject", "s3:GetObject"])
    )


@pytest.mark.parametrize(
    ("value", "document"), [('{"a": 1}', {"a": 1}), (" [1]", [1]), ({"a": 1}, {"a": 1}), ("text", "text"), (None, None)]
)
def test_documents_come_as_text_or_as_they_are(value: Any, document: Any) -> None:
    assert as_document(value) == document


def test_the_argument_spec_says_what_the_fields_say() -> None:
    inner = {"port": Field("int", "", required=True)}
    fields = {
        "name": Field("str", "", required=True),
        "kind": Field("str", "", choices=("a", "b"), default="a"),
        "off": Field("bool", "", default=False),
        "rules": Field("list", "", elements="dict", options=inner),
        "password": Field("str", "", secret=True),
    }
    assert argument_spec(fields) == {
        "name": {"type": "str", "required": True},
        "kind": {"type": "str", "choices": ["a", "b"], "default": "a"},
        "off": {"type": "bool", "default": False},
        "rules": {"type": "list", "elements": "dict", "options": {"port": {"type": "int", "required": True}}},
        "password": {"type": "str", "no_log": True},
    }


@pytest.mark.parametrize(
    "tags",
    [
        [{"Key": "a", "Value": "1"}, {"Key": "aws:cloudformation:stack-name", "Value": "x"}],
        [{"key": "a", "value": "1"}],
        [{"TagKey": "a", "TagValue": "1"}],
        {"a": "1"},
    ],
    ids=["most", "ecs", "kms", "map"],
)
def test_tags_in_every_shape_of_aws(tags: Any) -> None:
    assert tag_dict(tags) == {"a": "1"}


def test_tags_for_aws() -> None:
    assert tag_list({"b": "2", "a": "1"}) == [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    assert tag_dict(None) == {}


@pytest.mark.parametrize(
    ("path", "value"), [("a.b", 1), ("a", {"b": 1}), ("a.c", None), ("x.y", None), ("a.b.c", None)]
)
def test_values_at_dotted_paths(path: str, value: Any) -> None:
    assert dig({"a": {"b": 1}}, path) == value
