"""By hand: everybody let through, old TLS, protection off, another health check, a rule before ours,
the header's value guessed.
"""

import os

from tests.support.cloud import client

NAME = "knowledge-production"
elbv2 = client("elbv2", os.environ)
balancer = elbv2.describe_load_balancers(Names=[NAME])["LoadBalancers"][0]["LoadBalancerArn"]
group = elbv2.describe_target_groups(Names=[f"{NAME}-app"])["TargetGroups"][0]["TargetGroupArn"]
listeners = {
    listener["Port"]: listener["ListenerArn"]
    for listener in elbv2.describe_listeners(LoadBalancerArn=balancer)["Listeners"]
}
forward = [{"Type": "forward", "TargetGroupArn": group}]
elbv2.modify_listener(ListenerArn=listeners[443], DefaultActions=forward, SslPolicy="ELBSecurityPolicy-2016-08")
elbv2.delete_listener(ListenerArn=listeners[80])
unprotected = [
    {"Key": "deletion_protection.enabled", "Value": "false"},
    {"Key": "access_logs.s3.enabled", "Value": "false"},
]
elbv2.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=unprotected)
elbv2.modify_target_group(TargetGroupArn=group, HealthCheckPath="/")
elbv2.modify_target_group_attributes(TargetGroupArn=group, Attributes=[{"Key": "stickiness.enabled", "Value": "true"}])
(rule,) = [rule for rule in elbv2.describe_rules(ListenerArn=listeners[443])["Rules"] if not rule["IsDefault"]]
guessed = [
    {
        "Field": "http-header",
        "HttpHeaderConfig": {"HttpHeaderName": "X-Origin-Verify", "Values": ["guessed-by-somebody"]},
    }
]
elbv2.modify_rule(RuleArn=rule["RuleArn"], Conditions=guessed)
elbv2.remove_tags(ResourceArns=[group], TagKeys=["ManagedBy"])
