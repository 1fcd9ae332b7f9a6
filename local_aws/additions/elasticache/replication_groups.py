"""ElastiCache calls on replication groups: create, describe, delete, and their members as cache clusters."""

from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.models import ElastiCacheBackend, elasticache_backends
from moto.elasticache.responses import ElastiCacheResponse
from moto.resourcegroupstaggingapi.responses import ResourceGroupsTaggingAPIResponse

from local_aws.additions.elasticache import rules
from local_aws.additions.elasticache.model import Member, ReplicationGroup
from local_aws.attach import attach, before_each_call
from local_aws.errors import AwsError
from local_aws.pages import page


def create_replication_group(self: Any) -> ActionResult:
    """Makes all members and keeps every parameter; moto makes one member.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    """
    backend, wanted = self.elasticache_backend, self._get_params()
    rules.check_new_group(backend, wanted)
    group = ReplicationGroup(backend, wanted)
    backend.replication_groups[group.id] = group
    backend.tagging_service.tag_resource(group.arn, wanted.get("Tags") or [])
    for member in group.members:
        backend.tagging_service.tag_resource(group.member_arn(member), wanted.get("Tags") or [])
    return ActionResult({"ReplicationGroup": group.answer()})


def find_replication_group(self: Any, group_id: str) -> ReplicationGroup:
    """Errors: ReplicationGroupNotFoundFault."""
    group = self.replication_groups.get(group_id.lower())
    if group is None:
        raise AwsError("ReplicationGroupNotFoundFault", f"ReplicationGroup {group_id} not found.")
    return group


def find_available(self: Any, group_id: str, purpose: str) -> ReplicationGroup:
    """The group when it is available. Errors: ReplicationGroupNotFoundFault, InvalidReplicationGroupState."""
    group = self.find_replication_group(group_id)
    if group.status != "available":
        raise AwsError(
            "InvalidReplicationGroupState",
            f"Replication group {group_id} has status {group.status} which is not valid for {purpose}.",
        )
    return group


def describe_replication_groups(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeReplicationGroups.html"""
    backend, group_id = self.elasticache_backend, self._get_param("ReplicationGroupId")
    groups = [backend.find_replication_group(group_id)] if group_id else list(backend.replication_groups.values())
    answers = [group.answer() for group in groups]
    part, marker = page(answers, self._get_param("Marker"), self._get_int_param("MaxRecords"))
    return ActionResult({"ReplicationGroups": part, "Marker": marker})


def delete_replication_group(self: Any) -> ActionResult:
    """The group is `deleting` for the delay and then gone, its final snapshot taken.

    moto's is deleting for ever, without a snapshot.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteReplicationGroup.html
    """
    backend = self.elasticache_backend
    group = backend.find_available(self._get_param("ReplicationGroupId"), "deletion")
    if self._get_bool_param("RetainPrimaryCluster"):
        raise AwsError(
            "InvalidParameterCombination", "The local AWS cannot retain the primary cluster of a replication group."
        )
    final = self._get_param("FinalSnapshotIdentifier")
    if final:
        backend.take_snapshot(group, group.snapshotting_cluster or group.members[0].cluster_id, final)
    group.deleting = True
    group.clock.start("deleting")
    return ActionResult({"ReplicationGroup": group.answer()})


def find_member(self: Any, cluster_id: str) -> tuple[ReplicationGroup, Member] | None:
    """The member of that name and its group."""
    members = ((group, member) for group in self.replication_groups.values() for member in group.members)
    return next(((group, member) for group, member in members if member.cluster_id == cluster_id), None)


def describe_cache_clusters(self: Any) -> ActionResult:
    """Members of replication groups are cache clusters too; moto lists only those made one by one.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheClusters.html
    """
    backend, cluster_id = self.elasticache_backend, self._get_param("CacheClusterId")
    with_nodes = bool(self._get_bool_param("ShowCacheNodeInfo"))
    clusters: list[Any] = list(backend.cache_clusters.values())
    if not self._get_bool_param("ShowCacheClustersNotInReplicationGroups"):
        clusters += [
            group.member_answer(member, with_nodes)
            for group in backend.replication_groups.values()
            for member in group.members
        ]
    if cluster_id:
        found = backend.find_member(cluster_id.lower())
        clusters = (
            [found[0].member_answer(found[1], with_nodes)] if found else backend.describe_cache_clusters(cluster_id)
        )
    part, marker = page(clusters, self._get_param("Marker"), self._get_int_param("MaxRecords"))
    return ActionResult({"CacheClusters": part, "Marker": marker})


def settle(backend: Any) -> None:
    """Groups whose deletion is over go, with their tags, and changes whose time is over take effect."""
    for group in list(backend.replication_groups.values()):
        if group.clock.finished("deleting"):
            del backend.replication_groups[group.id]
            for arn in (group.arn, *(group.member_arn(member) for member in group.members)):
                backend.tagging_service.delete_all_tags_for_resource(arn)
        elif group.applying and not group.clock.running:
            backend.apply_pending(group)


def apply() -> None:
    attach(ElastiCacheBackend, find_replication_group, find_available, find_member)
    attach(
        ElastiCacheResponse,
        create_replication_group,
        describe_replication_groups,
        delete_replication_group,
        describe_cache_clusters,
    )
    before_each_call(ElastiCacheResponse, lambda response: settle(response.elasticache_backend))
    before_each_call(
        ResourceGroupsTaggingAPIResponse,
        lambda response: settle(elasticache_backends[response.current_account][response.region]),
    )
