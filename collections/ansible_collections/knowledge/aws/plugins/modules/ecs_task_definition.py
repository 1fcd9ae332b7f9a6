#!/usr/bin/python
"""Documentation of knowledge.aws.ecs_task_definition; the work is done by the action plugin of the same name."""

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
        - 'Name of the service that runs it: its revision, not the newest, is what counts.'
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
      architecture:
        description:
        - Processor.
        type: str
        default: X86_64
        choices:
        - X86_64
        - ARM64
      execution_role:
        description:
        - 'ARN of the role that starts it: pulls the image, reads secrets, writes logs.'
        type: str
        required: true
      task_role:
        description:
        - ARN of the role that the program itself has.
        type: str
        required: true
      container:
        description:
        - Name of the container.
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
      port:
        description:
        - Port that it listens on.
        type: int
      environment:
        description:
        - Environment. Nothing secret.
        type: dict
        default: {}
      secrets:
        description:
        - 'Environment whose values are read at the start: ARNs of secrets or parameters.'
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
            - Seconds between two checks.
            type: int
          timeout:
            description:
            - Seconds until a check counts as failed.
            type: int
          retries:
            description:
            - Failed checks in a row until the container is not well.
            type: int
          start_period:
            description:
            - Seconds after its start in which failed checks do not count.
            type: int
      read_only:
        description:
        - Whether its root file system is read-only.
        type: bool
        default: true
      writable_paths:
        description:
        - Folders that are writable all the same, empty at the start.
        type: list
        elements: str
        default: []
      user:
        description:
        - User, or user:group, that it runs as; without one that of the image.
        type: str
        default: ''
      init:
        description:
        - Whether a small init process hands signals on and removes zombies.
        type: bool
        default: true
      stop_timeout:
        description:
        - Seconds between the request to stop and the kill; without one 30.
        type: int
        default: 0
      log:
        description:
        - Options of the awslogs driver; empty for no log.
        type: dict
        default: {}
      container_options:
        description:
        - Further members of the container definition, in AWS's form. Others are removed.
        type: dict
        default: {}
      sidecars:
        description:
        - Further containers, in AWS's form. Others are removed.
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
- knowledge.aws.ecs_task_definition:
    cluster: knowledge-production
    config:
      - key: app
        service: knowledge-production
        cpu: 2048
        memory: 4096
        execution_role: '{{ execution_role_arn }}'
        task_role: '{{ task_role_arn }}'
        container: app
        image: '{{ repository_uri }}:1.0'
        port: 8000
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
      description: C(Image) of AWS's answer.
      returned: always
      type: raw
    revision:
      description: C(revision) of AWS's answer.
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
