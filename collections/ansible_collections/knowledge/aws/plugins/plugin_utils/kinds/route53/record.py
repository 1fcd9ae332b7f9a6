# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records in a hosted zone of Route 53 that exists already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.arns import parts_of
from ...core.clients import Aws
from ...core.fields import Field, camel, snake
from ...core.kind import Finding, Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .rules import record_findings

GONE = ("LoadBalancerNotFound", "NoSuchDistribution")  # the index of tags tells it a while longer
TYPES = ("A", "AAAA", "CNAME", "TXT", "MX", "CAA", "SRV", "NS", "HTTPS")
ALIAS_TARGET = {
    "dns_name": Field("str", "DNS name of the load balancer or distribution.", required=True),
    "hosted_zone_id": Field("str", "Id of the target's own zone; Z2FDTNDATAQYW2 for CloudFront.", required=True),
    "evaluate_target_health": Field(
        "bool",
        "Whether the record is left out while the target is not healthy. CloudFront knows no health.",
        default=False,
    ),
}


def fqdn(name: str) -> str:
    """A name as it is compared: lower case, no dot at the end, AWS's \\052 read as a star."""
    return name.lower().rstrip(".").replace("\\052", "*")


def comparable_alias(target: dict[str, Any]) -> dict[str, Any]:
    """AWS puts dualstack. in front of a load balancer that the console chose."""
    return target | {"dns_name": fqdn(target["dns_name"]).removeprefix("dualstack.")}


class Record(Kind):
    """DNS record. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html"""

    name, noun, service = "route53_record", "dns record", "route53"
    is_global = True
    taggable = False
    id_path, name_path = "Id", "Id"
    natural_key = ("record", "type")
    codes = CODES
    needs = ("cloudfront", "elbv2")
    scope_fields = {
        "hosted_zone_id": Field("str", "Id of the hosted zone.", required=True),
        "aliases_of_stack": Field(
            "bool",
            "Whether a list without entries takes aliases for the stack's that lead to a load balancer or distribution "
            "with its tags: they are removed as what is in no list any more.",
            default=False,
        ),
    }
    fields = {
        "record": Field(
            "str",
            "The API's C(Name): full name of the record, as C(name) is that of the entry. Cannot be changed.",
            required=True,
            norm=fqdn,
            api="Name",
        ),
        "type": Field("str", "Type. Cannot be changed.", required=True, choices=TYPES),
        "resource_records": Field(
            "list",
            "Values; instead of an alias.",
            elements="str",
            unordered=True,
            norm=lambda values: [value.rstrip(".") for value in values],
            setter="put",
            api="ResourceRecords[].Value || `[]`",
        ),
        "ttl": Field("int", "Seconds that others may keep it; not for an alias.", setter="put", api="TTL || `0`"),
        "alias_target": Field(
            "dict", "What it stands for, in AWS.", options=ALIAS_TARGET, norm=comparable_alias, setter="put", api=""
        ),
    }
    example = """\
- amazon.aws.route53_zone: {zone: example.com}
  register: zone

- knowledge.aws.route53_record:
    hosted_zone_id: "{{ zone.zone_id }}"
    config:
      - key: www
        name: www.example.com CNAME
        record: www.example.com
        type: CNAME
        resource_records: [knowledge.example.com]
        ttl: 300
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """A record has values and a time to live, or an alias."""
        yield from record_findings(want.fields)

    def find(self, query: Query) -> list[Any]:
        """All simple records of the zone; weighted and other routed ones are nobody's here.

        Records have no tags: one that leads to what an entry leads to is taken for ours; without entries one that leads
        to something of ours, if that is asked for. Without a zone none is known.
        """
        if self.scope.get("hosted_zone_id") is None:
            return []
        targets = {want["alias_target"]["dns_name"] for want in query.wanted if want["alias_target"]}
        found = self.aws.read(
            "list_resource_record_sets", "ResourceRecordSets", HostedZoneId=self.scope["hosted_zone_id"]
        )
        if self.scope["aliases_of_stack"] and not query.wanted:
            targets |= self._own_targets(found)
        return [
            record | {"Id": f"{fqdn(record['Name'])} {record['Type']}"} | self._tags(record, targets)
            for record in found
            if "SetIdentifier" not in record
        ]

    def _own_targets(self, records: list[dict[str, Any]]) -> set[str]:
        """DNS names of the stack's load balancers and distributions; asked for only where aliases may lead to some.

        ALBs are named knowledge-production-123.ap-northeast-2.elb.amazonaws.com, distributions d123.cloudfront.net.
        """
        aliases = [target["dns_name"] for record in records if (target := self._alias_of(record))]
        balancers, distributions = self.aws.of("elbv2", self.stack.region), self.aws.of("cloudfront")
        found: list[str] = []
        arns = self._own_arns(balancers, "elasticloadbalancing", "loadbalancer/")
        if arns and any(".elb." in name for name in aliases):
            told = balancers.read("describe_load_balancers", "LoadBalancers", GONE, LoadBalancerArns=arns)
            found += [balancer["DNSName"] for balancer in told or []]
        arns = self._own_arns(distributions, "cloudfront", "distribution/")
        for arn in arns if any(".cloudfront." in name for name in aliases) else ():
            told = distributions.read("get_distribution", "Distribution", GONE, Id=arn.rpartition("/")[2])
            found += [told["DomainName"]] if told else []
        return {fqdn(name) for name in found}

    def _own_arns(self, aws: Aws, service: str, prefix: str) -> list[str]:
        listed = self.index.read(aws, self.stack)
        told = {arn: parts_of(arn) for arn, tags in listed.items() if self.stack.owns(tags)}
        return [arn for arn, part in told.items() if part["service"] == service and part["resource"].startswith(prefix)]

    def _tags(self, record: dict[str, Any], targets: set[str]) -> dict[str, Any]:
        target = self._alias_of(record)
        return {"Tags": self.stack.tags} if target and target["dns_name"] in targets else {}

    def existing(self, query: Query) -> list[Resource]:
        """Records have no tags: what is to be removed has to say what ours says, or others have taken the name over."""
        found = super().existing(query)
        ours = [
            (want["record"], want["type"], want["resource_records"] or [], want["alias_target"])
            for want in query.wanted
        ]
        return [
            have
            for have in found
            if not (query.everything and query.wanted)
            or have.tags
            or (have["record"], have["type"], have["resource_records"], have["alias_target"]) in ours
        ]

    def _set(self) -> Any:
        """botocore's shape of a record."""
        batch = self.aws.input("change_resource_record_sets").members["ChangeBatch"]
        return batch.members["Changes"].member.members["ResourceRecordSet"]

    def _alias_of(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        target = raw.get("AliasTarget")
        return comparable_alias(snake(target, self._set().members["AliasTarget"])) if target else None

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The alias under the names of its options."""
        return super().shape(raw) | {"alias_target": self._alias_of(raw)}

    def _change(self, action: str, record: dict[str, Any], call: Any, **options: Any) -> None:
        change = {"Action": action, "ResourceRecordSet": record}
        call(
            "change_resource_record_sets",
            HostedZoneId=self.scope["hosted_zone_id"],
            ChangeBatch={"Changes": [change]},
            **options,
        )

    def _as_asked(self, want: Wanted) -> dict[str, Any]:
        record = {name: want[name] for name in ("type", "ttl", "alias_target")} | {"name": want["record"]}
        if want["resource_records"]:
            record["resource_records"] = [{"value": value} for value in want["resource_records"]]
        return dict(camel(record, self._set()))

    def create(self, want: Wanted) -> None:
        """CREATE fails where somebody else was quicker."""
        self._change("CREATE", self._as_asked(want), self.aws.create)

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UPSERT replaces the whole record."""
        self._change("UPSERT", self._as_asked(want), self.aws.write)

    def delete(self, have: Resource) -> None:
        """DELETE names the record exactly as it is; a repeated call finds nothing to delete."""
        record = {key: value for key, value in have.raw.items() if key not in ("Id", "Tags")}
        self._change("DELETE", record, self.aws.write, already=("InvalidChangeBatch",))
