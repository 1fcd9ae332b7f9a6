"""What leaves the process for AWS: recorded, and broken on demand.

A botocore event, so nothing has to listen on a port.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import is_read
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError
from botocore.httpsession import URLLib3Session

from tests.support.operations import Request
from tests.support.proxy import error_answer

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# What happens to a request, one attempt after the other, before it is let through: refused for the rate of calls,
# answered by a 500 before and after it was carried out, and carried out without an answer.
# botocore and the engine try six times.
TROUBLE = ("throttled", "failed", "failed after", "lost")


def text_of(body: Any) -> str:
    """The body of a request as text."""
    return body.decode(errors="replace") if isinstance(body, bytes | bytearray) else str(body or "")


class Killed(BaseException):
    """The process dies here."""


@dataclass
class Call:
    """One request that left, an attempt of a retried call included."""

    service: str
    operation: str
    fault: str | None = None
    params: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def write(self) -> bool:
        return not is_read(self.operation)

    def __str__(self) -> str:
        return f"{self.service}:{self.operation}{f' ({self.fault})' if self.fault else ''}"


class _Body:
    """A body as urllib3 hands it out."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def stream(self, **_: Any) -> list[bytes]:
        return [self.body]


class Wire:
    """Every request of every session that is attached.

    ``trouble``: each different request meets it; ``kill_at``: number of the write that is the last.
    """

    def __init__(self) -> None:
        self._lock, self._here, self._http = (
            threading.Lock(),
            threading.local(),
            URLLib3Session(max_pool_connections=20),
        )
        self.clear()

    def clear(self) -> None:
        """Forget all calls, break nothing."""
        self.calls: list[Call] = []
        self.trouble = False
        self.kill_at: int | None = None
        self._dead = False
        self._attempts: dict[str, int] = {}
        self._last_write: dict[
            int, tuple[str, int]
        ] = {}  # of each thread: operation, and what it has met so far; 0 when it went through

    @property
    def writes(self) -> list[str]:
        return [str(call) for call in self.calls if call.write]

    def attach(self, session: Any) -> None:
        """See everything that the clients of a session send."""
        session.register("before-parameter-build.*.*", self._note)
        session.register("before-send.*.*", self._pass)

    def _note(self, params: dict[str, Any], **_: Any) -> None:
        """What the request of this thread is about, before it becomes bytes."""
        self._here.params = params

    def _pass(self, request: Any, event_name: str, **_: Any) -> AWSResponse | None:
        """The answer that the client shall get; None lets it send the request itself."""
        _, service, operation = event_name.split(".")
        call = Call(service, operation, params=getattr(self._here, "params", {}))
        with self._lock:
            if self._dead:  # another thread of the process that was killed
                raise Killed
            self.calls.append(call)
            call.fault = self._fault_of(call, request)
            self._dead = call.write and len(self.writes) == self.kill_at
            if self._dead:
                self._http.send(request)
                raise Killed
        return FAULTS[call.fault](self, request) if call.fault else None

    def _fault_of(self, call: Call, request: Any) -> str | None:
        """What this attempt meets.

        A repeated create may have another body, such as a new password: it is known by its thread.
        """
        if not self.trouble:
            return None
        thread = threading.get_ident()
        if not call.write:
            mark = f"{call.operation} {request.url} {UUID.sub('', text_of(request.body))}"
            self._attempts[mark] = self._attempts.get(mark, 0) + 1
            return TROUBLE[0] if self._attempts[mark] == 1 else None
        operation, met = self._last_write.get(thread, ("", 0))
        met = met if operation == call.operation else 0
        fault = TROUBLE[met] if met < len(TROUBLE) else None
        self._last_write[thread] = (call.operation, met + 1 if fault else 0)
        return fault

    def _lose(self, request: Any) -> None:
        self._http.send(request)
        raise ConnectionClosedError(endpoint_url=request.url)

    def _fail_after(self, request: Any) -> AWSResponse:
        self._http.send(request)
        return self._error(request, 500, "InternalFailure")

    def _error(self, request: Any, status: int, code: str) -> AWSResponse:
        headers = {
            name.lower(): value.decode() if isinstance(value, bytes) else str(value)
            for name, value in request.headers.items()
        }
        answer = error_answer(Request(request.method, request.url, headers), status, code)
        return AWSResponse(request.url, answer.status, dict(answer.headers), _Body(answer.body))  # type: ignore[arg-type]


FAULTS: dict[str, Callable[[Wire, Any], AWSResponse | None]] = {
    "throttled": lambda wire, request: wire._error(request, 400, "Throttling"),
    "failed": lambda wire, request: wire._error(request, 500, "InternalFailure"),
    "failed after": lambda wire, request: wire._fail_after(request),
    "lost": lambda wire, request: wire._lose(request),
}
