# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all kinds of ECS have in common."""

from __future__ import annotations

from ...core.kind import Kind, tag_list
from ...core.model import Resource
from ..ec2.common import SUBNET_EXAMPLE

CLUSTER_EXAMPLE = """\
- name: Cluster
  knowledge.aws.ecs_cluster:
    config:
      - key: main
        name: knowledge-production
        container_insights: enhanced
        exec_log_group: /ecs/knowledge-production/exec

"""
DEFINITION_EXAMPLE = f"""\
{CLUSTER_EXAMPLE}- name: Task definition
  knowledge.aws.ecs_task_definition:
    cluster: knowledge-production
    config:
      - key: main
        name: knowledge-production
        service: knowledge-production
        cpu: 256
        memory: 512
        execution_role_arn: arn:aws:iam::123456789012:role/knowledge-production-ecs-execution
        task_role_arn: arn:aws:iam::123456789012:role/knowledge-production-ecs-task
        container_name: app
        image: public.ecr.aws/docker/library/nginx:1.29
        container_port: 80
        readonly_root_filesystem: false
  register: definitions

"""
SERVICE_EXAMPLE = f"""\
{SUBNET_EXAMPLE}- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: app, description: Service}}
  register: security_groups

{DEFINITION_EXAMPLE}- name: Service
  knowledge.aws.ecs_service:
    cluster: knowledge-production
    config:
      - key: main
        name: knowledge-production
        task_definition: "{{{{ definitions.ids.main }}}}"
        desired_count: 3
        subnets: ["{{{{ subnets.ids.private.a }}}}"]
        security_groups: ["{{{{ security_groups.ids.app }}}}"]

"""


def ecs_tags(tags: dict[str, str]) -> list[dict[str, str]]:
    """Tags as ECS spells them."""
    return tag_list(tags, ("key", "value"))


class Ecs(Kind):
    """Kinds of ECS."""

    service, tags_path = "ecs", "tags"

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        self.aws.write("tag_resource", resourceArn=have.arn or have.id, tags=ecs_tags(tags))
