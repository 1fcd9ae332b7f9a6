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
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.engine import Engine
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Resource
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.report import Run, result

preload("resourcegroupstaggingapi")


class ActionModule(ComponentAction):
    """The last step of a run."""

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """A run that only looks has nothing to remove."""
        if self._state == "gathered":
            return result([]) | {"planned": False, "state": "gathered"}
        return super().act(args, task_vars)

    def over(self, component: Component, kinds: list[type[Kind]], options: Options) -> Iterator[Run]:
        """All orphans of a component go, or none: what some of it uses that has to stay must not be taken from it."""
        found = [pair for kind in kinds for pair in self._orphans(component, kind, options)]
        stays = any(engine.why_it_stays(have) for engine, orphans in found for have in orphans)
        for engine, orphans in found:
            yield Run(engine.kind, engine.leave(orphans) if stays else engine.prune(orphans))

    def _orphans(
        self, component: Component, kind: type[Kind], options: Options
    ) -> Iterator[tuple[Engine, list[Resource]]]:
        """Asked for only where something is known to be there that no list names."""
        places = component.places(kind)
        for place in (place for place in places if place.orphans):
            engine = component.engine(kind, place, options)
            orphans = without_listed(engine.orphans(place.wanted), place, places)
            if orphans:
                yield engine, orphans
