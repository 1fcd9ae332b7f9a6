# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.events_rule."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.events.rule import Rule

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("events")


class ActionModule(KindAction):
    """Rule on the default bus."""

    kind = Rule
