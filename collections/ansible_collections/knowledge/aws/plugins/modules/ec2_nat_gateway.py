#!/usr/bin/python
"""Documentation of knowledge.aws.ec2_nat_gateway; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: ec2_nat_gateway
short_description: Way out for private subnets
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of nat gateway resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html).
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
      subnet:
        description:
        - Id of the public subnet it stands in. Cannot be changed.
        type: str
        required: true
      address:
        description:
        - Allocation id of its elastic IP. Cannot be changed.
        type: str
        required: true
  vpc:
    description:
    - Id of the VPC that everything in the list lives in.
    type: str
    required: true
  state:
    description:
    - C(present) brings the list to what it says.
    - C(absent) removes the list and whatever else of this kind is ours.
    - C(purged) removes what is ours and not in the list.
    - C(gathered) only looks.
    - C(imagined) answers as C(present) would plan it in an empty account, without asking AWS.
    type: str
    default: present
    choices:
    - present
    - absent
    - purged
    - gathered
    - imagined
  stack:
    description:
    - The context from which names and tags derive, as the role context publishes it. Usually set once by module_defaults.
    type: dict
    required: true
    suboptions:
      name:
        description:
        - Prefix of all names.
        type: str
        required: true
      region:
        description:
        - Region of the stack.
        type: str
        required: true
      account_id:
        description:
        - Account of the stack, 12 digits.
        type: str
        required: true
      tags:
        description:
        - Tags of every resource.
        type: dict
        required: true
      project:
        description:
        - Name of the project.
        type: str
      environment:
        description:
        - Name of the environment.
        type: str
      domain_name:
        description:
        - Domain under which the service is reached.
        type: str
  component:
    description:
    - The part of the stack that the resources belong to; becomes the tag Component. By default the role that the task
      stands in.
    type: str
  parts:
    description:
    - The parts that the run is to build, or C(all). For a component that is not among them C(state) is C(gathered) by
      default.
    type: list
    elements: str
  plan_only:
    description:
    - Whether to write nothing and say what would be done, as in check mode, whatever the run's mode is.
    type: bool
    default: false
  wait:
    description:
    - Whether to wait until everything is ready. What is deleted is always awaited.
    type: bool
    default: true
  wait_timeout:
    description:
    - Seconds to wait at most; by default what the kind allows.
    type: float
  allow_replace:
    description:
    - Names of resources that may be deleted and made anew where AWS cannot change them in place.
    type: list
    elements: str
    default: []
  allow_data_loss:
    description:
    - Whether deletion protection may be lifted.
    type: bool
    default: false
attributes:
  check_mode:
    description: Sends no write call and says what the run would do.
    support: full
  diff_mode:
    description: Shows the fields that change.
    support: full
"""

EXAMPLES = r"""
- knowledge.aws.ec2_nat_gateway:
    vpc: vpc-0a1b2c3d
    config:
      - {key: nat.a, subnet: subnet-0a1b2c3d, address: eipalloc-0a1b2c3d}
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
  - Here public_ip.
  returned: always
  type: dict
resources:
  description:
  - What happens to each resource with action create, update, replace, delete or keep, and before and after of each changed
    field.
  returned: always
  type: list
  elements: dict
strays:
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
kept:
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
