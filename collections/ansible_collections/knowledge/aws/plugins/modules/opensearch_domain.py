#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.opensearch_domain; the action plugin of the same name does the work."""

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
      availability_zone_count:
        description:
        - Number of zones that they stand in; 1 switches zone awareness off.
        type: int
        default: 1
        choices:
        - 1
        - 2
        - 3
      dedicated_master_type:
        description:
        - Type of the dedicated master nodes.
        type: str
      dedicated_master_count:
        description:
        - Number of dedicated master nodes; 0 for none.
        type: int
        default: 0
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
      subnet_ids:
        description:
        - Ids of the subnets, one in each zone.
        type: list
        required: true
        elements: str
      security_group_ids:
        description:
        - Ids of its security groups.
        type: list
        required: true
        elements: str
      access_policies:
        description:
        - Policy of who may send requests.
        type: dict
        required: true
      encryption_at_rest:
        description:
        - Whether data is encrypted at rest (EncryptionAtRestOptions.Enabled). Cannot be changed.
        type: bool
        default: true
      kms_key_id:
        description:
        - ARN of its key. Cannot be changed.
        type: str
      node_to_node_encryption:
        description:
        - Whether nodes talk by TLS (NodeToNodeEncryptionOptions.Enabled). Cannot be switched off.
        type: bool
        default: true
      enforce_https:
        description:
        - Whether plain HTTP is refused.
        type: bool
        default: true
      tls_security_policy:
        description:
        - Oldest TLS that is accepted.
        type: str
        default: Policy-Min-TLS-1-2-2019-07
        choices:
        - Policy-Min-TLS-1-0-2019-07
        - Policy-Min-TLS-1-2-2019-07
        - Policy-Min-TLS-1-2-PFS-2023-10
      advanced_security:
        description:
        - Whether rights are given by index and action (AdvancedSecurityOptions.Enabled), which is fine-grained access
          control. Cannot be switched off.
        type: bool
        default: true
      master_user_arn:
        description:
        - ARN of the role that gives these rights.
        type: str
      log_publishing_options:
        description:
        - ARNs of log groups by log (INDEX_SLOW_LOGS, SEARCH_SLOW_LOGS, ES_APPLICATION_LOGS, AUDIT_LOGS). Others are
          switched off.
        type: dict
      automated_snapshot_start_hour:
        description:
        - Hour (UTC) of the daily snapshot of old versions; later ones are backed up every hour.
        type: int
      auto_tune:
        description:
        - Whether AWS tunes memory and queues (AutoTuneOptions.DesiredState).
        type: bool
      off_peak_window_start_time:
        description:
        - Begin (HH:MM, UTC) of the ten hours in which AWS may work on it.
        type: str
      auto_software_update_enabled:
        description:
        - Whether service software is updated in these hours.
        type: bool
      engine_version:
        description:
        - Version of OpenSearch, such as 2.11. Cannot go back.
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
- knowledge.aws.ec2_vpc:
    config: [{key: search, cidr_block: 10.0.0.0/16}]
  register: vpcs
- knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpcs.ids.search }}"
    config: [{key: search, cidr_block: 10.0.0.0/24, availability_zone: ap-northeast-2a}]
  register: subnets
- knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpcs.ids.search }}"
    config: [{key: search, description: Search}]
  register: security_groups
- knowledge.aws.iam_service_linked_role:
    config:
      - key: opensearch
        name: AWSServiceRoleForAmazonOpenSearchService
        aws_service_name: opensearchservice.amazonaws.com
- knowledge.aws.opensearch_domain:
    wait: false
    config:
      - key: main
        name: knowledge
        engine_version: "2.11"
        instance_type: t3.small.search
        instance_count: 1
        volume_size: 10
        subnet_ids: ["{{ subnets.ids.search }}"]
        security_group_ids: ["{{ security_groups.ids.search }}"]
        access_policies:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {AWS: "arn:aws:iam::123456789012:root"}
              Action: "es:ESHttp*"
              Resource: "arn:aws:es:ap-northeast-2:123456789012:domain/knowledge/*"
        master_user_arn: "arn:aws:iam::123456789012:role/search-admin"
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
      description: Host name inside the VPC, once the domain is ready.
      returned: always
      type: str
      sample: vpc-knowledge-production-a1b2c3d4e5f6g7h8i9j0k1l2m3.ap-northeast-2.es.amazonaws.com
    engine_version:
      description: Engine and version.
      returned: always
      type: str
      sample: OpenSearch_2.11
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
