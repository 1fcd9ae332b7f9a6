"""Every task of roles and playbooks: full names, hidden secrets, no door open to the world."""

import re
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.contract.repository import ROOT, Task, files, load, playbook_tasks, role_tasks, short

ALL = [*role_tasks(), *playbook_tasks()]
EVERYWHERE = ("0.0.0.0/0", "::/0")
# Variables through which somebody may let everybody in: the load balancer's sources only.
MAY_BE_OPEN = {"security_groups_alb_sources"}


def test_modules_have_full_names() -> None:
    assert [
        str(task)
        for task in ALL
        if not task.is_block and not re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z0-9_]+", task.module)
    ] == []


def test_nothing_is_ignored_or_left_to_chance() -> None:
    """An error that is expected is named by failed_when; what is slow is awaited by its state."""
    loose = {f"ansible.builtin.{name}" for name in ("shell", "command", "raw", "pause")}
    assert [str(task) for task in ALL if "ignore_errors" in task.content or task.module in loose] == []


def secret_fields(fields: dict[str, Field]) -> set[str]:
    return {name for name, field in fields.items() if field.secret} | {
        name for field in fields.values() for name in secret_fields(field.options or {})
    }


SECRET_ARGUMENTS = {
    f"knowledge.aws.{name}": secret_fields({**kind.fields, **kind.scope_fields}) for name, kind in all_kinds().items()
}
# Names that hold a secret itself, not its ARN, its version or the name of an entry in it.
SECRET_NAME = re.compile(
    r"\b\w*(password|passwd|auth_token|secret_value|secret_string|private_key|access_key)\b", re.IGNORECASE
)
NO_SECRET = re.compile(
    r"secret_access_key_name|manage_master_user_password|password_(length|arn|version)"
    r"|\bsecret_entry: auth_token|'auth_token'",
    re.IGNORECASE,
)


def touches_a_secret(task: Task) -> bool:
    arguments = task.content.get(task.module) or {}
    text = NO_SECRET.sub("", str({key: value for key, value in task.content.items() if key not in ("name", "block")}))
    given = SECRET_ARGUMENTS.get(task.module, set()) & set(re.findall(r"'(\w+)':", str(arguments)))
    looks_up = "amazon.aws.aws_secret" in text or "secretsmanager_secret_value" in text
    return not task.is_block and bool(given or looks_up or SECRET_NAME.search(text))


def test_tasks_that_touch_secrets_say_nothing() -> None:
    assert [str(task) for task in ALL if touches_a_secret(task) and task.content.get("no_log") is not True] == []


def test_no_default_holds_a_secret() -> None:
    holding = re.compile(r"(password|token|secret|private_key)$")
    for path in [*ROOT.glob("roles/*/defaults/main.yml"), *ROOT.glob("inventories/*/group_vars/**/*.yml")]:
        for name, value in (load(path) or {}).items():
            assert not (holding.search(name) and isinstance(value, str) and value and "{{" not in value), (
                f"{short(path)}: {name}"
            )


def leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, str(key)))]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner, path)]
    return [(path, value)]


def test_only_the_load_balancer_may_be_open_to_the_world() -> None:
    """An address range that is everybody may be where something goes, never where somebody comes from."""
    read = [
        path
        for path in files()
        if path.suffix == ".yml" and short(path).startswith(("roles/", "inventories/", "playbooks/", "site.yml"))
    ]
    doors = []
    for path in read:
        for keys, value in leaves(load(path)):
            leads_out = keys[-1] == "destination_cidr_block" or "egress" in keys
            if value in EVERYWHERE and not leads_out and not MAY_BE_OPEN & set(keys):
                doors.append(f"{short(path)}: {'.'.join(keys)}")
    assert doors == []
