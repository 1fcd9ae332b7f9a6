#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.wafv2_ip_set; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: wafv2_ip_set
short_description: List of addresses that rules refer to
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of ip set resources to what it says.
- AWS API U(https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html).
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
      scope:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
        choices: &id001
        - REGIONAL
        - CLOUDFRONT
      description:
        description:
        - What the addresses have in common.
        type: str
      ip_address_version:
        description:
        - Kind of addresses. Cannot be changed.
        type: str
        default: IPV4
        choices:
        - IPV4
        - IPV6
      addresses:
        description:
        - Ranges with their length, such as 203.0.113.7/32.
        type: list
        elements: str
        default: []
  scope:
    description:
    - 'What it protects: load balancers of the stack''s region, or CloudFront.'
    - Needed here or in every entry.
    type: str
    choices: *id001
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
- knowledge.aws.wafv2_ip_set:
    scope: REGIONAL
    config:
      - {key: offices, description: Our offices, addresses: [203.0.113.0/24]}
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
