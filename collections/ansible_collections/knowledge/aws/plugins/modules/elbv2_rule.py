#!/usr/bin/python
"""Documentation of knowledge.aws.elbv2_rule; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: elbv2_rule
short_description: Rule of a listener
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of listener rule resources to what it says.
- AWS API U(https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html).
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
      listener:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
      priority:
        description:
        - The lowest comes first, 1 to 50000.
        type: int
        required: true
      conditions:
        description:
        - 'What a request must be like: all of these.'
        type: list
        required: true
        elements: dict
        suboptions:
          path:
            description:
            - Patterns of the path, such as /static/*.
            type: list
            elements: str
          host:
            description:
            - Patterns of the host.
            type: list
            elements: str
          method:
            description:
            - Methods of the request.
            type: list
            elements: str
          source_ip:
            description:
            - Address ranges of the sender.
            type: list
            elements: str
          header:
            description:
            - Name of a header; its value is told by values or by secret.
            type: str
          values:
            description:
            - Patterns of the header.
            type: list
            elements: str
          secret:
            description:
            - ARN of a secret whose value the header must have, the present one or the one before. The value is shown
              nowhere.
            type: str
          entry:
            description:
            - Entry of the secret's JSON text that holds it, password where it is left out.
            type: str
      action:
        description:
        - What is done with it.
        type: dict
        required: true
        suboptions:
          type:
            description:
            - What is done.
            type: str
            required: true
            choices:
            - forward
            - redirect
            - respond
          target_group:
            description:
            - ARN of the target group (forward).
            type: str
          protocol:
            description:
            - 'HTTP, HTTPS or #{protocol} (redirect).'
            type: str
          host:
            description:
            - Host (redirect).
            type: str
          port:
            description:
            - Port (redirect).
            type: str
          path:
            description:
            - Path (redirect).
            type: str
          query:
            description:
            - Query (redirect).
            type: str
          status:
            description:
            - HTTP_301 or HTTP_302 (redirect), or a status code (respond).
            type: str
          content_type:
            description:
            - Type of the body (respond).
            type: str
          body:
            description:
            - Text of the answer (respond).
            type: str
  listener:
    description:
    - ARN of the listener.
    - Needed here or in every entry.
    type: str
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
- knowledge.aws.elbv2_rule:
    listener: '{{ listener_arn }}'
    config:
      - key: from-cloudfront
        priority: 10
        conditions: [{header: X-Origin-Verify, secret: '{{ secret_arn }}'}]
        action: {type: forward, target_group: '{{ target_group_arn }}'}
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
  - What happens to each resource with action create, update, replace, delete or keep, and before and after of each changed
    field.
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
