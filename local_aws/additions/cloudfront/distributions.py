"""Distributions and invalidations: versions, states, what is refused."""

from collections.abc import Callable
from typing import Any

from moto.cloudfront import models
from moto.cloudfront.exceptions import CloudFrontException, DistributionAlreadyExists, NoSuchDistribution
from moto.cloudfront.models import CloudFrontBackend, Distribution, Invalidation, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from local_aws.additions.cloudfront.configuration import Configuration, check
from local_aws.additions.cloudfront.vpc_origins import check_etag, vpc_origins
from local_aws.attach import attach, wrap
from local_aws.delays import Clock

Original = Callable[..., Any]
Json = dict[str, Any]


def new_distribution(original: Original, self: Distribution, *arguments: Any) -> None:
    """A distribution is deployed for the delay `cloudfront`, and its version has the form of AWS's.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Distribution.html
    """
    original(self, *arguments)
    self.clock = Clock("cloudfront", "deploying")
    self.e_tag, self.last_modified_time = random_id(length=14), utcnow()


def state(self: Distribution) -> str:
    """InProgress until deployed, also after each change; moto deploys at the next look.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Distribution.html (Status)
    """
    return "InProgress" if self.clock.running else "Deployed"


def checked(backend: CloudFrontBackend, config: Json, besides: str = "") -> None:
    """Raises what AWS answers to a wrong configuration."""
    others = [one.distribution_config for one in backend.distributions.values() if one.id != besides]
    check(backend.account_id, Configuration(config), others, set(vpc_origins(backend)))


def create_distribution(original: Original, self: CloudFrontBackend, config: Json, tags: list[dict[str, str]]) -> Any:
    """A caller reference that was used before is refused, before anything else.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html (CallerReference)
    """
    existing = self._distribution_with_caller_reference(config["CallerReference"])
    if existing:
        raise DistributionAlreadyExists(existing.id)
    checked(self, config)
    distribution, location, _ = original(self, config, tags)
    return distribution, location, distribution.e_tag


def find(self: CloudFrontBackend, distribution_id: str) -> Distribution:
    """The distribution; raises NoSuchDistribution."""
    if distribution_id not in self.distributions:
        raise NoSuchDistribution
    return self.distributions[distribution_id]


def get_distribution(self: CloudFrontBackend, distribution_id: str) -> tuple[Distribution, str]:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetDistribution.html"""
    distribution = find(self, distribution_id)
    return distribution, distribution.e_tag


def get_distribution_config(self: CloudFrontBackend, distribution_id: str) -> tuple[Configuration, str]:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetDistributionConfig.html"""
    distribution = find(self, distribution_id)
    return distribution.distribution_config, distribution.e_tag


def update_distribution(
    self: CloudFrontBackend, dist_config: Json, _id: str, if_match: str | None
) -> tuple[Distribution, str, str]:
    """Only the current version is changed, each change makes a new version and is deployed; moto ignores the version.

    Errors: InvalidIfMatchVersion, PreconditionFailed, IllegalUpdate.
    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html
    """
    distribution = find(self, _id)
    check_etag(if_match, distribution.e_tag)
    if dist_config["CallerReference"] != distribution.distribution_config.caller_reference:
        raise CloudFrontException(
            "IllegalUpdate", "The update contains modifications that are not allowed: CallerReference."
        )
    checked(self, dist_config, besides=_id)
    distribution.distribution_config = Configuration(dist_config)
    distribution.e_tag, distribution.last_modified_time = random_id(length=14), utcnow()
    distribution.clock.start("deploying")
    return distribution, distribution.location, distribution.e_tag


def delete_distribution(self: CloudFrontBackend, distribution_id: str, if_match: str | None) -> None:
    """Only a disabled distribution that is deployed is deleted; moto deletes any.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeleteDistribution.html (DistributionNotDisabled)
    """
    distribution = find(self, distribution_id)
    check_etag(if_match, distribution.e_tag)
    if distribution.distribution_config["Enabled"] or distribution.status != "Deployed":
        raise CloudFrontException(
            "DistributionNotDisabled", "The distribution you are trying to delete has not been disabled."
        )
    self.tagger.delete_all_tags_for_resource(distribution.arn)
    del self.distributions[distribution_id]


def list_distributions_by_web_acl_id(self: CloudFrontResponse) -> ActionResult:
    """Which distributions a web ACL protects; moto lacks the call.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributionsByWebACLId.html
    """
    wanted = "" if self._get_param("WebACLId") == "null" else self._get_param("WebACLId")
    items = [one for one in self.backend.distributions.values() if one.distribution_config["WebACLId"] == wanted]
    return ActionResult(
        {
            "DistributionList": {
                "Marker": "",
                "MaxItems": 100,
                "IsTruncated": False,
                "Quantity": len(items),
                "Items": items or None,
            }
        }
    )


def new_invalidation(original: Original, self: Invalidation, *arguments: Any) -> None:
    """An invalidation is in progress for the delay `cloudfront`."""
    original(self, *arguments)
    self.clock = Clock("cloudfront", "invalidating")


def invalidation_state(self: Invalidation) -> str:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Invalidation.html (moto writes COMPLETED)"""
    return "InProgress" if self.clock.running else "Completed"


def create_invalidation(
    original: Original, self: CloudFrontBackend, dist_id: str, paths: list[str], caller_ref: str
) -> Invalidation:
    """A caller reference stands for one list of paths: the same again is the same invalidation, another one is refused.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_InvalidationBatch.html (CallerReference)
    """
    for existing in self.invalidations.get(dist_id, []):
        if existing.caller_ref == caller_ref:
            if existing.paths == paths:
                return existing
            raise CloudFrontException(
                "InvalidationBatchAlreadyExists", "The caller reference was used for an invalidation of other paths."
            )
    return original(self, dist_id, paths, caller_ref)


def list_tags_for_resource(original: Original, self: CloudFrontBackend, resource: str) -> Any:
    """Tags of what does not exist are an error; moto answers an empty list.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListTagsForResource.html (NoSuchResource)
    """
    known = [
        *self.distributions.values(),
        *vpc_origins(self).values(),
        *self.functions.values(),
        *self.key_value_stores.values(),
    ]
    if not any(one.arn == resource for one in known):
        raise CloudFrontException("NoSuchResource", "A resource that was specified is not valid.")
    return original(self, resource)


def apply() -> None:
    # moto makes its objects through this name, and finds the members of a summary in this list
    models.DistributionConfig = Configuration
    models.DISTRIBUTION_CONFIG_FIELDS.append("Staging")
    wrap(Distribution, "__init__", new_distribution)
    Distribution.status = property(state, lambda self, value: None)
    wrap(Invalidation, "__init__", new_invalidation)
    Invalidation.status = property(invalidation_state, lambda self, value: None)
    wrap(CloudFrontBackend, "create_distribution_with_tags", create_distribution)
    attach(CloudFrontBackend, get_distribution, get_distribution_config, update_distribution, delete_distribution)
    for wrapper in (create_invalidation, list_tags_for_resource):
        wrap(CloudFrontBackend, wrapper.__name__, wrapper)
    attach(CloudFrontResponse, list_distributions_by_web_acl_id)
