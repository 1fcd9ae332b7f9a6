"""Engine versions that AWS offers, read from the data of cfn-lint, which comes with moto's server."""

import json
from functools import cache
from importlib import resources


def sort_key(version: str) -> tuple[int, ...]:
    """Orders `15.10` after `15.9`."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


@cache
def offered(resource: str, engine: str) -> tuple[str, ...]:
    """Full versions of `engine`, oldest first; `resource` is a folder of cfn-lint's, `aws_rds_dbinstance` for instance. Empty for an unknown engine."""
    text = (resources.files("cfnlint.data.schemas.extensions") / resource / "engine_version.json").read_text(encoding="utf-8")
    for rule in json.loads(text)["allOf"]:
        versions = rule["then"]["properties"].get("EngineVersion", {}).get("enum", [])
        if rule["if"]["properties"]["Engine"].get("const") == engine:
            return tuple(sorted((version for version in versions if version.replace(".", "").isdigit() and "." in version), key=sort_key))
    return ()
