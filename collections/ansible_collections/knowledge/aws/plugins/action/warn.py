# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.warn: says what an operator has to know, where nothing fails."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction, display


class ActionModule(StackAction):
    """Shows each line as a warning."""

    NEEDS_STACK = False
    SPEC = {"lines": {"type": "list", "elements": "str", "required": True}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """AWS is not asked."""
        for line in args["lines"]:
            display.warning(line)
        return {"changed": False, "lines": args["lines"]}
