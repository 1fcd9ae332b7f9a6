"""A release and the autoscaler are not undone by an infrastructure run;
what the inventory changes reaches the service with the released image.
"""

import json
import urllib.request
from typing import Any

import pytest

from tests.support.cloud import client
from tests.support.playbooks import Ended, Playbooks, playbooks

__all__ = ["playbooks"]

NAME = "knowledge-test"
TASKS = "[{name: service, ansible.builtin.include_role: {name: ecs}}]"
REPOSITORY = "arn:aws:ecr:ap-northeast-2:123456789012:repository/knowledge-test"
RELEASED = "123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/knowledge-test@sha256:" + "0a" * 32


class Service:
    """The role `ecs` in an account with a network, and a look at what it made."""

    def __init__(self, books: Playbooks) -> None:
        self.books, self.ecs, ec2 = books, client("ecs", books.account.env), client("ec2", books.account.env)
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        zones = {"10.0.1.0/24": "ap-northeast-2a", "10.0.2.0/24": "ap-northeast-2b"}
        subnets = [
            ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=zone)["Subnet"]["SubnetId"]
            for cidr, zone in zones.items()
        ]
        group = ec2.create_security_group(GroupName="app", Description="Service", VpcId=vpc)["GroupId"]
        self.values: dict[str, Any] = {
            "stack": books.stack,
            "ecs_kms_key_arn": "",
            "ecs_repository_name": NAME,
            "ecs_repository_arn": REPOSITORY,
            "ecs_subnet_ids": subnets,
            "ecs_security_group_ids": [group],
            "ecs_keep_revisions": 3,
        }

    def run(self, *args: str, **values: Any) -> Ended:
        """An infrastructure run; `values` differ from the inventory before."""
        self.values |= values
        return self.books.screen(TASKS, *args, vars=self.values)

    def now(self) -> dict[str, Any]:
        return self.ecs.describe_services(cluster=NAME, services=[NAME])["services"][0]

    def revision(self) -> dict[str, Any]:
        """The revision that the service runs."""
        return self.ecs.describe_task_definition(taskDefinition=self.now()["taskDefinition"])["taskDefinition"]

    def container(self) -> dict[str, Any]:
        return self.revision()["containerDefinitions"][0]

    def release(self) -> str:
        """What a release does: a new revision with another image and without the placeholder's command,
        and the service told to run it.
        """
        definition = self.revision()
        container = {key: value for key, value in definition["containerDefinitions"][0].items() if key != "command"} | {
            "image": RELEASED
        }
        kept = (
            "family",
            "networkMode",
            "cpu",
            "memory",
            "requiresCompatibilities",
            "executionRoleArn",
            "taskRoleArn",
            "volumes",
            "runtimePlatform",
        )
        tags = self.ecs.describe_task_definition(taskDefinition=definition["taskDefinitionArn"], include=["TAGS"])[
            "tags"
        ]
        made = self.ecs.register_task_definition(
            **{key: definition[key] for key in kept}, containerDefinitions=[container], tags=tags
        )
        arn: str = made["taskDefinition"]["taskDefinitionArn"]
        self.ecs.update_service(cluster=NAME, service=NAME, taskDefinition=arn)
        return arn

    def fail(self, reason: str) -> None:
        """Let the tasks of new deployments fail; an empty reason makes them well again."""
        wanted = {"account": self.books.account.id, "region": "ap-northeast-2", "name": NAME, "reason": reason}
        address = self.books.account.env["AWS_ENDPOINT_URL"] + "/local-aws/ecs-failure"
        urllib.request.urlopen(urllib.request.Request(address, data=json.dumps(wanted).encode(), method="POST"))


@pytest.fixture
def service(playbooks: Playbooks) -> Service:
    """The service, built once, with the placeholder."""
    built = Service(playbooks)
    ended = built.run()
    assert ended.rc == 0, ended.stdout
    assert "There is no image in the repository knowledge-test yet" in " ".join((ended.stdout + ended.stderr).split())
    return built


def test_a_release_and_the_autoscaler_survive_an_infrastructure_run(service: Service) -> None:
    released = service.release()
    service.ecs.update_service(cluster=NAME, service=NAME, desiredCount=7)

    again = service.run()
    assert (again.rc, again.writes) == (0, [])
    assert "No changes." in again.stdout
    assert (service.now()["taskDefinition"], service.now()["desiredCount"], service.container()["image"]) == (
        released,
        7,
        RELEASED,
    )


def test_a_changed_environment_reaches_the_service_with_the_released_image(service: Service) -> None:
    released = service.release()
    service.ecs.update_service(cluster=NAME, service=NAME, desiredCount=7)

    planned = service.run("--check", ecs_environment={"LOG_LEVEL": "debug"})
    assert planned.writes == []
    assert "Plan: 0 to add, 2 to change, 0 to replace, 0 to destroy." in planned.stdout
    done = service.run()
    assert "Done: 0 added, 2 changed, 0 replaced, 0 destroyed." in done.stdout
    assert service.now()["taskDefinition"] != released
    container = service.container()
    assert (container["image"], container.get("command") or []) == (RELEASED, [])
    assert {"name": "LOG_LEVEL", "value": "debug"} in container["environment"]
    assert service.now()["desiredCount"] == 7
    assert service.run().writes == []


def test_a_release_that_was_taken_back_is_not_brought_back(service: Service) -> None:
    before = service.now()["taskDefinition"]
    service.release()
    service.ecs.update_service(cluster=NAME, service=NAME, taskDefinition=before)

    assert service.run().writes == []
    assert service.now()["taskDefinition"] == before


def test_old_revisions_go_and_those_that_count_stay(service: Service) -> None:
    for number in range(4):
        assert service.run(ecs_environment={"NUMBER": number}).rc == 0
    kept = service.ecs.list_task_definitions(familyPrefix=NAME, status="ACTIVE", sort="DESC")["taskDefinitionArns"]
    assert [arn.rsplit(":", 1)[1] for arn in kept] == ["5", "4", "3"]
    assert service.now()["taskDefinition"] == kept[0]


def test_a_deployment_that_fails_is_rolled_back_and_told_with_its_reason(service: Service) -> None:
    before = service.now()["taskDefinition"]
    service.fail("CannotPullContainerError: no such image")
    failed = service.run(ecs_environment={"LOG_LEVEL": "debug"})
    assert failed.rc == 2
    assert "CannotPullContainerError: no such image" in failed.stdout
    assert "rolled back" in failed.stdout
    assert service.now()["taskDefinition"] == before

    service.fail("")
    mended = service.run()
    assert (mended.rc, mended.writes) == (0, ["ecs.UpdateService"])
    assert service.container()["environment"] == [{"name": "LOG_LEVEL", "value": "debug"}]


def test_what_a_schedule_made_of_the_limits_is_left_alone(service: Service) -> None:
    scaling = client("application-autoscaling", service.books.account.env)
    place = {
        "ServiceNamespace": "ecs",
        "ScalableDimension": "ecs:service:DesiredCount",
        "ResourceId": f"service/{NAME}/{NAME}",
    }
    scaling.register_scalable_target(**place, MinCapacity=2, MaxCapacity=20)
    assert service.run().writes == []

    scaling.register_scalable_target(**place, MinCapacity=1, MaxCapacity=20)
    assert service.run().writes == ["application-autoscaling.RegisterScalableTarget"]
