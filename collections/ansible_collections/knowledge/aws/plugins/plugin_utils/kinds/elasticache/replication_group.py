"""Replication groups of ElastiCache: Redis or Valkey, a primary with replicas."""

from __future__ import annotations

import datetime
import json
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Life, Query, Report, tag_dict, tag_list
from ...core.model import Resource, Wanted
from ...reference import catalog
from .codes import CODES
from .common import ElastiCache
from .rules import group_findings, name_findings, token_objection

LOGS = ("slow-log", "engine-log")
TOKEN_TAG = "AuthTokenVersion"  # AWS never tells the token; this tag remembers which version of the secret it was
CREATE = {
    "description": "ReplicationGroupDescription",
    "engine": "Engine",
    "engine_version": "EngineVersion",
    "node_type": "CacheNodeType",
    "nodes": "NumCacheClusters",
    "automatic_failover": "AutomaticFailoverEnabled",
    "multi_az": "MultiAZEnabled",
    "subnet_group": "CacheSubnetGroupName",
    "security_groups": "SecurityGroupIds",
    "parameter_group": "CacheParameterGroupName",
    "port": "Port",
    "at_rest_encryption": "AtRestEncryptionEnabled",
    "kms_key": "KmsKeyId",
    "transit_encryption": "TransitEncryptionEnabled",
    "snapshot_retention_days": "SnapshotRetentionLimit",
    "snapshot_window": "SnapshotWindow",
    "maintenance_window": "PreferredMaintenanceWindow",
    "auto_minor_upgrade": "AutoMinorVersionUpgrade",
    "notification_topic": "NotificationTopicArn",
}


def changeable(kind: str, description: str, api: str = "", **more: Any) -> Field:
    """A field that ModifyReplicationGroup changes."""
    return Field(kind, description, api=api, setter="modify", **more)


def same_version(have: str, want: str) -> bool:
    """``7.0`` means any 7.0.x: AWS chooses the patch."""
    return have == want or have.startswith(f"{want}.")


def raised_by_itself(have: str, want: str) -> bool:
    """A newer minor version of the same major one: the maintenance window's doing."""
    return have.split(".")[0] == want.split(".")[0] and catalog.version_key(have) > catalog.version_key(want)


class ReplicationGroup(ElastiCache):
    """Primary node with replicas. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html"""

    name, noun, needs = "elasticache_replication_group", "replication group", ("secretsmanager",)
    codes = CODES
    arn_prefix = "replicationgroup:"
    id_path, name_path, state_path = "ReplicationGroupId", "ReplicationGroupId", "Status"
    life = Life(
        ready=("available",), failed=("create-failed",), usual=600, deadline=2400, notes_in_tags=True, holds_data=True
    )
    companions = (
        (":cluster:", ""),
        (":snapshot:automatic.", ""),
        (":snapshot:", "a snapshot, kept until you delete it: aws elasticache delete-snapshot"),
    )
    scope_fields = {
        "final_snapshot": Field("bool", "Whether deletion leaves a snapshot.", default=True),
        "protect": Field(
            "bool",
            "Whether it is only deleted together with allow_data_loss: AWS has no such switch of its own.",
            default=True,
        ),
    }
    reports = {
        "endpoint": Report("Primary.Address"),
        "reader_endpoint": Report("Reader.Address"),
        "port": Report("Primary.Port"),
        "nodes": Report("MemberClusters"),
        "engine_version": Report("EngineVersion"),
        "status": Report("Status"),
    }
    fields = {
        "description": changeable("str", "What the group is for.", "Description", required=True),
        "engine": changeable(
            "str",
            "Engine; redis can become valkey, not the other way round.",
            "Engine",
            choices=("redis", "valkey"),
            default="redis",
        ),
        "engine_version": changeable(
            "str", "Version, such as 7.0.", "EngineVersion", required=True, same=same_version, accept=raised_by_itself
        ),
        "node_type": changeable("str", "Type of the nodes, such as cache.r6g.xlarge.", "CacheNodeType", required=True),
        "automatic_failover": changeable("bool", "Whether a replica takes over when the primary fails.", default=False),
        "multi_az": changeable("bool", "Whether the nodes stand in different zones.", default=False),
        "subnet_group": Field("str", "Subnet group. Cannot be changed.", api="CacheSubnetGroupName", required=True),
        "security_groups": changeable(
            "list", "Ids of its security groups.", elements="str", required=True, unordered=True
        ),
        "parameter_group": changeable("str", "Parameter group.", "CacheParameterGroup.CacheParameterGroupName"),
        "port": Field("int", "Port. Cannot be changed.", api="Primary.Port", default=6379),
        "at_rest_encryption": Field(
            "bool", "Whether data at rest is encrypted. Cannot be changed.", api="AtRestEncryptionEnabled", default=True
        ),
        "kms_key": Field("str", "ARN of its key. Cannot be changed.", api="KmsKeyId"),
        "transit_encryption": Field(
            "bool",
            "Whether clients and nodes talk by TLS. Changed only by making it anew.",
            api="TransitEncryptionEnabled",
            default=True,
        ),
        "snapshot_retention_days": changeable(
            "int", "Days that daily snapshots are kept, 0 to 35; 0 turns them off.", "SnapshotRetentionLimit", default=7
        ),
        "snapshot_window": changeable("str", "Daily window of snapshots, UTC.", "SnapshotWindow"),
        "maintenance_window": changeable(
            "str", "Weekly window of maintenance, UTC.", "PreferredMaintenanceWindow", norm=str.lower
        ),
        "auto_minor_upgrade": changeable(
            "bool",
            "Whether minor versions are raised in the maintenance window.",
            "AutoMinorVersionUpgrade",
            default=True,
        ),
        "notification_topic": changeable(
            "str", "ARN of the topic that is told of failovers and the like; it must not be encrypted. Empty for none."
        ),
        "logs": changeable("dict", f"Names of log groups by log ({', '.join(LOGS)}). Others are switched off."),
        "nodes": Field("int", "Nodes, the primary included.", default=1, setter="set_nodes", api=""),
        "auth_secret": Field("str", "ARN of the secret whose auth_token clients give. Cannot be taken away.", api=""),
        "auth_version": Field(
            "str",
            "Version id of that secret; another one means that the token is rotated.",
            setter="rotate_token",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.elasticache_replication_group:\n    wait: false\n    config:\n      - "
        "{key: main, description: Cache, engine_version: '7.0', node_type: cache.r6g.xlarge, nodes: 3,\n"
        "         automatic_failover: true, multi_az: true, subnet_group: knowledge-production, security_groups: [sg-0a1b2c3d]}\n"
    )

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d-%H%M%S-%f")[:-4]

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """What ElastiCache refuses."""
        found = [
            (want, finding)
            for want in wanted
            for finding in (*name_findings(want.name), *group_findings(want.fields, self.stack.region))
        ]
        return [finding.about(f"replication group {want.name}") for want, finding in found] + [
            f"replication group {want.name}: {log} is no log; valid: {', '.join(LOGS)}"
            for want in wanted
            for log in want["logs"] or {}
            if log not in LOGS
        ]

    def find(self, query: Query) -> list[Any]:
        """All groups and, for what only their nodes tell, all nodes; tags one by one."""
        groups = self.tagged(self.aws.read("describe_replication_groups", "ReplicationGroups"), query.names)
        if not groups:
            return []
        nodes: dict[str, dict[str, Any]] = {}
        for node in self.aws.read("describe_cache_clusters", "CacheClusters"):
            nodes.setdefault(node.get("ReplicationGroupId", ""), node)
        return [self._joined(group, nodes.get(group["ReplicationGroupId"], {})) for group in groups]

    @staticmethod
    def _joined(group: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
        """A group with what its node tells of it, and its endpoints at hand."""
        told = (
            "EngineVersion", "CacheSubnetGroupName", "SecurityGroups", "CacheParameterGroup", "PreferredMaintenanceWindow", "AutoMinorVersionUpgrade",
            "NotificationConfiguration",
        )  # fmt: skip
        first = (group.get("NodeGroups") or [{}])[0]
        return (
            {key: node[key] for key in told if key in node}
            | group
            | {"Primary": first.get("PrimaryEndpoint"), "Reader": first.get("ReaderEndpoint"), "Node": bool(node)}
        )

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Switches that AWS tells as words, and logs by name."""
        topic = raw.get("NotificationConfiguration") or {}
        shape = super().shape(raw) | {
            "automatic_failover": raw.get("AutomaticFailover") in ("enabled", "enabling"),
            "multi_az": raw.get("MultiAZ") == "enabled",
            "security_groups": [group["SecurityGroupId"] for group in raw.get("SecurityGroups") or []],
            "nodes": len(raw.get("MemberClusters") or []),
            "notification_topic": topic.get("TopicArn", "") if topic.get("TopicStatus", "active") == "active" else "",
            "logs": {
                log["LogType"]: log["DestinationDetails"]["CloudWatchLogsDetails"]["LogGroup"]
                for log in raw.get("LogDeliveryConfigurations") or []
                if log.get("DestinationType") == "cloudwatch-logs" and log.get("Status") != "disabling"
            },
            "auth_version": tag_dict(raw["Tags"]).get(TOKEN_TAG),
        }
        if raw["Status"] == "creating":  # most is not told yet
            return {key: shape[key] for key in ("at_rest_encryption", "transit_encryption") if shape[key] is not None}
        if not raw["Node"]:
            for field in (
                "engine_version",
                "subnet_group",
                "security_groups",
                "parameter_group",
                "maintenance_window",
                "auto_minor_upgrade",
                "notification_topic",
            ):
                shape.pop(field)
        if not raw["Primary"]:
            shape.pop("port")
        return shape

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """Engines and versions only go forward."""
        if "engine" in changes and want["engine"] == "redis":
            return "valkey cannot become redis again; restore a snapshot of that time into a new group"
        version = have["engine_version"]
        if (
            "engine_version" in changes
            and "engine" not in changes
            and version
            and catalog.version_key(version) > catalog.version_key(want["engine_version"])
            and not raised_by_itself(*changes["engine_version"])
        ):
            return f"the version cannot go back ({version} -> {want['engine_version']}); restore a snapshot of that time into a new group"
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

    def create(self, want: Wanted) -> None:
        """CreateReplicationGroup."""
        arguments = {param: want[field] for field, param in CREATE.items() if want[field] not in (None, "")}
        arguments["LogDeliveryConfigurations"] = [self._log(log, group) for log, group in (want["logs"] or {}).items()]
        tags = dict(want.tags)
        if want["auth_secret"]:
            arguments["AuthToken"] = self._token(want)
            tags |= {TOKEN_TAG: want["auth_version"]} if want["auth_version"] else {}
        self.aws.create("create_replication_group", ReplicationGroupId=want.name, Tags=tag_list(tags), **arguments)

    @staticmethod
    def _log(log: str, group: str | None) -> dict[str, Any]:
        if group is None:
            return {"LogType": log, "Enabled": False}
        return {
            "LogType": log,
            "Enabled": True,
            "DestinationType": "cloudwatch-logs",
            "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": group}},
            "LogFormat": "json",
        }

    @staticmethod
    def _topic(arn: str) -> dict[str, str]:
        """A topic is taken away by its status; one that is set is made active again."""
        return (
            {"NotificationTopicArn": arn, "NotificationTopicStatus": "active"}
            if arn
            else {"NotificationTopicStatus": "inactive"}
        )

    def _idle(self, have: Resource) -> None:
        """ElastiCache takes one change at a time."""
        self.wait_until_ready(have)

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyReplicationGroup, once for all and at once."""
        fields = set(changed)
        if "engine" in fields:  # another engine has other versions and parameters
            fields |= {"engine_version", "parameter_group"}
        arguments = {
            CREATE[field]: want[field] for field in fields if field in CREATE and want[field] not in (None, "")
        }
        if "notification_topic" in fields:
            arguments |= self._topic(want["notification_topic"])
        if "logs" in fields:
            off = have["logs"].keys() - want["logs"].keys()
            arguments["LogDeliveryConfigurations"] = [
                *(self._log(log, group) for log, group in want["logs"].items()),
                *(self._log(log, None) for log in sorted(off)),
            ]
        self.aws.write("modify_replication_group", ReplicationGroupId=have.id, ApplyImmediately=True, **arguments)

    def set_nodes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """IncreaseReplicaCount or DecreaseReplicaCount; AWS decides which replica goes."""
        self._idle(have)
        operation = "increase_replica_count" if want["nodes"] > have["nodes"] else "decrease_replica_count"
        self.aws.write(
            operation,
            already=["NoOperationFault"],
            ReplicationGroupId=have.id,
            NewReplicaCount=want["nodes"] - 1,
            ApplyImmediately=True,
        )

    def rotate_token(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyReplicationGroup: the old token stays valid beside the new one until the next rotation, so no client is cut off."""
        self._idle(have)
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
        return "what is in it would only be left in its final snapshot" if self.scope.get("protect", True) else None

    def _final(self, have: Resource) -> str | None:
        return (
            f"{have.id}-final-{self.stamp}"
            if self.scope.get("final_snapshot", True) and have.state == "available"
            else None
        )

    def delete(self, have: Resource) -> None:
        """DeleteReplicationGroup, with a final snapshot."""
        if have.state == "deleting":
            return
        snapshot = self._final(have)
        self.aws.write(
            "delete_replication_group",
            ReplicationGroupId=have.id,
            **({"FinalSnapshotIdentifier": snapshot} if snapshot else {}),
        )

    def leaves_behind(self, have: Resource) -> str | None:
        """The final snapshot, and the command that makes a group of it."""
        snapshot, raw = self._final(have), have.raw
        if not snapshot:
            return None
        groups = " ".join(group["SecurityGroupId"] for group in raw.get("SecurityGroups") or [])
        safe = (
            "--automatic-failover-enabled --multi-az-enabled"
            if have["multi_az"]
            else "--automatic-failover-enabled"
            if have["automatic_failover"]
            else "--no-automatic-failover-enabled"
        )
        return (
            f"snapshot {snapshot} of replication group {have.id}. To restore it: aws elasticache create-replication-group --region {self.aws.region}"
            f" --replication-group-id {have.id} --replication-group-description restored --snapshot-name {snapshot} "
            f"--engine {have['engine']} --cache-node-type {have['node_type']}"
            f" --num-cache-clusters {have['nodes']} --cache-subnet-group-name "
            f"{have['subnet_group']}{f' --security-group-ids {groups}' if groups else ''} {safe}"
            f" {'--transit-encryption-enabled' if have['transit_encryption'] else '--no-transit-encryption-enabled'} --at-rest-encryption-enabled"
        )
