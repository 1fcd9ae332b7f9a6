# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Flow logs."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from ...core.fields import Field
from ...core.kind import Codes, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import IN_VPC, VPC_EXAMPLE, Ec2


class FlowLog(Ec2):
    """Record of a VPC's traffic. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html"""

    name, noun, resource_type = "ec2_flow_log", "flow log", "vpc-flow-log"
    scope_fields = IN_VPC
    id_path = "FlowLogId"
    natural_key = ("log_group_name",)
    # a role made just now cannot be assumed everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameter", "InvalidParameterValue"))
    fields = {
        "log_group_name": Field("str", "Name of the log group it writes to. Cannot be changed.", required=True),
        "deliver_logs_permission_arn": Field("str", "ARN of the role that writes. Cannot be changed.", required=True),
        "traffic_type": Field(
            "str",
            "What is recorded. Cannot be changed.",
            choices=("ALL", "ACCEPT", "REJECT"),
            default="ALL",
        ),
    }
    example = f"""\
{VPC_EXAMPLE}- name: Log group
  knowledge.aws.logs_group:
    config:
      - {{key: flow, name: /vpc/flow, retention_in_days: 30}}

- name: Role that writes
  knowledge.aws.iam_role:
    config:
      - key: flow-logs
        description: Lets VPC flow logs write to their log group
        assume_role_policy_document:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {{Service: vpc-flow-logs.amazonaws.com}}
              Action: sts:AssumeRole
        policies:
          write:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
                Resource: "*"
  register: iam_roles

- name: Flow log
  knowledge.aws.ec2_flow_log:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - key: flow
        log_group_name: /vpc/flow
        deliver_logs_permission_arn: "{{{{ iam_roles.arns['flow-logs'] }}}}"
"""

    def find(self, query: Query) -> list[Any]:
        """All flow logs of the VPC."""
        return self.aws.read("describe_flow_logs", "FlowLogs", Filter=self.in_vpc("resource-id"))

    def create(self, want: Wanted) -> None:
        """CreateFlowLogs; it reports errors in its answer, too."""
        answer = self.aws.create(
            "create_flow_logs",
            ResourceIds=[self.scope["vpc_id"]],
            ResourceType="VPC",
            LogDestinationType="cloud-watch-logs",
            ClientToken=want.token,
            **self.request("create_flow_logs", want),
            **self.tagged(want),
        )
        for failure in answer.get("Unsuccessful") or []:
            raise ClientError({"Error": failure.get("Error", {})}, "CreateFlowLogs")

    def delete(self, have: Resource) -> None:
        """DeleteFlowLogs."""
        self.aws.write("delete_flow_logs", FlowLogIds=[have.id])
