# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of CloudFront by what they mean."""

from __future__ import annotations

from ...core.codes import Codes
from ..acm.rules import CLOUDFRONT_REGION

CODES = Codes(
    gone=("EntityNotFound", "NoSuchDistribution", "NoSuchResource"),
    # somebody else wrote between our look and our write
    not_yet=("PreconditionFailed", "InvalidIfMatchVersion"),
    hints={
        "CNAMEAlreadyExists": "Take the alias from the distribution that has it, maybe in another account",
        "InvalidViewerCertificate": f"Give the ARN of an issued certificate in {CLOUDFRONT_REGION} for every alias",
        "InvalidWebACLId": "Give the ARN of a web ACL of the scope CLOUDFRONT",
        "TooManyDistributions": "Ask for more distributions in Service Quotas, or remove what is not needed",
    },
)
