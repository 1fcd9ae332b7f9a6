"""VPC origins: how CloudFront reaches an internal load balancer; moto has none.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
"""

from collections.abc import Callable, Iterator
from typing import Any

from moto.cloudfront.exceptions import CloudFrontException, InvalidIfMatchVersion
from moto.cloudfront.models import CloudFrontBackend, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.resource_tagging import TaggedResource
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elbv2.exceptions import ResourceInUseError
from moto.elbv2.models import ELBv2Backend, elbv2_backends

from local_aws.attach import attach, before_each_call, wrap
from local_aws.delays import Clock

Json = dict[str, Any]

STATES = {"deploying": "Deploying", "deleting": "Deleting"}


class VpcOrigin:
    """One VPC origin as GetVpcOrigin tells it.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOrigin.html
    """

    def __init__(self, account_id: str, config: Json) -> None:
        self.id = f"vo_{random_id(length=22)}"
        self.arn = f"arn:aws:cloudfront::{account_id}:vpcorigin/{self.id}"
        self.account_id, self.created_time = account_id, utcnow()
        self.clock = Clock("cloudfront", "deploying")
        self.change(config)

    def change(self, config: Json) -> None:
        """Takes a new configuration and deploys it."""
        self.config = {"OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]}, "IpAddressType": "ipv4", **config}
        self.etag, self.last_modified_time = random_id(length=14), utcnow()
        self.clock.start("deploying")

    def answer(self) -> Json:
        """The answer of the calls about one origin."""
        return {
            "VpcOrigin": {
                "Id": self.id,
                "Arn": self.arn,
                "AccountId": self.account_id,
                "Status": STATES.get(self.clock.running or "", "Deployed"),
                "CreatedTime": self.created_time,
                "LastModifiedTime": self.last_modified_time,
                "VpcOriginEndpointConfig": self.config,
            },
            "ETag": self.etag,
        }


def vpc_origins(backend: CloudFrontBackend) -> dict[str, VpcOrigin]:
    return backend.__dict__.setdefault("vpc_origins", {})


def forget_deleted(self: CloudFrontResponse) -> None:
    """Origins whose deletion is over are gone."""
    known = vpc_origins(self.backend)
    for origin in [origin for origin in known.values() if origin.clock.finished("deleting")]:
        self.backend.tagger.delete_all_tags_for_resource(origin.arn)
        del known[origin.id]


def find(self: CloudFrontResponse, for_writing: bool = False) -> VpcOrigin:
    """The origin of the request; raises EntityNotFound, and for a write with a wrong If-Match PreconditionFailed."""
    origin = vpc_origins(self.backend).get(self._get_param("Id"))
    if origin is None:
        raise CloudFrontException("EntityNotFound", "The VPC origin was not found.")
    if for_writing:
        check_etag(self._get_param("IfMatch"), origin.etag)
    return origin


def check_etag(given: str | None, etag: str) -> None:
    """Raises InvalidIfMatchVersion when none is given, PreconditionFailed when another version is meant."""
    if not given:
        raise InvalidIfMatchVersion
    if given != etag:
        raise CloudFrontException(
            "PreconditionFailed",
            "The request failed because it didn't meet the preconditions in one or more request-header fields.",
        )


def create_vpc_origin(self: CloudFrontResponse) -> ActionResult:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateVpcOrigin.html"""
    config, known = self._get_param("VpcOriginEndpointConfig"), vpc_origins(self.backend)
    if any(origin.config["Name"] == config["Name"] for origin in known.values()):
        raise CloudFrontException("EntityAlreadyExists", f"A VPC origin with the name {config['Name']} already exists.")
    service, region = config["Arn"].split(":")[2:4]
    if (
        service == "elasticloadbalancing"
        and config["Arn"] not in elbv2_backends[self.current_account][region].load_balancers
    ):
        raise CloudFrontException("InvalidArgument", "The load balancer of the VPC origin does not exist.")
    origin = VpcOrigin(self.current_account, config)
    known[origin.id] = origin
    self.backend.tagger.tag_resource(origin.arn, self._get_param("Tags.Items", []))
    location = f"https://cloudfront.amazonaws.com/2020-05-31/vpc-origin/{origin.id}"
    return ActionResult({**origin.answer(), "Location": location})


def get_vpc_origin(self: CloudFrontResponse) -> ActionResult:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetVpcOrigin.html"""
    return ActionResult(find(self).answer())


def list_vpc_origins(self: CloudFrontResponse) -> ActionResult:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListVpcOrigins.html"""
    items = [
        {**origin.answer()["VpcOrigin"], "Name": origin.config["Name"], "OriginEndpointArn": origin.config["Arn"]}
        for origin in vpc_origins(self.backend).values()
    ]
    return ActionResult(
        {"VpcOriginList": {"Marker": "", "MaxItems": 100, "IsTruncated": False, "Quantity": len(items), "Items": items}}
    )


def update_vpc_origin(self: CloudFrontResponse) -> ActionResult:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateVpcOrigin.html"""
    origin = find(self, for_writing=True)
    origin.change(self._get_param("VpcOriginEndpointConfig"))
    return ActionResult(origin.answer())


def delete_vpc_origin(self: CloudFrontResponse) -> ActionResult:
    """An origin that a distribution names is kept.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DeleteVpcOrigin.html (CannotDeleteEntityWhileInUse)
    """
    origin = find(self, for_writing=True)
    if any(
        origin.id in distribution.distribution_config.vpc_origins
        for distribution in self.backend.distributions.values()
    ):
        raise CloudFrontException(
            "CannotDeleteEntityWhileInUse", "The VPC origin cannot be deleted while it is in use."
        )
    answer = {**origin.answer(), "VpcOrigin": {**origin.answer()["VpcOrigin"], "Status": "Deleting"}}
    origin.clock.start("deleting")
    return ActionResult(answer)


def delete_load_balancer(original: Callable[..., Any], self: ELBv2Backend, arn: str) -> None:
    """A load balancer behind a VPC origin is kept.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html (ResourceInUse)
    """
    from moto.cloudfront.models import cloudfront_backends

    origins = vpc_origins(cloudfront_backends[self.account_id]["aws"]).values()
    if any(origin.config["Arn"] == arn and not origin.clock.finished("deleting") for origin in origins):
        raise ResourceInUseError(
            f"Load balancer '{arn}' cannot be deleted because it is currently associated with another service"
        )
    original(self, arn)


def iter_tagged_resources(original: Callable[..., Any], self: CloudFrontBackend) -> Iterator[TaggedResource]:
    """The tagging API lists VPC origins too.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html#amazoncloudfront-resources-for-iam-policies
    """
    yield from original(self)
    for origin in vpc_origins(self).values():
        yield TaggedResource(
            arn=origin.arn, tags=self.tagger.get_tag_dict_for_resource(origin.arn), resource_type="cloudfront:vpcorigin"
        )


def apply() -> None:
    wrap(CloudFrontBackend, "iter_tagged_resources", iter_tagged_resources)
    attach(
        CloudFrontResponse, create_vpc_origin, get_vpc_origin, list_vpc_origins, update_vpc_origin, delete_vpc_origin
    )
    before_each_call(CloudFrontResponse, forget_deleted)
    wrap(ELBv2Backend, "delete_load_balancer", delete_load_balancer)
