#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.wafv2_web_acl; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: wafv2_web_acl
short_description: Web ACL with what it protects and its log
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of web acl resources to what it says.
- AWS API U(https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html).
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
      scope:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
        choices: &id001
        - REGIONAL
        - CLOUDFRONT
      capacity_limit:
        description:
        - Of this entry, where it differs from that of the task.
        type: int
      description:
        description:
        - What it protects.
        type: str
      default_action:
        description:
        - What happens to a request that no rule stops.
        type: str
        default: allow
        choices:
        - allow
        - block
      rules:
        description:
        - Rules in the form of the API (C(Name), C(Priority), C(Statement), …), in any order.
        type: list
        elements: dict
        default: []
      visibility_config:
        description:
        - What is to be seen of it; all where it is left out. Its metrics have its name.
        type: dict
        default: {}
        suboptions:
          cloud_watch_metrics_enabled:
            description:
            - Whether CloudWatch gets its metrics, which alarms go by.
            type: bool
          sampled_requests_enabled:
            description:
            - Whether AWS keeps samples of requests.
            type: bool
      resource_arns:
        description:
        - Load balancers that it protects (AssociateWebACL); it detaches from others. A distribution names its web ACL
          itself.
        type: list
        elements: str
      logging_configuration:
        description:
        - Where requests are recorded (PutLoggingConfiguration); without a destination nowhere.
        type: dict
        suboptions:
          log_destination_configs:
            description:
            - ARN of a log group, bucket or Firehose stream whose name begins with aws-waf-logs-.
            type: list
            elements: str
            default: []
          redacted_fields:
            description:
            - 'Parts of requests that are not recorded, such as C({single_header: {name: cookie}}).'
            type: list
            elements: dict
            default: []
          logging_filter:
            description:
            - 'Which requests are recorded: C(default_behavior) and C(filters). All where it is left out.'
            type: dict
            default: {}
  scope:
    description:
    - 'What it protects: load balancers of the stack''s region, or CloudFront.'
    - Needed here or in every entry.
    type: str
    choices: *id001
  capacity_limit:
    description:
    - Web ACL capacity units that the rules may need, 1500 to 5000; beyond 1500 AWS charges extra for each request.
      The API has no such limit.
    type: int
    default: 1500
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
- knowledge.aws.wafv2_web_acl:
    scope: REGIONAL
    config:
      - key: regional
        rules:
          - Name: common
            Priority: 1
            OverrideAction: {None: {}}
            Statement: {ManagedRuleGroupStatement: {VendorName: AWS, Name: AWSManagedRulesCommonRuleSet}}
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
