#!/usr/bin/python
"""Documentation of knowledge.aws.refuse_protected; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: refuse_protected
short_description: Refuses to go on while something that is to be removed is protected
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Reads what the look-up of the same run found protected, and fails before anything is removed. In check mode it only
  warns.
options:
  components:
    description: ["Parts of the stack that are to be removed, by their tag Component."]
    type: list
    elements: str
    required: true
  allow_data_loss:
    description: ["Whether protection may be lifted."]
    type: bool
    default: false
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Warns instead of failing., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.refuse_protected:
    components: [rds, opensearch]
"""

RETURN = r"""
protected:
  description: What is protected, each with the reason.
  returned: success
  type: list
  elements: str
"""
