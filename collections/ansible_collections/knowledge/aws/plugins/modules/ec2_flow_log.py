#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.ec2_flow_log; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: ec2_flow_log
short_description: Record of a VPC's traffic
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of flow log resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html).
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
        - Of this entry, where it differs from that of the task.
        type: str
      log_group_name:
        description:
        - Name of the log group it writes to. Cannot be changed.
        type: str
        required: true
      deliver_logs_permission_arn:
        description:
        - ARN of the role that writes. Cannot be changed.
        type: str
        required: true
      traffic_type:
        description:
        - What is recorded. Cannot be changed.
        type: str
        default: ALL
        choices:
        - ALL
        - ACCEPT
        - REJECT
  vpc_id:
    description:
    - Id of the VPC that everything in the list lives in.
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
- name: VPC
  knowledge.aws.ec2_vpc:
    config:
      - {key: main, cidr_block: 10.0.0.0/16}
  register: vpc

- name: Log group
  knowledge.aws.logs_group:
    config:
      - {key: flow, name: /vpc/flow, retention_in_days: 30}

- name: Role that writes
  knowledge.aws.iam_role:
    config:
      - key: flow-logs
        description: Lets VPC flow logs write to their log group
        assume_role_policy_document:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {Service: vpc-flow-logs.amazonaws.com}
              Action: sts:AssumeRole
        policies:
          write:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
                Resource: "*"
  register: iam_roles

- name: Flow log
  knowledge.aws.ec2_flow_log:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - key: flow
        log_group_name: /vpc/flow
        deliver_logs_permission_arn: "{{ iam_roles.arns['flow-logs'] }}"
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
