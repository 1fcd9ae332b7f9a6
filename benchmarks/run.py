"""Measures plan, build, second run, drift and destroy: tasks, API calls, CPU, wall and memory.
Printed, and kept in benchmarks/results.md.

make bench [ROUNDS=3]. Counts of calls and tasks do not depend on the machine; seconds do,
so they are medians, and machine and load are named.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.meter import ROOT, Figures, measure, median  # noqa: E402 - the path is set above
from benchmarks.report import Results, report  # noqa: E402
from tests.support.cloud import fresh_account, serve  # noqa: E402
from tests.support.inventories import copied  # noqa: E402
from tests.support.proxy import RecordingProxy  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "3"))
NETWORK = ["--tags", "kms,vpc,security_groups"]
STORES = ["--tags", "kms,vpc,security_groups,opensearch,rds,elasticache,stores"]
# Seconds that slow kinds take for the build of the stores; the slowest is what the whole should not much exceed.
DELAYS = {"rds": 12, "opensearch": 20, "elasticache": 10, "nat": 5}
# Stacks in one run.
GROWTH = (1, 5, 20)
DESTROY = ["playbooks/destroy.yml", "-e", "confirm=production", "-e", "allow_data_loss=production"]
NETWORK_RUNS = {
    "nothing": ["benchmarks/nothing.yml"],
    "plan, empty account": ["site.yml", "--check", *NETWORK],
    "build": ["site.yml", *NETWORK],
    "second run": ["site.yml", *NETWORK],
    "destroy": [*DESTROY, *NETWORK],
}
WHOLE_RUNS = {
    "plan, empty account": ["site.yml", "--check"],
    "build": ["site.yml"],
    "second run": ["site.yml"],
    "drift": ["playbooks/drift.yml"],
    "destroy": DESTROY,
}
# Ansible's own profile, by role.
PROFILE = {"ANSIBLE_CALLBACKS_ENABLED": "knowledge.stack.summary,ansible.posix.profile_roles"}


def production(account: dict[str, str]) -> list[str]:
    """The inventory of the guide, in an account."""
    return ["-i", "inventories/production", "-e", f"aws_account_id={account['AWS_ACCOUNT_ID']}"]


def rounds(endpoint: str, runs: dict[str, list[str]]) -> dict[str, Figures]:
    """The runs one after the other in an account of its own, a few times."""
    found: dict[str, list[Figures]] = {}
    for _ in range(ROUNDS):
        account = fresh_account(endpoint)
        with RecordingProxy(endpoint) as proxy:
            for name, arguments in runs.items():
                found.setdefault(name, []).append(
                    measure([*arguments, *production(account)], {**account, "AWS_ENDPOINT_URL": proxy.url}, proxy)
                )
    return {name: median(figures) for name, figures in found.items()}


def small(number: int) -> dict[str, Any]:
    """What one of many stacks differs in.

    An account may have ten resource policies of CloudWatch Logs a region: these stacks do without OpenSearch's logs.
    """
    return {"project_name": f"p{number}x", "domain_name": f"p{number}.example.com", "opensearch_logs": []}


def growth(endpoint: str) -> dict[int, Figures]:
    """The second run of several whole stacks in one run, each with names of its own."""
    figures = {}
    for count in GROWTH:
        account = fresh_account(endpoint)
        with tempfile.TemporaryDirectory() as folder:
            inventory = copied(Path(folder) / "inventory", {f"s{number}": small(number) for number in range(count)})
            who = ["site.yml", "-i", str(inventory), "-e", f"aws_account_id={account['AWS_ACCOUNT_ID']}"]
            measure(who, account)
            figures[count] = measure(who, account)
    return figures


def by_role(endpoint: str) -> str:
    """The profile of a second run of the whole stack."""
    account = fresh_account(endpoint)
    measure(["site.yml", *production(account)], account)
    return measure(["site.yml", *production(account)], {**account, **PROFILE}).output


def stores() -> tuple[float, float]:
    """Wall seconds of building network and stores with slow kinds, and of the same with fast ones."""
    walls = []
    for delays in (DELAYS, {}):
        with serve(",".join(f"{kind}={seconds}" for kind, seconds in delays.items())) as endpoint:
            account = fresh_account(endpoint)
            walls.append(measure(["site.yml", *production(account), *STORES], account).wall)
    return walls[0], walls[1]


def main() -> None:
    """Measure, print, keep."""
    load = os.getloadavg()[0]
    with serve() as endpoint:
        network, whole = rounds(endpoint, NETWORK_RUNS), rounds(endpoint, WHOLE_RUNS)
        results = Results(
            ROUNDS, load, network, whole, growth(endpoint), by_role(endpoint), stores(), max(DELAYS.values())
        )
    text = report(results)
    print(text)
    (ROOT / "benchmarks/results.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
