"""CloudFront: distributions with versions and states, managed policies, VPC origins."""

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse

from local_aws.additions.cloudfront import distributions, policies, vpc_origins

PATHS = ("cache-policy", "origin-request-policy", "response-headers-policy", "vpc-origin")


def apply() -> None:
    for part in (vpc_origins, distributions, policies):
        part.apply()
    for path in PATHS:
        urls.url_paths[f"{{0}}/2020-05-31/{path}$"] = CloudFrontResponse.dispatch
        urls.url_paths[f"{{0}}/2020-05-31/{path}/(?P<id>[^/]+)$"] = CloudFrontResponse.dispatch
    urls.url_paths["{0}/2020-05-31/distributionsByWebACLId/(?P<id>.+)$"] = CloudFrontResponse.dispatch
