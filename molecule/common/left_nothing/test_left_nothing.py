"""After the stack was destroyed twice."""

from tests.support.cloud import ROOT
from tests.support.readback import listed, tagged

# AWS shows keys and secrets that wait for deletion, and for an hour deleted NAT gateways, with their tags; `listed` leaves them out by their state.
KEPT_BY_AWS = (":key/", ":secret:", ":natgateway/")


def test_no_resource_is_left(env):
    assert listed(env) == {}


def test_nothing_carries_the_tags_of_a_stack(env):
    environments = [folder.name for folder in (ROOT / "inventories").iterdir()]
    assert "production" in environments
    left = {arn for environment in environments for arn in tagged(env, environment)}
    assert [arn for arn in left if not any(kept in arn for kept in KEPT_BY_AWS)] == []
