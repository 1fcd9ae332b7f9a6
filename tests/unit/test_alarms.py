"""The catalogue of alarms against what AWS publishes, what is made of it, and what operators may change."""

import json
import re

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.alarms import alarms, dashboards
from ansible_collections.knowledge.stack.plugins.plugin_utils.alarms import targets as targets
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import monitoring as rules
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules.inventory import Reader

from tests.contract.repository import ROOT
from tests.unit.published_metrics import PUBLISHED, WORDS

STACK = {
    "name": "knowledge-production",
    "region": "ap-northeast-2",
    "account_id": "123456789012",
    "domain_name": "knowledge.example.com",
}
UNKNOWN = "(known after apply: load balancer main)"
PARTS = {
    "ecs": {
        "cluster_name": "knowledge-production",
        "service_name": "knowledge-production",
        "container_insights": "enabled",
    },
    "alb": {"metric_name": UNKNOWN, "target_group_metric_name": "targetgroup/app/1"},
    "vpc": {"nat_gateway_ids": {"a": "nat-a", "b": "nat-b", "c": "nat-c"}},
    "rds": {"name": "knowledge-production", "instance_class": "db.t4g.medium", "storage": "200", "parameters": {}},
    "opensearch": {"name": "knowledge-production", "node_count": 3, "node_storage": 200},
    "elasticache": {
        "name": "knowledge-production",
        "node_count": 3,
        "nodes": "(known after apply: replication group main)",
    },
    "waf": {"names": {"edge": "knowledge-production-edge", "regional": "knowledge-production-regional"}},
    "cloudfront": {"id": "E1"},
    "acm": {"arns": {"alb": "arn:alb", "cloudfront": "arn:cloudfront"}},
}
TOPICS = {"ap-northeast-2": "arn:home", "us-east-1": "arn:edge"}
RUNBOOK = "docs/alarms.md"
TARGETS = targets.monitoring_targets(PARTS, STACK)
CATALOGUE = alarms.of_sections("alarms")
GRAPHS = alarms.of_sections("graphs")


def made(parts: dict = PARTS, overrides: dict | None = None, stack: dict = STACK) -> dict[str, dict]:
    """Alarms of all regions by key."""
    items = alarms.alarm_items(targets.monitoring_targets(parts, stack), stack, overrides or {}, TOPICS, RUNBOOK)
    return {item["key"]: item for region in items.values() for item in region}


def metrics_of(entry: dict) -> list[tuple[str, dict]]:
    """Metrics of an alarm or a graph, each with its namespace."""
    listed = [*entry.get("metrics", {}).values(), *entry.get("lines", []), *([entry] if "metric_name" in entry else [])]
    return [(one.get("namespace", entry["namespace"]), one) for one in listed]


@pytest.mark.parametrize("key", [*CATALOGUE, *GRAPHS])
def test_every_metric_is_one_that_aws_publishes_under_these_dimensions(key: str) -> None:
    entry = CATALOGUE.get(key) or GRAPHS[key]
    found = alarms.spread(key, TARGETS[entry["target"]])
    for namespace, one in metrics_of(entry):
        source, sets, units = PUBLISHED[namespace]
        assert source.startswith("https://docs.aws.amazon.com/")
        assert one["metric_name"] in units, f"{namespace} has no {one['metric']}"
        assert all(set(dimensions) in sets for _, dimensions in found.values())


@pytest.mark.parametrize("key", [key for key, entry in CATALOGUE.items() if "metric_name" in entry])
def test_thresholds_are_in_the_unit_of_the_metric(key: str) -> None:
    entry = alarms.COMMON | CATALOGUE[key]
    assert PUBLISHED[entry["namespace"]][2][entry["metric_name"]] in WORDS[entry["unit"]]


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_entry_is_whole_and_right(key: str) -> None:
    entry = alarms.COMMON | CATALOGUE[key]
    assert list(rules.value_findings(entry)) == []
    assert Reader("alarm").read({"type": "dict", "options": rules.ALARM}, CATALOGUE[key]) and set(entry) <= set(
        rules.ALARM
    )
    assert entry["text"].endswith(".") and entry["title"]


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_expression_names_its_metrics_and_no_other(key: str) -> None:
    entry = CATALOGUE[key]
    if "expression" in entry:
        words = set(re.findall(r"\b[a-z]\w*\b", alarms.expression_of(entry)))
        assert words == set(entry["metrics"])
        assert ("{floor}" in entry["expression"]) == ("floor" in entry)


@pytest.mark.parametrize("folder", ["docs", "docs/ko"])
def test_every_alarm_has_a_paragraph_that_says_what_to_do(folder: str) -> None:
    text = (ROOT / folder / "alarms.md").read_text(encoding="utf-8")
    paragraphs = dict(re.findall(r"^### (\S+)\n\n(.+?)(?=\n\n#|\Z)", text, re.MULTILINE | re.DOTALL))
    assert list(paragraphs) == [*alarms.of_sections("composites"), *CATALOGUE] and all(paragraphs.values())


def test_the_alarms_of_the_issue() -> None:
    expected = {
        "ecs-cpu", "ecs-memory", "ecs-tasks", "deployment-failed", "alb-5xx", "target-5xx", "alb-latency",
        "unhealthy-hosts", "no-healthy-hosts", "nat-ports-a", "nat-ports-b", "nat-ports-c", "nat-drops-a",
        "nat-drops-b", "nat-drops-c", "certificate", "certificate-edge", "rds-cpu", "rds-connections", "rds-storage",
        "rds-memory", "rds-io-credits", "rds-throughput-credits", "rds-cpu-credits", "opensearch-red",
        "opensearch-yellow", "opensearch-storage", "opensearch-jvm", "opensearch-cpu", "opensearch-writes-blocked",
        "opensearch-snapshot", "opensearch-key", "waf-blocked-edge", "waf-blocked-regional", "cloudfront-5xx",
        *(f"redis-{what}-00{node}" for what in ("cpu", "memory", "evictions", "lag") for node in (1, 2, 3)),
    }  # fmt: skip
    assert set(made()) == expected


def test_an_alarm_says_what_it_means_and_tells_the_topic_of_its_region() -> None:
    found = made()
    assert found["ecs-cpu"] == {
        "key": "ecs-cpu",
        "alarm_description": (
            "[warning] The tasks use more CPU than scaling out brings down. CPU of the service: "
            "above 80 %, 2 of 2 times 300 s. What to do: docs/alarms.md#ecs-cpu"
        ),
        "namespace": "AWS/ECS",
        "metric_name": "CPUUtilization",
        "dimensions": {"ClusterName": "knowledge-production", "ServiceName": "knowledge-production"},
        "period": 300,
        "statistic": "Average",
        "threshold": 80,
        "comparison_operator": "GreaterThanThreshold",
        "evaluation_periods": 2,
        "datapoints_to_alarm": 2,
        "treat_missing_data": "notBreaching",
        "alarm_actions": ["arn:home"],
        "ok_actions": ["arn:home"],
    }
    assert {
        one["alarm_actions"][0]
        for key, one in found.items()
        if key in ("cloudfront-5xx", "certificate-edge", "waf-blocked-edge")
    } == {"arn:edge"}
    assert all(
        len(one["alarm_description"]) <= 1024 and one["alarm_actions"] == one["ok_actions"] for one in found.values()
    )


def test_metric_math_in_the_words_of_aws() -> None:
    alarm = made()["ecs-tasks"]
    assert [query["Id"] for query in alarm["metrics"]] == ["desired", "running", "result"]
    assert [query["ReturnData"] for query in alarm["metrics"]] == [False, False, True]
    assert alarm["metrics"][0]["MetricStat"]["Metric"]["Dimensions"][0] == {
        "Name": "ClusterName",
        "Value": "knowledge-production",
    }
    assert not {"namespace", "metric_name", "statistic", "dimensions", "period"} & alarm.keys()
    rate = made(overrides={"target-5xx": {"floor": 7}})["target-5xx"]["metrics"][-1]
    assert rate["Expression"] == "IF(FILL(requests, 0) >= 7, 100 * FILL(errors, 0) / requests, 0)"


def test_names_do_not_depend_on_what_is_not_known_yet() -> None:
    cache = PARTS["elasticache"] | {"nodes": [f"knowledge-production-00{number}" for number in (1, 2, 3)]}
    known = PARTS | {"alb": {"metric_name": "app/x/1", "target_group_metric_name": "t"}, "elasticache": cache}
    assert set(made(known)) == set(made())
    assert made()["unhealthy-hosts"]["dimensions"]["LoadBalancer"] == UNKNOWN
    other = made(
        PARTS
        | {"elasticache": PARTS["elasticache"] | {"nodes": ["knowledge-production-001", "knowledge-production-004"]}}
    )
    assert other["redis-cpu-004"]["dimensions"] == {"CacheClusterId": "knowledge-production-004"}


@pytest.mark.parametrize(
    ("part", "gone"),
    [
        ("ecs", "ecs-"), ("alb", "alb-"), ("vpc", "nat-"), ("rds", "rds-"), ("opensearch", "opensearch-"),
        ("elasticache", "redis-"), ("waf", "waf-"), ("cloudfront", "cloudfront-"), ("acm", "certificate"),
    ],
)  # fmt: skip
def test_a_part_that_was_left_out_has_no_alarms(part: str, gone: str) -> None:
    left = made({name: value for name, value in PARTS.items() if name != part})
    assert left and not [key for key in left if key.startswith(gone)]
    assert not [key for key in made(PARTS | {"waf": {"names": {"edge": "", "regional": ""}}}) if key.startswith("waf-")]
    assert "cloudfront-5xx" not in made(PARTS | {"cloudfront": {"id": ""}})


def test_conditions_of_targets() -> None:
    small = PARTS | {
        "ecs": PARTS["ecs"] | {"container_insights": "disabled"},
        "rds": PARTS["rds"] | {"instance_class": "db.r6g.xlarge"},
        "opensearch": PARTS["opensearch"] | {"node_count": 1},
        "elasticache": PARTS["elasticache"] | {"node_count": 1},
    }
    gone = set(made()) - set(made(small))
    assert gone == {"ecs-tasks", "rds-cpu-credits", "opensearch-yellow"} | {
        f"redis-{what}-00{node}" for what in ("cpu", "memory", "evictions") for node in (2, 3)
    } | {f"redis-lag-00{node}" for node in (1, 2, 3)}


@pytest.mark.parametrize(
    ("name", "gib"),
    [
        ("db.r6g.xlarge", 32), ("db.t4g.medium", 4), ("db.t4g.micro", 1), ("db.m7g.2xlarge", 32), ("db.r6g.large", 16),
        ("db.r8g.48xlarge", 1536), ("db.m6gd.large", 8), ("db.x2g.large", None), ("db.r6g.metal", None),
        ("nonsense", None),
    ],
)  # fmt: skip
def test_memory_of_classes(name: str, gib: int | None) -> None:
    assert targets.memory_gib(name) == gib


def test_connections_follow_from_memory_or_the_parameter() -> None:
    assert targets.max_connections(32, {}) == 3604
    assert targets.max_connections(1536, {}) == 5000
    assert targets.max_connections(None, {"max_connections": "300"}) == 300
    assert targets.max_connections(None, {}) is None


def test_thresholds_that_are_shares() -> None:
    found = made(PARTS | {"rds": PARTS["rds"] | {"instance_class": "db.r6g.xlarge"}})
    assert found["rds-connections"]["threshold"] == round(3604 * 0.8)
    assert found["rds-storage"]["threshold"] == 10 * 1024**3
    assert "below 10 GiB" in found["rds-storage"]["alarm_description"]
    assert found["opensearch-storage"]["threshold"] == 50 * 1024
    unknown = PARTS | {"rds": PARTS["rds"] | {"instance_class": "db.x2g.large"}}
    assert "rds-memory" not in made(unknown)
    assert made(unknown, {"rds-memory": {"threshold": 1e9}})["rds-memory"]["threshold"] == 1e9


def test_operators_change_switch_off_and_add() -> None:
    own = {
        "title": "Age of the queue",
        "namespace": "Jobs",
        "metric_name": "Age",
        "statistic": "p99",
        "dimensions": {"Queue": "main"},
        "threshold": 600,
    }
    found = made(
        overrides={
            "rds-cpu": {"threshold": 90, "datapoints_to_alarm": 2},
            "redis-evictions": {"enabled": False},
            "queue-age": own,
        }
    )
    assert (
        found["rds-cpu"]["threshold"],
        found["rds-cpu"]["datapoints_to_alarm"],
        found["rds-cpu"]["evaluation_periods"],
    ) == (90, 2, 3)
    assert not [key for key in found if key.startswith("redis-evictions")]
    assert (found["queue-age"]["extended_statistic"], found["queue-age"]["dimensions"]) == ("p99", {"Queue": "main"})
    assert (
        made(overrides={"rds-storage": {"share": {"of": "storage_bytes", "percent": 10}}})["rds-storage"]["threshold"]
        == 20 * 1024**3
    )


def composites(parts: dict = PARTS, disabled: list[str] | None = None) -> list[dict]:
    items = alarms.alarm_items(targets.monitoring_targets(parts, STACK), STACK, {}, TOPICS, RUNBOOK)["ap-northeast-2"]
    return alarms.composite_items(items, STACK, disabled or [], "arn:home", RUNBOOK)


def test_the_service_is_down() -> None:
    (found,) = composites()
    name = "knowledge-production"
    assert found["key"] == "service-down" and found["alarm_actions"] == found["ok_actions"] == ["arn:home"]
    assert found["alarm_rule"] == (
        f'ALARM("{name}-no-healthy-hosts") OR (ALARM("{name}-alb-5xx") AND ALARM("{name}-unhealthy-hosts"))'
        f' OR (ALARM("{name}-alb-5xx") AND ALARM("{name}-target-5xx"))'
    )
    assert composites({"rds": PARTS["rds"]}) == [] == composites(disabled=["service-down"])


def test_events_become_one_readable_line_each() -> None:
    found = {one["key"]: one for one in alarms.event_items(TARGETS, STACK, ["health"], "arn:home")}
    assert set(found) == {"database", "search", "deployment-failed", "task-stopped", "certificate"}
    for one in found.values():
        assert "{" not in json.dumps(one["targets"][0]["input_transformer"]["input_template"])
        assert "{name}" not in json.dumps(one["event_pattern"])
        (told,) = one["targets"]
        line = json.loads(told["input_transformer"]["input_template"])
        assert set(re.findall(r"<(\w+)>", line)) == set(told["input_transformer"]["input_paths_map"])
        assert told["arn"] == "arn:home" and all(
            path.startswith("$.") for path in told["input_transformer"]["input_paths_map"].values()
        )
    assert found["search"]["event_pattern"]["resources"] == [
        "arn:aws:es:ap-northeast-2:123456789012:domain/knowledge-production"
    ]
    assert found["database"]["event_pattern"]["detail"]["SourceIdentifier"] == ["knowledge-production"]
    assert {one["key"] for one in alarms.event_items({}, STACK, [], "arn:home")} == {"health"}
    assert alarms.event_items(TARGETS, STACK, [], "") == []


def dashboard(overrides: dict | None = None, parts: dict = PARTS) -> dict:
    found = targets.monitoring_targets(parts, STACK)
    items = alarms.alarm_items(found, STACK, overrides or {}, TOPICS, RUNBOOK)
    return dashboards.dashboard_body(
        found,
        STACK,
        overrides or {},
        items,
        alarms.composite_items(items["ap-northeast-2"], STACK, [], "", RUNBOOK),
        RUNBOOK,
    )


def test_the_dashboard_has_every_alarm_and_every_section() -> None:
    widgets = dashboard()["widgets"]
    assert widgets[0]["type"] == "alarm" and widgets[0]["properties"]["alarms"][0].endswith(
        ":alarm:knowledge-production-service-down"
    )
    shown = {arn.rsplit("knowledge-production-", 1)[-1] for arn in widgets[0]["properties"]["alarms"]}
    assert shown == {*made(), "service-down"}
    headings = [widget["properties"]["markdown"].splitlines()[0] for widget in widgets if widget["type"] == "text"]
    assert headings == ["# Application", "# Infrastructure", "# Database, search and cache", "# Edge"]
    titles = [widget["properties"]["title"] for widget in widgets if widget["type"] == "metric"]
    assert sorted(titles) == sorted(entry["title"] for entry in (*CATALOGUE.values(), *GRAPHS.values()))


def test_widgets_do_not_overlap_and_stay_inside() -> None:
    taken = set()
    for widget in dashboard()["widgets"]:
        cells = {
            (x, y)
            for x in range(widget["x"], widget["x"] + widget["width"])
            for y in range(widget["y"], widget["y"] + widget["height"])
        }
        assert not cells & taken and widget["x"] + widget["width"] <= 24
        taken |= cells


def test_thresholds_are_lines_across_the_graphs() -> None:
    by_title = {
        widget["properties"].get("title"): widget["properties"]
        for widget in dashboard({"rds-cpu": {"threshold": 90}})["widgets"]
    }
    assert by_title["CPU of the database"]["annotations"] == {
        "horizontal": [{"label": "alarm above 90 %", "value": 90}]
    }
    assert by_title["Errors at CloudFront"]["region"] == "us-east-1"
    nat = by_title["Packets that a NAT gateway dropped"]["metrics"]
    assert [line[0]["expression"] for line in nat if isinstance(line[0], dict)][
        1
    ] == "IF(sent1 + received1 >= 10000, 100 * dropped1 / (sent1 + received1), 0)"
    ids = [line[-1]["id"] for line in nat]
    assert len(ids) == len(set(ids)) == 12


def test_an_equal_stack_has_an_equal_dashboard() -> None:
    shuffled = dict(reversed(PARTS.items()))
    assert json.dumps(dashboard(), sort_keys=True) == json.dumps(dashboard(parts=shuffled), sort_keys=True)
    assert dashboard(parts={"rds": PARTS["rds"]})["widgets"][1]["properties"]["markdown"].startswith("# Database")
    assert len(json.dumps(dashboard())) < 1_000_000  # AWS's limit is a megabyte, and 500 widgets


def test_a_stack_in_us_east_1_has_one_list_of_alarms() -> None:
    home = STACK | {"region": "us-east-1"}
    items = alarms.alarm_items(targets.monitoring_targets(PARTS, home), home, {}, {"us-east-1": "arn:edge"}, RUNBOOK)
    assert list(items) == ["us-east-1"] and {"ecs-cpu", "cloudfront-5xx"} <= {one["key"] for one in items["us-east-1"]}
