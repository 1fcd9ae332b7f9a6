# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
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
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import walk

preload("resourcegroupstaggingapi")


class ActionModule(ComponentAction):
    """The last step of a run."""

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """A run that only looks has nothing to remove."""
        if self._state == "gathered":
            return result([]) | {"planned": False, "state": "gathered"}
        self._used: dict[str, str] = {}  # what those that stay refer to, and which of them
        # parts that this run is not about: looked at only if something is to go, and once
        self._rest = self.work(args, task_vars["inventory_hostname"], chosen=False)
        return super().act(args, task_vars)

    def over(self, component: Component, kinds: list[type[Kind]], options: Options) -> Iterator[Run]:
        """All orphans of a component go, or none: what some of it uses that has to stay must not be taken from it."""
        found = [pair for kind in kinds for pair in self._orphans(component, kind, options)]
        if found:
            self._stay_elsewhere(options)
        whys = {id(have): self._why(engine, have) for engine, orphans in found for have in orphans}
        stays = any(whys.values())
        for engine, orphans in found:
            if stays:
                self._stay(engine, orphans)
            yield Run(engine.kind, engine.leave(orphans, whys) if stays else engine.prune(orphans))

    def _stay_elsewhere(self, options: Options) -> None:
        """Orphans of the parts that this run is not about stay."""
        for component, kinds in self._rest:
            for kind in kinds:
                for engine, orphans in self._orphans(component, kind, options):
                    self._stay(engine, orphans)

    def _stay(self, engine: Engine, orphans: list[Resource]) -> None:
        """What these refer to has to stay."""
        for have in orphans:
            label = f"{engine.kind.noun} {have.label}"
            self._used |= {text: label for text in walk(have.told) if isinstance(text, str)}

    def _why(self, engine: Engine, have: Resource) -> str | None:
        """Why it has to stay: it holds data or is protected, or what stays uses it, as AWS's answers tell."""
        user = self._used.get(engine.kind.arn(have)) or (self._used.get(have.id) if have.id != have.name else None)
        return engine.why_it_stays(have) or (f"is used by {user}, which stays" if user else None)

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
