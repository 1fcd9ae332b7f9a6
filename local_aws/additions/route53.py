"""Route 53: a batch of changes is one whole, deletions need the present values, names as AWS writes them."""

from collections.abc import Callable
from typing import Any

from moto.route53.exceptions import DnsNameInvalidForZone, InvalidActionValue, Route53ClientError
from moto.route53.models import FakeZone, RecordSet, Route53Backend
from moto.route53.utils import validate_domain_name

from local_aws.attach import attach, wrap

Json = dict[str, Any]
Key = tuple[str, str, str | None]
Original = Callable[..., Any]

ACTIONS = ("CREATE", "UPSERT", "DELETE")


def dotted(name: str) -> str:
    """The name in lower case with a dot at its end, as Route 53 tells it."""
    return name.lower() if name.endswith(".") else f"{name.lower()}."


def new_record(original: Original, self: RecordSet, wanted: Json) -> None:
    """AWS ends the DNS name of an alias with a dot; moto tells it as it was sent.

    The SOA record of a zone is text, not a dictionary.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
    """
    original(self, wanted)
    self.records = [record["Value"] if isinstance(record, dict) else record for record in self.records or []]
    if self.alias_target:
        self.alias_target = {**self.alias_target, "DNSName": dotted(self.alias_target["DNSName"])}


def create_hosted_zone(original: Original, self: Route53Backend, name: str, **options: Any) -> FakeZone:
    """A caller reference makes one zone; moto makes another one.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html (HostedZoneAlreadyExists)
    """
    if any(zone.caller_reference == options.get("caller_reference") for zone in self.zones.values()):
        raise Route53ClientError(
            "HostedZoneAlreadyExists", "A hosted zone has already been created with the specified caller reference."
        )
    return original(self, name, **options)


def key_of(record: RecordSet) -> Key:
    """What a record set is known by."""
    return record.name, record.type or "", record.set_identifier


def content_of(record: RecordSet) -> tuple[Any, ...]:
    """What has to be told to delete a record set."""
    return str(record.ttl) if record.ttl is not None else None, sorted(record.records), record.alias_target


def record_of(zone: FakeZone, change: Json) -> RecordSet:
    """The record set of one change; raises what AWS answers to a wrong action or name."""
    if change["Action"] not in ACTIONS:
        raise InvalidActionValue(change["Action"])
    wanted = dict(change["ResourceRecordSet"])
    validate_domain_name(wanted["Name"], code="InvalidChangeBatch")
    wanted["Name"] = dotted(wanted["Name"])
    if not f".{wanted['Name']}".endswith(f".{dotted(zone.name)}"):
        raise DnsNameInvalidForZone(name=wanted["Name"], zone_name=zone.name)
    return RecordSet(wanted)


def fault_of(action: str, record: RecordSet, known: dict[Key, RecordSet], zone: FakeZone) -> str | None:
    """Why a change is not possible in this state of the zone, in AWS's words; None when it is."""
    described = f"resource record set [name='{record.name}', type='{record.type}']"
    present = known.get(key_of(record))
    if action == "CREATE" and present:
        return f"Tried to create {described} but it already exists"
    if action == "DELETE" and not present:
        return f"Tried to delete {described} but it was not found"
    if action == "DELETE" and present and content_of(present) != content_of(record):
        return f"Tried to delete {described} but the values provided do not match the current values"
    if action != "DELETE" and record.type == "CNAME" and record.name == dotted(zone.name):
        return f"RRSet of type CNAME with DNS name {record.name} is not permitted at apex in zone {zone.name}"
    return None


def change_resource_record_sets(self: Route53Backend, zoneid: str, change_list: list[Json]) -> None:
    """All changes of a batch are made, or none.

    moto creates a record twice, deletes by values of the past, and makes half of a batch that it refuses.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
    """
    zone = self.get_hosted_zone(zoneid)
    known = {key_of(record): record for record in zone.rrsets}
    faults = []
    for change in change_list:
        action, record = change["Action"], record_of(zone, change)
        fault = fault_of(action, record, known, zone)
        if fault:
            faults.append(fault)
        elif action == "DELETE":
            del known[key_of(record)]
        else:
            known[key_of(record)] = record
    if faults:
        raise Route53ClientError("InvalidChangeBatch", f"[{', '.join(faults)}]")
    zone.rrsets = list(known.values())


def apply() -> None:
    wrap(RecordSet, "__init__", new_record)
    wrap(Route53Backend, "create_hosted_zone", create_hosted_zone)
    attach(Route53Backend, change_resource_record_sets)
