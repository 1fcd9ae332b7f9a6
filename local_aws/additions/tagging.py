"""Resource Groups Tagging API: services and kinds that moto leaves out, in the region where AWS lists them."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from moto.core.base_backend import BackendDict
from moto.core.resource_tagging import TaggedResource, iter_taggable_backends
from moto.ec2.models import EC2Backend
from moto.ecr.models import ecr_backends
from moto.events.models import EventsBackend
from moto.opensearch.models import opensearch_backends
from moto.rds.models import RDSBackend
from moto.resourcegroupstaggingapi import models
from moto.route53.models import route53_backends
from moto.s3.models import s3_backends
from moto.wafv2.models import wafv2_backends

from local_aws.attach import wrap

GLOBAL_REGION = "us-east-1"
TAGS_OF_A_PAGE = 100  # what moto counts up to where the caller says nothing


@dataclass(frozen=True)
class Service:
    """A service that moto's tagging API does not know: where its resources are and how they are tagged."""

    namespace: str
    backends: BackendDict[Any]
    region: str | None
    resources: Callable[[Any], Iterator[tuple[str, str]]]
    tagger: str


def repositories(backend: Any) -> Iterator[tuple[str, str]]:
    """https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html (ECR)"""
    yield from ((repository.arn, "ecr:repository") for repository in backend.repositories.values())


def domains(backend: Any) -> Iterator[tuple[str, str]]:
    """https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html (OpenSearch)"""
    yield from ((domain.arn, "es:domain") for domain in backend.domains.values())


def firewalls(backend: Any) -> Iterator[tuple[str, str]]:
    """https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html (WAF)"""
    for kind, resources in (("webacl", backend.wacls), ("ipset", backend.ip_sets)):
        yield from ((resource.arn, f"wafv2:{kind}") for resource in resources.values())


SERVICES = (
    Service("ecr", ecr_backends, None, repositories, "tagger"),
    Service("es", opensearch_backends, None, domains, "tagger"),
    Service("wafv2", wafv2_backends, None, firewalls, "tagging_service"),
    Service("wafv2", wafv2_backends, "aws", firewalls, "tagging_service"),
)


class ServiceInRegion:
    """A service of one account, with the methods that moto's tagging API calls."""

    def __init__(self, service: Service, backend: Any) -> None:
        self.service, self.backend = service, backend
        self.tagger = getattr(backend, service.tagger)

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        for arn, kind in self.service.resources(self.backend):
            yield TaggedResource(arn=arn, tags=self.tagger.get_tag_dict_for_resource(arn), resource_type=kind)

    def owns_arn(self, arn: str) -> bool:
        return any(arn == owned for owned, _ in self.service.resources(self.backend))

    def tag_resource(self, arn: str, tags: dict[str, str]) -> None:
        self.tagger.tag_resource(arn, self.tagger.convert_dict_to_tags_input(tags))

    def untag_resource(self, arn: str, tag_keys: list[str]) -> None:
        self.tagger.untag_resource_using_names(arn, tag_keys)


class HostedZones:
    """Route 53 of one account, which keeps tags by the bare id of a zone."""

    def __init__(self, backend: Any) -> None:
        self.backend = backend

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        for zone in self.backend.zones.values():
            arn = f"arn:{self.backend.partition}:route53:::hostedzone/{zone.resource_id}"
            yield TaggedResource(
                arn=arn,
                tags=dict(self.backend.resource_tags.get(zone.resource_id, {})),
                resource_type="route53:hostedzone",
            )

    def owns_arn(self, arn: str) -> bool:
        return ":route53:::hostedzone/" in arn

    def tag_resource(self, arn: str, tags: dict[str, str]) -> None:
        self.backend.resource_tags[arn.rsplit("/", 1)[1]].update(tags)

    def untag_resource(self, arn: str, tag_keys: list[str]) -> None:
        for key in tag_keys:
            self.backend.resource_tags[arn.rsplit("/", 1)[1]].pop(key, None)


class InRegion:
    """A service of moto's, without what AWS lists elsewhere: CloudFront in us-east-1, buckets in their own region.

    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
    """

    def __init__(self, backend: Any, account_id: str, region: str) -> None:
        self.backend, self.account_id, self.region = backend, account_id, region
        self.owns_arn = backend.owns_arn
        self.tag_resource, self.untag_resource = backend.tag_resource, backend.untag_resource

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        for resource in self.backend.iter_tagged_resources():
            if self.is_here(resource):
                # AWS lists what has tags or had them; moto lists some kinds that never had any
                resource.extra.pop("include_untagged", None)
                yield resource

    def is_here(self, resource: TaggedResource) -> bool:
        """True when AWS lists the resource in this region."""
        if resource.resource_type == "s3:bucket":
            buckets = s3_backends[self.account_id][self.backend.partition].buckets
            return buckets[resource.arn.split(":")[-1]].region_name == self.region
        region = resource.arn.split(":")[3]
        return (region or GLOBAL_REGION) == self.region


def taggable_backends(account_id: str, region_name: str) -> Iterator[Any]:
    """The services of moto's own list, and those it leaves out; none is created by looking."""
    for backend in iter_taggable_backends(account_id, region_name):
        yield InRegion(backend, account_id, region_name)
    for service in SERVICES:
        region = service.region or region_name
        if (
            account_id in service.backends
            and region in service.backends[account_id].keys()
            and (service.region is None or region_name == GLOBAL_REGION)
        ):
            yield ServiceInRegion(service, service.backends[account_id][region])
    if region_name == GLOBAL_REGION and account_id in route53_backends:
        for backend in route53_backends[account_id].values():
            yield HostedZones(backend)


def network(original: Callable[..., Any], self: EC2Backend) -> Iterator[TaggedResource]:
    """Adds addresses, endpoints, rules and network ACLs, and names flow logs and prefix lists as AWS does.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies
    """
    renamed = {"ec2:flow-logs": "vpc-flow-log", "ec2:managed-prefix-lists": "prefix-list"}
    for resource in original(self):
        kind = renamed.get(resource.resource_type)
        if kind:
            resource.arn = resource.arn.replace(resource.resource_type.replace("ec2:", ":", 1) + "/", f":{kind}/")
            resource.resource_type = f"ec2:{kind}"
        yield resource
    rules = (
        rule
        for groups in self.groups.values()
        for group in groups.values()
        for rule in (*group.ingress_rules, *group.egress_rules)
    )
    ids = {
        "elastic-ip": (address.allocation_id for address in self.addresses),
        "network-acl": self.network_acls,
        "security-group-rule": (rule.id for rule in rules),
        "vpc-endpoint": self.vpc_end_points,
    }
    for kind, resource_ids in ids.items():
        for resource_id in resource_ids:
            arn = f"arn:{self.partition}:ec2:{self.region_name}:{self.account_id}:{kind}/{resource_id}"
            yield TaggedResource(arn=arn, tags=dict(self.tags.get(resource_id, {})), resource_type=f"ec2:{kind}")


def databases(original: Callable[..., Any], self: RDSBackend) -> Iterator[TaggedResource]:
    """Adds subnet groups, parameter groups and event subscriptions.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html#amazonrds-resources-for-iam-policies
    """
    yield from original(self)
    for kind, resources in (
        ("subgrp", self.subnet_groups),
        ("pg", self.db_parameter_groups),
        ("es", self.event_subscriptions),
    ):
        for resource in resources.values():
            tags = {tag["Key"]: tag["Value"] for tag in resource.get_tags()}
            yield TaggedResource(arn=resource.arn, tags=tags, resource_type=f"rds:{kind}")


def rules(original: Callable[..., Any], self: EventsBackend) -> Iterator[TaggedResource]:
    """Adds the rules of event buses.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html#amazoneventbridge-resources-for-iam-policies
    """
    yield from original(self)
    for bus in self.event_buses.values():
        for rule in bus.rules.values():
            yield TaggedResource(
                arn=rule.arn, tags=self.tagger.get_tag_dict_for_resource(rule.arn), resource_type="events:rule"
            )


def pages(original: Callable[..., Any], self: Any, *arguments: Any, **options: Any) -> Any:
    """A page of so many resources, not of 100 tags: AWS counts tags only where TagsPerPage is given.

    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html#resourcegrouptagging-GetResources-request-TagsPerPage
    """
    counted = options.get("tags_per_page", TAGS_OF_A_PAGE)
    return original(
        self, *arguments, **options | {"tags_per_page": counted if counted != TAGS_OF_A_PAGE else sys.maxsize}
    )


def apply() -> None:
    wrap(models.ResourceGroupsTaggingAPIBackend, "get_resources", pages)
    models.iter_taggable_backends = taggable_backends
    wrap(EC2Backend, "iter_tagged_resources", network)
    wrap(RDSBackend, "iter_tagged_resources", databases)
    wrap(EventsBackend, "iter_tagged_resources", rules)
