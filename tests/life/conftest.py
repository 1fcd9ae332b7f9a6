"""A lab for each test, and waits that do not last."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace

import boto3
import botocore.session
import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import kind, removing, together, waiting
from botocore.retries.quota import RetryQuota
from botocore.retries.standard import ExponentialBackoff

from tests.life.lab import Lab
from tests.life.wire import Wire
from tests.support.cloud import fresh_account

FASTER = 20  # how much faster time passes for the product than for us


def now() -> float:
    """The product's clock."""
    return time.monotonic() * FASTER


def nap(seconds: float) -> None:
    """A pause of the product's."""
    time.sleep(seconds / FASTER)


@pytest.fixture
def make_lab(local_cloud: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Lab]:
    """``make_lab("ec2_vpc")`` is a lab in a fresh account; every request of this process runs over its wire."""
    boto3.setup_default_session()  # calls from outside do not run over it
    wire, new_session = Wire(), botocore.session.get_session

    def get_session(*args: object, **kwargs: object) -> botocore.session.Session:
        session = new_session(*args, **kwargs)
        wire.attach(session)
        return session

    monkeypatch.setattr(botocore.session, "get_session", get_session)
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda self, context: 0)
    monkeypatch.setattr(
        RetryQuota, "acquire", lambda self, capacity_amount: True
    )  # it is meant for fewer faults than these
    monkeypatch.setattr(waiting, "time", SimpleNamespace(monotonic=now, sleep=nap))
    for module in (kind, removing, together):
        monkeypatch.setattr(module, "wait_for", partial(waiting.wait_for, now=now, sleep=nap))

    def make(name: str) -> Lab:
        env = fresh_account(local_cloud)
        for variable, value in env.items():
            monkeypatch.setenv(variable, value)
        return Lab(name, env, wire)

    return make


@pytest.fixture
def delay(local_cloud: str) -> Iterator[Callable[[str], None]]:
    """``delay("nat=600")`` makes a kind of resource slow, at most for this test."""
    used: set[str] = set()

    def configure(text: str) -> None:
        used.add(text.split("=")[0])
        urllib.request.urlopen(f"{local_cloud}/local-aws/delays", text.encode()).close()

    yield configure
    for slow in list(used):
        configure(f"{slow}=0")
