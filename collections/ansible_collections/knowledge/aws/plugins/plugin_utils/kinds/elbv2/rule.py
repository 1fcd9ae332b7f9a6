"""Listeners of a load balancer and their rules."""

from __future__ import annotations

import json
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from ...core.tagged import tag_dict
from . import rules
from .codes import CODES
from .common import Elbv2
from .shapes import ACTION, action_objections, action_of, as_action, as_conditions, to_actions

# Conditions by our word: AWS's field and the member that holds its values.
CONDITIONS = {
    "path": ("path-pattern", "PathPatternConfig"),
    "host": ("host-header", "HostHeaderConfig"),
    "method": ("http-request-method", "HttpRequestMethodConfig"),
    "source_ip": ("source-ip", "SourceIpConfig"),
}
ANOTHER_VALUE = "(another value)"
CONDITION = {
    "path": Field("list", "Patterns of the path, such as /static/*.", elements="str"),
    "host": Field("list", "Patterns of the host.", elements="str"),
    "method": Field("list", "Methods of the request.", elements="str"),
    "source_ip": Field("list", "Address ranges of the sender.", elements="str"),
    "header": Field("str", "Name of a header; its value is told by values or by secret."),
    "values": Field("list", "Patterns of the header.", elements="str"),
    "secret": Field(
        "str",
        "ARN of a secret whose value the header must have, the present one or the one before. The value is shown nowhere.",
    ),
    "entry": Field("str", "Entry of the secret's JSON text that holds it, password where it is left out."),
}


class Rule(Elbv2):
    """Rule of a listener. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html"""

    name, noun, needs = "elbv2_rule", "listener rule", ("secretsmanager",)
    codes = CODES
    arn_prefix = "listener-rule/app/"
    id_path, arn_path = "RuleArn", "RuleArn"
    natural_key = ("priority",)
    scope_fields = {"listener": Field("str", "ARN of the listener.", required=True)}
    fields = {
        "priority": Field("int", "The lowest comes first, 1 to 50000.", required=True, setter="set_priority", api=""),
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
        "action": Field(
            "dict", "What is done with it.", options=ACTION, norm=as_action, required=True, setter="modify", api=""
        ),
    }
    example = (
        "- knowledge.aws.elbv2_rule:\n    listener: '{{ listener_arn }}'\n    config:\n      - key: from-cloudfront\n        priority: 10\n"
        "        conditions: [{header: X-Origin-Verify, secret: '{{ secret_arn }}'}]\n        action: {type: forward, target_group: '{{ target_group_arn }}'}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Priorities, conditions, actions."""
        found = rules.priority_objections([(want.name, want["priority"]) for want in wanted])
        for want in wanted:
            texts = action_objections(want["action"])
            for condition in want["conditions"]:
                words = [word for word in (*CONDITIONS, "header") if condition.get(word)]
                if len(words) != 1:
                    texts.append(
                        f"a condition is about one of {', '.join((*CONDITIONS, 'header'))}, not about {' and '.join(words) or 'nothing'}"
                    )
                if condition.get("header") and bool(condition.get("values")) == bool(condition.get("secret")):
                    texts.append(f"header {condition['header']} needs either values or secret")
            found += [f"listener rule {want.name}: {text}" for text in texts]
        return found

    def find(self, query: Query) -> list[Any]:
        """All rules of the listener but its default one, and the secrets that our conditions name."""
        headers = {
            (one["header"], one["secret"], one["entry"])
            for want in query.wanted
            for one in want["conditions"] or []
            if one.get("secret")
        }
        known = [one for one in sorted(headers) if not find_symbol(one)]
        values = self.each(lambda one: self._values(one[1], one[2]), known)
        secrets = {header: (secret, entry, value) for (header, secret, entry), value in zip(known, values, strict=True)}
        plain = {one["header"] for want in query.wanted for one in want["conditions"] or [] if one.get("values")}
        listed = self.aws.read("describe_rules", "Rules", ("ListenerNotFound",), ListenerArn=self.scope["listener"])
        rules = self.with_tags([one for one in listed if not one["IsDefault"]])
        arns = {tag_dict(one["Tags"]).get("Name"): one["RuleArn"] for one in rules}
        wanted = [(one.name, one["priority"]) for one in query.wanted]
        return [one | {"Secrets": secrets, "Plain": plain, "Arns": arns, "Wanted": wanted} for one in rules]

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
        return {
            "priority": int(raw["Priority"]),
            "conditions": [self._condition(raw, one) for one in raw["Conditions"]],
            "action": action_of(raw["Actions"]),
        }

    def _condition(self, raw: dict[str, Any], condition: dict[str, Any]) -> dict[str, Any]:
        for word, (field, config) in CONDITIONS.items():
            if condition["Field"] == field:
                return {word: (condition.get(config) or {}).get("Values") or condition.get("Values") or []}
        if condition["Field"] != "http-header":
            return {"other": json.dumps(condition, sort_keys=True)}
        header, values = (
            condition["HttpHeaderConfig"]["HttpHeaderName"],
            sorted(condition["HttpHeaderConfig"]["Values"]),
        )
        if header in raw["Plain"]:
            return {"header": header, "values": values}
        # a value that nobody listed may be a secret, too
        secret, entry, expected = raw["Secrets"].get(header, ("", "password", []))
        return {
            "header": header,
            "secret": secret if expected and values == expected else ANOTHER_VALUE,
            "entry": entry,
        }

    def _conditions(self, want: Wanted) -> list[dict[str, Any]]:
        """Conditions as the API wants them."""
        made = []
        for one in want["conditions"]:
            if "header" in one:
                values = self._values(one["secret"], one["entry"]) if one.get("secret") else one["values"]
                if not values:
                    raise StackError(
                        f"The secret {one['secret']} does not exist or has no value, but header {one['header']} needs it"
                    )
                made.append(
                    {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": one["header"], "Values": values}}
                )
            else:
                word = next(word for word in CONDITIONS if word in one)
                field, config = CONDITIONS[word]
                made.append({"Field": field, config: {"Values": one[word]}})
        return made

    def create(self, want: Wanted) -> None:
        """CreateRule."""
        self.aws.create(
            "create_rule",
            ListenerArn=self.scope["listener"],
            Priority=want["priority"],
            Conditions=self._conditions(want),
            Actions=to_actions(want["action"]),
            Tags=tag_list(want.tags),
        )

    def set_priority(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetRulePriorities for all rules together, so that two can change places."""
        arns = have.raw["Arns"] | {want.name: have.id}
        priorities = [
            {"RuleArn": arns[name], "Priority": priority} for name, priority in have.raw["Wanted"] if arns.get(name)
        ]
        self.aws.write("set_rule_priorities", RulePriorities=priorities)

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyRule."""
        self.aws.write(
            "modify_rule", RuleArn=have.id, Conditions=self._conditions(want), Actions=to_actions(want["action"])
        )

    def delete(self, have: Resource) -> None:
        """DeleteRule."""
        self.aws.write("delete_rule", RuleArn=have.id)
