"""What belongs into moto: rows of local_aws/UPSTREAM.md are right, and moto by itself still lacks what they say."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import plain_moto
import pytest
from model import service_model

TESTS = Path(__file__).parent
LOCAL_AWS = TESTS.parents[1] / "local_aws"
INDEX = (LOCAL_AWS / "UPSTREAM.md").read_text(encoding="utf-8")
LACKS = "moto lacks the call"
# seen on the wire only, or by a second process: no probe
UNSEEN = {"secretsmanager DescribeSecret"}


class Row(NamedTuple):
    """One row of a service's file."""

    service: str
    calls: list[str]
    text: str
    links: list[str]
    addition: str
    test: str

    @property
    def name(self) -> str:
        return f"{self.service} {self.calls[0]}"


def read(service: str) -> list[Row]:
    """The rows of a service's file; what is not of their form is said by the test of the form."""
    _, *items = re.split(r"^- ", (LOCAL_AWS / "upstream" / f"{service}.md").read_text(encoding="utf-8"), flags=re.M)
    rows = []
    for item in items:
        text = " ".join(item.split())
        form = re.fullmatch(
            r"\*\*(?P<calls>[^*]+)\*\*: (?P<text>.+?) https.* `(?P<addition>[^`]+)`, `(?P<test>[^`]+)`", text
        )
        assert form, f"{service}.md: {text}"
        links = re.findall(r"https://\S+", text)
        rows.append(Row(service, form["calls"].split(", "), form["text"], links, form["addition"], form["test"]))
    return rows


SERVICES = re.findall(r"\(upstream/([a-z0-9-]+)\.md\)", INDEX)
ROWS = [row for service in SERVICES for row in read(service)]


def test_every_file_is_linked() -> None:
    assert sorted(SERVICES) == sorted(path.stem for path in (LOCAL_AWS / "upstream").glob("*.md"))


def test_the_version_is_the_pinned_one() -> None:
    pinned = (LOCAL_AWS.parent / "requirements.txt").read_text(encoding="utf-8")
    (version,) = re.findall(r"^moto\[server\]==(\S+)$", pinned, re.M)
    assert f"moto {version} " in INDEX


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_names_what_there_is(row: Row) -> None:
    operations = service_model(row.service).operation_names
    assert [call for call in row.calls if call not in operations] == []
    assert row.links and all(link.startswith("https://docs.aws.amazon.com/") for link in row.links)
    assert (LOCAL_AWS / row.addition).is_file()
    file, _, test = row.test.partition("::")
    assert f"\ndef {test}(" in (TESTS / file).read_text(encoding="utf-8")


def test_every_addition_is_named() -> None:
    named = {row.addition for row in ROWS} | set(re.findall(r"`([a-z0-9_/]+\.py)`", INDEX))
    parts = {
        path for path in (LOCAL_AWS / "additions").rglob("*.py") if "\ndef apply(" in path.read_text(encoding="utf-8")
    }
    missing = {str(path.relative_to(LOCAL_AWS)) for path in parts} - named
    # an __init__.py that only applies the others
    assert [name for name in sorted(missing) if not name.endswith("__init__.py")] == []


def test_every_row_is_shown() -> None:
    shown = {row for row, _ in plain_moto.probes().values()}
    assert {row.name for row in ROWS if LACKS not in row.text} - shown == UNSEEN
    assert shown <= {row.name for row in ROWS}


def test_moto_by_itself_still_lacks_all_of_it() -> None:
    lacking = [f"{row.service}:{call}" for row in ROWS if LACKS in row.text for call in row.calls]
    command = [sys.executable, plain_moto.__file__, *lacking]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert [call for call, known in found["calls"].items() if known] == []
    rows = {name: row for name, (row, _) in plain_moto.probes().items()}
    assert {f"{rows[name]}: {name}": value for name, value in found["probes"].items() if value is not True} == {}
