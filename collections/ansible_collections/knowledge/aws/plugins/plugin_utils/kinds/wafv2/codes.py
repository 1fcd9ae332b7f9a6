# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of WAF by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=("WAFNonexistentItemException",),
    # something made just now is not seen everywhere; somebody else wrote between our look and our write
    not_yet=("WAFUnavailableEntityException", "WAFOptimisticLockException", "WAFTagOperationException"),
    # a distribution detaches some minutes after its end
    still_used=("WAFAssociatedItemException",),
    hints={
        "WAFAssociatedItemException": "Take it from the distribution, load balancer or web ACL that uses it",
        "WAFLimitsExceededException": "Ask for more in Service Quotas, or remove what is not needed, and run again",
    },
)
