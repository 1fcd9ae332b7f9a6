# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.wafv2_ip_set."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.wafv2.ip_set import IpSet

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("wafv2")


class ActionModule(KindAction):
    """List of addresses that rules refer to."""

    kind = IpSet
