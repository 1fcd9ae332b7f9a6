"""What is dangerous about topics and chat channels is said,
and a subscription is known again by what SNS tells of it.
"""

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Wanted
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.chatbot.slack_channel import SlackChannel
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.sns.subscription import place, same_endpoint
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.sns.topic import Topic


def wanted(**fields: object) -> list[Wanted]:
    return [Wanted("alerts", "knowledge-alerts", fields, {})]


@pytest.mark.parametrize(
    ("have", "want", "same"),
    [
        ("https://user:****@example.com/hook", "https://user:word-of-nobody@example.com/hook", True),
        ("https://user:****@example.com/hook", "https://other:word-of-nobody@example.com/hook", False),
        ("https://example.com/hook?a=b@c", "https://example.com/hook?a=b@c", True),
        ("https://example.com/hook", "https://example.com/other", False),
        ("one@example.com", "one@example.com", True),
        ("one@example.com", "two@example.com", False),
    ],
)
def test_an_endpoint_is_known_again_without_its_password(have: str, want: str, same: bool) -> None:
    assert same_endpoint(have, want) is same
    assert (place("https", have) == place("https", want)) is same
    assert place("https", have) != place("email", have)


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("alias/aws/sns", 1),
        ("arn:aws:kms:ap-northeast-2:123456789012:alias/aws/sns", 1),
        ("alias/knowledge", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_a_topic_to_which_nobody_can_publish(key: str | None, count: int) -> None:
    assert len(Topic.risks(None, wanted(kms_master_key_id=key))) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(("guardrails", "count"), [(None, 1), (["arn:aws:iam::aws:policy/ReadOnlyAccess"], 0)])
def test_a_chat_without_guardrails(guardrails: list[str] | None, count: int) -> None:
    assert len(SlackChannel.risks(None, wanted(guardrail_policy_arns=guardrails))) == count  # type: ignore[arg-type]
