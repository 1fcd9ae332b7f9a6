"""What falls out of a list, or belongs to a part that is switched off, is removed or named; then nothing is left."""

import json
from collections import Counter
from typing import Any

import yaml

from tests.support import readback
from tests.support.cloud import ROOT, client
from tests.support.stack import NETWORK, OF_THE_ACCOUNT, Account, Played, succeeded

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
        # AWS cannot delete what nobody has confirmed; a queue needs no confirmation
        "queue": {"protocol": "sqs", "endpoint": "arn:aws:sqs:ap-northeast-2:{{ aws_account_id }}:alarms"},
    },
    "notifications_slack": {"team_id": "T0123456789", "channel_id": "C0123456789"},
    "waf_allowed_addresses": ["203.0.113.0/24", "2001:db8::/32"],
    "ecs_exec": True,
    "ecs_schedules": {
        "night": {"schedule": "cron(0 22 * * ? *)", "min_capacity": 2},
        "morning": {"schedule": "cron(0 7 * * ? *)", "min_capacity": 3},
    },
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
    "ecs_requests_target": 0,
    "ecs_schedules": {"night": {"schedule": "cron(0 22 * * ? *)", "min_capacity": 2}},
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


# Nothing of these can fall out while the stack stands.
STAYING = {"ec2_vpc", "ec2_subnet", "ec2_internet_gateway", "ec2_route_table"}
NOT_BUILT = {"cloudfront_vpc_origin"}  # the inventory's load balancer is public
# Calls of a run in which every part with a switch is off and gone, beside those of the ground that is always there, and
# how many of each.
LOOKED_FOR = {
    "resourcegroupstaggingapi.GetResources": 2,  # the index of tags of us-east-1, and of the chat service's region
    # the index does not tell of these, so that only a look shows whether there are some
    "iam.ListRoles": 3,
    "budgets.DescribeBudgets": 1,
    "ce.GetAnomalyMonitors": 1,
    "chatbot.DescribeSlackChannelConfigurations": 1,
    "cloudwatch.GetDashboard": 1,
    # AWS keeps what is deleted for some days, and the index its tags
    "secretsmanager.ListSecrets": 2,
    "kms.ListKeys": 2,
    "kms.DescribeKey": 4,
    "kms.ListResourceTags": 4,
    "kms.GetKeyPolicy": 1,
    "kms.GetKeyRotationStatus": 1,
}
# Of another team in the same zone: names that lead elsewhere, or to the stack in a way of their own.
THEIRS = {"shop.example.com A", "www.example.com CNAME"}


def zone_of_the_domain(account: Account) -> None:
    """The account keeps the domain, and others have records in it."""
    route53 = client("route53", account.env)
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="shrink")["HostedZone"]["Id"]
    elsewhere = {"HostedZoneId": "Z2FDTNDATAQYW2", "DNSName": "d0.cloudfront.net", "EvaluateTargetHealth": False}
    records: list[Values] = [
        {"Name": "shop.example.com", "Type": "A", "AliasTarget": elsewhere},
        {
            "Name": "www.example.com",
            "Type": "CNAME",
            "TTL": 60,
            "ResourceRecords": [{"Value": "knowledge.example.com"}],
        },
    ]
    changes = [{"Action": "CREATE", "ResourceRecordSet": record} for record in records]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def as_planned(account: Account, *args: str) -> Played:
    """A run that does what the plan before it said, and names what it named."""
    planned = succeeded(account.play("site.yml", "--check", *args))
    assert planned.writes == []
    run = succeeded(account.play("site.yml", *args))
    assert (run.names("delete"), orphans(run)) == (planned.names("delete"), orphans(planned))
    return run


def test_whatever_falls_out_of_a_list_goes_or_is_named_and_nothing_is_left(account: Account) -> None:
    zone_of_the_domain(account)
    built = succeeded(account.play("site.yml", *given(LONG)))
    kinds = {kind for part in PARTS for kind in part["kinds"]} - NOT_BUILT
    assert kinds - {kind for kind, _ in built.names("create")} == set()

    shrunk = as_planned(account, *given(LONG, SHORT))
    assert {kind for kind, _ in orphans(shrunk)} <= DATA
    again = succeeded(account.play("site.yml", *given(LONG, SHORT)))
    assert again.writes == [] and orphans(again) == orphans(shrunk)

    switched_off = given(LONG, SHORT, SWITCHES)
    off = as_planned(account, *switched_off)
    assert {kind for kind, _ in orphans(off)} >= DATA, "what holds data is named, and stays"
    destroy = ("playbooks/destroy.yml", "-e", "confirm=production", *switched_off)
    refused = account.play(*destroy)
    assert (refused.rc, refused.writes) == (2, []), "what is off is protected, too"

    gone = as_planned(account, *switched_off, "-e", "allow_data_loss=production")
    assert orphans(gone) == set()
    fell = {kind for run in (shrunk, off, gone) for kind, _ in run.names("delete")}
    assert kinds - fell - STAYING == set(), "a kind never fell out"
    alone = {kind for kind, _ in shrunk.names("delete")}
    belonging = {"autoscaling_policy", "autoscaling_scheduled_action", "sns_subscription"}
    assert belonging <= alone, "without what they belong to"

    quiet = succeeded(account.play("site.yml", *switched_off))
    assert (quiet.total, quiet.writes) == ("No changes.", [])
    ground = succeeded(account.play("site.yml", *NETWORK, *switched_off))
    calls = Counter(str(call) for call in quiet.calls) - Counter(str(call) for call in ground.calls)
    assert calls - Counter(LOOKED_FOR) == Counter(), "what is off and gone costs no calls"

    succeeded(account.play(*destroy, "-e", "allow_data_loss=production"))
    left = readback.listed(account.env)
    records = set(left.pop("route53_record"))
    proofs = {name for name in records if name.startswith("_")}  # they may serve other certificates, too
    assert proofs and records == THEIRS | proofs
    assert left.keys() <= {"kms_key", "iam_service_linked_role", *OF_THE_ACCOUNT}, left
