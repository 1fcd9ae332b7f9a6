# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of ECS by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "ClusterNotFoundException",
        "ServiceNotFoundException",
        "ServiceNotActiveException",
        "ResourceNotFoundException",
    ),
    hints={
        "ClusterContainsServicesException": "Services of others run in it: remove them, and run again",
        "ClusterContainsTasksException": "Tasks run in it that no service started: stop them, and run again",
    },
)
