"""By hand: the topic open to everybody and without its key, one subscription gone and another one made,
the channel somewhere else, a tag removed.
"""

import json
import os

from tests.support.cloud import client

NAME = "knowledge-production"
account = os.environ["AWS_ACCOUNT_ID"]
sns, chatbot = client("sns", os.environ), client("chatbot", os.environ, "us-east-1")
arn = f"arn:aws:sns:ap-northeast-2:{account}:{NAME}-alerts"
everybody = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sns:Publish", "Resource": arn}],
}
sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=json.dumps(everybody))
sns.set_topic_attributes(TopicArn=arn, AttributeName="KmsMasterKeyId", AttributeValue="")
sns.untag_resource(ResourceArn=arn, TagKeys=["ManagedBy"])
for one in sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]:
    if one["Protocol"] == "sqs":
        sns.unsubscribe(SubscriptionArn=one["SubscriptionArn"])
sns.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=f"arn:aws:sqs:ap-northeast-2:{account}:somebody")
client("sns", os.environ, "us-east-1").delete_topic(TopicArn=arn.replace("ap-northeast-2", "us-east-1"))
(channel,) = chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"]
chatbot.update_slack_channel_configuration(
    ChatConfigurationArn=channel["ChatConfigurationArn"], SlackChannelId="C99999999", SnsTopicArns=[]
)
