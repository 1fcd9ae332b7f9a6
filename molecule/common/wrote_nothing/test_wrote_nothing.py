"""After a plan, and after a run that had nothing to do."""


def test_aws_was_asked(calls):
    assert calls


def test_no_call_was_a_write(writes):
    assert writes == []
