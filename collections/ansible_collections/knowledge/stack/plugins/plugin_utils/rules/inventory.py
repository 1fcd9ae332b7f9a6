"""Rules about every variable of every role: names that no role knows, types and choices by argument specs. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding


def unknown_names(names: Iterable[str], known: dict[str, set[str]], others: set[str]) -> Iterator[Finding]:
    """Variables that begin like a role's but are not its own, and those that look like a misspelt one.

    names: variables of the inventory and the command line. known: options by role. others: variables of no role.
    """
    everything = {option for options in known.values() for option in options} | others
    prefixes = tuple(f"{role}_" for role in known)
    for name in sorted(set(names) - everything):
        alike = difflib.get_close_matches(name, sorted(everything), n=3, cutoff=0.85)
        if name.startswith(prefixes):
            role = max((role for role in known if name.startswith(f"{role}_")), key=len)
            yield Finding(name, f"is no variable of role {role}", ", ".join(alike or sorted(known[role])))
        elif alike:
            yield Finding(name, "is no variable of this stack (a misspelt one?)", ", ".join(alike))


def wrong_types(options: dict[str, Any], values: dict[str, Any]) -> Iterator[Finding]:
    """What an argument spec says against the values that are given.

    Those that cannot be known yet are left out by the caller.
    """
    for name, option in options.items():
        if name not in values:
            continue
        messages = ArgumentSpecValidator({name: option}).validate({name: values[name]}).error_messages
        # what cannot be converted is none of the choices either: that goes without saying
        for message in [message for message in messages if "unable to convert" in message] or messages:
            yield Finding(name, message.replace("argument ", "").rstrip("."), describe(option))


def describe(option: dict[str, Any]) -> str:
    """What a value should be, in words."""
    if option.get("choices"):
        return ", ".join(str(choice) for choice in option["choices"])
    inner = f" of {option['elements']}" if option.get("elements") else ""
    return f"{option.get('type', 'str')}{inner}: {option.get('description', '')}".rstrip(". ")
