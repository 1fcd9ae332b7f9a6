"""After a run that follows a disturbance. What it repaired is verified by the scenario's own tests."""


def test_the_run_found_something_to_do(writes):
    assert writes
