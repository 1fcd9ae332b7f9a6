"""Action of knowledge.aws.show_outputs: what the parts of a stack published, as a table."""

from __future__ import annotations

from typing import Any

from ansible.plugins.action import ActionBase
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import display, plain


def rows(name: str, value: Any) -> list[tuple[str, str]]:
    """Nested values as dotted names and texts."""
    if isinstance(value, dict):
        return [row for key, inner in value.items() for row in rows(f"{name}.{key}" if name else str(key), inner)]
    if isinstance(value, list):
        return [(name, ", ".join(str(entry) for entry in value))]
    return [(name, str(value))]


class ActionModule(ActionBase):
    """Reads the facts that end in _outputs."""

    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Show and answer."""
        answer = super().run(tmp, task_vars)
        variables = task_vars or {}
        self.validate_argument_spec(argument_spec={})
        outputs = {name.removesuffix("_outputs"): plain(variables[name]) for name in sorted(variables) if name.endswith("_outputs")}
        table = rows("", outputs)
        width = max((len(name) for name, _ in table), default=0)
        display.display(f"\n{variables.get('inventory_hostname')}")
        for name, value in table:
            display.display(f"  {name:<{width}}  {value}")
        return answer | {"changed": False, "outputs": outputs}
