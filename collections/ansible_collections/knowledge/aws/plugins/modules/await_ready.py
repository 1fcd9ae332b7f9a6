#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.await_ready; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: await_ready
short_description: Waits for slow resources of several kinds together
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- What was started with O(knowledge.aws.rds_instance#module:wait=false) and the like is awaited in one task, so that
  the total is the slowest and not the sum.
- Fails with the service's own reason where something failed, at once where something is deleted meanwhile, and after
  the deadline of its kind where it takes too long.
- What does not exist is not waited for.
options:
  resources:
    description: ["What to wait for."]
    type: list
    elements: dict
    required: true
    suboptions:
      kind:
        description: ["Name of the module that makes it, such as rds_instance."]
        type: str
        required: true
      names:
        description: ["Names in AWS."]
        type: list
        elements: str
        required: true
      scope:
        description: ["What they live in, as the module takes it beside its list, such as V({vpc_id: vpc-0a1b2c3d})."]
        type: dict
        default: {}
  wait_timeout:
    description: ["Seconds to wait at most; by default what each kind allows."]
    type: float
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: There is nothing to wait for., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.await_ready:
    resources:
      - {kind: rds_instance, names: [knowledge-production]}
      - {kind: opensearch_domain, names: [knowledge-production]}
  register: stores
"""

RETURN = r"""
attributes:
  description: What each resource publishes when it is ready, by kind and name; empty in a plan.
  returned: success
  type: dict
  sample:
    rds_instance:
      knowledge-production: {endpoint: knowledge-production.example.ap-northeast-2.rds.amazonaws.com}
"""
