"""A local AWS for tests, accounts of their own in it, and runs of playbooks against them.

`python -m tests.support.cloud` prints the export lines of a fresh account at AWS_ENDPOINT_URL.
"""

import os
import secrets
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
REGION = "ap-northeast-2"
RUN_TOKEN = "TEST_RUN_TOKEN"


@contextmanager
def serve(delays: str = "") -> Iterator[str]:
    """A local AWS on a free port, in a process of its own; gives its URL.

    `delays` as in `nat=10,rds=25`, in seconds.
    """
    command = [sys.executable, "-m", "local_aws", "--port", "0", "--delays", delays]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert "listens on " in line, f"the local AWS did not start: {' '.join(command)}"
            yield line.split()[-1]
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def local_cloud() -> Iterator[str]:
    """URL of a local AWS, one for the session (with xdist: for each worker), without delays."""
    with serve() as endpoint:
        yield endpoint


def fresh_account(endpoint: str, region: str = REGION) -> dict[str, str]:
    """Environment variables of a new, empty account: `AWS_ACCOUNT_ID`, its credentials, the endpoint and the region.

    AssumeRole into an account that nobody has used yet makes it: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    """
    account_id = str(secrets.randbelow(9 * 10**11) + 10**11)
    anybody = {
        "AWS_ACCESS_KEY_ID": "LOCALCLOUDACCESSKEY0",
        "AWS_SECRET_ACCESS_KEY": "local-cloud-key-that-opens-nothing-elsewhere",
    }
    sts = client("sts", {"AWS_ENDPOINT_URL": endpoint, "AWS_DEFAULT_REGION": region, **anybody})
    credentials = sts.assume_role(RoleArn=f"arn:aws:iam::{account_id}:role/tests", RoleSessionName="tests")[
        "Credentials"
    ]
    return {
        "AWS_ACCOUNT_ID": account_id,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": region,
        "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
        "AWS_SESSION_TOKEN": credentials["SessionToken"],
    }


def client(service: str, env: Mapping[str, str], region: str | None = None) -> Any:
    """A boto3 client with the credentials of `fresh_account()`."""
    return boto3.client(
        service,
        endpoint_url=env["AWS_ENDPOINT_URL"],
        region_name=region or env["AWS_DEFAULT_REGION"],
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=env.get("AWS_SESSION_TOKEN"),
    )


@dataclass(frozen=True)
class Result:
    """How a run ended; `rc` is negative when a signal ended it, `duration` is in seconds."""

    rc: int
    stdout: str
    stderr: str
    duration: float

    @property
    def output(self) -> str:
        return self.stdout + self.stderr


class Run:
    """`ansible-playbook` from the project's root. Of the caller's environment AWS_* and ANSIBLE_* are not passed on."""

    def __init__(self, args: Sequence[str], env: Mapping[str, str]) -> None:
        self.token = secrets.token_hex(16)
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "ANSIBLE_"))}
        self._started = time.monotonic()
        self.process = subprocess.Popen(
            [BIN / "ansible-playbook", *args],
            cwd=ROOT,
            env={**inherited, **env, RUN_TOKEN: self.token},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait(self, timeout: float = 900) -> Result:
        """Waits for the end; after `timeout` seconds kills the run and raises subprocess.TimeoutExpired."""
        try:
            stdout, stderr = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            self.process.communicate()
            raise
        return Result(self.process.returncode, stdout, stderr, time.monotonic() - self._started)

    def kill(self) -> None:
        """SIGKILL to every process of the run.

        Workers leave the process group (setsid), so they are found by the token; Linux only.
        """
        while pids := self.living():
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.01)

    def living(self) -> list[int]:
        """Processes of the run that still live."""
        mark = f"{RUN_TOKEN}={self.token}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue  # ended since it was listed, or not ours
        return found


def run_playbook(args: Sequence[str], env: Mapping[str, str], timeout: float = 900) -> Result:
    """Runs `ansible-playbook` with these arguments and waits, at most `timeout` seconds."""
    return Run(args, env).wait(timeout)


if __name__ == "__main__":
    for name, value in fresh_account(os.environ["AWS_ENDPOINT_URL"]).items():
        print(f"export {name}={shlex.quote(value)}")
