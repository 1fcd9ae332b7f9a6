"""Accounts for tests of the whole stack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.stack import Account, Built, account_in, succeeded


@pytest.fixture
def account(local_cloud: str, tmp_path: Path) -> Iterator[Account]:
    """An account of its own for one test."""
    with account_in(local_cloud, tmp_path) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def production(local_cloud: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The whole production stack, one for the session: for tests that leave it as it is."""
    with account_in(local_cloud, tmp_path_factory.mktemp("production")) as fresh:
        planned = fresh.play("site.yml", "--check", "--diff")
        yield Built(fresh, planned, succeeded(fresh.play("site.yml")))
