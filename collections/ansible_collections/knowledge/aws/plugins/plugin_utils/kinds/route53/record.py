"""Records in a hosted zone of Route 53 that exists already."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Kind
from ...core.model import Resource, Wanted
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
    nature = ("record", "type")
    not_yet = ("PriorRequestNotComplete",)
    scope = {"zone": Field("str", "Id of the hosted zone.", required=True)}
    fields = {
        "record": Field("str", "Full name.", required=True, norm=fqdn),
        "type": Field("str", "Type.", required=True, choices=TYPES),
        "values": Field(
            "list",
            "Values; instead of an alias.",
            elements="str",
            unordered=True,
            norm=lambda values: [value.rstrip(".") for value in values],
            setter="put",
        ),
        "ttl": Field("int", "Seconds that others may keep it; not for an alias.", api="TTL", setter="put"),
        "alias": Field("dict", "What it stands for, in AWS.", options=ALIAS, norm=alias, setter="put"),
    }
    example = (
        "- knowledge.aws.route53_record:\n    zone: Z0123456789\n    config:\n"
        "      - {key: www, record: www.example.com, type: CNAME, values: [knowledge.example.com], ttl: 300}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """A record has values and a time to live, or an alias."""
        return [f"record {want.key}: {text}" for want in wanted for text in record_objections(want.fields)]

    def find(self, names: list[str]) -> list[Any]:
        """All simple records of the zone; weighted and other routed ones are nobody's here."""
        found = self.aws.read("list_resource_record_sets", "ResourceRecordSets", HostedZoneId=self.given["zone"])
        return [
            record | {"Id": f"{fqdn(record['Name'])} {record['Type']}"}
            for record in found
            if "SetIdentifier" not in record
        ]

    def existing(self, names: list[str]) -> list[Resource]:
        """Records have no tags: what is to be removed has to say what ours says, or somebody else has taken the name over."""
        found = super().existing(names)
        ours = [(want["record"], want["type"], want["values"] or [], want["alias"]) for want in self.wanted]
        return [
            have
            for have in found
            if not (self.everything and self.wanted)
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
            HostedZoneId=self.given["zone"],
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

    def put(self, have: Resource, want: Wanted) -> None:
        """UPSERT replaces the whole record."""
        self._change("UPSERT", self._as_asked(want), self.aws.write)

    def delete(self, have: Resource) -> None:
        """DELETE names the record exactly as it is; a repeated call finds nothing to delete."""
        record = {key: value for key, value in have.raw.items() if key != "Id"}
        self._change(
            "DELETE",
            record,
            lambda operation, **params: self.aws.write(operation, already=("InvalidChangeBatch",), **params),
        )
