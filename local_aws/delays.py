"""How long slow resources stay in their provisioning, modifying and deleting states, in real seconds."""

import time

KINDS = ("nat", "rds", "opensearch", "elasticache", "alb", "cloudfront", "ecs", "acm")

_seconds: dict[str, float] = dict.fromkeys(KINDS, 0.0)


def parse(text: str) -> dict[str, float]:
    """Reads `nat=10,rds=25` as {"nat": 10.0, "rds": 25.0}; raises ValueError that names the wrong part."""
    delays = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        kind, _, value = part.partition("=")
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r} in {part!r}; known kinds: {', '.join(KINDS)}")
        try:
            delays[kind] = float(value)
        except ValueError:
            raise ValueError(f"{part!r} needs a number of seconds, as in {kind}=10") from None
        if not 0 <= delays[kind] < float("inf"):
            raise ValueError(f"{part!r} needs a number of seconds that is not negative")
    return delays


def configure(text: str) -> None:
    """Sets the seconds of the kinds named in `text` (`nat=10,rds=25`) and keeps the others; raises ValueError."""
    _seconds.update(parse(text))


def seconds(kind: str) -> float:
    """Seconds a resource of this kind takes for each of its changes."""
    return _seconds[kind]


def current() -> dict[str, float]:
    return dict(_seconds)


class Clock:
    """Remembers when a resource began its latest slow change and tells, by wall time, whether that change still runs.

    A delay that is shortened meanwhile also holds for changes under way; what is over does not begin again when it is
    lengthened.
    """

    def __init__(self, kind: str, change: str) -> None:
        self.kind = kind
        self.start(change)

    def start(self, change: str) -> None:
        """Begins a change, named as the service names the state: `creating`, `modifying`, `deleting`."""
        self.change = change
        self.started = time.monotonic()
        self.lasts = seconds(self.kind)

    @property
    def running(self) -> str | None:
        """Name of the change that still runs, or None when the resource has settled."""
        if time.monotonic() - self.started >= min(self.lasts, seconds(self.kind)):
            self.lasts = 0.0
        return self.change if self.lasts else None

    def finished(self, change: str) -> bool:
        """True when `change` was the latest change and its time is over."""
        return self.change == change and self.running is None
