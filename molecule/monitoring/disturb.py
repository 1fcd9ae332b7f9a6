"""By hand: a threshold raised, actions off, one alarm deleted, another made with the stack's tags, the composite alarm,
a rule and the dashboard changed.
"""

import json
import os

from tests.support.cloud import client

NAME = "knowledge-production"
cloudwatch, events = client("cloudwatch", os.environ), client("events", os.environ)
cpu = {
    "Namespace": "AWS/RDS",
    "MetricName": "CPUUtilization",
    "Statistic": "Average",
    "Period": 300,
    "EvaluationPeriods": 3,
}
cpu["Dimensions"] = [{"Name": "DBInstanceIdentifier", "Value": NAME}]
cloudwatch.put_metric_alarm(AlarmName=f"{NAME}-rds-cpu", **cpu, Threshold=99, ComparisonOperator="GreaterThanThreshold")
cloudwatch.disable_alarm_actions(AlarmNames=[f"{NAME}-ecs-cpu"])
tags = [{"Key": key, "Value": value} for key, value in (
    ("Project", "knowledge-database"), ("Environment", "production"), ("ManagedBy", "ansible"),
    ("Component", "monitoring"),
)]  # fmt: skip
cloudwatch.put_metric_alarm(
    AlarmName=f"{NAME}-of-yesterday", **cpu, Threshold=1, ComparisonOperator="GreaterThanThreshold", Tags=tags
)
cloudwatch.put_composite_alarm(AlarmName=f"{NAME}-service-down", AlarmRule=f'ALARM("{NAME}-alb-5xx")')
client("cloudwatch", os.environ, "us-east-1").delete_alarms(AlarmNames=[f"{NAME}-cloudfront-5xx"])
events.disable_rule(Name=f"{NAME}-database")
events.remove_targets(Rule=f"{NAME}-task-stopped", Ids=["topic"])
cloudwatch.put_dashboard(DashboardName=NAME, DashboardBody=json.dumps({"widgets": []}))
