"""Clusters of ECS."""

from __future__ import annotations

from itertools import batched
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Life, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import Ecs, ecs_tags
from .rules import NAME


class Cluster(Ecs):
    """Cluster for Fargate. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html"""

    name, noun = "ecs_cluster", "ecs cluster"
    arn_prefix = "cluster/"
    id_path, arn_path, name_path, state_path = "clusterName", "clusterArn", "clusterName", "status"
    life = Life(ready=("ACTIVE",), gone=("INACTIVE",), failed=("FAILED",), usual=5, deadline=600)
    codes = CODES | Codes(
        still_used=("ClusterContainsServicesException", "ClusterContainsTasksException", "UpdateInProgressException")
    )
    fields = {
        "container_insights": Field(
            "str",
            "Metrics of tasks and containers.",
            choices=("enabled", "enhanced", "disabled"),
            default="enabled",
            setter="set_settings",
            api="",
        ),
        "exec_log_group": Field(
            "str", "Log group that records ECS Exec; empty for none.", default="", setter="set_configuration", api=""
        ),
        "exec_kms_key": Field(
            "str",
            "ARN of the key that encrypts ECS Exec; empty for none.",
            default="",
            setter="set_configuration",
            api="",
        ),
        "capacity_providers": Field(
            "list",
            "Where tasks may run.",
            api="capacityProviders",
            elements="str",
            choices=("FARGATE", "FARGATE_SPOT"),
            default=["FARGATE"],
            unordered=True,
            setter="set_providers",
        ),
    }
    example = "- knowledge.aws.ecs_cluster:\n    config:\n      - {key: main, container_insights: enabled, exec_log_group: /ecs/knowledge-production/exec}\n"

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Names."""
        return [
            f"ecs cluster {want.name}: a name has up to 255 letters, digits, - and _"
            for want in wanted
            if not NAME.fullmatch(want.name)
        ]

    def find(self, query: Query) -> list[Any]:
        """The clusters of these names, or all of ours."""
        clusters = self.aws.read("list_clusters", "clusterArns") if query.everything else query.names
        if not clusters:
            return []
        include = ["SETTINGS", "CONFIGURATIONS", "TAGS"]
        return [
            one
            for some in batched(clusters, 100)
            for one in self.aws.read("describe_clusters", "clusters", clusters=list(some), include=include)
        ]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Settings by name, the configuration of ECS Exec."""
        settings = {one["name"]: one["value"] for one in raw.get("settings") or []}
        execute = (raw.get("configuration") or {}).get("executeCommandConfiguration") or {}
        return super().shape(raw) | {
            "container_insights": settings.get("containerInsights", "disabled"),
            "exec_log_group": (execute.get("logConfiguration") or {}).get("cloudWatchLogGroupName") or "",
            "exec_kms_key": execute.get("kmsKeyId") or "",
        }

    @staticmethod
    def _settings(want: Wanted) -> list[dict[str, str]]:
        return [{"name": "containerInsights", "value": want["container_insights"]}]

    @staticmethod
    def _configuration(want: Wanted) -> dict[str, Any]:
        """Sessions are recorded where a group is given; their log is encrypted as the group is."""
        key = {"kmsKeyId": want["exec_kms_key"]} if want["exec_kms_key"] else {}
        if not want["exec_log_group"]:
            return {"executeCommandConfiguration": {"logging": "NONE", **key}}
        log = {"cloudWatchLogGroupName": want["exec_log_group"], "cloudWatchEncryptionEnabled": bool(key)}
        return {"executeCommandConfiguration": {"logging": "OVERRIDE", "logConfiguration": log, **key}}

    def create(self, want: Wanted) -> None:
        """CreateCluster."""
        self.aws.create(
            "create_cluster",
            clusterName=want.name,
            settings=self._settings(want),
            configuration=self._configuration(want),
            capacityProviders=want["capacity_providers"],
            tags=ecs_tags(want.tags),
        )

    def set_settings(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateClusterSettings."""
        self.aws.write("update_cluster_settings", cluster=have.id, settings=self._settings(want))

    def set_configuration(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateCluster."""
        self.aws.write("update_cluster", cluster=have.id, configuration=self._configuration(want))

    def set_providers(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutClusterCapacityProviders."""
        self.aws.write(
            "put_cluster_capacity_providers",
            cluster=have.id,
            capacityProviders=want["capacity_providers"],
            defaultCapacityProviderStrategy=[],
        )

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", resourceArn=have.arn, tags=ecs_tags(tags))

    def delete(self, have: Resource) -> None:
        """DeleteCluster."""
        self.aws.write("delete_cluster", cluster=have.id)
