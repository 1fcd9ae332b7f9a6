"""What operators may change of the catalogue of alarms, and what of that cannot be."""

import pytest
import yaml
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import monitoring as rules

from tests.support.cloud import ROOT
from tests.unit.inventory import found as said


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"rds-cpuu": {"threshold": 90}}, "there is no alarm rds-cpuu"),
        ({"rds-cpu": {"treshold": 90}}, "rds-cpu.treshold is not known there"),
        ({"rds-cpu": 90}, "rds-cpu is a number, not a map"),
        ({"rds-cpu": {"threshold": "many"}}, "rds-cpu.threshold is a text, not a number"),
        ({"rds-cpu": {"comparison_operator": "above"}}, "must be one of: GreaterThanThreshold"),
        ({"rds-cpu": {"treat_missing_data": "bad"}}, "must be one of: breaching, notBreaching"),
        ({"rds-cpu": {"severity": "high"}}, "must be one of: critical, warning"),
        ({"rds-cpu": {"statistic": "Mean"}}, "statistic is Mean"),
        ({"rds-cpu": {"period": 90}}, "rds-cpu.period 90 is not possible"),
        ({"rds-cpu": {"period": "60"}}, "rds-cpu.period is a text, not a number"),
        ({"rds-cpu": {"period": 0}}, "rds-cpu.period 0 is not possible"),
        ({"rds-cpu": {"period": 10}}, "10 is too short for AWS/RDS"),
        ({"rds-cpu": {"datapoints_to_alarm": 4}}, "rds-cpu.datapoints_to_alarm 4 is more than evaluation_periods"),
        ({"rds-cpu": {"evaluation_periods": 300}}, "rds-cpu.period times evaluation_periods is 90000 seconds"),
        ({"rds-cpu": {"share": {"of": "memory_bytes"}}}, "rds-cpu.share.percent is missing"),
        (
            {"mine": {"title": "Mine", "namespace": "N", "metric_name": "M", "threshold": 1}},
            "mine.dimensions is missing, as is a target",
        ),
        (
            {"mine": {"title": "Mine", "namespace": "N", "dimensions": {"A": "b"}, "threshold": 1}},
            "mine.metric_name has to be given, or an expression",
        ),
    ],
)
def test_overrides_that_cannot_be(overrides: dict, words: str) -> None:
    (found,) = said(monitoring_alarms=overrides)
    assert found.field == "monitoring_alarms" and words in found.wrong and found.valid


def test_inventories_and_disabled_parts_are_right() -> None:
    for environment in ("production", "staging"):
        given = yaml.safe_load(
            (ROOT / f"inventories/{environment}/group_vars/{environment}/monitoring.yml").read_text(encoding="utf-8")
        )
        assert list(rules.findings(given)) == []
    (found,) = rules.findings({"monitoring_disabled_events": ["databse"]})
    assert (found.field, found.wrong) == ("monitoring_disabled_events", "there is no databse")
    (found,) = rules.findings({"monitoring_disabled_composites": ["down"]})
    assert found.field == "monitoring_disabled_composites"
