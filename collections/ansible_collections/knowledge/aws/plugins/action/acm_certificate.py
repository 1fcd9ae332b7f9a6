# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.acm_certificate."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.certificate import Certificate

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("acm")


class ActionModule(KindAction):
    """Certificate requested from ACM."""

    kind = Certificate
