#!/usr/bin/python
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
- knowledge.aws.absent:
    stack: "{{ stack }}"
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
