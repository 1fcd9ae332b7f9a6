#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.autoscaling_policy; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: autoscaling_policy
short_description: 'Target tracking: keeps a metric near a value'
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of scaling policy resources to what it says.
- AWS API U(https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html).
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
      target:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
      predefined_metric_type:
        description:
        - What is measured.
        type: str
        required: true
        choices:
        - ECSServiceAverageCPUUtilization
        - ECSServiceAverageMemoryUtilization
        - ALBRequestCountPerTarget
      resource_label:
        description:
        - 'Load balancer and target group (ALBRequestCountPerTarget): app/<name>/<id>/targetgroup/<name>/<id>.'
        type: str
      target_value:
        description:
        - 'Value to keep: percent, or requests a minute for each task.'
        type: float
        required: true
      scale_out_cooldown:
        description:
        - Seconds between two steps up.
        type: int
        default: 60
      scale_in_cooldown:
        description:
        - Seconds between two steps down.
        type: int
        default: 300
  target:
    description:
    - Name of the scalable target, service/<cluster>/<service>.
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

- name: Scalable target
  knowledge.aws.autoscaling_target:
    config:
      - key: main
        name: service/knowledge-production/knowledge-production
        capacity: {min_capacity: 3, max_capacity: 20}

- name: Scaling policy
  knowledge.aws.autoscaling_policy:
    target: service/knowledge-production/knowledge-production
    config:
      - {key: cpu, predefined_metric_type: ECSServiceAverageCPUUtilization, target_value: 60}
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
