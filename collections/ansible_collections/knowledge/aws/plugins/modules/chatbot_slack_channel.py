#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.chatbot_slack_channel; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: chatbot_slack_channel
short_description: Channel of Slack
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of chat channel resources to what it says.
- AWS API U(https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html).
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
      slack_team_id:
        description:
        - Id of the workspace, which somebody has let AWS into. Cannot be changed.
        type: str
        required: true
      slack_channel_id:
        description:
        - Id of the channel.
        type: str
        required: true
      iam_role_arn:
        description:
        - ARN of the role that the chat has.
        type: str
        required: true
      sns_topic_arns:
        description:
        - ARNs of topics.
        type: list
        elements: str
        default: []
      logging_level:
        description:
        - What is logged.
        type: str
        default: NONE
        choices:
        - ERROR
        - INFO
        - NONE
      guardrail_policy_arns:
        description:
        - ARNs of policies that the chat cannot go beyond.
        type: list
        elements: str
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

- knowledge.aws.iam_role:
    config:
      - key: chat
        assume_role_policy_document:
          Version: "2012-10-17"
          Statement:
            - {Effect: Allow, Principal: {Service: chatbot.amazonaws.com}, Action: "sts:AssumeRole"}
  register: iam_roles

- knowledge.aws.chatbot_slack_channel:
    config:
      - {key: alerts, slack_team_id: T01234567, slack_channel_id: C01234567, iam_role_arn: "{{ iam_roles.arns.chat }}"}
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
