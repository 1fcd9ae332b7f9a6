# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Replication groups of ElastiCache: Redis or Valkey, a primary with replicas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Finding, Life, Query, Report, tag_dict, tag_list
from ...core.model import Resource, Wanted
from ...reference import catalog
from ...reference.versions import raised_by_itself, same_version
from .common import SUBNET_GROUP_EXAMPLE, ElastiCache
from .rules import group_findings, name_findings, token_objection

LOGS = ("slow-log", "engine-log")
TOKEN_TAG = "AuthTokenVersion"  # AWS never tells the token; this tag remembers which version of the secret it was
TOLD_AT_ONCE = ("at_rest_encryption_enabled", "transit_encryption_enabled")  # while it is being made
# Members of CacheCluster with what a replication group does not tell of itself, and the fields that come of them.
OF_NODES = {
    "EngineVersion": "engine_version",
    "CacheSubnetGroupName": "cache_subnet_group_name",
    "SecurityGroups": "security_group_ids",
    "CacheParameterGroup": "cache_parameter_group_name",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "NotificationConfiguration": "notification_topic_arn",
}
# A log in the form of the create call, of what AWS answers.
DELIVERIES = """LogDeliveryConfigurations[?DestinationType=='cloudwatch-logs' && Status!='disabling'].{
    log_type: LogType,
    destination_type: DestinationType,
    destination_details: {cloud_watch_logs_details: {log_group: DestinationDetails.CloudWatchLogsDetails.LogGroup}},
    log_format: LogFormat
} || `[]`"""
TOPIC = "NotificationConfiguration && NotificationConfiguration.TopicStatus != 'inactive'"

modified = partial(Field, setter="modify")

LOG_GROUP = {"log_group": Field("str", "Name of the log group.", required=True)}
DESTINATION = {"cloud_watch_logs_details": Field("dict", "Where in CloudWatch Logs.", options=LOG_GROUP, required=True)}
LOG = {
    "log_type": Field("str", "Log.", choices=LOGS, required=True),
    "destination_type": Field(
        "str", "Service that it goes to.", choices=("cloudwatch-logs",), default="cloudwatch-logs"
    ),
    "destination_details": Field("dict", "Where in that service.", options=DESTINATION, required=True),
    "log_format": Field("str", "Format of its lines.", choices=("json", "text"), default="json"),
}


class ReplicationGroup(ElastiCache):
    """Primary node with replicas.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    """

    name, noun, needs = "elasticache_replication_group", "replication group", ("secretsmanager",)
    arn_prefix = "replicationgroup:"
    id_path, name_path, state_path = "ReplicationGroupId", "ReplicationGroupId", "Status"
    life = Life(
        ready=("available",), failed=("create-failed",), usual=600, deadline=2400, notes_in_tags=True, holds_data=True
    )
    companions = (
        (":cluster:", ""),
        (":snapshot:automatic.", ""),
        (":snapshot:", "a snapshot, retained until you delete it: aws elasticache delete-snapshot"),
    )
    scope_fields = {
        "final_snapshot": Field(
            "bool", "Whether deletion leaves a snapshot; stands for FinalSnapshotIdentifier of the API.", default=True
        ),
        "protect": Field(
            "bool",
            "Whether it is only deleted together with allow_data_loss: AWS has no such switch of its own.",
            default=True,
        ),
    }
    reports = {
        "endpoint": Report(
            "NodeGroups[0].PrimaryEndpoint.Address",
            "Host name of the primary; known when it is ready.",
            "master.knowledge-production.a1b2c3.apn2.cache.amazonaws.com",
        ),
        "reader_endpoint": Report(
            "NodeGroups[0].ReaderEndpoint.Address",
            "Host name that leads to the replicas; known when it is ready.",
            "replica.knowledge-production.a1b2c3.apn2.cache.amazonaws.com",
        ),
        "port": Report("NodeGroups[0].PrimaryEndpoint.Port", "Port; known when it is ready.", 6379),
        "nodes": Report(
            "MemberClusters", "Names of the nodes.", ["knowledge-production-001", "knowledge-production-002"]
        ),
        "engine_version": Report("EngineVersion", "Version, with its patch.", "7.0.7"),
        "status": Report("Status", "State.", "available"),
    }
    fields = {
        "replication_group_description": modified("str", "What it is for.", api="Description", required=True),
        "engine": modified(
            "str",
            "Engine; redis can become valkey, not the other way round.",
            choices=("redis", "valkey"),
            default="redis",
        ),
        "engine_version": modified(
            "str",
            "Version, such as 7.0; AWS chooses the patch. Goes up only.",
            required=True,
            same=same_version,
            accept=raised_by_itself,
        ),
        "cache_node_type": modified("str", "Type of the nodes, such as cache.r6g.xlarge.", required=True),
        "automatic_failover_enabled": modified(
            "bool",
            "Whether a replica takes over when the primary fails.",
            api="AutomaticFailover == 'enabled' || AutomaticFailover == 'enabling'",
            default=False,
        ),
        "multi_az_enabled": modified(
            "bool", "Whether the nodes stand in different zones.", api="MultiAZ == 'enabled'", default=False
        ),
        "cache_subnet_group_name": Field("str", "Subnet group. Cannot be changed.", required=True),
        "security_group_ids": modified(
            "list",
            "Ids of its security groups.",
            api="SecurityGroups[].SecurityGroupId",
            elements="str",
            required=True,
            unordered=True,
        ),
        "cache_parameter_group_name": modified(
            "str",
            "Parameter group; by default AWS's own of the engine.",
            api="CacheParameterGroup.CacheParameterGroupName",
        ),
        "port": Field("int", "Port. Cannot be changed.", api="NodeGroups[0].PrimaryEndpoint.Port", default=6379),
        "at_rest_encryption_enabled": Field(
            "bool", "Whether data at rest is encrypted. Cannot be changed.", default=True
        ),
        "kms_key_id": Field("str", "ARN of its key. Cannot be changed."),
        "transit_encryption_enabled": Field(
            "bool", "Whether clients and nodes talk by TLS. Cannot be changed.", default=True
        ),
        "snapshot_retention_limit": modified(
            "int", "Days that daily snapshots are kept, 0 to 35; 0 turns them off.", default=7
        ),
        "snapshot_window": modified("str", "Daily window of snapshots, UTC, such as 17:00-18:00."),
        "preferred_maintenance_window": modified(
            "str", "Weekly window of maintenance, UTC, such as sun:18:30-sun:19:30.", norm=str.lower
        ),
        "auto_minor_version_upgrade": modified(
            "bool", "Whether minor versions are raised in the maintenance window.", default=True
        ),
        "notification_topic_arn": modified(
            "str",
            "ARN of the topic that is told of failovers and the like; it must not be encrypted. Empty for none.",
            api=f"{TOPIC} && NotificationConfiguration.TopicArn || ''",
        ),
        "log_delivery_configurations": modified(
            "list",
            "Logs that go to CloudWatch Logs; those that are not listed are switched off.",
            api=DELIVERIES,
            elements="dict",
            options=LOG,
            unordered=True,
        ),
        "num_cache_clusters": Field(
            "int",
            "Number of nodes, 1 to 6, the primary included.",
            api="length(MemberClusters || `[]`)",
            default=1,
            setter="set_nodes",
        ),
        "auth_secret": Field(
            "str",
            "ARN of the secret whose auth_token clients give; the API takes the token itself. Cannot be taken away.",
            api="",
        ),
        "auth_version": Field(
            "str",
            "Version id of that secret; another one means that the token is rotated. The API has no such member.",
            api="",
            setter="rotate_token",
        ),
    }
    example = f"""\
{SUBNET_GROUP_EXAMPLE}
- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: cache, description: Caches}}
  register: security_groups

- name: Replication group
  knowledge.aws.elasticache_replication_group:
    config:
      - key: main
        name: knowledge
        replication_group_description: Cache
        engine_version: "7.0"
        cache_node_type: cache.t4g.small
        num_cache_clusters: 2
        automatic_failover_enabled: true
        multi_az_enabled: true
        cache_subnet_group_name: knowledge
        security_group_ids: ["{{{{ security_groups.ids.cache }}}}"]
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """What ElastiCache refuses."""
        yield from name_findings(want.name)
        yield from group_findings(want.fields, self.stack.region)

    def find(self, query: Query) -> list[Any]:
        """All groups and, for what only their nodes tell, all nodes; tags one by one."""
        groups = self.ours_with_tags(self.aws.read("describe_replication_groups", "ReplicationGroups"), query)
        nodes: dict[str, dict[str, Any]] = {}
        for node in self.aws.read("describe_cache_clusters", "CacheClusters") if groups else ():
            nodes.setdefault(node.get("ReplicationGroupId", ""), node)
        return [self._joined(group, nodes.get(group["ReplicationGroupId"], {})) for group in groups]

    @staticmethod
    def _joined(group: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
        told = {member: node[member] for member in OF_NODES if member in node}
        return told | group | {"HasNode": bool(node)}

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """While there are no nodes most is not told."""
        shape = super().shape(raw)
        if raw["Status"] == "creating":
            return {name: shape[name] for name in TOLD_AT_ONCE if shape[name] is not None}
        shape["auth_version"] = tag_dict(raw["Tags"]).get(TOKEN_TAG)
        untold = set() if raw["HasNode"] else set(OF_NODES.values())
        if shape["port"] is None:
            untold.add("port")
        return {name: value for name, value in shape.items() if name not in untold}

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """Engines and versions only go forward."""
        restore = "restore a snapshot of that time into a new group"
        if "engine" in changes and want["engine"] == "redis":
            return f"valkey cannot become redis again; {restore}"
        version, asked = have["engine_version"], want["engine_version"]
        if "engine" in changes or "engine_version" not in changes or not version or raised_by_itself(version, asked):
            return None
        if catalog.version_key(version) > catalog.version_key(asked):
            return f"the version cannot go back ({version} -> {asked}); {restore}"
        return None

    def _token(self, want: Wanted) -> str:
        """The token, from the secret straight into the call."""
        text = self.aws.of("secretsmanager").read("get_secret_value", "SecretString", SecretId=want["auth_secret"])
        try:
            token = json.loads(text)["auth_token"]
        except (ValueError, KeyError, TypeError):
            raise StackError(
                f"The secret {want['auth_secret']} holds no auth_token", "It is a JSON text with that key"
            ) from None
        wrong = token_objection(token)
        if wrong:
            raise StackError(
                f"ElastiCache would not take the auth_token of the secret {want['auth_secret']}: {wrong}",
                "Put another value into the secret and run again",
            )
        return token

    def _request(self, operation: str, want: Wanted, fields: Iterable[str] | None = None) -> dict[str, Any]:
        """An empty text is none; logs are switched on."""
        request = {member: value for member, value in self.request(operation, want, fields).items() if value != ""}
        logs = request.get("LogDeliveryConfigurations", [])
        return request | ({"LogDeliveryConfigurations": [log | {"Enabled": True} for log in logs]} if logs else {})

    def create(self, want: Wanted) -> None:
        """CreateReplicationGroup."""
        request, tags = self._request("create_replication_group", want), dict(want.tags)
        if want["auth_secret"]:
            request["AuthToken"] = self._token(want)
            tags |= {TOKEN_TAG: want["auth_version"]} if want["auth_version"] else {}
        self.aws.create("create_replication_group", ReplicationGroupId=want.name, Tags=tag_list(tags), **request)

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyReplicationGroup, once for all and at once."""
        fields = set(changed)
        if "automatic_failover_enabled" in fields and want["num_cache_clusters"] > have["num_cache_clusters"]:
            self.set_nodes(have, want, changed)  # a replica before there can be a failover to it
            self.wait_until_ready(have)
        if "engine" in fields:  # another engine has other versions and parameters
            fields |= {"engine_version", "cache_parameter_group_name"}
        request = self._request("modify_replication_group", want, fields)
        if "notification_topic_arn" in fields:  # taken away by its status; one that is set is made active again
            request["NotificationTopicStatus"] = "active" if want["notification_topic_arn"] else "inactive"
        if "log_delivery_configurations" in fields:
            on, off = ({log["log_type"] for log in one["log_delivery_configurations"]} for one in (want, have))
            request.setdefault("LogDeliveryConfigurations", []).extend(
                {"LogType": log, "Enabled": False} for log in sorted(off - on)
            )
        self.aws.write("modify_replication_group", ReplicationGroupId=have.id, ApplyImmediately=True, **request)

    def set_nodes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """IncreaseReplicaCount or DecreaseReplicaCount; AWS decides which replica goes."""
        now = self.wait_until_ready(have)["num_cache_clusters"]  # ElastiCache takes one change at a time
        nodes = want["num_cache_clusters"]
        if nodes == now:
            return
        self.aws.write(
            "increase_replica_count" if nodes > now else "decrease_replica_count",
            already=self.codes.already,
            ReplicationGroupId=have.id,
            NewReplicaCount=nodes - 1,
            ApplyImmediately=True,
        )

    def rotate_token(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyReplicationGroup: the old token stays valid until the next rotation, so no client is cut off."""
        self.wait_until_ready(have)
        self.aws.write(
            "modify_replication_group",
            ReplicationGroupId=have.id,
            AuthToken=self._token(want),
            AuthTokenUpdateStrategy="ROTATE",
            ApplyImmediately=True,
        )
        self.set_tags(have, {TOKEN_TAG: want["auth_version"]})

    def protected(self, have: Resource) -> str | None:
        """A switch of our own."""
        return "what is in it would only be left in its final snapshot" if self.scope["protect"] else None

    def _final(self, have: Resource) -> str | None:
        possible = self.scope["final_snapshot"] and have.state == "available"
        return f"{have.id}-final-{self.stamp}" if possible else None

    def delete(self, have: Resource) -> None:
        """DeleteReplicationGroup, with a final snapshot."""
        if have.state == "deleting":
            return
        snapshot = self._final(have)
        request = {"FinalSnapshotIdentifier": snapshot} if snapshot else {}
        self.aws.write("delete_replication_group", ReplicationGroupId=have.id, **request)

    def leaves_behind(self, have: Resource) -> str | None:
        """The final snapshot, and the command that makes a group of it."""
        snapshot, groups = self._final(have), have["security_group_ids"]
        if not snapshot:
            return None
        failover = have["automatic_failover_enabled"] or have["multi_az_enabled"]
        options = [
            f"--region {self.aws.region} --replication-group-id {have.id} --replication-group-description restored",
            f"--snapshot-name {snapshot} --engine {have['engine']} --cache-node-type {have['cache_node_type']}",
            f"--num-cache-clusters {have['num_cache_clusters']}",
            f"--cache-subnet-group-name {have['cache_subnet_group_name']}",
            f"--security-group-ids {' '.join(groups)}" if groups else "",
            "--automatic-failover-enabled" if failover else "--no-automatic-failover-enabled",
            "--multi-az-enabled" if have["multi_az_enabled"] else "",
            f"--{'' if have['transit_encryption_enabled'] else 'no-'}transit-encryption-enabled",
            "--at-rest-encryption-enabled",
        ]
        restore = " ".join(["aws elasticache create-replication-group", *filter(None, options)])
        return f"snapshot {snapshot} of replication group {have.id}. To restore it: {restore}"
