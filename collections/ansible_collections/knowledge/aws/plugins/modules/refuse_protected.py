#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.refuse_protected; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: refuse_protected
short_description: Refuses to go on while something that is to be removed is protected
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Reads what the look-up of the same run found protected, looks at what else these components own, and fails before
  anything is removed. In check mode it only warns.
extends_documentation_fragment:
- knowledge.aws.component
- knowledge.aws.stack
attributes:
  check_mode: {description: Warns instead of failing., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.refuse_protected:
    components:
      - {name: web, kinds: [elbv2_load_balancer]}
      - {name: database, kinds: [rds_instance]}
"""

RETURN = r"""
protected:
  description: What is protected, each with the reason.
  returned: success
  type: list
  elements: str
"""
