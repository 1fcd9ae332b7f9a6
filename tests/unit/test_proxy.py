"""The proxy records what reaches AWS and breaks exactly the calls that it is told to."""

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, HTTPClientError
from moto.server import ThreadedMotoServer

from tests.support.cloud import client, fresh_account
from tests.support.proxy import Call, RecordingProxy

LOST = (ConnectionClosedError, EndpointConnectionError, HTTPClientError)


@pytest.fixture(scope="module")
def moto_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def proxy(moto_endpoint: str) -> Iterator[RecordingProxy]:
    with RecordingProxy(moto_endpoint) as running:
        yield running


@pytest.fixture
def env(moto_endpoint: str) -> dict[str, str]:
    """An account whose calls do not go through the proxy, to read back what is there."""
    return fresh_account(moto_endpoint)


@pytest.fixture
def through(proxy: RecordingProxy, env: dict[str, str]) -> Callable[..., Any]:
    """`through("ec2", attempts=5)` is a client whose calls go through the proxy;
    without `attempts` it does not retry.
    """

    def make(service: str, attempts: int = 1) -> Any:
        config = Config(retries={"total_max_attempts": attempts, "mode": "standard"})
        credentials = {
            "aws_access_key_id": env["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": env["AWS_SECRET_ACCESS_KEY"],
        }
        token = env["AWS_SESSION_TOKEN"]
        return boto3.client(
            service,
            endpoint_url=proxy.url,
            region_name="eu-west-1",
            aws_session_token=token,
            config=config,
            **credentials,
        )

    return make


def vpcs(env: dict[str, str]) -> int:
    """VPCs that the account really has, the default one not counted."""
    return len(
        client("ec2", env, "eu-west-1").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["false"]}])["Vpcs"]
    )


def test_calls_are_recorded_with_who_where_and_how_it_ended(proxy, through, env):
    ec2 = through("ec2")
    ec2.describe_vpcs()
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    with pytest.raises(ClientError):
        ec2.delete_vpc(VpcId="vpc-unknown")
    read, created, failed = proxy.calls
    assert read == Call("ec2", "DescribeVpcs", False, env["AWS_ACCESS_KEY_ID"], "eu-west-1", 1, None, status=200)
    assert created == Call("ec2", "CreateVpc", True, env["AWS_ACCESS_KEY_ID"], "eu-west-1", 2, 1, status=200)
    assert (failed.operation, failed.status) == ("DeleteVpc", 400)
    assert proxy.writes == [created, failed]
    assert str(created) == "ec2.CreateVpc"


def test_calls_of_a_rest_service_pass_unharmed(proxy, through, env):
    s3 = through("s3")
    s3.create_bucket(Bucket="a-bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_bucket_policy(Bucket="a-bucket", Policy='{"Version": "2012-10-17", "Statement": []}')
    content = bytes(range(256)) * 4000
    s3.put_object(Bucket="a-bucket", Key="a/b c", Body=content)
    assert s3.get_object(Bucket="a-bucket", Key="a/b c")["Body"].read() == content
    assert s3.head_object(Bucket="a-bucket", Key="a/b c")["ContentLength"] == len(content)
    s3.delete_object(Bucket="a-bucket", Key="a/b c")
    names = [(call.operation, call.write) for call in proxy.calls]
    writes = {"CreateBucket", "PutBucketPolicy", "PutObject", "DeleteObject"}
    assert names == [
        (name, name in writes)
        for name in ("CreateBucket", "PutBucketPolicy", "PutObject", "GetObject", "HeadObject", "DeleteObject")
    ]


def test_a_chunked_body_passes_with_its_framing(proxy, through):
    s3 = through("s3")
    s3.create_bucket(Bucket="chunks", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "chunks", "Key": "k"})
    # boto3 never sends one over plain HTTP
    connection = http.client.HTTPConnection(proxy.url.removeprefix("http://"))
    connection.request(
        "PUT",
        url.removeprefix(proxy.url),
        iter([b"first ", b"second"]),
        {"Transfer-Encoding": "chunked"},
        encode_chunked=True,
    )
    assert connection.getresponse().status == 200
    connection.close()
    assert s3.get_object(Bucket="chunks", Key="k")["Body"].read() == b"first second"


@pytest.mark.parametrize("framing", [b"Content-Length: 99\r\n\r\nAct", b"Transfer-Encoding: chunked\r\n\r\n63\r\nAct"])
def test_half_a_call_is_none(proxy: RecordingProxy, framing: bytes) -> None:
    with socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2]))) as caller:
        caller.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\n" + framing)
        caller.shutdown(socket.SHUT_WR)
        assert caller.recv(99) == b""
    assert proxy.calls == []


def test_headers_pass_unchanged():
    request = b"GET /a?b=%2F HTTP/1.1\r\nHost: bucket.s3.amazonaws.com\r\nX-Twice: 1\r\nX-Twice: 2\r\n\r\n"
    with (
        socket.create_server(("127.0.0.1", 0)) as aws,
        RecordingProxy(f"http://127.0.0.1:{aws.getsockname()[1]}") as proxy,
    ):
        with socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2]))) as caller:
            caller.sendall(request)
            arrived, _ = aws.accept()
            with arrived:
                assert arrived.recv(65536) == request
                arrived.sendall(b"HTTP/1.1 200 OK\r\nX-Twice: 3\r\nX-Twice: 4\r\nContent-Length: 2\r\n\r\nok")
            answer = http.client.HTTPResponse(caller)
            answer.begin()
            assert answer.getheaders() == [("X-Twice", "3"), ("X-Twice", "4"), ("Content-Length", "2")]
            assert answer.read() == b"ok"


def test_a_lost_answer_is_executed_and_only_that_one(proxy, through, env):
    proxy.lose_answer(2)
    ec2 = through("ec2")
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    with pytest.raises(LOST):
        ec2.create_vpc(CidrBlock="10.1.0.0/16")
    ec2.create_vpc(CidrBlock="10.2.0.0/16")
    assert vpcs(env) == 3
    assert [(call.status, call.fault) for call in proxy.writes] == [(200, None), (200, "lost"), (200, None)]


def test_a_retry_after_a_lost_answer_makes_a_second_one(proxy, through, env):
    proxy.lose_answer(1)
    through("ec2", attempts=3).create_vpc(CidrBlock="10.0.0.0/16")
    assert vpcs(env) == 2


def test_a_refused_call_never_reaches_aws(proxy, through, env):
    proxy.refuse(2)
    ec2 = through("ec2")
    ec2.describe_vpcs()
    with pytest.raises(LOST):
        ec2.create_vpc(CidrBlock="10.0.0.0/16")
    assert vpcs(env) == 0
    assert [(call.status, call.fault) for call in proxy.calls] == [(200, None), (None, "refused")]


@pytest.mark.parametrize(
    ("service", "method", "arguments", "code"),
    [
        ("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"}, "RequestLimitExceeded"),
        ("iam", "create_group", {"GroupName": "g"}, "Throttling"),
        ("logs", "create_log_group", {"logGroupName": "g"}, "ThrottlingException"),
        (
            "s3",
            "create_bucket",
            {"Bucket": "slow-down", "CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}},
            "SlowDown",
        ),
        ("cloudfront", "list_distributions", {}, "Throttling"),
        ("opensearch", "list_domain_names", {}, "ThrottlingException"),
    ],
)
def test_an_error_is_said_in_the_protocol_of_the_service(proxy, through, service, method, arguments, code):
    calling = through(service)
    operation = calling.meta.method_to_api_mapping[method]
    proxy.throttle(operation, times=2, code=code)
    for _ in range(2):
        with pytest.raises(ClientError) as raised:
            getattr(calling, method)(**arguments)
        assert raised.value.response["Error"]["Code"] == code
    getattr(calling, method)(**arguments)
    assert [call.fault for call in proxy.calls] == ["failed", "failed", None]


def test_retries_outlast_throttling_and_server_errors(proxy, through, env):
    proxy.throttle("ec2.CreateVpc", code="RequestLimitExceeded")
    proxy.fail("CreateVpc", status=503, code="ServiceUnavailable")
    through("ec2", attempts=5).create_vpc(CidrBlock="10.0.0.0/16")
    assert vpcs(env) == 1
    assert [call.status for call in proxy.writes] == [400, 503, 200]


def test_a_callback_sees_the_nth_write_when_it_is_executed(proxy, through, env):
    seen = []
    proxy.at_write(2, lambda call: seen.append((call.operation, vpcs(env))))
    ec2 = through("ec2")
    for number in range(3):
        ec2.describe_vpcs()
        ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16")
    assert seen == [("CreateVpc", 2)]


def test_calls_side_by_side_are_numbered_without_gaps(proxy, through, env):
    ec2 = through("ec2")
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16"), range(40)))
    assert [call.write_number for call in proxy.writes] == list(range(1, 41))
    assert vpcs(env) == 40


def test_clear_forgets_calls_and_faults_and_begins_to_count_anew(proxy, through):
    ec2 = through("ec2")
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    proxy.lose_answer(1)
    proxy.clear()
    ec2.create_vpc(CidrBlock="10.1.0.0/16")
    assert [(call.number, call.write_number, call.fault) for call in proxy.calls] == [(1, 1, None)]


def test_a_log_has_a_line_for_each_call_that_is_over(moto_endpoint, env, tmp_path):
    log = tmp_path / "calls.jsonl"
    with RecordingProxy(moto_endpoint, log) as logging:
        client("ec2", {**env, "AWS_ENDPOINT_URL": logging.url}).describe_vpcs()
    logged = [json.loads(line) for line in log.read_text().splitlines()]
    assert logged == [asdict(call) for call in logging.calls]
    assert [(call["operation"], call["status"]) for call in logged] == [("DescribeVpcs", 200)]


def test_the_line_is_there_when_the_caller_goes_on(
    moto_endpoint: str, env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who empties the log after a call of his own must not find it there later."""
    write = RecordingProxy.over
    monkeypatch.setattr(RecordingProxy, "over", lambda proxy, call: (time.sleep(0.2), write(proxy, call))[1])
    log = tmp_path / "calls.jsonl"
    with RecordingProxy(moto_endpoint, log) as logging:
        client("ec2", {**env, "AWS_ENDPOINT_URL": logging.url}).describe_vpcs()
        assert len(log.read_text().splitlines()) == 1


def test_an_endpoint_that_is_down_leaves_a_call_without_status():
    with RecordingProxy("http://127.0.0.1:1") as proxy:
        ec2 = boto3.client(
            "ec2",
            endpoint_url=proxy.url,
            region_name="eu-west-1",
            aws_access_key_id="LOCALCLOUDACCESSKEY0",
            aws_secret_access_key="local-cloud-key-that-opens-nothing-elsewhere",
            config=Config(retries={"total_max_attempts": 1}),
        )
        with pytest.raises(LOST):
            ec2.describe_vpcs()
        assert [call.status for call in proxy.calls] == [None]


def test_every_nth_call_is_throttled_and_a_client_that_retries_does_not_mind(
    proxy: RecordingProxy, through: Callable[..., Any]
) -> None:
    proxy.throttle_every(2)
    codes = {"ec2": "RequestLimitExceeded", "s3": "SlowDown", "kms": "ThrottlingException"}
    asked = {"ec2": "describe_vpcs", "s3": "list_buckets", "kms": "list_keys"}
    for service, code in codes.items():
        getattr(through(service), asked[service])()
        with pytest.raises(ClientError) as throttled:
            getattr(through(service), asked[service])()
        assert throttled.value.response["Error"]["Code"] == code
    before = len(proxy.calls)
    patient = through("kms", attempts=3)
    for _ in range(3):
        patient.list_keys()
    assert len(proxy.calls) - before == 5
    assert [call.fault for call in proxy.calls].count("failed") == len(proxy.calls) // 2
    with pytest.raises(ClientError, match="503"):
        through("s3").head_bucket(Bucket="b")
