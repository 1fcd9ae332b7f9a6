"""ElastiCache changes of a replication group: settings, tokens, logs, replicas."""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from local_aws.additions.elasticache import rules
from local_aws.additions.elasticache.model import ReplicationGroup
from local_aws.attach import attach
from local_aws.errors import AwsError
from local_aws.versions import sort_key

# Parameters of ModifyReplicationGroup that change a setting of the group at once.
SETTINGS = {
    "ReplicationGroupDescription": "description",
    "SecurityGroupIds": "security_groups",
    "NotificationTopicArn": "topic",
    "NotificationTopicStatus": "topic_status",
    "AutoMinorVersionUpgrade": "minor_upgrades",
    "SnapshotRetentionLimit": "retention",
    "SnapshotWindow": "snapshot_window",
    "IpDiscovery": "ip_discovery",
    "AutomaticFailoverEnabled": "failover",
    "MultiAZEnabled": "multi_az",
    "CacheParameterGroupName": "parameter_group",
    "TransitEncryptionMode": "transit_mode",
}
# Changes of these are made in no time, the others leave the group `modifying` for the delay.
QUIET = {"description", "minor_upgrades", "retention", "snapshot_window", "maintenance_window"}


def check_change(backend: Any, group: ReplicationGroup, wanted: dict[str, Any]) -> None:
    """Raises for a change that AWS would not make; `wanted` has the parameters of ModifyReplicationGroup."""
    rules.check_node_type(backend.region_name, wanted.get("CacheNodeType"))
    rules.check_security_groups(backend, wanted.get("SecurityGroupIds"))
    failover = wanted.get("AutomaticFailoverEnabled", group.failover)
    multi_az = wanted.get("MultiAZEnabled", group.multi_az)
    rules.check_figures(len(group.members), failover, multi_az, wanted.get("SnapshotRetentionLimit"))
    rules.check_token(wanted.get("AuthToken"), group.transit_encryption)
    if wanted.get("AuthToken") and not wanted.get("AuthTokenUpdateStrategy"):
        rules.refuse("AuthTokenUpdateStrategy must be given with AuthToken", "InvalidParameterCombination")
    engine, version = new_version(group, wanted)
    if sort_key(version) < sort_key(group.engine_version):
        rules.refuse(
            f"The version of {group.engine} cannot be lowered from {group.engine_version} to {version}",
            "InvalidParameterCombination",
        )
    rules.check_parameter_group(
        backend, wanted.get("CacheParameterGroupName") or default_or_own(group, engine, version), engine, version
    )


def new_version(group: ReplicationGroup, wanted: dict[str, Any]) -> tuple[str, str]:
    """Engine and full version after the change."""
    engine = (wanted.get("Engine") or group.engine).lower()
    if engine != group.engine and (group.engine, engine) != (rules.REDIS, rules.VALKEY):
        rules.refuse(f"The engine cannot be changed from {group.engine} to {engine}", "InvalidParameterCombination")
    asked = wanted.get("EngineVersion")
    return engine, rules.resolve(engine, asked) if asked or engine != group.engine else group.engine_version


def default_or_own(group: ReplicationGroup, engine: str, version: str) -> str:
    """A group of AWS's own follows the engine's version, a group of the user's stays."""
    own = not group.parameter_group.startswith("default.")
    return group.parameter_group if own else f"default.{rules.family(engine, version)}"


def change_token(group: ReplicationGroup, token: str | None, strategy: str | None) -> None:
    """ROTATE keeps the latest token beside the new one, SET keeps the given one only, DELETE none.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html#auth-modifyng-token
    """
    if strategy == "DELETE":
        group.tokens = []
    elif strategy == "ROTATE":
        group.tokens = [*group.tokens[-1:], token]
    else:
        group.tokens = [token]
    group.token_changed = utcnow()


def change_logs(group: ReplicationGroup, wanted: list[dict[str, Any]]) -> None:
    """Replaces the delivery of each log type that is named, or ends it; the others go on."""
    for delivery in wanted:
        group.log_deliveries = [kept for kept in group.log_deliveries if kept["LogType"] != delivery["LogType"]]
        if delivery.get("Enabled", True):
            group.log_deliveries.append(dict(delivery))


def modify_replication_group(self: Any) -> ActionResult:
    """Takes every parameter; moto takes six and drops the others without a word.

    Engine version and node type wait without ApplyImmediately; with it they take effect when the group has been
    `modifying` for the delay.
    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
    """
    backend = self.elasticache_backend
    wanted = {name: value for name, value in self._get_params().items() if value is not None}
    group = backend.find_available(wanted["ReplicationGroupId"], "modification")
    check_change(backend, group, wanted)
    changed = {SETTINGS[name]: value for name, value in wanted.items() if name in SETTINGS}
    if "PreferredMaintenanceWindow" in wanted:
        changed["maintenance_window"] = wanted["PreferredMaintenanceWindow"].lower()
    loud = False
    for name, value in changed.items():
        loud = loud or (name not in QUIET and getattr(group, name) != value)
        setattr(group, name, value)
    if "AuthToken" in wanted or wanted.get("AuthTokenUpdateStrategy") == "DELETE":
        change_token(group, wanted.get("AuthToken"), wanted.get("AuthTokenUpdateStrategy"))
        loud = True
    if wanted.get("LogDeliveryConfigurations"):
        change_logs(group, wanted["LogDeliveryConfigurations"])
        loud = True
    engine, version = new_version(group, wanted)
    waiting = {
        "engine": engine,
        "engine_version": version,
        "node_type": wanted.get("CacheNodeType", group.pending.get("node_type", group.node_type)),
    }
    if "EngineVersion" not in wanted and "Engine" not in wanted:
        waiting |= {name: group.pending[name] for name in ("engine", "engine_version") if name in group.pending}
    group.pending = {name: value for name, value in waiting.items() if value != getattr(group, name)}
    if wanted.get("ApplyImmediately") and group.pending:
        group.applying = True
    if loud or group.applying:
        group.clock.start("modifying")
    return ActionResult({"ReplicationGroup": group.answer()})


def apply_pending(self: Any, group: ReplicationGroup) -> None:
    """Changes that waited take effect, and a default parameter group follows the version."""
    for name, value in group.pending.items():
        if name in ("add", "remove"):
            continue
        setattr(group, name, value)
    for _ in range(group.pending.get("add", 0)):
        group.add_member()
    gone = set(group.pending.get("remove", []))
    for member in [member for member in group.members if member.cluster_id in gone]:
        self.tagging_service.delete_all_tags_for_resource(group.member_arn(member))
        group.members.remove(member)
    group.parameter_group = default_or_own(group, group.engine, group.engine_version)
    for member in group.members:
        self.tagging_service.copy_tags(group.arn, group.member_arn(member))
    group.pending, group.applying = {}, False


def begin_replica_change(self: Any, purpose: str) -> tuple[ReplicationGroup, int]:
    """The group and its number of replicas.

    Errors: InvalidReplicationGroupState, InvalidParameterValue without ApplyImmediately.
    """
    group = self.elasticache_backend.find_available(self._get_param("ReplicationGroupId"), purpose)
    if not self._get_bool_param("ApplyImmediately"):
        rules.refuse("ApplyImmediately=False is not supported for changes of the number of replicas")
    return group, len(group.members) - 1


def increase_replica_count(self: Any) -> ActionResult:
    """Replicas that are added when the group has been `modifying` for the delay; moto answers 500.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_IncreaseReplicaCount.html
    """
    group, replicas = begin_replica_change(self, "increasing the replica count")
    wanted = self._get_int_param("NewReplicaCount")
    if wanted == replicas:
        raise AwsError("NoOperationFault", f"Replication group {group.id} has {replicas} replicas already")
    if not replicas < wanted < rules.MOST_CLUSTERS:
        rules.refuse(f"The new replica count {wanted} must be above {replicas} and below {rules.MOST_CLUSTERS}")
    group.pending["add"] = wanted - replicas
    group.applying = True
    group.clock.start("modifying")
    return ActionResult({"ReplicationGroup": group.answer()})


def decrease_replica_count(self: Any) -> ActionResult:
    """Replicas that go when the group has been `modifying` for the delay; moto answers 500.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DecreaseReplicaCount.html
    """
    group, replicas = begin_replica_change(self, "decreasing the replica count")
    wanted = self._get_int_param("NewReplicaCount")
    if wanted == replicas:
        raise AwsError("NoOperationFault", f"Replication group {group.id} has {replicas} replicas already")
    if not (1 if group.failover else 0) <= wanted < replicas:
        rules.refuse(f"The new replica count {wanted} must be below {replicas}, and at least 1 with automatic failover")
    names = sorted(member.cluster_id for member in group.members if member.role == "replica")
    group.pending["remove"] = names[wanted - replicas :]
    group.applying = True
    group.clock.start("modifying")
    return ActionResult({"ReplicationGroup": group.answer()})


def apply() -> None:
    attach(ElastiCacheBackend, apply_pending)
    attach(ElastiCacheResponse, modify_replication_group, increase_replica_count, decrease_replica_count)
