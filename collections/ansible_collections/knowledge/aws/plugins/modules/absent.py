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
options:
  components:
    description:
    - Components of the stack, those first that use others.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
        - The component, as the tag C(Component) has it.
        type: str
        required: true
      kinds:
        description:
        - Its kinds, such as C(ec2_subnet), those first that use others.
        type: list
        elements: str
        required: true
  parts:
    description:
    - Only these components, or C(all).
    type: list
    elements: str
  plan_only:
    description:
    - Whether to write nothing and say what would be done, as in check mode, whatever the run's mode is.
    type: bool
    default: false
  state:
    description:
    - V(offline) does nothing; in V(gathered) nothing is pruned.
    type: str
    default: present
    choices: [present, gathered, offline]
  wait_timeout:
    description:
    - Seconds to wait at most for each kind; by default what the kind allows.
    type: float
  allow_data_loss:
    description:
    - Whether what holds data, or is protected, may go.
    type: bool
    default: false
extends_documentation_fragment:
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
