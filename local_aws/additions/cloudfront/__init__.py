"""CloudFront: distributions with versions and states, managed policies, VPC origins."""

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse

from local_aws.additions.cloudfront import distributions, vpc_origins


def apply() -> None:
    for part in (vpc_origins, distributions):
        part.apply()
    urls.url_paths["{0}/2020-05-31/vpc-origin$"] = CloudFrontResponse.dispatch
    urls.url_paths["{0}/2020-05-31/vpc-origin/(?P<id>[^/]+)$"] = CloudFrontResponse.dispatch
    urls.url_paths["{0}/2020-05-31/distributionsByWebACLId/(?P<id>.+)$"] = CloudFrontResponse.dispatch
