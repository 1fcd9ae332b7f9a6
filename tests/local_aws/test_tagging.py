"""The tagging API lists what carries tags, in the region where AWS lists it."""

import json

import pytest
from network import make_certificate, make_network

TAGS = [{"Key": "Project", "Value": "knowledge"}]
EC2_KINDS = ("elastic-ip", "vpc-endpoint", "vpc-flow-log", "security-group-rule")


def specification(kind):
    return [{"ResourceType": kind, "Tags": TAGS}]


def listed(account, region=None):
    client = account.client("resourcegroupstaggingapi", region=region or account.region)
    pages = client.get_paginator("get_resources").paginate(TagFilters=[{"Key": "Project", "Values": ["knowledge"]}])
    return {resource["ResourceARN"] for page in pages for resource in page["ResourceTagMappingList"]}


def test_network_resources_are_listed_by_their_kind(account):
    ec2, network = account.client("ec2"), make_network(account)
    account.client("logs").create_log_group(logGroupName="/vpc/flow", tags={"Project": "knowledge"})
    ec2.allocate_address(TagSpecifications=specification("elastic-ip"))
    ec2.create_vpc_endpoint(
        VpcId=network.vpc,
        ServiceName=f"com.amazonaws.{account.region}.s3",
        TagSpecifications=specification("vpc-endpoint"),
    )
    flow_log = {"ResourceIds": [network.vpc], "ResourceType": "VPC", "TrafficType": "ALL", "LogGroupName": "/vpc/flow"}
    ec2.create_flow_logs(
        DeliverLogsPermissionArn="arn:aws:iam::123456789012:role/flow",
        TagSpecifications=specification("vpc-flow-log"),
        **flow_log,
    )
    rule = [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]
    ec2.authorize_security_group_ingress(
        GroupId=network.group, IpPermissions=rule, TagSpecifications=specification("security-group-rule")
    )
    kinds = sorted(arn.split(":")[5].split("/")[0] for arn in listed(account) if ":ec2:" in arn)
    assert kinds == sorted(EC2_KINDS)
    assert any(arn.endswith(":log-group:/vpc/flow") for arn in listed(account))
    assert listed(account, "eu-central-1") == set()


def test_other_services_are_listed(account):
    network = make_network(account)
    rds = account.client("rds")
    group = rds.create_db_subnet_group(
        DBSubnetGroupName="main", DBSubnetGroupDescription="main", SubnetIds=network.subnets, Tags=TAGS
    )
    parameters = rds.create_db_parameter_group(
        DBParameterGroupName="main", DBParameterGroupFamily="postgres15", Description="main", Tags=TAGS
    )
    repository = account.client("ecr").create_repository(repositoryName="app", tags=TAGS)
    topic = account.client("sns").create_topic(Name="alarms", Tags=TAGS)
    rule = account.client("events").put_rule(
        Name="stopped", EventPattern=json.dumps({"source": ["aws.ecs"]}), Tags=TAGS
    )
    assert listed(account) == {
        group["DBSubnetGroup"]["DBSubnetGroupArn"],
        parameters["DBParameterGroup"]["DBParameterGroupArn"],
        repository["repository"]["repositoryArn"],
        topic["TopicArn"],
        rule["RuleArn"],
    }


def test_web_acls_are_listed_where_they_are(account):
    visibility = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "edge"}
    for region, scope in ((account.region, "REGIONAL"), ("us-east-1", "CLOUDFRONT")):
        options = {
            "Name": "edge",
            "Scope": scope,
            "DefaultAction": {"Allow": {}},
            "VisibilityConfig": visibility,
            "Tags": TAGS,
        }
        arn = account.client("wafv2", region=region).create_web_acl(**options)["Summary"]["ARN"]
        assert listed(account, region) == {arn}


def test_buckets_and_zones_are_listed_in_one_region(account):
    s3 = account.client("s3")
    name = f"knowledge-{account.id}-logs"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": account.region})
    s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": TAGS})
    route53 = account.client("route53", validate=False)
    zone = route53.create_hosted_zone(Name="knowledge.example.com", CallerReference="1")["HostedZone"]["Id"].rsplit(
        "/", 1
    )[1]
    route53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=zone, AddTags=TAGS)
    assert listed(account) == {f"arn:aws:s3:::{name}"}
    assert listed(account, "us-east-1") == {f"arn:aws:route53:::hostedzone/{zone}"}


@pytest.mark.parametrize("service", ["ecr", "acm"])
def test_tags_are_written_through_the_tagging_api(account, service):
    if service == "ecr":
        arn = account.client("ecr").create_repository(repositoryName="app")["repository"]["repositoryArn"]
    else:
        arn = make_certificate(account)
    tagging = account.client("resourcegroupstaggingapi")
    assert listed(account) == set()
    assert tagging.tag_resources(ResourceARNList=[arn], Tags={"Project": "knowledge"})["FailedResourcesMap"] == {}
    assert listed(account) == {arn}
    tagging.untag_resources(ResourceARNList=[arn], TagKeys=["Project"])
    assert listed(account) == set()


def test_a_page_is_counted_in_resources(account):
    logs = account.client("logs")
    for number in range(60):
        logs.create_log_group(
            logGroupName=f"/page/{number}", tags={"Project": "knowledge", "Environment": "test", "ManagedBy": "us"}
        )
    page = account.client("resourcegroupstaggingapi").get_resources(
        ResourcesPerPage=100, TagFilters=[{"Key": "Project", "Values": ["knowledge"]}]
    )
    assert (len(page["ResourceTagMappingList"]), page.get("PaginationToken", "")) == (60, "")
