"""OpenSearch Service."""

from collections.abc import Callable
from typing import Any

from moto.es.urls import url_paths
from moto.opensearch.models import opensearch_backends
from moto.opensearch.responses import OpenSearchServiceResponse
from moto.resourcegroupstaggingapi.responses import ResourceGroupsTaggingAPIResponse

from local_aws.additions.opensearch import domains, upgrades
from local_aws.attach import before_each_call, wrap
from local_aws.errors import AwsError


def of_an_existing_domain(original: Callable[..., Any], self: Any) -> Any:
    """Tags of a domain that is not there are an error; moto reads and writes them.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ListTags.html
    """
    arn = self._get_param("ARN") or self._get_param("arn")
    if arn not in {domain.arn for domain in self.opensearch_backend.domains.values()}:
        raise AwsError("ResourceNotFoundException", f"Domain not found: {arn}")
    return original(self)


def settle(backend: Any) -> None:
    """Domains whose deletion is over go with their tags, and changes whose time is over take effect."""
    for domain in list(backend.domains.values()):
        if domain.clock.finished("deleting"):
            del backend.domains[domain.name]
            backend.tagger.delete_all_tags_for_resource(domain.arn)
        else:
            domain.settle()


def apply() -> None:
    for part in (domains, upgrades):
        part.apply()
    for name in ("list_tags", "add_tags", "remove_tags"):
        wrap(OpenSearchServiceResponse, name, of_an_existing_domain)
    # moto routes eight paths of this API, and answers 404 on the others
    url_paths["{0}/2021-01-01/(?P<path>.+)"] = OpenSearchServiceResponse.dispatch
    before_each_call(OpenSearchServiceResponse, lambda response: settle(response.opensearch_backend))
    before_each_call(
        ResourceGroupsTaggingAPIResponse,
        lambda response: settle(opensearch_backends[response.current_account][response.region]),
    )
