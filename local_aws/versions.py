"""Engine versions and machine types that AWS offers, read from the data of cfn-lint, which comes with moto's server."""

import json
from functools import cache
from importlib import resources
from typing import Any


def sort_key(version: str) -> tuple[int, ...]:
    """Orders `15.10` after `15.9`."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def read(resource: str, file: str) -> Any:
    """A JSON file of cfn-lint's in the folder `resource`, `aws_rds_dbinstance` for instance."""
    return json.loads(
        (resources.files("cfnlint.data.schemas.extensions") / resource / file).read_text(encoding="utf-8")
    )


@cache
def machine_types(resource: str, file: str, region: str) -> frozenset[str]:
    """Names of the machine types that `region` has; `file` is the list of cfn-lint's, by region."""
    return frozenset(read(resource, file).get(region, {}).get("enum", []))


def engine_versions(resource: str, file: str, engine: str, part: str) -> set[str]:
    """Versions that a file of cfn-lint's lists for an engine in `part` of its rule, `if` or `then`."""
    found: set[str] = set()
    for rule in read(resource, file)["allOf"]:
        if rule["if"]["properties"]["Engine"].get("const") == engine:
            found |= set(rule[part]["properties"].get("EngineVersion", {}).get("enum", []))
    return found


@cache
def offered(resource: str, engine: str) -> tuple[str, ...]:
    """Full versions of `engine`, oldest first, deprecated ones too; `resource` is a folder of cfn-lint's."""
    full = [
        version
        for version in engine_versions(resource, "engine_version.json", engine, "then")
        if version.replace(".", "").isdigit() and "." in version
    ]
    return tuple(sorted(full, key=sort_key))
