"""What Secrets Manager refuses is refused before it is asked."""

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.secretsmanager import rules


@pytest.mark.parametrize("name", ["knowledge-production-redis-auth", "a", "team/app_1+2=3.x@y", "a" * 512])
def test_names_that_are_right(name: str) -> None:
    assert not list(rules.name_findings(name))


@pytest.mark.parametrize("name", ["", "a b", "größe", "a:b", "a" * 513])
def test_names_that_are_refused(name: str) -> None:
    (finding,) = rules.name_findings(name)
    assert finding.field == "name"
    assert finding.valid


@pytest.mark.parametrize(("days", "wrong"), [(6, 1), (7, 0), (30, 0), (31, 1)])
def test_days_of_recovery(days: int, wrong: int) -> None:
    assert len(list(rules.recovery_findings(days))) == wrong


@pytest.mark.parametrize(("length", "wrong"), [(0, 1), (1, 0), (4096, 0), (4097, 1)])
def test_length_of_the_value(length: int, wrong: int) -> None:
    assert len(list(rules.length_findings(length))) == wrong
