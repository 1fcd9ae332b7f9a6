#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.ec2_security_group; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: ec2_security_group
short_description: Who may talk to whom
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of security group resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html).
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
      vpc_id:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
      description:
        description:
        - What the group is for. Cannot be changed.
        type: str
        required: true
      ingress:
        description:
        - Who may come in, a peer and its ports in each rule. Other rules are removed.
        type: list
        elements: dict
        default: []
        suboptions:
          ip_protocol:
            description:
            - 'Protocol: tcp, udp, icmp, or -1 for everything.'
            type: str
            default: tcp
          from_port:
            description:
            - Port, or the first of a range. Of icmp the type.
            type: int
          to_port:
            description:
            - Last port of a range; by default the first. Of icmp the code.
            type: int
          cidr_ip:
            description:
            - 'Peer: an IPv4 range.'
            type: str
          cidr_ipv6:
            description:
            - 'Peer: an IPv6 range.'
            type: str
          group_id:
            description:
            - 'Peer: the id of a security group, or @key for another of the same list.'
            type: str
          prefix_list:
            description:
            - 'Peer: the name of a managed prefix list, as its id differs by region, or the id.'
            type: str
          description:
            description:
            - What the rule is for.
            type: str
      egress:
        description:
        - Where it may go, a peer and its ports in each rule. Other rules are removed.
        type: list
        elements: dict
        default: []
        suboptions:
          ip_protocol:
            description:
            - 'Protocol: tcp, udp, icmp, or -1 for everything.'
            type: str
            default: tcp
          from_port:
            description:
            - Port, or the first of a range. Of icmp the type.
            type: int
          to_port:
            description:
            - Last port of a range; by default the first. Of icmp the code.
            type: int
          cidr_ip:
            description:
            - 'Peer: an IPv4 range.'
            type: str
          cidr_ipv6:
            description:
            - 'Peer: an IPv6 range.'
            type: str
          group_id:
            description:
            - 'Peer: the id of a security group, or @key for another of the same list.'
            type: str
          prefix_list:
            description:
            - 'Peer: the name of a managed prefix list, as its id differs by region, or the id.'
            type: str
          description:
            description:
            - What the rule is for.
            type: str
  vpc_id:
    description:
    - Id of the VPC that everything in the list lives in.
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
- name: VPC
  knowledge.aws.ec2_vpc:
    config:
      - {key: main, cidr_block: 10.0.0.0/16}
  register: vpc

- name: Security groups
  knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - key: alb
        description: Load balancer
        ingress:
          - {from_port: 443, cidr_ip: 203.0.113.0/24, description: Partner}
        egress:
          - {from_port: 8000, group_id: "@app", description: To the service}
      - key: app
        description: Service
        ingress:
          - {from_port: 8000, group_id: "@alb", description: From the load balancer}
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
