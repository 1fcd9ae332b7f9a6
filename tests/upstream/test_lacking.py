"""What stands in docs/upstream.md as lacking is lacking: no module, or no option.
Read from the modules' own documentation, without a run.

A test that fails here is good news: upstream has it now.
Correct docs/upstream.md, and decide anew whether the kind of ours is needed.
"""

import importlib
from functools import cache
from pathlib import Path
from typing import Any

import ansible_collections.amazon.aws as amazon
import ansible_collections.community.aws as community
import pytest
import yaml

# Options that the guide needs, by module.
OPTIONS = {
    "amazon.aws.rds_instance": [
        "manage_master_user_password",
        "master_user_secret_kms_key_id",
        "database_insights_mode",
    ],
    "amazon.aws.ec2_vpc_endpoint": ["private_dns_enabled"],
    "amazon.aws.elb_application_lb": ["preserve_host_header", "xff_header_processing_mode"],
    "community.aws.acm_certificate": ["validation_method", "subject_alternative_names"],
    "community.aws.cloudfront_distribution": ["vpc_origins"],
    "community.aws.ecs_cluster": ["settings", "tags", "configuration"],
    "community.aws.ecs_ecr": ["tags"],
    "community.aws.ecs_service": ["availability_zone_rebalancing", "service_connect_configuration"],
    "community.aws.elasticache": [
        "replicas_per_node_group",
        "automatic_failover",
        "transit_encryption",
        "auth_token",
        "tags",
    ],
    "community.aws.elasticache_subnet_group": ["tags"],
    "community.aws.opensearch": ["log_publishing_options", "off_peak_window_options"],
    "community.aws.sns_topic": ["kms_master_key_id"],
    "community.aws.wafv2_web_acl": ["logging_configuration"],
}

# Things that no module makes, by words that its name would hold.
THINGS = {
    "VPC flow log": ["flow_log"],
    "ElastiCache replication group": ["replication_group"],
    "service-linked role": ["service_linked_role"],
    "resource policy of CloudWatch Logs": ["logs_resource_policy", "log_resource_policy"],
    "scalable target and scheduled action of Application Auto Scaling": [
        "scalable_target",
        "application_autoscaling_scheduled",
    ],
    "CloudFront VPC origin": ["vpc_origin"],
    "CloudFront origin access control": ["origin_access_control"],
    "logging of a web ACL": ["wafv2_logging", "web_acl_logging"],
    "managed prefix list": ["prefix_list"],
    "CloudWatch dashboard": ["dashboard"],
    "composite alarm": ["composite_alarm"],
    "budget": ["budget"],
    "service quota": ["service_quota", "servicequota"],
    "everything with some tags": ["resourcegroupstagging", "resource_tagging"],
}


def modules() -> dict[str, str]:
    """Names of all modules, with their import path."""
    found = {}
    for name, package in (("amazon.aws", amazon), ("community.aws", community)):
        for folder in package.__path__:
            for path in (Path(folder) / "plugins/modules").glob("*.py"):
                found[f"{name}.{path.stem}"] = f"ansible_collections.{name}.plugins.modules.{path.stem}"
    return found


@cache
def options(module: str) -> dict[str, Any]:
    """The documented options of a module."""
    return yaml.safe_load(importlib.import_module(modules()[module]).DOCUMENTATION)["options"]


@pytest.mark.parametrize(
    ("module", "option"), [(module, option) for module, names in OPTIONS.items() for option in names]
)
def test_the_option_is_lacking(module: str, option: str) -> None:
    assert "state" in options(module), f"the documentation of {module} was not understood"
    assert option not in options(module), f"{module} has {option} now"


@pytest.mark.parametrize("thing", THINGS)
def test_no_module_makes_it(thing: str) -> None:
    names = [name for name in modules() if any(word in name for word in THINGS[thing])]
    assert len(modules()) > 200
    assert names == [], f"there is a module for {thing} now"
