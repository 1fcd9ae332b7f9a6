"""The way to an internal load balancer."""


def test_cloudfront_comes_through_a_vpc_origin(aws):
    cloudfront = aws("cloudfront")
    (balancer,) = aws("elbv2").describe_load_balancers()["LoadBalancers"]
    assert balancer["Scheme"] == "internal"
    (way,) = cloudfront.list_vpc_origins()["VpcOriginList"]["Items"]
    assert way["OriginEndpointArn"] == balancer["LoadBalancerArn"]
    (entry,) = cloudfront.list_distributions()["DistributionList"]["Items"]
    config = cloudfront.get_distribution_config(Id=entry["Id"])["DistributionConfig"]
    assert config["Origins"]["Items"][0]["VpcOriginConfig"]["VpcOriginId"] == way["Id"]
    assert config["Enabled"]


def test_without_web_acl_and_log(aws):
    cloudfront = aws("cloudfront")
    (entry,) = cloudfront.list_distributions()["DistributionList"]["Items"]
    config = cloudfront.get_distribution_config(Id=entry["Id"])["DistributionConfig"]
    assert config["WebACLId"] == "" and not config["Logging"]["Enabled"]
    for scope, region in (("CLOUDFRONT", "us-east-1"), ("REGIONAL", "ap-northeast-2")):
        assert aws("wafv2", region).list_web_acls(Scope=scope)["WebACLs"] == []
