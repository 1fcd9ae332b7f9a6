"""Domains of OpenSearch Service."""

from __future__ import annotations

from itertools import batched
from typing import Any

from ...core.codes import code_of
from ...core.fields import Field, as_document, same_policy
from ...core.kind import Kind, Life, Query, Report, tag_dict, tag_list
from ...core.model import Resource, Wanted
from ...reference import catalog
from .codes import CODES
from .rules import domain_findings, name_findings, upgrade_steps
from .shapes import SECTIONS, TLS, changeable, given, section

LOGS = ("INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS", "ES_APPLICATION_LOGS", "AUDIT_LOGS")
MASTER_TAG = "MasterUser"  # AWS never tells who the master user is; this tag remembers


class Domain(Kind):
    """Search domain in a VPC. https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html"""

    name, noun, service = "opensearch_domain", "opensearch domain", "opensearch"
    codes = CODES
    arn_prefix = "domain/"
    id_path, arn_path, name_path, state_path = "DomainName", "ARN", "DomainName", "State"
    life = Life(
        ready=("Active",),
        gone=("Gone",),
        failed=("Isolated",),
        usual=1500,
        deadline=5400,
        notes_in_tags=True,
        holds_data=True,
    )
    scope_fields = {
        "protect": Field(
            "bool",
            "Whether it is only deleted together with allow_data_loss: AWS has no such switch of its own.",
            default=True,
        )
    }
    reports = {
        "endpoint": Report("Endpoints.vpc"),
        "domain_id": Report("DomainId"),
        "engine_version": Report("EngineVersion"),
        "status": Report("State"),
    }
    fields = {
        "instance_type": changeable(
            "str", "Type of the data nodes, such as r6g.xlarge.search.", "ClusterConfig.InstanceType", required=True
        ),
        "instance_count": changeable("int", "Number of data nodes.", "ClusterConfig.InstanceCount", required=True),
        "zones": changeable("int", "Number of zones that they stand in.", choices=(1, 2, 3), default=1),
        "master_type": changeable("str", "Type of the dedicated master nodes."),
        "master_count": changeable("int", "Number of dedicated master nodes; 0 for none.", default=0),
        "standby": changeable(
            "bool", "Whether one of three zones is kept as a standby.", "ClusterConfig.MultiAZWithStandbyEnabled"
        ),
        "volume_type": changeable(
            "str", "Type of the volumes.", "EBSOptions.VolumeType", choices=("gp2", "gp3", "io1"), default="gp3"
        ),
        "volume_size": changeable("int", "GiB of each data node.", "EBSOptions.VolumeSize"),
        "iops": changeable("int", "Operations a second of each volume.", "EBSOptions.Iops"),
        "throughput": changeable("int", "MiB a second of each volume.", "EBSOptions.Throughput"),
        "subnets": changeable(
            "list",
            "Ids of the subnets, one in each zone.",
            "VPCOptions.SubnetIds",
            elements="str",
            required=True,
            unordered=True,
        ),
        "security_groups": changeable(
            "list",
            "Ids of its security groups.",
            "VPCOptions.SecurityGroupIds",
            elements="str",
            required=True,
            unordered=True,
        ),
        "access_policy": changeable(
            "dict", "Who may send requests.", "AccessPolicies", norm=as_document, same=same_policy, required=True
        ),
        "encrypted": Field(
            "bool",
            "Whether data is encrypted at rest. Cannot be changed.",
            api="EncryptionAtRestOptions.Enabled",
            default=True,
        ),
        "kms_key": Field("str", "ARN of its key. Cannot be changed.", api="EncryptionAtRestOptions.KmsKeyId"),
        "node_to_node_encryption": changeable(
            "bool",
            "Whether nodes talk by TLS. Cannot be switched off.",
            "NodeToNodeEncryptionOptions.Enabled",
            default=True,
        ),
        "enforce_https": changeable(
            "bool", "Whether plain HTTP is refused.", "DomainEndpointOptions.EnforceHTTPS", default=True
        ),
        "tls_policy": changeable(
            "str",
            "Oldest TLS that is accepted.",
            "DomainEndpointOptions.TLSSecurityPolicy",
            choices=TLS,
            default=TLS[1],
        ),
        "fine_grained_access": changeable(
            "bool",
            "Whether rights are given by index and action. Cannot be switched off.",
            "AdvancedSecurityOptions.Enabled",
            default=True,
        ),
        "master_user": changeable("str", "ARN of the role that gives these rights."),
        "advanced_options": changeable("dict", "Options of the engine.", "AdvancedOptions", subset=True),
        "logs": changeable("dict", f"ARNs of log groups by log ({', '.join(LOGS)}). Others are switched off."),
        "snapshot_hour": changeable(
            "int",
            "Hour (UTC) of the daily snapshot of old versions; later ones are backed up every hour.",
            "SnapshotOptions.AutomatedSnapshotStartHour",
        ),
        "auto_tune": changeable("bool", "Whether AWS tunes memory and queues."),
        "off_peak_start": changeable("str", "Begin (HH:MM, UTC) of the ten hours in which AWS may work on it."),
        "auto_software_update": changeable(
            "bool",
            "Whether service software is updated in these hours.",
            "SoftwareUpdateOptions.AutoSoftwareUpdateEnabled",
        ),
        "engine_version": Field(
            "str",
            "Version of OpenSearch, such as 2.11.",
            required=True,
            norm=lambda text: text.removeprefix("OpenSearch_"),
            setter="upgrade",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.opensearch_domain:\n    wait: false\n    config:\n      - "
        "{key: main, engine_version: '2.11', instance_type: r6g.xlarge.search, instance_count: 3, zones: 3,\n"
        "         volume_size: 200, subnets: '{{ subnets }}', security_groups: [sg-0a1b2c3d], access_policy: '{{ policy }}', master_user: '{{ role_arn }}'}\n"
    )

    @classmethod
    def arn_service(cls) -> str:
        """As ARNs spell it."""
        return "es"

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """What OpenSearch Service refuses."""
        found = [
            (want, finding)
            for want in wanted
            for finding in (*name_findings(want.name), *domain_findings(want.fields, self.stack.region))
        ]
        return [finding.about(f"opensearch domain {want.name}") for want, finding in found] + [
            f"opensearch domain {want.name}: {log} is no log; valid: {', '.join(LOGS)}"
            for want in wanted
            for log in want["logs"] or {}
            if log not in LOGS
        ]

    def find(self, query: Query) -> list[Any]:
        """Domains that may be ours, five a call, and their tags."""
        listed = [entry["DomainName"] for entry in self.aws.read("list_domain_names", "DomainNames") or []]
        ours = [name for name in listed if name in query.names or name.startswith(self.stack.name)]
        answers = self.each(
            lambda some: self.aws.read("describe_domains", "DomainStatusList", DomainNames=list(some)),
            list(batched(ours, 5)),
        )
        domains = [domain for answer in answers for domain in answer]
        tags = self.tags_of([domain["ARN"] for domain in domains])
        return [domain | {"Tags": tags[domain["ARN"]], "State": self._state(domain)} for domain in domains]

    def ask_tags(self, arn: str) -> Any:
        """ListTags."""
        return self.aws.read("list_tags", "TagList", ARN=arn)

    @staticmethod
    def _state(domain: dict[str, Any]) -> str:
        """One word for what AWS tells in several flags."""
        told = domain.get("DomainProcessingStatus")
        if domain.get("Deleted") or told == "Deleting":
            return "Deleting"
        if not domain.get("Endpoints") and not domain.get("Endpoint"):
            return "Creating"
        if domain.get("UpgradeProcessing"):
            return "UpgradingEngineVersion"
        if told and told not in ("Active", "Isolated"):
            return told
        return "Modifying" if domain.get("Processing") else told or "Active"

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What several of AWS's values mean together."""
        cluster, window = (
            raw.get("ClusterConfig") or {},
            (raw.get("OffPeakWindowOptions") or {}).get("OffPeakWindow", {}).get("WindowStartTime") or {},
        )
        masters = bool(cluster.get("DedicatedMasterEnabled"))
        logs = {
            log: option["CloudWatchLogsLogGroupArn"].removesuffix(":*")
            for log, option in (raw.get("LogPublishingOptions") or {}).items()
            if option.get("Enabled")
        }
        shape = super().shape(raw) | {
            "zones": (cluster.get("ZoneAwarenessConfig") or {}).get("AvailabilityZoneCount", 2)
            if cluster.get("ZoneAwarenessEnabled")
            else 1,
            "master_type": cluster.get("DedicatedMasterType"),
            "master_count": cluster.get("DedicatedMasterCount", 0) if masters else 0,
            "access_policy": raw.get("AccessPolicies") or "{}",
            "master_user": tag_dict(raw["Tags"]).get(MASTER_TAG),
            "logs": logs,
            "auto_tune": (raw.get("AutoTuneOptions") or {}).get("State", "DISABLED").startswith("ENABLE"),
            "off_peak_start": f"{window.get('Hours', 0):02d}:{window.get('Minutes', 0):02d}",
            "engine_version": raw["EngineVersion"],
        }
        if not masters:
            shape.pop("master_type")
        if raw["State"] == "Creating":  # what is switched on while it is made is not told yet
            shape.pop("auto_tune")
        return shape

    def forbid_new(self, want: Wanted) -> str | None:
        """The largest volume of the type, which only AWS knows."""
        try:
            limits = self.aws.read(
                "describe_instance_type_limits",
                "LimitsByRole",
                InstanceType=want["instance_type"],
                EngineVersion=f"OpenSearch_{want['engine_version']}",
            )
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) in ("AccessDeniedException", "InvalidAction", "404"):
                return None  # not worth refusing a domain for
            raise
        for storage in (limits or {}).get("data", {}).get("StorageTypes", []):
            values = {limit["LimitName"]: limit["LimitValues"][0] for limit in storage.get("StorageTypeLimits", [])}
            largest = int(float(values.get("MaximumVolumeSize", 0)))
            if (
                storage.get("StorageSubTypeName") == want["volume_type"]
                and largest
                and (want["volume_size"] or 0) > largest
            ):
                return f"volume_size {want['volume_size']} GiB is out of range; {want['instance_type']} with {want['volume_type']} has at most {largest}"
        return None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """What can only be switched on, and versions that there is no way to."""
        off = [
            field
            for field in ("fine_grained_access", "node_to_node_encryption")
            if field in changes and changes[field][1] is False
        ]
        if off:
            return f"{', '.join(off)} cannot be switched off"
        if "engine_version" not in changes:
            return self.forbid_new(want) if "volume_size" in changes or "instance_type" in changes else None
        steps = upgrade_steps(have["engine_version"], want["engine_version"])
        if not steps:
            return f"the version cannot go back ({have['engine_version']} -> {want['engine_version']}); restore a snapshot into a new domain"
        listed = self.aws.read("get_compatible_versions", "CompatibleVersions", DomainName=have.id)
        targets = [target.removeprefix("OpenSearch_") for entry in listed for target in entry["TargetVersions"]]
        return (
            None
            if steps[0] in targets
            else f"AWS does not upgrade {have['engine_version']} to {steps[0]}; it does to {', '.join(sorted(targets, key=catalog.version_key)) or 'none'}"
        )

    def create(self, want: Wanted) -> None:
        """CreateDomain."""
        parts = {
            name: section(name, want)
            for name, fields in SECTIONS.items()
            if any(want[field] is not None for field in fields)
        }
        self.aws.create(
            "create_domain",
            DomainName=want.name,
            EngineVersion=f"OpenSearch_{want['engine_version']}",
            EncryptionAtRestOptions=given(Enabled=want["encrypted"], KmsKeyId=want["kms_key"]),
            TagList=tag_list(want.tags | self._memory(want)),
            **parts,
        )

    @staticmethod
    def _memory(want: Wanted) -> dict[str, str]:
        return {MASTER_TAG: want["master_user"]} if want["master_user"] else {}

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateDomainConfig with the parts that differ and nothing else."""
        parts = {name: section(name, want) for name, fields in SECTIONS.items() if set(fields) & set(changed)}
        if "logs" in changed:
            off = {
                log: {"CloudWatchLogsLogGroupArn": arn, "Enabled": False}
                for log, arn in have["logs"].items()
                if log not in want["logs"]
            }
            parts["LogPublishingOptions"] |= off
        self.aws.write("update_domain_config", DomainName=have.id, **parts)
        if "master_user" in changed:
            self.set_tags(have, self._memory(want))

    def upgrade(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpgradeDomain, step by step; AWS checks, takes a snapshot and goes on by itself, and takes one change at a time."""
        for step in upgrade_steps(have["engine_version"], want["engine_version"]):
            self.wait_until_ready(have)
            self.aws.write("upgrade_domain", DomainName=have.id, TargetVersion=f"OpenSearch_{step}")

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTags."""
        self.aws.write("add_tags", ARN=have.arn, TagList=tag_list(tags))

    def protected(self, have: Resource) -> str | None:
        """Its automated snapshots go with it."""
        return (
            "its indexes and its automated snapshots would be gone; take a manual snapshot into the backups bucket first"
            if self.scope.get("protect", True)
            else None
        )

    def delete(self, have: Resource) -> None:
        """DeleteDomain."""
        if have.state != "Deleting":
            self.aws.write("delete_domain", DomainName=have.id)
