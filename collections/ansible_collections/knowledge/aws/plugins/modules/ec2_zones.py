#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.ec2_zones; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: ec2_zones
short_description: Chooses availability zones, always the same ones
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Takes the first zones of the region, in the order of their names, of those that are available. Local and wavelength
  zones do not count.
- AWS API U(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html).
options:
  count:
    description: ["How many zones; the task fails where the region has fewer."]
    type: int
    default: 3
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Only looks., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.ec2_zones:
    count: 2
  register: chosen
"""

RETURN = r"""
zones:
  description: Names of the zones by the keys a, b, c, and so on.
  returned: success
  type: dict
  sample: {a: ap-northeast-2a, b: ap-northeast-2b}
"""
