#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.cloudwatch_alarm; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: cloudwatch_alarm
short_description: Alarm on a metric or on metric math
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of alarm resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
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
      alarm_description:
        description:
        - What it means and what to do.
        type: str
      actions_enabled:
        description:
        - Whether anybody is told.
        type: bool
        default: true
      alarm_actions:
        description:
        - ARNs of what is told when it fires.
        type: list
        elements: str
        default: []
      ok_actions:
        description:
        - ARNs of what is told when it is over.
        type: list
        elements: str
        default: []
      insufficient_data_actions:
        description:
        - ARNs of what is told when there is no data.
        type: list
        elements: str
        default: []
      namespace:
        description:
        - Namespace of the metric, such as AWS/ECS.
        type: str
      metric_name:
        description:
        - Name of the metric.
        type: str
      statistic:
        description:
        - How values of a period become one.
        type: str
        choices:
        - SampleCount
        - Average
        - Sum
        - Minimum
        - Maximum
      extended_statistic:
        description:
        - A percentile or the like instead, such as p95.
        type: str
      dimensions:
        description:
        - What the metric is of.
        type: dict
      period:
        description:
        - 'Seconds of a data point: 10, 20, 30 or a multiple of 60.'
        type: int
      unit:
        description:
        - Unit in which the metric is published, where it is published in several; empty for any.
        type: str
        default: ''
      metrics:
        description:
        - 'Metric math instead of one metric: MetricDataQuery entries in AWS''s own words.'
        type: list
        elements: dict
      threshold:
        description:
        - What a data point is compared with.
        type: float
        required: true
      comparison_operator:
        description:
        - How it is compared.
        type: str
        required: true
        choices:
        - GreaterThanOrEqualToThreshold
        - GreaterThanThreshold
        - LessThanThreshold
        - LessThanOrEqualToThreshold
      evaluation_periods:
        description:
        - How many data points are looked at.
        type: int
        required: true
      datapoints_to_alarm:
        description:
        - How many of them must be bad; all by default.
        type: int
      treat_missing_data:
        description:
        - What a lacking data point means.
        type: str
        default: missing
        choices:
        - breaching
        - notBreaching
        - ignore
        - missing
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

- knowledge.aws.cloudwatch_alarm:
    config:
      - key: ecs-cpu
        namespace: AWS/ECS
        metric_name: CPUUtilization
        statistic: Average
        period: 300
        dimensions: {ClusterName: knowledge, ServiceName: knowledge}
        threshold: 80
        comparison_operator: GreaterThanThreshold
        evaluation_periods: 2
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
