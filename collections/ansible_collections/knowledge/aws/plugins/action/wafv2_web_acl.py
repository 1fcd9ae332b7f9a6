# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.wafv2_web_acl."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.wafv2.web_acl import WebAcl

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("wafv2")


class ActionModule(KindAction):
    """Web ACL with what it protects and its log."""

    kind = WebAcl
