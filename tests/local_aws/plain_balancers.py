"""Probes of plain moto: load balancers, and the tags of everything."""

from typing import Any

from plain_moto import ACCOUNT, GLOBAL, REGION, client, error, of
from plain_network import S3, balancer, certificate, listener, network, tagged_address, target_group, tcp

TAGS = [{"Key": "Project", "Value": "knowledge"}]


def elbv2() -> Any:
    return client("elbv2")


def attributes(answer: dict[str, Any]) -> dict[str, str]:
    return {one["Key"]: one["Value"] for one in answer["Attributes"]}


@of("elbv2 DescribeLoadBalancerAttributes")
def tells_few_attributes_of_a_balancer() -> bool:
    return len(attributes(elbv2().describe_load_balancer_attributes(LoadBalancerArn=balancer("few")))) < 24


@of("elbv2 CreateLoadBalancer")
def forgets_the_default_scheme() -> bool:
    return "Scheme" not in elbv2().describe_load_balancers(LoadBalancerArns=[balancer("few")])["LoadBalancers"][0]


@of("elbv2 CreateLoadBalancer")
def makes_a_balancer_twice() -> bool:
    arn, (_, subnets, group) = balancer("again"), network()
    made = elbv2().create_load_balancer(Name="again", Subnets=subnets, SecurityGroups=[group])
    return made["LoadBalancers"][0]["LoadBalancerArn"] != arn


@of("elbv2 DeleteLoadBalancer")
def deletes_a_protected_balancer() -> bool:
    on = [{"Key": "deletion_protection.enabled", "Value": "true"}]
    elbv2().modify_load_balancer_attributes(LoadBalancerArn=balancer("protected"), Attributes=on)
    return error(elbv2().delete_load_balancer, LoadBalancerArn=balancer("protected")) == ""


@of("elbv2 ModifyTargetGroupAttributes")
def tells_few_attributes_of_a_target_group() -> bool:
    return len(attributes(elbv2().describe_target_group_attributes(TargetGroupArn=target_group("few")))) < 14


@of("elbv2 ModifyTargetGroupAttributes")
def keeps_any_attribute_of_a_target_group() -> bool:
    wrong = [{"Key": "nonsense", "Value": "1"}]
    return error(elbv2().modify_target_group_attributes, TargetGroupArn=target_group("any"), Attributes=wrong) == ""


@of("elbv2 CreateTargetGroup")
def refuses_the_same_target_group() -> bool:
    target_group("same")
    return error(target_group.__wrapped__, "same") != ""


@of("elbv2 DescribeTargetGroups")
def misses_who_forwards() -> bool:
    arn, group = listener("forward")["ListenerArn"], target_group("forward")
    elbv2().modify_listener(ListenerArn=arn, DefaultActions=[{"Type": "forward", "TargetGroupArn": group}])
    told = elbv2().describe_target_groups(TargetGroupArns=[group])["TargetGroups"][0]
    return told.get("LoadBalancerArns", []) != [balancer("forward")]


@of("elbv2 CreateListener")
def completes_no_action() -> bool:
    config = {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}
    made = listener("action", DefaultActions=[{"Type": "redirect", "RedirectConfig": config}])
    return made["DefaultActions"][0]["RedirectConfig"] == config


@of("elbv2 CreateListener")
def gives_http_a_security_policy() -> bool:
    return "SslPolicy" in listener("policy")


@of("elbv2 DescribeListenerAttributes")
def knows_one_attribute_of_listeners() -> bool:
    told = elbv2().describe_listener_attributes(ListenerArn=listener("attributes")["ListenerArn"])
    return list(attributes(told)) == ["tcp.idle_timeout.seconds"]


@of("elbv2 CreateListener")
def listens_twice_on_a_port() -> bool:
    listener("port")
    return error(listener, "port") == ""


@of("elbv2 CreateListener")
def takes_https_without_a_certificate() -> bool:
    return error(listener, "https", 443, Protocol="HTTPS") == ""


@of("elbv2 ModifyListener")
def drops_certificates_by_name() -> bool:
    arns = [certificate(f"{name}.by-name.example.com") for name in "abc"]
    made = listener("names", 443, Protocol="HTTPS", Certificates=[{"CertificateArn": arns[0]}])["ListenerArn"]
    elbv2().add_listener_certificates(ListenerArn=made, Certificates=[{"CertificateArn": arns[1]}])
    elbv2().modify_listener(ListenerArn=made, Certificates=[{"CertificateArn": arns[2]}])
    return len(elbv2().describe_listener_certificates(ListenerArn=made)["Certificates"]) == 1


@of("elbv2 AddListenerCertificates")
def adds_a_certificate_twice() -> bool:
    first, second = (certificate(f"{name}.twice.example.com") for name in "ab")
    made = listener("twice", 443, Protocol="HTTPS", Certificates=[{"CertificateArn": first}])["ListenerArn"]
    for _ in range(2):
        elbv2().add_listener_certificates(ListenerArn=made, Certificates=[{"CertificateArn": second}])
    return len(elbv2().describe_listener_certificates(ListenerArn=made)["Certificates"]) == 3


def rules(name: str) -> list[dict[str, Any]]:
    condition = {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/a"]}}
    refuse = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}]
    wanted = {"ListenerArn": listener(name)["ListenerArn"], "Conditions": [condition], "Actions": refuse}
    return [elbv2().create_rule(Priority=priority, **wanted)["Rules"][0] for priority in (1, 2)]


@of("elbv2 CreateRule")
def tells_conditions_as_sent() -> bool:
    return not rules("conditions")[0]["Conditions"][0].get("Values")


@of("elbv2 SetRulePriorities")
def swaps_no_priorities() -> bool:
    first, second = (rule["RuleArn"] for rule in rules("swap"))
    swapped = [{"RuleArn": first, "Priority": 2}, {"RuleArn": second, "Priority": 1}]
    return error(elbv2().set_rule_priorities, RulePriorities=swapped) != ""


@of("elbv2 AddTags")
def counts_tags_to_ten() -> bool:
    ten = [{"Key": f"key-{number}", "Value": "x"} for number in range(10)]
    elbv2().add_tags(ResourceArns=[balancer("tags")], Tags=ten)
    return error(elbv2().add_tags, ResourceArns=[balancer("tags")], Tags=[{"Key": "more", "Value": "x"}]) != ""


@of("elbv2 DescribeTags")
def tells_tags_of_no_balancer() -> bool:
    return error(elbv2().describe_tags, ResourceArns=[balancer("tags") + "0"]) == ""


def tagged(region: str = REGION) -> set[str]:
    """What the tagging API lists, by service and kind."""
    wanted = [{"Key": "Project", "Values": ["knowledge"]}]
    found = client("resourcegroupstaggingapi", region).get_resources(TagFilters=wanted)["ResourceTagMappingList"]
    arns = [one["ResourceARN"].split(":", 5) for one in found]
    return {f"{arn[2]}:{arn[5].replace(':', '/').split('/')[0]}" for arn in arns}


@of("resourcegroupstaggingapi GetResources")
def lists_no_tagged_listeners() -> bool:
    listener("tagged", Tags=TAGS)
    return "elasticloadbalancing:listener" not in tagged()


@of("resourcegroupstaggingapi GetResources")
def leaves_services_out() -> bool:
    client("ecr").create_repository(repositoryName="tagged", tags=TAGS)
    client("opensearch").create_domain(DomainName="tagged", TagList=TAGS)
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "seen"}
    wanted = {"Scope": "REGIONAL", "DefaultAction": {"Allow": {}}, "VisibilityConfig": seen}
    client("wafv2").create_web_acl(Name="tagged", Tags=TAGS, **wanted)
    return not {"ecr", "es", "wafv2"} & {one.split(":")[0] for one in tagged()}


@of("resourcegroupstaggingapi GetResources")
def leaves_zones_out() -> bool:
    zone = client("route53").create_hosted_zone(Name="tagged.example.com", CallerReference="tagged")["HostedZone"]["Id"]
    name = zone.rsplit("/", 1)[1]
    client("route53").change_tags_for_resource(ResourceType="hostedzone", ResourceId=name, AddTags=TAGS)
    return "route53:hostedzone" not in tagged(GLOBAL)


@of("resourcegroupstaggingapi GetResources")
def leaves_network_out() -> bool:
    ec2, (vpc, _, group) = client("ec2"), network()
    client("ec2").create_tags(Resources=[tagged_address()], Tags=TAGS)
    kind = [{"ResourceType": "vpc-endpoint", "Tags": TAGS}]
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=S3, VpcEndpointType="Gateway", TagSpecifications=kind)
    rule = tcp(99, IpRanges=[{"CidrIp": "10.0.0.0/8"}])
    kind = [{"ResourceType": "security-group-rule", "Tags": TAGS}]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule], TagSpecifications=kind)
    return not {"ec2:elastic-ip", "ec2:vpc-endpoint", "ec2:security-group-rule"} & tagged()


@of("resourcegroupstaggingapi GetResources")
def leaves_database_groups_out() -> bool:
    rds, subnets = client("rds"), network()[1]
    rds.create_db_subnet_group(DBSubnetGroupName="tag", DBSubnetGroupDescription="x", SubnetIds=subnets, Tags=TAGS)
    family = {"DBParameterGroupFamily": "postgres15", "Description": "x"}
    rds.create_db_parameter_group(DBParameterGroupName="tag", **family, Tags=TAGS)
    return not {"rds:subgrp", "rds:pg"} & tagged()


@of("resourcegroupstaggingapi GetResources")
def leaves_rules_of_events_out() -> bool:
    client("events").put_rule(Name="tagged", EventPattern="{}", Tags=TAGS)
    return "events:rule" not in tagged()


@of("resourcegroupstaggingapi GetResources")
def lists_buckets_everywhere() -> bool:
    name = f"tagged-{ACCOUNT}"
    client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    client("s3").put_bucket_tagging(Bucket=name, Tagging={"TagSet": TAGS})
    return any(one.startswith("s3:") for one in tagged("eu-central-1"))


@of("resourcegroupstaggingapi GetResources")
def counts_tags_into_pages() -> bool:
    for number in range(60):
        client("logs").create_log_group(logGroupName=f"/page/{number}", tags={"Page": "x", "A": "b", "C": "d"})
    wanted = {"ResourcesPerPage": 100, "TagFilters": [{"Key": "Page", "Values": ["x"]}]}
    return len(client("resourcegroupstaggingapi").get_resources(**wanted)["ResourceTagMappingList"]) < 60
