"""Playbooks of a few tasks, each test's own account."""

from tests.support.playbooks import playbooks

__all__ = ["playbooks"]
