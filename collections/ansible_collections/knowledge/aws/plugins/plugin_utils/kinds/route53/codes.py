# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of Route 53 by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=("NoSuchHostedZone",),
    not_yet=("PriorRequestNotComplete",),
    hints={
        "InvalidChangeBatch": "Look into the zone: another record may stand under this name, such as a CNAME",
        "NoSuchHostedZone": "Give the id of a hosted zone of this account",
    },
)
