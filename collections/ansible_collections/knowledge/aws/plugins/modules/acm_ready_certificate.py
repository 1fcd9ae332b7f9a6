#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.acm_ready_certificate; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: acm_ready_certificate
short_description: Looks at certificates that somebody else made
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Makes sure that each certificate exists in the right region and account, is issued, covers its domains and is valid
  for long enough. Makes nothing.
- AWS API U(https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html).
options:
  config:
    description: ["The certificates."]
    type: list
    elements: dict
    default: []
    suboptions:
      key: {description: ["Name inside the list."], type: str, required: true}
      certificate_arn: {description: ["ARN."], type: str, required: true}
      region:
        description: ['Region in which it has to be, where it differs from that of the task; us-east-1 for CloudFront.']
        type: str
      domains: {description: ["Domain names that it has to cover."], type: list, elements: str, required: true}
  least_days:
    description: ["Days that a certificate which ACM does not renew by itself must still be valid."]
    type: int
    default: 30
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Only looks., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.acm_ready_certificate:
    config:
      - key: alb
        certificate_arn: arn:aws:acm:ap-northeast-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef
        region: ap-northeast-2
        domains: [knowledge.example.com]
"""

RETURN = r"""
arns:
  description: ["ARNs by key."]
  returned: always
  type: dict
attributes:
  description: ["C(status) and C(not_after) by key."]
  returned: always
  type: dict
"""
