# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.autoscaling_policy."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.autoscaling.policy import Policy

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("application-autoscaling")


class ActionModule(KindAction):
    """Target tracking: keeps a metric near a value."""

    kind = Policy
