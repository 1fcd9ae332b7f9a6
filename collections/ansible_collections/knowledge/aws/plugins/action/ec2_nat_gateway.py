# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.ec2_nat_gateway."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ec2.nat_gateway import NatGateway

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("ec2")


class ActionModule(KindAction):
    """Way out for private subnets."""

    kind = NatGateway
