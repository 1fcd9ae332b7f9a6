# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.stack.context: one place from which names and tags derive, and the check of the account."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from ansible.plugins.loader import filter_loader
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.arns import partition_of
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules.context import group_of

preload("sts")
# Filters are loaded once, before Ansible forks, instead of by every worker.
with contextlib.suppress(KeyError):  # without Ansible, as in tests, there is no collection to load from
    filter_loader.get("knowledge.stack.leaves")


def context(args: dict[str, Any], variables: dict[str, Any]) -> dict[str, Any]:
    """The context: ``knowledge-database`` in ``production`` makes ``knowledge-production`` the prefix of all names."""
    short = args["short_name"] or args["project_name"].split("-")[0]
    tags = {"Project": args["project_name"], "Environment": args["environment_name"], "ManagedBy": "ansible"}
    return {
        "name": f"{short}-{args['environment_name']}",
        "project": args["project_name"],
        "environment": args["environment_name"],
        "region": args["region"],
        "partition": partition_of(args["region"]),
        "account_id": args["account_id"],
        "domain_name": args["domain_name"],
        "tags": {**(args["tags"] or {}), **tags},
        "hints": hints(args["environment_name"], variables),
    }


def hints(environment: str, variables: dict[str, Any]) -> dict[str, str]:
    """What to do next, as somebody types it who runs this stack."""
    return {
        "build": "Build that part first, or run the whole of site.yml",
        "parts": "Build {which} first: " + site_command(variables) + " --tags {parts}",
        "replace": "run again with -e allow_replace={name}",
        "data_loss": f"add -e allow_data_loss={environment}",
    }


def site_command(variables: dict[str, Any]) -> str:
    """The command that builds, for the inventory of this run, and for this host where there are others."""
    inventory = Path(variables.get("inventory_dir") or "inventories")
    short = inventory.relative_to(Path.cwd()) if inventory.is_relative_to(Path.cwd()) else inventory
    several = len((variables.get("groups") or {}).get("all", [])) > 1
    limit = f" --limit {variables['inventory_hostname']}" if several else ""
    return f"ansible-playbook site.yml -i {short}{limit}"


def group_file(variables: dict[str, Any], environment: str) -> str:
    """Where the inventory keeps the values from which everything derives, as a short path."""
    group = group_of(environment, variables.get("group_names") or []) or environment
    path = Path(variables.get("inventory_dir") or "inventories") / "group_vars" / group / "main.yml"
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


class ActionModule(StackAction):
    """Answers with ``stack``, which the role context publishes."""

    NEEDS_STACK = False
    SPEC = {
        "project_name": {"type": "str", "required": True},
        "environment_name": {"type": "str", "required": True},
        "short_name": {"type": "str"},
        "region": {"type": "str", "required": True},
        "account_id": {"type": "str", "required": True},
        "domain_name": {"type": "str"},
        "tags": {"type": "dict"},
        "state": {"type": "str", "default": "present", "choices": ["present", "gathered", "offline"]},
    }

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Whoever asks."""
        return {"changed": False, "stack": context(args, task_vars)}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Ask AWS who we are, and refuse any other account than the one the inventory names."""
        who = Aws(args["region"], self._task.check_mode, fail_fast=True).of("sts").read("get_caller_identity")
        if who["Account"] != args["account_id"]:
            where = group_file(task_vars, args["environment_name"])
            raise StackError(
                f"These credentials belong to account {who['Account']} ({who['Arn']}), "
                f"but aws_account_id says {args['account_id']}: nothing was read or written there",
                f"Use credentials of {args['account_id']}, or correct aws_account_id in {where}",
            )
        return {"changed": False, "stack": context(args, task_vars)}
