#!/usr/bin/python
"""Documentation of knowledge.aws.ecs_service; the work is done by the action plugin of the same name."""

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
        - Tasks at birth; later the number is the autoscaler's and the release's.
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
      public_ip:
        description:
        - Whether tasks have public addresses.
        type: bool
        default: false
      platform_version:
        description:
        - Version of Fargate.
        type: str
        default: LATEST
      load_balancers:
        description:
        - Where requests come from.
        type: list
        elements: dict
        default: []
        suboptions:
          target_group:
            description:
            - ARN of the target group.
            type: str
            required: true
          container:
            description:
            - Container that gets the requests.
            type: str
            required: true
          port:
            description:
            - Its port.
            type: int
            required: true
      grace_period:
        description:
        - Seconds after its start in which a failed health check does not stop a task.
        type: int
      min_percent:
        description:
        - Percent of the tasks that stay up in a deployment.
        type: int
        default: 100
      max_percent:
        description:
        - Percent of the tasks, old and new, at most in a deployment.
        type: int
        default: 200
      circuit_breaker:
        description:
        - Whether a deployment whose tasks do not become well is ended and rolled back.
        type: bool
        default: true
      alarms:
        description:
        - Names of alarms that end a deployment and roll it back.
        type: list
        elements: str
        default: []
      az_rebalancing:
        description:
        - Whether tasks move back into a zone that is well again.
        type: bool
        default: true
      exec:
        description:
        - Whether ECS Exec may open a shell.
        type: bool
        default: false
      managed_tags:
        description:
        - Whether tasks get the tags of cluster and service that AWS makes.
        type: bool
        default: true
      propagate_tags:
        description:
        - Whose tags tasks get.
        type: str
        default: SERVICE
        choices:
        - SERVICE
        - TASK_DEFINITION
        - NONE
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
- knowledge.aws.ecs_service:
    cluster: knowledge-production
    config:
      - key: app
        task_definition: '{{ revision_arn }}'
        desired_count: 3
        subnets: [subnet-0a1b2c3d, subnet-0b2c3d4e]
        security_groups: [sg-0a1b2c3d]
        load_balancers: [{target_group: '{{ target_group_arn }}', container: app, port: 8000}]
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
      description: C(desiredCount) of AWS's answer.
      returned: always
      type: raw
    running_count:
      description: C(runningCount) of AWS's answer.
      returned: always
      type: raw
    task_definition:
      description: C(taskDefinition) of AWS's answer.
      returned: always
      type: raw
resources:
  description:
  - What happens to each resource with action create, update, replace, delete or keep, and before and after of each changed
    field.
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
