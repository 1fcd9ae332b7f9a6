"""What falls out of a list, or belongs to a part that is switched off, is removed or named; then nothing is left."""

import json
from typing import Any

import yaml

from tests.support import readback
from tests.support.cloud import ROOT
from tests.support.stack import OF_THE_ACCOUNT, Account, Played, succeeded

Values = dict[str, Any]
PARTS = yaml.safe_load((ROOT / "roles/wiring/vars/main/parts.yml").read_text(encoding="utf-8"))["stack_parts"]

# More in every list than the inventory has, so that something of each kind can fall out.
LONG: Values = {
    "kms_keys": {"data": {"description": "Data"}, "other": {"description": "Falls out of its list"}},
    "s3_buckets": {
        "logs": {"receives": ["alb", "s3"]},
        "cdn-logs": {"receives": ["cloudfront"]},
        "artifacts": {},
        "x": {},
    },
    "ecr_repositories": {"main": {}, "worker": {}},
    "vpc_interface_endpoints": ["logs", "ecr.api"],
    "security_groups_data_ports": {"database": 5432, "search": 443, "cache": 6379, "queue": 5671},
    "notifications_subscriptions": {
        "operations": {"protocol": "email", "endpoint": "operations@example.com"},
        "pager": {"protocol": "https", "endpoint": "https://pager.example.com/hook"},
    },
    "notifications_slack": {"team_id": "T0123456789", "channel_id": "C0123456789"},
    "waf_allowed_addresses": ["203.0.113.0/24", "2001:db8::/32"],
    "ecs_exec": True,
    "ecs_schedules": {"night": {"schedule": "cron(0 22 * * ? *)", "min_capacity": 2}},
}
SHORT: Values = {
    "kms_keys": {"data": {"description": "Data"}},
    "s3_buckets": {"logs": {"receives": ["alb", "s3"]}, "cdn-logs": {"receives": ["cloudfront"]}, "artifacts": {}},
    "ecr_repositories": {"main": {}},
    "vpc_interface_endpoints": [],
    "vpc_flow_logs": False,
    "vpc_nat_mode": "single",
    "security_groups_data_ports": {"database": 5432, "search": 443, "cache": 6379},
    "notifications_subscriptions": {},
    "notifications_slack": {},
    "opensearch_logs": [],
    "rds_enable_cloudwatch_logs_exports": ["postgresql"],
    "rds_monitoring_interval": 0,
    "elasticache_logs": [],
    "elasticache_auth": False,
    "acm_certificates": ["alb"],
    "cloudfront_enabled": False,
    "alb_origin_header": False,
    "waf_scopes": ["REGIONAL"],
    "waf_allowed_addresses": [],
    "ecs_exec": False,
    "ecs_autoscaling": False,
    "monitoring_dashboard": False,
    "monitoring_disabled_composites": ["service-down"],
    "monitoring_disabled_events": ["database"],
    "budget_anomaly_detection": False,
}
# The network and its keys are what everything else stands on.
SWITCHES = {
    f"{part['name']}_enabled": False
    for part in PARTS
    if part["name"] not in ("kms", "vpc", "security_groups", "stores")
}
# What is named and stays until it is said that data may be lost.
DATA = {"s3_bucket", "ecr_repository", "rds_instance", "opensearch_domain", "elasticache_replication_group"}


def given(*values: Values) -> tuple[str, str]:
    merged: Values = {}
    for some in values:
        merged |= some
    return "-e", json.dumps(merged)


def orphans(played: Played) -> set[tuple[str, str]]:
    return {(one["kind"], one["name"]) for host in played.plan["hosts"].values() for one in host["orphans"]}


def test_whatever_falls_out_of_a_list_goes_or_is_named_and_nothing_is_left(account: Account) -> None:
    built = succeeded(account.play("site.yml", *given(LONG)))

    planned = succeeded(account.play("site.yml", "--check", *given(LONG, SHORT)))
    assert planned.writes == []
    shrunk = succeeded(account.play("site.yml", *given(LONG, SHORT)))
    assert shrunk.names("delete") == planned.names("delete")
    assert orphans(shrunk) == orphans(planned)
    assert {kind for kind, _ in orphans(shrunk)} <= DATA
    again = succeeded(account.play("site.yml", *given(LONG, SHORT)))
    assert again.writes == [] and orphans(again) == orphans(shrunk)

    off = succeeded(account.play("site.yml", *given(LONG, SHORT, SWITCHES)))
    named = {kind for kind, _ in orphans(off)}
    assert DATA <= named, "what holds data is named, and stays"
    calls = [str(call) for call in succeeded(account.play("site.yml", *given(LONG, SHORT, SWITCHES))).calls]
    gone = succeeded(account.play("site.yml", *given(LONG, SHORT, SWITCHES), "-e", "allow_data_loss=production"))
    assert orphans(gone) == set()

    quiet = succeeded(account.play("site.yml", *given(LONG, SHORT, SWITCHES)))
    assert (quiet.total, quiet.writes) == ("No changes.", [])
    assert len(quiet.calls) < len(calls), "what is off and gone costs no calls"

    fell = {kind for run in (shrunk, off, gone) for kind, _ in run.names("delete")}
    with_others = {"autoscaling_policy", "autoscaling_scheduled_action", "sns_subscription"}
    assert {kind for part in PARTS for kind in part["kinds"]} - fell - with_others <= NETWORK, "a kind never fell out"

    destroy = ("playbooks/destroy.yml", "-e", "confirm=production", "-e", "allow_data_loss=production")
    succeeded(account.play(*destroy, *given(LONG, SHORT, SWITCHES)))
    made = {kind for kind, _ in built.names("create")}
    left = readback.listed(account.env)
    assert left.keys() <= {"kms_key", "iam_service_linked_role", *OF_THE_ACCOUNT}, left
    assert made >= {kind for part in PARTS for kind in part["kinds"]} - {"cloudfront_vpc_origin", "route53_record"}


# Nothing of these can fall out while the stack stands.
NETWORK = {
    "ec2_vpc",
    "ec2_subnet",
    "ec2_internet_gateway",
    "ec2_route_table",
    "cloudfront_vpc_origin",
    "route53_record",
}
