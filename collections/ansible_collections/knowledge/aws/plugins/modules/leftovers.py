#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.leftovers; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: leftovers
short_description: Proves that nothing of a stack is left
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Asks AWS for everything that carries the tags of the stack. What is deleted and still shows up, or is kept on
  purpose, is named with the reason.
- Fails where anything else is left.
- AWS API U(https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html).
options:
  components:
    description: ["Parts of the stack, by their tag Component; by default all."]
    type: list
    elements: str
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Everything is still there; there is nothing to prove., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- name: Who asks
  amazon.aws.aws_caller_info:
  register: caller

- name: What is left of the stack
  knowledge.aws.leftovers:
    stack:
      name: knowledge-production
      region: ap-northeast-2
      account_id: "{{ caller.account }}"
      tags: {Project: knowledge, Environment: production, ManagedBy: ansible}
"""

RETURN = r"""
left:
  description: ARNs of what is left.
  returned: always
  type: list
  elements: str
retained:
  description: What still shows up, each with the reason and the way back.
  returned: always
  type: list
  elements: str
"""
