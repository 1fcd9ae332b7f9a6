"""The security groups of the stack from a few values. Pure."""

from __future__ import annotations

from typing import Any


def group_items(
    sources: list[dict[str, str]], alb_ports: list[int], app_port: int, data_ports: dict[str, int]
) -> list[dict[str, Any]]:
    """Load balancer, service and one group a data store; each may talk to its neighbour only."""
    alb = {
        "key": "alb",
        "description": "Load balancer",
        "ingress": [{"port": port, **source, "description": "Requests"} for source in sources for port in alb_ports],
        "egress": [{"port": app_port, "group": "@app", "description": "To the service"}],
    }
    app = {
        "key": "app",
        "description": "Service",
        "ingress": [{"port": app_port, "group": "@alb", "description": "From the load balancer"}],
        "egress": [
            {"port": 443, "cidr": "0.0.0.0/0", "description": "HTTPS"},
            *({"port": port, "group": f"@{name}", "description": f"To {name}"} for name, port in data_ports.items()),
        ],
    }
    data = [
        {
            "key": name,
            "description": f"Data store {name}",
            "ingress": [{"port": port, "group": "@app", "description": "From the service"}],
            "egress": [],
        }
        for name, port in data_ports.items()
    ]
    return [alb, app, *data]
