"""A real browser, and pictures of whole stacks with what they have to show."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.cloud import ROOT, Result, client, run_playbook
from tests.support.stack import Account, Played, account_in, succeeded

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Nobody answers there, and there are no credentials: what works so is offline.
OFFLINE = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_CONFIG_FILE": "/dev/null",
}


@dataclass(frozen=True)
class Drawing:
    """A picture, how many resources its run said it has, and the (kind, name) of each
    that the plan or the run of the same stack makes.
    """

    path: Path
    count: int
    made: list[tuple[str, str]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = subprocess.run([ROOT / "scripts/browser.sh"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield started
        started.close()


def drawing_of(drawn: Result, path: Path, made: list[tuple[str, str]]) -> Drawing:
    """What a run of the playbook drew."""
    assert drawn.rc == 0, drawn.output[-3000:]
    said = re.search(rf"(\d+) resources as (planned|built): {re.escape(str(path))}", drawn.stdout)
    assert said, drawn.output[-3000:]
    return Drawing(path, int(said[1]), made)


def offline(inventory: str, account: Account, path: Path, made: list[tuple[str, str]]) -> Drawing:
    """The picture of what an inventory plans for an account, which is not asked."""
    options = ("-e", "diagram_of=planned", "-e", f"diagram_file={path}", "-e", f"aws_account_id={account.id}")
    return drawing_of(
        run_playbook(["playbooks/diagram.yml", "-i", f"inventories/{inventory}", *options], OFFLINE), path, made
    )


@pytest.fixture(scope="session")
def account(local_cloud: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """An account that has the zone of the domain, as the inventories expect."""
    with account_in(local_cloud, tmp_path_factory.mktemp("account")) as fresh:
        client("route53", fresh.env).create_hosted_zone(Name="example.com", CallerReference="picture")
        yield fresh


@pytest.fixture(scope="session")
def run(account: Account) -> Played:
    """The production stack is built."""
    return succeeded(account.play("site.yml"))


@pytest.fixture(scope="session")
def production_planned(run: Played, account: Account, tmp_path_factory: pytest.TempPathFactory) -> Drawing:
    """Production as planned, which is what a run makes."""
    return offline(
        "production", account, tmp_path_factory.mktemp("pictures") / "production-planned.html", run.names("create")
    )


@pytest.fixture(scope="session")
def production_built(run: Played, account: Account, tmp_path_factory: pytest.TempPathFactory) -> Drawing:
    """Production as it was built."""
    path = tmp_path_factory.mktemp("pictures") / "production-built.html"
    drawn = succeeded(account.play("playbooks/diagram.yml", "-e", f"diagram_file={path}"))
    assert drawn.writes == []
    return drawing_of(drawn, path, run.names("create"))


@pytest.fixture(scope="session")
def staging_planned(account: Account, tmp_path_factory: pytest.TempPathFactory) -> Drawing:
    """Staging as planned, as plain SVG."""
    planned = succeeded(account.play("site.yml", "--check", inventory="staging"))
    return offline(
        "staging", account, tmp_path_factory.mktemp("pictures") / "staging-planned.svg", planned.names("create")
    )


@pytest.fixture(params=["production_planned", "production_built", "staging_planned"])
def drawing(request: pytest.FixtureRequest) -> Drawing:
    """Each picture."""
    found: Drawing = request.getfixturevalue(request.param)
    return found
