# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.cloudfront_distribution."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront.distribution import Distribution

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("cloudfront", "secretsmanager")


class ActionModule(KindAction):
    """Distribution, known by its caller reference, which is its name."""

    kind = Distribution
