"""Which scenarios run, and that a scenario which tests nothing does not pass."""

import subprocess

import pytest

from tests.support import scenarios


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with three scenarios and a folder that is none."""
    for name in ("vpc", "vpc-single-nat", "vpcx"):
        (tmp_path / "molecule" / name).mkdir(parents=True)
        (tmp_path / "molecule" / name / "molecule.yml").touch()
    (tmp_path / "molecule" / "common").mkdir()
    monkeypatch.setattr(scenarios, "ROOT", tmp_path)


@pytest.mark.parametrize(
    ("role", "names"),
    [("", ["vpc", "vpc-single-nat", "vpcx"]), ("vpc", ["vpc", "vpc-single-nat"]), ("vpcx", ["vpcx"]), ("rds", [])],
)
def test_a_role_names_its_scenarios(project, role, names):
    assert scenarios.scenarios(role) == names


def test_a_role_without_scenarios_is_an_error(project, capsys):
    assert scenarios.main("rds") == 1
    assert "no scenario is named rds or rds-*; there are: vpc, vpc-single-nat, vpcx" in capsys.readouterr().err


@pytest.mark.parametrize(("output", "rc"), [("Verifier completed successfully.", 0), ("Skipping, no tests found.", 1)])
def test_a_scenario_without_tests_fails(local_cloud, monkeypatch, output, rc):
    seen = {}

    def molecule(command, env, **_):
        seen.update(env, command=command)
        return subprocess.CompletedProcess(command, 0, stdout=output)

    monkeypatch.setenv("AWS_PROFILE", "of-the-caller")
    monkeypatch.setattr(
        scenarios, "fresh_account", lambda endpoint: {"AWS_ACCOUNT_ID": "111122223333", "AWS_ENDPOINT_URL": endpoint}
    )
    monkeypatch.setattr(scenarios.subprocess, "run", molecule)
    assert scenarios.run("vpc", local_cloud).rc == rc
    assert seen["command"][1:] == ["test", "--scenario-name", "vpc"]
    assert seen["AWS_ENDPOINT_URL"] != local_cloud  # the proxy's
    assert "AWS_PROFILE" not in seen
