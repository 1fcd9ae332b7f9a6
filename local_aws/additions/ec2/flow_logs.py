"""EC2 flow logs: the log group by its ARN, repeated creates."""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.flow_logs import FlowLogsBackend
from moto.ec2.responses.flow_logs import FlowLogs

from local_aws.attach import wrap
from local_aws.client_tokens import honour_client_token


def create_flow_logs(original: Callable[..., Any], self: Any, **options: Any) -> Any:
    """`LogDestination` may be the ARN of a log group, which moto takes for a group that does not exist.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
    """
    destination = options["log_destination"]
    if destination and options["log_destination_type"] in (None, "cloud-watch-logs"):
        options.update(log_group_name=destination.split(":log-group:", 1)[-1].removesuffix(":*"), log_destination=None)
    return original(self, **options)


def apply() -> None:
    wrap(FlowLogsBackend, "create_flow_logs", create_flow_logs)
    honour_client_token(FlowLogs, "ec2_backend", "create_flow_logs")
