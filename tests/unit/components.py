"""Tasks of prune and absent over kinds in memory."""

from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils import kinds as all_of_them
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction

from tests.unit.tasks import Run
from tests.unit.things import REGION, Shelf, arn_on_shelf

Result = dict[str, Any]
Work = Callable[..., Result]


@pytest.fixture
def work(run: Run, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A task of prune or absent over some kinds, users first, of the component ``things`` or of several.

    edge: whether they may have some in us-east-1, too.
    """
    known: dict[str, type[Shelf]] = {}
    monkeypatch.setattr(all_of_them, "kind_of", lambda name: known[name])

    def act(
        plugin: Any,
        *kinds: type[Shelf],
        more: dict[str, list[type[Shelf]]] | None = None,
        edge: bool = False,
        **args: Any,
    ) -> Result:
        components = ({"things": [*kinds]} if kinds else {}) | (more or {})
        known.update({kind.name: kind for listed in components.values() for kind in listed})
        names = {name: [kind.name for kind in listed] for name, listed in components.items()}
        listed = [{"name": name, "kinds": listed, "edge": listed if edge else []} for name, listed in names.items()]
        return run.task(plugin.ActionModule, component=None, components=listed, **args)

    return act


def task(run: Run, kind: type[Shelf], *config: dict[str, Any], **args: Any) -> Result:
    """A task over a list, as those before prune and absent."""
    action: type[StackAction] = type("ActionModule", (KindAction,), {"kind": kind})
    result = run.task(action, config=list(config), **args)
    kind.looks.clear()
    kind.log.clear()
    return result


def index(run: Run, *kinds: type[Shelf], region: str = REGION) -> None:
    """The index of tags knows all that is there now."""
    for kind in kinds:
        run.index.setdefault(region, {}).update(
            {
                arn_on_shelf(raw["Id"], region, str(kind.arn_prefix)): raw["Tags"]
                for raw in kind.store
                if raw.get("Region", REGION) == region
            }
        )


def left(kind: type[Shelf]) -> list[str]:
    return [raw["Id"] for raw in kind.store]


def done(result: Result) -> list[tuple[str, str]]:
    return [(one["name"], one["action"]) for one in result["resources"]]
