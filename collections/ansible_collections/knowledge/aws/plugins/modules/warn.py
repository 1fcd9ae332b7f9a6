#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.warn; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: warn
short_description: Shows warnings
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Shows each line as a warning of the run, also in a plan. Nothing fails, and AWS is not asked.
options:
  lines:
    description: ["What to say; nothing is said where it is empty."]
    type: list
    elements: str
    required: true
attributes:
  check_mode: {description: Only shows., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.warn:
    lines: ["Nobody is told of alarms."]
"""

RETURN = r"""
lines:
  description: What was said.
  returned: always
  type: list
  elements: str
"""
