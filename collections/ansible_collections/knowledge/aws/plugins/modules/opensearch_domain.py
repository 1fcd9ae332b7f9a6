#!/usr/bin/python
"""Documentation of knowledge.aws.opensearch_domain; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: opensearch_domain
short_description: Search domain in a VPC
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of opensearch domain resources to what it says.
- AWS API U(https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html).
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
      protect:
        description:
        - Of this entry, where it differs from that of the task.
        type: bool
      instance_type:
        description:
        - Type of the data nodes, such as r6g.xlarge.search.
        type: str
        required: true
      instance_count:
        description:
        - Number of data nodes.
        type: int
        required: true
      zones:
        description:
        - Number of zones that they stand in.
        type: int
        default: 1
        choices:
        - 1
        - 2
        - 3
      master_type:
        description:
        - Type of the dedicated master nodes.
        type: str
      master_count:
        description:
        - Number of dedicated master nodes; 0 for none.
        type: int
        default: 0
      standby:
        description:
        - Whether one of three zones is kept as a standby.
        type: bool
      volume_type:
        description:
        - Type of the volumes.
        type: str
        default: gp3
        choices:
        - gp2
        - gp3
        - io1
      volume_size:
        description:
        - GiB of each data node.
        type: int
      iops:
        description:
        - Operations a second of each volume.
        type: int
      throughput:
        description:
        - MiB a second of each volume.
        type: int
      subnets:
        description:
        - Ids of the subnets, one in each zone.
        type: list
        required: true
        elements: str
      security_groups:
        description:
        - Ids of its security groups.
        type: list
        required: true
        elements: str
      access_policy:
        description:
        - Who may send requests.
        type: dict
        required: true
      encrypted:
        description:
        - Whether data is encrypted at rest. Cannot be changed.
        type: bool
        default: true
      kms_key:
        description:
        - ARN of its key. Cannot be changed.
        type: str
      node_to_node_encryption:
        description:
        - Whether nodes talk by TLS. Cannot be switched off.
        type: bool
        default: true
      enforce_https:
        description:
        - Whether plain HTTP is refused.
        type: bool
        default: true
      tls_policy:
        description:
        - Oldest TLS that is accepted.
        type: str
        default: Policy-Min-TLS-1-2-2019-07
        choices:
        - Policy-Min-TLS-1-0-2019-07
        - Policy-Min-TLS-1-2-2019-07
        - Policy-Min-TLS-1-2-PFS-2023-10
      fine_grained_access:
        description:
        - Whether rights are given by index and action. Cannot be switched off.
        type: bool
        default: true
      master_user:
        description:
        - ARN of the role that gives these rights.
        type: str
      advanced_options:
        description:
        - Options of the engine.
        type: dict
      logs:
        description:
        - ARNs of log groups by log (INDEX_SLOW_LOGS, SEARCH_SLOW_LOGS, ES_APPLICATION_LOGS, AUDIT_LOGS). Others are switched
          off.
        type: dict
      snapshot_hour:
        description:
        - Hour (UTC) of the daily snapshot of old versions; later ones are backed up every hour.
        type: int
      auto_tune:
        description:
        - Whether AWS tunes memory and queues.
        type: bool
      off_peak_start:
        description:
        - Begin (HH:MM, UTC) of the ten hours in which AWS may work on it.
        type: str
      auto_software_update:
        description:
        - Whether service software is updated in these hours.
        type: bool
      engine_version:
        description:
        - Version of OpenSearch, such as 2.11.
        type: str
        required: true
  protect:
    description:
    - 'Whether it is only deleted together with allow_data_loss: AWS has no such switch of its own.'
    type: bool
    default: true
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
- knowledge.aws.opensearch_domain:
    wait: false
    config:
      - {key: main, engine_version: '2.11', instance_type: r6g.xlarge.search, instance_count: 3, zones: 3,
         volume_size: 200, subnets: '{{ subnets }}', security_groups: [sg-0a1b2c3d], access_policy: '{{ policy }}', master_user: '{{ role_arn }}'}
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
    domain_id:
      description: C(DomainId) of AWS's answer.
      returned: always
      type: raw
    endpoint:
      description: C(Endpoints.vpc) of AWS's answer.
      returned: always
      type: raw
    engine_version:
      description: C(EngineVersion) of AWS's answer.
      returned: always
      type: raw
    status:
      description: C(State) of AWS's answer.
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
