"""Route tables, VPC endpoints and flow logs."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import IN_VPC, Ec2


class FlowLog(Ec2):
    """Record of a VPC's traffic. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html"""

    name, noun, resource_type = "ec2_flow_log", "flow log", "vpc-flow-log"
    scope_fields = IN_VPC
    id_path = "FlowLogId"
    natural_key = ("log_group",)
    # a role made just now cannot be assumed everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameter", "InvalidParameterValue"))
    fields = {
        "log_group": Field(
            "str", "Name of the log group it writes to. Cannot be changed.", api="LogGroupName", required=True
        ),
        "role": Field(
            "str", "ARN of the role that writes. Cannot be changed.", api="DeliverLogsPermissionArn", required=True
        ),
        "traffic": Field(
            "str",
            "What is recorded. Cannot be changed.",
            api="TrafficType",
            choices=("ALL", "ACCEPT", "REJECT"),
            default="ALL",
        ),
        "interval": Field(
            "int",
            "Seconds that are summed up. Cannot be changed.",
            api="MaxAggregationInterval",
            choices=(60, 600),
            default=600,
        ),
    }
    example = (
        "- knowledge.aws.ec2_flow_log:\n    vpc: vpc-0a1b2c3d\n    config:\n"
        "      - {key: flow, log_group: /vpc/knowledge-production, role: 'arn:aws:iam::123456789012:role/knowledge-production-flow-logs'}\n"
    )

    def find(self, query: Query) -> list[Any]:
        """All flow logs of the VPC."""
        return self.aws.read("describe_flow_logs", "FlowLogs", Filter=self.in_vpc("resource-id"))

    def create(self, want: Wanted) -> None:
        """CreateFlowLogs; it reports errors in its answer, too."""
        answer = self.aws.create(
            "create_flow_logs",
            ResourceIds=[self.scope["vpc"]],
            ResourceType="VPC",
            TrafficType=want["traffic"],
            LogDestinationType="cloud-watch-logs",
            LogGroupName=want["log_group"],
            DeliverLogsPermissionArn=want["role"],
            MaxAggregationInterval=want["interval"],
            ClientToken=want.token,
            **self.tagged(want),
        )
        self.raise_unsuccessful(answer)

    def raise_unsuccessful(self, answer: dict[str, Any]) -> None:
        """The first error of an answer that lists what did not work."""
        for failure in answer.get("Unsuccessful") or []:
            error = failure.get("Error", {})
            raise self.aws.client().exceptions.ClientError({"Error": error}, "CreateFlowLogs")

    def delete(self, have: Resource) -> None:
        """DeleteFlowLogs."""
        self.aws.write("delete_flow_logs", FlowLogIds=[have.id])
