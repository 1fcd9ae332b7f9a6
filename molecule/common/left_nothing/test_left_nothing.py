"""After the stack was destroyed twice."""

import json
import os
from pathlib import Path

from tests.support.cloud import ROOT
from tests.support.readback import listed, tagged

# AWS shows keys and secrets that wait for deletion, and for an hour deleted NAT gateways, with their tags;
# `listed` leaves them out by their state.
KEPT_BY_AWS = (":key/", ":secret:", ":natgateway/")
# A service's own role serves all stacks of the account.
STAYS = {"iam_service_linked_role"}


def test_no_resource_is_left_but_what_was_there_before(env):
    before = Path(os.environ["MOLECULE_EPHEMERAL_DIRECTORY"], "before.json")
    found = {kind: names for kind, names in listed(env).items() if kind not in STAYS}
    assert found == (json.loads(before.read_text(encoding="utf-8")) if before.exists() else {})


def test_nothing_carries_the_tags_of_a_stack(env):
    environments = [folder.name for folder in (ROOT / "inventories").iterdir()]
    assert "production" in environments
    left = {arn for environment in environments for arn in tagged(env, environment)}
    assert [arn for arn in left if not any(kept in arn for kept in KEPT_BY_AWS)] == []
