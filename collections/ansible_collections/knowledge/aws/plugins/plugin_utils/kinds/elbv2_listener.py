"""Listeners of a load balancer and their rules."""

from __future__ import annotations

import json
from typing import Any

from ..core.errors import StackError
from ..core.fields import Field
from ..core.kind import tag_list
from ..core.model import Resource, Wanted
from ..core.symbols import find_symbol
from ..rules import elbv2 as rules
from .elbv2 import Elbv2, as_texts, pairs
from .elbv2_forms import ACTION, action_objections, action_of, as_action, as_conditions, to_actions

# Conditions by our word: AWS's field and the member that holds its values.
CONDITIONS = {
    "path": ("path-pattern", "PathPatternConfig"),
    "host": ("host-header", "HostHeaderConfig"),
    "method": ("http-request-method", "HttpRequestMethodConfig"),
    "source_ip": ("source-ip", "SourceIpConfig"),
}
ANOTHER_VALUE = "(another value)"


class Listener(Elbv2):
    """Port of a load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html"""

    name, noun = "elbv2_listener", "listener"
    id_path, arn_path = "ListenerArn", "ListenerArn"
    nature = ("port",)
    scope = {"load_balancer": Field("str", "ARN of the load balancer.", required=True)}
    fields = {
        "port": Field("int", "Port.", api="Port", required=True, setter="modify"),
        "protocol": Field("str", "Protocol.", api="Protocol", choices=("HTTP", "HTTPS"), required=True, setter="modify"),
        "certificate": Field("str", "ARN of the certificate (HTTPS).", setter="modify"),
        "ssl_policy": Field("str", "Which versions of TLS and ciphers it takes (HTTPS).", api="SslPolicy", setter="modify"),
        "action": Field("dict", "What is done with requests that no rule takes.", options=ACTION, norm=as_action, required=True, setter="modify"),
        "more_certificates": Field(
            "list", "ARNs of certificates of further names. Others are removed.", elements="str", unordered=True, setter="set_more_certificates"
        ),
        "attributes": Field("dict", "Attributes in AWS's spelling; those not given are left alone.", norm=as_texts, subset=True, setter="set_attributes"),
    }
    example = (
        "- knowledge.aws.elbv2_listener:\n    load_balancer: '{{ alb_arn }}'\n    config:\n"
        "      - {key: https, port: 443, protocol: HTTPS, certificate: '{{ certificate_arn }}', action: {type: respond, status: 403}}\n"
        "      - {key: http, port: 80, protocol: HTTP, action: {type: redirect, protocol: HTTPS, port: 443}}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Ports, certificates, policies, actions."""
        found = []
        for want in wanted:
            texts = [*rules.port_objections("port", want["port"]), *rules.attribute_objections(want["attributes"] or {}), *action_objections(want["action"])]
            texts += rules.listener_objections(want["protocol"], want["certificate"], want["ssl_policy"], self.stack.region)
            found += [f"listener {want.name}: {text}" for text in texts]
        ports = [want["port"] for want in wanted]
        return found + [f"two listeners have port {port}" for port in sorted({port for port in ports if ports.count(port) > 1})]

    def find(self, names: list[str]) -> list[Any]:
        """All listeners of the load balancer; certificates and attributes one by one, where something is said about them."""
        listeners = self.with_tags(self.aws.read("describe_listeners", "Listeners", ("LoadBalancerNotFound",), LoadBalancerArn=self.given["load_balancer"]))
        if any(want["more_certificates"] is not None for want in self.wanted):
            secure = [one for one in listeners if one["Protocol"] == "HTTPS"]
            found = self.each(lambda one: self.aws.read("describe_listener_certificates", "Certificates", ListenerArn=one["ListenerArn"]), secure)
            for one, certificates in zip(secure, found, strict=True):
                one["More"] = [entry["CertificateArn"] for entry in certificates if not entry.get("IsDefault")]
        if any(want["attributes"] for want in self.wanted):
            listeners = self.with_attributes(listeners, "describe_listener_attributes", "ListenerArn")
        return listeners

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What HTTP listeners do not have is empty."""
        certificates = raw.get("Certificates") or [{}]
        shape = super().shape(raw) | {"certificate": certificates[0].get("CertificateArn", ""), "ssl_policy": raw.get("SslPolicy") or ""}
        shape |= {"action": action_of(raw["DefaultActions"]), "more_certificates": raw.get("More", [])}
        return shape | ({"attributes": raw["Attributes"]} if "Attributes" in raw else {})

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, Any]:
        secure = {"Certificates": [{"CertificateArn": want["certificate"]}]} if want["certificate"] else {}
        secure |= {"SslPolicy": want["ssl_policy"]} if want["ssl_policy"] else {}
        return {"Port": want["port"], "Protocol": want["protocol"], "DefaultActions": to_actions(want["action"]), **secure}

    def create(self, want: Wanted) -> None:
        """CreateListener; further certificates and attributes are setters' work."""
        self.aws.create("create_listener", LoadBalancerArn=self.given["load_balancer"], Tags=tag_list(want.tags), **self._arguments(want))

    def modify(self, have: Resource, want: Wanted) -> None:
        """ModifyListener."""
        self.aws.write("modify_listener", ListenerArn=have.id, **self._arguments(want))

    def set_more_certificates(self, have: Resource, want: Wanted) -> None:
        """AddListenerCertificates, then RemoveListenerCertificates."""
        old, new = set(have["more_certificates"] or []), set(want["more_certificates"])
        for operation, arns in (("add_listener_certificates", new - old), ("remove_listener_certificates", old - new)):
            if arns:
                self.aws.write(operation, ListenerArn=have.id, Certificates=[{"CertificateArn": arn} for arn in sorted(arns)])

    def set_attributes(self, have: Resource, want: Wanted) -> None:
        """ModifyListenerAttributes."""
        self.aws.write("modify_listener_attributes", ListenerArn=have.id, Attributes=pairs(want["attributes"]))

    def delete(self, have: Resource) -> None:
        """DeleteListener, with its rules."""
        self.aws.write("delete_listener", ListenerArn=have.id)


CONDITION = {
    "path": Field("list", "Patterns of the path, such as /static/*.", elements="str"),
    "host": Field("list", "Patterns of the host.", elements="str"),
    "method": Field("list", "Methods of the request.", elements="str"),
    "source_ip": Field("list", "Address ranges of the sender.", elements="str"),
    "header": Field("str", "Name of a header; its value is told by values or by secret."),
    "values": Field("list", "Patterns of the header.", elements="str"),
    "secret": Field("str", "ARN of a secret whose value the header must have, the present one or the one before. The value is shown nowhere."),
    "entry": Field("str", "Entry of the secret's JSON text that holds it, password where it is left out."),
}


class Rule(Elbv2):
    """Rule of a listener. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html"""

    name, noun, needs = "elbv2_rule", "listener rule", ("secretsmanager",)
    id_path, arn_path = "RuleArn", "RuleArn"
    nature = ("priority",)
    scope = {"listener": Field("str", "ARN of the listener.", required=True)}
    fields = {
        "priority": Field("int", "The lowest comes first, 1 to 50000.", required=True, setter="set_priority"),
        "conditions": Field(
            "list",
            "What a request must be like: all of these.",
            elements="dict",
            options=CONDITION,
            norm=as_conditions,
            unordered=True,
            required=True,
            setter="modify",
        ),
        "action": Field("dict", "What is done with it.", options=ACTION, norm=as_action, required=True, setter="modify"),
    }
    example = (
        "- knowledge.aws.elbv2_rule:\n    listener: '{{ listener_arn }}'\n    config:\n      - key: from-cloudfront\n        priority: 10\n"
        "        conditions: [{header: X-Origin-Verify, secret: '{{ secret_arn }}'}]\n        action: {type: forward, target_group: '{{ target_group_arn }}'}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Priorities, conditions, actions."""
        found = rules.priority_objections([(want.name, want["priority"]) for want in wanted])
        for want in wanted:
            texts = action_objections(want["action"])
            for condition in want["conditions"]:
                words = [word for word in (*CONDITIONS, "header") if condition.get(word)]
                if len(words) != 1:
                    texts.append(f"a condition is about one of {', '.join((*CONDITIONS, 'header'))}, not about {' and '.join(words) or 'nothing'}")
                if condition.get("header") and bool(condition.get("values")) == bool(condition.get("secret")):
                    texts.append(f"header {condition['header']} needs either values or secret")
            found += [f"listener rule {want.name}: {text}" for text in texts]
        return found

    def find(self, names: list[str]) -> list[Any]:
        """All rules of the listener but its default one, and the secrets that our conditions name."""
        headers = {(one["header"], one["secret"], one["entry"]) for want in self.wanted for one in want["conditions"] or [] if one.get("secret")}
        known = [one for one in sorted(headers) if not find_symbol(one)]
        values = self.each(lambda one: self._values(one[1], one[2]), known)
        self._secrets = {header: (secret, entry, value) for (header, secret, entry), value in zip(known, values, strict=True)}
        self._plain_headers = {one["header"] for want in self.wanted for one in want["conditions"] or [] if one.get("values")}
        listed = self.aws.read("describe_rules", "Rules", ("ListenerNotFound",), ListenerArn=self.given["listener"])
        return self.with_tags([one for one in listed if not one["IsDefault"]])

    def resource(self, raw: dict[str, Any]) -> Resource:
        """Remembers the ARN, as priorities can only be changed together."""
        have = super().resource(raw)
        self._arns = getattr(self, "_arns", {}) | {have.name: have.id}
        return have

    def _values(self, secret: str, entry: str) -> list[str]:
        """The values that are accepted: the present one, and the one before, so that a rotation cuts nobody off."""
        reader = self.aws.of("secretsmanager")

        def read(stage: str) -> str | None:
            found: str | None = reader.read("get_secret_value", "SecretString", ("ResourceNotFoundException",), SecretId=secret, VersionStage=stage)
            return found

        texts = self.each(read, ("AWSCURRENT", "AWSPREVIOUS"))
        return sorted({str(json.loads(text)[entry]) for text in texts if text})

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Conditions in our form; the value of a secret never leaves this kind."""
        return {"priority": int(raw["Priority"]), "conditions": [self._condition(one) for one in raw["Conditions"]], "action": action_of(raw["Actions"])}

    def _condition(self, condition: dict[str, Any]) -> dict[str, Any]:
        for word, (field, config) in CONDITIONS.items():
            if condition["Field"] == field:
                return {word: (condition.get(config) or {}).get("Values") or condition.get("Values") or []}
        if condition["Field"] != "http-header":
            return {"other": json.dumps(condition, sort_keys=True)}
        header, values = condition["HttpHeaderConfig"]["HttpHeaderName"], sorted(condition["HttpHeaderConfig"]["Values"])
        if header in self._plain_headers:
            return {"header": header, "values": values}
        secret, entry, expected = self._secrets.get(header, ("", "password", []))  # a value that nobody listed may be a secret, too
        return {"header": header, "secret": secret if expected and values == expected else ANOTHER_VALUE, "entry": entry}

    def _conditions(self, want: Wanted) -> list[dict[str, Any]]:
        """Conditions as the API wants them."""
        made = []
        for one in want["conditions"]:
            if "header" in one:
                values = self._values(one["secret"], one["entry"]) if one.get("secret") else one["values"]
                if not values:
                    raise StackError(f"The secret {one['secret']} does not exist or has no value, but header {one['header']} needs it")
                made.append({"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": one["header"], "Values": values}})
            else:
                word = next(word for word in CONDITIONS if word in one)
                field, config = CONDITIONS[word]
                made.append({"Field": field, config: {"Values": one[word]}})
        return made

    def create(self, want: Wanted) -> None:
        """CreateRule."""
        self.aws.create(
            "create_rule",
            ListenerArn=self.given["listener"],
            Priority=want["priority"],
            Conditions=self._conditions(want),
            Actions=to_actions(want["action"]),
            Tags=tag_list(want.tags),
        )

    def set_priority(self, have: Resource, want: Wanted) -> None:
        """SetRulePriorities for all rules together, so that two can change places."""
        arns = {one.name: self._arns.get(one.name) for one in self.wanted} | {want.name: have.id}
        priorities = [{"RuleArn": arns[one.name], "Priority": one["priority"]} for one in self.wanted if arns[one.name]]
        self.aws.write("set_rule_priorities", RulePriorities=priorities)

    def modify(self, have: Resource, want: Wanted) -> None:
        """ModifyRule."""
        self.aws.write("modify_rule", RuleArn=have.id, Conditions=self._conditions(want), Actions=to_actions(want["action"]))

    def delete(self, have: Resource) -> None:
        """DeleteRule."""
        self.aws.write("delete_rule", RuleArn=have.id)
