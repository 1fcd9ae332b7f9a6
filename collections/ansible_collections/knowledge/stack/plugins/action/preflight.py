# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.stack.preflight: all that is wrong with the inventory, at once, before AWS is asked anything."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.plugins.action import ActionBase
from ansible.utils.vars import load_extra_vars
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import display, plain
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.stack.plugins.plugin_utils import rules as rules_package
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules.context import clashes, group_of
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules.inventory import Option, read, unknown_names
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules.values import is_on

# The same as yaml.safe_load, in C where it is built: there are many files.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Variables of no role: of the stack, and of a command line.
STACK_VARIABLES: dict[str, Option] = {
    "project_name": {"type": "str", "description": "What all names begin with"},
    "environment_name": {"type": "str", "description": "The inventory group of this host"},
    "aws_region": {"type": "str", "description": "A region such as ap-northeast-2"},
    "aws_account_id": {"type": "str", "description": '12 digits in quotes, such as "123456789012"'},
    "domain_name": {"type": "str", "description": "A name such as knowledge.example.com"},
}
COMMAND_LINE = {"confirm", "allow_replace", "allow_data_loss", "outputs_dir", "outputs_format", "outputs_all"}
COMMAND_LINE |= {"stack_state", "stack_check_mode", "stack_defaults", "stack", "output_definitions", "stack_parts"}

SPEC = {
    "roles_path": {"type": "path", "required": True},
    "parts": {"type": "list", "elements": "str", "required": True},
}

# What the names of a stack derive from.
NAMING = ("project_name", "environment_name", "context_short_name", "aws_account_id", "domain_name")


# Words of Ansible's own for tags, and those that molecule always skips. To --tags only ``all`` is a word for parts.
ALL = "all"
ANY_TAGS = (ALL, "always", "never", "tagged", "untagged")
OF_MOLECULE = ("molecule-notest", "notest")


def rule_modules() -> dict[str, Any]:
    """Every module of rules that has ``findings``, by the name of its role."""
    names = [entry.name for entry in pkgutil.iter_modules(rules_package.__path__)]
    modules = {name: importlib.import_module(f"{rules_package.__name__}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "findings")}


def options_by_role(roles: Path) -> dict[str, dict[str, Any]]:
    """The variables of every role, as its argument spec describes them."""
    files = sorted(roles.glob("*/meta/argument_specs.yml"))
    specs = {file.parent.parent.name: yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER) for file in files}
    return {role: spec["argument_specs"]["main"]["options"] for role, spec in specs.items()}


def known_values(options: dict[str, dict[str, Option]], values: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Values as the argument specs of all roles read them, and what is wrong with the others.

    options: of every role, by its name. values: those that are known before anything is built.
    """
    entries = {
        name: spec for module in rule_modules().values() for name, spec in getattr(module, "ENTRY_SPECS", {}).items()
    }
    known: dict[str, Any] = {"group_names": values.get("group_names")}
    found: list[Finding] = []
    for names in (*options.values(), STACK_VARIABLES):
        right, wrong = read(names, values, entries)
        known |= right
        found += wrong
    return known, found


def rule_findings(known: dict[str, Any]) -> Iterator[Finding]:
    """What the rules of all parts that are switched on say of values of the right types."""
    for role, module in rule_modules().items():
        if is_on(known, role):
            yield from findings_of_role(role, module, known)


def findings_of_role(role: str, module: Any, values: dict[str, Any]) -> Iterator[Finding]:
    """What the rules of a role say; a fault of theirs hides neither what they said before nor other rules."""
    try:
        yield from module.findings(dict(values))
    except Exception as error:
        display.vvv("".join(traceback.format_exception(error)))  # Ansible itself shows none
        wrong = f"a value cannot be looked at ({type(error).__name__}: {error})"
        yield Finding(
            f"{role}_*", wrong, f"values as the README.md of role {role} describes them; -vvv shows the place"
        )


def switches(options: dict[str, dict[str, Any]]) -> set[str]:
    """Parts that can be switched off."""
    return {role for role, names in options.items() if f"{role}_enabled" in names}


class ActionModule(ActionBase):
    """Reads every role's argument spec and defaults, and the rules beside the kinds."""

    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """All findings in one message."""
        answer = super().run(tmp, task_vars)
        _, args = self.validate_argument_spec(argument_spec=SPEC)
        self.variables = task_vars or {}
        roles = Path(args["roles_path"])
        options = options_by_role(roles)
        self._refuse_tags(args["parts"], switches(options))
        found = list(dict.fromkeys(self._findings(roles, options)))
        if found:
            lines = [
                f"  {number}. {finding.text(self._place_of(finding.field))}" for number, finding in enumerate(found, 1)
            ]
            raise AnsibleActionFail(
                "The inventory cannot work as it is; nothing was asked of AWS.\n" + "\n".join(lines)
            )
        return answer | {"changed": False}

    def _refuse_tags(self, parts: list[str], with_switch: set[str]) -> None:
        """Words of --tags that are no part, and parts that cannot be skipped like this.

        Without a part all of them would only be looked up, and a drift of none would be no drift.
        """
        run: list[str] = self.variables.get("ansible_run_tags") or [ALL]
        unknown = [word for word in run if word not in (*parts, ALL)]
        if unknown:
            raise AnsibleActionFail(
                f"--tags: there is no part {', '.join(unknown)}. Valid: {', '.join(parts)}. Nothing was asked of AWS."
            )
        given: list[str] = self.variables.get("ansible_skip_tags") or []
        skip = [word for word in given if word in parts]
        for word in (word for word in given if word not in (*parts, *ANY_TAGS, *OF_MOLECULE)):
            display.warning(f"--skip-tags {word} skips nothing: there is no part {word}. Parts: {', '.join(parts)}.")
        if skip:
            words, others = ", ".join(skip), ",".join(part for part in parts if part not in skip)
            flags = " ".join(f"-e {part}_enabled=false" for part in skip if part in with_switch)
            without = f" For a stack without it: {flags}." if flags else ""
            raise AnsibleActionFail(
                f"--skip-tags {','.join(skip)} would skip what {words} needs, too. To leave {words} as it is in this "
                f"run, name the others: --tags {others}.{without} Nothing was asked of AWS."
            )

    def _findings(self, roles: Path, options: dict[str, dict[str, Any]]) -> list[Finding]:
        defaults: dict[str, Any] = {}
        for role in options:
            path = roles / role / "defaults/main.yml"
            if path.exists():
                defaults |= self._loader.load_from_file(str(path), trusted_as_template=True) or {}
        known = {role: {*names, f"{role}_outputs"} for role, names in options.items()}
        found = list(unknown_names(self._given_names(), known, STACK_VARIABLES.keys() | COMMAND_LINE))
        values = self._values(
            {**defaults, **self.variables},
            {name for names in options.values() for name in names} | STACK_VARIABLES.keys() | {"group_names"},
        )
        known_now, wrong = known_values(options, values)
        found += wrong
        broken = {finding.field for finding in found}
        found += [finding for finding in rule_findings(known_now) if finding.field not in broken]
        return found + list(clashes(self._stacks()))

    def _stacks(self) -> dict[str, dict[str, Any]]:
        """What names of all hosts of the inventory derive from.

        Told by the first host of a run only, as it is the same for all.
        """
        if (self.variables.get("ansible_play_hosts_all") or [""])[0] != self.variables.get("inventory_hostname"):
            return {}
        everybody = {
            host: self.variables["hostvars"][host] for host in (self.variables.get("groups") or {}).get("all", [])
        }
        stacks = {}
        for host, given in everybody.items() if len(everybody) > 1 else ():
            with contextlib.suppress(AnsibleError):  # that host has findings of its own
                stacks[host] = {name: plain(given[name]) for name in NAMING if name in given}
        domains = Counter(values["domain_name"] for values in stacks.values() if values.get("domain_name"))
        for domain in (domain for domain, number in domains.items() if number > 1):
            display.warning(
                f"{domain} is the domain_name of several hosts, but a name can lead to one distribution only: "
                "give each host a domain_name of its own."
            )
        return stacks

    def _given_names(self) -> list[str]:
        """Names that the inventory and the command line set: not Ansible's, not a role's private ones."""
        return [
            name
            for name in self.variables
            if not name.startswith(("ansible_", "__"))
            and name not in ("inventory_hostname", "inventory_file", "inventory_dir", "group_names", "groups")
            and not name.endswith("_outputs")
            and self._set_by_operator(name)
        ]

    def _set_by_operator(self, name: str) -> bool:
        return name not in {
            "hostvars",
            "omit",
            "playbook_dir",
            "play_hosts",
            "role_name",
            "role_names",
            "role_path",
            "role_uuid",
            "environment",
            "vars",
            "inventory_hostname_short",
        }

    def _values(self, variables: dict[str, Any], names: set[str]) -> dict[str, Any]:
        """The values that are known before anything is built; what another part will publish is not."""
        templar = self._templar.copy_with_new_env(available_variables=variables)
        values = {}
        for name in names & variables.keys():
            try:
                values[name] = plain(templar.template(variables[name]))
            except AnsibleError:
                continue
        return values

    def _place_of(self, variable: str) -> str:
        """What gives a variable its value: the command line, or a file."""
        return "what -e gives" if variable in load_extra_vars(self._loader) else self._file_of(variable)

    def _file_of(self, variable: str) -> str:
        """The file that sets a variable, or the one in which it belongs."""
        inventory = Path(self.variables.get("inventory_dir") or "inventories/production")
        pattern = re.compile(rf"^\s*{re.escape(variable)}\s*:", re.MULTILINE)
        host, group = (
            self.variables.get("inventory_hostname"),
            group_of(self.variables.get("environment_name"), self.variables.get("group_names") or []),
        )
        own_first = sorted(
            inventory.rglob("*.y*ml"),
            key=lambda path: (path.stem != host and path.parent.name != host, path.parent.name != group, path),
        )
        files = [path for path in own_first if pattern.search(path.read_text(encoding="utf-8"))]
        if files:
            return self._short(files[0])
        roles = sorted(rule_modules(), key=len, reverse=True)
        topic = (
            "main"
            if variable in STACK_VARIABLES
            else next((role for role in roles if variable.startswith(f"{role}_")), "main")
        )
        folder = inventory / "group_vars" / str(group or self.variables.get("environment_name") or "all")
        return self._short(folder / f"{'main' if topic == 'context' else topic}.yml")

    @staticmethod
    def _short(path: Path) -> str:
        try:
            return str(path.resolve().relative_to(Path.cwd()))
        except ValueError:
            return str(path)
