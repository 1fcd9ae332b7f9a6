"""Action of knowledge.aws.refuse_protected: nothing is removed while something that goes with it is protected."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction, display
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError


class ActionModule(StackAction):
    """Reads what the look-up of this run found protected."""

    SPEC = {
        "components": {"type": "list", "elements": "str", "required": True},
        "allow_data_loss": {"type": "bool", "default": False},
    }

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """In check mode only a warning."""
        entries = journal.of_kinds(task_vars["inventory_hostname"])
        protected = [
            text for entry in entries if entry["component"] in args["components"] for text in entry["protected"]
        ]
        answer = {"changed": False, "protected": protected}
        if not protected or args["allow_data_loss"]:
            return answer
        lines = "\n".join(f"  {text}" for text in protected)
        lift = f"To lift that, {self.stack(args).hint('data_loss')}; final snapshots are taken"
        message = f"Nothing is removed, because this is protected:\n{lines}\n{lift}"
        if not self._task.check_mode:
            raise StackError(message)
        display.warning(f"The run will refuse: {message}")
        return answer
