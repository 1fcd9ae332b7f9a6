# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What error codes mean: botocore's list of throttling, and by service what is gone, still used, not there, or so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from botocore import exceptions as boto
from botocore.retries.standard import ThrottledRetryableChecker

# LimitExceededException, which botocore lists, too, is a quota in the services of this collection.
THROTTLED = frozenset(ThrottledRetryableChecker._THROTTLED_ERROR_CODES) - {"LimitExceededException"}
DENIED = frozenset(
    (
        "AccessDenied", "AccessDeniedException", "AccessDeniedFault", "AuthorizationError", "NotAuthorized",
        "UnauthorizedOperation",
    )
)  # fmt: skip
CREDENTIALS = frozenset(
    (
        "AuthFailure", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "RequestExpired",
        "SignatureDoesNotMatch", "UnrecognizedClientException",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Codes:
    """Error codes of one service, or of one kind of it, by what they mean.

    gone: it does not exist. not_yet: something made just now is not seen everywhere. still_used: a deletion comes
    before AWS has noticed that the user is gone. already: it is so already. hints: what an operator can do, by code.
    """

    gone: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    still_used: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: Codes) -> Codes:
        """The codes of a service and, besides, those of one of its kinds."""
        return Codes(
            self.gone + other.gone,
            self.not_yet + other.not_yet,
            self.still_used + other.still_used,
            self.already + other.already,
            {**self.hints, **other.hints},
        )


def code_of(error: BaseException) -> str:
    """AWS's error code, or an empty text where the answer was no error of AWS's."""
    return error.response.get("Error", {}).get("Code", "") if isinstance(error, boto.ClientError) else ""


def is_throttled(error: BaseException) -> bool:
    """Whether AWS refused for the rate of the calls: it has done nothing."""
    return code_of(error) in THROTTLED


def is_uncertain(error: BaseException) -> bool:
    """Whether the call may have been executed although no good answer came: lost, cut or a 5xx."""
    if isinstance(error, boto.ClientError):
        status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        return status >= 500 and not is_throttled(error)
    lost = (boto.HTTPClientError, boto.EndpointConnectionError, boto.ConnectionClosedError, boto.IncompleteReadError)
    return isinstance(error, (*lost, boto.ResponseStreamingError)) or type(error).__name__ == "ResponseParserError"
