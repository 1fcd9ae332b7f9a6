"""What moto lacks or gets wrong, one file a service.

A module in this folder takes part by being here and having `apply()`. ../UPSTREAM.md says what belongs into moto.
"""

import importlib
import pkgutil
from functools import cache


@cache
def apply_all() -> tuple[str, ...]:
    """Applies every addition once in this process and returns the names of the modules, in order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    for name in names:
        importlib.import_module(f"{__name__}.{name}").apply()
    return tuple(names)
