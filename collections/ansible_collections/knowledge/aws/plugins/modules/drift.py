#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.drift; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: drift
short_description: Says what of a built stack differs from the inventory
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Reads what the tasks of the same run found in check mode, and asks AWS for everything that carries the tags of the
  stack.
- Fails where something differs or belongs to no part, so that the exit code tells.
- AWS API U(https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html).
options:
  components:
    description: ["Parts of the stack, by their tag Component; by default all."]
    type: list
    elements: str
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Only looks., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- name: Who asks
  amazon.aws.aws_caller_info:
  register: caller

- name: What differs, and what nobody knows
  knowledge.aws.drift:
    stack:
      name: knowledge-production
      region: ap-northeast-2
      account_id: "{{ caller.account }}"
      tags: {Project: knowledge, Environment: production, ManagedBy: ansible}
"""

RETURN = r"""
differing:
  description: Resources that are missing or differ, with before and after of each field.
  returned: always
  type: list
  elements: dict
orphans:
  description: What carries the tags of the stack and is in no list.
  returned: always
  type: list
  elements: dict
"""
