"""The keywords of a task work as they do for modules."""

from tests.support import readback
from tests.support.playbooks import Playbooks

VPC = "knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}"
SUBNET = (
    "knowledge.aws.ec2_subnet: "
    "{vpc_id: vpc-0a1b2c3d, config: [{key: a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}]}"
)


def test_register_gives_ids_arns_names_and_what_happened(playbooks: Playbooks) -> None:
    tasks = f"""
      - name: vpc
        {VPC}
        register: vpc
      - name: shown
        ansible.builtin.set_fact: {{seen: "{{{{ vpc }}}}"}}
    """
    seen = playbooks.run(tasks).result("shown")["ansible_facts"]["seen"]
    assert seen["changed"] is True
    assert seen["failed"] is False
    assert seen["ids"]["main"].startswith("vpc-")
    assert seen["arns"]["main"] == f"arn:aws:ec2:ap-northeast-2:{playbooks.account.id}:vpc/{seen['ids']['main']}"
    assert [(entry["kind"], entry["action"], entry["name"]) for entry in seen["resources"]] == [
        ("ec2_vpc", "create", "knowledge-test")
    ]
    assert seen["orphans"] == []


def test_a_loop_acts_for_each_item_and_the_summary_counts_all(playbooks: Playbooks) -> None:
    tasks = """
      - name: addresses
        knowledge.aws.ec2_eip: {config: [{key: "{{ item }}"}]}
        loop: [nat.a, nat.b, nat.c]
    """
    ended = playbooks.run(tasks)
    results = ended.result("addresses")["results"]
    assert [result["item"] for result in results] == ["nat.a", "nat.b", "nat.c"]
    assert all(result["ids"]["nat"][result["item"].removeprefix("nat.")].startswith("eipalloc-") for result in results)
    again = playbooks.screen(tasks.replace("[nat.a, nat.b, nat.c]", "[nat.c, nat.d]"), "--check")
    assert "Plan: 1 to add, 0 to change, 0 to replace, 0 to destroy." in again.stdout


def test_until_repeats_the_task_until_it_has_nothing_to_do(playbooks: Playbooks) -> None:
    ended = playbooks.run(f"[{{name: vpc, register: vpc, until: not vpc.changed, retries: 3, delay: 0, {VPC}}}]")
    assert ended.result("vpc")["attempts"] == 2
    assert ended.writes.count("ec2.CreateVpc") == 1


def test_failed_when_and_changed_when_decide(playbooks: Playbooks) -> None:
    tasks = f"""
      - name: unchanged
        {VPC}
        register: vpc
        changed_when: false
      - name: failed
        {VPC}
        register: vpc
        failed_when: vpc.resources | length > 0
    """
    ended = playbooks.run(tasks)
    assert ended.rc == 2
    assert ended.result("unchanged")["changed"] is False
    assert (ended.result("failed")["failed"], ended.result("failed")["failed_when_result"]) == (True, True)


def test_ignore_errors_goes_on_and_the_error_is_kept(playbooks: Playbooks) -> None:
    tasks = """
      - name: refused
        knowledge.aws.ec2_subnet:
          vpc_id: vpc-0a1b2c3d
          config: [{key: a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}]
        register: subnets
        ignore_errors: true
      - name: afterwards
        ansible.builtin.set_fact: {message: "{{ subnets.msg }}", failed_then: "{{ subnets is failed }}"}
    """
    ended = playbooks.run(tasks)
    facts = ended.result("afterwards")["ansible_facts"]
    assert ended.rc == 0
    assert facts["failed_then"] is True
    assert facts["message"].startswith("subnet knowledge-test-a: CreateSubnet: ")
    assert "(InvalidVpcID.NotFound)" in facts["message"]


def test_a_failure_counts_in_the_summary_and_in_a_rescue_it_does_not_end_the_run(playbooks: Playbooks) -> None:
    tasks = f"""
      - name: block
        block:
          - {{name: vpc, {VPC}}}
          - name: subnets
            {SUBNET}
        rescue:
          - name: rescue
            ansible.builtin.debug: {{msg: "{{{{ ansible_failed_result.msg }}}}"}}
    """
    ended = playbooks.run(tasks)
    assert ended.rc == 0
    assert "InvalidVpcID.NotFound" in ended.result("rescue")["msg"]
    assert (
        "Stopped by an error after: 1 added"
        in playbooks.screen(tasks.split("rescue:")[0].replace("main", "second")).stdout
    )


def test_no_log_hides_arguments_and_results(playbooks: Playbooks) -> None:
    tasks = f"[{{name: vpc, no_log: true, {VPC}}}]"
    for options in (("--check", "--diff", "-vvv"), ("--diff", "-vvv")):
        shown = playbooks.screen(tasks, *options)
        assert shown.rc == 0, shown.output
        assert "changed: [localhost]" in shown.stdout
        assert "10.0.0.0/16" not in shown.output
        assert "the output has been hidden" in shown.stdout


def test_very_verbose_output_shows_the_arguments_and_the_module(playbooks: Playbooks) -> None:
    shown = playbooks.screen(f"[{{name: vpc, {VPC}}}]", "-vvv")
    assert shown.rc == 0
    assert "cidr_block: 10.0.0.0/16" in shown.stdout
    assert "module_args:" in shown.stdout
    assert "Traceback" not in shown.output
    quiet = playbooks.screen(f"[{{name: vpc, {VPC}}}]")
    assert "invocation" not in quiet.stdout


def test_very_verbose_errors_keep_their_message(playbooks: Playbooks) -> None:
    shown = playbooks.screen(f"[{{name: subnets, {SUBNET}}}]", "-vvv")
    assert shown.rc == 2
    assert "subnet knowledge-test-a: CreateSubnet: " in shown.stdout


def test_when_skips_the_task(playbooks: Playbooks) -> None:
    ended = playbooks.run(f"[{{name: vpc, when: false, {VPC}}}]")
    assert ended.result("vpc")["skipped"] is True
    assert ended.calls == []
    assert "ec2_vpc" not in readback.listed(playbooks.account.env)
