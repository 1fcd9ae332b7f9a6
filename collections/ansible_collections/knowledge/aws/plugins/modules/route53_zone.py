#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.route53_zone; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: route53_zone
short_description: The public hosted zone that holds a domain
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Looks for the public hosted zone of this account, the one with the longest name, in which records of a domain may
  stand. Makes nothing.
- AWS API U(https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZones.html).
options:
  domain:
    description: ["Domain name."]
    type: str
    required: true
  name:
    description:
    - Name of the zone, where it has to be a certain one; it is an error if the account has none of this name.
    type: str
    default: ''
  left_of:
    description:
    - Kinds to which records may lead that are to be removed, such as C(elbv2_load_balancer). With them the zone is
      looked for only where one of these with the stack's tags is there, and it is no error if there is no such zone.
    type: list
    elements: str
    default: []
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Only looks., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.route53_zone:
    domain: knowledge.example.com
  register: found
"""

RETURN = r"""
zone:
  description: ["C(id) and C(name) of the zone; both empty where the account has none that holds the domain."]
  returned: always
  type: dict
"""
