# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.await_ready: waits for slow resources of several kinds together."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Query
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import find_symbol
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.waiting import Watch, wait_for
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import kind_of


class ActionModule(StackAction):
    """The total is the slowest, not the sum."""

    SPEC = {
        "resources": {
            "type": "list",
            "elements": "dict",
            "required": True,
            "options": {
                "kind": {"type": "str", "required": True},
                "names": {"type": "list", "elements": "str", "required": True},
                "scope": {"type": "dict", "default": {}},
            },
        },
        "wait_timeout": {"type": "float"},
    }

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """There is nothing to wait for."""
        return {"changed": False, "attributes": {}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """In check mode, or where nothing is there, there is nothing to wait for."""
        stack = self.stack(args)
        if self._state == "present":
            self.refuse_unbuilt(args["component"], task_vars, stack)
        if self._task.check_mode:
            return {"changed": False, "attributes": {}}
        watches: list[Watch] = []
        found: dict[str, dict[str, Any]] = {}
        seen = journal.of_kinds(task_vars["inventory_hostname"])
        for entry in args["resources"]:
            if find_symbol(entry) or not entry["names"]:
                continue
            of_kind, query = kind_of(entry["kind"]), Query(tuple(entry["names"]))
            kind = of_kind(Aws(stack.region, False), stack, entry["scope"], self.say, self.index())
            settled = self._settled(kind, entry["scope"], seen)
            if all(name in settled for name in entry["names"]):
                found.setdefault(kind.name, {}).update({name: settled[name] for name in entry["names"]})
                continue
            have = [one for one in kind.existing(query) if one.name in entry["names"]]
            watches.append(Watch(kind, {one.id: one.label for one in have}, query, seen=have))
        wait_for([watch for watch in watches if watch.labels], self.say, args["wait_timeout"])
        for watch in watches:
            ready = {str(one.name): watch.kind.attributes(one) for one in watch.seen}
            found.setdefault(watch.kind.name, {}).update(ready)
        return {"changed": False, "attributes": found}

    @staticmethod
    def _settled(kind: Kind, scope: dict[str, Any], seen: list[dict[str, Any]]) -> dict[str, Any]:
        """What is published by those that a task of this run found ready in this place, and none has changed since."""
        within = {name: value for name, value in scope.items() if name != "region"}.items()
        latest = {
            item["name"]: item["settled"]
            for entry in seen
            if (entry["kind"], entry["region"]) == (kind.name, kind.aws.region) and within <= entry["scope"].items()
            for item in entry["items"]
        }
        return {name: values for name, values in latest.items() if values is not None}
