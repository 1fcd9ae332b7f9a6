# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Every kind of resource.

kinds/<service>/<what>.py holds the kind <service>_<what>, beside the service's shapes and rules.
"""

from __future__ import annotations

import importlib
import pkgutil

from ..core.errors import StackError
from ..core.kind import Kind


def all_kinds() -> dict[str, type[Kind]]:
    """Every kind by the name of its module."""
    found: dict[str, type[Kind]] = {}
    for entry in pkgutil.walk_packages(__path__, f"{__name__}."):
        if not entry.ispkg:
            found |= {kind.name: kind for kind in kinds_of(entry.name)}
    return dict(sorted(found.items()))


def kind_of(name: str) -> type[Kind]:
    """The kind of a name, without reading the others."""
    service, _, what = name.partition("_")
    try:
        found = kinds_of(f"{__name__}.{service}.{what}")
    except ModuleNotFoundError:
        found = []
    if not found:
        raise StackError(f"There is no kind {name}", f"valid: {', '.join(all_kinds())}")
    return found[0]


def kinds_of(module_name: str) -> list[type[Kind]]:
    """The kinds that a module defines: one, or none where it holds shapes or rules."""
    module = importlib.import_module(module_name)
    classes = [thing for thing in vars(module).values() if isinstance(thing, type) and issubclass(thing, Kind)]
    return [kind for kind in classes if kind.__module__ == module_name and "name" in vars(kind)]
