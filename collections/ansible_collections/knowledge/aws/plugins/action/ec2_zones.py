# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.ec2_zones: the availability zones of a region, always the same ones."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError

preload("ec2")


class ActionModule(StackAction):
    """Chooses the first zones, by name, of those that are available."""

    SPEC = {"count": {"type": "int", "default": 3}}

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The zones that a region has by the usual names."""
        region = self.stack(args).region
        return {"changed": False, "zones": {letter: f"{region}{letter}" for letter in ascii_lowercase[: args["count"]]}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """DescribeAvailabilityZones; the keys are a, b, c in the order of the names."""
        region = self.stack(args).region
        usable = [{"Name": "state", "Values": ["available"]}, {"Name": "zone-type", "Values": ["availability-zone"]}]
        zones = (
            Aws(region, self._task.check_mode)
            .of("ec2")
            .read("describe_availability_zones", "AvailabilityZones", Filters=usable)
        )
        names = sorted(zone["ZoneName"] for zone in zones)
        if len(names) < args["count"]:
            raise StackError(
                f"{region} has {len(names)} available zones, but {args['count']} are wanted",
                "Lower count, or choose another region",
            )
        return {"changed": False, "zones": dict(zip(ascii_lowercase, names[: args["count"]], strict=False))}
