"""The entry: command line, delays, accounts, calls that are not there."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from model import assert_matches_model

from local_aws import delays
from local_aws.additions import apply_all
from local_aws.attach import wrap


def test_every_module_of_the_folder_is_applied():
    assert {"core"} <= set(apply_all())


def test_delays_are_read_from_text():
    assert delays.parse("nat=10, rds=2.5") == {"nat": 10.0, "rds": 2.5}
    assert delays.parse("") == {}


@pytest.mark.parametrize("text", ["database=3", "rds", "rds=soon", "rds=-1", "rds=inf", "rds=nan"])
def test_wrong_delays_are_refused_by_name(text):
    with pytest.raises(ValueError, match=text.split("=")[0]):
        delays.parse(text)


def test_a_clock_runs_as_long_as_told(slow):
    slow("nat=60")
    clock = delays.Clock("nat", "creating")
    assert clock.running == "creating" and not clock.finished("creating")
    slow("nat=0")
    assert clock.running is None and clock.finished("creating")
    slow("nat=60")
    assert clock.running is None
    clock.start("deleting")
    assert clock.running == "deleting"


def test_delays_are_changed_over_http(endpoint, slow):
    with urllib.request.urlopen(f"{endpoint}/local-aws/delays", data=b"rds=3") as answer:
        assert b'"rds": 3.0' in answer.read()
    assert delays.seconds("rds") == 3
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{endpoint}/local-aws/delays", data=b"database=3")
    assert error.value.code == 400 and b"'database'" in error.value.read()


def test_accounts_are_separate(account, endpoint):
    account.client("ec2").create_vpc(
        CidrBlock="10.0.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "mine"}]}]
    )
    other = type(account)(endpoint, "299999999999")
    assert other.client("sts").get_caller_identity()["Account"] == "299999999999"
    assert other.client("ec2").describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["mine"]}])["Vpcs"] == []


def test_a_caller_that_dies_in_the_middle_of_a_call_holds_up_nobody(account, endpoint):
    who = f"AWS4-HMAC-SHA256 Credential={account.credentials['aws_access_key_id']}/20260101/eu-west-1/sts/aws4_request"
    headers = {"Host": "localhost", "Authorization": who, "Content-Type": "application/x-www-form-urlencoded"}
    lines = ["POST / HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "Content-Length: 99"]
    with socket.create_connection(("127.0.0.1", int(endpoint.rpartition(":")[2]))) as caller:
        caller.sendall("\r\n".join([*lines, "", "Action=Get"]).encode())
        time.sleep(0.2)
        config = Config(read_timeout=5, retries={"total_max_attempts": 1})
        sts = boto3.client("sts", endpoint_url=endpoint, region_name="eu-west-1", config=config, **account.credentials)
        assert sts.get_caller_identity()["Account"] == account.id


def test_a_missing_action_is_a_client_error(account):
    with pytest.raises(ClientError, match="InvalidAction"):
        account.client("ec2").describe_client_vpn_endpoints()


def test_wrapping_what_moto_does_not_have_fails():
    with pytest.raises(AttributeError):
        wrap(dict, "no_such_method", lambda original: original())


def test_the_model_comparison_finds_each_kind_of_difference():
    assert_matches_model("ec2", "DescribeVpcs", {"Vpcs": [{"VpcId": "vpc-1"}]})
    with pytest.raises(AssertionError, match="VpcName: not in the model"):
        assert_matches_model("ec2", "DescribeVpcs", {"Vpcs": [{"VpcName": "vpc-1"}]})
    with pytest.raises(AssertionError, match="is no string"):
        assert_matches_model("ec2", "DescribeVpcs", {"Vpcs": [{"VpcId": 1}]})
    with pytest.raises(AssertionError, match="required, but missing"):
        assert_matches_model("opensearch", "DescribeDomain", {})


@pytest.mark.parametrize(
    ("options", "message"),
    [(["--delays", "database=3"], "unknown kind 'database'"), (["--port", "x"], "invalid int value")],
)
def test_a_wrong_command_line_ends_with_status_2(options, message):
    ended = subprocess.run([sys.executable, "-m", "local_aws", *options], capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and message in ended.stderr


def test_a_taken_port_is_one_clear_line(endpoint):
    port = endpoint.rsplit(":", 1)[1]
    ended = subprocess.run(
        [sys.executable, "-m", "local_aws", "--port", port], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"cannot listen on 127.0.0.1:{port}:")
    assert "Traceback" not in ended.stderr
