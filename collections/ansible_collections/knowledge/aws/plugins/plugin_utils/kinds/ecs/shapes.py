# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Container definitions in normal form, so that ours and AWS's can be compared in full. Pure.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
"""

from __future__ import annotations

from typing import Any

from ...core.fields import spelled

HEALTH_DEFAULTS = {"interval": 30, "timeout": 5, "retries": 3, "startPeriod": 0}


def compact(value: dict[str, Any]) -> dict[str, Any]:
    """A dictionary without what means the same when it is left out."""
    return {key: inner for key, inner in value.items() if inner not in (None, "", 0, False, [], {})}


def texts(values: dict[str, Any]) -> dict[str, str]:
    """Values of an environment: always text."""
    return {str(key): str(value).lower() if isinstance(value, bool) else str(value) for key, value in values.items()}


def health(check: dict[str, Any]) -> dict[str, Any]:
    """A health check under the names of fields, with AWS's defaults; empty without a command."""
    given = {name: value for name, value in spelled(check).items() if value is not None}
    return {**spelled(HEALTH_DEFAULTS), **given} if given.get("command") else {}


def volume_name(path: str) -> str:
    """The name of the volume that is mounted at a path."""
    return path.strip("/").replace("/", "-").replace(".", "-")


def plain_volumes(volumes: list[dict[str, Any]]) -> list[str] | None:
    """Names of volumes that are empty at the start and nothing more; None where one is of another sort."""
    for volume in volumes:
        more = {key: compact(value) if isinstance(value, dict) else value for key, value in volume.items()}
        if compact(more).keys() - {"name"}:
            return None
    return sorted(volume["name"] for volume in volumes)


def besides(members: dict[str, Any], fixed: dict[str, Any]) -> dict[str, Any]:
    """Members without those that have their fixed value; one that lacks counts as None."""
    return {key: value for key, value in ({**dict.fromkeys(fixed), **members}).items() if value != fixed.get(key, ...)}


def container_form(container: dict[str, Any]) -> dict[str, Any]:
    """A container definition in normal form: named lists in order, defaults filled in or left out."""
    form = compact({key: value for key, value in container.items() if key != "essential"})
    if container.get("essential") is False:
        form["essential"] = False
    for key in ("environment", "secrets"):
        if key in form:
            form[key] = sorted(form[key], key=lambda entry: entry["name"])
    if "portMappings" in form:
        form["portMappings"] = [
            compact({"protocol": "tcp", "hostPort": one.get("containerPort"), **one}) for one in form["portMappings"]
        ]
    if "healthCheck" in form:
        form["healthCheck"] = {**HEALTH_DEFAULTS, **form["healthCheck"]}
    if "linuxParameters" in form:
        form["linuxParameters"] = compact(form["linuxParameters"])
    return form


def containers_form(containers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Container definitions in normal form, by name."""
    return sorted((container_form(one) for one in containers), key=lambda one: str(one.get("name")))
