#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.elasticache_replication_group; the action plugin of the same name does the work."""

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
      replication_group_description:
        description:
        - What it is for.
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
        - Version, such as 7.0; AWS chooses the patch. Goes up only.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: str
        required: true
      cache_node_type:
        description:
        - Type of the nodes, such as cache.r6g.xlarge.
        type: str
        required: true
      automatic_failover_enabled:
        description:
        - Whether a replica takes over when the primary fails.
        type: bool
        default: false
      multi_az_enabled:
        description:
        - Whether the nodes stand in different zones.
        type: bool
        default: false
      cache_subnet_group_name:
        description:
        - Subnet group. Cannot be changed.
        type: str
        required: true
      security_group_ids:
        description:
        - Ids of its security groups.
        type: list
        required: true
        elements: str
      cache_parameter_group_name:
        description:
        - Parameter group; by default AWS's own of the engine.
        type: str
      port:
        description:
        - Port. Cannot be changed.
        type: int
        default: 6379
      at_rest_encryption_enabled:
        description:
        - Whether data at rest is encrypted. Cannot be changed.
        type: bool
        default: true
      kms_key_id:
        description:
        - ARN of its key. Cannot be changed.
        type: str
      transit_encryption_enabled:
        description:
        - Whether clients and nodes talk by TLS. Cannot be changed.
        type: bool
        default: true
      snapshot_retention_limit:
        description:
        - Days that daily snapshots are kept, 0 to 35; 0 turns them off.
        type: int
        default: 7
      snapshot_window:
        description:
        - Daily window of snapshots, UTC, such as 17:00-18:00.
        type: str
      preferred_maintenance_window:
        description:
        - Weekly window of maintenance, UTC, such as sun:18:30-sun:19:30.
        type: str
      auto_minor_version_upgrade:
        description:
        - Whether minor versions are raised in the maintenance window.
        type: bool
        default: true
      notification_topic_arn:
        description:
        - ARN of the topic that is told of failovers and the like; it must not be encrypted. Empty for none.
        type: str
      log_delivery_configurations:
        description:
        - Logs that go to CloudWatch Logs; those that are not listed are switched off.
        type: list
        elements: dict
        suboptions:
          log_type:
            description:
            - Log.
            type: str
            required: true
            choices:
            - slow-log
            - engine-log
          destination_type:
            description:
            - Service that it goes to.
            type: str
            default: cloudwatch-logs
            choices:
            - cloudwatch-logs
          destination_details:
            description:
            - Where in that service.
            type: dict
            required: true
            suboptions:
              cloud_watch_logs_details:
                description:
                - Where in CloudWatch Logs.
                type: dict
                required: true
                suboptions:
                  log_group:
                    description:
                    - Name of the log group.
                    type: str
                    required: true
          log_format:
            description:
            - Format of its lines.
            type: str
            default: json
            choices:
            - json
            - text
      num_cache_clusters:
        description:
        - Number of nodes, 1 to 6, the primary included.
        type: int
        default: 1
      auth_secret:
        description:
        - ARN of the secret whose auth_token clients give; the API takes the token itself. Cannot be taken away.
        type: str
      auth_version:
        description:
        - Version id of that secret; another one means that the token is rotated. The API has no such member.
        type: str
  final_snapshot:
    description:
    - Whether deletion leaves a snapshot; stands for FinalSnapshotIdentifier of the API.
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
- name: VPC
  knowledge.aws.ec2_vpc:
    config:
      - {key: main, cidr_block: 10.0.0.0/16}
  register: vpc

- name: Subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: private.a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}
      - {key: private.b, cidr_block: 10.0.11.0/24, availability_zone: ap-northeast-2b}
  register: subnets

- name: Subnet group
  knowledge.aws.elasticache_subnet_group:
    config:
      - key: main
        name: knowledge
        cache_subnet_group_description: Caches
        subnet_ids: ["{{ subnets.ids.private.a }}", "{{ subnets.ids.private.b }}"]

- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: cache, description: Caches}
  register: security_groups

- name: Replication group
  knowledge.aws.elasticache_replication_group:
    config:
      - key: main
        name: knowledge
        replication_group_description: Cache
        engine_version: "7.0"
        cache_node_type: cache.t4g.small
        num_cache_clusters: 2
        automatic_failover_enabled: true
        multi_az_enabled: true
        cache_subnet_group_name: knowledge
        security_group_ids: ["{{ security_groups.ids.cache }}"]
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
      description: Host name of the primary; known when it is ready.
      returned: always
      type: str
      sample: master.knowledge-production.a1b2c3.apn2.cache.amazonaws.com
    engine_version:
      description: Version, with its patch.
      returned: always
      type: str
      sample: 7.0.7
    nodes:
      description: Names of the nodes.
      returned: always
      type: list
      sample:
      - knowledge-production-001
      - knowledge-production-002
    port:
      description: Port; known when it is ready.
      returned: always
      type: int
      sample: 6379
    reader_endpoint:
      description: Host name that leads to the replicas; known when it is ready.
      returned: always
      type: str
      sample: replica.knowledge-production.a1b2c3.apn2.cache.amazonaws.com
    status:
      description: State.
      returned: always
      type: str
      sample: available
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
