#!/usr/bin/python
"""Documentation of knowledge.aws.show_outputs; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: show_outputs
short_description: Shows what the parts of a stack published
version_added: 1.0.0
author:
- Knowledge Database operations team (@your-org)
description:
- Shows the facts that end in C(_outputs) as a table.
options: {}
attributes:
  check_mode: {description: Only reads facts., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.show_outputs:
"""

RETURN = r"""
outputs:
  description: What each part published, by the name of the part.
  returned: always
  type: dict
"""
