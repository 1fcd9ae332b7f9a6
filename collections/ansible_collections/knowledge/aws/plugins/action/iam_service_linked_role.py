# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.iam_service_linked_role."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.iam.service_linked_role import ServiceLinkedRole

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("iam")


class ActionModule(KindAction):
    """Role that a service of AWS needs in an account, shared by all who use the service."""

    kind = ServiceLinkedRole
