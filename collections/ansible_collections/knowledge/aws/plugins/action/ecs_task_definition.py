# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.ecs_task_definition."""

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecs.task_definition import TaskDefinition

# Ansible imports this file once, before it forks: what is read here is shared by all workers.
preload("ecs")


class ActionModule(KindAction):
    """Family of task definitions for Fargate."""

    kind = TaskDefinition
