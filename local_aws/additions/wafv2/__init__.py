"""WAF: capacity, the scope's region, associations, whole replacement on update, logging."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random
from moto.wafv2 import models
from moto.wafv2.exceptions import WAFNonexistentItemException, WAFv2ClientError, WAFV2DuplicateItemException
from moto.wafv2.models import FakeIPSet, FakeWebACL, WAFV2Backend
from moto.wafv2.responses import WAFV2Response

from local_aws.additions.wafv2 import log_settings, rules
from local_aws.attach import attach, wrap

Original = Callable[..., Any]

CLOUDFRONT_REGION = "us-east-1"
REFUSED = "AWS WAF couldn’t perform the operation because"
SCOPED_OPERATIONS = [
    *(f"{verb}_{kind}" for verb in ("create", "get", "update", "delete") for kind in ("web_acl", "ip_set")),
    "list_web_ac_ls",
    "list_ip_sets",
    "list_logging_configurations",
]


class AssociatedItem(WAFv2ClientError):
    """WAFAssociatedItemException: still used by another resource."""

    def __init__(self) -> None:
        message = "your resource is being used by another resource or it’s associated with another resource."
        super().__init__("WAFAssociatedItemException", f"{REFUSED} {message}")


def check_scope(self: WAFV2Response) -> None:
    """Raises WAFInvalidParameterException for the scope CLOUDFRONT in another region than us-east-1; moto takes any."""
    if self._get_param("Scope") == "CLOUDFRONT" and self.region != CLOUDFRONT_REGION:
        raise rules.InvalidParameter("The scope is not valid.", "SCOPE_VALUE", "CLOUDFRONT")


def scoped(original: Original, self: WAFV2Response) -> Any:
    """The scope CLOUDFRONT exists at the endpoint of us-east-1 only.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html (Scope)
    """
    check_scope(self)
    return original(self)


def get_web_acl(original: Original, self: WAFV2Response) -> Any:
    """A web ACL of CLOUDFRONT is found by its ARN alone; moto looks among the regional ones.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACL.html
    """
    arn = self._get_param("ARN") or ""
    if ":global/" in arn:
        self.region = models.GLOBAL_REGION
    return original(self)


def acl_dict(original: Original, self: FakeWebACL) -> dict[str, Any]:
    """The lock token stands beside the web ACL, not in it, and members without a value are left out.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACL.html
    """
    answer = {key: value for key, value in original(self).items() if value is not None and key != "LockToken"}
    answer["Rules"] = [{key: value for key, value in rule.items() if value is not None} for rule in answer["Rules"]]
    if not answer["Description"]:
        del answer["Description"]
    return answer


def measured(backend: WAFV2Backend, wanted: list[dict[str, Any]]) -> int:
    """Checks and completes the rules of a web ACL; returns its WCU.

    Errors: WAFLimitsExceededException, WAFInvalidParameterException.
    """
    rules.check(wanted)
    rules.complete(wanted)
    used = rules.capacity(wanted, {group.arn: group.capacity for group in backend.rule_groups.values()})
    if used > rules.ACL_LIMIT:
        message = f"{REFUSED} you exceeded your resource limit: {used} WCU"
        raise WAFv2ClientError("WAFLimitsExceededException", message)
    return used


def create_web_acl(original: Original, self: WAFV2Backend, *arguments: Any) -> FakeWebACL:
    """A web ACL tells the capacity its rules need; moto always says 3.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html (WAFLimitsExceededException)
    """
    used = measured(self, arguments[6])
    created = original(self, *arguments)
    created.capacity = used
    return created


def update_web_acl(
    original: Original,
    self: WAFV2Backend,
    name: str,
    _id: str,
    default_action: Any,
    wanted: Any,
    description: Any,
    *arguments: Any,
) -> str:
    """An update replaces everything: what is left out is gone, an empty list of rules too; moto keeps the old values.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html
    """
    used = measured(self, wanted or [])
    token = original(self, name, _id, default_action, wanted, description or "", *arguments)
    acl = self.get_web_acl(None, name, _id)
    acl.capacity = used
    acl.rules = acl.rules if wanted else []
    (
        _,
        _,
        acl.custom_response_bodies,
        acl.captcha_config,
        acl.challenge_config,
        acl.token_domains,
        acl.association_config,
    ) = arguments
    return token


def delete_web_acl(original: Original, self: WAFV2Backend, name: str, scope: str, _id: str, lock_token: str) -> None:
    """A web ACL that protects something is kept, and its logging goes with it; moto deletes it and keeps the logging.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteWebACL.html (WAFAssociatedItemException)
    """
    acl = self.get_web_acl(None, name, _id)
    if protected_resources(self, acl) or protected_distributions(self.account_id, acl.arn):
        raise AssociatedItem
    original(self, name, scope, _id, lock_token)
    self.logging_configurations.pop(acl.arn, None)
    self.tagging_service.delete_all_tags_for_resource(acl.arn)


def protected_resources(self: WAFV2Backend, acl: FakeWebACL) -> list[str]:
    """ARNs associated with the web ACL, without load balancers that are gone."""
    from moto.elbv2.models import elbv2_backends

    balancers = elbv2_backends[self.account_id][self.region_name].load_balancers if ":regional/" in acl.arn else {}
    acl.associated_resources = [
        arn for arn in acl.associated_resources if ":loadbalancer/" not in arn or arn in balancers
    ]
    return acl.associated_resources


def protected_distributions(account_id: str, arn: str) -> list[str]:
    """Ids of the account's CloudFront distributions that name the web ACL."""
    from moto.cloudfront.models import cloudfront_backends

    distributions = cloudfront_backends[account_id]["aws"].distributions.values()
    return [distribution.id for distribution in distributions if distribution.distribution_config["WebACLId"] == arn]


def associate_web_acl(original: Original, self: WAFV2Backend, web_acl_arn: str, resource_arn: str) -> None:
    """A resource has one web ACL, another one takes its place; an unknown load balancer is refused.

    moto lists the resource under both.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
    """
    from moto.elbv2.models import elbv2_backends

    if ":global/" in web_acl_arn:
        raise rules.InvalidParameter("The ARN isn't valid for a regional resource.", "RESOURCE_ARN", web_acl_arn)
    if web_acl_arn not in self.wacls:
        raise WAFNonexistentItemException
    if (
        ":loadbalancer/app/" in resource_arn
        and resource_arn not in elbv2_backends[self.account_id][self.region_name].load_balancers
    ):
        raise WAFNonexistentItemException
    self.disassociate_web_acl(resource_arn)
    original(self, web_acl_arn, resource_arn)


def list_resources_for_web_acl(self: WAFV2Response) -> ActionResult:
    """Which regional resources a web ACL protects; moto knows only the other direction.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_ListResourcesForWebACL.html
    """
    acl = self.wafv2_backend.get_web_acl(self._get_param("WebACLArn"), None, None)
    kind = {"APPLICATION_LOAD_BALANCER": ":loadbalancer/app/", "API_GATEWAY": ":/restapis/"}.get(
        self._get_param("ResourceType", "APPLICATION_LOAD_BALANCER")
    )
    found = [arn for arn in protected_resources(self.wafv2_backend, acl) if kind and kind in arn]
    return ActionResult({"ResourceArns": found})


def check_capacity(self: WAFV2Response) -> ActionResult:
    """What a list of rules needs, before anything is made; moto lacks it.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_CheckCapacity.html
    """
    check_scope(self)
    region = models.GLOBAL_REGION if self._get_param("Scope") == "CLOUDFRONT" else self.region
    backend = models.wafv2_backends[self.current_account][region]
    return ActionResult({"Capacity": measured(backend, self._get_param("Rules"))})


def create_ip_set(original: Original, self: WAFV2Backend, name: str, *arguments: Any) -> FakeIPSet:
    """The name of an IP set is taken once; moto makes a second set.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html (WAFDuplicateItemException)
    """
    if any(existing.name == name for existing in self.ip_sets.values()):
        raise WAFV2DuplicateItemException
    return original(self, name, *arguments)


def new_lock_token(original: Original, self: FakeIPSet, *arguments: Any, **options: Any) -> None:
    """The lock token of an IP set is a UUID, as that of a web ACL; moto keeps its first six digits.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_GetIPSet.html (LockToken)
    """
    original(self, *arguments, **options)
    self.lock_token = str(mock_random.uuid4())


def delete_ip_set(original: Original, self: WAFV2Backend, name: str, scope: str, _id: str, lock_token: str) -> None:
    """An IP set that a web ACL refers to is not deleted; moto deletes it.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteIPSet.html (WAFAssociatedItemException)
    """
    arn = self.get_ip_set(name, scope, _id).arn
    if any(arn in str(rule.statement) for acl in self.wacls.values() for rule in acl.rules):
        raise AssociatedItem
    original(self, name, scope, _id, lock_token)


def duplicate_item(original: Original, self: WAFV2DuplicateItemException) -> None:
    """The error's name in the model is WAFDuplicateItemException; moto's is not in it.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
    """
    original(self)
    WAFv2ClientError.__init__(self, "WAFDuplicateItemException", self.message)


def apply() -> None:
    log_settings.apply()
    attach(WAFV2Response, list_resources_for_web_acl, check_capacity)
    for name in SCOPED_OPERATIONS:
        wrap(WAFV2Response, name, scoped)
    wrap(WAFV2Response, "get_web_acl", get_web_acl)
    wrap(FakeWebACL, "to_dict", acl_dict)
    wrap(FakeIPSet, "__init__", new_lock_token)
    wrap(FakeIPSet, "update", new_lock_token)
    wrap(WAFV2DuplicateItemException, "__init__", duplicate_item)
    for wrapper in (create_web_acl, update_web_acl, delete_web_acl, associate_web_acl, create_ip_set, delete_ip_set):
        wrap(WAFV2Backend, wrapper.__name__, wrapper)
