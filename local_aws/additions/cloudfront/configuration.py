"""A distribution's configuration: kept as it is sent, completed as AWS completes it, refused as AWS refuses it.

moto turns it into objects that know some members only: function associations, VPC origins and gRPC are lost, TTLs and
forwarded values appear.
https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
"""

from typing import Any

from moto.cloudfront.exceptions import CloudFrontException, DomainNameNotAnS3Bucket, OriginDoesNotExist

from local_aws.additions.cloudfront import policies

Json = dict[str, Any]

NONE: Json = {"Quantity": 0}
READ_METHODS = {"Quantity": 2, "Items": ["HEAD", "GET"]}
DEFAULT_CERTIFICATE = {
    "CloudFrontDefaultCertificate": True,
    "SSLSupportMethod": "vip",
    "MinimumProtocolVersion": "TLSv1",
    "CertificateSource": "cloudfront",
}
DISTRIBUTION = {
    "Aliases": NONE,
    "DefaultRootObject": "",
    "OriginGroups": NONE,
    "CacheBehaviors": NONE,
    "CustomErrorResponses": NONE,
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "PriceClass": "PriceClass_All",
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True},
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "WebACLId": "",
    "HttpVersion": "http2",
    "IsIPV6Enabled": True,
    "ContinuousDeploymentPolicyId": "",
    "Staging": False,
}
ORIGIN = {
    "OriginPath": "",
    "CustomHeaders": NONE,
    "ConnectionAttempts": 3,
    "ConnectionTimeout": 10,
    "OriginShield": {"Enabled": False},
    "OriginAccessControlId": "",
}
ORIGIN_TIMEOUTS = {"OriginReadTimeout": 30, "OriginKeepaliveTimeout": 5}
BEHAVIOR = {
    "TrustedSigners": {"Enabled": False, "Quantity": 0},
    "TrustedKeyGroups": {"Enabled": False, "Quantity": 0},
    "AllowedMethods": READ_METHODS,
    "SmoothStreaming": False,
    "Compress": False,
    "LambdaFunctionAssociations": NONE,
    "FunctionAssociations": NONE,
    "FieldLevelEncryptionId": "",
    "GrpcConfig": {"Enabled": False},
}
LEGACY_CACHE = {"MinTTL": 0, "DefaultTTL": 86400, "MaxTTL": 31536000}


class Configuration(dict[str, Any]):
    """The completed configuration; moto reads some members as attributes."""

    def __init__(self, config: Json) -> None:
        super().__init__({**DISTRIBUTION, **config})
        self["Origins"] = {**self["Origins"], "Items": [complete_origin(origin) for origin in self["Origins"]["Items"]]}
        self["DefaultCacheBehavior"] = complete_behavior(self["DefaultCacheBehavior"])
        if self["CacheBehaviors"].get("Items"):
            self["CacheBehaviors"] = {
                **self["CacheBehaviors"],
                "Items": [complete_behavior(one) for one in self["CacheBehaviors"]["Items"]],
            }
        self["ViewerCertificate"] = complete_certificate(self["ViewerCertificate"])

    def __getattr__(self, name: str) -> Any:
        if name in self:
            return self[name]
        raise AttributeError(name)

    @property
    def caller_reference(self) -> str:
        return self["CallerReference"]

    @property
    def aliases(self) -> list[str]:
        """Alternate domain names."""
        return self["Aliases"].get("Items") or []

    @property
    def certificate(self) -> str | None:
        """ARN of the certificate for the aliases."""
        return self["ViewerCertificate"].get("ACMCertificateArn")

    @property
    def behaviors(self) -> list[Json]:
        """The default behavior and those of paths."""
        return [self["DefaultCacheBehavior"], *(self["CacheBehaviors"].get("Items") or [])]

    @property
    def vpc_origins(self) -> list[str]:
        """Ids of the VPC origins in use."""
        return [
            origin["VpcOriginConfig"]["VpcOriginId"]
            for origin in self["Origins"]["Items"]
            if "VpcOriginConfig" in origin
        ]


def complete_origin(origin: Json) -> Json:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html"""
    completed = {**ORIGIN, **origin}
    for kind in ("CustomOriginConfig", "VpcOriginConfig"):
        if kind in completed:
            completed[kind] = {**ORIGIN_TIMEOUTS, **completed[kind]}
    return completed


def complete_behavior(behavior: Json) -> Json:
    """Forwarded values and TTLs stand in a behavior only when it has no cache policy.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html
    """
    completed = {**BEHAVIOR, **({} if behavior.get("CachePolicyId") else LEGACY_CACHE), **behavior}
    completed["AllowedMethods"] = {"CachedMethods": READ_METHODS, **completed["AllowedMethods"]}
    return completed


def complete_certificate(certificate: Json) -> Json:
    """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html"""
    arn = certificate.get("ACMCertificateArn")
    if not arn:
        return certificate if certificate.get("IAMCertificateId") else DEFAULT_CERTIFICATE
    own = {"CloudFrontDefaultCertificate": False, "SSLSupportMethod": "sni-only", "MinimumProtocolVersion": "TLSv1"}
    return {**own, **certificate, "Certificate": arn, "CertificateSource": "acm"}


def check(account_id: str, config: Configuration, others: list[Configuration], vpc_origins: set[str]) -> None:
    """Raises the error that AWS gives for a configuration; `others` are those of the account's other distributions.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html (Errors)
    """
    check_quantities(config)
    origins = {origin["Id"]: origin for origin in config["Origins"]["Items"]}
    for origin in origins.values():
        if "S3OriginConfig" in origin and not origin["DomainName"].endswith("amazonaws.com"):
            raise DomainNameNotAnS3Bucket
    groups = {group["Id"] for group in config["OriginGroups"].get("Items") or []}
    for behavior in config.behaviors:
        if behavior["TargetOriginId"] not in origins.keys() | groups:
            raise OriginDoesNotExist
        policies.check(behavior)
    for used in config.vpc_origins:
        if used not in vpc_origins:
            raise CloudFrontException("EntityNotFound", f"The VPC origin {used} does not exist.")
    taken = {alias for other in others for alias in other.aliases}
    for alias in config.aliases:
        if alias in taken:
            raise CloudFrontException(
                "CNAMEAlreadyExists",
                "One or more of the CNAMEs you provided are already associated with a different resource.",
            )
    check_certificate(account_id, config)
    check_web_acl(account_id, config["WebACLId"])


def check_quantities(part: Any) -> None:
    """Every Quantity is the number of Items beside it."""
    if isinstance(part, dict):
        if "Quantity" in part and part["Quantity"] != len(part.get("Items") or []):
            raise CloudFrontException(
                "InconsistentQuantities", "The value of Quantity and the size of Items don't match."
            )
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            check_quantities(inner)


def check_certificate(account_id: str, config: Configuration) -> None:
    """Aliases need an issued certificate of us-east-1 that covers each of them.

    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
    """
    from moto.acm.models import acm_backends

    arn = config.certificate
    if arn:
        certificate = acm_backends[account_id]["us-east-1"]._certificates.get(arn)
        if certificate:
            certificate.check()
        if certificate is None or certificate.status != "ISSUED":
            message = "The specified SSL certificate doesn't exist, isn't in us-east-1 region, or isn't valid."
            raise CloudFrontException("InvalidViewerCertificate", message)
        names = {certificate.common_name, *certificate.sans}
        for alias in config.aliases:
            if not names & {alias, f"*.{alias.partition('.')[2]}"}:
                raise CloudFrontException(
                    "InvalidViewerCertificate",
                    f"The certificate that is attached to your distribution doesn't cover {alias}.",
                )
    elif config.aliases and not config["ViewerCertificate"].get("IAMCertificateId"):
        message = "To add an alternate domain name (CNAME), you must attach a trusted certificate."
        raise CloudFrontException("InvalidViewerCertificate", message)


def check_web_acl(account_id: str, arn: str) -> None:
    """A web ACL is one of WAF with the scope CLOUDFRONT, by its ARN.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html (WebACLId)
    """
    from moto.wafv2.models import GLOBAL_REGION, wafv2_backends

    if arn and arn not in wafv2_backends[account_id][GLOBAL_REGION].wacls:
        raise CloudFrontException("InvalidWebACLId", "Web ACL is not accessible by the requester.")
