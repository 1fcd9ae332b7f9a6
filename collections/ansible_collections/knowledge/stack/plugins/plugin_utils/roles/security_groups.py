# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
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
        "ingress": [
            {"from_port": port, **source, "description": "Requests"} for source in sources for port in alb_ports
        ],
        "egress": [{"from_port": app_port, "group_id": "@app", "description": "To the service"}],
    }
    app = {
        "key": "app",
        "description": "Service",
        "ingress": [{"from_port": app_port, "group_id": "@alb", "description": "From the load balancer"}],
        "egress": [
            {"from_port": 443, "cidr_ip": "0.0.0.0/0", "description": "HTTPS"},
            *(
                {"from_port": port, "group_id": f"@{name}", "description": f"To {name}"}
                for name, port in data_ports.items()
            ),
        ],
    }
    data = [
        {
            "key": name,
            "description": f"Data store {name}",
            "ingress": [{"from_port": port, "group_id": "@app", "description": "From the service"}],
            "egress": [],
        }
        for name, port in data_ports.items()
    ]
    return [alb, app, *data]
