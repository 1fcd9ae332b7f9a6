"""Who may talk to whom, as AWS has it."""

import pytest


@pytest.fixture(scope="module")
def groups(aws):
    """Groups by the end of their name."""
    found = aws("ec2").describe_security_groups(Filters=[{"Name": "group-name", "Values": ["knowledge-production-*"]}])[
        "SecurityGroups"
    ]
    return {group["GroupName"].removeprefix("knowledge-production-"): group for group in found}


def lines(groups, permissions):
    """Rules as (port, peer)."""
    names = {group["GroupId"]: name for name, group in groups.items()}
    peers = []
    for permission in permissions:
        who = [names[pair["GroupId"]] for pair in permission["UserIdGroupPairs"]] + [
            entry["CidrIp"] for entry in permission["IpRanges"]
        ]
        peers += [
            (permission.get("FromPort"), peer)
            for peer in [*who, *(entry["PrefixListId"] for entry in permission["PrefixListIds"])]
        ]
    return sorted(peers)


@pytest.mark.parametrize(("name", "port"), [("database", 5432), ("search", 443), ("cache", 6379)])
def test_only_the_service_reaches_a_data_store_and_nothing_leaves_it(groups, name, port):
    assert lines(groups, groups[name]["IpPermissions"]) == [(port, "app")]
    assert groups[name]["IpPermissionsEgress"] == []


def test_only_the_load_balancer_reaches_the_service(groups):
    assert lines(groups, groups["app"]["IpPermissions"]) == [(8000, "alb")]
    assert lines(groups, groups["app"]["IpPermissionsEgress"]) == [
        (443, "0.0.0.0/0"),
        (443, "search"),
        (5432, "database"),
        (6379, "cache"),
    ]


def test_only_cloudfront_reaches_the_load_balancer(aws, groups):
    name = [{"Name": "prefix-list-name", "Values": ["com.amazonaws.global.cloudfront.origin-facing"]}]
    (cloudfront,) = aws("ec2").describe_managed_prefix_lists(Filters=name)["PrefixLists"]
    assert lines(groups, groups["alb"]["IpPermissions"]) == [(443, cloudfront["PrefixListId"])]
    assert lines(groups, groups["alb"]["IpPermissionsEgress"]) == [(8000, "app")]


def test_every_rule_says_what_it_is_for(groups):
    for group in groups.values():
        for permission in [*group["IpPermissions"], *group["IpPermissionsEgress"]]:
            for peer in [*permission["UserIdGroupPairs"], *permission["IpRanges"], *permission["PrefixListIds"]]:
                assert peer.get("Description")


def test_every_group_is_tagged_as_the_stacks(groups):
    for group in groups.values():
        tags = {tag["Key"]: tag["Value"] for tag in group["Tags"]}
        assert (tags["ManagedBy"], tags["Component"], tags["Environment"]) == (
            "ansible",
            "security_groups",
            "production",
        )
