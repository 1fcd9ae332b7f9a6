"""Clusters, and the tags of everything in ECS."""

from collections.abc import Callable, Iterator
from typing import Any

from moto.core.resource_tagging import TaggedResource
from moto.core.responses import ActionResult
from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import Cluster, EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from local_aws.attach import attach, wrap

Original = Callable[..., Any]

ON_REQUEST = {"SETTINGS": "settings", "CONFIGURATIONS": "configuration"}


def new_response(original: Original, self: EC2ContainerServiceResponse) -> None:
    """What is included in an answer belongs to one request; moto keeps it with the class, where accounts meet."""
    original(self)
    self.RESPONSE_KEY_PATH_TO_TRANSFORMER = dict(type(self).RESPONSE_KEY_PATH_TO_TRANSFORMER)


def create_cluster(
    original: Original, self: EC2ContainerServiceBackend, name: str, *arguments: Any, **options: Any
) -> Cluster:
    """The same asked again returns the cluster, something else of its name is refused; moto replaces it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
    """
    wanted = (arguments, options)
    existing = self.clusters.get(name)
    if existing and existing.status == "ACTIVE":
        if existing.created_with != wanted:
            raise InvalidParameterException(
                "Arguments on this idempotent request are inconsistent with arguments used in previous request(s)."
            )
        return existing
    created = original(self, name, *arguments, **options)
    created.created_with, created.tags = wanted, created.tags or []
    return created


def describe_clusters(original: Original, self: EC2ContainerServiceResponse) -> ActionResult:
    """Settings and configuration are told only when they are asked for; moto tells them always.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html (include)
    """
    for word, member in ON_REQUEST.items():
        if word not in self._get_param("include", []):
            self._exclude_from_response(f"DescribeClustersResponse.clusters.Cluster.{member}")
    return original(self)


def list_clusters(self: EC2ContainerServiceBackend) -> list[str]:
    """Deleted clusters are not listed; moto lists them.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html
    """
    return [cluster.arn for cluster in self.clusters.values() if cluster.status == "ACTIVE"]


def update_cluster_settings(self: EC2ContainerServiceResponse) -> ActionResult:
    """Changes the settings named and keeps the others; moto lacks the call.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateClusterSettings.html
    """
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster"))
    settings = {setting["name"]: setting["value"] for setting in [*cluster.settings, *self._get_param("settings")]}
    cluster.settings = [{"name": name, "value": value} for name, value in settings.items()]
    return ActionResult({"cluster": cluster})


def delete_cluster(original: Original, self: EC2ContainerServiceBackend, name: str) -> Cluster:
    """A cluster with services or running tasks is kept; moto deletes it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html
    """
    cluster = self._get_cluster(name)
    if any(service.cluster_name == cluster.name and service.status != "INACTIVE" for service in self.services.values()):
        raise ECSException(
            "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active."
        )
    if any(task.last_status != "STOPPED" for task in self.tasks.get(cluster.name, {}).values()):
        raise ECSException("ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.")
    return original(self, name)


def list_tags_for_resource(original: Original, self: EC2ContainerServiceBackend, arn: str) -> list[dict[str, str]]:
    """What has no tags has an empty list of them; moto leaves the list out.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTagsForResource.html
    """
    return original(self, arn) or []


def iter_tagged_resources(original: Original, self: EC2ContainerServiceBackend) -> Iterator[TaggedResource]:
    """The tagging API does not tell of deleted services, deleted clusters and stopped tasks; moto does for ever.

    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
    """
    gone = {service.arn for service in self.services.values() if service.status == "INACTIVE"}
    gone |= {cluster.arn for cluster in self.clusters.values() if cluster.status == "INACTIVE"}
    gone |= {task.task_arn for tasks in self.tasks.values() for task in tasks.values() if task.last_status == "STOPPED"}
    for resource in original(self):
        if resource.arn not in gone:
            yield resource


def apply() -> None:
    wrap(EC2ContainerServiceResponse, "__init__", new_response)
    wrap(EC2ContainerServiceResponse, "describe_clusters", describe_clusters)
    attach(EC2ContainerServiceResponse, update_cluster_settings)
    attach(EC2ContainerServiceBackend, list_clusters)
    for wrapper in (create_cluster, delete_cluster, list_tags_for_resource, iter_tagged_resources):
        wrap(EC2ContainerServiceBackend, wrapper.__name__, wrapper)
