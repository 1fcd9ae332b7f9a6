# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.rds_subnet_group."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds.subnet_group import SubnetGroup

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("rds", "ec2")


class ActionModule(KindAction):
    """Subnets that instances may stand in."""

    kind = SubnetGroup
