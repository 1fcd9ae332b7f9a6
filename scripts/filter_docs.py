"""Writes the documentation of every filter of knowledge.stack from its signature and docstring.

python scripts/filter_docs.py [--check]     with --check it only says which files are out of date (rc 1)
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "collections"))
FILTERS = ROOT / "collections/ansible_collections/knowledge/stack/plugins/filter"
PACKAGE = "ansible_collections.knowledge.stack.plugins.filter"
# Of annotations, by how they begin.
TYPES = {
    "str": "str",
    "list": "list",
    "dict": "dict",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "Iterable": "list",
}


class Indented(yaml.SafeDumper):
    """Lists indented, as yamllint wants them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Never without indentation."""
        super().increase_indent(flow, False)


def type_of(annotation: Any) -> str:
    """The type as Ansible calls it."""
    return next((name for begin, name in TYPES.items() if str(annotation).startswith(begin)), "raw")


def sentences(function: Callable[..., Any]) -> list[str]:
    """The docstring in paragraphs."""
    text = inspect.getdoc(function) or ""
    return [" ".join(paragraph.split()).replace("``", "`") for paragraph in text.split("\n\n")]


def documentation(name: str, function: Callable[..., Any]) -> dict[str, Any]:
    """What ansible-doc shows of a filter."""
    first, *others = inspect.signature(function).parameters.values()
    options = {"_input": {"description": [f"{first.name.replace('_', ' ').capitalize()}."], "required": True}}
    options["_input"]["type"] = type_of(first.annotation)
    for parameter in others:
        option = {
            "description": [f"{parameter.name.replace('_', ' ').capitalize()}."],
            "type": type_of(parameter.annotation),
        }
        if parameter.default is inspect.Parameter.empty:
            option["required"] = True
        elif parameter.default is not None:
            option["default"] = parameter.default
        options[parameter.name] = option
    documented = {
        "name": name,
        "short_description": sentences(function)[0].split(". ")[0].rstrip("."),
        "version_added": "1.0.0",
        "author": ["Knowledge Database operations team"],
        "description": sentences(function),
        "options": options,
    }
    if others:
        documented["positional"] = ", ".join(parameter.name for parameter in others)
    returned = {
        "description": "What a role asks AWS for.",
        "type": type_of(inspect.signature(function).return_annotation),
    }
    arguments = ", ".join(parameter.name for parameter in others)
    call = f"{{{{ {first.name} | knowledge.stack.{name}{f'({arguments})' if arguments else ''} }}}}"
    return {"DOCUMENTATION": documented, "EXAMPLES": f'derived: "{call}"', "RETURN": {"_value": returned}}


def files() -> dict[Path, str]:
    """Every generated file with its text."""
    texts: dict[Path, str] = {}
    for path in sorted(FILTERS.glob("*.py")):
        module = importlib.import_module(f"{PACKAGE}.{path.stem}")
        for name, function in module.FilterModule().filters().items():
            shown = yaml.dump(
                documentation(name, function), None, Indented, sort_keys=False, width=100, allow_unicode=True
            )
            texts[FILTERS / f"{name}.yml"] = shown
    return texts


def main() -> int:
    """Write what is out of date, or say so."""
    wanted = files()
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    surplus = [path for path in FILTERS.glob("*.yml") if path not in wanted]
    for path in [*stale, *surplus]:
        if "--check" in sys.argv:
            print(f"out of date: {path.relative_to(ROOT)} (run: make docs)")
        elif path in surplus:
            path.unlink()
        else:
            path.write_text(wanted[path], encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if (stale or surplus) and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
