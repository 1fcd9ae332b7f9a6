"""`python -m tests.support.scenarios [ROLE]` runs molecule's scenarios, each in an account of its own,
some side by side.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.support.cloud import BIN, ROOT, fresh_account, serve
from tests.support.proxy import RecordingProxy

SIDE_BY_SIDE = int(os.environ.get("SCENARIOS_AT_ONCE", "2"))


@dataclass(frozen=True)
class Outcome:
    """How a scenario ended; `seconds` is its duration."""

    name: str
    rc: int
    output: str
    seconds: float


def scenarios(role: str = "") -> list[str]:
    """Names of the scenarios called `role` or `role-…`; all of them without a role."""
    names = sorted(path.parent.name for path in (ROOT / "molecule").glob("*/molecule.yml"))
    return [name for name in names if not role or name == role or name.startswith(f"{role}-")]


def parts(name: str) -> str:
    """The parts of the stack that a scenario builds, as ``--tags`` wants them."""
    return ",".join(
        yaml.safe_load((ROOT / "molecule" / name / "vars.yml").read_text(encoding="utf-8"))["scenario_parts"]
    )


def run(name: str, endpoint: str) -> Outcome:
    """Runs one scenario in a fresh account.

    Its calls pass a proxy that appends them to a file, which the scenario's tests read.
    """
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix=f"molecule-{name}-") as folder,
        RecordingProxy(endpoint, log=Path(folder, "calls.jsonl")) as proxy,
    ):
        inherited = {
            key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "ANSIBLE_", "MOLECULE_"))
        }
        own = {
            **fresh_account(endpoint),
            "AWS_ENDPOINT_URL": proxy.url,
            "SCENARIO_VARS": str(ROOT / "molecule" / name / "vars.yml"),
            "SCENARIO_PARTS": parts(name),
            "MOLECULE_CALLS": str(Path(folder, "calls.jsonl")),
            "MOLECULE_EPHEMERAL_DIRECTORY": str(Path(folder, "ephemeral")),
            "NO_COLOR": "1",
            "PATH": f"{BIN}:{inherited['PATH']}",
        }
        command = [str(BIN / "molecule"), "test", "--scenario-name", name]
        env = {**inherited, **own}
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    # molecule takes a `verify` that finds no test for a good one
    rc = done.returncode or int("no tests found" in done.stdout)
    return Outcome(name, rc, done.stdout, time.monotonic() - started)


def tell(outcome: Outcome) -> None:
    if outcome.rc:
        print(f"molecule: {outcome.name} said:\n{outcome.output}")
    print(f"molecule: {outcome.name}: {'FAILED' if outcome.rc else 'ok'} after {outcome.seconds:.0f} s", flush=True)


def main(role: str = "") -> int:
    """Runs the scenarios and returns the exit status: 1 if one failed or there is none."""
    chosen = scenarios(role)
    if not chosen:
        print(
            f"molecule: no scenario is named {role or '*'} or {role}-*; there are: {', '.join(scenarios()) or 'none'}",
            file=sys.stderr,
        )
        return 1
    print(f"molecule: {len(chosen)} scenarios, {SIDE_BY_SIDE} at a time: {', '.join(chosen)}", flush=True)
    failed = []
    with serve() as endpoint, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for outcome in pool.map(lambda name: run(name, endpoint), chosen):
            tell(outcome)
            failed += [outcome.name] * bool(outcome.rc)
    print(
        f"molecule: {len(chosen) - len(failed)} of {len(chosen)} scenarios passed"
        f"{'; failed: ' + ', '.join(failed) if failed else ''}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
