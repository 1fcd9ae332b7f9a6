#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.stack.preflight; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: preflight
short_description: Finds everything that is wrong with the inventory, before anything is asked of AWS
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Reads the argument specs and defaults of all roles, and the rules of this collection.
- Fails with all findings at once, each with the variable, the file to edit and what would be right.
options:
  roles_path:
    description: ["Folder of the roles."]
    type: path
    required: true
  parts:
    description: ["Names of the parts that C(--tags) may name, in the order in which they are built."]
    type: list
    elements: str
    required: true
attributes:
  check_mode: {description: Only reads files., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.stack.preflight:
    roles_path: "{{ role_path | dirname }}"
    parts: [kms, vpc, security_groups]
"""

RETURN = r"""
msg:
  description: All findings.
  returned: failure
  type: str
"""
