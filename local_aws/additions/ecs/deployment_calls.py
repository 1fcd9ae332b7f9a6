"""Calls about service deployments and revisions; moto has none of them."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse

from local_aws.additions.ecs.deployments import Record, fail
from local_aws.additions.ecs.scheduler import schedule
from local_aws.attach import attach


def records(self: EC2ContainerServiceResponse) -> dict[str, tuple[Service, Record]]:
    """Every deployment of every service of the account and region, by its ARN."""
    return {record.service_deployment_arn: (service, record) for service in self.ecs_backend.services.values() for record in service.records}


def list_service_deployments(self: EC2ContainerServiceResponse) -> ActionResult:
    """Deployments of one service, newest first.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServiceDeployments.html
    """
    service = self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("service"))
    statuses = self._get_param("status") or []
    found = [record for record in service.records if not statuses or record.status in statuses]
    return ActionResult({"serviceDeployments": found})


def describe_service_deployments(self: EC2ContainerServiceResponse) -> ActionResult:
    """Deployments by ARN, with circuit breaker, alarms and roll-back.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceDeployments.html
    """
    arns, known = self._get_param("serviceDeploymentArns"), records(self)
    failures = [{"arn": arn, "reason": "MISSING"} for arn in arns if arn not in known]
    return ActionResult({"serviceDeployments": [known[arn][1] for arn in arns if arn in known], "failures": failures})


def describe_service_revisions(self: EC2ContainerServiceResponse) -> ActionResult:
    """What a deployment rolls out, by the ARN of the revision.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceRevisions.html
    """
    arns = self._get_param("serviceRevisionArns")
    known: dict[str, Any] = {}
    for service in self.ecs_backend.services.values():
        known |= service.revisions
    failures = [{"arn": arn, "reason": "MISSING"} for arn in arns if arn not in known]
    return ActionResult({"serviceRevisions": [known[arn] for arn in arns if arn in known], "failures": failures})


def stop_service_deployment(self: EC2ContainerServiceResponse) -> ActionResult:
    """Ends a deployment in progress: rolls back to the last completed one, or with ABORT leaves everything as it is.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html
    """
    arn = self._get_param("serviceDeploymentArn")
    service, record = records(self).get(arn, (None, None))
    if service is None or record is None:
        raise ECSException("ServiceDeploymentNotFoundException", "The service deployment was not found.")
    if record.status != "IN_PROGRESS":
        raise InvalidParameterException("Only a service deployment that is in progress can be stopped.")
    fail(service, record.deployment, "ECS deployment stopped", "requested by a user.", self._get_param("stopType", "ROLLBACK") == "ROLLBACK")
    schedule(service)
    return ActionResult({"serviceDeploymentArn": arn})


def apply() -> None:
    attach(EC2ContainerServiceResponse, list_service_deployments, describe_service_deployments, describe_service_revisions, stop_service_deployment)
