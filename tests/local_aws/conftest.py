"""A local AWS inside the test process; each test has an account of its own."""

import itertools
import threading
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from model import validate_answers

from local_aws import delays, server

REGION = "ap-northeast-2"
ACCOUNTS = itertools.count(200000000001)


class Account:
    """One AWS account: `account.client("rds")` is a boto3 client whose answers are compared with the model."""

    def __init__(self, endpoint: str, account_id: str) -> None:
        self.endpoint, self.id, self.region = endpoint, account_id, REGION
        root = boto3.client(
            "sts",
            endpoint_url=endpoint,
            region_name=REGION,
            aws_access_key_id="A" * 20,
            aws_secret_access_key="local-secret-key",
        )
        role = f"arn:aws:iam::{account_id}:role/tests"
        credentials = root.assume_role(RoleArn=role, RoleSessionName="tests")["Credentials"]
        self.credentials = {
            "aws_access_key_id": credentials["AccessKeyId"],
            "aws_secret_access_key": credentials["SecretAccessKey"],
            "aws_session_token": credentials["SessionToken"],
        }

    def client(self, service: str, region: str = REGION, validate: bool = True) -> Any:
        """A client of `service`; `validate=False` where moto's own answers are not those of the model."""
        config = Config(retries={"max_attempts": 1, "mode": "standard"})
        client = boto3.client(
            service, endpoint_url=self.endpoint, region_name=region, config=config, **self.credentials
        )
        if validate:
            validate_answers(client)
        return client


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """URL of a local AWS that serves from a thread of this process."""
    listening = server.make(0)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.port}"
    listening.shutdown()
    thread.join()


@pytest.fixture
def account(endpoint: str) -> Account:
    """A fresh, empty account."""
    return Account(endpoint, str(next(ACCOUNTS)))


@pytest.fixture
def slow() -> Iterator[Callable[[str], None]]:
    """`slow("rds=60")` holds changes until `slow("rds=0")`; every delay is 0 again after the test."""
    yield delays.configure
    delays.configure(",".join(f"{kind}=0" for kind in delays.KINDS))
