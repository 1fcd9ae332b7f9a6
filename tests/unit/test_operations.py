"""Every request of boto3 is named as the operation that boto3 was asked for."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.model import Shape
from botocore.session import get_session

from tests.support.operations import Identity, Request, identity, is_write, operation

# One service of each protocol, and all REST services of this project,
# whose operations are named by method and path only.
SERVICES = ["cloudfront", "cloudwatch", "ec2", "elbv2", "kms", "opensearch", "resourcegroupstaggingapi", "s3"]
# The same request with another answer; nothing tells them apart.
ALIKE = {
    "ListDirectoryBuckets": "ListBuckets",
    "GetBucketLifecycle": "GetBucketLifecycleConfiguration",
    "PutBucketLifecycle": "PutBucketLifecycleConfiguration",
}
ALIKE |= {
    "GetBucketNotification": "GetBucketNotificationConfiguration",
    "PutBucketNotification": "PutBucketNotificationConfiguration",
}
SCALARS = {
    "integer": 1,
    "long": 1,
    "float": 1.0,
    "double": 1.0,
    "boolean": True,
    "timestamp": "2026-01-01T00:00:00Z",
    "blob": b"content Action=Nothing",
}


class Sent(Exception):
    """Raised instead of sending."""


def example(shape: Shape) -> Any:
    """The smallest value of a shape that botocore can send."""
    if shape.type_name == "structure":
        return {name: example(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [example(shape.member)]
    if shape.type_name == "map":
        return {"a": example(shape.value)}
    if shape.type_name == "string":
        return shape.enum[0] if shape.enum else "a" * max(8, shape.metadata.get("min", 0))
    return SCALARS[shape.type_name]


def requests(service: str) -> Iterator[tuple[str, Request]]:
    """Each operation of a service with the request that boto3 makes of it."""
    client = boto3.client(
        service,
        endpoint_url="http://127.0.0.1:1",
        region_name="ap-northeast-2",
        aws_access_key_id="LOCALCLOUDACCESSKEY0",
        aws_secret_access_key="local-cloud-key-that-opens-nothing-elsewhere",
        config=Config(inject_host_prefix=False, disable_request_compression=True, parameter_validation=False),
    )
    taken: list[Request] = []

    def take(request: Any, **_: Any) -> None:
        headers = {
            name.lower(): value.decode() if isinstance(value, bytes) else value
            for name, value in request.headers.items()
        }
        body = request.body.read() if hasattr(request.body, "read") else request.body or b""
        target = request.url.removeprefix("http://127.0.0.1:1")
        taken.append(Request(request.method, target, headers, body.encode() if isinstance(body, str) else body))
        raise Sent

    client.meta.events.register("before-send", take)
    for method, name in client.meta.method_to_api_mapping.items():
        shape = client.meta.service_model.operation_model(name).input_shape
        with pytest.raises(Sent):
            getattr(client, method)(**example(shape) if shape else {})
        yield name, taken.pop()


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_has_its_name_and_identity(service: str) -> None:
    wrong = []
    count = 0
    for name, request in requests(service):
        count += 1
        who = identity(request)
        assert who.service == service and who.access_key == "LOCALCLOUDACCESSKEY0"
        if (found := operation(request, service)) != ALIKE.get(name, name):
            wrong.append((name, found, request.method, request.target))
    assert wrong == []
    assert count == len(get_session().get_service_model(service).operation_names)


@pytest.mark.parametrize(
    ("service", "name", "write"),
    [
        ("ec2", "DescribeVpcs", False),
        ("ec2", "CreateVpc", True),
        ("ec2", "GetPasswordData", False),
        ("s3", "HeadBucket", False),
        ("s3", "PutBucketPolicy", True),
        ("kms", "GenerateDataKey", True),
        ("wafv2", "CheckCapacity", False),
        ("license-manager", "CheckoutLicense", True),
        ("sts", "AssumeRole", False),
        ("sts", "GetCallerIdentity", False),
        ("iam", "SimulatePrincipalPolicy", False),
        ("ecr", "BatchGetImage", False),
        ("ecr", "BatchDeleteImage", True),
        ("", "POST /unknown", True),
    ],
)
def test_a_name_says_whether_it_writes(service: str, name: str, write: bool) -> None:
    assert is_write(service, name) is write


def test_an_unsigned_request_has_no_identity() -> None:
    request = Request("GET", "/somewhere?list", {})
    assert identity(request) == Identity()
    assert operation(request, "") == "GET /somewhere"


def test_a_presigned_url_is_signed_in_its_query() -> None:
    request = Request("GET", "/bucket/key?X-Amz-Credential=ALOCALKEY%2F20260101%2Fus-east-1%2Fs3%2Faws4_request", {})
    assert identity(request) == Identity("ALOCALKEY", "us-east-1", "s3")
    assert operation(request, "s3") == "GetObject"


def test_a_cbor_request_names_its_operation_in_the_path() -> None:
    request = Request(
        "POST", "/service/GraniteServiceVersion20100801/operation/PutMetricAlarm", {"smithy-protocol": "rpc-v2-cbor"}
    )
    assert operation(request, "cloudwatch") == "PutMetricAlarm"
