#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.absent; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: absent
short_description: Removes all that components own, whether a list names it or not
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Users first, used last. What is protected is refused, and then nothing of its kind is removed.
- Which names the components had is known from look-ups of the same run (state C(gathered)); what else is theirs is
  known by their tags.
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

- name: All of two components goes
  knowledge.aws.absent:
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
