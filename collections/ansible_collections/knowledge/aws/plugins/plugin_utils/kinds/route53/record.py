"""Records in a hosted zone of Route 53 that exists already."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .rules import record_objections

TYPES = ("A", "AAAA", "CNAME", "TXT", "MX", "CAA", "SRV", "NS", "HTTPS")


def fqdn(name: str) -> str:
    """A name as it is compared: lower case, no dot at the end, AWS's \\052 read as a star."""
    return name.lower().rstrip(".").replace("\\052", "*")


def alias(target: dict[str, Any]) -> dict[str, Any]:
    """An alias target in comparable form; AWS puts dualstack. in front of a load balancer that the console chose."""
    return {
        "name": fqdn(target["name"]).removeprefix("dualstack."),
        "zone": target["zone"],
        "evaluate_health": bool(target.get("evaluate_health")),
    }


ALIAS = {
    "name": Field("str", "DNS name of the load balancer or distribution.", required=True),
    "zone": Field("str", "Id of the target's own zone; Z2FDTNDATAQYW2 for CloudFront.", required=True),
    "evaluate_health": Field(
        "bool",
        "Whether the record is left out while the target is not healthy. CloudFront knows no health.",
        default=False,
    ),
}


class Record(Kind):
    """DNS record. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html"""

    name, noun, service = "route53_record", "dns record", "route53"
    region = "us-east-1"
    taggable = False
    id_path, name_path = "Id", "Id"
    natural_key = ("record", "type")
    codes = CODES | Codes(not_yet=("PriorRequestNotComplete",))
    scope_fields = {"zone": Field("str", "Id of the hosted zone.", required=True)}
    fields = {
        "record": Field("str", "Full name.", required=True, norm=fqdn, api=""),
        "type": Field("str", "Type.", required=True, choices=TYPES, api=""),
        "values": Field(
            "list",
            "Values; instead of an alias.",
            elements="str",
            unordered=True,
            norm=lambda values: [value.rstrip(".") for value in values],
            setter="put",
            api="",
        ),
        "ttl": Field("int", "Seconds that others may keep it; not for an alias.", api="TTL", setter="put"),
        "alias": Field("dict", "What it stands for, in AWS.", options=ALIAS, norm=alias, setter="put", api=""),
    }
    example = (
        "- knowledge.aws.route53_record:\n    zone: Z0123456789\n    config:\n"
        "      - {key: www, record: www.example.com, type: CNAME, values: [knowledge.example.com], ttl: 300}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """A record has values and a time to live, or an alias."""
        return [f"record {want.key}: {text}" for want in wanted for text in record_objections(want.fields)]

    def find(self, query: Query) -> list[Any]:
        """All simple records of the zone; weighted and other routed ones are nobody's here.

        Records have no tags: one that leads to what an entry leads to is taken for ours.
        """
        targets = {want["alias"]["name"] for want in query.wanted if want["alias"]}
        found = self.aws.read("list_resource_record_sets", "ResourceRecordSets", HostedZoneId=self.scope["zone"])
        return [
            record | {"Id": f"{fqdn(record['Name'])} {record['Type']}"} | self._tags(record, targets)
            for record in found
            if "SetIdentifier" not in record
        ]

    def _tags(self, record: dict[str, Any], targets: set[str]) -> dict[str, Any]:
        target = record.get("AliasTarget")
        is_ours = target and fqdn(target["DNSName"]).removeprefix("dualstack.") in targets
        return {"Tags": self.stack.tags} if is_ours else {}

    def existing(self, query: Query) -> list[Resource]:
        """Records have no tags: what is to be removed has to say what ours says, or somebody else has taken the name over."""
        found = super().existing(query)
        ours = [(want["record"], want["type"], want["values"] or [], want["alias"]) for want in query.wanted]
        return [
            have
            for have in found
            if not (query.everything and query.wanted)
            or have.tags
            or (have["record"], have["type"], have["values"], have["alias"]) in ours
        ]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Values and alias in short form."""
        target = raw.get("AliasTarget")
        shape = {
            "record": raw["Name"],
            "type": raw["Type"],
            "values": [entry["Value"] for entry in raw.get("ResourceRecords", [])],
            "ttl": raw.get("TTL", 0),
            "alias": None,
        }
        if target:
            shape["alias"] = {
                "name": target["DNSName"],
                "zone": target["HostedZoneId"],
                "evaluate_health": target["EvaluateTargetHealth"],
            }
        return shape

    def arn(self, have: Resource) -> str:
        """Records have none."""
        return have.id

    def _change(self, action: str, record: dict[str, Any], call: Any) -> None:
        call(
            "change_resource_record_sets",
            HostedZoneId=self.scope["zone"],
            ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]},
        )

    @staticmethod
    def _as_asked(want: Wanted) -> dict[str, Any]:
        """The record as the API wants it."""
        record: dict[str, Any] = {"Name": want["record"], "Type": want["type"]}
        if want["alias"]:
            target = want["alias"]
            return record | {
                "AliasTarget": {
                    "DNSName": target["name"],
                    "HostedZoneId": target["zone"],
                    "EvaluateTargetHealth": target["evaluate_health"],
                }
            }
        return record | {"TTL": want["ttl"], "ResourceRecords": [{"Value": value} for value in want["values"]]}

    def create(self, want: Wanted) -> None:
        """CREATE fails where somebody else was quicker."""
        self._change("CREATE", self._as_asked(want), self.aws.create)

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UPSERT replaces the whole record."""
        self._change("UPSERT", self._as_asked(want), self.aws.write)

    def delete(self, have: Resource) -> None:
        """DELETE names the record exactly as it is; a repeated call finds nothing to delete."""
        record = {key: value for key, value in have.raw.items() if key not in ("Id", "Tags")}
        self._change(
            "DELETE",
            record,
            lambda operation, **params: self.aws.write(operation, already=("InvalidChangeBatch",), **params),
        )
