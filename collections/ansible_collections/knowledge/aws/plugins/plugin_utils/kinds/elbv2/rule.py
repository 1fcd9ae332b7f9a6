# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules of a listener."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field, camel
from ...core.kind import Finding, Query, tag_dict, tag_list
from ...core.model import AROUND, Resource, Wanted
from ...core.symbols import find_symbol
from . import rules
from .common import LISTENER_EXAMPLE, Elbv2
from .shapes import ACTION, CONDITION, Json, actions_of, as_actions, as_conditions, condition_of

ANOTHER_VALUE = "(another value)"


class Rule(Elbv2):
    """Rule of a listener. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html"""

    name, noun, needs = "elbv2_rule", "listener rule", ("secretsmanager",)
    goes_with = "elbv2_load_balancer"
    arn_prefix, arn_parameter = "listener-rule/app/", "RuleArn"
    id_path, arn_path = "RuleArn", "RuleArn"
    natural_key = ("priority",)
    scope_fields = {"listener_arn": Field("str", "ARN of the listener.", required=True)}
    fields = {
        "priority": Field("int", "The lowest comes first, 1 to 50000.", required=True, setter="set_priority", norm=int),
        "conditions": Field(
            "list",
            "What a request must be like: all of these.",
            elements="dict",
            options=CONDITION,
            norm=as_conditions,
            unordered=True,
            required=True,
            setter="modify",
            api="",
        ),
        "actions": Field(
            "list",
            "What is done with it: one action.",
            elements="dict",
            options=ACTION,
            norm=as_actions,
            required=True,
            setter="modify",
            api="",
        ),
    }
    example = f"""\
{LISTENER_EXAMPLE}- name: Rule
  knowledge.aws.elbv2_rule:
    listener_arn: "{{{{ listeners.arns.http }}}}"
    config:
      - key: static
        priority: 20
        conditions: [{{field: path-pattern, path_pattern_config: {{values: [/static/*]}}}}]
        actions: [{{type: fixed-response, fixed_response_config: {{status_code: "404"}}}}]
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Conditions, actions."""
        yield from rules.action_findings("actions", want["actions"])
        yield from rules.condition_findings(want["conditions"])

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """Priorities."""
        yield from rules.priority_findings((want.name, want["priority"]) for want in wanted)

    def find(self, query: Query) -> list[Any]:
        """All of the listener but its default one, and the secrets that our conditions name."""
        headers = [
            condition["http_header_config"]
            for want in query.wanted
            for condition in want["conditions"] or []
            if condition.get("http_header_config")
        ]
        listed = self.of_scope("describe_rules", "Rules", "listener_arn", "ListenerArn", "RuleArns")
        found = self.with_tags([one for one in listed if not one["IsDefault"]])
        known = {
            "secrets": self._secrets([header for header in headers if header.get("secret")]),
            "plain": {header["http_header_name"] for header in headers if header.get("values")},
            "arns": {tag_dict(one["Tags"]).get("Name"): one["RuleArn"] for one in found},
            "wanted": [(want.name, want["priority"]) for want in query.wanted],
        }
        return [one | {AROUND: known} for one in found]

    def _secrets(self, headers: list[Json]) -> dict[str, tuple[str, str, list[str]]]:
        """Secret, entry and accepted values by the name of the header."""
        known = [header for header in headers if not find_symbol(header)]
        values = self.each(lambda header: self._values(header["secret"], header["entry"]), known)
        return {
            header["http_header_name"]: (header["secret"], header["entry"], accepted)
            for header, accepted in zip(known, values, strict=True)
        }

    def _values(self, secret: str, entry: str) -> list[str]:
        """The values that are accepted: the present one, and the one before, so that a rotation cuts nobody off."""
        reader = self.aws.of("secretsmanager")

        def read(stage: str) -> str | None:
            found: str | None = reader.read(
                "get_secret_value", "SecretString", ("ResourceNotFoundException",), SecretId=secret, VersionStage=stage
            )
            return found

        texts = self.each(read, ("AWSCURRENT", "AWSPREVIOUS"))
        return sorted({str(json.loads(text)[entry]) for text in texts if text})

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Conditions in our form; the value of a secret never leaves this kind."""
        conditions = [self._hidden(raw, condition_of(one)) for one in raw["Conditions"]]
        return super().shape(raw) | {"conditions": conditions, "actions": actions_of(raw["Actions"])}

    @staticmethod
    def _hidden(raw: dict[str, Any], condition: Json) -> Json:
        header = condition.get("http_header_config")
        if not header or header["http_header_name"] in raw[AROUND]["plain"]:
            return condition
        # a value that nobody listed may be a secret, too
        name, values = header["http_header_name"], sorted(header["values"])
        secret, entry, expected = raw[AROUND]["secrets"].get(name, ("", "password", []))
        told = secret if expected and values == expected else ANOTHER_VALUE
        return condition | {"http_header_config": {"http_header_name": name, "secret": told, "entry": entry}}

    def _arguments(self, want: Wanted) -> dict[str, Any]:
        conditions = [self._with_value(condition) for condition in want["conditions"]]
        shape = self.aws.input("create_rule").members["Conditions"]
        return self.request("create_rule", want, ("actions",)) | {"Conditions": camel(conditions, shape)}

    def _with_value(self, condition: Json) -> Json:
        header = condition.get("http_header_config") or {}
        if not header.get("secret"):
            return condition
        name, values = header["http_header_name"], self._values(header["secret"], header["entry"])
        if not values:
            raise StackError(
                f"The secret {header['secret']} does not exist or has no value, but header {name} needs it"
            )
        return condition | {"http_header_config": {"http_header_name": name, "values": values}}

    def create(self, want: Wanted) -> None:
        """CreateRule."""
        where = {"ListenerArn": self.scope["listener_arn"], "Priority": want["priority"]}
        self.aws.create("create_rule", **where, Tags=tag_list(want.tags), **self._arguments(want))

    def set_priority(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetRulePriorities for all rules together, so that two can change places."""
        around = have.raw[AROUND]
        arns = around["arns"] | {want.name: have.id}
        priorities = [
            {"RuleArn": arns[name], "Priority": priority} for name, priority in around["wanted"] if arns.get(name)
        ]
        self.aws.write("set_rule_priorities", RulePriorities=priorities)

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyRule."""
        self.aws.write("modify_rule", RuleArn=have.id, **self._arguments(want))

    def delete(self, have: Resource) -> None:
        """DeleteRule."""
        self.aws.write("delete_rule", RuleArn=have.id)
