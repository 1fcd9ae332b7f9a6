"""A recording HTTP proxy in front of an AWS endpoint, which can also lose answers, refuse calls and answer with errors.

with RecordingProxy(endpoint) as proxy:
    proxy.lose_answer(3)                       # the third write is executed, its answer never arrives
    run_playbook([...], {**env, "AWS_ENDPOINT_URL": proxy.url})
    assert proxy.writes == []
"""

import http.client
import json
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Self
from urllib.parse import urlsplit

from tests.support.operations import Identity, Request, identity, is_write, operation, service_model

READ_TIMEOUT = 120  # seconds; the longest answer of a local AWS takes a few


@dataclass
class Call:
    """One call as it was seen. `status` is None as long as, or because, AWS never answered it."""

    service: str
    operation: str
    write: bool
    access_key: str
    region: str
    number: int
    write_number: int | None
    status: int | None = None
    fault: str | None = None

    def __str__(self) -> str:
        return f"{self.service}.{self.operation}"


@dataclass
class Answer:
    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Fault:
    """What happens to the calls that it fits, at most `times` of them."""

    kind: str
    fits: Callable[[Call], bool]
    times: int = 1
    status: int = 500
    code: str = "InternalError"
    callback: Callable[[Call], None] | None = None


class RecordingProxy:
    """Passes every call on to `target` and remembers it. Numbers of calls and of writes begin at 1,
    anew after `clear()`.

    With `log`, a call is also appended to that file when it is over: a line of JSON with the fields of `Call`.
    """

    def __init__(self, target: str, log: Path | None = None) -> None:
        self.log = log
        if log:
            log.touch()
        address = urlsplit(target)
        self.target = (address.hostname or "127.0.0.1", address.port or 80)
        self._lock = Lock()
        self.clear()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def calls(self) -> list[Call]:
        """All calls in the order of their arrival."""
        with self._lock:
            return list(self._calls)

    @property
    def writes(self) -> list[Call]:
        """The calls that are not reads."""
        return [call for call in self.calls if call.write]

    def clear(self) -> None:
        """Forgets all calls and faults."""
        with self._lock:
            self._calls: list[Call] = []
            self._faults: list[Fault] = []
            self._writes = 0

    def lose_answer(self, nth_write: int) -> None:
        """The nth write is executed, then the connection is closed without an answer."""
        self._add(Fault("lost", lambda call: call.write_number == nth_write))

    def refuse(self, nth_call: int) -> None:
        """The nth call (reads count) is refused before it reaches AWS, by a reset of the connection."""
        self._add(Fault("refused", lambda call: call.number == nth_call))

    def fail(self, name: str, times: int = 1, status: int = 500, code: str = "InternalError") -> None:
        """Answers the next `times` calls of an operation (`CreateVpc` or `ec2.CreateVpc`) with an error;
        AWS does not see them.
        """
        self._add(Fault("failed", lambda call: name in (call.operation, str(call)), times, status, code))

    def throttle(self, name: str, times: int = 1, code: str = "Throttling") -> None:
        """Answers the next `times` calls of an operation as AWS does when there are too many of them."""
        self.fail(name, times, 400, code)

    def throttle_every(self, nth: int) -> None:
        """Answers every nth call from now on, of whatever service, as that service does when there are too many."""
        self._add(Fault("failed", lambda call: call.number % nth == 0, sys.maxsize, 0, ""))

    def at_write(self, nth_write: int, callback: Callable[[Call], None]) -> None:
        """Calls back when the nth write, or the first one after it, is executed and not yet answered:
        to kill the run, for instance.
        """
        self._add(Fault("called_back", lambda call: (call.write_number or 0) >= nth_write, callback=callback))

    def _add(self, fault: Fault) -> None:
        with self._lock:
            self._faults.append(fault)

    def record(self, request: Request) -> tuple[Call, Fault | None]:
        """Numbers a call and says what is to happen to it."""
        who: Identity = identity(request)
        name = operation(request, who.service)
        write = is_write(who.service, name)
        with self._lock:
            self._writes += write
            call = Call(
                who.service,
                name,
                write,
                who.access_key,
                who.region,
                len(self._calls) + 1,
                self._writes if write else None,
            )
            self._calls.append(call)
            fault = next((fault for fault in self._faults if fault.times > 0 and fault.fits(call)), None)
            if fault:
                fault.times -= 1
                call.fault = fault.kind
        return call, fault

    def over(self, call: Call) -> None:
        """Writes a call to the log."""
        if self.log:
            with self._lock, self.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(call)) + "\n")

    def forward(self, request: Request, headers: list[tuple[str, str]]) -> Answer:
        """Sends a request on with its own headers and body, byte for byte."""
        connection = http.client.HTTPConnection(*self.target, timeout=READ_TIMEOUT)
        try:
            connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders(request.body or None)
            response = connection.getresponse()
            return Answer(response.status, response.reason, response.getheaders(), response.read())
        finally:
            connection.close()


class _Server(ThreadingHTTPServer):
    proxy: RecordingProxy
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256  # twenty stacks call at once

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: a run that is killed leaves its connections half open,
        and a call that AWS never answered has no status.
        """


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline:
            self.close_connection = True
        elif self.parse_request():
            self.pass_on()

    def pass_on(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            request = Request(self.command, self.path, headers, self.read_body(headers))
        except EOFError:  # the caller died while it sent; AWS would not do half a call either
            self.close_connection = True
            return
        call, fault = self.server.proxy.record(request)
        try:
            answer = self.answer_to(request, call, fault)
        finally:
            self.server.proxy.over(call)  # before the caller goes on: it may empty the log
        if call.fault == "refused":
            self.reset()
        elif call.fault == "lost":
            self.close_connection = True
        elif answer:
            self.answer(answer)

    def answer_to(self, request: Request, call: Call, fault: Fault | None) -> Answer | None:
        """What AWS, or in its place a fault, answers; nothing where AWS does not get to see the call."""
        if call.fault == "refused":
            return None
        if fault and call.fault == "failed":
            status, code = (fault.status, fault.code) if fault.code else too_many(call.service)
            call.status = status
            return error_answer(request, status, code)
        answer = self.server.proxy.forward(request, self.headers.items())
        call.status = answer.status
        if fault and fault.callback:
            fault.callback(call)
        return answer

    def read_body(self, headers: dict[str, str]) -> bytes:
        """The body as it came, a chunked one with its framing. Errors: EOFError if it ends too early."""
        if headers.get("transfer-encoding", "").lower() != "chunked":
            return self.read_exactly(int(headers.get("content-length", 0)))
        raw = b""
        while True:
            line = self.rfile.readline()
            if not line:
                raise EOFError
            size = int(line.split(b";")[0], 16)
            raw += line + self.read_exactly(size + 2)
            if size == 0:
                return raw

    def read_exactly(self, size: int) -> bytes:
        read = self.rfile.read(size)
        if len(read) < size:
            raise EOFError
        return read

    def answer(self, answer: Answer) -> None:
        self.send_response_only(answer.status, answer.reason)
        names = {name.lower() for name, _ in answer.headers}
        for name, value in answer.headers:
            if name.lower() not in ("connection", "transfer-encoding"):
                self.send_header(name, value)
        if "content-length" not in names and answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def reset(self) -> None:
        """Closes with RST: lingering for 0 seconds drops what is not sent."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def log_message(self, *_: object) -> None:
        """The record is in `calls`."""


def too_many(service: str) -> tuple[int, str]:
    """Status and code with which a service throttles; most do as the Common Errors of their API references say."""
    return {"ec2": (503, "RequestLimitExceeded"), "s3": (503, "SlowDown"), "route53": (400, "Throttling")}.get(
        service, (400, "ThrottlingException")
    )


def error_answer(request: Request, status: int, code: str) -> Answer:
    """An error in the words of the request's own protocol.

    https://smithy.io/2.0/aws/protocols/index.html, and the section Common Errors of each API reference.
    """
    model = service_model(identity(request).service)
    protocol = "json" if "x-amz-target" in request.headers else model.protocol if model else "query"
    message = f"{code} was asked for by the proxy"
    error = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    if protocol in ("json", "rest-json"):
        headers = [("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-ErrorType", code)]
        return Answer(status, "Error", headers, json.dumps({"__type": code, "message": message}).encode())
    if request.method == "HEAD":
        return Answer(status, "Error", [], b"")
    text = (
        f"<Response><Errors>{error}</Errors></Response>"
        if protocol == "ec2"
        else f"<ErrorResponse>{error}</ErrorResponse>"
    )
    return Answer(status, "Error", [("Content-Type", "text/xml")], text.encode())
