"""Stock modules of amazon.aws and community.aws, run as any playbook runs them."""

from tests.support.playbooks import playbooks

__all__ = ["playbooks"]
