"""By hand: the service deleted with its tasks."""

import os

from tests.support.cloud import client

ecs = client("ecs", os.environ)
ecs.delete_service(cluster="knowledge-production", service="knowledge-production", force=True)
for _ in range(10):
    if (
        ecs.describe_services(cluster="knowledge-production", services=["knowledge-production"])["services"][0][
            "status"
        ]
        == "INACTIVE"
    ):
        break
