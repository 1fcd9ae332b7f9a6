#!/usr/bin/python
"""Documentation of knowledge.aws.secretsmanager_secret; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: secretsmanager_secret
short_description: Secret with a value made by Secrets Manager, never shown and never compared
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of secret resources to what it says.
- AWS API U(https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html).
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
      recovery_days:
        description:
        - Of this entry, where it differs from that of the task.
        type: int
      description:
        description:
        - What the secret is for.
        type: str
      kms_key:
        description:
        - ARN of the key that encrypts it; without one AWS's own for Secrets Manager.
        type: str
      generate:
        description:
        - How the value is made at birth. Later values are the business of whoever rotates it.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: dict
        default: {}
        suboptions:
          entry:
            description:
            - Under which name the value stands in the secret's JSON text.
            type: str
            default: password
          length:
            description:
            - Characters.
            type: int
            default: 64
          punctuation:
            description:
            - Whether it may contain other than letters and digits.
            type: bool
            default: false
  recovery_days:
    description:
    - Days, 7 to 30, in which a deleted secret can be restored.
    type: int
    default: 30
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
- knowledge.aws.secretsmanager_secret:
    config:
      - {key: redis, description: AUTH token, generate: {entry: auth_token}}
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
    version_id:
      description: C(CurrentVersion) of AWS's answer.
      returned: always
      type: raw
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
