#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.cloudfront_vpc_origin; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: cloudfront_vpc_origin
short_description: Way from CloudFront to an internal load balancer
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of vpc origin resources to what it says.
- AWS API U(https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateVpcOrigin.html).
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
      vpc_origin_endpoint_config:
        description:
        - Where it leads.
        type: dict
        required: true
        suboptions:
          arn:
            description:
            - ARN of the load balancer. It is asked by HTTPS only, on port 443.
            type: str
            required: true
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
    config:
      - {key: main, name: example, cidr_block: 10.0.0.0/16}
  register: vpc

- knowledge.aws.ec2_internet_gateway:
    config:
      - {key: main, name: example, vpc_id: "{{ vpc.ids.main }}"}

- knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: a, cidr_block: 10.0.0.0/24, availability_zone: ap-northeast-2a}
      - {key: b, cidr_block: 10.0.1.0/24, availability_zone: ap-northeast-2b}
  register: subnets

- knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: alb, description: Load balancer}
  register: firewalls

- knowledge.aws.elbv2_load_balancer:
    config:
      - key: main
        name: example
        scheme: internal
        subnets: ["{{ subnets.ids.a }}", "{{ subnets.ids.b }}"]
        security_groups: ["{{ firewalls.ids.alb }}"]
  register: balancers

- knowledge.aws.cloudfront_vpc_origin:
    config:
      - {key: alb, vpc_origin_endpoint_config: {arn: "{{ balancers.arns.main }}"}}
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
