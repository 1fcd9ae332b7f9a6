"""Where AWS is and who asks: an argument goes before what the environment says, as with amazon.aws."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from ansible.errors import AnsibleActionFail
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import action, connection
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import CONNECTION_SPEC, StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError

from tests.unit.tasks import Run, run

__all__ = ["run"]

# What amazon.aws takes and these actions do not; docs/upstream.md and the README say so.
NOT_TAKEN = {"validate_certs", "aws_config", "debug_botocore_endpoint_logs"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """An environment with keys, and a file of profiles; what a test does to it ends with the test."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    (tmp_path / "credentials").write_text(
        "[other]\naws_access_key_id = of-other\naws_secret_access_key = secret\n", encoding="utf-8"
    )
    os.environ |= {
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_CONFIG_FILE": str(tmp_path / "none"),
        "AWS_ACCESS_KEY_ID": "of-the-environment",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "token",
    }
    yield
    os.environ.clear()
    os.environ.update(before)


def key() -> str | None:
    """The access key with which botocore signs."""
    found = botocore.session.get_session().get_credentials()
    return found.access_key if found else None


@pytest.mark.parametrize(
    ("given", "more", "signs"),
    [
        ({}, {}, "of-the-environment"),
        ({"profile": "other"}, {}, "of-other"),
        ({"profile": "other"}, {"AWS_DEFAULT_PROFILE": "nobody", "AWS_SECURITY_TOKEN": "old"}, "of-other"),
        ({"access_key": "of-the-task", "secret_key": "s"}, {"AWS_PROFILE": "other"}, "of-the-task"),
        ({"profile": "other", "access_key": "", "secret_key": ""}, {}, "of-other"),
        ({"access_key": "", "secret_key": "", "session_token": ""}, {"AWS_PROFILE": "other"}, "of-other"),
    ],
)
def test_who_asks(given: dict[str, str], more: dict[str, str], signs: str) -> None:
    os.environ |= more
    connection.use(given)
    assert key() == signs


def test_older_names_of_the_environment_count_too() -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        del os.environ[name]
    os.environ |= {"AWS_ACCESS_KEY": "older", "AWS_SECRET_KEY": "secret", "AWS_URL": "http://localhost:1"}
    connection.use({})
    assert (key(), os.environ["AWS_ENDPOINT_URL"]) == ("older", "http://localhost:1")


def test_a_profile_and_keys_together_are_refused() -> None:
    with pytest.raises(StackError, match="profile and access_key, secret_key are given together. Give a profile, or"):
        connection.use({"profile": "other", "access_key": "a", "secret_key": "s"})


def test_where_aws_is() -> None:
    os.environ |= {"AWS_ENDPOINT_URL_EC2": "http://elsewhere", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}
    connection.use({"endpoint_url": "http://localhost:1", "aws_ca_bundle": "/etc/ssl/own.pem"})
    session = botocore.session.get_session()
    client = session.create_client("ec2", region_name="eu-west-1")
    assert client.meta.endpoint_url == "http://localhost:1"
    assert session.get_config_variable("ca_bundle") == "/etc/ssl/own.pem"


def test_without_arguments_the_environment_stays_as_it_is() -> None:
    os.environ |= {"AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL_EC2": "http://elsewhere"}
    before = dict(os.environ)
    connection.use({name: None for name in CONNECTION_SPEC})
    assert dict(os.environ) == before


def test_the_arguments_are_those_of_amazon_aws() -> None:
    theirs: dict[str, dict[str, Any]] = aws_argument_spec()
    assert theirs.keys() - CONNECTION_SPEC.keys() == NOT_TAKEN
    for name, ours in CONNECTION_SPEC.items():
        told = theirs[name]
        assert set(ours.get("aliases", [])) == set(told.get("aliases", [])), name
        assert (ours["type"], ours["no_log"]) == (told.get("type", "str"), bool(told.get("no_log"))), name
        variables = set(told.get("fallback", (None, []))[1]) - {"AWS_REGION", "AWS_DEFAULT_REGION"}
        assert variables <= set(connection.CONNECTION[name][1]), name


class Telling(StackAction):
    """An action that answers with what it was given."""

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        return {"changed": False, "region": self.stack(args).region, "key": key(), "said": f"with {args['secret_key']}"}


def test_other_names_are_taken_and_are_as_secret(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action.display, "verbosity", 3)
    given = {"aws_access_key": "of-the-task", "aws_secret_key": "opens-everything", "aws_region": "eu-west-3"}
    assert ArgumentSpecValidator(CONNECTION_SPEC).validate(given).error_messages == []
    result = run.task(Telling, **given)
    assert (result["region"], result["key"]) == ("eu-west-3", "of-the-task")
    assert "opens-everything" not in str(result)
    assert result["invocation"]["module_args"]["aws_region"] == "eu-west-3"


def test_a_task_with_a_profile_and_keys_says_what_is_wrong(run: Run) -> None:
    with pytest.raises(AnsibleActionFail, match="profile and session_token are given together"):
        run.task(Telling, profile="other", session_token="of-today")
