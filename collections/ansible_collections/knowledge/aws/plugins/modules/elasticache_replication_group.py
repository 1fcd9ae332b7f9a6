#!/usr/bin/python
"""Documentation of knowledge.aws.elasticache_replication_group; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: elasticache_replication_group
short_description: Primary node with replicas
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of replication group resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html).
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
      final_snapshot:
        description:
        - Of this entry, where it differs from that of the task.
        type: bool
      protect:
        description:
        - Of this entry, where it differs from that of the task.
        type: bool
      description:
        description:
        - What the group is for.
        type: str
        required: true
      engine:
        description:
        - Engine; redis can become valkey, not the other way round.
        type: str
        default: redis
        choices:
        - redis
        - valkey
      engine_version:
        description:
        - Version, such as 7.0.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: str
        required: true
      node_type:
        description:
        - Type of the nodes, such as cache.r6g.xlarge.
        type: str
        required: true
      automatic_failover:
        description:
        - Whether a replica takes over when the primary fails.
        type: bool
        default: false
      multi_az:
        description:
        - Whether the nodes stand in different zones.
        type: bool
        default: false
      subnet_group:
        description:
        - Subnet group. Cannot be changed.
        type: str
        required: true
      security_groups:
        description:
        - Ids of its security groups.
        type: list
        required: true
        elements: str
      parameter_group:
        description:
        - Parameter group.
        type: str
      port:
        description:
        - Port. Cannot be changed.
        type: int
        default: 6379
      at_rest_encryption:
        description:
        - Whether data at rest is encrypted. Cannot be changed.
        type: bool
        default: true
      kms_key:
        description:
        - ARN of its key. Cannot be changed.
        type: str
      transit_encryption:
        description:
        - Whether clients and nodes talk by TLS. Changed only by making it anew.
        type: bool
        default: true
      snapshot_retention_days:
        description:
        - Days that daily snapshots are kept, 0 to 35; 0 turns them off.
        type: int
        default: 7
      snapshot_window:
        description:
        - Daily window of snapshots, UTC.
        type: str
      maintenance_window:
        description:
        - Weekly window of maintenance, UTC.
        type: str
      auto_minor_upgrade:
        description:
        - Whether minor versions are raised in the maintenance window.
        type: bool
        default: true
      notification_topic:
        description:
        - ARN of the topic that is told of failovers and the like; it must not be encrypted. Empty for none.
        type: str
      logs:
        description:
        - Names of log groups by log (slow-log, engine-log). Others are switched off.
        type: dict
      nodes:
        description:
        - Nodes, the primary included.
        type: int
        default: 1
      auth_secret:
        description:
        - ARN of the secret whose auth_token clients give. Cannot be taken away.
        type: str
      auth_version:
        description:
        - Version id of that secret; another one means that the token is rotated.
        type: str
  final_snapshot:
    description:
    - Whether deletion leaves a snapshot.
    type: bool
    default: true
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
- knowledge.aws.elasticache_replication_group:
    wait: false
    config:
      - {key: main, description: Cache, engine_version: '7.0', node_type: cache.r6g.xlarge, nodes: 3,
         automatic_failover: true, multi_az: true, subnet_group: knowledge-production, security_groups: [sg-0a1b2c3d]}
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
    endpoint:
      description: C(Primary.Address) of AWS's answer.
      returned: always
      type: raw
    engine_version:
      description: C(EngineVersion) of AWS's answer.
      returned: always
      type: raw
    nodes:
      description: C(MemberClusters) of AWS's answer.
      returned: always
      type: raw
    port:
      description: C(Primary.Port) of AWS's answer.
      returned: always
      type: raw
    reader_endpoint:
      description: C(Reader.Address) of AWS's answer.
      returned: always
      type: raw
    status:
      description: C(Status) of AWS's answer.
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
