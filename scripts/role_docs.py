"""Writes the table of variables into every role's README from its argument spec and defaults, between two markers.

python scripts/role_docs.py [--check]     with --check it only says which READMEs are out of date (rc 1)
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- variables -->", "<!-- end of variables -->"


def shown(value: Any) -> str:
    """A default in a table cell."""
    if isinstance(value, str) and "undef(" in value:
        return "required"
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if len(text) <= 60 else "see defaults"


def table(role: Path) -> str:
    """The variables of a role as Markdown."""
    options = yaml.safe_load((role / "meta/argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]["main"][
        "options"
    ]
    defaults = yaml.safe_load((role / "defaults/main.yml").read_text(encoding="utf-8")) or {}
    if not options:
        return "This role has no variables.\n"
    rows = ["| Variable | Type | Default | Meaning |", "|---|---|---|---|"]
    for name, option in options.items():
        kind = f"list of {option['elements']}" if option.get("elements") else option["type"]
        text = " ".join(option["description"]) if isinstance(option["description"], list) else option["description"]
        if option.get("choices") and len(option["choices"]) <= 6:
            text += f" One of {', '.join(f'`{choice}`' for choice in option['choices'])}."
        rows.append(f"| `{name}` | {kind} | {shown(defaults.get(name))} | {text} |".replace("\n", " "))
    return "\n".join(rows) + "\n"


def main() -> int:
    """Write what is out of date, or say so."""
    stale = False
    for role in sorted(path.parent.parent for path in ROOT.glob("roles/*/meta/argument_specs.yml")):
        readme = role / "README.md"
        text = readme.read_text(encoding="utf-8") if readme.exists() else ""
        fresh = re.sub(f"{BEGIN}.*{END}", lambda _, role=role: f"{BEGIN}\n{table(role)}{END}", text, flags=re.DOTALL)
        if BEGIN not in text:
            print(f"no markers: {readme.relative_to(ROOT)} needs {BEGIN} and {END}")
            stale = True
        elif fresh != text:
            stale = True
            print(f"{'out of date' if '--check' in sys.argv else 'written'}: {readme.relative_to(ROOT)}")
            if "--check" not in sys.argv:
                readme.write_text(fresh, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
