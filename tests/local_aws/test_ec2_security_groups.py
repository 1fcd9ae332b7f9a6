"""Security groups and their rules."""

import pytest
from botocore.exceptions import ClientError
from network import make_network

TAGS = [{"ResourceType": "security-group-rule", "Tags": [{"Key": "Name", "Value": "rule"}]}]


@pytest.fixture
def ec2(account):
    return account.client("ec2")


@pytest.fixture
def network(account):
    return make_network(account)


@pytest.fixture
def prefix_list(ec2):
    name = "com.amazonaws.global.cloudfront.origin-facing"
    answer = ec2.describe_managed_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": [name]}])
    return answer["PrefixLists"][0]["PrefixListId"]


def group(ec2, network, name):
    return ec2.create_security_group(GroupName=name, Description="of the test", VpcId=network.vpc)["GroupId"]


def permissions(other, prefix_list):
    return [
        {
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
            "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "range"}],
        },
        {
            "IpProtocol": "tcp",
            "FromPort": 443,
            "ToPort": 443,
            "PrefixListIds": [{"PrefixListId": prefix_list, "Description": "edge"}],
        },
        {
            "IpProtocol": "tcp",
            "FromPort": 5432,
            "ToPort": 5432,
            "UserIdGroupPairs": [{"GroupId": other, "Description": "peer"}],
        },
    ]


@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_rules_of_every_kind_are_shown_in_full(ec2, network, prefix_list, direction, account):
    other = group(ec2, network, "other")
    authorize = getattr(ec2, f"authorize_security_group_{direction}")
    answer = authorize(GroupId=network.group, IpPermissions=permissions(other, prefix_list), TagSpecifications=TAGS)
    made = answer["SecurityGroupRules"]
    assert len(made) == 3
    rules = ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [network.group]}, {"Name": "tag:Name", "Values": ["rule"]}]
    )
    by_port = {rule["FromPort"]: rule for rule in rules["SecurityGroupRules"]}
    assert {port: rule["Description"] for port, rule in by_port.items()} == {80: "range", 443: "edge", 5432: "peer"}
    assert {rule["IsEgress"] for rule in by_port.values()} == {direction == "egress"}
    assert by_port[80]["CidrIpv4"] == "10.0.0.0/8" and by_port[443]["PrefixListId"] == prefix_list
    assert by_port[5432]["ReferencedGroupInfo"] == {"GroupId": other, "UserId": account.id, "VpcId": network.vpc}
    assert by_port[80]["Tags"] == TAGS[0]["Tags"] and by_port[80]["GroupOwnerId"] == account.id
    assert by_port[80]["SecurityGroupRuleArn"].endswith(by_port[80]["SecurityGroupRuleId"])
    key = "IpPermissions" if direction == "ingress" else "IpPermissionsEgress"
    shown = {
        permission.get("FromPort"): permission
        for permission in ec2.describe_security_groups(GroupIds=[network.group])["SecurityGroups"][0][key]
    }
    assert shown[443]["PrefixListIds"] == [{"PrefixListId": prefix_list, "Description": "edge"}]
    with pytest.raises(ClientError, match="InvalidPermission.Duplicate"):
        authorize(GroupId=network.group, IpPermissions=permissions(other, prefix_list)[2:])


@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_descriptions_change_by_nature(ec2, network, prefix_list, direction):
    other = group(ec2, network, "other")
    made = getattr(ec2, f"authorize_security_group_{direction}")(
        GroupId=network.group, IpPermissions=permissions(other, prefix_list)
    )["SecurityGroupRules"]
    update = getattr(ec2, f"update_security_group_rule_descriptions_{direction}")
    changed = permissions(other, prefix_list)
    changed[1]["PrefixListIds"][0]["Description"] = "cloudfront"
    changed[2]["UserIdGroupPairs"][0].pop("Description")
    assert update(GroupId=network.group, IpPermissions=changed)["Return"] is True
    ids = [rule["SecurityGroupRuleId"] for rule in made]
    rules = ec2.describe_security_group_rules(SecurityGroupRuleIds=ids)["SecurityGroupRules"]
    told = {rule["FromPort"]: rule.get("Description") for rule in rules}
    assert told == {80: "range", 443: "cloudfront", 5432: None}
    missing = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    with pytest.raises(ClientError, match="InvalidPermission.NotFound"):
        update(GroupId=network.group, IpPermissions=[missing])


def test_a_group_rule_is_revoked_without_its_description(ec2, network, prefix_list):
    other = group(ec2, network, "other")
    ec2.authorize_security_group_ingress(GroupId=network.group, IpPermissions=permissions(other, prefix_list))
    bare = [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [{"GroupId": other}]}]
    ec2.revoke_security_group_ingress(GroupId=network.group, IpPermissions=bare)
    assert len(ec2.describe_security_groups(GroupIds=[network.group])["SecurityGroups"][0]["IpPermissions"]) == 2


def test_used_groups_and_the_default_group_stay(ec2, network, prefix_list):
    other = group(ec2, network, "other")
    ec2.authorize_security_group_ingress(GroupId=network.group, IpPermissions=permissions(other, prefix_list)[2:])
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_security_group(GroupId=other)
    ec2.delete_security_group(GroupId=network.group)
    assert ec2.delete_security_group(GroupId=other)["GroupId"] == other
    answer = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [network.vpc]}])
    default = answer["SecurityGroups"][0]["GroupId"]
    with pytest.raises(ClientError, match="CannotDelete"):
        ec2.delete_security_group(GroupId=default)


def test_prefix_lists_count_by_weight_and_are_in_every_region(ec2, account, network, prefix_list):
    ec2.authorize_security_group_ingress(
        GroupId=network.group, IpPermissions=permissions(network.group, prefix_list)[1:2]
    )
    second = [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "PrefixListIds": [{"PrefixListId": prefix_list}]}]
    with pytest.raises(ClientError, match="RulesPerSecurityGroupLimitExceeded"):
        ec2.authorize_security_group_ingress(GroupId=network.group, IpPermissions=second)
    assert len(ec2.describe_security_groups(GroupIds=[network.group])["SecurityGroups"][0]["IpPermissions"]) == 1
    names = [
        found["PrefixListName"]
        for found in account.client("ec2", region="eu-central-1").describe_managed_prefix_lists()["PrefixLists"]
    ]
    assert "com.amazonaws.global.cloudfront.origin-facing" in names


@pytest.mark.parametrize(("low", "high"), [(443, 70000), (443, 80), (-1, 80)])
def test_impossible_ports_are_refused(ec2, network, low, high):
    wrong = [{"IpProtocol": "tcp", "FromPort": low, "ToPort": high, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        ec2.authorize_security_group_ingress(GroupId=network.group, IpPermissions=wrong)


def test_what_cannot_be_a_group_or_list_is_refused(ec2, network):
    with pytest.raises(ClientError, match="InvalidGroupId.Malformed"):
        ec2.describe_security_groups(GroupIds=["(known after apply: security group app)"])
    with pytest.raises(ClientError, match="InvalidGroup.NotFound"):
        ec2.describe_security_groups(GroupIds=["sg-0123456789abcdef0"])
    unknown = [
        {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "PrefixListIds": [{"PrefixListId": "pl-0123456789abcdef0"}]}
    ]
    with pytest.raises(ClientError, match="InvalidPrefixListID.NotFound"):
        ec2.authorize_security_group_ingress(GroupId=network.group, IpPermissions=unknown)
