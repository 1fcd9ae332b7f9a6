# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.refuse_protected: nothing is removed while something that goes with it is protected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import display
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.component import Component, ComponentAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options

preload("resourcegroupstaggingapi")


class ActionModule(ComponentAction):
    """Reads what the look-up of this run found protected, and looks at what no task of it lists."""

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """An empty account protects nothing."""
        return {"changed": False, "protected": []}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """In check mode only a warning."""
        work = self.work(args, task_vars["inventory_hostname"])
        protected = list(dict.fromkeys(text for one in work for text in self._protected(*one)))
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

    def _protected(self, component: Component, kinds: list[type[Kind]]) -> Iterator[str]:
        for entry in component.seen:
            yield from entry["protected"]
        for kind in (kind for kind in kinds if kind.protected is not Kind.protected):
            for place in (place for place in component.places(kind) if place.orphans):
                engine = component.engine(kind, place, Options(self._task.check_mode, say=self.say))
                yield from engine.looker.protected(engine.orphans(place.wanted))
