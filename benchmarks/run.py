"""Measures plan, build, second run and destroy: tasks, API calls, CPU, wall and memory. Printed, and kept in benchmarks/results.md.

make bench [ROUNDS=3]. Counts of calls and tasks do not depend on the machine; seconds do, so they are medians, and the machine is named.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.cloud import fresh_account, serve  # noqa: E402 - the path is set above
from tests.support.proxy import RecordingProxy  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "3"))
NETWORK = ["--tags", "kms,vpc,security_groups"]
STORES = ["--tags", "kms,vpc,security_groups,opensearch,rds,elasticache,stores"]
# Seconds that slow kinds take for the build of the stores; the slowest is what the whole should not much exceed.
DELAYS = {"rds": 12, "opensearch": 20, "elasticache": 10, "nat": 5}
HOSTS = 20
# Runs a command and says what it and its children used: a fresh process has no other children.
METER = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("METER", used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(code)
"""


@dataclass
class Figures:
    """What one run used. cpu and wall in seconds, memory in MB (largest process)."""

    cpu: float
    wall: float
    memory: float
    tasks: int
    reads: int = 0
    writes: int = 0


def measure(arguments: list[str], env: dict[str, str], proxy: RecordingProxy | None = None) -> Figures:
    """Run ansible-playbook once."""
    if proxy:
        proxy.clear()
    began = time.monotonic()
    command = [sys.executable, "-c", METER, str(ROOT / ".venv/bin/ansible-playbook"), *arguments]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    if run.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{run.stdout}\n{run.stderr}")
    cpu, memory = re.findall(r"^METER (\S+) (\S+)$", run.stderr, re.MULTILINE)[-1]
    tasks = sum(int(ok) for ok in re.findall(r" ok=(\d+)", run.stdout))
    calls = proxy.calls if proxy else []
    writes = sum(call.write for call in calls)
    return Figures(float(cpu), wall, float(memory), tasks, len(calls) - writes, writes)


def median(rounds: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(*(statistics.median(getattr(one, name) for one in rounds) for name in ("cpu", "wall", "memory", "tasks", "reads", "writes")))


def network(endpoint: str) -> dict[str, Figures]:
    """The network of the guide in an account of its own, a few times."""
    rounds: dict[str, list[Figures]] = {}
    for _ in range(ROUNDS):
        account = fresh_account(endpoint)
        with RecordingProxy(endpoint) as proxy:
            env = {**account, "AWS_ENDPOINT_URL": proxy.url}
            who = ["-i", "inventories/production", "-e", f"aws_account_id={account['AWS_ACCOUNT_ID']}"]
            for name, arguments in {
                "nothing": ["benchmarks/nothing.yml", *who],
                "plan, empty account": ["site.yml", *who, "--check", *NETWORK],
                "build": ["site.yml", *who, *NETWORK],
                "second run": ["site.yml", *who, *NETWORK],
                "destroy": ["playbooks/destroy.yml", *who, "-e", "confirm=production", *NETWORK],
            }.items():
                rounds.setdefault(name, []).append(measure(arguments, env, proxy))
    return {name: median(figures) for name, figures in rounds.items()}


def many(endpoint: str) -> dict[str, Figures]:
    """Twenty stacks in one run, each with names of its own, against one."""
    account = fresh_account(endpoint)
    figures = {}
    for count in (1, HOSTS):
        with tempfile.TemporaryDirectory() as folder:
            lines = [f"        s{number}: {{project_name: p{number}x, vpc_cidr: 10.0.0.0/16}}" for number in range(count)]
            hosts = (ROOT / "inventories/production/hosts.yml").read_text(encoding="utf-8").replace("        knowledge-production:", "\n".join(lines))
            (Path(folder) / "hosts.yml").write_text(hosts, encoding="utf-8")
            (Path(folder) / "group_vars").symlink_to(ROOT / "inventories/production/group_vars")
            who = ["-i", folder, "-e", f"aws_account_id={account['AWS_ACCOUNT_ID']}", *NETWORK]
            env = {**account, "AWS_ENDPOINT_URL": endpoint}
            measure(["site.yml", *who], env)
            figures[f"second run of {count}"] = measure(["site.yml", *who], env)
    return figures


def whole(endpoint: str) -> tuple[dict[str, Figures], str]:
    """The whole stack once: plan, build, second run, and which calls the second run makes."""
    account = fresh_account(endpoint)
    figures = {}
    with RecordingProxy(endpoint) as proxy:
        env = {**account, "AWS_ENDPOINT_URL": proxy.url}
        who = ["-i", "inventories/production", "-e", f"aws_account_id={account['AWS_ACCOUNT_ID']}"]
        for name, more in (("plan, empty account", ["--check"]), ("build", []), ("second run", [])):
            figures[f"whole stack, {name}"] = measure(["site.yml", *who, *more], env, proxy)
        calls = Counter(call.service for call in proxy.calls)
    return figures, ", ".join(f"{service} {number}" for service, number in calls.most_common())


def stores() -> tuple[float, float]:
    """Wall seconds of building network and stores with slow kinds, and of the same with fast ones."""
    walls = []
    for delays in (DELAYS, {}):
        with serve(",".join(f"{kind}={seconds}" for kind, seconds in delays.items())) as endpoint:
            account = fresh_account(endpoint)
            who = ["-i", "inventories/production", "-e", f"aws_account_id={account['AWS_ACCOUNT_ID']}"]
            walls.append(measure(["site.yml", *who, *STORES], account).wall)
    return walls[0], walls[1]


def row(name: str, one: Figures) -> str:
    """A row of the table."""
    return f"| {name} | {one.tasks:.0f} | {one.reads:.0f} / {one.writes:.0f} | {one.cpu:.2f} | {one.wall:.2f} | {one.memory:.0f} |"


def report(figures: dict[str, Figures], stacks: dict[str, Figures], all_of_it: tuple[dict[str, Figures], str], walls: tuple[float, float]) -> str:
    """The results with the targets beside them."""
    nothing, second, build = figures["nothing"], figures["second run"], figures["build"]
    one, twenty = stacks["second run of 1"], stacks[f"second run of {HOSTS}"]
    largest = max(value.memory for value in figures.values())
    targets = [
        ("calls of the second run", f"{second.reads:.0f} reads, {second.writes:.0f} writes", "at most 26, 0 writes", second.reads <= 26 and not second.writes),
        ("CPU of the second run", f"{second.cpu / nothing.cpu:.1f} times nothing", "at most 4", second.cpu <= 4 * nothing.cpu),
        ("wall of the second run", f"{second.wall / nothing.wall:.1f} times nothing", "at most 4.5", second.wall <= 4.5 * nothing.wall),
        ("calls of the build", f"{build.reads + build.writes:.0f}", "at most 110", build.reads + build.writes <= 110),
        ("peak memory", f"{largest:.0f} MB", "at most 150 MB", largest <= 150),
        (f"CPU a stack, {HOSTS} in one run", f"{twenty.cpu / HOSTS:.2f} s against {one.cpu:.2f} s", "not above that of one", twenty.cpu / HOSTS <= one.cpu),
    ]
    cpuinfo = Path("/proc/cpuinfo")
    models = re.findall(r"^model name\s*: (.*)$", cpuinfo.read_text(encoding="utf-8"), re.MULTILINE) if cpuinfo.exists() else []
    slowest = max(DELAYS.values())
    overlap = f"{walls[0]:.1f} s ({walls[1]:.1f} s with nothing to wait for)"
    targets.append((f"build of network and stores, the slowest taking {slowest} s", overlap, f"at most {slowest * 1.2:.0f} s", walls[0] <= slowest * 1.2))
    processor = models[0] if models else platform.processor()
    return "\n".join(
        [
            "# Measured",
            "",
            f"{datetime.date.today()}, {os.cpu_count()} cores ({processor}), Python {platform.python_version()}, medians of {ROUNDS}. Written by `make bench`.",
            "The network of the guide (parts kms, vpc, security_groups) on the local AWS. CPU is Ansible's own and its workers', without the local AWS.",
            "",
            "| | tasks | calls read / write | CPU s | wall s | memory MB |",
            "|---|---|---|---|---|---|",
            *(row(name, value) for name, value in figures.items()),
            *(row(f"{name} stack(s)", value) for name, value in stacks.items()),
            *(row(name, value) for name, value in all_of_it[0].items()),
            "",
            f"Calls of the second run of the whole stack by service: {all_of_it[1]}.",
            "",
            "| target | measured | wanted | |",
            "|---|---|---|---|",
            *(f"| {name} | {measured} | {wanted} | {'reached' if good else '**missed**'} |" for name, measured, wanted, good in targets),
            "",
        ]
    )


def main() -> None:
    """Measure, print, keep."""
    with serve() as endpoint:
        text = report(network(endpoint), many(endpoint), whole(endpoint), stores())
    print(text)
    (ROOT / "benchmarks/results.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
