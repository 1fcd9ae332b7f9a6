"""Compares an answer of the local AWS with the shape that botocore's model of the service gives it."""

import datetime
import json
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ServiceModel, Shape

TYPES = {
    "string": str,
    "character": str,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
    "boolean": bool,
    "timestamp": (int, float, str, datetime.datetime),
    "blob": (str, bytes),
    "list": list,
    "map": dict,
    "structure": dict,
}


@cache
def service_model(service: str) -> ServiceModel:
    """botocore's model of a service, by its client name."""
    return botocore.session.get_session().get_service_model(service)


def differences(shape: Shape, value: Any, path: str) -> list[str]:
    """One line for each place where `value` is not of `shape`: unknown or missing members, wrong types."""
    if hasattr(value, "read") or shape.name == "policyDocumentType":
        return []  # a streamed body, or a policy that botocore has already decoded
    if not isinstance(value, TYPES[shape.type_name]) or (
        shape.type_name in ("integer", "long") and isinstance(value, bool)
    ):
        return [f"{path}: {value!r} is no {shape.type_name}"]
    found = []
    if shape.type_name == "structure" and not getattr(shape, "is_document_type", False):
        names = {member.serialization.get("name", name): name for name, member in shape.members.items()} | {
            name: name for name in shape.members
        }
        found += [f"{path}.{key}: not in the model" for key in value if key not in names]
        present = {names[key] for key in value if key in names}
        found += [f"{path}.{key}: required, but missing" for key in shape.required_members if key not in present]
        for key, part in value.items():
            if key in names and part is not None:
                found += differences(shape.members[names[key]], part, f"{path}.{key}")
    elif shape.type_name == "list":
        for position, part in enumerate(value):
            found += differences(shape.member, part, f"{path}[{position}]")
    elif shape.type_name == "map":
        for key, part in value.items():
            found += differences(shape.value, part, f"{path}[{key}]")
    return found


def assert_matches_model(service: str, operation: str, answer: dict[str, Any]) -> None:
    """Fails with every difference between `answer` (boto3's, or the JSON of the wire) and the output shape."""
    shape = service_model(service).operation_model(operation).output_shape
    content = {key: value for key, value in answer.items() if key != "ResponseMetadata"}
    found = (
        differences(shape, content, operation) if shape else [f"{operation}.{key}: not in the model" for key in content]
    )
    assert not found, "\n".join(found)


def validate_answers(client: Any) -> None:
    """Makes a boto3 client compare every answer with the model: on the wire where it is JSON, else as parsed.

    A client of its own accord forgives a missing member and drops an unknown one.
    """
    service = client.meta.service_model.service_name

    def check_wire(response_dict: dict[str, Any], operation_model: Any, **_: Any) -> None:
        body = response_dict["body"]
        if response_dict["status_code"] >= 300 or not isinstance(body, bytes) or not body.startswith(b"{"):
            return
        output = operation_model.output_shape
        if output is not None and "payload" not in output.serialization:
            unknown = [
                line
                for line in differences(output, json.loads(body), operation_model.name)
                if line.endswith("not in the model")
            ]
            assert not unknown, "\n".join(unknown)

    def check_parsed(http_response: Any, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        if http_response.status_code < 300:
            assert_matches_model(service, model.name, parsed)

    client.meta.events.register("before-parse", check_wire)
    client.meta.events.register("after-call", check_parsed)
