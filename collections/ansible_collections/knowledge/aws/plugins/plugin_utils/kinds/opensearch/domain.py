# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Domains of OpenSearch Service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from ...core.codes import code_of
from ...core.fields import Field, as_document, same_policy
from ...core.kind import Finding, Kind, Life, Query, Report, tag_dict, tag_list
from ...core.model import Resource, Wanted
from ...reference import catalog
from .codes import CODES
from .rules import LOGS, domain_findings, name_findings, upgrade_steps
from .shapes import TLS, as_logs, as_switch, as_time, changeable, parts

MASTER_TAG = "MasterUser"  # AWS never tells who the master user is; this tag remembers
MASTER = "AdvancedSecurityOptions.MasterUserOptions.MasterUserARN"


class Domain(Kind):
    """Search domain in a VPC.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
    """

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
        "endpoint": Report(
            "Endpoints.vpc",
            "Host name inside the VPC, once the domain is ready.",
            "vpc-knowledge-production-a1b2c3d4e5f6g7h8i9j0k1l2m3.ap-northeast-2.es.amazonaws.com",
        ),
        "engine_version": Report("EngineVersion", "Engine and version.", "OpenSearch_2.11"),
    }
    fields = {
        "instance_type": changeable(
            "str", "Type of the data nodes, such as r6g.xlarge.search.", "ClusterConfig.InstanceType", required=True
        ),
        "instance_count": changeable("int", "Number of data nodes.", "ClusterConfig.InstanceCount", required=True),
        "availability_zone_count": changeable(
            "int",
            "Number of zones that they stand in; 1 switches zone awareness off.",
            "ClusterConfig.ZoneAwarenessConfig.AvailabilityZoneCount",
            choices=(1, 2, 3),
            default=1,
        ),
        "dedicated_master_type": changeable(
            "str", "Type of the dedicated master nodes.", "ClusterConfig.DedicatedMasterType"
        ),
        "dedicated_master_count": changeable(
            "int", "Number of dedicated master nodes; 0 for none.", "ClusterConfig.DedicatedMasterCount", default=0
        ),
        "volume_type": changeable(
            "str", "Type of the volumes.", "EBSOptions.VolumeType", choices=("gp2", "gp3", "io1"), default="gp3"
        ),
        "volume_size": changeable("int", "GiB of each data node.", "EBSOptions.VolumeSize"),
        "iops": changeable("int", "Operations a second of each volume.", "EBSOptions.Iops"),
        "throughput": changeable("int", "MiB a second of each volume.", "EBSOptions.Throughput"),
        "subnet_ids": changeable(
            "list",
            "Ids of the subnets, one in each zone.",
            "VPCOptions.SubnetIds",
            elements="str",
            required=True,
            unordered=True,
        ),
        "security_group_ids": changeable(
            "list",
            "Ids of its security groups.",
            "VPCOptions.SecurityGroupIds",
            elements="str",
            required=True,
            unordered=True,
        ),
        "access_policies": changeable(
            "dict", "Policy of who may send requests.", norm=as_document, same=same_policy, required=True
        ),
        "encryption_at_rest": Field(
            "bool",
            "Whether data is encrypted at rest (EncryptionAtRestOptions.Enabled). Cannot be changed.",
            api="EncryptionAtRestOptions.Enabled",
            default=True,
        ),
        "kms_key_id": Field("str", "ARN of its key. Cannot be changed.", api="EncryptionAtRestOptions.KmsKeyId"),
        "node_to_node_encryption": changeable(
            "bool",
            "Whether nodes talk by TLS (NodeToNodeEncryptionOptions.Enabled). Cannot be switched off.",
            "NodeToNodeEncryptionOptions.Enabled",
            default=True,
        ),
        "enforce_https": changeable(
            "bool", "Whether plain HTTP is refused.", "DomainEndpointOptions.EnforceHTTPS", default=True
        ),
        "tls_security_policy": changeable(
            "str",
            "Oldest TLS that is accepted.",
            "DomainEndpointOptions.TLSSecurityPolicy",
            choices=TLS,
            default=TLS[1],
        ),
        "advanced_security": changeable(
            "bool",
            "Whether rights are given by index and action (AdvancedSecurityOptions.Enabled), "
            "which is fine-grained access control. Cannot be switched off.",
            "AdvancedSecurityOptions.Enabled",
            default=True,
        ),
        "master_user_arn": changeable("str", "ARN of the role that gives these rights.", MASTER),
        "log_publishing_options": changeable(
            "dict", f"ARNs of log groups by log ({', '.join(LOGS)}). Others are switched off.", norm=as_logs
        ),
        "automated_snapshot_start_hour": changeable(
            "int",
            "Hour (UTC) of the daily snapshot of old versions; later ones are backed up every hour.",
            "SnapshotOptions.AutomatedSnapshotStartHour",
        ),
        "auto_tune": changeable(
            "bool",
            "Whether AWS tunes memory and queues (AutoTuneOptions.DesiredState).",
            "AutoTuneOptions.State",
            norm=as_switch,
        ),
        "off_peak_window_start_time": changeable(
            "str",
            "Begin (HH:MM, UTC) of the ten hours in which AWS may work on it.",
            "OffPeakWindowOptions.OffPeakWindow.WindowStartTime",
            norm=as_time,
        ),
        "auto_software_update_enabled": changeable(
            "bool",
            "Whether service software is updated in these hours.",
            "SoftwareUpdateOptions.AutoSoftwareUpdateEnabled",
        ),
        "engine_version": Field(
            "str",
            "Version of OpenSearch, such as 2.11. Cannot go back.",
            required=True,
            norm=lambda text: text.removeprefix("OpenSearch_"),
            setter="upgrade",
        ),
    }
    example = """\
- knowledge.aws.ec2_vpc:
    config: [{key: search, cidr_block: 10.0.0.0/16}]
  register: vpcs
- knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpcs.ids.search }}"
    config: [{key: search, cidr_block: 10.0.0.0/24, availability_zone: ap-northeast-2a}]
  register: subnets
- knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpcs.ids.search }}"
    config: [{key: search, description: Search}]
  register: security_groups
- knowledge.aws.iam_service_linked_role:
    config:
      - key: opensearch
        name: AWSServiceRoleForAmazonOpenSearchService
        aws_service_name: opensearchservice.amazonaws.com
- knowledge.aws.opensearch_domain:
    wait: false
    config:
      - key: main
        name: knowledge
        engine_version: "2.11"
        instance_type: t3.small.search
        instance_count: 1
        volume_size: 10
        subnet_ids: ["{{ subnets.ids.search }}"]
        security_group_ids: ["{{ security_groups.ids.search }}"]
        access_policies:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {AWS: "arn:aws:iam::123456789012:root"}
              Action: "es:ESHttp*"
              Resource: "arn:aws:es:ap-northeast-2:123456789012:domain/knowledge/*"
        master_user_arn: "arn:aws:iam::123456789012:role/search-admin"
"""

    @classmethod
    def arn_service(cls) -> str:
        """As ARNs spell it."""
        return "es"

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Name and everything else that OpenSearch Service refuses."""
        yield from name_findings(want.name)
        yield from domain_findings(want.fields, self.aws.region)

    def find(self, query: Query) -> list[Any]:
        """Domains that may be ours, five a call, and their tags."""
        listed = [entry["DomainName"] for entry in self.aws.read("list_domain_names", "DomainNames") or []]
        answers = self.each(
            lambda some: self.aws.read("describe_domains", "DomainStatusList", DomainNames=list(some)),
            list(batched(self.may_be_ours(listed, query), 5)),
        )
        domains = [domain for answer in answers for domain in answer]
        tags = self.tags_of([domain["ARN"] for domain in domains])
        return [self._completed(domain, tags[domain["ARN"]]) for domain in domains]

    def ask_tags(self, arn: str) -> Any:
        """ListTags."""
        return self.aws.read("list_tags", "TagList", ARN=arn)

    def _completed(self, domain: dict[str, Any], tags: dict[str, str]) -> dict[str, Any]:
        """With what AWS leaves out where it is off, what it never tells, and one word for what several flags say."""
        off: dict[str, Any] = {
            "AutoTuneOptions": {"State": "DISABLED"},
            "LogPublishingOptions": {},
            "OffPeakWindowOptions": {"OffPeakWindow": {"WindowStartTime": {}}},
            "AdvancedSecurityOptions": {"MasterUserOptions": {"MasterUserARN": tag_dict(tags).get(MASTER_TAG)}},
        }
        told = {name: default | (domain.get(name) or {}) for name, default in off.items()}
        own = {"AccessPolicies": domain.get("AccessPolicies") or "{}", "Tags": tags, "State": self._state(domain)}
        return domain | told | own

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
            return str(told)
        return "Modifying" if domain.get("Processing") else told or "Active"

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What several of AWS's values mean together."""
        shape, cluster = super().shape(raw), raw.get("ClusterConfig") or {}
        if not cluster.get("ZoneAwarenessEnabled"):
            shape["availability_zone_count"] = 1
        elif shape["availability_zone_count"] is None:
            shape["availability_zone_count"] = 2
        if not cluster.get("DedicatedMasterEnabled"):
            shape["dedicated_master_count"] = 0
            shape.pop("dedicated_master_type")
        if raw["State"] == "Creating":  # what is switched on while it is made is not told yet
            shape.pop("auto_tune")
        return shape

    def forbid_new(self, want: Wanted) -> str | None:
        """The largest volume of the type, which only AWS knows."""
        instance, size, volume = want["instance_type"], want["volume_size"] or 0, want["volume_type"]
        engine = f"OpenSearch_{want['engine_version']}"
        try:
            limits = self.aws.read(
                "describe_instance_type_limits", "LimitsByRole", InstanceType=instance, EngineVersion=engine
            )
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) in ("AccessDeniedException", "InvalidAction", "404"):
                return None  # not worth refusing a domain for
            raise
        for storage in (limits or {}).get("data", {}).get("StorageTypes", []):
            values = {limit["LimitName"]: limit["LimitValues"][0] for limit in storage.get("StorageTypeLimits", [])}
            largest = int(float(values.get("MaximumVolumeSize", 0)))
            if storage.get("StorageSubTypeName") == volume and 0 < largest < size:
                return f"volume_size {size} GiB is out of range; {instance} with {volume} has at most {largest}"
        return None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """What can only be switched on, and versions that there is no way to."""
        switches = ("advanced_security", "node_to_node_encryption")
        off = [field for field in switches if field in changes and changes[field][1] is False]
        if off:
            return f"{', '.join(off)} cannot be switched off"
        if "engine_version" not in changes:
            return self.forbid_new(want) if "volume_size" in changes or "instance_type" in changes else None
        now, wish = have["engine_version"], want["engine_version"]
        steps = upgrade_steps(now, wish)
        if not steps:
            return f"the version cannot go back ({now} -> {wish}); restore a snapshot into a new domain"
        listed = self.aws.read("get_compatible_versions", "CompatibleVersions", DomainName=have.id)
        targets = [target.removeprefix("OpenSearch_") for entry in listed for target in entry["TargetVersions"]]
        if steps[0] in targets:
            return None
        possible = ", ".join(sorted(targets, key=catalog.version_key)) or "none"
        return f"AWS does not upgrade {now} to {steps[0]}; it does to {possible}"

    def create(self, want: Wanted) -> None:
        """CreateDomain."""
        self.aws.create(
            "create_domain",
            DomainName=want.name,
            EngineVersion=f"OpenSearch_{want['engine_version']}",
            TagList=tag_list(want.tags | self._memory(want)),
            **self._parts(want, self.fields.keys() - {"engine_version"}),
        )

    def _parts(self, want: Wanted, names: Iterable[str]) -> dict[str, Any]:
        """The parts of a request that hold these fields, each with all of its fields."""
        members = self.aws.members("create_domain")
        paths = {name: field.api or members[name] for name, field in self.fields.items()}
        sent = {paths[name].partition(".")[0] for name in names}
        given = {path: want[name] for name, path in paths.items() if path.partition(".")[0] in sent}
        return parts({path: value for path, value in given.items() if value is not None})

    @staticmethod
    def _memory(want: Wanted) -> dict[str, str]:
        return {MASTER_TAG: want["master_user_arn"]} if want["master_user_arn"] else {}

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateDomainConfig with the parts that differ and nothing else."""
        request = self._parts(want, changed)
        if "log_publishing_options" in changed:
            dropped = have["log_publishing_options"].items() - want["log_publishing_options"].items()
            off = {log: {"CloudWatchLogsLogGroupArn": arn, "Enabled": False} for log, arn in dropped}
            request["LogPublishingOptions"] = off | request["LogPublishingOptions"]
        self.aws.write("update_domain_config", DomainName=have.id, **request)
        if "master_user_arn" in changed:
            self.set_tags(have, self._memory(want))

    def upgrade(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpgradeDomain, step by step: AWS checks, takes a snapshot and goes on by itself, one change at a time."""
        for step in upgrade_steps(have["engine_version"], want["engine_version"]):
            self.wait_until_ready(have)
            self.aws.write("upgrade_domain", DomainName=have.id, TargetVersion=f"OpenSearch_{step}")

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTags."""
        self.aws.write("add_tags", ARN=have.arn, TagList=tag_list(tags))

    def protected(self, have: Resource) -> str | None:
        """Its automated snapshots go with it."""
        if not self.scope["protect"]:
            return None
        gone = "its indexes and its automated snapshots would be gone"
        return f"{gone}; take a manual snapshot into a bucket of your own first"

    def delete(self, have: Resource) -> None:
        """DeleteDomain."""
        if have.state != "Deleting":
            self.aws.write("delete_domain", DomainName=have.id)
