#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.stack.price_refresh; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: price_refresh
short_description: Renews the price file of a region
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Asks AWS's Price List API, which answers in us-east-1, for every price in the file of the stack's region and for
  those that the resources of this run need.
- Writes the answers with their source and date, and also what a year's reservation costs. What AWS does not answer
  stays as it is and is named.
- Needs the right C(pricing:GetProducts). AWS API U(https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html).
options:
  folder:
    description: ["Folder of the price files; by default that of the collection."]
    type: path
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Asks, but writes no file., support: full}
  diff_mode: {description: Shows no difference., support: none}
"""

EXAMPLES = r"""
- knowledge.stack.price_refresh:
    stack: "{{ stack }}"
"""

RETURN = r"""
path:
  description: The price file.
  returned: always
  type: str
renewed:
  description: Names of the prices that AWS answered.
  returned: always
  type: list
  elements: str
unanswered:
  description: Names of the prices that stay as they were, each with the reason.
  returned: always
  type: dict
"""
