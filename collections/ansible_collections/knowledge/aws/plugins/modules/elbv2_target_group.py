#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.elbv2_target_group; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: elbv2_target_group
short_description: Where requests go, and how it is told whether it is well
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of target group resources to what it says.
- AWS API U(https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html).
options:
  config:
    description:
    - The resources. With state C(absent) everything else of ours of this kind goes, too.
    type: list
    elements: dict
    default: []
    suboptions:
      key:
        description:
        - Stable name of the entry inside the list; dots nest it in C(ids).
        type: str
        required: true
      name:
        description:
        - Name in AWS. By default the stack's name and the key; C(main) is the stack's name itself.
        type: str
      tags:
        description:
        - Tags beside the ownership tags. Tags that others set are left alone.
        type: dict
      region:
        description:
        - Region of this entry, where it differs from that of the task.
        type: str
      vpc_id:
        description:
        - Id of the VPC. Cannot be changed.
        type: str
        required: true
      port:
        description:
        - Port of the targets. Cannot be changed.
        type: int
        required: true
      protocol:
        description:
        - How the targets are spoken to. Cannot be changed.
        type: str
        default: HTTP
        choices:
        - HTTP
        - HTTPS
      target_type:
        description:
        - What targets are registered by. Cannot be changed.
        type: str
        default: ip
        choices:
        - ip
        - instance
      health_check_path:
        description:
        - Path that answers when a target is well.
        type: str
        default: /health
      health_check_interval_seconds:
        description:
        - Seconds between two checks.
        type: int
        default: 30
      health_check_timeout_seconds:
        description:
        - Seconds until a check counts as failed.
        type: int
        default: 5
      healthy_threshold_count:
        description:
        - Good checks in a row until a target is well.
        type: int
        default: 2
      unhealthy_threshold_count:
        description:
        - Failed checks in a row until a target is not well.
        type: int
        default: 3
      matcher:
        description:
        - What a good answer is.
        type: dict
        default:
          http_code: '200'
        suboptions:
          http_code:
            description:
            - Status codes, such as 200 or 200-299.
            type: str
            required: true
      attributes:
        description:
        - Attributes in AWS's spelling, such as C(idle_timeout.timeout_seconds); those not given are left alone.
        type: dict
extends_documentation_fragment:
- knowledge.aws.kind
- knowledge.aws.stack
attributes:
  check_mode:
    description: Sends no write call and says what the run would do.
    support: full
  diff_mode:
    description: Shows the fields that change.
    support: full
"""

EXAMPLES = r"""

- knowledge.aws.ec2_vpc:
    config:
      - {key: main, name: example, cidr_block: 10.0.0.0/16}
  register: vpc

- knowledge.aws.elbv2_target_group:
    config:
      - key: app
        vpc_id: "{{ vpc.ids.main }}"
        port: 8000
        health_check_path: /health
        attributes: {deregistration_delay.timeout_seconds: 30}
"""

RETURN = r"""
ids:
  description:
  - Ids by key, nested at dots.
  - In a plan C((known after apply)) for what is to be made; after a look-up C((does not exist)) for what is not there.
  returned: always
  type: dict
arns:
  description:
  - ARNs by key, nested like C(ids).
  returned: always
  type: dict
attributes:
  description:
  - Further values by key, nested like C(ids).
  returned: always
  type: dict
  contains:
    suffix:
      description: End of the ARN, by which CloudWatch knows it.
      returned: always
      type: str
      sample: targetgroup/knowledge-production-app/0123456789ab
resources:
  description:
  - What happens to each resource with action create, update, replace, delete or keep, and before and after of each
    changed field.
  returned: always
  type: list
  elements: dict
orphans:
  description:
  - What carries this stack's and component's tags and is in no list.
  returned: always
  type: list
  elements: dict
pending:
  description:
  - Names of what exists and is not ready yet.
  returned: always
  type: list
  elements: str
retained:
  description:
  - What stays behind after a removal, and how to get it back or rid of it.
  returned: always
  type: list
  elements: str
protected:
  description:
  - After C(gathered), what must not be deleted unless data loss is allowed, each with the reason.
  returned: always
  type: list
  elements: str
"""
