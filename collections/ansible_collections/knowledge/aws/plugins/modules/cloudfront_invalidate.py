#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.cloudfront_invalidate; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: cloudfront_invalidate
short_description: CloudFront forgets cached answers
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Makes the distribution of the stack forget cached answers of some paths, and waits until it has. Each run is a new
  request.
- AWS API U(https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html).
options:
  paths:
    description: ['Paths, each beginning with /; a * at the end stands for anything.']
    type: list
    elements: str
    required: true
  key:
    description: ["Key of the distribution in the list of M(knowledge.aws.cloudfront_distribution)."]
    type: str
    default: main
  wait:
    description: ["Whether to wait until every place has forgotten."]
    type: bool
    default: true
  wait_timeout:
    description: ["Seconds to wait at most."]
    type: float
    default: 900
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Looks the distribution up and forgets nothing., support: full}
  diff_mode: {description: Has nothing to compare., support: none}
"""

EXAMPLES = r"""
- name: Distribution
  knowledge.aws.cloudfront_distribution:
    config:
      - key: main
        origins:
          - id: app
            domain_name: app.example.com
            custom_origin_config: {origin_read_timeout: 60}
        default_cache_behavior: {target_origin_id: app, cache_policy_id: CachingOptimized}

- name: It forgets
  knowledge.aws.cloudfront_invalidate:
    paths: [/static/*]
"""

RETURN = r"""
id:
  description: ["Id of the invalidation; empty in check mode."]
  returned: always
  type: str
status:
  description: ["C(InProgress) or C(Completed); empty in check mode."]
  returned: always
  type: str
"""
