"""Action of knowledge.aws.route53_zone: the public hosted zone of this account that holds a domain, if there is one."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import unknown

preload("route53")


def holding(zones: list[dict[str, Any]], domain: str) -> list[dict[str, Any]]:
    """The zones, longest name first, in which records of a domain may stand."""
    domain = f".{domain.lower().rstrip('.')}."
    fitting = [zone for zone in zones if domain.endswith(f".{zone['Name'].lower()}")]
    return sorted(fitting, key=lambda zone: (-len(zone["Name"]), zone["Id"]))


class ActionModule(StackAction):
    """Looks; makes nothing."""

    SPEC = {"domain": {"type": "str", "required": True}, "name": {"type": "str", "default": ""}}

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """As if there were one."""
        name = args["name"] or args["domain"].removeprefix("*.")
        return {"changed": False, "zone": {"id": unknown("hosted zone", name), "name": name}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """ListHostedZones; the answer's id is empty where there is no such zone."""
        aws = Aws(args["stack"]["region"], self._task.check_mode).of("route53", "us-east-1")
        public = [
            zone for zone in aws.read("list_hosted_zones", "HostedZones") if not zone["Config"].get("PrivateZone")
        ]
        named = args["name"].lower().rstrip(".")
        if named:
            public = [zone for zone in public if zone["Name"].lower() == f"{named}."]
            if not public:
                raise StackError(
                    f"This account has no public hosted zone {named}",
                    "Make it in Route 53, or leave the name of the zone empty",
                )
        found = holding(public, args["domain"].removeprefix("*."))
        if named and not found:
            raise StackError(f"{args['domain']} is not in the hosted zone {named}", "Name the zone that holds it")
        if len(found) > 1 and found[0]["Name"] == found[1]["Name"]:
            both = f"{found[0]['Name'].rstrip('.')}: {found[0]['Id']}, {found[1]['Id']}"
            raise StackError(
                f"This account has two public hosted zones {both}",
                "Remove the one that the domain's registrar does not name",
            )
        zone = (
            {"id": found[0]["Id"].removeprefix("/hostedzone/"), "name": found[0]["Name"].rstrip(".")}
            if found
            else {"id": "", "name": ""}
        )
        return {"changed": False, "zone": zone}
