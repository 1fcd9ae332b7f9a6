#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.secretsmanager_secret; the action plugin of the same name does the work."""

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
      recovery_window_in_days:
        description:
        - Of this entry, where it differs from that of the task.
        type: int
      description:
        description:
        - What the secret is for.
        type: str
      kms_key_id:
        description:
        - ARN of the key that encrypts it; without one AWS's own for Secrets Manager.
        type: str
      generate_secret_string:
        description:
        - How GetRandomPassword makes the value on creation. Later values are the business of whoever rotates it.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: dict
        default: {}
        suboptions:
          generate_string_key:
            description:
            - Under which name the value stands in the secret's JSON text.
            type: str
            default: password
          password_length:
            description:
            - Characters, 1 to 4096.
            type: int
            default: 64
          exclude_punctuation:
            description:
            - Whether it has letters and digits only.
            type: bool
            default: true
  recovery_window_in_days:
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
      - key: redis
        description: AUTH token of the cache
        generate_secret_string: {generate_string_key: auth_token, password_length: 64}
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
      description: 'Id of the version that is current: another one after each rotation.'
      returned: always
      type: str
      sample: EXAMPLE1-90ab-cdef-fedc-ba987SECRET1
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
