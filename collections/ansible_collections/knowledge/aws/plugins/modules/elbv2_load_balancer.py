#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.elbv2_load_balancer; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: elbv2_load_balancer
short_description: Application load balancer
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of load balancer resources to what it says.
- AWS API U(https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
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
      scheme:
        description:
        - Whether it has public addresses. Cannot be changed.
        type: str
        default: internet-facing
        choices:
        - internet-facing
        - internal
      subnets:
        description:
        - Ids of its subnets, in two zones at least.
        type: list
        required: true
        elements: str
      security_groups:
        description:
        - Ids of its security groups.
        type: list
        required: true
        elements: str
      ip_address_type:
        description:
        - Kinds of addresses.
        type: str
        default: ipv4
        choices:
        - ipv4
        - dualstack
      attributes:
        description:
        - Attributes in AWS's spelling, such as C(idle_timeout.timeout_seconds); those not given are left alone.
        type: dict
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

- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: alb, description: Load balancer}
  register: security_groups

- name: Load balancer
  knowledge.aws.elbv2_load_balancer:
    config:
      - key: main
        name: knowledge
        scheme: internal
        subnets: ["{{ subnets.ids.private.a }}", "{{ subnets.ids.private.b }}"]
        security_groups: ["{{ security_groups.ids.alb }}"]
        attributes: {idle_timeout.timeout_seconds: 60}
  register: load_balancers

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
    dns_name:
      description: Name in DNS.
      returned: always
      type: str
      sample: knowledge-production-1234567890.ap-northeast-2.elb.amazonaws.com
    scheme:
      description: Whether it has public addresses.
      returned: always
      type: str
      sample: internet-facing
    suffix:
      description: End of the ARN, by which CloudWatch knows it.
      returned: always
      type: str
      sample: app/knowledge-production/0123456789abcdef
    zone_id:
      description: Hosted zone of that name, for alias records.
      returned: always
      type: str
      sample: ZWKZPGTI48KDX
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
