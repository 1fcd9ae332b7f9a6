"""A replication group with its members, in the words of the API."""

import secrets
from typing import Any

from moto.core.utils import utcnow

from local_aws.additions.elasticache import rules
from local_aws.delays import Clock

# https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html shows names such as apn2 for ap-northeast-2
SHORT_REGIONS = {
    "ap-northeast-2": "apn2",
    "us-east-1": "use1",
    "us-west-2": "usw2",
    "eu-west-1": "euw1",
    "eu-central-1": "euc1",
}


class Member:
    """One node, which is a cache cluster of its own."""

    def __init__(self, cluster_id: str, zone: str, role: str) -> None:
        self.cluster_id, self.zone, self.role = cluster_id, zone, role
        self.created = utcnow()
        self.parameters_pending = False


class ReplicationGroup:
    """moto's group has one member, knows half of the parameters and drops most changes; this one replaces it.

    It has one node group, its cluster mode is disabled.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html
    """

    def __init__(self, backend: Any, wanted: dict[str, Any]) -> None:
        self.backend = backend
        self.id = wanted["ReplicationGroupId"].lower()
        place = f"{backend.region_name}:{backend.account_id}"
        self.arn = f"arn:{backend.partition}:elasticache:{place}:replicationgroup:{self.id}"
        self.clock, self.created, self.deleting = Clock("elasticache", "creating"), utcnow(), False
        self.pending: dict[str, Any] = {}
        self.applying = False
        self.description = wanted.get("ReplicationGroupDescription", "")
        self.engine = (wanted.get("Engine") or rules.REDIS).lower()
        self.engine_version = rules.resolve(self.engine, wanted.get("EngineVersion"))
        default = f"default.{rules.family(self.engine, self.engine_version)}"
        self.parameter_group = wanted.get("CacheParameterGroupName") or default
        self.subnet_group = wanted.get("CacheSubnetGroupName") or "default"
        self.node_type = wanted.get("CacheNodeType") or "cache.t4g.micro"
        self.security_groups = list(wanted.get("SecurityGroupIds") or [])
        self.maintenance_window = (wanted.get("PreferredMaintenanceWindow") or "sun:17:00-sun:18:00").lower()
        self.snapshot_window = wanted.get("SnapshotWindow") or "15:00-16:00"
        self.retention = wanted.get("SnapshotRetentionLimit") or 0
        self.minor_upgrades = wanted.get("AutoMinorVersionUpgrade", True)
        self.failover = bool(wanted.get("AutomaticFailoverEnabled"))
        self.multi_az = bool(wanted.get("MultiAZEnabled"))
        self.transit_encryption = bool(wanted.get("TransitEncryptionEnabled"))
        self.transit_mode = wanted.get("TransitEncryptionMode") or ("required" if self.transit_encryption else None)
        self.at_rest_encryption = bool(wanted.get("AtRestEncryptionEnabled"))
        self.kms_key = rules.key_arn(backend, wanted.get("KmsKeyId"))
        self.tokens = [wanted["AuthToken"]] if wanted.get("AuthToken") else []
        self.token_changed = self.created if self.tokens else None
        self.log_deliveries = [dict(delivery) for delivery in wanted.get("LogDeliveryConfigurations") or []]
        self.topic = wanted.get("NotificationTopicArn")
        self.topic_status = "active"
        self.port = wanted.get("Port") or 6379
        self.network_type, self.ip_discovery = wanted.get("NetworkType") or "ipv4", wanted.get("IpDiscovery") or "ipv4"
        self.data_tiering = "enabled" if wanted.get("DataTieringEnabled") else "disabled"
        region = SHORT_REGIONS.get(backend.region_name, backend.region_name)
        self.domain = f"{secrets.token_hex(3)}.{region}.cache.amazonaws.com"
        self.members: list[Member] = []
        clusters = wanted.get("NumCacheClusters") or 1
        rules.check_figures(clusters, self.failover, self.multi_az, self.retention)
        rules.check_parameter_group(backend, self.parameter_group, self.engine, self.engine_version)
        self.zones = wanted.get("PreferredCacheClusterAZs") or self.zones_of_subnets()
        for _ in range(clusters):
            self.add_member()

    def zones_of_subnets(self) -> list[str]:
        """Zones of the subnet group, or the first of the region without one."""
        group = self.backend.cache_subnet_groups.get(self.subnet_group)
        return sorted(group.zones) if group else [f"{self.backend.region_name}a"]

    def add_member(self) -> None:
        """One more node, with the lowest free number, in the next zone."""
        taken = {member.cluster_id for member in self.members}
        cluster_id = next(name for number in range(1, 1000) if (name := f"{self.id}-{number:03}") not in taken)
        position = len(self.members)
        role = "primary" if position == 0 else "replica"
        self.members.append(Member(cluster_id, self.zones[position % len(self.zones)], role))

    @property
    def status(self) -> str:
        """`creating`, `modifying`, `deleting`, each for the delay `elasticache`; then `available`."""
        return "deleting" if self.deleting else self.clock.running or "available"

    @property
    def snapshotting_cluster(self) -> str | None:
        """The member that snapshots are taken from: a replica where there is one."""
        if not self.retention or not self.members:
            return None
        replicas = [member for member in self.members if member.role == "replica"]
        return (replicas or self.members)[0].cluster_id

    def log_answers(self) -> list[dict[str, Any]]:
        """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_LogDeliveryConfiguration.html"""
        return [
            {key: value for key, value in delivery.items() if key != "Enabled"} | {"Status": "active"}
            for delivery in self.log_deliveries
        ]

    def node_group(self) -> dict[str, Any]:
        """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroup.html"""
        primary, reader = ("master", "replica") if self.transit_encryption else (self.id, f"{self.id}-ro")
        return {
            "NodeGroupId": "0001",
            "Status": self.status,
            "PrimaryEndpoint": self.endpoint(primary),
            "ReaderEndpoint": self.endpoint(reader),
            "NodeGroupMembers": [
                {
                    "CacheClusterId": member.cluster_id,
                    "CacheNodeId": "0001",
                    "PreferredAvailabilityZone": member.zone,
                    "CurrentRole": member.role,
                    "ReadEndpoint": self.endpoint(member.cluster_id),
                }
                for member in self.members
            ],
        }

    def endpoint(self, name: str) -> dict[str, Any]:
        """Address and port; with encryption in transit the group's name is part of the domain."""
        domain = f"{self.id}.{self.domain}" if self.transit_encryption else self.domain
        return {"Address": f"{name}.{domain}", "Port": self.port}

    def answer(self) -> dict[str, Any]:
        """The group as DescribeReplicationGroups tells it; endpoints come when it has been made."""
        made = self.status != "creating"
        endpoints: dict[str, Any] = {"NodeGroups": [self.node_group()]} if made else {}
        return endpoints | {
            "ReplicationGroupId": self.id,
            "Description": self.description,
            "Status": self.status,
            "PendingModifiedValues": {},
            "MemberClusters": [member.cluster_id for member in self.members],
            "SnapshottingClusterId": self.snapshotting_cluster,
            "AutomaticFailover": "enabled" if self.failover else "disabled",
            "MultiAZ": "enabled" if self.multi_az else "disabled",
            "SnapshotRetentionLimit": self.retention,
            "SnapshotWindow": self.snapshot_window,
            "ClusterEnabled": False,
            "ClusterMode": "disabled",
            "CacheNodeType": self.node_type,
            "AuthTokenEnabled": bool(self.tokens),
            "AuthTokenLastModifiedDate": self.token_changed,
            "TransitEncryptionEnabled": self.transit_encryption,
            "TransitEncryptionMode": self.transit_mode,
            "AtRestEncryptionEnabled": self.at_rest_encryption,
            "KmsKeyId": self.kms_key,
            "ARN": self.arn,
            "LogDeliveryConfigurations": self.log_answers(),
            "ReplicationGroupCreateTime": self.created,
            "DataTiering": self.data_tiering,
            "AutoMinorVersionUpgrade": self.minor_upgrades,
            "NetworkType": self.network_type,
            "IpDiscovery": self.ip_discovery,
            "Engine": self.engine,
        }

    def member_arn(self, member: Member) -> str:
        return self.arn.rsplit(":", 2)[0] + f":cluster:{member.cluster_id}"

    def member_answer(self, member: Member, with_nodes: bool) -> dict[str, Any]:
        """A member as DescribeCacheClusters tells it, with what the group's own answer leaves out.

        https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html
        """
        status = self.status
        waiting = {"engine_version": "EngineVersion", "node_type": "CacheNodeType"}
        node = {
            "CacheNodeId": "0001",
            "CacheNodeStatus": status,
            "CacheNodeCreateTime": member.created,
            "ParameterGroupStatus": "in-sync",
            "CustomerAvailabilityZone": member.zone,
        }
        if status != "creating":
            node["Endpoint"] = self.endpoint(member.cluster_id)
        topic = (
            {"NotificationConfiguration": {"TopicArn": self.topic, "TopicStatus": self.topic_status}}
            if self.topic
            else {}
        )
        return topic | {
            "CacheClusterId": member.cluster_id,
            "ClientDownloadLandingPage": "https://console.aws.amazon.com/elasticache/home#client-download:",
            "CacheNodeType": self.node_type,
            "Engine": self.engine,
            "EngineVersion": self.engine_version,
            "CacheClusterStatus": status,
            "NumCacheNodes": 1,
            "PreferredAvailabilityZone": member.zone,
            "CacheClusterCreateTime": member.created,
            "PreferredMaintenanceWindow": self.maintenance_window,
            "PendingModifiedValues": {waiting[name]: value for name, value in self.pending.items() if name in waiting},
            "CacheSecurityGroups": [],
            "CacheParameterGroup": {
                "CacheParameterGroupName": self.parameter_group,
                "ParameterApplyStatus": "pending-reboot" if member.parameters_pending else "in-sync",
                "CacheNodeIdsToReboot": ["0001"] if member.parameters_pending else [],
            },
            "CacheSubnetGroupName": self.subnet_group,
            "CacheNodes": [node] if with_nodes else [],
            "AutoMinorVersionUpgrade": self.minor_upgrades,
            "SecurityGroups": [{"SecurityGroupId": group, "Status": "active"} for group in self.security_groups],
            "ReplicationGroupId": self.id,
            "SnapshotRetentionLimit": self.retention if member.cluster_id == self.snapshotting_cluster else 0,
            "SnapshotWindow": self.snapshot_window,
            "AuthTokenEnabled": bool(self.tokens),
            "AuthTokenLastModifiedDate": self.token_changed,
            "TransitEncryptionEnabled": self.transit_encryption,
            "TransitEncryptionMode": self.transit_mode,
            "AtRestEncryptionEnabled": self.at_rest_encryption,
            "ARN": self.member_arn(member),
            "ReplicationGroupLogDeliveryEnabled": bool(self.log_deliveries),
            "LogDeliveryConfigurations": self.log_answers(),
            "NetworkType": self.network_type,
            "IpDiscovery": self.ip_discovery,
        }
