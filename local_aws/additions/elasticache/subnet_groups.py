"""ElastiCache subnet groups: zones, change, deletion, and what AWS refuses."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.elasticache.models import CacheSubnetGroup, ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from local_aws.attach import attach, wrap
from local_aws.errors import AwsError


def fill(group: Any, backend: Any, subnet_ids: list[str]) -> None:
    """Sets subnets with their zones. Errors: InvalidSubnet for subnets that are not there or not in one VPC."""
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    known = {subnet.id: subnet for subnets in ec2.subnets.values() for subnet in subnets.values()}
    missing = [subnet_id for subnet_id in subnet_ids if subnet_id not in known]
    if missing or not subnet_ids:
        raise AwsError("InvalidSubnet", f"The subnet ID '{missing[0] if missing else ''}' does not exist")
    subnets = [known[subnet_id] for subnet_id in subnet_ids]
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        raise AwsError("InvalidSubnet", "Subnets of a cache subnet group must be in one VPC.")
    group.subnet_ids, group.vpc_id = list(subnet_ids), subnets[0].vpc_id
    group.zones = {subnet.availability_zone for subnet in subnets}
    group.subnets = [
        {
            "SubnetIdentifier": subnet.id,
            "SubnetAvailabilityZone": {"Name": subnet.availability_zone},
            "SupportedNetworkTypes": ["ipv4"],
        }
        for subnet in subnets
    ]
    group.supported_network_types = ["ipv4"]


def create_cache_subnet_group(original: Callable[..., Any], self: Any, **wanted: Any) -> Any:
    """Unknown subnets are refused; moto takes them, and tells no zone of known ones.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html
    """
    fill(CacheSubnetGroup.__new__(CacheSubnetGroup), self, wanted["subnet_ids"])
    group = original(self, **wanted)
    fill(group, self, wanted["subnet_ids"])
    return group


def modify_cache_subnet_group(self: Any) -> ActionResult:
    """moto does not know this call.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheSubnetGroup.html
    """
    backend = self.elasticache_backend
    group = backend.describe_cache_subnet_groups(self._get_param("CacheSubnetGroupName"))[0]
    description, subnet_ids = self._get_param("CacheSubnetGroupDescription"), self._get_param("SubnetIds")
    if subnet_ids:
        after = CacheSubnetGroup.__new__(CacheSubnetGroup)
        fill(after, backend, subnet_ids)
        lost = {member.zone for user in users(backend, group) for member in user.members} - after.zones
        if lost:
            raise AwsError(
                "SubnetInUse", f"Subnets in use by cache clusters cannot be removed: those in {', '.join(sorted(lost))}"
            )
        fill(group, backend, subnet_ids)
    if description is not None:
        group.cache_subnet_group_description = description
    return ActionResult({"CacheSubnetGroup": group})


def users(backend: Any, group: Any) -> list[Any]:
    """Replication groups whose members are in the subnet group."""
    return [user for user in backend.replication_groups.values() if user.subnet_group == group.cache_subnet_group_name]


def delete_cache_subnet_group(self: Any) -> ActionResult:
    """A group that caches use stays (CacheSubnetGroupInUse). moto does not know this call.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheSubnetGroup.html
    """
    backend = self.elasticache_backend
    group = backend.describe_cache_subnet_groups(self._get_param("CacheSubnetGroupName"))[0]
    if users(backend, group):
        raise AwsError(
            "CacheSubnetGroupInUse",
            f"Cache subnet group {group.cache_subnet_group_name} is currently in use by a cache cluster.",
        )
    del backend.cache_subnet_groups[group.cache_subnet_group_name]
    backend.tagging_service.delete_all_tags_for_resource(group.arn)
    return ActionResult({})


def apply() -> None:
    wrap(ElastiCacheBackend, "create_cache_subnet_group", create_cache_subnet_group)
    attach(ElastiCacheResponse, modify_cache_subnet_group, delete_cache_subnet_group)
