"""CloudFront: distributions, VPC origins, invalidations."""

import copy

import pytest
from botocore.exceptions import ClientError
from network import make_certificate, make_load_balancer, make_network

ALIAS = "knowledge.example.com"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
BEHAVIOR = {
    "TargetOriginId": "alb",
    "ViewerProtocolPolicy": "redirect-to-https",
    "CachePolicyId": CACHING_DISABLED,
    "OriginRequestPolicyId": ALL_VIEWER,
    "Compress": True,
}
ORIGIN = {
    "Id": "alb",
    "DomainName": "knowledge.ap-northeast-2.elb.amazonaws.com",
    "CustomHeaders": {"Quantity": 1, "Items": [{"HeaderName": "X-Origin-Verify", "HeaderValue": "token-of-the-test"}]},
    "CustomOriginConfig": {
        "HTTPPort": 80,
        "HTTPSPort": 443,
        "OriginProtocolPolicy": "https-only",
        "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]},
    },
}
CONFIG = {
    "CallerReference": "knowledge-production",
    "Comment": "knowledge-production",
    "Enabled": True,
    "Origins": {"Quantity": 1, "Items": [ORIGIN]},
    "DefaultCacheBehavior": BEHAVIOR,
}


@pytest.fixture
def cloudfront(account):
    return account.client("cloudfront")


def configuration(**options):
    return copy.deepcopy({**CONFIG, **options})


def create(cloudfront, **options):
    return cloudfront.create_distribution(DistributionConfig=configuration(**options))


def with_alias(certificate, *names):
    viewer = {
        "ACMCertificateArn": certificate,
        "SSLSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }
    return {"Aliases": {"Quantity": len(names), "Items": list(names)}, "ViewerCertificate": viewer}


def change(cloudfront, distribution_id, **options):
    current = cloudfront.get_distribution_config(Id=distribution_id)
    return cloudfront.update_distribution(
        Id=distribution_id, IfMatch=current["ETag"], DistributionConfig={**current["DistributionConfig"], **options}
    )


def test_a_configuration_is_kept_as_sent_and_completed(cloudfront):
    function = {"FunctionARN": "arn:aws:cloudfront::123456789012:function/redirect", "EventType": "viewer-request"}
    path = {
        **BEHAVIOR,
        "PathPattern": "/static/*",
        "FunctionAssociations": {"Quantity": 1, "Items": [function]},
        "GrpcConfig": {"Enabled": False},
    }
    restrictions = {"GeoRestriction": {"RestrictionType": "whitelist", "Quantity": 1, "Items": ["KR"]}}
    made = create(
        cloudfront, CacheBehaviors={"Quantity": 1, "Items": [path]}, Restrictions=restrictions, HttpVersion="http2and3"
    )
    kept = cloudfront.get_distribution_config(Id=made["Distribution"]["Id"])["DistributionConfig"]
    assert kept["CacheBehaviors"]["Items"][0]["FunctionAssociations"]["Items"] == [function]
    assert not {"ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL"} & set(kept["DefaultCacheBehavior"])
    assert kept["DefaultCacheBehavior"]["AllowedMethods"]["CachedMethods"]["Items"] == ["HEAD", "GET"]
    assert kept["Restrictions"] == restrictions and kept["HttpVersion"] == "http2and3"
    origin = kept["Origins"]["Items"][0]
    assert origin["CustomHeaders"] == ORIGIN["CustomHeaders"]
    assert origin["CustomOriginConfig"]["OriginReadTimeout"] == 30
    assert kept["ViewerCertificate"]["CloudFrontDefaultCertificate"] is True
    listed = cloudfront.list_distributions()["DistributionList"]["Items"][0]
    assert listed["Id"] == made["Distribution"]["Id"]
    assert listed["Restrictions"] == restrictions
    assert listed["ETag"] == made["ETag"]
    answer = cloudfront.update_distribution(Id=listed["Id"], IfMatch=made["ETag"], DistributionConfig=kept)
    again = answer["Distribution"]["DistributionConfig"]
    assert again == kept


def test_each_write_makes_a_version_and_only_the_current_one_is_changed(cloudfront):
    made = create(cloudfront)
    distribution_id, first = made["Distribution"]["Id"], made["ETag"]
    assert cloudfront.get_distribution(Id=distribution_id)["ETag"] == first
    second = change(cloudfront, distribution_id, Comment="changed")["ETag"]
    assert second != first
    with pytest.raises(ClientError, match="PreconditionFailed"):
        cloudfront.update_distribution(Id=distribution_id, IfMatch=first, DistributionConfig=configuration())
    with pytest.raises(ClientError, match="InvalidIfMatchVersion"):
        cloudfront.update_distribution(Id=distribution_id, DistributionConfig=configuration())
    with pytest.raises(ClientError, match="IllegalUpdate"):
        change(cloudfront, distribution_id, CallerReference="other")


def test_a_distribution_is_in_progress_for_its_delay_and_deleted_when_disabled(cloudfront, slow):
    slow("cloudfront=60")
    distribution_id = create(cloudfront)["Distribution"]["Id"]

    def status():
        return cloudfront.get_distribution(Id=distribution_id)["Distribution"]["Status"]

    assert status() == "InProgress"
    slow("cloudfront=0")
    assert status() == "Deployed"
    etag = cloudfront.get_distribution(Id=distribution_id)["ETag"]
    with pytest.raises(ClientError, match="DistributionNotDisabled"):
        cloudfront.delete_distribution(Id=distribution_id, IfMatch=etag)
    slow("cloudfront=60")
    etag = change(cloudfront, distribution_id, Enabled=False)["ETag"]
    assert status() == "InProgress"
    with pytest.raises(ClientError, match="DistributionNotDisabled"):
        cloudfront.delete_distribution(Id=distribution_id, IfMatch=etag)
    slow("cloudfront=0")
    with pytest.raises(ClientError, match="PreconditionFailed"):
        cloudfront.delete_distribution(Id=distribution_id, IfMatch="E0000000000000")
    cloudfront.delete_distribution(Id=distribution_id, IfMatch=etag)
    with pytest.raises(ClientError, match="NoSuchDistribution"):
        status()


def test_an_alias_needs_a_certificate_that_covers_it_and_is_taken_once(account, cloudfront):
    certificate = make_certificate(account, "*.example.com", region="us-east-1")
    elsewhere = make_certificate(account, ALIAS)
    with pytest.raises(ClientError, match="InvalidViewerCertificate.*must attach"):
        create(cloudfront, Aliases={"Quantity": 1, "Items": [ALIAS]})
    for wrong, names in ((elsewhere, [ALIAS]), (certificate, ["a.b.example.com"])):
        with pytest.raises(ClientError, match="InvalidViewerCertificate"):
            create(cloudfront, **with_alias(wrong, *names))
    made = create(cloudfront, **with_alias(certificate, ALIAS))
    viewer = made["Distribution"]["DistributionConfig"]["ViewerCertificate"]
    assert viewer["CertificateSource"] == "acm" and viewer["CloudFrontDefaultCertificate"] is False
    acm = account.client("acm", region="us-east-1")
    assert acm.describe_certificate(CertificateArn=certificate)["Certificate"]["InUseBy"] == [
        made["Distribution"]["ARN"]
    ]
    with pytest.raises(ClientError, match="ResourceInUseException"):
        acm.delete_certificate(CertificateArn=certificate)
    with pytest.raises(ClientError, match="CNAMEAlreadyExists"):
        create(cloudfront, CallerReference="second", **with_alias(certificate, ALIAS))
    change(cloudfront, made["Distribution"]["Id"], Comment="its own alias is not in the way")


@pytest.mark.parametrize(
    "wrong, code",
    [
        ({"DefaultCacheBehavior": {**BEHAVIOR, "TargetOriginId": "other"}}, "NoSuchOrigin"),
        ({"DefaultCacheBehavior": {**BEHAVIOR, "CachePolicyId": "other"}}, "NoSuchCachePolicy"),
        ({"DefaultCacheBehavior": {**BEHAVIOR, "OriginRequestPolicyId": "other"}}, "NoSuchOriginRequestPolicy"),
        ({"DefaultCacheBehavior": {**BEHAVIOR, "ResponseHeadersPolicyId": "other"}}, "NoSuchResponseHeadersPolicy"),
        ({"DefaultCacheBehavior": {**BEHAVIOR, "MinTTL": 0}}, "InvalidArgument"),
        ({"WebACLId": "arn:aws:wafv2:ap-northeast-2:123456789012:regional/webacl/x/1"}, "InvalidWebACLId"),
        ({"CustomErrorResponses": {"Quantity": 1, "Items": []}}, "InconsistentQuantities"),
        (
            {
                "Origins": {
                    "Quantity": 1,
                    "Items": [{"Id": "alb", "DomainName": "a", "VpcOriginConfig": {"VpcOriginId": "vo_1"}}],
                }
            },
            "EntityNotFound",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cloudfront_refuses(cloudfront, wrong, code):
    with pytest.raises(ClientError) as error:
        create(cloudfront, **wrong)
    assert error.value.response["Error"]["Code"] == code


def test_a_caller_reference_is_used_once(cloudfront):
    create(cloudfront)
    with pytest.raises(ClientError, match="DistributionAlreadyExists"):
        create(cloudfront)
    assert cloudfront.list_distributions()["DistributionList"]["Quantity"] == 1


def test_a_web_acl_in_use_is_found_and_kept(account, cloudfront):
    wafv2 = account.client("wafv2", region="us-east-1")
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "seen"}
    answer = wafv2.create_web_acl(Name="edge", Scope="CLOUDFRONT", DefaultAction={"Allow": {}}, VisibilityConfig=seen)
    acl = answer["Summary"]
    made = create(cloudfront, WebACLId=acl["ARN"])["Distribution"]
    behind = cloudfront.list_distributions_by_web_acl_id(WebACLId=acl["ARN"])["DistributionList"]["Items"]
    assert [one["Id"] for one in behind] == [made["Id"]]
    with pytest.raises(ClientError, match="WAFAssociatedItemException"):
        wafv2.delete_web_acl(Name="edge", Scope="CLOUDFRONT", Id=acl["Id"], LockToken=acl["LockToken"])
    change(cloudfront, made["Id"], WebACLId="")
    assert cloudfront.list_distributions_by_web_acl_id(WebACLId=acl["ARN"])["DistributionList"]["Quantity"] == 0
    wafv2.delete_web_acl(Name="edge", Scope="CLOUDFRONT", Id=acl["Id"], LockToken=acl["LockToken"])


def test_a_vpc_origin_lives(account, cloudfront, slow):
    balancer = make_load_balancer(account, make_network(account), Scheme="internal")
    config = {
        "Name": "knowledge",
        "Arn": balancer,
        "HTTPPort": 80,
        "HTTPSPort": 443,
        "OriginProtocolPolicy": "https-only",
    }
    with pytest.raises(ClientError, match="InvalidArgument"):
        cloudfront.create_vpc_origin(VpcOriginEndpointConfig={**config, "Arn": balancer + "0"})
    slow("cloudfront=60")
    tags = {"Items": [{"Key": "Project", "Value": "knowledge"}]}
    made = cloudfront.create_vpc_origin(VpcOriginEndpointConfig=config, Tags=tags)
    origin_id = made["VpcOrigin"]["Id"]
    assert made["VpcOrigin"]["Status"] == "Deploying"
    assert cloudfront.list_tags_for_resource(Resource=made["VpcOrigin"]["Arn"])["Tags"] == tags
    tagged = account.client("resourcegroupstaggingapi", region="us-east-1").get_resources(
        ResourceTypeFilters=["cloudfront:vpcorigin"]
    )
    assert tagged["ResourceTagMappingList"] == [{"ResourceARN": made["VpcOrigin"]["Arn"], "Tags": tags["Items"]}]
    slow("cloudfront=0")
    with pytest.raises(ClientError, match="EntityAlreadyExists"):
        cloudfront.create_vpc_origin(VpcOriginEndpointConfig=config)
    got = cloudfront.get_vpc_origin(Id=origin_id)
    assert got["VpcOrigin"]["Status"] == "Deployed" and got["ETag"] == made["ETag"]
    listed = cloudfront.list_vpc_origins()["VpcOriginList"]["Items"][0]
    assert (listed["Id"], listed["Name"], listed["OriginEndpointArn"]) == (origin_id, "knowledge", balancer)
    etag = cloudfront.update_vpc_origin(
        Id=origin_id, IfMatch=got["ETag"], VpcOriginEndpointConfig={**config, "HTTPSPort": 8443}
    )["ETag"]
    with pytest.raises(ClientError, match="PreconditionFailed"):
        cloudfront.update_vpc_origin(Id=origin_id, IfMatch=got["ETag"], VpcOriginEndpointConfig=config)
    assert cloudfront.get_vpc_origin(Id=origin_id)["VpcOrigin"]["VpcOriginEndpointConfig"]["HTTPSPort"] == 8443
    with pytest.raises(ClientError, match="ResourceInUse"):
        account.client("elbv2").delete_load_balancer(LoadBalancerArn=balancer)
    origin = {"Id": "alb", "DomainName": "internal", "VpcOriginConfig": {"VpcOriginId": origin_id}}
    used = create(cloudfront, Origins={"Quantity": 1, "Items": [origin]})
    assert (
        used["Distribution"]["DistributionConfig"]["Origins"]["Items"][0]["VpcOriginConfig"]["OriginKeepaliveTimeout"]
        == 5
    )
    with pytest.raises(ClientError, match="CannotDeleteEntityWhileInUse"):
        cloudfront.delete_vpc_origin(Id=origin_id, IfMatch=etag)
    off = change(cloudfront, used["Distribution"]["Id"], Enabled=False)
    cloudfront.delete_distribution(Id=used["Distribution"]["Id"], IfMatch=off["ETag"])
    slow("cloudfront=60")
    assert cloudfront.delete_vpc_origin(Id=origin_id, IfMatch=etag)["VpcOrigin"]["Status"] == "Deleting"
    assert cloudfront.get_vpc_origin(Id=origin_id)["VpcOrigin"]["Status"] == "Deleting"
    slow("cloudfront=0")
    with pytest.raises(ClientError, match="EntityNotFound"):
        cloudfront.get_vpc_origin(Id=origin_id)
    account.client("elbv2").delete_load_balancer(LoadBalancerArn=balancer)


def test_tags(cloudfront):
    tags = {"Items": [{"Key": "Project", "Value": "knowledge"}]}
    wanted = {"DistributionConfig": configuration(), "Tags": tags}
    arn = cloudfront.create_distribution_with_tags(DistributionConfigWithTags=wanted)["Distribution"]["ARN"]
    assert cloudfront.list_tags_for_resource(Resource=arn)["Tags"] == tags
    cloudfront.tag_resource(Resource=arn, Tags={"Items": [{"Key": "Environment", "Value": "production"}]})
    cloudfront.untag_resource(Resource=arn, TagKeys={"Items": ["Project"]})
    assert cloudfront.list_tags_for_resource(Resource=arn)["Tags"]["Items"] == [
        {"Key": "Environment", "Value": "production"}
    ]
    with pytest.raises(ClientError, match="NoSuchResource"):
        cloudfront.list_tags_for_resource(Resource=arn + "0")


# the API document names an error that the model does not have
@pytest.mark.filterwarnings("ignore:Exception.*InvalidationBatchAlreadyExists")
def test_invalidations(cloudfront, slow):
    distribution_id = create(cloudfront)["Distribution"]["Id"]

    def invalidate(reference, *paths):
        batch = {"Paths": {"Quantity": len(paths), "Items": list(paths)}, "CallerReference": reference}
        return cloudfront.create_invalidation(DistributionId=distribution_id, InvalidationBatch=batch)["Invalidation"]

    slow("cloudfront=60")
    first = invalidate("one", "/*")
    assert first["Status"] == "InProgress"
    assert invalidate("one", "/*")["Id"] == first["Id"] != invalidate("two", "/*")["Id"]
    with pytest.raises(ClientError, match="InvalidationBatchAlreadyExists"):
        invalidate("one", "/static/*")
    slow("cloudfront=0")
    assert (
        cloudfront.get_invalidation(DistributionId=distribution_id, Id=first["Id"])["Invalidation"]["Status"]
        == "Completed"
    )
