# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.cloudwatch_alarm."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudwatch.alarm import Alarm

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("cloudwatch")


class ActionModule(KindAction):
    """Alarm on a metric or on metric math."""

    kind = Alarm
