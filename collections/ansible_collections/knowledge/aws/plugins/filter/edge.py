"""Filters for certificates, DNS, WAF and CloudFront; the logic is in plugin_utils/edge.py, web_acls.py and distributions.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils import distributions, edge, web_acls


class FilterModule:
    """Filters of the edge."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "alias_items": edge.alias_items,
            "behavior_items": distributions.behavior_items,
            "ip_set_items": web_acls.ip_set_items,
            "origin_items": distributions.origin_items,
            "pending_certificates": edge.pending,
            "ready_certificate_items": edge.ready_certificate_items,
            "requested_certificate_items": edge.requested_certificate_items,
            "validation_items": edge.validation_items,
            "validation_text": edge.validation_text,
            "web_acl_rules": web_acls.web_acl_rules,
        }
