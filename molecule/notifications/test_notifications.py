"""Topics of both regions as AWS has them, who may publish, and who is told."""

import json

import pytest

NAME = "knowledge-production"
HOME, EDGE = "ap-northeast-2", "us-east-1"


@pytest.fixture(scope="module")
def arn(env):
    return lambda region, key: f"arn:aws:sns:{region}:{env['AWS_ACCOUNT_ID']}:{NAME}-{key}"


@pytest.mark.parametrize(("region", "keys"), [(HOME, ["alerts", "cache-events"]), (EDGE, ["alerts"])])
def test_topics(aws, arn, region, keys):
    assert sorted(topic["TopicArn"] for topic in aws("sns", region).list_topics()["Topics"]) == [
        arn(region, key) for key in keys
    ]


@pytest.mark.parametrize("region", [HOME, EDGE])
def test_alarms_and_events_may_publish_and_nobody_without_tls(aws, arn, env, region):
    told = aws("sns", region).get_topic_attributes(TopicArn=arn(region, "alerts"))["Attributes"]
    policy = {statement["Sid"]: statement for statement in json.loads(told["Policy"])["Statement"]}
    assert set(policy["Publishers"]["Principal"]["Service"]) == {
        "budgets.amazonaws.com",
        "cloudwatch.amazonaws.com",
        "costalerts.amazonaws.com",
    }
    assert policy["Publishers"]["Condition"] == {"StringEquals": {"aws:SourceAccount": env["AWS_ACCOUNT_ID"]}}
    assert policy["Events"]["Principal"] == {"Service": "events.amazonaws.com"}
    assert (policy["OnlyTls"]["Effect"], policy["OnlyTls"]["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )
    assert len(policy) == 3


@pytest.mark.parametrize("region", [HOME, EDGE])
def test_messages_are_encrypted_by_a_key_of_the_region_that_publishers_may_use(aws, arn, region):
    key = aws("sns", region).get_topic_attributes(TopicArn=arn(region, "alerts"))["Attributes"]["KmsMasterKeyId"]
    assert key.split(":")[3] == region
    kms = aws("kms", region)
    assert kms.describe_key(KeyId=f"alias/{NAME}-alerts")["KeyMetadata"]["Arn"] == key
    policy = {
        statement["Sid"]: statement
        for statement in json.loads(kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"])["Statement"]
    }
    assert (
        "cloudwatch.amazonaws.com" in policy["Publishers"]["Principal"]["Service"]
        and "Condition" not in policy["Events"]
    )


def test_the_topic_of_the_cache_is_open_to_elasticache_and_not_encrypted(aws, arn, env):
    told = aws("sns").get_topic_attributes(TopicArn=arn(HOME, "cache-events"))["Attributes"]
    assert not told.get("KmsMasterKeyId")
    policy = {statement["Sid"]: statement for statement in json.loads(told["Policy"])["Statement"]}
    assert policy["Cache"]["Condition"] == {"StringEquals": {"aws:SourceOwner": env["AWS_ACCOUNT_ID"]}}


@pytest.mark.parametrize(("region", "key"), [(HOME, "alerts"), (HOME, "cache-events"), (EDGE, "alerts")])
def test_everybody_is_told_of_everything_once_confirmed(aws, arn, region, key):
    sns = aws("sns", region)
    told = {one["Protocol"]: one for one in sns.list_subscriptions_by_topic(TopicArn=arn(region, key))["Subscriptions"]}
    assert told.keys() == {"email", "https", "sqs"}
    assert told["sqs"]["Endpoint"].endswith(":alerts")
    assert told["email"]["SubscriptionArn"] == told["https"]["SubscriptionArn"] == "PendingConfirmation"
    attributes = sns.get_subscription_attributes(SubscriptionArn=told["sqs"]["SubscriptionArn"])["Attributes"]
    assert json.loads(attributes["FilterPolicy"]) == {"severity": ["critical"]}


def test_the_channel_hears_all_topics_and_may_only_read(aws, arn, env):
    (channel,) = aws("chatbot", EDGE).describe_slack_channel_configurations()["SlackChannelConfigurations"]
    assert (channel["SlackTeamId"], channel["SlackChannelId"], channel["ConfigurationName"]) == (
        "T01234567",
        "C01234567",
        f"{NAME}-alerts",
    )
    assert sorted(channel["SnsTopicArns"]) == sorted(
        [arn(HOME, "alerts"), arn(HOME, "cache-events"), arn(EDGE, "alerts")]
    )
    read_only = "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"
    assert channel["GuardrailPolicyArns"] == [read_only]
    attached = aws("iam").list_attached_role_policies(RoleName=f"{NAME}-alerts-chat")["AttachedPolicies"]
    assert [policy["PolicyArn"] for policy in attached] == [read_only]


def test_topics_are_tagged_as_the_stacks(aws, arn):
    for region, key in ((HOME, "alerts"), (HOME, "cache-events"), (EDGE, "alerts")):
        tags = {
            tag["Key"]: tag["Value"]
            for tag in aws("sns", region).list_tags_for_resource(ResourceArn=arn(region, key))["Tags"]
        }
        assert (tags["ManagedBy"], tags["Component"], tags["Environment"]) == ("ansible", "notifications", "production")
