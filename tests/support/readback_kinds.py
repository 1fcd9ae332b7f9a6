"""How boto3 lists each kind of the stack in a whole account: names by the name of the module that makes them."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import boto3

Env = Mapping[str, str]
GLOBAL = "us-east-1"  # where AWS keeps what is global


@cache
def _client(service: str, endpoint: str, region: str, access_key: str, secret_key: str, token: str | None) -> Any:
    credentials = {"aws_access_key_id": access_key, "aws_secret_access_key": secret_key, "aws_session_token": token}
    return boto3.client(service, endpoint_url=endpoint, region_name=region, **credentials)


def asking(env: Env, service: str, region: str | None = None) -> Any:
    """A client, made once: an account is read back many times."""
    secrets = (env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"], env.get("AWS_SESSION_TOKEN"))
    return _client(service, env["AWS_ENDPOINT_URL"], region or env["AWS_DEFAULT_REGION"], *secrets)


def paged(service: Any, operation: str, member: str, **arguments: Any) -> list[Any]:
    """All pages of a list; of CloudFront the list inside the list."""
    if not service.can_paginate(operation):
        pages = [getattr(service, operation)(**arguments)]
    else:
        pages = service.get_paginator(operation).paginate(**arguments)
    found = []
    for page in pages:
        value: Any = page
        for part in member.split("."):
            value = value.get(part) or []
            if not value:
                break
        found += value
    return found


def named(service: str, operation: str, member: str, name: str, **arguments: Any) -> Callable[[Env], list[str]]:
    """A kind that one call lists, without what AWS itself provides (default.postgres15)."""

    def ask(env: Env) -> list[str]:
        names = [
            entry[name] if name else entry for entry in paged(asking(env, service), operation, member, **arguments)
        ]
        return [one for one in names if not one.startswith("default")]

    return ask


def by_tag(tags: Iterable[Mapping[str, str]], otherwise: str) -> str:
    """The Name tag, or the id of what has none."""
    return {tag["Key"]: tag["Value"] for tag in tags}.get("Name", otherwise)


def regions(env: Env) -> list[str]:
    """The stack's region, and the one in which AWS keeps what is global."""
    return sorted({env["AWS_DEFAULT_REGION"], GLOBAL})


def keys(env: Env) -> list[str]:
    """Customer keys that are not waiting for deletion, by alias; by id where none leads to them."""
    found = []
    for region in regions(env):
        kms = asking(env, "kms", region)
        aliases = {
            alias["TargetKeyId"]: alias["AliasName"].removeprefix("alias/")
            for alias in kms.list_aliases()["Aliases"]
            if "TargetKeyId" in alias
        }
        described = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
        alive = [
            key["KeyId"]
            for key in described
            if key["KeyManager"] == "CUSTOMER" and key["KeyState"] != "PendingDeletion"
        ]
        found += [aliases.get(key, key) for key in alive]
    return found


def in_both(service: str, operation: str, member: str, name: str) -> Callable[[Env], list[str]]:
    """A kind of which some are in us-east-1."""
    return lambda env: [
        entry[name] for region in regions(env) for entry in paged(asking(env, service, region), operation, member)
    ]


def roles(linked: bool) -> Callable[[Env], list[str]]:
    """IAM roles; those that services made for themselves, or the others."""
    return lambda env: [
        role["RoleName"]
        for role in paged(asking(env, "iam"), "list_roles", "Roles")
        if role["Path"].startswith("/aws-service-role/") == linked
    ]


def certificates(env: Env) -> list[str]:
    found = []
    for region in regions(env):
        acm = asking(env, "acm", region)
        for one in paged(acm, "list_certificates", "CertificateSummaryList"):
            found.append(
                by_tag(
                    acm.list_tags_for_certificate(CertificateArn=one["CertificateArn"])["Tags"], one["CertificateArn"]
                )
            )
    return found


def web_acls(operation: str, member: str) -> Callable[[Env], list[str]]:
    def ask(env: Env) -> list[str]:
        scopes = {"REGIONAL": env["AWS_DEFAULT_REGION"], "CLOUDFRONT": GLOBAL}
        return [
            one["Name"]
            for scope, region in scopes.items()
            for one in paged(asking(env, "wafv2", region), operation, member, Scope=scope)
        ]

    return ask


def listeners(env: Env) -> list[tuple[str, Any]]:
    elbv2 = asking(env, "elbv2")
    balancers = paged(elbv2, "describe_load_balancers", "LoadBalancers")
    return [
        (one["ListenerArn"], elbv2)
        for balancer in balancers
        for one in elbv2.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
    ]


def tagged_names(elbv2: Any, arns: list[str]) -> list[str]:
    described = elbv2.describe_tags(ResourceArns=arns)["TagDescriptions"] if arns else []
    return [by_tag(one["Tags"], one["ResourceArn"]) for one in described]


def listener_names(env: Env) -> list[str]:
    return [name for arn, elbv2 in listeners(env) for name in tagged_names(elbv2, [arn])]


def rule_names(env: Env) -> list[str]:
    """Rules that are not a listener's own last one."""
    found = []
    for arn, elbv2 in listeners(env):
        rules = [rule["RuleArn"] for rule in elbv2.describe_rules(ListenerArn=arn)["Rules"] if not rule["IsDefault"]]
        found += tagged_names(elbv2, rules)
    return found


def clusters(env: Env) -> list[str]:
    ecs = asking(env, "ecs")
    described = ecs.describe_clusters(clusters=ecs.list_clusters()["clusterArns"])["clusters"]
    return [one["clusterName"] for one in described if one["status"] == "ACTIVE"]


def services(env: Env) -> list[str]:
    ecs = asking(env, "ecs")
    return [
        arn.rsplit("/", 1)[1] for cluster in clusters(env) for arn in ecs.list_services(cluster=cluster)["serviceArns"]
    ]


def families(env: Env) -> list[str]:
    """Families of task definitions with an active revision."""
    ecs = asking(env, "ecs")
    return sorted(
        {
            arn.rsplit("/", 1)[1].rsplit(":", 1)[0]
            for arn in ecs.list_task_definitions(status="ACTIVE")["taskDefinitionArns"]
        }
    )


def records(env: Env) -> list[str]:
    """Records that a zone does not have by itself."""
    route53 = asking(env, "route53", GLOBAL)
    found = []
    for zone in route53.list_hosted_zones()["HostedZones"]:
        entries = paged(route53, "list_resource_record_sets", "ResourceRecordSets", HostedZoneId=zone["Id"])
        found += [
            f"{entry['Name'].rstrip('.')} {entry['Type']}" for entry in entries if entry["Type"] not in ("NS", "SOA")
        ]
    return found


def distributions(env: Env) -> list[str]:
    cloudfront = asking(env, "cloudfront", GLOBAL)
    found = paged(cloudfront, "list_distributions", "DistributionList.Items")
    return [by_tag(cloudfront.list_tags_for_resource(Resource=one["ARN"])["Tags"]["Items"], one["Id"]) for one in found]


def scaling(operation: str, member: str, name: str) -> Callable[[Env], list[str]]:
    return named("application-autoscaling", operation, member, name, ServiceNamespace="ecs")


# Every kind outside a VPC, by the name of its module.
LISTED: dict[str, Callable[[Env], list[str]]] = {
    "kms_key": keys,
    "logs_group": in_both("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "logs_resource_policy": in_both("logs", "describe_resource_policies", "resourcePolicies", "policyName"),
    "iam_role": roles(linked=False),
    "iam_service_linked_role": roles(linked=True),
    "opensearch_domain": named("opensearch", "list_domain_names", "DomainNames", "DomainName"),
    "rds_instance": named("rds", "describe_db_instances", "DBInstances", "DBInstanceIdentifier"),
    "rds_subnet_group": named("rds", "describe_db_subnet_groups", "DBSubnetGroups", "DBSubnetGroupName"),
    "rds_parameter_group": named("rds", "describe_db_parameter_groups", "DBParameterGroups", "DBParameterGroupName"),
    "elasticache_replication_group": named(
        "elasticache", "describe_replication_groups", "ReplicationGroups", "ReplicationGroupId"
    ),
    "elasticache_subnet_group": named(
        "elasticache", "describe_cache_subnet_groups", "CacheSubnetGroups", "CacheSubnetGroupName"
    ),
    "elasticache_parameter_group": named(
        "elasticache", "describe_cache_parameter_groups", "CacheParameterGroups", "CacheParameterGroupName"
    ),
    # RDS's own secret of the master user has its name from RDS
    "secretsmanager_secret": lambda env: [
        name
        for name in named("secretsmanager", "list_secrets", "SecretList", "Name")(env)
        if not name.startswith("rds!")
    ],
    "s3_bucket": named("s3", "list_buckets", "Buckets", "Name"),
    "ecr_repository": named("ecr", "describe_repositories", "repositories", "repositoryName"),
    "acm_certificate": certificates,
    "elbv2_load_balancer": named("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerName"),
    "elbv2_target_group": named("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupName"),
    "elbv2_listener": listener_names,
    "elbv2_rule": rule_names,
    "wafv2_ip_set": web_acls("list_ip_sets", "IPSets"),
    "wafv2_web_acl": web_acls("list_web_acls", "WebACLs"),
    "ecs_cluster": clusters,
    "ecs_service": services,
    "ecs_task_definition": families,
    "autoscaling_target": scaling("describe_scalable_targets", "ScalableTargets", "ResourceId"),
    "autoscaling_policy": scaling("describe_scaling_policies", "ScalingPolicies", "PolicyName"),
    "autoscaling_scheduled_action": scaling("describe_scheduled_actions", "ScheduledActions", "ScheduledActionName"),
    "cloudfront_distribution": distributions,
    "cloudfront_vpc_origin": lambda env: [
        one["Name"] for one in paged(asking(env, "cloudfront", GLOBAL), "list_vpc_origins", "VpcOriginList.Items")
    ],
    "route53_record": records,
    # autoscaling makes and removes its own alarms
    "cloudwatch_alarm": lambda env: [
        name
        for name in in_both("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName")(env)
        if not name.startswith("TargetTracking-")
    ],
    "cloudwatch_composite_alarm": lambda env: [
        one["AlarmName"]
        for region in regions(env)
        for one in paged(
            asking(env, "cloudwatch", region), "describe_alarms", "CompositeAlarms", AlarmTypes=["CompositeAlarm"]
        )
    ],
    "cloudwatch_dashboard": named("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
    "sns_topic": lambda env: [
        one["TopicArn"].rsplit(":", 1)[1]
        for region in regions(env)
        for one in paged(asking(env, "sns", region), "list_topics", "Topics")
    ],
    # they have no names: protocol and end
    "sns_subscription": lambda env: [
        f"{one['Protocol']} {one['Endpoint']}"
        for region in regions(env)
        for one in paged(asking(env, "sns", region), "list_subscriptions", "Subscriptions")
    ],
    "chatbot_slack_channel": lambda env: [
        one["ConfigurationName"]
        for one in paged(
            asking(env, "chatbot", GLOBAL), "describe_slack_channel_configurations", "SlackChannelConfigurations"
        )
    ],
    "events_rule": in_both("events", "list_rules", "Rules", "Name"),
    "budgets_budget": lambda env: [
        one["BudgetName"]
        for one in paged(asking(env, "budgets", GLOBAL), "describe_budgets", "Budgets", AccountId=env["AWS_ACCOUNT_ID"])
    ],
    "ce_anomaly_monitor": lambda env: [
        one["MonitorName"] for one in paged(asking(env, "ce", GLOBAL), "get_anomaly_monitors", "AnomalyMonitors")
    ],
    "ce_anomaly_subscription": lambda env: [
        one["SubscriptionName"]
        for one in paged(asking(env, "ce", GLOBAL), "get_anomaly_subscriptions", "AnomalySubscriptions")
    ],
    "ce_cost_allocation_tag": lambda env: [
        one["TagKey"]
        for one in paged(asking(env, "ce", GLOBAL), "list_cost_allocation_tags", "CostAllocationTags", Status="Active")
    ],
}
