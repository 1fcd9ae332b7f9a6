#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.stack.show_outputs; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: show_outputs
short_description: Shows the named outputs of a stack and writes them for scripts
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Shows what the variable C(output_definitions) names, a list of C(name), C(value), C(exists), C(description) and
  C(sensitive). A C(value) is a template on the facts that end in C(_outputs), which the roles publish; AWS is not
  asked.
- An output whose part was left out is not there. One whose part is not built, or whose C(exists) is not, is said to
  be not built, and is in no file. In a plan symbolic values are shown as they are.
- Values of outputs that are C(sensitive) are in the files and not on the screen. Secrets are never outputs, only
  their ARNs.
options:
  folder:
    description:
    - Folder for C(outputs.json), keyed as by C(terraform output -json), and C(outputs.env), assignments for a shell;
      it is made if need be. Readable by their owner only. Where the play has several hosts, each has a folder of its
      own in it. In check mode nothing is written.
    type: path
  format:
    description: ["What is shown: a table, or what the files hold."]
    type: str
    default: table
    choices: [table, json, dotenv]
  everything:
    description: ["Everything that the parts publish, instead of the named outputs."]
    type: bool
    default: false
attributes:
  check_mode: {description: Only reads facts., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.stack.show_outputs:
- knowledge.stack.show_outputs:
    folder: out
    format: json
"""

RETURN = r"""
outputs:
  description: The outputs by name, without those that are sensitive.
  returned: always
  type: dict
parts:
  description: What each part published, by the name of the part.
  returned: always
  type: dict
files:
  description: Paths of the files that were written.
  returned: always
  type: list
  elements: str
"""
