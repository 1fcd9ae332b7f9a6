"""Listeners of a load balancer and their rules."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import Elbv2, as_texts, pairs
from .shapes import ACTION, action_objections, action_of, as_action, to_actions


class Listener(Elbv2):
    """Port of a load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html"""

    name, noun = "elbv2_listener", "listener"
    codes = CODES
    arn_prefix = "listener/app/"
    id_path, arn_path = "ListenerArn", "ListenerArn"
    natural_key = ("port",)
    scope_fields = {"load_balancer": Field("str", "ARN of the load balancer.", required=True)}
    fields = {
        "port": Field("int", "Port.", api="Port", required=True, setter="modify"),
        "protocol": Field(
            "str", "Protocol.", api="Protocol", choices=("HTTP", "HTTPS"), required=True, setter="modify"
        ),
        "certificate": Field("str", "ARN of the certificate (HTTPS).", setter="modify", api=""),
        "ssl_policy": Field(
            "str", "Which versions of TLS and ciphers it takes (HTTPS).", api="SslPolicy", setter="modify"
        ),
        "action": Field(
            "dict",
            "What is done with requests that no rule takes.",
            options=ACTION,
            norm=as_action,
            required=True,
            setter="modify",
            api="",
        ),
        "more_certificates": Field(
            "list",
            "ARNs of certificates of further names. Others are removed.",
            elements="str",
            unordered=True,
            setter="set_more_certificates",
            api="",
        ),
        "attributes": Field(
            "dict",
            "Attributes in AWS's spelling; those not given are left alone.",
            norm=as_texts,
            subset=True,
            setter="set_attributes",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.elbv2_listener:\n    load_balancer: '{{ alb_arn }}'\n    config:\n"
        "      - {key: https, port: 443, protocol: HTTPS, certificate: '{{ certificate_arn }}', action: {type: respond, status: 403}}\n"
        "      - {key: http, port: 80, protocol: HTTP, action: {type: redirect, protocol: HTTPS, port: 443}}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Ports, certificates, policies, actions."""
        found = []
        for want in wanted:
            texts = [
                *rules.port_objections("port", want["port"]),
                *rules.attribute_objections(want["attributes"] or {}),
                *action_objections(want["action"]),
            ]
            texts += rules.listener_objections(
                want["protocol"], want["certificate"], want["ssl_policy"], self.stack.region
            )
            found += [f"listener {want.name}: {text}" for text in texts]
        ports = [want["port"] for want in wanted]
        return found + [
            f"two listeners have port {port}" for port in sorted({port for port in ports if ports.count(port) > 1})
        ]

    def find(self, query: Query) -> list[Any]:
        """All listeners of the load balancer; certificates and attributes one by one, where something is said about them."""
        listeners = self.with_tags(
            self.aws.read(
                "describe_listeners",
                "Listeners",
                ("LoadBalancerNotFound",),
                LoadBalancerArn=self.scope["load_balancer"],
            )
        )
        if any(want["more_certificates"] is not None for want in query.wanted):
            secure = [one for one in listeners if one["Protocol"] == "HTTPS"]
            found = self.each(
                lambda one: self.aws.read(
                    "describe_listener_certificates", "Certificates", ListenerArn=one["ListenerArn"]
                ),
                secure,
            )
            for one, certificates in zip(secure, found, strict=True):
                one["More"] = [entry["CertificateArn"] for entry in certificates if not entry.get("IsDefault")]
        if any(want["attributes"] for want in query.wanted):
            listeners = self.with_attributes(listeners, "describe_listener_attributes", "ListenerArn")
        return listeners

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What HTTP listeners do not have is empty."""
        certificates = raw.get("Certificates") or [{}]
        shape = super().shape(raw) | {
            "certificate": certificates[0].get("CertificateArn", ""),
            "ssl_policy": raw.get("SslPolicy") or "",
        }
        shape |= {"action": action_of(raw["DefaultActions"]), "more_certificates": raw.get("More", [])}
        return shape | ({"attributes": raw["Attributes"]} if "Attributes" in raw else {})

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, Any]:
        secure = {"Certificates": [{"CertificateArn": want["certificate"]}]} if want["certificate"] else {}
        secure |= {"SslPolicy": want["ssl_policy"]} if want["ssl_policy"] else {}
        return {
            "Port": want["port"],
            "Protocol": want["protocol"],
            "DefaultActions": to_actions(want["action"]),
            **secure,
        }

    def create(self, want: Wanted) -> None:
        """CreateListener; further certificates and attributes are setters' work."""
        self.aws.create(
            "create_listener",
            LoadBalancerArn=self.scope["load_balancer"],
            Tags=tag_list(want.tags),
            **self._arguments(want),
        )

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyListener."""
        self.aws.write("modify_listener", ListenerArn=have.id, **self._arguments(want))

    def set_more_certificates(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AddListenerCertificates, then RemoveListenerCertificates."""
        old, new = set(have["more_certificates"] or []), set(want["more_certificates"])
        for operation, arns in (("add_listener_certificates", new - old), ("remove_listener_certificates", old - new)):
            if arns:
                self.aws.write(
                    operation, ListenerArn=have.id, Certificates=[{"CertificateArn": arn} for arn in sorted(arns)]
                )

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyListenerAttributes."""
        self.aws.write("modify_listener_attributes", ListenerArn=have.id, Attributes=pairs(want["attributes"]))

    def delete(self, have: Resource) -> None:
        """DeleteListener, with its rules."""
        self.aws.write("delete_listener", ListenerArn=have.id)
