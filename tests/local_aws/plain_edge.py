"""Probes of plain moto: certificates, CloudFront, WAF."""

from functools import cache
from typing import Any

from plain_moto import ACCOUNT, GLOBAL, REGION, client, error, of
from plain_network import REFUSE, balancer, certificate

SEEN = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "seen"}


def described(arn: str) -> dict[str, Any]:
    return client("acm").describe_certificate(CertificateArn=arn)["Certificate"]


@cache
def used_certificate() -> str:
    arn = certificate("used.example.com")
    https = {"Protocol": "HTTPS", "Port": 8443, "DefaultActions": REFUSE, "Certificates": [{"CertificateArn": arn}]}
    client("elbv2").create_listener(LoadBalancerArn=balancer("acm"), **https)
    return arn


@of("acm DescribeCertificate")
def tells_listeners_as_users() -> bool:
    return described(used_certificate())["InUseBy"] != [balancer("acm")]


@of("acm DeleteCertificate")
def deletes_a_certificate_in_use() -> bool:
    return error(client("acm").delete_certificate, CertificateArn=used_certificate()) == ""


@of("acm DescribeCertificate")
def tells_dates_before_the_issue() -> bool:
    return "NotAfter" in described(certificate("pending.example.com"))


@of("acm DescribeCertificate")
def loses_the_order_of_names() -> bool:
    names = [f"{letter}.example.com" for letter in "zyxwvutsa"]
    arn = certificate("order.example.com", SubjectAlternativeNames=names)
    return described(arn)["SubjectAlternativeNames"] != ["order.example.com", *names]


@of("acm RequestCertificate")
def takes_a_token_for_any_name() -> bool:
    return certificate("one.example.com", IdempotencyToken="t") == certificate("two.example.com", IdempotencyToken="t")


@of("acm RequestCertificate")
def tells_one_key_algorithm() -> bool:
    return described(certificate("key.example.com", KeyAlgorithm="EC_prime256v1"))["KeyAlgorithm"] == "RSA_2048"


@of("acm ListCertificates")
def lists_every_key() -> bool:
    certificate("ec.example.com", KeyAlgorithm="EC_prime256v1")
    listed = client("acm").list_certificates()["CertificateSummaryList"]
    return "ec.example.com" in [one["DomainName"] for one in listed]


@of("acm ListCertificates")
def lists_without_names() -> bool:
    certificate("listed.example.com")
    return "SubjectAlternativeNameSummaries" not in client("acm").list_certificates()["CertificateSummaryList"][0]


BEHAVIOR = {"TargetOriginId": "alb", "ViewerProtocolPolicy": "redirect-to-https"}
BEHAVIOR |= {"CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"}
ORIGIN = {"Id": "alb", "DomainName": "alb.example.com"}
ORIGIN |= {"CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}}


def configuration(reference: str, **changed: Any) -> dict[str, Any]:
    origins = {"Quantity": 1, "Items": [ORIGIN]}
    basics = {"CallerReference": reference, "Comment": "", "Enabled": True}
    return {**basics, "Origins": origins, "DefaultCacheBehavior": BEHAVIOR, **changed}


def distribution(reference: str, **changed: Any) -> dict[str, Any]:
    return client("cloudfront", GLOBAL).create_distribution(DistributionConfig=configuration(reference, **changed))


@of("cloudfront CreateDistribution")
def loses_parts_of_a_distribution() -> bool:
    function = {"FunctionARN": f"arn:aws:cloudfront::{ACCOUNT}:function/x", "EventType": "viewer-request"}
    functions = {"Quantity": 1, "Items": [function]}
    made = distribution("lost", DefaultCacheBehavior={**BEHAVIOR, "FunctionAssociations": functions})
    return made["Distribution"]["DistributionConfig"]["DefaultCacheBehavior"]["FunctionAssociations"] != functions


@of("cloudfront UpdateDistribution")
def takes_any_version() -> bool:
    made = distribution("version")["Distribution"]["Id"]
    wanted = {"Id": made, "IfMatch": "E0000000000000", "DistributionConfig": configuration("version", Comment="x")}
    return error(client("cloudfront", GLOBAL).update_distribution, **wanted) == ""


@of("cloudfront DeleteDistribution")
def deletes_an_enabled_distribution() -> bool:
    made = distribution("enabled")
    call = client("cloudfront", GLOBAL).delete_distribution
    return error(call, Id=made["Distribution"]["Id"], IfMatch=made["ETag"]) == ""


@of("cloudfront CreateDistribution")
def takes_unknown_policies() -> bool:
    return error(distribution, "policy", DefaultCacheBehavior={**BEHAVIOR, "CachePolicyId": "none"}) == ""


@of("cloudfront CreateDistribution")
def takes_aliases_without_a_certificate() -> bool:
    return error(distribution, "alias", Aliases={"Quantity": 1, "Items": ["x.example.com"]}) == ""


@of("cloudfront CreateInvalidation")
def invalidates_twice() -> bool:
    batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": "once"}
    wanted = {"DistributionId": distribution("invalid")["Distribution"]["Id"], "InvalidationBatch": batch}
    call = client("cloudfront", GLOBAL).create_invalidation
    return len({call(**wanted)["Invalidation"]["Id"] for _ in range(2)}) == 2


@of("cloudfront CreateInvalidation")
def shouts_completed() -> bool:
    batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": "once"}
    wanted = {"DistributionId": distribution("shout")["Distribution"]["Id"], "InvalidationBatch": batch}
    return client("cloudfront", GLOBAL).create_invalidation(**wanted)["Invalidation"]["Status"] == "COMPLETED"


@of("cloudfront ListTagsForResource")
def tells_tags_of_no_distribution() -> bool:
    call = client("cloudfront", GLOBAL).list_tags_for_resource
    return error(call, Resource=f"arn:aws:cloudfront::{ACCOUNT}:distribution/E0") == ""


def waf(region: str = REGION) -> Any:
    return client("wafv2", region)


def acl(name: str, scope: str = "REGIONAL", region: str = REGION, **options: Any) -> dict[str, Any]:
    wanted = {"Name": name, "Scope": scope, "DefaultAction": {"Allow": {}}, "VisibilityConfig": SEEN, **options}
    return waf(region).create_web_acl(**wanted)["Summary"]


def shown(made: dict[str, Any]) -> dict[str, Any]:
    return waf().get_web_acl(Name=made["Name"], Scope="REGIONAL", Id=made["Id"])["WebACL"]


def managed(name: str) -> dict[str, Any]:
    statement = {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}}
    return {
        "Name": name,
        "Priority": 0,
        "Statement": statement,
        "VisibilityConfig": SEEN,
        "OverrideAction": {"None": {}},
    }


def rate(**options: Any) -> dict[str, Any]:
    statement = {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP", **options}}
    return {"Name": "rate", "Priority": 1, "Statement": statement, "VisibilityConfig": SEEN, "Action": {"Block": {}}}


@of("wafv2 CreateWebACL")
def counts_no_capacity() -> bool:
    return shown(acl("capacity", Rules=[managed("AWSManagedRulesCommonRuleSet")]))["Capacity"] != 700


@of("wafv2 CreateWebACL")
def takes_rules_that_cannot_be() -> bool:
    return error(acl, "wrong", Rules=[rate(EvaluationWindowSec=45)]) == ""


@of("wafv2 GetWebACL")
def tells_no_window() -> bool:
    told = shown(acl("window", Rules=[rate()]))["Rules"][0]["Statement"]["RateBasedStatement"]
    return "EvaluationWindowSec" not in told


@of("wafv2 ListWebACLs")
def has_cloudfront_everywhere() -> bool:
    return error(waf().list_web_acls, Scope="CLOUDFRONT") == ""


@of("wafv2 GetWebACL")
def finds_no_global_acl() -> bool:
    return error(waf(GLOBAL).get_web_acl, ARN=acl("global", "CLOUDFRONT", GLOBAL)["ARN"]) != ""


@of("wafv2 UpdateWebACL")
def keeps_rules_that_were_taken_out() -> bool:
    made = acl("update", Rules=[rate()])
    wanted = {"Name": "update", "Scope": "REGIONAL", "Id": made["Id"], "LockToken": made["LockToken"], "Rules": []}
    waf().update_web_acl(**wanted, DefaultAction={"Allow": {}}, VisibilityConfig=SEEN)
    return shown(made)["Rules"] != []


@of("wafv2 DeleteWebACL")
def deletes_an_acl_in_use() -> bool:
    made = acl("in-use")
    waf().associate_web_acl(WebACLArn=made["ARN"], ResourceArn=balancer("waf"))
    wanted = {"Name": "in-use", "Scope": "REGIONAL", "Id": made["Id"], "LockToken": made["LockToken"]}
    return error(waf().delete_web_acl, **wanted) == ""


@of("wafv2 AssociateWebACL")
def associates_twice() -> bool:
    arns = [acl(name)["ARN"] for name in ("one", "two")]
    for arn in arns:
        waf().associate_web_acl(WebACLArn=arn, ResourceArn=balancer("twice"))
    return waf().get_web_acl_for_resource(ResourceArn=balancer("twice"))["WebACL"]["ARN"] != arns[1]


@cache
def ip_set() -> dict[str, Any]:
    wanted = {"Name": "set", "Scope": "REGIONAL", "IPAddressVersion": "IPV4", "Addresses": []}
    return waf().create_ip_set(**wanted)["Summary"]


@of("wafv2 CreateIPSet")
def makes_a_second_ip_set() -> bool:
    ip_set()
    return error(waf().create_ip_set, Name="set", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=[]) == ""


@of("wafv2 CreateIPSet")
def cuts_lock_tokens() -> bool:
    return len(ip_set()["LockToken"]) != 36


@of("wafv2 DeleteIPSet")
def deletes_an_ip_set_in_use() -> bool:
    rule = {"Name": "set", "Priority": 0, "VisibilityConfig": SEEN, "Action": {"Block": {}}}
    acl("with-set", Rules=[{**rule, "Statement": {"IPSetReferenceStatement": {"ARN": ip_set()["ARN"]}}}])
    wanted = {"Name": "set", "Scope": "REGIONAL", "Id": ip_set()["Id"], "LockToken": ip_set()["LockToken"]}
    return error(waf().delete_ip_set, **wanted) == ""


@of("wafv2 CreateWebACL")
def names_a_duplicate_wrongly() -> bool:
    acl("duplicate")
    return error(acl, "duplicate") != "WAFDuplicateItemException"


@of("wafv2 PutLoggingConfiguration")
def logs_to_any_destination() -> bool:
    wanted = {"ResourceArn": acl("log")["ARN"], "LogDestinationConfigs": [f"arn:aws:logs:{REGION}:1:log-group:x"]}
    return error(waf().put_logging_configuration, LoggingConfiguration=wanted) == ""


@of("wafv2 ListLoggingConfigurations")
def loses_the_logging_of_cloudfront() -> bool:
    destination = f"arn:aws:logs:{GLOBAL}:{ACCOUNT}:log-group:aws-waf-logs-x"
    wanted = {"ResourceArn": acl("edge", "CLOUDFRONT", GLOBAL)["ARN"], "LogDestinationConfigs": [destination]}
    waf(GLOBAL).put_logging_configuration(LoggingConfiguration=wanted)
    return waf(GLOBAL).list_logging_configurations(Scope="CLOUDFRONT")["LoggingConfigurations"] == []
