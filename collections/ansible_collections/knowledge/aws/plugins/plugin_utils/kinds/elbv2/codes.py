"""Error codes of Elastic Load Balancing by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "ListenerNotFound",
        "LoadBalancerNotFound",
        "RuleNotFound",
        "TargetGroupNotFound",
    ),
)
