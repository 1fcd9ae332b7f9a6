# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Listeners of a load balancer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .common import ATTRIBUTES, LISTENER_EXAMPLE, Elbv2
from .shapes import ACTION, actions_of, as_actions


class Listener(Elbv2):
    """Port of a load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html"""

    name, noun = "elbv2_listener", "listener"
    goes_with = "elbv2_load_balancer"
    arn_prefix, arn_parameter = "listener/app/", "ListenerArn"
    id_path, arn_path = "ListenerArn", "ListenerArn"
    natural_key = ("port",)
    scope_fields = {"load_balancer_arn": Field("str", "ARN of the load balancer.", required=True)}
    fields = {
        "port": Field("int", "Port.", required=True, setter="modify"),
        "protocol": Field("str", "Protocol.", choices=("HTTP", "HTTPS"), required=True, setter="modify"),
        "certificate_arn": Field(
            "str", "ARN of the certificate (HTTPS).", api="Certificates[0].CertificateArn || ''", setter="modify"
        ),
        "ssl_policy": Field(
            "str", "Which versions of TLS and ciphers it takes (HTTPS).", api="SslPolicy || ''", setter="modify"
        ),
        "default_actions": Field(
            "list",
            "What is done with requests that no rule takes: one action.",
            elements="dict",
            options=ACTION,
            norm=as_actions,
            required=True,
            setter="modify",
            api="",
        ),
        "more_certificate_arns": Field(
            "list",
            "ARNs of certificates of further names. Others are removed.",
            elements="str",
            unordered=True,
            setter="set_more_certificates",
            api="More || `[]`",
        ),
        "attributes": ATTRIBUTES,
    }
    example = LISTENER_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Port, certificate, policy, actions."""
        yield from rules.port_findings("port", want["port"])
        yield from rules.attribute_findings(want["attributes"] or {})
        yield from rules.action_findings("default_actions", want["default_actions"])
        secure = want["certificate_arn"], want["ssl_policy"]
        yield from rules.listener_findings(want["protocol"], *secure, self.aws.region)

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """A port has one listener."""
        ports = [want["port"] for want in wanted]
        for port in sorted({port for port in ports if ports.count(port) > 1}):
            yield Finding("port", f"{port} is that of two listeners", "one of its own for each")

    def find(self, query: Query) -> list[Any]:
        """All of the load balancer; certificates and attributes one by one, where something is said about them."""
        listed = self.of_scope(
            "describe_listeners", "Listeners", "load_balancer_arn", "LoadBalancerArn", "ListenerArns"
        )
        listeners = self.with_tags(listed)
        if any(want["more_certificate_arns"] is not None for want in query.wanted):
            secure = [one for one in listeners if one["Protocol"] == "HTTPS"]
            for one, more in zip(secure, self.each(self._more_certificates, secure), strict=True):
                one["More"] = more
        if any(want["attributes"] for want in query.wanted):
            listeners = self.with_attributes(listeners, "describe_listener_attributes")
        return listeners

    def _more_certificates(self, listener: dict[str, Any]) -> list[str]:
        answer = self.aws.read("describe_listener_certificates", "Certificates", ListenerArn=listener["ListenerArn"])
        return [entry["CertificateArn"] for entry in answer if not entry.get("IsDefault")]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Attributes are only told where they were asked for."""
        shape = super().shape(raw) | {"default_actions": actions_of(raw["DefaultActions"])}
        return shape if "Attributes" in raw else {name: shape[name] for name in shape if name != "attributes"}

    def _arguments(self, want: Wanted) -> dict[str, Any]:
        certificate = {"Certificates": [{"CertificateArn": want["certificate_arn"]}]} if want["certificate_arn"] else {}
        fields = ("port", "protocol", "default_actions", *(("ssl_policy",) if want["ssl_policy"] else ()))
        return self.request("create_listener", want, fields) | certificate

    def create(self, want: Wanted) -> None:
        """CreateListener; further certificates and attributes are setters' work."""
        where = {"LoadBalancerArn": self.scope["load_balancer_arn"]}
        self.aws.create("create_listener", **where, Tags=tag_list(want.tags), **self._arguments(want))

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyListener."""
        self.aws.write("modify_listener", ListenerArn=have.id, **self._arguments(want))

    def set_more_certificates(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AddListenerCertificates, then RemoveListenerCertificates."""
        old, new = set(have["more_certificate_arns"] or []), set(want["more_certificate_arns"])
        for operation, arns in (("add_listener_certificates", new - old), ("remove_listener_certificates", old - new)):
            if arns:
                certificates = [{"CertificateArn": arn} for arn in sorted(arns)]
                self.aws.write(operation, ListenerArn=have.id, Certificates=certificates)

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyListenerAttributes."""
        self.write_attributes("modify_listener_attributes", have, want["attributes"])

    def delete(self, have: Resource) -> None:
        """DeleteListener, with its rules."""
        self.aws.write("delete_listener", ListenerArn=have.id)
