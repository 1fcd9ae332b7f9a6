"""Application Auto Scaling: tags of targets, policies found by name and changed in place, what goes with a target."""

from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.applicationautoscaling.models import (
    ApplicationAutoscalingBackend,
    FakeApplicationAutoscalingPolicy,
    FakeScalableTarget,
)
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, EmptyResult
from moto.utilities.tagging_service import TaggingService

from local_aws.attach import attach, wrap

Original = Callable[..., Any]

NOT_SUSPENDED = {
    "DynamicScalingInSuspended": False,
    "DynamicScalingOutSuspended": False,
    "ScheduledScalingSuspended": False,
}
SERVICE_LINKED_ROLES = {
    "ecs": "ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService"
}


def no_object(kind: str, namespace: str, resource: str, dimension: str | None) -> JsonRESTError:
    """The error for what is not there; moto calls it a ValidationException."""
    place = f"service namespace: {namespace}, resource ID: {resource}, scalable dimension: {dimension}"
    return JsonRESTError("ObjectNotFoundException", f"No {kind} found for {place}")


def find_target(
    self: ApplicationAutoscalingBackend, namespace: str, resource: str, dimension: str | None
) -> FakeScalableTarget:
    """The registered target; raises ObjectNotFoundException."""
    target = self.targets.get(dimension or "", {}).get(resource)
    if target is None:
        raise no_object("scalable target", namespace, resource, dimension)
    return target


def new_backend(original: Original, self: ApplicationAutoscalingBackend, *arguments: Any, **options: Any) -> None:
    """Targets have tags; moto has no place for them."""
    original(self, *arguments, **options)
    self.tagger = TaggingService()


def register_scalable_target(original: Original, self: ApplicationAutoScalingResponse) -> Any:
    """The first call needs both limits and may bring tags; role and suspended state are filled in.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
    """
    backend, namespace = self.applicationautoscaling_backend, self._get_param("ServiceNamespace")
    existing = backend.targets.get(self._get_param("ScalableDimension"), {}).get(self._get_param("ResourceId"))
    lowest = self._get_param("MinCapacity", existing.min_capacity if existing else None)
    highest = self._get_param("MaxCapacity", existing.max_capacity if existing else None)
    if lowest is None or highest is None:
        raise AWSValidationException("MinCapacity and MaxCapacity are required to register a new scalable target.")
    if lowest > highest:
        raise AWSValidationException("Maximum capacity cannot be less than minimum capacity")
    answer = original(self)
    target = backend.targets[self._get_param("ScalableDimension")][self._get_param("ResourceId")]
    before = existing.suspended_before if existing else NOT_SUSPENDED
    target.suspended_state = target.suspended_before = {**before, **(self._get_param("SuspendedState") or {})}
    linked = SERVICE_LINKED_ROLES.get(
        namespace, f"{namespace}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling"
    )
    target.role_arn = target.role_arn or f"arn:aws:iam::{self.current_account}:role/aws-service-role/{linked}"
    if not existing:
        backend.tagger.tag_resource(
            target.arn, TaggingService.convert_dict_to_tags_input(self._get_param("Tags") or {})
        )
    return answer


def deregister_scalable_target(
    original: Original, self: ApplicationAutoscalingBackend, namespace: str, r_id: str, dimension: str
) -> None:
    """Policies with their alarms, scheduled actions and tags go with the target; moto keeps them.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html
    """
    target = find_target(self, namespace, r_id, dimension)
    for key, policy in list(self.policies.items()):
        if (policy.service_namespace, policy.resource_id, policy.scalable_dimension) == (namespace, r_id, dimension):
            policy.delete_alarms(self.account_id, self.region_name)
            del self.policies[key]
    self.scheduled_actions = [
        action
        for action in self.scheduled_actions
        if (action.resource_id, action.scalable_dimension) != (r_id, dimension)
    ]
    self.tagger.delete_all_tags_for_resource(target.arn)
    original(self, namespace, r_id, dimension)


def put_scaling_policy(
    original: Original, self: ApplicationAutoscalingBackend, **options: Any
) -> FakeApplicationAutoscalingPolicy:
    """A policy needs a target, and keeps its ARN when it is put again; moto makes a new one and leaves the old alarms.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
    """
    place = (options["service_namespace"], options["resource_id"], options["scalable_dimension"])
    find_target(self, *place)
    policy = self.policies.get(FakeApplicationAutoscalingPolicy.formulate_key(*place, options["policy_name"]))
    if policy is None or options["policy_type"] not in (None, policy.policy_type):
        return original(self, **options)
    policy.delete_alarms(self.account_id, self.region_name)
    policy.alarms, policy._policy_body = [], options["policy_body"]
    if policy.policy_type == "TargetTrackingScaling":
        policy.target_tracking_scaling_policy_configuration = policy._policy_body
    else:
        policy.step_scaling_policy_configuration = policy._policy_body
    policy.create_alarms()
    return policy


def delete_alarms(
    original: Original, self: FakeApplicationAutoscalingPolicy, account_id: str, region_name: str
) -> None:
    """Alarms of a policy that somebody deleted before are not in the way."""
    from moto.cloudwatch.models import cloudwatch_backends

    known = cloudwatch_backends[account_id][region_name].alarms
    self.alarms = [alarm for alarm in self.alarms if alarm.name in known]
    original(self, account_id, region_name)


def describe_scaling_policies(original: Original, self: ApplicationAutoScalingResponse) -> Any:
    """Filters by name too; moto ignores the names.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingPolicies.html (PolicyNames)
    """
    names, backend = self._get_param("PolicyNames"), self.applicationautoscaling_backend
    every = backend.policies
    if names:
        backend.policies = {key: policy for key, policy in every.items() if policy.policy_name in names}
    try:
        return original(self)
    finally:
        backend.policies = every


def delete_scaling_policy(
    original: Original,
    self: ApplicationAutoscalingBackend,
    policy_name: str,
    service_namespace: str,
    resource_id: str,
    scalable_dimension: str,
) -> None:
    """An unknown policy is an ObjectNotFoundException; moto names the error wrongly.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeleteScalingPolicy.html
    """
    place = (service_namespace, resource_id, scalable_dimension)
    if FakeApplicationAutoscalingPolicy.formulate_key(*place, policy_name) not in self.policies:
        raise no_object("scaling policy", *place)
    original(self, policy_name, *place)


def put_scheduled_action(original: Original, self: ApplicationAutoscalingBackend, **options: Any) -> None:
    """A scheduled action needs a target (ObjectNotFoundException); moto takes it without.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
    """
    find_target(self, options["service_namespace"], options["resource_id"], options["scalable_dimension"])
    original(self, **options)


def delete_scheduled_action(original: Original, self: ApplicationAutoscalingBackend, **options: Any) -> None:
    """An unknown scheduled action is an error (ObjectNotFoundException); moto accepts it.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeleteScheduledAction.html
    """
    place = (options["service_namespace"], options["resource_id"], options["scalable_dimension"])
    if not self.describe_scheduled_actions([options["scheduled_action_name"]], *place):
        raise no_object("scheduled action", *place)
    original(self, **options)


def tagged(self: ApplicationAutoScalingResponse) -> tuple[str, TaggingService]:
    """The ARN in the request and where its tags are; raises ResourceNotFoundException."""
    arn, backend = self._get_param("ResourceARN"), self.applicationautoscaling_backend
    if not any(target.arn == arn for targets in backend.targets.values() for target in targets.values()):
        raise JsonRESTError("ResourceNotFoundException", f"The specified resource doesn't exist: {arn}")
    return arn, backend.tagger


def tag_resource(self: ApplicationAutoScalingResponse) -> EmptyResult:
    """https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TagResource.html"""
    arn, tagger = tagged(self)
    tagger.tag_resource(arn, TaggingService.convert_dict_to_tags_input(self._get_param("Tags")))
    return EmptyResult()


def untag_resource(self: ApplicationAutoScalingResponse) -> EmptyResult:
    """https://docs.aws.amazon.com/autoscaling/application/APIReference/API_UntagResource.html"""
    arn, tagger = tagged(self)
    tagger.untag_resource_using_names(arn, self._get_param("TagKeys"))
    return EmptyResult()


def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> ActionResult:
    """https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ListTagsForResource.html"""
    arn, tagger = tagged(self)
    return ActionResult({"Tags": tagger.get_tag_dict_for_resource(arn)})


def apply() -> None:
    wrap(ApplicationAutoscalingBackend, "__init__", new_backend)
    for wrapper in (
        deregister_scalable_target,
        put_scaling_policy,
        delete_scaling_policy,
        put_scheduled_action,
        delete_scheduled_action,
    ):
        wrap(ApplicationAutoscalingBackend, wrapper.__name__, wrapper)
    wrap(FakeApplicationAutoscalingPolicy, "delete_alarms", delete_alarms)
    wrap(ApplicationAutoScalingResponse, "register_scalable_target", register_scalable_target)
    wrap(ApplicationAutoScalingResponse, "describe_scaling_policies", describe_scaling_policies)
    attach(ApplicationAutoScalingResponse, tag_resource, untag_resource, list_tags_for_resource)
