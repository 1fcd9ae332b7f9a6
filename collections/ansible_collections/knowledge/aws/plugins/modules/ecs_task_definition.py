#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.ecs_task_definition; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: ecs_task_definition
short_description: Family of task definitions for Fargate
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of task definition resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html).
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
      keep:
        description:
        - Of this entry, where it differs from that of the task.
        type: int
      service:
        description:
        - 'Name of the service that runs it: its revision, not the newest, is what counts. Not of AWS''s API.'
        type: str
      cpu:
        description:
        - CPU units; 1024 are a vCPU.
        type: int
        required: true
      memory:
        description:
        - MiB.
        type: int
        required: true
      cpu_architecture:
        description:
        - Processor.
        type: str
        default: X86_64
        choices:
        - X86_64
        - ARM64
      execution_role_arn:
        description:
        - 'ARN of the role that starts it: pulls the image, reads secrets, writes logs.'
        type: str
        required: true
      task_role_arn:
        description:
        - ARN of the role that the program itself has.
        type: str
        required: true
      container_name:
        description:
        - 'Name of the main container: the one with the port, or the first.'
        type: str
        required: true
      image:
        description:
        - Image of the first revision; later it is the release's.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: str
        required: true
      command:
        description:
        - Command of the first revision; later it is the release's.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: list
        elements: str
        default: []
      container_port:
        description:
        - 'Port that it listens on: its only port mapping.'
        type: int
      environment:
        description:
        - 'Environment: values by name. Nothing secret.'
        type: dict
        default: {}
      secrets:
        description:
        - 'Environment whose values are read at the start: ARNs of secrets or parameters by name.'
        type: dict
        default: {}
      health_check:
        description:
        - How the container tells that it is well.
        type: dict
        default: {}
        suboptions:
          command:
            description:
            - CMD or CMD-SHELL, and the command.
            type: list
            elements: str
          interval:
            description:
            - Seconds between two checks; without one 30.
            type: int
          timeout:
            description:
            - Seconds until a check counts as failed; without one 5.
            type: int
          retries:
            description:
            - Failed checks in a row until the container is not well; without one 3.
            type: int
          start_period:
            description:
            - Seconds after its start in which failed checks do not count; without one 0.
            type: int
      readonly_root_filesystem:
        description:
        - Whether its root file system is read-only.
        type: bool
        default: true
      writable_paths:
        description:
        - 'Folders that are writable all the same, empty at the start: each a volume and a mount point.'
        type: list
        elements: str
        default: []
      user:
        description:
        - User, or user:group, that it runs as; without one that of the image.
        type: str
        default: ''
      stop_timeout:
        description:
        - Seconds between the request to stop and the kill; without one 30.
        type: int
        default: 0
      log_options:
        description:
        - Options of the log driver awslogs; empty for no log configuration.
        type: dict
        default: {}
      container_options:
        description:
        - Further members of the main container's definition, in AWS's form. Others are removed.
        type: dict
        default: {}
      sidecars:
        description:
        - Definitions of further containers, in AWS's form. Others are removed.
        type: list
        elements: dict
        default: []
      task_options:
        description:
        - Further members of the task definition, in AWS's form. Others are removed.
        type: dict
        default: {}
  cluster:
    description:
    - Name of the cluster in which the services run.
    - Needed here or in every entry.
    type: str
  keep:
    description:
    - How many revisions stay registered, the newest ones and what runs.
    type: int
    default: 10
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
    image:
      description: Image of the main container.
      returned: always
      type: str
      sample: public.ecr.aws/docker/library/nginx:1.29
    revision:
      description: Number of the revision.
      returned: always
      type: int
      sample: 7
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
