"""Action of knowledge.aws.await_ready: waits for slow resources of several kinds together."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
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
        # What a task of this run found ready and left as it was is not asked for again.
        items = journal.items(task_vars["inventory_hostname"])
        settled = {(one["kind"], one["name"]): one["settled"] for one in items if one["settled"] is not None}
        for entry in args["resources"]:
            if find_symbol(entry) or not entry["names"]:
                continue
            if all((entry["kind"], name) in settled for name in entry["names"]):
                found[entry["kind"]] = {name: settled[entry["kind"], name] for name in entry["names"]}
                continue
            query = Query(tuple(entry["names"]))
            kind = kind_of(entry["kind"])(Aws(stack.region, False), stack, entry["scope"])
            have = [one for one in kind.existing(query) if one.name in entry["names"]]
            watches.append(Watch(kind, {one.id for one in have}, query, seen=have))
        wait_for([watch for watch in watches if watch.ids], self.say, args["wait_timeout"])
        found |= {
            watch.kind.name: {str(one.name): watch.kind.attributes(one) for one in watch.seen} for watch in watches
        }
        return {"changed": False, "attributes": found}
