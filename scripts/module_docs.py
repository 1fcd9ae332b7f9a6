"""Writes the module and action file of every kind from its fields, and the action group,
so that nothing is stated twice by hand.

python scripts/module_docs.py [--check]     with --check it only says which files are out of date (rc 1)
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "collections"))
COLLECTIONS = ROOT / "collections/ansible_collections/knowledge"
PLUGINS = COLLECTIONS / "aws/plugins"

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field  # noqa: E402 - the path is set above
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind  # noqa: E402
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds  # noqa: E402
from ansible_collections.knowledge.stack.plugins.plugin_utils.parts import users_of  # noqa: E402

COMMON = yaml.safe_load((Path(__file__).parent / "module_docs.yml").read_text(encoding="utf-8"))

MODULE = '''#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.{name}; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
{documentation}"""

EXAMPLES = r"""
{examples}"""

RETURN = r"""
{returns}"""
'''

ACTION = '''# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.{name}."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.{module} import {cls}

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload({services})


class ActionModule(KindAction):
    """{summary}"""

    kind = {cls}
'''


RUNTIME = """requires_ansible: ">=2.19.4"
# One line of module_defaults (group/knowledge.{collection}.all) gives every action its stack.
action_groups:
  all:
"""
# The group of knowledge.stack holds that of knowledge.aws, so that a play needs one line.
EXTENDS = {"aws": [], "stack": ["knowledge.aws.all"]}
# Of the samples of reports.
TYPES = {type(None): "raw", str: "str", int: "int", bool: "bool", list: "list", dict: "dict", float: "float"}
WITHOUT_STACK = {"preflight", "show_outputs"}


def option(field: Field) -> dict[str, Any]:
    """One option in the form of ansible-doc."""
    text = [field.doc]
    if field.accept:
        text.append("A difference that AWS or a release makes by itself is shown, not undone.")
    doc: dict[str, Any] = {"description": text, "type": field.type}
    for name in ("required", "elements", "default"):
        if getattr(field, name) not in (None, False):
            doc[name] = getattr(field, name)
    if field.default is not None:
        doc["default"] = field.default
    if field.choices:
        doc["choices"] = list(field.choices)
    if field.options:
        doc["suboptions"] = {name: option(inner) for name, inner in field.options.items()}
    return doc


def documentation(kind: type[Kind]) -> dict[str, Any]:
    """The DOCUMENTATION of a kind's module."""
    summary, _, link = (kind.__doc__ or "").partition("https://")
    scope = {name: option(field) for name, field in kind.scope_fields.items()}
    entry = COMMON["entry"] | {name: of_entry(told) for name, told in scope.items()}
    entry |= {name: option(field) for name, field in kind.fields.items()}
    for name in (name for name, field in kind.scope_fields.items() if field.required):
        scope[name] = {key: value for key, value in scope[name].items() if key != "required"}
        scope[name]["description"] = [*scope[name]["description"], "Needed here or in every entry."]
    return {
        "module": kind.name,
        "short_description": summary.strip().rstrip("."),
        "version_added": "1.0.0",
        "author": ["Knowledge Database operations team"],
        "description": [
            f"Brings a list of {kind.noun} resources to what it says.",
            f"AWS API U(https://{link.strip()}).",
        ],
        "options": {"config": COMMON["config"] | {"suboptions": entry}, **scope},
        "extends_documentation_fragment": ["knowledge.aws.kind", "knowledge.aws.stack"],
        "attributes": COMMON["attributes"],
    }


def of_entry(told: dict[str, Any]) -> dict[str, Any]:
    """What an entry may say of its own instead of the task."""
    kept = {key: value for key, value in told.items() if key not in ("required", "default")}
    return kept | {"description": ["Of this entry, where it differs from that of the task."]}


def returns(kind: type[Kind]) -> dict[str, Any]:
    """The RETURN of a kind's module."""
    values = {name: dict(value) for name, value in COMMON["return"].items()}
    if kind.reports:
        values["attributes"]["contains"] = {
            name: {
                "description": report.doc or f"C({report.path}) of AWS's answer.",
                "returned": "always",
                "type": TYPES[type(report.sample)],
                **({"sample": report.sample} if report.sample is not None else {}),
            }
            for name, report in sorted(kind.reports.items())
        }
    return values


def dump(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, width=114, allow_unicode=True)


def files() -> dict[Path, str]:
    """Every generated file with its text."""
    texts: dict[Path, str] = {}
    for name, kind in all_kinds().items():
        services = ", ".join(f'"{service}"' for service in (kind.service, *kind.needs))
        texts[PLUGINS / "modules" / f"{name}.py"] = MODULE.format(
            name=name, documentation=dump(documentation(kind)), examples=kind.example, returns=dump(returns(kind))
        )
        summary = (kind.__doc__ or "").partition("https://")[0].strip()
        texts[PLUGINS / "action" / f"{name}.py"] = ACTION.format(
            name=name,
            cls=kind.__name__,
            module=kind.__module__.partition(".kinds.")[2],
            services=services,
            summary=summary,
        )
    texts[ROOT / "site.yml"] = with_tags((ROOT / "site.yml").read_text(encoding="utf-8"))
    for collection in EXTENDS:
        texts[COLLECTIONS / collection / "meta/runtime.yml"] = runtime(collection, set(all_kinds()))
    return texts


def with_tags(site: str) -> str:
    """site.yml with the tags that follow from the list of parts."""
    listed = yaml.safe_load((ROOT / "roles/wiring/vars/main/parts.yml").read_text(encoding="utf-8"))["stack_parts"]
    parts: list[dict[str, Any]] = listed
    names = {part["name"] for part in parts}

    def tagged(match: re.Match[str]) -> str:
        role = match["role"]
        return match["head"] + tags_line(users_of(role, parts)) if role in names else match[0]

    task = r"(?P<head>import_role: \{name: (?P<role>\w+)[^}]*\}\n(?:      (?!tags:|- ).*\n)*      )tags:\s+\[[^\]]*\]"
    return re.sub(task, tagged, site)


def tags_line(tags: list[str]) -> str:
    """The tags of a task of a play: on one line, or broken inside the brackets where that is too long."""
    line = f"tags: [{', '.join(tags)}]"
    if len(" " * 6 + line) <= 120:
        return line
    return "tags:\n" + textwrap.fill(f"[{', '.join(tags)}]", 120, initial_indent=" " * 8, subsequent_indent=" " * 9)


def runtime(collection: str, generated: set[str]) -> str:
    """The meta/runtime.yml of a collection."""
    written = {path.stem for path in (COLLECTIONS / collection / "plugins/action").glob("*.py")}
    actions = sorted((written | (generated if collection == "aws" else set())) - WITHOUT_STACK - {"__init__"})
    extended = "".join(f"    - metadata:\n        extend_group: [{group}]\n" for group in EXTENDS[collection])
    return RUNTIME.format(collection=collection) + extended + "".join(f"    - {action}\n" for action in actions)


def main() -> int:
    """Write what is out of date, or say so."""
    stale = [path for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in sys.argv:
            print(f"out of date: {path.relative_to(ROOT)} (run: make docs)")
        else:
            path.write_text(files()[path], encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
