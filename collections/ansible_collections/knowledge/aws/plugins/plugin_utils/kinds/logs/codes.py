# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of CloudWatch Logs by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=("ResourceNotFoundException",),
)
