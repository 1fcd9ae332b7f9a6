"""What no list names any more is pruned; all of a component can be taken away, listed or not."""

from tests.support import readback
from tests.support.playbooks import Playbooks

COMPONENTS = "components: [{name: network, kinds: [ec2_eip, ec2_vpc]}]"
PRUNE = f"""
- name: prune
  knowledge.aws.prune: {{{COMPONENTS}}}
"""
INDEX = ["resourcegroupstaggingapi.GetResources"]


def listing(*keys: str) -> str:
    """Tasks of the component."""
    return f"""
- name: vpc
  knowledge.aws.ec2_vpc: {{component: network, config: [{{key: main, cidr_block: 10.0.0.0/16}}]}}
- name: addresses
  knowledge.aws.ec2_eip: {{component: network, config: [{", ".join(f"{{key: {key}}}" for key in keys)}]}}
"""


def done(result) -> list[tuple[str, str, str]]:
    return [(one["kind"], one["name"], one["action"]) for one in result["resources"]]


def test_what_is_taken_off_a_list_goes_at_the_end_of_the_run(playbooks: Playbooks) -> None:
    playbooks.run(listing("a", "b"))
    planned = playbooks.run(listing("a") + PRUNE, "--check")
    assert (done(planned.result("prune")), planned.writes) == ([("ec2_eip", "knowledge-test-b", "delete")], [])
    run = playbooks.run(listing("a") + PRUNE)
    assert done(run.result("prune")) == done(planned.result("prune"))
    assert readback.listed(playbooks.account.env)["ec2_eip"] == ["knowledge-test-a"]
    again = playbooks.run(listing("a") + PRUNE)
    assert (again.result("prune")["changed"], again.writes) == (False, [])


def test_what_is_switched_off_is_pruned_and_then_costs_no_call(playbooks: Playbooks) -> None:
    playbooks.run(listing("a"))
    run = playbooks.run(PRUNE)
    assert done(run.result("prune")) == [
        ("ec2_eip", "knowledge-test-a", "delete"),
        ("ec2_vpc", "knowledge-test", "delete"),
    ]
    assert readback.listed(playbooks.account.env).keys() & {"ec2_eip", "ec2_vpc"} == set()
    again = playbooks.run(PRUNE)
    assert again.result("prune")["changed"] is False
    assert [str(call) for call in again.calls] == INDEX


def test_other_components_are_left_alone(playbooks: Playbooks) -> None:
    playbooks.run(listing("a"))
    playbooks.run("[{name: other, knowledge.aws.ec2_eip: {component: other, config: [{key: c}]}}]")
    playbooks.run(PRUNE)
    assert readback.listed(playbooks.account.env)["ec2_eip"] == ["knowledge-test-c"]


def test_all_of_a_component_goes_whatever_is_listed(playbooks: Playbooks) -> None:
    playbooks.run(listing("a", "b"))
    absent = f"[{{name: absent, knowledge.aws.absent: {{{COMPONENTS}}}}}]"
    planned, run = playbooks.run(absent, "--check"), playbooks.run(absent)
    assert planned.writes == []
    assert done(planned.result("absent")) == done(run.result("absent"))
    assert sorted(done(run.result("absent"))) == [
        ("ec2_eip", "knowledge-test-a", "delete"),
        ("ec2_eip", "knowledge-test-b", "delete"),
        ("ec2_vpc", "knowledge-test", "delete"),
    ]
    assert readback.listed(playbooks.account.env).keys() & {"ec2_eip", "ec2_vpc"} == set()
