"""`make setup` finds a Python or says how to get one; `make cloud` starts one local AWS and ends only its own."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.support.cloud import ROOT

TOOLS = ("bash", "cat", "cksum", "dirname", "sort", "flock")


def run(script: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([script, *args], env={**os.environ, **env}, capture_output=True, text=True, timeout=60)


def fake_python(path: Path, version: str, works: bool = True) -> None:
    """A Python that can say its version, and that it is new enough if it `works`; it makes no environment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    answer = f"case $1 in -c) exit {0 if works else 1};; --version) echo Python {version};; *) exit 3;; esac"
    path.write_text(f"#!/bin/sh\n{answer}\n")
    path.chmod(0o755)


@pytest.fixture
def clone(tmp_path):
    """A fresh clone on a machine whose PATH holds a few tools and no Python: (script, bin, home)."""
    project, tools, home = tmp_path / "clone", tmp_path / "bin", tmp_path / "home"
    (project / "scripts").mkdir(parents=True)
    tools.mkdir()
    home.mkdir()
    for name in ("requirements.txt", "requirements-dev.txt", "scripts/setup.sh"):
        shutil.copy(ROOT / name, project / name)
    for name in TOOLS:
        (tools / name).symlink_to(str(shutil.which(name)))
    return project / "scripts" / "setup.sh", tools, home


def test_without_a_python_setup_says_what_it_looked_for_and_how_to_get_one(clone):
    script, tools, home = clone
    done = run(script, PATH=str(tools), HOME=str(home))
    assert done.returncode == 1
    assert "no Python >= 3.12" in done.stderr
    assert "python3, python3.14, python3.13, python3.12 and python on PATH" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_an_old_python_and_a_broken_shim_are_passed_over(clone):
    script, tools, home = clone
    fake_python(tools / "python3", "3.11.2", works=False)
    fake_python(tools / "python3.13", "broken", works=False)
    fake_python(tools / "python3.12", "3.12.9")
    done = run(script, PATH=str(tools), HOME=str(home))
    assert f"making .venv with Python 3.12.9 ({tools}/python3.12)" in done.stdout
    assert done.returncode == 3


def test_the_newest_python_of_pyenv_is_taken(clone):
    script, tools, home = clone
    for version in ("3.9.1", "3.12.1", "3.13.0"):
        fake_python(home / ".pyenv" / "versions" / version / "bin" / "python3", version)
    assert "making .venv with Python 3.13.0" in run(script, PATH=str(tools), HOME=str(home)).stdout


def test_with_nothing_to_do_setup_takes_no_time():
    started = time.monotonic()
    done = run(ROOT / "scripts" / "setup.sh")
    assert (done.returncode, done.stdout) == (0, "setup: .venv is up to date\n")
    assert time.monotonic() - started < 2


def test_the_environment_has_bytecode():
    packages = next((ROOT / ".venv" / "lib").glob("python3.*/site-packages"))
    for package in ("boto3", "botocore", "ansible", "ansible_collections/amazon/aws/plugins/module_utils"):
        assert list((packages / package / "__pycache__").glob("*.pyc")), package


@pytest.fixture
def cloud(tmp_path):
    """`cloud("start")` runs scripts/cloud.sh with files of its own on a free port;
    whatever runs at the end is ended.
    """

    def call(what: str, **env: str) -> subprocess.CompletedProcess[str]:
        return run(
            ROOT / "scripts" / "cloud.sh",
            what,
            **{"CLOUD_DIR": str(tmp_path), "CLOUD_PORT": "0", "CLOUD_DELAYS": "", **env},
        )

    yield call
    call("stop")


def test_the_local_aws_starts_once_and_its_env_leads_to_it(cloud, tmp_path):
    assert "cloud: runs on http://127.0.0.1:" in cloud("start", CLOUD_DELAYS="nat=2").stdout
    again = cloud("start")
    assert again.returncode == 0 and "already runs" in again.stdout
    asking = 'import boto3; print(boto3.client("sts").get_caller_identity()["Account"])'
    ask = f". {tmp_path}/env && {ROOT}/.venv/bin/python -c '{asking}'"
    assert (
        subprocess.check_output(
            ["bash", "-c", ask], text=True, env={**os.environ, "AWS_PROFILE": "of-the-caller"}
        ).strip()
        == "123456789012"
    )
    assert "ended" in cloud("stop").stdout
    assert cloud("stop").stdout == "cloud: it does not run\n"
    assert not (tmp_path / "env").exists()


def test_another_port_than_the_running_ones_is_refused(cloud):
    cloud("start")
    other = cloud("start", CLOUD_PORT="1")
    assert other.returncode == 1 and "not on port 1; end it first: make cloud-stop" in other.stderr


def test_a_port_of_somebody_else_is_named(cloud):
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = str(somebody.getsockname()[1])
        done = cloud("start", CLOUD_PORT=port)
    assert done.returncode == 1
    assert f"port {port} belongs to another program" in done.stderr


def test_a_delay_of_an_unknown_kind_is_said_in_the_servers_words(cloud):
    done = cloud("start", CLOUD_DELAYS="snail=9")
    assert done.returncode == 1
    assert "unknown kind 'snail'" in done.stderr


def test_a_process_that_is_not_the_local_aws_is_never_ended(cloud, tmp_path):
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        (tmp_path / "pid").write_text(str(sleeper.pid))
        assert cloud("stop").stdout == "cloud: it does not run\n"
        assert sleeper.poll() is None
        sleeper.kill()
