#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.ce_anomaly_subscription; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: ce_anomaly_subscription
short_description: Who is told of unexpected costs
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of anomaly subscription resources to what it says.
- AWS API U(https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalySubscription.html).
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
      monitor_arn_list:
        description:
        - ARNs of the monitors.
        type: list
        required: true
        elements: str
      subscribers:
        description:
        - E-mail addresses, or the ARN of a topic.
        type: list
        required: true
        elements: str
      frequency:
        description:
        - At once for a topic, otherwise a summary.
        type: str
        required: true
        choices:
        - IMMEDIATE
        - DAILY
        - WEEKLY
      threshold:
        description:
        - USD beyond what was expected.
        type: float
        required: true
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

- knowledge.aws.ce_anomaly_monitor:
    config:
      - {key: main, monitor_specification: {tags: {key: Environment, values: [production]}}}
  register: monitors

- knowledge.aws.ce_anomaly_subscription:
    config:
      - key: mail
        monitor_arn_list: ["{{ monitors.arns.main }}"]
        subscribers: [operations@example.com]
        frequency: DAILY
        threshold: 100
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
