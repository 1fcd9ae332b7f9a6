# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.elbv2_target_group."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elbv2.target_group import TargetGroup

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("elbv2")


class ActionModule(KindAction):
    """Where requests go, and how it is told whether it is well."""

    kind = TargetGroup
