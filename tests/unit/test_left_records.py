"""Records have no tags: with names switched off, those that still lead to the stack are known by what they lead to."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.action import absent, prune, route53_zone
from ansible_collections.knowledge.aws.plugins.plugin_utils import kinds as all_of_them
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import kind_of
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.route53.record import Record
from botocore.exceptions import ClientError

from tests.unit.components import Work, done, work
from tests.unit.tasks import Run, run
from tests.unit.things import ACCOUNT, OWN, REGION, aws_error

__all__ = ["run", "work"]

EAST = "us-east-1"
BALANCER, DISTRIBUTION = "knowledge-production-1.ap-northeast-2.elb.amazonaws.com", "d1.cloudfront.net"
BALANCER_ARN = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/app/knowledge-production/50dc6c495c0c9188"
DISTRIBUTION_ARN = f"arn:aws:cloudfront::{ACCOUNT}:distribution/E1"
ZONES = [{"Id": "/hostedzone/Z1", "Name": "example.com.", "Config": {"PrivateZone": False}}]
LEADS_TO = ["elbv2_load_balancer", "cloudfront_distribution"]
RECORD = type("ActionModule", (KindAction,), {"kind": Record})


def alias(name: str, target: str) -> dict[str, Any]:
    to = {"HostedZoneId": "Z2", "DNSName": f"{target}.", "EvaluateTargetHealth": False}
    return {"Name": f"{name}.", "Type": "A", "AliasTarget": to}


OURS = [alias("knowledge.example.com", DISTRIBUTION), alias("old.example.com", f"dualstack.{BALANCER}")]
THEIRS = [
    alias("shop.example.com", "d2.cloudfront.net"),
    alias("api.example.com", "knowledge-production-2.ap-northeast-2.elb.amazonaws.com"),
    {"Name": "www.example.com.", "Type": "CNAME", "TTL": 60, "ResourceRecords": [{"Value": DISTRIBUTION}]},
    {**alias("blue.example.com", DISTRIBUTION), "SetIdentifier": "blue", "Weight": 1},
]


class Account:
    """What AWS answers, and what it was asked."""

    def __init__(self, run: Run) -> None:
        self.index, self.zones, self.records = run.index, ZONES, [*OURS, *THEIRS]
        self.asked: list[str] = []
        self.deleted: list[str] = []
        self.trouble: ClientError | None = None

    def built(self) -> None:
        """The index of tags knows a load balancer and a distribution of ours."""
        self.index[REGION], self.index[EAST] = {BALANCER_ARN: {**OWN, "Component": "alb"}}, {DISTRIBUTION_ARN: OWN}

    def read(self, aws: Aws, operation: str, result: str | None = None, missing: Any = (), **given: Any) -> Any:
        self.asked.append(operation)
        if self.trouble:
            raise self.trouble
        if operation == "describe_load_balancers":
            assert (given["LoadBalancerArns"], aws.region) == ([BALANCER_ARN], REGION)
            return [{"DNSName": BALANCER}]
        if operation == "get_distribution":
            assert given["Id"] == "E1"
            return {"DomainName": DISTRIBUTION}
        return self.zones if operation == "list_hosted_zones" else self.records

    def write(self, aws: Aws, operation: str, already: Any = (), **given: Any) -> None:
        (change,) = given["ChangeBatch"]["Changes"]
        assert (operation, change["Action"]) == ("change_resource_record_sets", "DELETE")
        self.deleted.append(change["ResourceRecordSet"]["Name"])
        self.records = [one for one in self.records if one["Name"] != change["ResourceRecordSet"]["Name"]]


@pytest.fixture
def account(run: Run, work: Work, monkeypatch: pytest.MonkeyPatch) -> Account:
    made = Account(run)
    monkeypatch.setattr(all_of_them, "kind_of", kind_of)  # the real ones
    monkeypatch.setattr(Aws, "read", lambda *args, **given: made.read(*args, **given))
    monkeypatch.setattr(Aws, "write", lambda *args, **given: made.write(*args, **given))
    return made


def off(run: Run, **args: Any) -> dict[str, Any]:
    """The tasks of a part whose names are switched off."""
    zone = run.task(route53_zone.ActionModule, domain="knowledge.example.com", left_of=LEADS_TO, **args)["zone"]
    return run.task(RECORD, hosted_zone_id=zone["id"], aliases_of_stack=True, config=[], **args) if zone["id"] else {}


GONE = ["knowledge.example.com A", "old.example.com A"]


def test_what_leads_to_the_stack_is_an_orphan_and_goes(run: Run, account: Account, work: Work) -> None:
    account.built()
    assert [one["name"] for one in off(run)["orphans"]] == GONE
    planned = work(prune, Record, check_mode=True)
    assert (done(planned), account.deleted) == ([(name, "delete") for name in GONE], [])
    assert done(work(prune, Record)) == done(planned)
    assert account.deleted == ["knowledge.example.com.", "old.example.com."]
    assert account.records == THEIRS


def test_destroy_takes_it_along(run: Run, account: Account, work: Work) -> None:
    account.built()
    assert [one["name"] for one in off(run, state="gathered")["orphans"]] == GONE
    assert done(work(absent, Record)) == [(name, "delete") for name in GONE]
    assert account.records == THEIRS


def test_where_nothing_of_the_stack_is_there_no_call_is_made(run: Run, account: Account) -> None:
    assert (off(run), account.asked) == ({}, [])


@pytest.mark.parametrize(
    "zones", [[], [{**ZONES[0], "Name": "example.org."}], [*ZONES, {**ZONES[0], "Id": "/hostedzone/Z9"}]]
)
def test_an_account_without_the_zone_costs_one_call_and_is_no_error(
    run: Run, account: Account, zones: list[dict[str, Any]]
) -> None:
    account.built()
    account.zones = zones
    assert (off(run), account.asked) == ({}, ["list_hosted_zones"])


def test_nor_is_a_zone_that_nobody_may_see(run: Run, account: Account) -> None:
    account.built()
    account.trouble = aws_error("AccessDenied", operation="ListHostedZones")
    assert off(run) == {}


def test_a_zone_without_such_aliases_asks_for_no_targets(run: Run, account: Account) -> None:
    account.built()
    account.records = [THEIRS[2]]
    assert off(run)["orphans"] == []
    assert account.asked == ["list_hosted_zones", "list_resource_record_sets"]


def test_only_where_it_is_asked_for(run: Run, account: Account) -> None:
    """Another part's task over the same zone, such as that of validation records, takes no alias for its own."""
    account.built()
    assert run.task(RECORD, hosted_zone_id="Z1", config=[])["orphans"] == []
    assert account.asked == ["list_resource_record_sets"]


def test_a_list_with_entries_knows_by_itself_what_it_leads_to(run: Run, account: Account) -> None:
    account.built()
    entry = {"key": "a", "name": "knowledge.example.com A", "record": "knowledge.example.com", "type": "A"}
    target = {"dns_name": DISTRIBUTION, "hosted_zone_id": "Z2"}
    listed = run.task(
        RECORD, hosted_zone_id="Z1", aliases_of_stack=True, config=[{**entry, "alias_target": target}], check_mode=True
    )
    assert (listed["orphans"], account.asked) == ([], ["list_resource_record_sets"])


def test_an_empty_account_has_no_such_zone(run: Run, account: Account) -> None:
    assert (off(run, state="offline"), account.asked) == ({}, [])


def test_kinds_to_which_records_lead_are_kinds() -> None:
    assert [kind_of(name).arn_prefix for name in LEADS_TO] == ["loadbalancer/app/", "distribution/"]
