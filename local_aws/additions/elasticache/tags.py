"""ElastiCache tags: every kind of ARN, and the states in which AWS takes no tags."""

from collections.abc import Iterator
from typing import Any

from moto.core.resource_tagging import TaggedResource
from moto.core.responses import ActionResult
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from local_aws.attach import attach
from local_aws.errors import AwsError

NOT_FOUND = {
    "cluster": "CacheClusterNotFound",
    "parametergroup": "CacheParameterGroupNotFound",
    "replicationgroup": "ReplicationGroupNotFoundFault",
    "snapshot": "SnapshotNotFoundFault",
    "subnetgroup": "CacheSubnetGroupNotFoundFault",
}


def owners(self: Any) -> dict[str, Any]:
    """What carries tags, by ARN."""
    plain = (
        self.cache_clusters,
        self.cache_subnet_groups,
        self.replication_groups,
        self.snapshots,
        self.users,
        self.parameter_groups(),
    )
    known = {resource.arn: resource for resources in plain for resource in resources.values()}
    return known | {
        group.member_arn(member): group for group in self.replication_groups.values() for member in group.members
    }


def check_owner(self: Any, arn: str, write: bool) -> Any:
    """What the ARN names.

    Errors: InvalidARN, the kind's own NotFound, InvalidReplicationGroupState for a change of a group that is busy.
    """
    owner = self.owners().get(arn)
    if owner is None:
        kind = arn.split(":")[5] if arn.count(":") >= 6 else ""
        raise AwsError(NOT_FOUND.get(kind, "InvalidARN"), f"{arn} is not there.")
    if write and hasattr(owner, "members") and owner.status != "available":
        raise AwsError(
            "InvalidReplicationGroupState",
            f"Replication group {owner.id} has status {owner.status} which is not valid for tagging.",
        )
    return owner


def tagged_arns(owner: Any, arn: str) -> list[str]:
    """Tags of a replication group are those of its members too.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html
    """
    return (
        [arn, *(owner.member_arn(member) for member in owner.members)]
        if arn.split(":")[5] == "replicationgroup"
        else [arn]
    )


def tag_list(self: Any, arn: str) -> ActionResult:
    """The answer of all three calls; moto answers two of them with nothing."""
    return ActionResult({"TagList": self.elasticache_backend.tagging_service.list_tags_for_resource(arn)["Tags"]})


def list_tags_for_resource(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ListTagsForResource.html"""
    arn = self._get_param("ResourceName")
    self.elasticache_backend.check_owner(arn, write=False)
    return tag_list(self, arn)


def add_tags_to_resource(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_AddTagsToResource.html"""
    arn = self._get_param("ResourceName")
    for tagged in tagged_arns(self.elasticache_backend.check_owner(arn, write=True), arn):
        self.elasticache_backend.tagging_service.tag_resource(tagged, self._get_param("Tags", []))
    return tag_list(self, arn)


def remove_tags_from_resource(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_RemoveTagsFromResource.html"""
    arn = self._get_param("ResourceName")
    for tagged in tagged_arns(self.elasticache_backend.check_owner(arn, write=True), arn):
        self.elasticache_backend.tagging_service.untag_resource_using_names(tagged, self._get_param("TagKeys", []))
    return tag_list(self, arn)


def iter_tagged_resources(self: Any) -> Iterator[TaggedResource]:
    """Names of kinds as AWS has them, and the kinds that moto leaves out.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html#amazonelasticache-resources-for-iam-policies
    """
    for arn in self.owners():
        yield TaggedResource(
            arn=arn,
            tags=self.tagging_service.get_tag_dict_for_resource(arn),
            resource_type=f"elasticache:{arn.split(':')[5]}",
        )


def apply() -> None:
    attach(ElastiCacheBackend, owners, check_owner, iter_tagged_resources)
    attach(ElastiCacheResponse, list_tags_for_resource, add_tags_to_resource, remove_tags_from_resource)
