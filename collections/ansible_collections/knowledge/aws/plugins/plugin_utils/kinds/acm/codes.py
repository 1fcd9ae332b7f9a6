# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of ACM by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=("ResourceNotFoundException",),
    # load balancers and CloudFront detach some minutes after their end
    still_used=("ResourceInUseException",),
    hints={
        "LimitExceededException": (
            "Ask for more certificates in Service Quotas, or delete unused ones; some quotas count a whole year"
        ),
        "ResourceInUseException": "Take the certificate from the load balancer or distribution that uses it",
    },
)
