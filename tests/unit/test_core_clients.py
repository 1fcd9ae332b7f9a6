"""The net under every session of the process, calls side by side, and what an answer means."""

import itertools
import threading
import time
from collections.abc import Iterator
from typing import Any

import boto3
import botocore.session
import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import clients
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import (
    PARALLEL,
    Aws,
    guard_every_session,
    in_parallel,
    is_read,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import Refused
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Stack
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import kind_of
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError, ParamValidationError

SYMBOL = "(known after apply: vpc main)"


@pytest.fixture(autouse=True)
def nothing_leaves(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Every request that would leave, answered with nothing."""
    sent: list[tuple[str, str]] = []

    def answer(self: Any, request: Any) -> AWSResponse:
        sent.append((request.method, request.url))
        return AWSResponse(request.url, 200, {}, Body())  # type: ignore[arg-type]

    class Body:
        def stream(self, **_: Any) -> list[bytes]:
            return [b"<Answer/>"]

    monkeypatch.setattr("botocore.httpsession.URLLib3Session.send", answer)
    monkeypatch.setattr(clients, "_SPARE", {})
    for name, value in {
        "AWS_ACCESS_KEY_ID": "A" * 20,
        "AWS_SECRET_ACCESS_KEY": "opens-nothing-anywhere",
        "AWS_DEFAULT_REGION": "ap-northeast-2",
    }.items():
        monkeypatch.setenv(name, value)
    make, default = botocore.session.Session.__init__, boto3.DEFAULT_SESSION
    yield sent
    botocore.session.Session.__init__, boto3.DEFAULT_SESSION = make, default


READS = [
    "DescribeVpcs",
    "ListKeys",
    "GetRole",
    "HeadBucket",
    "BatchGetImage",
    "AssumeRole",
    "FilterLogEvents",
    "SimulatePrincipalPolicy",
]
WRITES = [
    "CreateVpc",
    "ModifyVpcAttribute",
    "PutRolePolicy",
    "TagResource",
    "DeleteVpc",
    "RunTask",
    "AssociateRouteTable",
    "RestoreSecret",
]


@pytest.mark.parametrize("operation", READS)
def test_reads(operation: str) -> None:
    assert is_read(operation)


@pytest.mark.parametrize("operation", WRITES)
def test_writes(operation: str) -> None:
    assert not is_read(operation)


def test_check_mode_sends_no_write(nothing_leaves: list[Any]) -> None:
    aws = Aws("ap-northeast-2", True, "ec2")
    for call in (
        lambda: aws.create("create_vpc", CidrBlock="10.0.0.0/16"),
        lambda: aws.write("delete_vpc", VpcId="vpc-1"),
    ):
        with pytest.raises(Refused, match="Vpc would write, but this is check mode: nothing was sent"):
            call()
    assert nothing_leaves == []
    aws.read("describe_vpcs", "Vpcs")
    assert len(nothing_leaves) == 1


@pytest.mark.parametrize("check_mode", [True, False])
def test_a_symbol_never_leaves(nothing_leaves: list[Any], check_mode: bool) -> None:
    aws = Aws("ap-northeast-2", check_mode, "ec2")
    with pytest.raises(Refused, match="DescribeSubnets would send .known after apply: vpc main."):
        aws.read("describe_subnets", Filters=[{"Name": "vpc-id", "Values": [SYMBOL]}])
    with pytest.raises(Refused):
        aws.of("s3").read("head_bucket", Bucket=SYMBOL)
    assert nothing_leaves == []


def test_the_net_is_under_sessions_that_others_make(nothing_leaves: list[Any]) -> None:
    """Code of other collections that runs in our process makes its own sessions with boto3."""
    guard_every_session(True)
    for session in (boto3.session.Session(), boto3.session.Session(region_name="us-east-1")):
        with pytest.raises(Refused):
            session.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")
        with pytest.raises(Refused):
            session.resource("ec2").create_vpc(CidrBlock="10.0.0.0/16")
    with pytest.raises(Refused):
        boto3.session.Session().client("logs").describe_log_groups(logGroupNamePrefix=SYMBOL)
    assert nothing_leaves == []
    boto3.session.Session().client("ec2").describe_vpcs()
    assert len(nothing_leaves) == 1


def test_without_check_mode_writes_leave(nothing_leaves: list[Any]) -> None:
    guard_every_session(False)
    boto3.session.Session().client("ec2").delete_vpc(VpcId="vpc-1")
    assert len(nothing_leaves) == 1


def test_wrong_parameters_do_not_leave(nothing_leaves: list[Any]) -> None:
    with pytest.raises(ParamValidationError):
        Aws("ap-northeast-2", False, "ec2").write("delete_vpc", Vpc="vpc-1")
    assert nothing_leaves == []


def test_one_client_for_each_service_and_region() -> None:
    aws = Aws("ap-northeast-2", False, "ec2")
    assert aws.client() is aws.of("ec2").client()
    assert aws.client() is not aws.client(retries=False)
    assert aws.of("ec2", "us-east-1").client().meta.region_name == "us-east-1"
    assert aws.client(retries=False).meta.config.retries["total_max_attempts"] == 1


def answering(code: str, aws: Aws) -> Aws:
    """The client answers with an error."""

    def fail(**_: Any) -> None:
        raise ClientError({"Error": {"Code": code}}, "Anything")

    aws.client().meta.events.register("before-call.*.*", fail)
    return aws


@pytest.mark.parametrize(
    ("operation", "result", "expected"), [("get_role", "Role", None), ("list_role_policies", "PolicyNames", [])]
)
def test_a_read_may_find_nothing(operation: str, result: str, expected: Any) -> None:
    aws = answering("NoSuchEntity", Aws("us-east-1", False, "iam"))
    assert aws.read(operation, result, ("NoSuchEntity",), RoleName="x") == expected
    with pytest.raises(ClientError):
        aws.read(operation, result, (), RoleName="x")


def test_a_write_may_find_it_done() -> None:
    aws = answering("EntityAlreadyExists", Aws("us-east-1", False, "iam"))
    assert aws.write("delete_role", already=["EntityAlreadyExists"], RoleName="x") is None
    with pytest.raises(ClientError):
        aws.write("delete_role", RoleName="x")


def test_results_come_in_order() -> None:
    assert in_parallel(lambda number: (time.sleep(0.002 * (5 - number)), number)[1], range(5)) == [0, 1, 2, 3, 4]
    assert in_parallel(str, []) == []
    assert in_parallel(str, iter([7])) == ["7"]


def test_side_by_side_is_bounded() -> None:
    running, most, lock = itertools.count(), [0], threading.Lock()
    active = [0]

    def work(_: int) -> None:
        with lock:
            active[0] += 1
            most[0] = max(most[0], active[0])
        time.sleep(0.005)
        with lock:
            active[0] -= 1
        next(running)

    in_parallel(work, range(40))
    assert 1 < most[0] <= PARALLEL and next(running) == 40


def test_an_error_is_raised_when_all_have_ended() -> None:
    ended: list[int] = []

    def work(number: int) -> None:
        if number == 1:
            raise ValueError("the second")
        if number == 3:
            raise KeyError("the fourth")
        time.sleep(0.01)
        ended.append(number)

    with pytest.raises(ValueError, match="the second"):
        in_parallel(work, range(5))
    assert sorted(ended) == [0, 2, 4]


def test_nobody_waits_for_a_thread_on_the_way_out() -> None:
    daemons: list[bool] = []
    in_parallel(lambda _: daemons.append(threading.current_thread().daemon), range(3))
    assert daemons == [True] * 3


@pytest.mark.parametrize(
    ("kind", "resource"),
    [
        ("elbv2_load_balancer", "loadbalancer/app/odd/0a1b2c"),
        ("elbv2_target_group", "targetgroup/odd/0a1b2c"),
        ("wafv2_web_acl", "global/webacl/odd/0a1b2c"),
        ("wafv2_ip_set", "regional/ipset/odd/0a1b2c"),
        ("s3_bucket", "odd"),
        ("ecr_repository", "repository/odd"),
        ("cloudwatch_alarm", "alarm:odd"),
    ],
)
def test_what_lists_by_name_finds_the_name_in_an_arn(kind: str, resource: str) -> None:
    """Ours under a name that does not follow the stack's is known by the ARN that the index of tags has."""
    made = kind_of(kind)(Aws("us-east-1", True), Stack("knowledge", "us-east-1", "123456789012", {}))
    assert made.name_in_arn(f"arn:aws:{made.arn_service()}:us-east-1:123456789012:{resource}") == "odd"
