"""The web ACL of CloudFront, and no other."""


def test_one_web_acl_in_us_east_1(aws):
    (found,) = aws("wafv2", "us-east-1").list_web_acls(Scope="CLOUDFRONT")["WebACLs"]
    acl = aws("wafv2", "us-east-1").get_web_acl(Name=found["Name"], Id=found["Id"], Scope="CLOUDFRONT")["WebACL"]
    assert len(acl["Rules"]) == 5
    assert acl["Description"] == "Requests to CloudFront"


def test_none_for_load_balancers_and_no_log(aws):
    assert aws("wafv2").list_web_acls(Scope="REGIONAL")["WebACLs"] == []
    assert aws("wafv2", "us-east-1").list_logging_configurations(Scope="CLOUDFRONT")["LoggingConfigurations"] == []
    assert aws("logs", "us-east-1").describe_log_groups()["logGroups"] == []
