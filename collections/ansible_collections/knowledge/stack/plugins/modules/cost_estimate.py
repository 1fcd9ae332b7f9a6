#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.stack.cost_estimate; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: cost_estimate
short_description: Says what a stack costs a month
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Prices the resources that the tasks of the same run have seen, planned or built, from the price file of their
  region. Asks AWS for nothing.
- A price that is not known is named and left out. What an inventory cannot tell, such as traffic, is assumed and named.
options:
  assumptions:
    description: ["Assumptions that differ from those in C(prices/assumptions.yml), by name."]
    type: dict
    default: {}
  show:
    description: ["Whether to show the table, the guide's table beside it, and what could be had for less."]
    type: bool
    default: false
  file:
    description:
    - File for the same; as CSV where its name ends in C(.csv), otherwise as JSON.
      With several stacks the name of each is added.
    type: path
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Only looks., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.stack.cost_estimate:
    stack: "{{ stack }}"
    show: true
"""

RETURN = r"""
month:
  description: USD a month at the fewest tasks.
  returned: always
  type: float
month_max:
  description: USD a month at the most tasks.
  returned: always
  type: float
year:
  description: USD a year at the fewest tasks.
  returned: always
  type: float
lines:
  description: One entry for each resource and price, with quantity, unit, price, source and date.
  returned: always
  type: list
  elements: dict
unknown:
  description: What is left out because no price is known.
  returned: always
  type: list
  elements: str
estimates:
  description: Prices that are not AWS's own figures of this region, and how they were made.
  returned: always
  type: list
  elements: str
assumptions:
  description: What a month's use is taken to be.
  returned: always
  type: list
  elements: str
note:
  description: What is to be said of all prices, such as that the region has no file.
  returned: always
  type: str
currency:
  description: The currency of all amounts.
  returned: always
  type: str
guide:
  description: The amounts of the deployment guide beside these, each with the reason of the difference.
  returned: with show or file
  type: list
  elements: dict
savings:
  description: What could be had for less, each with the amount a month.
  returned: with show or file
  type: list
  elements: dict
"""
