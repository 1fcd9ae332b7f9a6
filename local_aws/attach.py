"""How an addition is attached to a class of moto."""

from collections.abc import Callable
from typing import Any


def attach(owner: type, *functions: Callable[..., Any]) -> None:
    """Makes each function a method of `owner` under its own name; an existing method of that name is replaced."""
    for function in functions:
        setattr(owner, function.__name__, function)


def wrap(owner: type, name: str, wrapper: Callable[..., Any]) -> None:
    """Replaces the method `name` of `owner` by `wrapper(original, self, ...)`.

    Errors: AttributeError if moto has no such method.
    """
    original = getattr(owner, name)

    def wrapped(*arguments: Any, **options: Any) -> Any:
        return wrapper(original, *arguments, **options)

    wrapped.__name__ = name
    setattr(owner, name, wrapped)


def before_each_call(responses: type, prepare: Callable[[Any], None]) -> None:
    """Calls `prepare(response)` before every API call of a service: resources whose deletion is over go there."""

    def call_action(original: Callable[..., Any], self: Any) -> Any:
        prepare(self)
        return original(self)

    wrap(responses, "call_action", call_action)
