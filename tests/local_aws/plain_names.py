"""Probes of plain moto: Route 53, SNS, IAM, budgets."""

import json
from functools import cache
from typing import Any

from plain_moto import ACCOUNT, GLOBAL, client, error, of

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole"}]})
RECORD = {"Name": "a.example.com", "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": "b.example.com"}]}


@cache
def zone() -> str:
    return client("route53").create_hosted_zone(Name="example.com", CallerReference="once")["HostedZone"]["Id"]


def change(*changes: tuple[str, dict[str, Any]]) -> str:
    batch = {"Changes": [{"Action": action, "ResourceRecordSet": record} for action, record in changes]}
    return error(client("route53").change_resource_record_sets, HostedZoneId=zone(), ChangeBatch=batch)


def records() -> dict[tuple[str, str], dict[str, Any]]:
    found = client("route53").list_resource_record_sets(HostedZoneId=zone())["ResourceRecordSets"]
    return {(record["Name"], record["Type"]): record for record in found}


@of("route53 CreateHostedZone")
def makes_a_second_zone() -> bool:
    zone()
    return error(client("route53").create_hosted_zone, Name="example.com", CallerReference="once") == ""


@of("route53 ChangeResourceRecordSets")
def makes_half_a_batch() -> bool:
    change(("CREATE", {**RECORD, "Name": "half.example.com"}), ("CREATE", {**RECORD, "Name": "a.example.org"}))
    return ("half.example.com.", "CNAME") in records()


@of("route53 ChangeResourceRecordSets")
def creates_a_record_twice() -> bool:
    change(("CREATE", {**RECORD, "Name": "twice.example.com"}))
    return change(("CREATE", {**RECORD, "Name": "twice.example.com", "TTL": 60})) == ""


@of("route53 ChangeResourceRecordSets")
def deletes_by_old_values() -> bool:
    change(("UPSERT", RECORD))
    change(("UPSERT", {**RECORD, "TTL": 60}))
    return change(("DELETE", RECORD)) == ""


@of("route53 ListResourceRecordSets")
def tells_an_alias_as_sent() -> bool:
    target = {"HostedZoneId": "Z2FDTNDATAQYW2", "DNSName": "D111.cloudfront.net", "EvaluateTargetHealth": False}
    change(("UPSERT", {"Name": "alias.example.com", "Type": "A", "AliasTarget": target}))
    return records()["alias.example.com.", "A"]["AliasTarget"]["DNSName"] == "D111.cloudfront.net"


@of("route53 ChangeResourceRecordSets")
def takes_other_zones_and_the_apex() -> bool:
    return change(("CREATE", {**RECORD, "Name": "a.badexample.com"})) == ""


@of("route53 ListResourceRecordSets")
def tells_the_soa_as_a_dictionary() -> bool:
    return records()["example.com.", "SOA"]["ResourceRecords"][0]["Value"].startswith("{")


@of("sns Subscribe")
def confirms_mail_at_once() -> bool:
    sns = client("sns")
    topic = sns.create_topic(Name="mail")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="a@example.com")
    listed = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    return listed[0]["SubscriptionArn"] != "PendingConfirmation"


@of("iam CreateServiceLinkedRole")
def names_linked_roles_itself() -> bool:
    made = client("iam").create_service_linked_role(AWSServiceName="opensearchservice.amazonaws.com")
    return made["Role"]["RoleName"] != "AWSServiceRoleForAmazonOpenSearchService"


@of("iam DeleteRole")
def deletes_linked_roles() -> bool:
    name = client("iam").create_service_linked_role(AWSServiceName="rds.amazonaws.com")["Role"]["RoleName"]
    return error(client("iam").delete_role, RoleName=name) == ""


@of("iam UpdateRole")
def wipes_the_description_of_a_role() -> bool:
    client("iam").create_role(RoleName="role", AssumeRolePolicyDocument=TRUST, Description="kept")
    client("iam").update_role(RoleName="role", MaxSessionDuration=7200)
    return "Description" not in client("iam").get_role(RoleName="role")["Role"]


ACTUAL = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80.0}
MAIL = {"SubscriptionType": "EMAIL", "Address": "a@example.com"}


def budgets() -> Any:
    return client("budgets", GLOBAL)


def make_budget(name: str, notifications: int = 1, **more: Any) -> None:
    told = [{"Notification": {**ACTUAL, "Threshold": 80.0 + n}, "Subscribers": [MAIL]} for n in range(notifications)]
    wanted = {"BudgetName": name, "BudgetType": "COST", "TimeUnit": "MONTHLY", **more}
    limit = {"BudgetLimit": {"Amount": "100", "Unit": "USD"}}
    budgets().create_budget(AccountId=ACCOUNT, Budget={**limit, **wanted}, NotificationsWithSubscribers=told)


def budget_of(name: str, **options: Any) -> dict[str, Any]:
    make_budget(name, **options)
    return budgets().describe_budget(AccountId=ACCOUNT, BudgetName=name)["Budget"]


@of("budgets DescribeBudget")
def adds_cost_types_to_metrics() -> bool:
    return "CostTypes" in budget_of("metrics", Metrics=["UnblendedCost"])


@of("budgets CreateBudget")
def takes_both_forms_of_filters() -> bool:
    return error(make_budget, "both", Metrics=["UnblendedCost"], CostTypes={"IncludeTax": True}) == ""


@of("budgets CreateBudget")
def tells_amounts_as_sent() -> bool:
    return budget_of("amount")["BudgetLimit"]["Amount"] == "100"


@of("budgets CreateBudget")
def takes_seven_notifications() -> bool:
    return error(make_budget, "seven", notifications=7) == ""


@of("budgets CreateNotification")
def takes_a_notification_twice() -> bool:
    make_budget("again")
    same = {"Notification": {**ACTUAL, "ThresholdType": "PERCENTAGE"}, "Subscribers": [MAIL]}
    return error(budgets().create_notification, AccountId=ACCOUNT, BudgetName="again", **same) == ""


@of("budgets DescribeNotificationsForBudget")
def tells_no_state_of_a_notification() -> bool:
    make_budget("state")
    told = budgets().describe_notifications_for_budget(AccountId=ACCOUNT, BudgetName="state")["Notifications"]
    return "NotificationState" not in told[0]
