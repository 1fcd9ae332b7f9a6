# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.absent: removes all that components own, whether a list names it or not."""

from __future__ import annotations

from collections.abc import Iterator

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.component import Component, ComponentAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.report import Run

preload("resourcegroupstaggingapi")


class ActionModule(ComponentAction):
    """Takes a stack, or parts of it, away."""

    DONE = "absent"

    def over(self, component: Component, kinds: list[type[Kind]], options: Options) -> Iterator[Run]:
        """Everything, wherever it may be, but what AWS deletes together with another kind of the component."""
        names = {kind.name for kind in kinds}
        for kind in (kind for kind in kinds if kind.goes_with not in names):
            for place in component.places(kind):
                engine = component.engine(kind, place, options)
                outcome = engine.remove(place.wanted, place.ids)
                if outcome.decisions or outcome.errors or outcome.retained:
                    yield Run(engine.kind, outcome)
