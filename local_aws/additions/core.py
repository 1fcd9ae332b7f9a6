"""Every service: what holds for all calls."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from local_aws.attach import wrap
from local_aws.errors import AwsError


def call_action(original: Callable[..., Any], self: BaseResponse) -> Any:
    """An action that is not there is a client error, not an HTML page with status 500 that botocore repeats.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/CommonErrors.html (InvalidAction)
    """
    try:
        return original(self)
    except NotImplementedError as missing:
        status, headers, body = self.serialized(ActionResult(AwsError("InvalidAction", str(missing))))
        return status, {**headers, "status": str(status)}, body


def apply() -> None:
    wrap(BaseResponse, "call_action", call_action)
