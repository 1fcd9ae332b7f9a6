"""The results as a page, with the targets beside them."""

from __future__ import annotations

import datetime
import os
import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.meter import Figures

# The same stack, 127 resources, by Terraform on two quiet cores: calls, CPU s, wall s.
# https://developer.hashicorp.com/terraform/cli
TERRAFORM = {
    "second run": ("plan without a change", 245, 10.8, 9.4),
    "build": ("apply", 533, 14.4, 117.0),
    "destroy": ("destroy", 482, 16.0, 73.0),
}


@dataclass
class Results:
    """All that was measured.

    load: of the machine before the first run; stores: wall with slow kinds and without;
    slowest: seconds of the slowest.
    """

    rounds: int
    load: float
    network: dict[str, Figures]
    whole: dict[str, Figures]
    growth: dict[int, Figures]
    profile: str
    stores: tuple[float, float]
    slowest: int


@dataclass
class Target:
    """A figure that has to be reached."""

    name: str
    measured: str
    wanted: str
    reached: bool


def machine() -> str:
    """Cores, processor and Python."""
    cpuinfo = Path("/proc/cpuinfo")
    models = (
        re.findall(r"^model name\s*: (.*)$", cpuinfo.read_text(encoding="utf-8"), re.MULTILINE)
        if cpuinfo.exists()
        else []
    )
    return (
        f"{os.cpu_count()} cores ({models[0] if models else platform.processor()}), Python {platform.python_version()}"
    )


def row(name: str, one: Figures) -> str:
    """A row of the table of runs."""
    calls = f"{one.reads:.0f} / {one.writes:.0f}"
    return f"| {name} | {one.tasks:.0f} | {calls} | {one.cpu:.1f} | {one.wall:.1f} | {one.memory:.0f} |"


def at_most(name: str, value: float, limit: float, unit: str) -> Target:
    """A target that is a limit."""
    return Target(name, f"{value:.{1 if unit == 's' else 0}f} {unit}", f"at most {limit:g} {unit}", value <= limit)


def targets_of_the_whole(whole: dict[str, Figures]) -> list[Target]:
    """What the whole stack has to reach."""
    second = whole["second run"]
    return [
        Target("second run: writes", f"{second.writes:.0f}", "none", not second.writes),
        at_most("second run: calls", second.reads + second.writes, 150, "calls"),
        at_most("second run: CPU", second.cpu, 6, "s"),
        at_most("second run: wall", second.wall, 7, "s"),
        at_most("build: wall", whole["build"].wall, 40, "s"),
        at_most("destroy: wall", whole["destroy"].wall, 40, "s"),
    ]


def targets_of_growth(growth: dict[int, Figures]) -> list[Target]:
    """More stacks in a run must not make one dearer. The largest process is Ansible itself, which knows all of them."""
    (_, one), *more = growth.items()
    found = []
    for count, many in more:
        found.append(
            Target(
                f"CPU a stack, {count} in one run",
                f"{many.cpu / count:.1f} s against {one.cpu:.1f} s",
                "not above that of one",
                many.cpu / count <= one.cpu,
            )
        )
        share = many.together / count
        found.append(
            Target(
                f"memory a stack, {count} in one run",
                f"{share:.0f} MB against {one.together:.0f} MB",
                "not above that of one",
                share <= one.together,
            )
        )
    return found


def targets_of_the_network(network: dict[str, Figures]) -> list[Target]:
    """What kms, vpc and security_groups have to reach."""
    nothing, second, build = network["nothing"], network["second run"], network["build"]
    largest = max(value.memory for value in network.values())
    return [
        at_most("second run: calls", second.reads + second.writes, 26, "calls"),
        Target(
            "second run: CPU",
            f"{second.cpu / nothing.cpu:.1f} times nothing",
            "at most 4",
            second.cpu <= 4 * nothing.cpu,
        ),
        Target(
            "second run: wall",
            f"{second.wall / nothing.wall:.1f} times nothing",
            "at most 4.5",
            second.wall <= 4.5 * nothing.wall,
        ),
        at_most("build: calls", build.reads + build.writes, 110, "calls"),
        at_most("peak memory", largest, 150, "MB"),
    ]


def table(targets: Iterable[Target]) -> list[str]:
    """Targets as a table."""
    head = ["| target | measured | wanted | |", "|---|---|---|---|"]
    return head + [
        f"| {one.name} | {one.measured} | {one.wanted} | {'reached' if one.reached else '**missed**'} |"
        for one in targets
    ]


def seconds_by_role(profile: str) -> list[tuple[str, float]]:
    """Roles and their seconds, from the table of ansible.posix.profile_roles."""
    return [
        (role, float(seconds))
        for role, seconds in re.findall(r"^(\w+) -+ ([\d.]+)s$", profile, re.MULTILINE)
        if role != "total"
    ]


def report(results: Results) -> str:
    """The page."""
    second = results.whole["second run"]
    roles = seconds_by_role(results.profile)
    spent = sum(seconds for _, seconds in roles)
    overlap = f"{results.stores[0]:.1f} s ({results.stores[1]:.1f} s with nothing to wait for)"
    limit = results.slowest * 1.2
    stores = Target(
        f"build of network and stores, the slowest taking {results.slowest} s",
        overlap,
        f"at most {limit:g} s",
        results.stores[0] <= limit,
    )
    head = ["| | tasks | calls read / write | CPU s | wall s | memory MB |", "|---|---|---|---|---|---|"]
    return "\n".join(
        [
            "# Measured",
            "",
            f"{datetime.date.today()}, {machine()}, load {results.load:.1f} before the first run, "
            + f"medians of {results.rounds}. Written by `make bench`.",
            "On the local AWS, whose resources are ready at once. "
            + "CPU is that of Ansible and its workers; memory is that of the largest process.",
            "",
            "## The whole stack (inventories/production)",
            "",
            *head,
            *(row(name, value) for name, value in results.whole.items()),
            "",
            "For comparison, an equal stack of 127 resources by Terraform, "
            + "measured on another quiet machine of two cores: "
            + "; ".join(
                f"{what} {calls} calls, {cpu} CPU s, {wall:g} s wall" for what, calls, cpu, wall in TERRAFORM.values()
            )
            + ".",
            "",
            *table(targets_of_the_whole(results.whole)),
            "",
            "The second run, by service: "
            + ", ".join(f"{service} {number}" for service, number in second.calls.most_common())
            + ".",
            "",
            "The second run, seconds by role: "
            + ", ".join(f"{role} {seconds:.2f}" for role, seconds in roles)
            + f"; together {spent:.1f}, the rest before the",
            f"first task and after the last. {second.wall / second.tasks * 1000:.0f} ms a task: "
            + "a worker is forked, its arguments are templated, AWS is asked.",
            "",
            "## Stacks side by side (second run of the whole stack)",
            "",
            "| stacks | tasks | CPU s | CPU s a stack | wall s | largest process MB | all processes MB |",
            "|---|---|---|---|---|---|---|",
            *(
                f"| {count} | {one.tasks:.0f} | {one.cpu:.1f} | {one.cpu / count:.1f} | {one.wall:.1f} "
                f"| {one.memory:.0f} | {one.together:.0f} |"
                for count, one in results.growth.items()
            ),
            "",
            *table(targets_of_growth(results.growth)),
            "",
            "## The network (parts kms, vpc, security_groups)",
            "",
            *head,
            *(row(name, value) for name, value in results.network.items()),
            "",
            *table([*targets_of_the_network(results.network), stores]),
            "",
        ]
    )
