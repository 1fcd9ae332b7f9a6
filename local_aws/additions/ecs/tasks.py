"""One Fargate task and its life: PROVISIONING, PENDING, RUNNING, DEPROVISIONING, STOPPED.

Each change lasts the delay `ecs`.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
"""

import time
from typing import Any

from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.ecs.models import Cluster, EC2ContainerServiceBackend, TaskDefinition
from moto.elbv2.models import elbv2_backends
from moto.moto_api._internal import mock_random

from local_aws import delays
from local_aws.additions.ecs.failures import Failure, failure_of
from local_aws.delays import Clock


class Task:
    """A task as DescribeTasks tells it; the serializer reads the attributes by their names in snake case.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
    """

    def __init__(
        self,
        backend: EC2ContainerServiceBackend,
        cluster: Cluster,
        definition: TaskDefinition,
        network: dict[str, Any] | None,
        **options: Any,
    ) -> None:
        self.backend, self.cluster, self.definition = backend, cluster, definition
        self.id = mock_random.get_random_hex(32)
        self.task_arn = f"arn:aws:ecs:{backend.region_name}:{backend.account_id}:task/{cluster.name}/{self.id}"
        self.cluster_arn, self.task_definition_arn = cluster.arn, definition.arn
        self.cpu, self.memory = definition.cpu, definition.memory
        self.launch_type = options.get("launch_type") or "FARGATE"
        self.platform_version, self.platform_family = "1.4.0", "Linux"
        self.service_name = options["service_name"]
        self.group = f"service:{self.service_name}"
        self.started_by = options["started_by"]
        self.overrides: dict[str, Any] = {"containerOverrides": []}
        self.enable_execute_command = bool(options.get("enable_execute_command"))
        self.load_balancers = options.get("load_balancers") or []
        self.tags = options.get("tags") or []
        self.desired_status, self.last_status = "RUNNING", "PROVISIONING"
        self.health_status, self.connectivity = "UNKNOWN", "CONNECTED"
        self.created_at, self.version = utcnow(), 1
        self.started_at = self.stopping_at = self.stopped_at = None
        self.stop_code: str | None = None
        self.stopped_reason: str | None = None
        self.interface = self._plug_in(network, options.get("position", 0))
        self.containers = [self._container(container) for container in definition.container_definitions]
        self.clock = Clock("ecs", "starting")

    def _plug_in(self, network: dict[str, Any] | None, position: int) -> Any:
        """The network interface of the task, in one subnet of its network configuration; None without one."""
        self.attachments: list[dict[str, Any]] = []
        self.availability_zone = None
        if not network:
            return None
        settings = network["awsvpcConfiguration"]
        subnet = settings["subnets"][position % len(settings["subnets"])]
        ec2 = ec2_backends[self.backend.account_id][self.backend.region_name]
        interface = ec2.create_network_interface(
            subnet, [], group_ids=settings.get("securityGroups"), description=f"ECS task {self.task_arn}"
        )
        interface.status, interface.requester_managed = "in-use", True
        self.availability_zone = interface.availability_zone
        details = {"subnetId": subnet, "networkInterfaceId": interface.id, "macAddress": interface.mac_address}
        details["privateIPv4Address"] = interface.private_ip_address
        self.attachments.append(
            {
                "id": mock_random.get_random_hex(32),
                "type": "ElasticNetworkInterface",
                "status": "ATTACHED",
                "details": [{"name": name, "value": value} for name, value in details.items()],
            }
        )
        return interface

    def _container(self, definition: dict[str, Any]) -> dict[str, Any]:
        container = {
            "containerArn": self.task_arn.replace(":task/", ":container/") + f"/{mock_random.uuid4()}",
            "taskArn": self.task_arn,
            "name": definition["name"],
            "image": definition["image"],
            "lastStatus": "PENDING",
            "healthStatus": "UNKNOWN",
            "cpu": str(definition.get("cpu", 0)),
            "networkInterfaces": [],
        }
        if self.interface:
            address = {
                "attachmentId": self.attachments[0]["id"],
                "privateIpv4Address": self.interface.private_ip_address,
            }
            container["networkInterfaces"].append(address)
        return container

    @property
    def live(self) -> bool:
        """Whether the task counts towards the tasks its service wants."""
        return self.desired_status == "RUNNING"

    def advance(self, may_fail: bool) -> None:
        """Moves the task on as far as its clock allows; `may_fail`: a failure chosen by a test takes effect."""
        if self.last_status == "STOPPED":
            return
        if self.clock.running:
            if self.clock.change == "starting" and time.monotonic() - self.clock.started > delays.seconds("ecs") / 2:
                self.last_status = "PENDING"
        elif self.clock.change == "starting":
            failure = failure_of(self.backend, self.service_name) if may_fail else None
            if failure:
                self._fail(failure)
            else:
                self._run()
        elif self.clock.change == "stopping":
            self._finish(self.stop_code, self.stopped_reason, exit_code=0)

    def _run(self) -> None:
        self.last_status, self.started_at = "RUNNING", utcnow()
        checked = {one["name"] for one in self.definition.container_definitions if "healthCheck" in one}
        for container in self.containers:
            health = "HEALTHY" if container["name"] in checked else "UNKNOWN"
            runtime = f"{self.id}-{mock_random.randint(10**9, 10**10)}"
            container.update(lastStatus="RUNNING", healthStatus=health, runtimeId=runtime)
        if len(checked) == len(self.containers):
            self.health_status = "HEALTHY"
        for group, target in self._targets():
            group.targets[target["Id"]] = target
        self.clock.start("running")

    def _fail(self, failure: Failure) -> None:
        if failure.exit_code is None:
            self._finish("TaskFailedToStart", failure.reason, exit_code=None)
        else:
            self._run()
            self._finish("EssentialContainerExited", failure.reason, failure.exit_code)

    def stop(self, code: str, reason: str) -> None:
        """Begins to stop the task."""
        if self.live:
            self.desired_status, self.last_status = "STOPPED", "DEPROVISIONING"
            self.stop_code, self.stopped_reason, self.stopping_at = code, reason, utcnow()
            self.clock.start("stopping")

    def _finish(self, code: str | None, reason: str | None, exit_code: int | None) -> None:
        self.desired_status = self.last_status = "STOPPED"
        self.stop_code, self.stopped_reason = code, reason
        self.stopping_at, self.stopped_at = self.stopping_at or utcnow(), utcnow()
        for container in self.containers:
            container["lastStatus"] = "STOPPED"
            if exit_code is None:
                container["reason"] = reason
            elif self.started_at:
                container["exitCode"] = exit_code
        for group, target in self._targets():
            group.targets.pop(target["Id"], None)
        if self.interface:
            ec2_backends[self.backend.account_id][self.backend.region_name].enis.pop(self.interface.id, None)
            self.attachments[0]["status"] = "DELETED"

    def _targets(self) -> list[tuple[Any, dict[str, Any]]]:
        """The task's place in each target group of its service."""
        groups = elbv2_backends[self.backend.account_id][self.backend.region_name].target_groups
        used = [(groups.get(one.get("targetGroupArn", "")), one.get("containerPort")) for one in self.load_balancers]
        return [
            (group, {"Id": self.interface.private_ip_address, "Port": port})
            for group, port in used
            if group and self.interface
        ]
