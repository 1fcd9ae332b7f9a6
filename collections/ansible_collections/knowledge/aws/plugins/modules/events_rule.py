#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.events_rule; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: events_rule
short_description: Rule on the default bus
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of event rule resources to what it says.
- AWS API U(https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html).
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
      description:
        description:
        - What the rule is for.
        type: str
      event_pattern:
        description:
        - Which events.
        type: dict
      schedule_expression:
        description:
        - 'When, instead of a pattern: rate(…) or cron(…), UTC.'
        type: str
      state:
        description:
        - Whether it works.
        type: str
        default: ENABLED
        choices:
        - ENABLED
        - DISABLED
      targets:
        description:
        - Where events go. Others are removed.
        type: list
        elements: dict
        default: []
        suboptions:
          id:
            description:
            - Name of the target in the rule.
            type: str
            required: true
          arn:
            description:
            - ARN of the target.
            type: str
            required: true
          input_transformer:
            description:
            - What is sent instead of the event.
            type: dict
            suboptions:
              input_paths_map:
                description:
                - Values that are taken from the event, as JSON paths by name.
                type: dict
              input_template:
                description:
                - The text, with these values as <name>; a text stands in double quotes.
                type: str
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

- knowledge.aws.sns_topic:
    config:
      - {key: alerts}
  register: topics

- knowledge.aws.events_rule:
    config:
      - key: database
        event_pattern: {source: [aws.rds]}
        targets:
          - id: topic
            arn: "{{ topics.arns.alerts }}"
            input_transformer: {input_paths_map: {what: $.detail.Message}, input_template: '"<what>"'}
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
