#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.ecs_service; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: ecs_service
short_description: Service on Fargate
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of ecs service resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html).
options:
  config:
    description:
    - The resources. With state C(absent) everything else of ours of this kind goes, too.
    type: list
    elements: dict
    default: []
    suboptions:
      key:
        description:
        - Stable name of the entry inside the list; dots nest it in C(ids).
        type: str
        required: true
      name:
        description:
        - Name in AWS. By default the stack's name and the key; C(main) is the stack's name itself.
        type: str
      tags:
        description:
        - Tags beside the ownership tags. Tags that others set are left alone.
        type: dict
      region:
        description:
        - Region of this entry, where it differs from that of the task.
        type: str
      cluster:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
      task_definition:
        description:
        - ARN of the revision to run.
        type: str
        required: true
      desired_count:
        description:
        - Tasks on creation; later the number is the autoscaler's and the release's.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: int
        default: 1
      subnets:
        description:
        - Ids of the subnets.
        type: list
        required: true
        elements: str
      security_groups:
        description:
        - Ids of the security groups.
        type: list
        required: true
        elements: str
      assign_public_ip:
        description:
        - Whether tasks have public addresses.
        type: str
        default: DISABLED
        choices:
        - ENABLED
        - DISABLED
      load_balancers:
        description:
        - Where requests come from.
        type: list
        elements: dict
        default: []
        suboptions:
          target_group_arn:
            description:
            - ARN of the target group.
            type: str
            required: true
          container_name:
            description:
            - Container that gets the requests.
            type: str
            required: true
          container_port:
            description:
            - Its port.
            type: int
            required: true
      health_check_grace_period_seconds:
        description:
        - Seconds after its start in which a failed health check does not stop a task; with load balancers only.
        type: int
      minimum_healthy_percent:
        description:
        - Percent of the tasks that stay up in a deployment.
        type: int
        default: 100
      maximum_percent:
        description:
        - Percent of the tasks, old and new, at most in a deployment.
        type: int
        default: 200
      deployment_circuit_breaker:
        description:
        - 'Whether a deployment whose tasks do not become well is ended and rolled back: enable and rollback.'
        type: bool
        default: true
      alarm_names:
        description:
        - Names of alarms that end a deployment and roll it back; with some, enable and rollback are true.
        type: list
        elements: str
        default: []
      availability_zone_rebalancing:
        description:
        - Whether tasks move back into a zone that is well again.
        type: str
        default: ENABLED
        choices:
        - ENABLED
        - DISABLED
      enable_execute_command:
        description:
        - Whether ECS Exec may open a shell.
        type: bool
        default: false
  cluster:
    description:
    - Name of the cluster.
    - Needed here or in every entry.
    type: str
extends_documentation_fragment:
- knowledge.aws.kind
- knowledge.aws.stack
attributes:
  check_mode:
    description: Sends no write call and says what the run would do.
    support: full
  diff_mode:
    description: Shows the fields that change.
    support: full
"""

EXAMPLES = r"""
- name: VPC
  knowledge.aws.ec2_vpc:
    config:
      - {key: main, cidr_block: 10.0.0.0/16}
  register: vpc

- name: Subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: public.a, cidr_block: 10.0.1.0/24, availability_zone: ap-northeast-2a}
      - {key: private.a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}
  register: subnets

- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: app, description: Service}
  register: security_groups

- name: Cluster
  knowledge.aws.ecs_cluster:
    config:
      - key: main
        name: knowledge-production
        container_insights: enhanced
        exec_log_group: /ecs/knowledge-production/exec

- name: Task definition
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

- name: Service
  knowledge.aws.ecs_service:
    cluster: knowledge-production
    config:
      - key: main
        name: knowledge-production
        task_definition: "{{ definitions.ids.main }}"
        desired_count: 3
        subnets: ["{{ subnets.ids.private.a }}"]
        security_groups: ["{{ security_groups.ids.app }}"]

"""

RETURN = r"""
ids:
  description:
  - Ids by key, nested at dots.
  - In a plan C((known after apply)) for what is to be made; after a look-up C((does not exist)) for what is not there.
  returned: always
  type: dict
arns:
  description:
  - ARNs by key, nested like C(ids).
  returned: always
  type: dict
attributes:
  description:
  - Further values by key, nested like C(ids).
  returned: always
  type: dict
  contains:
    desired_count:
      description: Tasks that it is to have.
      returned: always
      type: int
      sample: 3
    running_count:
      description: Tasks that run.
      returned: always
      type: int
      sample: 3
    task_definition:
      description: ARN of the revision that it is to run.
      returned: always
      type: str
      sample: arn:aws:ecs:ap-northeast-2:123456789012:task-definition/knowledge-production:7
resources:
  description:
  - What happens to each resource with action create, update, replace, delete or keep, and before and after of each
    changed field.
  returned: always
  type: list
  elements: dict
orphans:
  description:
  - What carries this stack's and component's tags and is in no list.
  returned: always
  type: list
  elements: dict
pending:
  description:
  - Names of what exists and is not ready yet.
  returned: always
  type: list
  elements: str
retained:
  description:
  - What stays behind after a removal, and how to get it back or rid of it.
  returned: always
  type: list
  elements: str
protected:
  description:
  - After C(gathered), what must not be deleted unless data loss is allowed, each with the reason.
  returned: always
  type: list
  elements: str
"""
