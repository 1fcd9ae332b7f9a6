#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.iam_role; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: iam_role
short_description: Role with its policies
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of iam role resources to what it says.
- AWS API U(https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html).
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
      assume_role_policy_document:
        description:
        - 'Trust policy: who may assume the role.'
        type: dict
        required: true
      description:
        description:
        - What the role is for.
        type: str
      policies:
        description:
        - Inline policies by name, each a document (PutRolePolicy). Others are removed.
        type: dict
        default: {}
      managed_policy_arns:
        description:
        - ARNs of managed policies (AttachRolePolicy). Others are detached.
        type: list
        elements: str
        default: []
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
      - key: flow-logs
        description: Lets VPC flow logs write to their log group
        assume_role_policy_document:
          Version: "2012-10-17"
          Statement:
            - {Effect: Allow, Principal: {Service: vpc-flow-logs.amazonaws.com}, Action: "sts:AssumeRole"}
        policies:
          write:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
                Resource: "arn:aws:logs:ap-northeast-2:123456789012:log-group:/vpc/knowledge-production:*"
        managed_policy_arns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"]
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
