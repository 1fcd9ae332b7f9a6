"""One measured run of ansible-playbook: what it and its workers used, and what it asked of AWS."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, fields
from pathlib import Path

from tests.support.proxy import RecordingProxy

ROOT = Path(__file__).resolve().parent.parent
# Runs a command and says what it and its children used: a fresh process has no other children. Every half second it
# adds up the memory of all of them (PSS: what several share counts once), where /proc tells it.
METER = """
import glob, resource, subprocess, sys, threading
run, most = subprocess.Popen(sys.argv[1:], start_new_session=True), 0
def memory():
    total = 0
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            fields = open(path).read().rsplit(")", 1)[1].split()
            own = int(path.split("/")[2])
            if run.pid in (own, int(fields[1]), int(fields[2]), int(fields[3])):
                rollup = open(path.replace("/stat", "/smaps_rollup")).read()
                total += int(rollup.split("Pss:")[1].split()[0])
        except (OSError, IndexError):
            pass
    return total
def watch():
    global most
    while not done.wait(0.5):
        most = max(most, memory())
done = threading.Event()
watcher = threading.Thread(target=watch)
watcher.start()
code = run.wait()
done.set()
watcher.join()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("METER", used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, most / 1024, file=sys.stderr)
sys.exit(code)
"""


@dataclass
class Figures:
    """What one run used.

    cpu and wall in seconds; memory (largest process) and together (all processes at once, at most) in MB.
    """

    cpu: float
    wall: float
    memory: float
    together: float
    tasks: float
    reads: float = 0
    writes: float = 0
    calls: Counter[str] = field(default_factory=Counter)
    output: str = ""


def measure(arguments: list[str], env: dict[str, str], proxy: RecordingProxy | None = None) -> Figures:
    """Run ansible-playbook once; its calls are counted where they pass a proxy."""
    if proxy:
        proxy.clear()
    began = time.monotonic()
    command = [sys.executable, "-c", METER, str(ROOT / ".venv/bin/ansible-playbook"), *arguments]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    if run.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{run.stdout}\n{run.stderr}")
    cpu, memory, together = re.findall(r"^METER (\S+) (\S+) (\S+)$", run.stderr, re.MULTILINE)[-1]
    tasks = sum(int(ok) for ok in re.findall(r" ok=(\d+)", run.stdout))
    calls = proxy.calls if proxy else []
    writes = sum(call.write for call in calls)
    by_service = Counter(call.service for call in calls)
    return Figures(
        float(cpu), wall, float(memory), float(together), tasks, len(calls) - writes, writes, by_service, run.stdout
    )


def median(rounds: list[Figures]) -> Figures:
    """The median of each figure; calls by service and output are those of the last round."""
    numbers = [one.name for one in fields(Figures) if one.name not in ("calls", "output")]
    middle = {name: statistics.median(getattr(one, name) for one in rounds) for name in numbers}
    return Figures(**middle, calls=rounds[-1].calls, output=rounds[-1].output)
