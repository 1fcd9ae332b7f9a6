# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.autoscaling_target."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.autoscaling.target import Target

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("application-autoscaling")


class ActionModule(KindAction):
    """Service whose number of tasks is scaled; its name is service/<cluster>/<service>."""

    kind = Target
