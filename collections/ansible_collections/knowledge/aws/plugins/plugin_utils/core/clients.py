# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Clients: made once a task, from models that are loaded once a run, behind a safety net for check mode."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import botocore.loaders
import botocore.session
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import NoRegionError, ProfileNotFound

from .codes import code_of
from .errors import Refused
from .symbols import find_symbol

PARALLEL = 8
_READS = ("Describe", "List", "Get", "Head", "Search", "Lookup", "Check", "BatchGet", "Query", "Simulate")
_READS_TOO = {"AssumeRole", "AssumeRoleWithWebIdentity", "FilterLogEvents"}

# One loader for the run: a model that was read once, also in the parent before a fork, is not read again.
_LOADER = botocore.loaders.create_loader()
# A session made before the fork, without credentials yet, by the settings that it was made with; the first task of a
# worker takes it.
_SPARE: dict[tuple[tuple[str, str], ...], botocore.session.Session] = {}


def _settings() -> tuple[tuple[str, str], ...]:
    """What the environment says of AWS; a task may have another one (``environment:``)."""
    return tuple(
        sorted((name, value) for name, value in os.environ.items() if name.startswith("AWS_") or name == "HOME")
    )


def settings_mark() -> str:
    """A short text that differs where what the environment says of AWS does."""
    return hashlib.sha256(repr(_settings()).encode()).hexdigest()[:16]


def new_session() -> botocore.session.Session:
    """A session that shares the models. Credentials are read when its first client is made."""
    session = _SPARE.pop(_settings(), None) or botocore.session.get_session()
    session.register_component("data_loader", _LOADER)
    return session


def preload(*services: str) -> None:
    """Read the models of some services; at the head of an action file this happens once, before Ansible forks."""
    for service in services:
        for operation in _LOADER.load_service_model(service, "service-2")["operations"]:
            xform_name(operation)  # fills botocore's cache of names, which every client goes through
        _LOADER.load_service_model(service, "paginators-1")
        _LOADER.load_service_model(service, "endpoint-rule-set-1")
    _LOADER.load_data("endpoints")
    _LOADER.load_data("partitions")
    _LOADER.load_data("_retry")
    if not _SPARE:
        session = _SPARE[_settings()] = botocore.session.get_session()
        with contextlib.suppress(ProfileNotFound):  # said by the first task
            session.get_component("credential_provider")  # knows where credentials may be, has not looked yet
    gc.collect()
    gc.freeze()  # what is there before a fork is not touched by the collector after it, so that the pages stay shared


def default_region() -> str:
    """The region of the environment, as amazon.aws takes it: AWS_REGION, AWS_DEFAULT_REGION, or the profile's."""
    region = os.environ.get("AWS_REGION") or botocore.session.get_session().get_config_variable("region")
    if not region:
        raise NoRegionError
    return str(region)


def is_read(operation: str) -> bool:
    """Whether an operation, such as ``DescribeVpcs``, leaves everything as it is."""
    return operation.startswith(_READS) or operation in _READS_TOO


def guard(session: botocore.session.Session, check_mode: bool) -> None:
    """Refuse, before it leaves, any write in check mode and any request that holds a symbolic value."""

    def look(params: dict[str, Any], model: Any, **kwargs: Any) -> None:
        if check_mode and not is_read(model.name):
            raise Refused(
                f"{model.name} would write, but this is check mode: nothing was sent. "
                "This is a fault of the playbook or of the collection; please report it."
            )
        symbol = find_symbol(params)
        if symbol:
            raise Refused(
                f"{model.name} would send {symbol} to AWS: nothing was sent. What it stands for has to be built first."
            )

    session.register("before-parameter-build.*.*", look)


def guard_every_session(check_mode: bool) -> None:
    """Put every botocore session that this process makes from now on behind the net, whoever makes it."""
    make = botocore.session.Session.__init__

    def init(self: botocore.session.Session, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        guard(self, check_mode)

    botocore.session.Session.__init__ = init


def in_parallel(work: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
    """The results of ``work`` over the items, in their order, a bounded number at a time.

    The first error is raised when all have ended.
    Daemon threads, not an executor: a task that is interrupted or timed out must not wait for calls under way.
    """
    items = list(items)
    if len(items) < 2:
        return [work(item) for item in items]
    todo: queue.SimpleQueue[int] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[int, Any, BaseException | None]] = queue.SimpleQueue()
    for index in range(len(items)):
        todo.put(index)

    def worker() -> None:
        while True:
            try:
                index = todo.get_nowait()
            except queue.Empty:
                return
            try:
                done.put((index, work(items[index]), None))
            except BaseException as error:  # handed to the caller below
                done.put((index, None, error))

    for _ in range(min(PARALLEL, len(items))):
        threading.Thread(target=worker, daemon=True).start()
    ended = sorted((done.get() for _ in items), key=lambda entry: entry[0])
    for _, _, error in ended:
        if error:
            raise error
    return [result for _, result, _ in ended]


class Aws:
    """AWS for one task: ``read``, ``write`` and ``create`` calls of one service in one region.

    ``of("logs")`` is the same for another service, ``of("acm", region="eu-west-1")`` for another region.
    fail_fast: for the first call of a run: an endpoint that does not answer is said within half a minute.
    """

    def __init__(
        self,
        region: str,
        check_mode: bool,
        service: str = "",
        shared: dict[str, Any] | None = None,
        fail_fast: bool = False,
    ) -> None:
        self.region, self.check_mode, self.service = region, check_mode, service
        self._shared = (
            shared
            if shared is not None
            else {"lock": threading.Lock(), "clients": {}, "session": None, "fail_fast": fail_fast}
        )

    def of(self, service: str, region: str | None = None) -> Aws:
        """The same account seen through another service or region."""
        return Aws(region or self.region, self.check_mode, service, self._shared)

    def client(self, retries: bool = True) -> Any:
        """The boto client; without retries for creates, which are only repeated after a look."""
        key = (self.service, self.region, retries)
        with self._shared["lock"]:
            if self._shared["session"] is None:
                session = self._shared["session"] = new_session()
                guard(session, self.check_mode)
            if key not in self._shared["clients"]:
                connect, answer, attempts = (5, 10, 2) if self._shared.get("fail_fast") else (10, 60, 6)
                config = Config(
                    retries={"mode": "standard", "total_max_attempts": attempts if retries else 1},
                    connect_timeout=connect,
                    read_timeout=answer,
                    max_pool_connections=PARALLEL + 2,
                    user_agent_extra="knowledge.aws",
                )
                self._shared["clients"][key] = self._shared["session"].create_client(
                    self.service, region_name=self.region, config=config
                )
            return self._shared["clients"][key]

    def members(self, operation: str) -> dict[str, str]:
        """Members of an operation's input by the names of fields: ``{"db_instance_class": "DBInstanceClass"}``."""
        return {xform_name(member): member for member in self.input(operation).members}

    def input(self, operation: str) -> Any:
        """The shape of an operation's input, as botocore knows it."""
        meta = self.client().meta
        return meta.service_model.operation_model(meta.method_to_api_mapping[operation]).input_shape

    def read(self, operation: str, result: str | None = None, missing: Sequence[str] = (), **params: Any) -> Any:
        """One read call, all its pages together.

        operation: in boto's spelling, such as ``describe_vpcs``. result: the member of the answer that is wanted;
            without it, all.
        missing: error codes that mean "there is none": the answer is then None, or an empty list where pages were
            asked for.
        """
        client = self.client()
        try:
            if result and client.can_paginate(operation):
                pages = client.get_paginator(operation).paginate(**params)
                return [entry for page in pages for entry in page.get(result) or []]
            answer = getattr(client, operation)(**params)
        except client.exceptions.ClientError as error:
            if code_of(error) not in missing:
                raise
            return [] if result and client.can_paginate(operation) else None
        return answer.get(result) if result else answer

    def once(self, operation: str, result: str) -> Any:
        """The same, asked once a task whoever asks."""
        with self._shared["lock"]:
            known = self._shared.setdefault("answers", {})
        key = (self.service, self.region, operation)
        if key not in known:
            known[key] = self.read(operation, result)
        return known[key]

    @property
    def wrote(self) -> bool:
        """Whether a write call was made, through whichever service."""
        return bool(self._shared.get("wrote"))

    def write(self, operation: str, already: Sequence[str] = (), **params: Any) -> Any:
        """One write call that may be repeated; the error codes in ``already`` mean that it is so, or gone, already."""
        self._shared["wrote"] = True
        client = self.client()
        try:
            return getattr(client, operation)(**params)
        except client.exceptions.ClientError as error:
            if code_of(error) in already:
                return None
            raise

    def create(self, operation: str, **params: Any) -> Any:
        """One call that makes something: never repeated by the client; the engine looks first and then repeats."""
        self._shared["wrote"] = True
        return getattr(self.client(retries=False), operation)(**params)
