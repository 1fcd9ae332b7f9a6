"""Other partitions than ``aws``: every kind talks to hosts of the partition that its stack is in."""

from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.arns import (
    dns_suffix_of,
    global_region_of,
    partition_of,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Query, Resource, Stack
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds, kind_of

ACCOUNT = "123456789012"
REGIONS = ("ap-northeast-2", "cn-north-1", "us-gov-east-1", "eusc-de-east-1")


@pytest.fixture(scope="module")
def accounts() -> Iterator[dict[str, Aws]]:
    """AWS in each region, with the hosts that botocore knows and no others. Nothing is sent."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("AWS_ENDPOINT_URL", raising=False)
        patch.setenv("AWS_ACCESS_KEY_ID", "A" * 20)
        patch.setenv("AWS_SECRET_ACCESS_KEY", "opens-nothing-anywhere")
        yield {region: Aws(region, True) for region in REGIONS}


def everywhere(kind: type[Kind], aws: Aws) -> list[Kind]:
    """A kind in each place that a task can say, such as WAF's two scopes."""
    stack = Stack("knowledge-production", aws.region, ACCOUNT, {})
    chosen = {name: field.choices for name, field in kind.scope_fields.items() if field.required and field.choices}
    return [kind(aws, stack, dict(zip(chosen, values, strict=True))) for values in product(*chosen.values())]


def host(aws: Aws) -> str:
    """Where its calls go."""
    return str(urlsplit(aws.client().meta.endpoint_url).hostname)


@pytest.mark.parametrize(
    ("region", "partition", "home", "suffix"),
    [
        ("ap-northeast-2", "aws", "us-east-1", "amazonaws.com"),
        ("us-gov-east-1", "aws-us-gov", "us-gov-west-1", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "cn-northwest-1", "amazonaws.com.cn"),
        ("eusc-de-east-1", "aws-eusc", "eusc-de-east-1", "amazonaws.eu"),
        ("moon-1", "aws", "us-east-1", "amazonaws.com"),
    ],
)
def test_a_region_tells_its_partition(region: str, partition: str, home: str, suffix: str) -> None:
    assert (partition_of(region), global_region_of(region), dns_suffix_of(region)) == (partition, home, suffix)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", all_kinds())
def test_a_kind_talks_to_its_partition(name: str, region: str, accounts: dict[str, Aws]) -> None:
    for kind in everywhere(kind_of(name), accounts[region]):
        for aws in (kind.aws, *(kind.aws.of(service) for service in kind.needs)):
            assert partition_of(aws.region) == partition_of(region)
            assert host(aws).endswith(f".{dns_suffix_of(region)}")
        assert kind.arn_of("x").startswith(f"arn:{partition_of(region)}:")


@pytest.mark.parametrize(
    ("name", "china", "gov"),
    [
        ("iam_role", "iam.cn-north-1.amazonaws.com.cn", "iam.us-gov.amazonaws.com"),
        ("route53_record", "route53.amazonaws.com.cn", "route53.us-gov.amazonaws.com"),
        ("budgets_budget", "budgets.amazonaws.com.cn", "budgets.us-gov-west-1.amazonaws.com"),
        ("ce_anomaly_monitor", "ce.cn-northwest-1.amazonaws.com.cn", "ce.us-gov-west-1.amazonaws.com"),
        ("ce_cost_allocation_tag", "ce.cn-northwest-1.amazonaws.com.cn", "ce.us-gov-west-1.amazonaws.com"),
        (
            "cloudfront_distribution",
            "cloudfront.cn-northwest-1.amazonaws.com.cn",
            "cloudfront.us-gov-west-1.amazonaws.com",
        ),
    ],
)
def test_global_services_live_in_their_partition(name: str, china: str, gov: str, accounts: dict[str, Aws]) -> None:
    told = [host(kind.aws) for region in REGIONS[1:3] for kind in everywhere(kind_of(name), accounts[region])]
    assert told == [china, gov]


def test_what_cloudfront_uses_lives_where_global_services_do(accounts: dict[str, Aws]) -> None:
    placed = {
        (region, kind.scope["scope"]): kind.aws.region
        for region in REGIONS[:2]
        for kind in everywhere(kind_of("wafv2_web_acl"), accounts[region])
    }
    assert placed == {
        ("ap-northeast-2", "REGIONAL"): "ap-northeast-2",
        ("ap-northeast-2", "CLOUDFRONT"): "us-east-1",
        ("cn-north-1", "REGIONAL"): "cn-north-1",
        ("cn-north-1", "CLOUDFRONT"): "cn-northwest-1",
    }


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("ap-northeast-2", "a.s3.ap-northeast-2.amazonaws.com"),
        ("us-gov-east-1", "a.s3.us-gov-east-1.amazonaws.com"),
        ("cn-north-1", "a.s3.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_a_bucket_has_a_host_of_its_partition(
    region: str, name: str, accounts: dict[str, Aws], monkeypatch: pytest.MonkeyPatch
) -> None:
    (kind,) = everywhere(kind_of("s3_bucket"), accounts[region])
    monkeypatch.setattr(kind, "may_be_ours", lambda names, query: ["a"])
    monkeypatch.setattr(kind, "tags_of", lambda arns: dict.fromkeys(arns, {}))
    monkeypatch.setattr(kind.aws, "read", lambda *_, **__: [])
    (found,) = kind.find(Query(("a",)))
    assert found["DomainName"] == name


@pytest.mark.parametrize(("region", "zone"), [("ap-northeast-2", "Z2FDTNDATAQYW2"), ("cn-north-1", "Z3RFFRIM2A3IF5")])
def test_a_distribution_has_the_zone_of_its_partition(region: str, zone: str, accounts: dict[str, Aws]) -> None:
    (kind,) = everywhere(kind_of("cloudfront_distribution"), accounts[region])
    assert kind.attributes(Resource("E1", "a", None, {}, None, {}, {}))["hosted_zone_id"] == zone
