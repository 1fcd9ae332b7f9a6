"""What the tests of every scenario may ask for: its account by boto3,
and the calls that its playbooks made since they were last looked at.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.cloud import client


@pytest.fixture(scope="session")
def env() -> Mapping[str, str]:
    """Environment variables of the scenario's account."""
    return os.environ


@pytest.fixture(scope="session")
def aws(env: Mapping[str, str]) -> Callable[..., Any]:
    """`aws("ec2")` is a boto3 client in the scenario's account."""
    return lambda service, region=None: client(service, env, region)


@pytest.fixture(scope="session")
def calls() -> list[dict[str, Any]]:
    """Calls since the tests before this one ended, as tests.support.proxy.Call has them."""
    lines = Path(os.environ["MOLECULE_CALLS"]).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def writes(calls: list[dict[str, Any]]) -> list[str]:
    """The names of those calls that were not reads."""
    return [f"{call['service']}.{call['operation']}" for call in calls if call["write"]]


def pytest_sessionfinish() -> None:
    """What these tests asked of AWS is not what a playbook asked, and the next tests look at what comes after them."""
    os.truncate(os.environ["MOLECULE_CALLS"], 0)
