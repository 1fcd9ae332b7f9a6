"""Every kind of resource, found by being in this folder: one file a service."""

from __future__ import annotations

import importlib
import pkgutil

from ..core.kind import Kind


def all_kinds() -> dict[str, type[Kind]]:
    """Every kind by the name of its module."""
    found: dict[str, type[Kind]] = {}
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, Kind) and thing.__module__ == module.__name__ and "name" in vars(thing):
                found[thing.name] = thing
    return dict(sorted(found.items()))
