# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What AWS offers where: instance classes, node types, engine versions.

The data is what cfn-lint ships and AWS updates; read only when a rule asks, once a process. cfn-lint has no versions of
OpenSearch: those are from
https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html#choosing-version
"""

from __future__ import annotations

import difflib
import functools
import importlib.metadata
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..core.errors import StackError
from ..core.finding import Finding

OPENSEARCH_VERSIONS = (
    "1.0",
    "1.1",
    "1.2",
    "1.3",
    "2.3",
    "2.5",
    "2.7",
    "2.9",
    "2.11",
    "2.13",
    "2.15",
    "2.17",
    "2.19",
    "3.1",
    "3.3",
    "3.5",
)


@functools.cache
def _data(name: str) -> Any:
    found = importlib.util.find_spec("cfnlint")
    if not found or not found.submodule_search_locations:
        raise StackError(
            "cfn-lint is not installed: its data says what AWS offers",
            "Run pip install cfn-lint",
        )
    path = Path(next(iter(found.submodule_search_locations)), "data/schemas/extensions", f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8"))


def _versions(name: str, engine: str) -> tuple[str, ...]:
    """Versions of an engine in one of cfn-lint's "if the engine is, then the version is one of" lists."""
    for rule in _data(name)["allOf"]:
        properties = rule["if"]["properties"]
        if properties["Engine"].get("const") == engine:
            enum = (
                properties.get("EngineVersion", {}).get("enum") or rule["then"]["properties"]["EngineVersion"]["enum"]
            )
            return tuple(sorted((str(version) for version in enum), key=version_key))
    return ()


def version_key(version: str) -> tuple[int, ...]:
    """Orders 15.9 before 15.10."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


@functools.cache
def db_classes(region: str, engine: str) -> frozenset[str]:
    """Instance classes of RDS for an engine in a region; empty where cfn-lint does not know the region."""
    rules = _data("aws_rds_dbinstance/dbinstanceclass_enum").get(region, {}).get("allOf", [])
    lists = [
        rule["then"]["properties"]["DBInstanceClass"]["enum"]
        for rule in rules
        if rule["if"]["properties"]["Engine"].get("const") == engine
    ]
    return frozenset(name for names in lists for name in names)


def db_versions(engine: str) -> tuple[str, ...]:
    """Versions of a database engine, also those that AWS starts no more."""
    return _versions("aws_rds_dbinstance/engine_version", engine)


def db_versions_for_new(engine: str) -> tuple[str, ...]:
    """Versions of a database engine that a new instance may have."""
    withdrawn = _versions("aws_rds_dbinstance/engine_version_deprecated", engine)
    return tuple(version for version in db_versions(engine) if version not in withdrawn)


def search_types(region: str) -> frozenset[str]:
    """Instance types of OpenSearch in a region."""
    return frozenset(
        _data("aws_opensearchservice_domain/clusterconfig_instancetype_enum").get(region, {}).get("enum", ())
    )


def cache_types(region: str) -> frozenset[str]:
    """Node types of ElastiCache in a region."""
    return frozenset(_data("aws_elasticache_cachecluster/cachenodetype_enum").get(region, {}).get("enum", ()))


def cache_versions(engine: str) -> tuple[str, ...]:
    """Versions of redis or valkey."""
    return _versions("aws_elasticache_cachecluster/engine_version", engine)


def objection(field: str, value: str | None, valid: Iterable[str], where: str) -> Iterator[Finding]:
    """One finding if the value is none of the valid ones, with those that come closest.

    None where cfn-lint knows no valid ones.
    """
    names = sorted(set(valid), key=lambda name: (version_key(name), name))
    if not value or not names or str(value) in names:
        return
    close = difflib.get_close_matches(str(value), names, 5, 0.5) or names[-5:]
    yield Finding(
        field,
        f"{value} does not exist {where}, by the data of cfn-lint {importlib.metadata.version('cfn-lint')}",
        f"close to it: {', '.join(close)}",
    )
