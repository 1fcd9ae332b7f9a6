# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.route53_zone: the public hosted zone of this account that holds a domain, if there is one."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.arns import global_region_of
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.codes import DENIED, code_of
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import unknown
from botocore.exceptions import ClientError

preload("route53")
NO_ZONE: dict[str, Any] = {"changed": False, "zone": {"id": "", "name": ""}}


def holding(zones: list[dict[str, Any]], domain: str) -> list[dict[str, Any]]:
    """The zones, longest name first, in which records of a domain may stand."""
    domain = f".{domain.lower().rstrip('.')}."
    fitting = [zone for zone in zones if domain.endswith(f".{zone['Name'].lower()}")]
    return sorted(fitting, key=lambda zone: (-len(zone["Name"]), zone["Id"]))


class ActionModule(StackAction):
    """Looks; makes nothing."""

    SPEC = {
        "domain": {"type": "str", "required": True},
        "name": {"type": "str", "default": ""},
        "left_of": {"type": "list", "elements": "str", "default": []},
    }

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """As if there were one; nothing leads to it yet."""
        if args["left_of"]:
            return NO_ZONE
        name = args["name"] or args["domain"].removeprefix("*.")
        return {"changed": False, "zone": {"id": unknown("hosted zone", name), "name": name}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The answer's id is empty where there is no such zone, or nothing to which records of it could lead."""
        if args["left_of"] and not self._is_built(args):
            return NO_ZONE
        try:
            return self._look(args)
        except (StackError, ClientError) as error:  # who made no records here need not have such a zone, or see it
            if args["left_of"] and (isinstance(error, StackError) or code_of(error) in DENIED):
                return NO_ZONE
            raise

    def _look(self, args: dict[str, Any]) -> dict[str, Any]:
        """ListHostedZones."""
        region = self.stack(args).region
        aws = Aws(region, self._task.check_mode).of("route53", global_region_of(region))
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
        if not found:
            return NO_ZONE
        zone = {"id": found[0]["Id"].removeprefix("/hostedzone/"), "name": found[0]["Name"].rstrip(".")}
        return {"changed": False, "zone": zone}

    def _is_built(self, args: dict[str, Any]) -> bool:
        """Whether the index of tags knows anything of these kinds, to which records may lead."""
        from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import (
            kind_of,  # only here: a look for a zone alone needs none
        )

        stack = self.stack(args)
        return any(
            kind.is_arn_of_kind(arn) and stack.owns(tags)
            for kind in map(kind_of, args["left_of"])
            for region in {kind.region_for({}, base) for base in stack.regions}
            for arn, tags in self.index().read(Aws(region, True), stack).items()
        )
