#!/usr/bin/python
"""Documentation of knowledge.aws.ec2_route_table; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: ec2_route_table
short_description: Routes of some subnets
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of route table resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html).
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
      vpc:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
      routes:
        description:
        - Routes beside the VPC's own and those of gateway endpoints. Others are removed.
        type: list
        elements: dict
        default: []
        suboptions:
          to:
            description:
            - Destination, as an address range.
            type: str
            required: true
          internet_gateway:
            description:
            - Id of an internet gateway.
            type: str
          nat_gateway:
            description:
            - Id of a NAT gateway.
            type: str
          transit_gateway:
            description:
            - Id of a transit gateway.
            type: str
          peering:
            description:
            - Id of a peering connection.
            type: str
      subnets:
        description:
        - Ids of the subnets that use the table. Others leave it.
        type: list
        elements: str
        default: []
  vpc:
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
- knowledge.aws.ec2_route_table:
    vpc: vpc-0a1b2c3d
    config:
      - key: private.a
        routes:
          - {to: 0.0.0.0/0, nat_gateway: nat-0a1b2c3d}
        subnets: [subnet-0a1b2c3d]
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
