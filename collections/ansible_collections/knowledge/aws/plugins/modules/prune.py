#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.prune; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: prune
short_description: Removes what components own and no list names any more
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- What tasks of this run listed is known from its journal; what else carries the tags of the stack and of a component
  is an orphan and is removed, users first.
- What holds data stays, with all that it may use, until O(allow_data_loss) says that it may go; a warning names it.
- A component that is switched off costs no call unless something of it is there.
extends_documentation_fragment:
- knowledge.aws.component
- knowledge.aws.stack
attributes:
  check_mode: {description: Sends no write call and says what the run would remove., support: full}
  diff_mode: {description: Shows what is removed., support: full}
"""

EXAMPLES = r"""
- name: Who asks
  amazon.aws.aws_caller_info:
  register: caller

- name: What no task of this run lists goes
  knowledge.aws.prune:
    stack:
      name: knowledge-production
      region: ap-northeast-2
      account_id: "{{ caller.account }}"
      tags: {Project: knowledge, Environment: production, ManagedBy: ansible}
    components:
      - {name: web, kinds: [ecs_service, ecs_cluster]}
      - {name: network, kinds: [ec2_route_table, ec2_subnet, ec2_vpc]}
"""

RETURN = r"""
resources:
  description: What was removed, or would be, as of every kind.
  returned: always
  type: list
  elements: dict
orphans:
  description: What is in no list and stays.
  returned: always
  type: list
  elements: dict
retained:
  description: What stays behind after the removal, and how to get it back or rid of it.
  returned: always
  type: list
  elements: str
"""
