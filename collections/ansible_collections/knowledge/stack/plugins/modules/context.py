#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.stack.context; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: stack_context
short_description: Derives names and tags of a stack, and makes sure that the account is the right one
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- From project, environment, region and account it derives the prefix of all names and the tags that say whose a
  resource is.
- Asks AWS who is calling, and fails where that is another account than the one given, before anything else is read or
  written.
- AWS API U(https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
options:
  project_name:
    description: ["Name of the project; becomes the tag Project."]
    type: str
    required: true
  environment_name:
    description: ["Name of the environment; becomes the tag Environment, and the second part of every name."]
    type: str
    required: true
  short_name:
    description: ["First part of every name. By default the first word of O(project_name)."]
    type: str
  region:
    description: ["Region of the stack."]
    type: str
    required: true
  account_id:
    description: ["The account that the credentials have to belong to, 12 digits."]
    type: str
    required: true
  domain_name:
    description: ["Domain under which the service is reached."]
    type: str
  tags:
    description: ["Tags of every resource, beside those that say whose it is."]
    type: dict
  state:
    description:
    - V(offline) derives names and tags without asking AWS who is calling; V(present) and V(gathered) ask.
    type: str
    default: present
    choices: [present, gathered, offline]
attributes:
  check_mode: {description: Only looks., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.stack.context:
    project_name: knowledge-database
    environment_name: production
    region: ap-northeast-2
    account_id: "123456789012"
  register: context
"""

RETURN = r"""
stack:
  description: The context, as every other action of this collection takes it.
  returned: success
  type: dict
  contains:
    name: {description: Prefix of all names., type: str, returned: always, sample: knowledge-production}
    project: {description: Name of the project., type: str, returned: always}
    environment: {description: Name of the environment., type: str, returned: always}
    region: {description: Region of the stack., type: str, returned: always}
    account_id: {description: Account of the stack., type: str, returned: always}
    domain_name: {description: Domain under which the service is reached., type: str, returned: always}
    tags: {description: Tags of every resource., type: dict, returned: always}
"""
