"""IAM: service-linked roles, AWS's own policies where they are needed, updates that keep what is not given."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend
from moto.iam.responses import IamResponse

from local_aws.attach import attach, wrap
from local_aws.errors import AwsError

# The services of this stack.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
SERVICE_LINKED_ROLES = {
    "ecs.amazonaws.com": "AWSServiceRoleForECS",
    "ecs.application-autoscaling.amazonaws.com": "AWSServiceRoleForApplicationAutoScaling_ECSService",
    "elasticache.amazonaws.com": "AWSServiceRoleForElastiCache",
    "elasticloadbalancing.amazonaws.com": "AWSServiceRoleForElasticLoadBalancing",
    "opensearchservice.amazonaws.com": "AWSServiceRoleForAmazonOpenSearchService",
    "rds.amazonaws.com": "AWSServiceRoleForRDS",
    "vpcorigin.cloudfront.amazonaws.com": "AWSServiceRoleForCloudFrontVPCOrigin",
    "wafv2.amazonaws.com": "AWSServiceRoleForWAFV2Logging",
}


def create_service_linked_role(
    original: Callable[..., Any], self: Any, service_name: str, description: str | None, suffix: str | None
) -> Any:
    """Names the role as AWS does and refuses a second one as AWS does; moto has other names and another error.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html (InvalidInput)
    """
    name = SERVICE_LINKED_ROLES.get(service_name)
    if name is None:
        return original(self, service_name, description, suffix)
    name = f"{name}_{suffix}" if suffix else name
    if any(role.name == name for role in self.get_roles()):
        raise AwsError(
            "InvalidInput", f"Service role name {name} has been taken in this account, please try a different suffix."
        )
    role = original(self, service_name, description, suffix)
    role.name = name
    return role


def delete_role(original: Callable[..., Any], self: Any) -> ActionResult:
    """A service-linked role is deleted by DeleteServiceLinkedRole only.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html (UnmodifiableEntity)
    """
    role = self.backend.get_role(self._get_param("RoleName"))
    if role.path.startswith("/aws-service-role/"):
        message = (
            f"Cannot perform the operation on the protected role '{role.name}' - this role is only modifiable by AWS"
        )
        raise AwsError("UnmodifiableEntity", message)
    return original(self)


def update_role(self: Any) -> ActionResult:
    """What is not given is kept; moto wipes the description and resets the session duration.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
    """
    role = self.backend.get_role(self._get_param("RoleName"))
    description, duration = self._get_param("Description"), self._get_param("MaxSessionDuration")
    if description is not None:
        role.description = description
    if duration is not None:
        role.max_session_duration = duration
    return ActionResult({})


@cache
def aws_policies() -> dict[str, tuple[str, dict[str, Any]]]:
    """Name and data of AWS's own policies by the path and name in their ARN; read once, when the first is asked for."""
    return {f"{data['Path']}{name}": (name, data) for name, data in json.loads(aws_managed_policies_data).items()}


def with_aws_policy(original: Callable[..., Any], self: Any, policy_arn: str, *arguments: Any, **options: Any) -> Any:
    """AWS's own policies are there when a role gets them; moto has none of them, or all 1,400 in every list.

    https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
    """
    path = policy_arn.partition(":iam::aws:policy")[2]
    if path in aws_policies() and policy_arn not in self.managed_policies:
        name, data = aws_policies()[path]
        self.managed_policies[policy_arn] = AWSManagedPolicy.from_data(name, self.account_id, self.region_name, data)
    return original(self, policy_arn, *arguments, **options)


def apply() -> None:
    wrap(IAMBackend, "create_service_linked_role", create_service_linked_role)
    wrap(IamResponse, "delete_role", delete_role)
    attach(IamResponse, update_role)
    wrap(IAMBackend, "attach_role_policy", with_aws_policy)
