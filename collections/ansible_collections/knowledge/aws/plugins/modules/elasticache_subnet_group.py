#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.elasticache_subnet_group; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: elasticache_subnet_group
short_description: Subnets that nodes may stand in
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of cache subnet group resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html).
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
      cache_subnet_group_description:
        description:
        - What the group is for.
        type: str
        required: true
      subnet_ids:
        description:
        - Ids of the subnets.
        type: list
        required: true
        elements: str
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
