#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.stack.diagram; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: diagram
short_description: Draws the stack as one file that opens without a network
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Draws every resource that the tasks of the same run have planned or seen, in zones and tiers; arrows follow from the
  rules of the security groups.
- AWS is not asked. The file holds no script and loads nothing; it is written anew only where the picture differs.
options:
  file:
    description:
    - Path of the file, by default C(diagram-<stack>.html) in the current folder. With the ending C(.svg) it is plain
      SVG, else a page.
    - Where the play has several hosts, the name of each is put before the ending. In check mode nothing is written.
    type: path
  of:
    description: ["Whether the tasks before have looked the stack up or planned it; stands in the picture."]
    type: str
    default: built
    choices: [built, planned]
  date:
    description: ["Date that stands in the picture; by default today's, in UTC."]
    type: str
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Draws and writes nothing., support: full}
  diff_mode: {description: Shows no difference., support: none}
"""

EXAMPLES = r"""
- knowledge.stack.diagram:
    stack: "{{ stack }}"
    file: out/stack.svg
"""

RETURN = r"""
file:
  description: Path of the file.
  returned: always
  type: str
resources:
  description: How many resources it shows.
  returned: always
  type: int
"""
