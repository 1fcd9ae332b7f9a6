"""The HTTP server: moto's application with all additions, one account at a time, and the path that changes delays."""

import io
import json
import logging
import os
import re
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from threading import Lock, RLock
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.wrappers import Request, Response

from local_aws import chatbot, delays, pricing
from local_aws.additions import apply_all

HOST = "127.0.0.1"
DELAYS_PATH = "/local-aws/delays"
ACCESS_KEY = re.compile(r"Credential=([^/]+)/")

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


def answer_delays(request: Request) -> Response:
    """GET tells the delays in seconds by kind; POST with a body such as `rds=3,nat=1` changes them."""
    if request.method == "POST":
        try:
            delays.configure(request.get_data(as_text=True))
        except ValueError as error:
            return Response(f"{error}\n", status=400)
    return Response(json.dumps(delays.current()), mimetype="application/json")


def one_call_at_a_time(application: Application) -> Application:
    """Serves the calls of one account one after the other.

    moto's dictionaries do not bear a write while another thread lists them.
    """
    from moto.iam.models import get_account_id_from

    locks: dict[str, Any] = defaultdict(RLock)
    making_a_lock = Lock()

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        credential = ACCESS_KEY.search(environ.get("HTTP_AUTHORIZATION", ""))
        account = get_account_id_from(credential.group(1)) if credential else ""
        # all of it before the account is taken: a caller that dies in the middle of a call must not hold up the others
        environ["wsgi.input"] = io.BytesIO(Request(environ).get_data())
        with making_a_lock:
            lock = locks[account]
        with lock:
            return application(environ, start_response)

    return serve


def with_delays_path(application: Application) -> Application:
    """Answers the delays path and passes everything else on."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == DELAYS_PATH:
            return answer_delays(Request(environ))(environ, start_response)
        return application(environ, start_response)

    return serve


def with_pricing(application: Application) -> Application:
    """Answers the Price List API, which moto does not know, and passes everything else on."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ.get("HTTP_X_AMZ_TARGET", "").startswith(pricing.TARGET):
            return pricing.answer(Request(environ))(environ, start_response)
        return application(environ, start_response)

    return serve


def with_chatbot(application: Application) -> Application:
    """Answers the API of chat applications, which moto does not know, and passes everything else on."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        credential = ACCESS_KEY.search(environ.get("HTTP_AUTHORIZATION", ""))
        if credential and chatbot.SCOPE in environ["HTTP_AUTHORIZATION"]:
            return chatbot.answer(Request(environ), credential.group(1))(environ, start_response)
        return application(environ, start_response)

    return serve


def make(port: int) -> BaseWSGIServer:
    """A server that listens on the port (0: any free one) and is started with `serve_forever()`.

    Errors: OSError if the port is taken.
    """
    # a new account is ready in half the time without the images of EC2, which nothing here starts
    os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    apply_all()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    application = one_call_at_a_time(DomainDispatcherApplication(create_backend_app))
    application = with_delays_path(with_pricing(with_chatbot(application)))
    # werkzeug would end the process itself if the port is taken
    with socket.create_server((HOST, port)) as listening:
        options: dict[str, Any] = {"threaded": True, "request_handler": MotoRequestHandler, "fd": listening.fileno()}
        return make_server(HOST, port, application, **options)
