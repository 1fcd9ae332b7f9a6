"""Action of knowledge.aws.prune: removes what components own and no list names any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.component import (
    Component,
    ComponentAction,
    without_listed,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.report import Run, result

preload("resourcegroupstaggingapi")


class ActionModule(ComponentAction):
    """The last step of a run."""

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """A run that only looks has nothing to remove."""
        self._stays: set[str] = set()
        if self._state == "gathered":
            return result([]) | {"planned": False, "state": "gathered"}
        return super().act(args, task_vars)

    def is_done_with(self, component: Component) -> bool:
        """What holds data stays, and so does what it uses."""
        return component.name in self._stays

    def over(self, component: Component, kind: type[Kind], options: Options) -> Iterator[Run]:
        """Only where something is known to be there that no list names."""
        places = component.places(kind)
        for place in places:
            if not place.orphans:
                continue
            engine = component.engine(kind, place, options)
            orphans = without_listed(engine.orphans(place.wanted), place, places)
            if not orphans:
                continue
            outcome = engine.prune(orphans)
            if outcome.orphans:
                self._stays.add(component.name)
            yield Run(engine.kind, outcome)
