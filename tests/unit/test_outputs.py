"""Outputs in the notations that people and scripts read."""

import json
import subprocess
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import absent, unknown
from ansible_collections.knowledge.stack.plugins.plugin_utils import outputs
from ansible_collections.knowledge.stack.plugins.plugin_utils.outputs import Output

ENDPOINT = Output("rds_endpoint", "db.example.com", "Host of the database")
PLANNED = Output("vpc_id", unknown("vpc", "main"))
MISSING = Output("subnet_ids", {"public": {"a": "subnet-1", "b": absent("subnet", "knowledge-public-b")}})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", "string"),
        (5432, "number"),
        (0.5, "number"),
        (True, "bool"),
        (["a", "b"], ["list", "string"]),
        (["a", 1], ["tuple", ["string", "number"]]),
        ([], ["tuple", []]),
        ({"a": "x", "b": "y"}, ["map", "string"]),
        ({"a": {"b": "x"}}, ["map", ["map", "string"]]),
        (
            {"name": "x", "port": 1, "zones": ["a"]},
            ["object", {"name": "string", "port": "number", "zones": ["list", "string"]}],
        ),
        ({}, ["object", {}]),
        (None, "string"),
    ],
)
def test_types_as_terraform_writes_them(value: Any, expected: Any) -> None:
    assert outputs.terraform_type(value) == expected


def test_json_is_keyed_as_terraforms_and_holds_only_what_exists() -> None:
    told = json.loads(outputs.as_json([ENDPOINT, PLANNED, MISSING, Output("token_arn", "arn:1", sensitive=True)]))
    assert told == {
        "rds_endpoint": {"sensitive": False, "type": "string", "value": "db.example.com"},
        "token_arn": {"sensitive": True, "type": "string", "value": "arn:1"},
    }


NASTY = 'it\'s $(touch /tmp/no) `id` \\ "x" #y; z'


def test_a_shell_reads_dotenv_as_it_was() -> None:
    text = outputs.as_dotenv(
        [
            ENDPOINT,
            PLANNED,
            MISSING,
            Output("nasty", NASTY),
            Output("public_subnet_ids", ["subnet-1", "subnet-2"]),
            Output("buckets", {"cdn-logs": "one", "logs": {"a": 1}}),
            Output("tls", True),
        ]
    )
    script = (
        'set -u; eval "$1"; printf "%s|" "$RDS_ENDPOINT" "$NASTY" "$PUBLIC_SUBNET_IDS" '
        '"$BUCKETS_CDN_LOGS" "$BUCKETS_LOGS_A" "$TLS" "${VPC_ID-}"'
    )
    told = subprocess.run(["sh", "-c", script, "sh", text], capture_output=True, text=True, check=True).stdout
    assert told == f"db.example.com|{NASTY}|subnet-1,subnet-2|one|1|true||"
    assert "# Host of the database\n" in text


def test_the_table_says_what_is_not_built_and_hides_what_is_sensitive() -> None:
    table = outputs.as_table(
        [ENDPOINT, PLANNED, MISSING, Output("secret", "x9", sensitive=True), Output("ids", {"a": ["1", "2"], "b": "3"})]
    )
    assert table.splitlines() == [
        "  rds_endpoint  db.example.com",
        "  vpc_id        (known after apply: vpc main)",
        "  subnet_ids    not built: subnet knowledge-public-b does not exist",
        "  secret        (sensitive)",
        "  ids           a=1, 2, b=3",
    ]
    assert outputs.as_table([]) == ""


def test_everything_has_a_line_for_each_field() -> None:
    (one, two) = outputs.by_field([Output("vpc", {"id": "vpc-1", "zones": {"a": "x"}})])
    assert [(one.name, one.value), (two.name, two.value)] == [("vpc.id", "vpc-1"), ("vpc.zones.a", "x")]


def test_what_is_not_there_is_left_out() -> None:
    assert outputs.without_nothing({"edge": "", "regional": "arn", "deep": {"none": None}, "list": []}) == {
        "regional": "arn"
    }
    assert outputs.without_nothing({"edge": "", "regional": ""}) == {}
    assert outputs.without_nothing(0) == 0
