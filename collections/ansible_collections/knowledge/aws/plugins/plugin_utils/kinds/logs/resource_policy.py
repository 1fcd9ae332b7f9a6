# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Resource policies of CloudWatch Logs."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES


class ResourcePolicy(Kind):
    """Which services of AWS may write to log groups.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
    """

    name, noun, service = "logs_resource_policy", "log resource policy", "logs"
    codes = CODES
    id_path, name_path = "policyName", "policyName"
    taggable = False
    fields = {
        "policy_document": Field(
            "dict",
            "The policy. An account has ten in a region.",
            required=True,
            norm=as_document,
            same=same_policy,
            setter="put",
        )
    }
    example = """\
- knowledge.aws.logs_resource_policy:
    config:
      - key: opensearch
        policy_document:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {Service: es.amazonaws.com}
              Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"]
              Resource: "arn:aws:logs:ap-northeast-2:123456789012:log-group:/aws/opensearch/*"
"""

    def find(self, query: Query) -> list[Any]:
        """All policies of the region."""
        return self.aws.read("describe_resource_policies", "resourcePolicies")

    def create(self, want: Wanted) -> None:
        """PutResourcePolicy: repeated, it does the same again."""
        self.aws.create("put_resource_policy", **self._request(want))

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutResourcePolicy."""
        self.aws.write("put_resource_policy", **self._request(want))

    @staticmethod
    def _request(want: Wanted) -> dict[str, str]:
        return {"policyName": want.name, "policyDocument": json.dumps(want["policy_document"])}

    def delete(self, have: Resource) -> None:
        """DeleteResourcePolicy."""
        self.aws.write("delete_resource_policy", policyName=have.id)
