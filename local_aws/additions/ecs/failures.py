"""Failures that a test chooses: `POST /local-aws/ecs-failure` makes the tasks of a service fail.

    {"account": "200000000001", "region": "ap-northeast-2", "name": "knowledge-production",
     "reason": "CannotPullContainerError: pull image manifest has been retried 5 time(s)", "exit_code": 1}

`name` left out means every service; with `exit_code` the container runs and exits, without it the task never starts;
without `reason` tasks are well again. A failure takes effect in a deployment that is in progress, never in a roll-back.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from werkzeug.wrappers import Request, Response

from local_aws.attach import wrap

PATH = "/local-aws/ecs-failure"
EVERY_SERVICE = "*"


class Failure(NamedTuple):
    """Why tasks stop, and the exit code of their container if it starts at all."""

    reason: str
    exit_code: int | None


def failures(backend: EC2ContainerServiceBackend) -> dict[str, Failure]:
    """The chosen failures of an account in a region, by the name of the service."""
    return backend.__dict__.setdefault("chosen_failures", {})


def failure_of(backend: EC2ContainerServiceBackend, name: str) -> Failure | None:
    """The failure chosen for a service, or None."""
    chosen = failures(backend)
    return chosen.get(name) or chosen.get(EVERY_SERVICE)


def choose(request: Request) -> Response:
    """Answers the path: 200 with the failures now chosen, or 400 with what is wrong with the request."""
    try:
        wanted = json.loads(request.get_data(as_text=True) or "{}")
        backend = ecs_backends[str(wanted["account"])][wanted["region"]]
    except (ValueError, TypeError, KeyError) as error:
        return Response(f"a JSON object with account and region is needed: {error!r}\n", status=400)
    name = wanted.get("name") or EVERY_SERVICE
    if wanted.get("reason"):
        failures(backend)[name] = Failure(str(wanted["reason"]), wanted.get("exit_code"))
    else:
        failures(backend).pop(name, None)
    told = {key: failure._asdict() for key, failure in failures(backend).items()}
    return Response(json.dumps(told), mimetype="application/json")


def get_application(original: Callable[..., Any], self: DomainDispatcherApplication, environ: dict[str, Any]) -> Any:
    """The path belongs to no service of moto."""
    if environ.get("PATH_INFO") != PATH:
        return original(self, environ)

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return choose(Request(environ))(environ, start_response)

    return answer


def apply() -> None:
    wrap(DomainDispatcherApplication, "get_application", get_application)
