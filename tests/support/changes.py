"""What people change by hand in a built stack, over all its tiers, through boto3 alone."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.support.readback_kinds import GLOBAL, Env, asking


@dataclass(frozen=True)
class Change:
    """A change by hand, and what drift has to say of it: the kind, the name in AWS and the field."""

    kind: str
    name: str
    field: str
    make: Callable[[], Any]


def only(entries: list[Any]) -> Any:
    (entry,) = entries
    return entry


class Hands:
    """Somebody with a console, in the stack of a name (knowledge-production)."""

    def __init__(self, env: Env, stack: str) -> None:
        self.env, self.stack = env, stack

    def aws(self, service: str, region: str | None = None) -> Any:
        return asking(self.env, service, region)

    def changes(self) -> list[Change]:
        """One for each tier and more."""
        stack = self.stack
        return [
            Change("budgets_budget", stack, "budget_limit", self.raise_budget),
            Change("cloudwatch_alarm", self.alarm()["AlarmName"], "threshold", self.calm_alarm),
            Change("ec2_security_group", f"{stack}-app", "ingress", self.open_shell),
            Change("ec2_subnet", f"{stack}-private-a", "tags", self.remove_tag),
            Change("kms_key", f"{stack}-data", "enable_key_rotation", self.stop_rotation),
            Change("logs_group", f"/ecs/{stack}", "retention_in_days", self.keep_logs),
            Change("rds_instance", stack, "deletion_protection", self.toggle_protection),
            Change("rds_parameter_group", f"{stack}-postgres15", "parameters", self.change_parameter),
            Change("opensearch_domain", stack, "access_policies", self.open_search),
            Change("elasticache_replication_group", stack, "snapshot_window", self.move_snapshots),
            Change(
                "s3_bucket",
                f"{stack}-artifacts-{self.env['AWS_ACCOUNT_ID']}",
                "public_access_blocked",
                self.open_bucket,
            ),
            Change("elbv2_load_balancer", stack, "attributes", self.hurry_connections),
            # before the rule: ECS refuses a service whose target group no listener leads to
            Change("ecs_service", stack, "deployment_circuit_breaker", self.break_circuit),
            Change("elbv2_rule", f"{stack}-from-cloudfront", "actions", self.close_service),
            Change("wafv2_web_acl", f"{stack}-edge", "rules", self.raise_limit),
            Change("cloudfront_distribution", stack, "viewer_certificate", self.weaken_tls),
        ]

    def raise_budget(self) -> None:
        budgets, account = self.aws("budgets", GLOBAL), self.env["AWS_ACCOUNT_ID"]
        budget = budgets.describe_budget(AccountId=account, BudgetName=self.stack, ShowFilterExpression=True)["Budget"]
        kept = {
            name: value
            for name, value in budget.items()
            if name in ("BudgetName", "TimeUnit", "BudgetType", "FilterExpression", "Metrics", "CostFilters")
        }
        budgets.update_budget(AccountId=account, NewBudget={**kept, "BudgetLimit": {"Amount": "99999", "Unit": "USD"}})

    def alarm(self) -> dict[str, Any]:
        """One of the stack's alarms on a metric; which there are depends on its size."""
        alarms = self.aws("cloudwatch").describe_alarms(AlarmNamePrefix=f"{self.stack}-")["MetricAlarms"]
        return min((one for one in alarms if "MetricName" in one), key=lambda one: str(one["AlarmName"]))

    def calm_alarm(self) -> None:
        cloudwatch, alarm = self.aws("cloudwatch"), self.alarm()
        given = cloudwatch.meta.service_model.operation_model("PutMetricAlarm").input_shape.members
        kept = {name: value for name, value in alarm.items() if name in given}
        cloudwatch.put_metric_alarm(**kept | {"Threshold": alarm["Threshold"] + 1})

    def open_shell(self) -> None:
        ec2 = self.aws("ec2")
        group = only(
            ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": [f"{self.stack}-app"]}])[
                "SecurityGroups"
            ]
        )
        shell = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
        ec2.authorize_security_group_ingress(GroupId=group["GroupId"], IpPermissions=[shell])

    def remove_tag(self) -> None:
        ec2 = self.aws("ec2")
        subnet = only(
            ec2.describe_subnets(Filters=[{"Name": "tag:Name", "Values": [f"{self.stack}-private-a"]}])["Subnets"]
        )
        ec2.delete_tags(Resources=[subnet["SubnetId"]], Tags=[{"Key": "Component"}])

    def stop_rotation(self) -> None:
        kms = self.aws("kms")
        kms.disable_key_rotation(KeyId=kms.describe_key(KeyId=f"alias/{self.stack}-data")["KeyMetadata"]["KeyId"])

    def keep_logs(self) -> None:
        self.aws("logs").put_retention_policy(logGroupName=f"/ecs/{self.stack}", retentionInDays=3653)

    def toggle_protection(self) -> None:
        rds = self.aws("rds")
        now = only(rds.describe_db_instances(DBInstanceIdentifier=self.stack)["DBInstances"])["DeletionProtection"]
        rds.modify_db_instance(DBInstanceIdentifier=self.stack, DeletionProtection=not now, ApplyImmediately=True)

    def change_parameter(self) -> None:
        slow = {"ParameterName": "log_min_duration_statement", "ParameterValue": "77", "ApplyMethod": "immediate"}
        self.aws("rds").modify_db_parameter_group(DBParameterGroupName=f"{self.stack}-postgres15", Parameters=[slow])

    def open_search(self) -> None:
        statement = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "es:*", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        self.aws("opensearch").update_domain_config(DomainName=self.stack, AccessPolicies=policy)

    def move_snapshots(self) -> None:
        self.aws("elasticache").modify_replication_group(
            ReplicationGroupId=self.stack, SnapshotWindow="03:00-04:00", ApplyImmediately=True
        )

    def open_bucket(self) -> None:
        self.aws("s3").delete_public_access_block(Bucket=f"{self.stack}-artifacts-{self.env['AWS_ACCOUNT_ID']}")

    def hurry_connections(self) -> None:
        elbv2 = self.aws("elbv2")
        arn = only(elbv2.describe_load_balancers(Names=[self.stack])["LoadBalancers"])["LoadBalancerArn"]
        elbv2.modify_load_balancer_attributes(
            LoadBalancerArn=arn, Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "5"}]
        )

    def close_service(self) -> None:
        elbv2 = self.aws("elbv2")
        arn = only(elbv2.describe_load_balancers(Names=[self.stack])["LoadBalancers"])["LoadBalancerArn"]
        https = only([one for one in elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"] if one["Port"] == 443])
        rule = only(
            [one for one in elbv2.describe_rules(ListenerArn=https["ListenerArn"])["Rules"] if not one["IsDefault"]]
        )
        closed = {
            "Type": "fixed-response",
            "FixedResponseConfig": {"StatusCode": "503", "ContentType": "text/plain", "MessageBody": "closed"},
        }
        elbv2.modify_rule(RuleArn=rule["RuleArn"], Actions=[closed])

    def break_circuit(self) -> None:
        ecs = self.aws("ecs")
        now = only(ecs.describe_services(cluster=self.stack, services=[self.stack])["services"])[
            "deploymentConfiguration"
        ]
        breaker = {"enable": not now["deploymentCircuitBreaker"]["enable"], "rollback": False}
        ecs.update_service(
            cluster=self.stack, service=self.stack, deploymentConfiguration={**now, "deploymentCircuitBreaker": breaker}
        )

    def raise_limit(self) -> None:
        waf = self.aws("wafv2", GLOBAL)
        summary = only(
            [one for one in waf.list_web_acls(Scope="CLOUDFRONT")["WebACLs"] if one["Name"] == f"{self.stack}-edge"]
        )
        where = {"Scope": "CLOUDFRONT", "Id": summary["Id"], "Name": summary["Name"]}
        got = waf.get_web_acl(**where)
        rules = got["WebACL"]["Rules"]
        limited = [rule for rule in rules if "RateBasedStatement" in rule["Statement"]]
        limited[0]["Statement"]["RateBasedStatement"]["Limit"] += 10_000
        kept = {
            name: got["WebACL"][name]
            for name in ("DefaultAction", "VisibilityConfig", "Description")
            if got["WebACL"].get(name)
        }
        waf.update_web_acl(**where, **kept, Rules=rules, LockToken=got["LockToken"])

    def weaken_tls(self) -> None:
        cloudfront = self.aws("cloudfront", GLOBAL)
        for one in cloudfront.list_distributions()["DistributionList"]["Items"]:
            got = cloudfront.get_distribution_config(Id=one["Id"])
            config = got["DistributionConfig"]
            if config["CallerReference"] == self.stack:
                config["ViewerCertificate"]["MinimumProtocolVersion"] = "TLSv1_2016"
                cloudfront.update_distribution(Id=one["Id"], IfMatch=got["ETag"], DistributionConfig=config)
