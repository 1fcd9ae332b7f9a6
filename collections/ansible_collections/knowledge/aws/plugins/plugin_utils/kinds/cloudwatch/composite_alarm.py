# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Alarms of CloudWatch on alarms."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.kind import Finding
from ...core.model import Wanted
from . import rules
from .common import ACTIONS, AlarmKind, put


class CompositeAlarm(AlarmKind):
    """Alarm of alarms. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html"""

    name, noun = "cloudwatch_composite_alarm", "composite alarm"
    listed, type, operation = "CompositeAlarms", "CompositeAlarm", "put_composite_alarm"
    fields = {
        **ACTIONS,
        "alarm_rule": put(
            "str",
            'When it fires, such as ALARM("one") OR ALARM("other"). These alarms must exist.',
            required=True,
            norm=str.strip,
        ),
    }
    example = """
- knowledge.aws.cloudwatch_alarm:
    config:
      - key: no-healthy-hosts
        namespace: AWS/ApplicationELB
        metric_name: HealthyHostCount
        statistic: Maximum
        period: 60
        dimensions: {LoadBalancer: app/knowledge/0123456789abcdef, TargetGroup: targetgroup/app/0123456789abcdef}
        threshold: 1
        comparison_operator: LessThanThreshold
        evaluation_periods: 2

- knowledge.aws.cloudwatch_composite_alarm:
    config:
      - key: service-down
        alarm_rule: 'ALARM("no-healthy-hosts")'
        alarm_actions: ["arn:aws:sns:ap-northeast-2:123456789012:alerts"]
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Of one alarm."""
        yield from super().check(want)
        yield from rules.rule_findings(want["alarm_rule"])
