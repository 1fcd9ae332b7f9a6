"""The engine at work on a kind in memory, on a clock of its own."""

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import removing, together, waiting
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.engine import Engine
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options, Outcome
from botocore.exceptions import ConnectionClosedError

from tests.unit.things import Thing

LOST = ConnectionClosedError(endpoint_url="https://example.com")
Config = list[dict[str, Any]]


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(waiting, "time", SimpleNamespace(monotonic=clock.now, sleep=clock.sleep))
    for module in (together, removing):
        monkeypatch.setattr(module, "wait_for", partial(waiting.wait_for, now=clock.now, sleep=clock.sleep))
    return clock


def fresh(*raws: dict[str, Any]) -> Thing:
    """A kind with a store of its own."""
    return Thing([{**raw, "Tags": dict(raw["Tags"])} for raw in raws])


def run(kind: Thing, config: Config, state: str = "present", **options: Any) -> Outcome:
    return getattr(Engine(kind, Options(**{"say": lambda line: None} | options)), state)(config)


def prune(kind: Thing, config: Config, **options: Any) -> Outcome:
    """What the list does not name goes."""
    engine = Engine(kind, Options(say=lambda line: None, **options))
    return engine.prune(engine.orphans(engine.looker.wanted(config)))


def done(outcome: Outcome) -> dict[str, str]:
    return {decision.key: decision.action for decision in outcome.decisions}


def messages(outcome: Outcome) -> str:
    return " ".join(str(error) for error in outcome.errors)
