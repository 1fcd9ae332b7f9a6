"""The network of staging, built once without a fault: what every disturbed run has to come to in the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import readback
from tests.support.stack import NETWORK, Account, Played, account_in, succeeded


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sample: a few points of the sweep, for every test run")
    config.addinivalue_line("markers", "sweep: every point, long")


def build(account: Account) -> Played:
    """The parts that are swept: keys, network, groups."""
    return account.play("site.yml", *NETWORK, inventory="staging")


def destroy(account: Account) -> Played:
    """Their end."""
    return account.play("playbooks/destroy.yml", *NETWORK, "-e", "confirm=staging", inventory="staging")


@dataclass(frozen=True)
class Undisturbed:
    """What is there after a build, and the writes of a build and of a destroy in their order."""

    inventory: dict[str, list[str]]
    build: list[str]
    destroy: list[str]


@pytest.fixture(scope="session")
def undisturbed(local_cloud: str, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    with account_in(local_cloud, tmp_path_factory.mktemp("undisturbed")) as account:
        built = succeeded(build(account))
        inventory = readback.listed(account.env)
        gone = succeeded(destroy(account))
        assert readback.listed(account.env) == {}
        return Undisturbed(inventory, built.writes, gone.writes)


@pytest.fixture
def account(local_cloud: str, tmp_path: Path) -> Iterator[Account]:
    """An account of its own for each point, so that points run side by side."""
    with account_in(local_cloud, tmp_path) as fresh:
        yield fresh
