# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Fields: what a resource is described by, how two values are compared, and the argument spec that follows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import jmespath
from ansible_collections.amazon.aws.plugins.module_utils.policy import compare_policies
from botocore import xform_name


@cache
def _path(text: str) -> Any:
    return jmespath.compile(text)


def dig(raw: Any, path: str) -> Any:
    """The value at a jmespath of an answer; None where there is none."""
    if not path:
        return None
    if path.isidentifier() and isinstance(raw, dict):
        return raw.get(path)
    return _path(path).search(raw)


def spelled(raw: dict[str, Any]) -> dict[str, Any]:
    """An answer under the names of fields: ``{"DBInstanceClass": …}`` as ``{"db_instance_class": …}``."""
    return {xform_name(member): value for member, value in raw.items()}


def camel(value: Any, shape: Any) -> Any:
    """A value under the names of fields as a shape of botocore's spells it: ``{"max_size": …}`` as ``{"MaxSize": …}``.

    What is None is left out; a dictionary where the shape is a text, such as a policy, becomes JSON.
    """
    if shape.type_name == "structure" and isinstance(value, dict):
        members = {xform_name(member): member for member in shape.members}
        known = {members.get(name, name): inner for name, inner in value.items() if inner is not None}
        return {
            name: camel(inner, shape.members[name]) if name in shape.members else inner for name, inner in known.items()
        }
    if shape.type_name == "list" and isinstance(value, list):
        return [camel(inner, shape.member) for inner in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: camel(inner, shape.value) for key, inner in value.items()}
    return json.dumps(value) if shape.type_name == "string" and isinstance(value, dict) else value


def snake(value: Any, shape: Any) -> Any:
    """The way back: a part of an answer under the names of fields. Keys of maps stay as they are."""
    if shape.type_name == "structure" and isinstance(value, dict):
        members = shape.members
        return {
            xform_name(name): snake(inner, members[name]) if name in members else inner for name, inner in value.items()
        }
    if shape.type_name == "list" and isinstance(value, list):
        return [snake(inner, shape.member) for inner in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: snake(inner, shape.value) for key, inner in value.items()}
    return value


@dataclass(frozen=True)
class Report:
    """A further value that a kind publishes: its jmespath in AWS's answer, what it is, and a sample for ansible-doc."""

    path: str
    doc: str = ""
    sample: Any = None


@dataclass(frozen=True)
class Field:
    """One property of a resource.

    type, elements, choices, default, required, options: as in an Ansible argument spec. A field that is not given and
        has no default is left alone.
    doc: one sentence for ``ansible-doc``.
    api: jmespath of the value in AWS's answer; by default the member that has the field's name in AWS's spelling. Empty
        for a value that the kind's ``shape`` finds, or that AWS never tells.
    setter: name of the kind's method that changes it in place; fields with the same setter are changed by one call.
        A field without a setter cannot change in place: another value means replacement.
    norm: brings a value, ours or AWS's, into comparable form.
    same: compares two comparable values (have, want); equality by default.
    accept: tells (have, want) whether a difference is AWS's or a release's own doing: shown, never undone.
    unordered: the order of a list does not matter.
    subset: of a dictionary only the keys we give are compared, at every depth.
    refs: may name other items of the same list as ``@key``.
    secret: never shown.
    """

    type: str
    doc: str
    api: str | None = None
    setter: str | None = None
    required: bool = False
    default: Any = None
    choices: tuple[Any, ...] | None = None
    elements: str | None = None
    options: dict[str, Field] | None = None
    norm: Callable[[Any], Any] | None = None
    same: Callable[[Any, Any], bool] | None = None
    accept: Callable[[Any, Any], bool] | None = None
    unordered: bool = False
    subset: bool = False
    refs: bool = False
    secret: bool = False

    def comparable(self, value: Any) -> Any:
        """The value in the form in which ours and AWS's are compared."""
        if value is None:
            return None
        if self.norm:
            value = self.norm(value)
        return canonical(value) if self.unordered else value

    def equal(self, have: Any, want: Any) -> bool:
        """Whether the two mean the same, both already comparable."""
        if self.same:
            return self.same(have, want)
        return covers(have, want) if self.subset else have == want


def canonical(value: Any) -> Any:
    """A list without its order, its entries by their JSON text."""
    if not isinstance(value, list | tuple | set):
        return value
    return sorted(value, key=lambda entry: json.dumps(entry, sort_keys=True, default=str))


def covers(have: Any, want: Any) -> bool:
    """Whether everything in ``want`` stands in ``have``; what AWS adds by itself does not count."""
    if isinstance(want, dict):
        return isinstance(have, dict) and all(key in have and covers(have[key], value) for key, value in want.items())
    if isinstance(want, list):
        return (
            isinstance(have, list)
            and len(have) == len(want)
            and all(covers(one, other) for one, other in zip(have, want, strict=True))
        )
    return have == want


def same_policy(have: Any, want: Any) -> bool:
    """Whether two policy documents allow the same, by amazon.aws's own comparison."""
    return not compare_policies(have or {}, want or {}, default_version=None)


def as_document(value: Any) -> Any:
    """A policy document, given as JSON text or as a dictionary, as a dictionary."""
    return json.loads(value) if isinstance(value, str) and value.lstrip().startswith(("{", "[")) else value


def as_texts(values: dict[str, Any], yes: str = "true", no: str = "false") -> dict[str, str]:
    """Values as a service writes them that knows texts only: a switch by its words, a list with commas."""

    def text(value: Any) -> str:
        if isinstance(value, bool):
            return yes if value else no
        return ",".join(map(text, value)) if isinstance(value, list) else str(value)

    return {str(name): text(value) for name, value in values.items()}


def always(have: Any, want: Any) -> bool:
    """For ``accept``: the value matters on creation only."""
    return True


def argument_spec(fields: dict[str, Field]) -> dict[str, dict[str, Any]]:
    """The Ansible argument spec of some fields."""
    return {name: _argument(field) for name, field in fields.items()}


def _argument(field: Field) -> dict[str, Any]:
    spec: dict[str, Any] = {"type": field.type}
    if field.required:
        spec["required"] = True
    if field.default is not None:
        spec["default"] = field.default
    if field.choices:
        spec["choices"] = list(field.choices)
    if field.elements:
        spec["elements"] = field.elements
    if field.options:
        spec["options"] = argument_spec(field.options)
    if field.secret:
        spec["no_log"] = True
    return spec
