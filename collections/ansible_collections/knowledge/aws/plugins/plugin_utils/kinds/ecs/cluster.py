# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Clusters of ECS."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import batched
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Finding, Life, Query
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import CLUSTER_EXAMPLE, Ecs, ecs_tags

EXEC = "configuration.executeCommandConfiguration"
DESCRIBED_AT_ONCE = 100


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
            "Metrics of tasks and containers: the setting containerInsights.",
            api="settings[?name=='containerInsights'].value | [0] || 'disabled'",
            choices=("enabled", "enhanced", "disabled"),
            default="enabled",
            setter="set_settings",
        ),
        "exec_log_group": Field(
            "str",
            "Log group that records sessions of ECS Exec; empty for none. Stands for logging and logConfiguration.",
            api=f"{EXEC}.logConfiguration.cloudWatchLogGroupName || ''",
            default="",
            setter="set_configuration",
        ),
        "kms_key_id": Field(
            "str",
            "ARN of the key that encrypts sessions of ECS Exec; empty for none.",
            api=f"{EXEC}.kmsKeyId || ''",
            default="",
            setter="set_configuration",
        ),
    }
    example = CLUSTER_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        yield from rules.name("name", want.name)

    def find(self, query: Query) -> list[Any]:
        clusters = self.aws.read("list_clusters", "clusterArns") if query.everything else query.names
        include = ["SETTINGS", "CONFIGURATIONS", "TAGS"]
        return [
            one
            for some in batched(clusters, DESCRIBED_AT_ONCE)
            for one in self.aws.read("describe_clusters", "clusters", clusters=list(some), include=include)
        ]

    @staticmethod
    def _settings(want: Wanted) -> list[dict[str, str]]:
        return [{"name": "containerInsights", "value": want["container_insights"]}]

    @staticmethod
    def _configuration(want: Wanted) -> dict[str, Any]:
        """Sessions are recorded where a group is given; their log is encrypted as the group is."""
        key = {"kmsKeyId": want["kms_key_id"]} if want["kms_key_id"] else {}
        if not want["exec_log_group"]:
            return {"executeCommandConfiguration": {"logging": "NONE", **key}}
        log = {"cloudWatchLogGroupName": want["exec_log_group"], "cloudWatchEncryptionEnabled": bool(key)}
        return {"executeCommandConfiguration": {"logging": "OVERRIDE", "logConfiguration": log, **key}}

    def create(self, want: Wanted) -> None:
        self.aws.create(
            "create_cluster",
            clusterName=want.name,
            settings=self._settings(want),
            configuration=self._configuration(want),
            tags=ecs_tags(want.tags),
        )

    def set_settings(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateClusterSettings."""
        self.aws.write("update_cluster_settings", cluster=have.id, settings=self._settings(want))

    def set_configuration(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateCluster."""
        self.aws.write("update_cluster", cluster=have.id, configuration=self._configuration(want))

    def delete(self, have: Resource) -> None:
        self.aws.write("delete_cluster", cluster=have.id)
