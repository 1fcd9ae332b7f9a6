"""moto without the additions, in a process of its own: `python tests/local_aws/plain_moto.py` runs the probes.

A probe is a function of one of the `plain_…` modules that is true as long as moto lacks something, or has it wrong.
Prints a JSON object: what each probe found, and which of the calls given as arguments (`ec2:DescribeVpcs`) moto has.
"""

import importlib.util
import json
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

REGION, GLOBAL, ACCOUNT = "ap-northeast-2", "us-east-1", "123456789012"
# moto's name of a service where it is not the client's
MODULES = {"application-autoscaling": "applicationautoscaling"}

Probe = Callable[[], bool]
PROBES: dict[str, tuple[str, Probe]] = {}


@cache
def client(service: str, region: str = REGION) -> Any:
    """A client of moto's mock."""
    keys = {"aws_access_key_id": "A" * 20, "aws_secret_access_key": "of-the-test"}
    return boto3.client(service, region_name=region, config=Config(retries={"max_attempts": 1}), **keys)


def of(row: str) -> Callable[[Probe], Probe]:
    """Marks a probe as one of `service Operation`, as ../../local_aws/upstream has it."""

    def mark(probe: Probe) -> Probe:
        PROBES[probe.__name__] = (row, probe)
        return probe

    return mark


def error(call: Callable[..., Any], *arguments: Any, **options: Any) -> str:
    """Code of the error that a call ends with, the name of the exception where moto breaks; empty where it is taken."""
    try:
        call(*arguments, **options)
    except ClientError as refused:
        return str(refused.response["Error"]["Code"])
    except Exception as broken:  # whatever moto breaks with
        return type(broken).__name__
    return ""


def probes() -> dict[str, tuple[str, Probe]]:
    """All probes by name, each with its row."""
    for module in sorted(Path(__file__).parent.glob("plain_*.py")):
        importlib.import_module(module.stem)
    return PROBES


def known(call: str) -> bool:
    """Whether moto has a method for a call such as `ec2:DescribeVpcs`; not where it does not have the service."""
    from moto.core.responses import BaseResponse

    service, operation = call.split(":")
    module = f"moto.{MODULES.get(service, service)}"
    if importlib.util.find_spec(module) is None:
        return False
    responses = importlib.import_module(f"{module}.responses")
    classes = [one for one in vars(responses).values() if isinstance(one, type) and issubclass(one, BaseResponse)]
    return any(hasattr(one, xform_name(operation)) for one in classes)


def look(probe: Probe) -> bool | str:
    """What a probe finds; a text where it breaks."""
    try:
        return probe()
    except Exception as broken:  # told by the test
        return f"{type(broken).__name__}: {broken}"


def main(calls: list[str]) -> None:
    """Runs everything in one mock: probes of one service see each other's resources."""
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    from moto import mock_aws

    with mock_aws():
        found = {name: look(probe) for name, (_, probe) in probes().items()}
        print(json.dumps({"probes": found, "calls": {call: known(call) for call in calls}}))


if __name__ == "__main__":
    # the probes import this module by its name: it must not be there twice, each with clients of its own
    sys.modules["plain_moto"] = sys.modules["__main__"]
    main(sys.argv[1:])
