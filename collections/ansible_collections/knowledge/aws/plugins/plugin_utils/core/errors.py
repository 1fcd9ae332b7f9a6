# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Errors in an operator's words: what went wrong, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from urllib3.exceptions import HTTPError

from .codes import CREDENTIALS, DENIED, code_of, is_throttled

AGAIN = "run again: what exists already is found"
# What botocore and urllib3 raise for what AWS answers, what the network does, and what the operator has set up. What
# they raise for a call that cannot be made, such as a wrong parameter, is not among them.
FORESEEN = (
    boto.ClientError, ResponseParserError,
    HTTPError, boto.HTTPClientError, boto.ConnectionError, boto.IncompleteReadError,
    boto.NoCredentialsError, boto.PartialCredentialsError, boto.CredentialRetrievalError, boto.UnknownCredentialError,
    boto.NoAuthTokenError, boto.TokenRetrievalError, boto.SSOError, boto.MetadataRetrievalError,
    getattr(boto, "LoginError", boto.SSOError),  # of newer botocores only
    boto.RefreshWithMFAUnsupportedError, boto.InvalidIMDSEndpointError, boto.InvalidIMDSEndpointModeError,
    boto.BaseEndpointResolverError, boto.InvalidRegionError, boto.UnknownRegionError, boto.EndpointProviderError,
    boto.InvalidEndpointConfigurationError, boto.ProfileNotFound, boto.ConfigNotFound, boto.ConfigParseError,
    boto.InvalidConfigError, boto.InvalidProxiesConfigError, boto.InvalidRetryConfigurationError,
    boto.InvalidDefaultsMode, boto.MissingDependencyException,
)  # fmt: skip


class StackError(Exception):
    """Something an operator can act on: ``message`` says what is wrong, ``hint`` what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}. {hint}." if hint else f"{message}.")
        self.message, self.hint = message, hint


class Refused(BaseException):
    """A request that must not leave: a write in check mode, or one that holds a symbolic value.

    A BaseException, so that no ``except Exception`` and no retry swallows it.
    """


def needed(missing: list[str], user: str) -> str:
    """That something needs what does not exist: ``vpc knowledge-production does not exist, but subnet needs it``."""
    others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    return f"{missing[0]}{others} {'do' if others else 'does'} not exist, but {user} needs {'them' if others else 'it'}"


def is_foreseen(error: BaseException) -> bool:
    """Whether an error is one of AWS, of the network or of the operator; any other is a fault of this collection."""
    return isinstance(error, (StackError, *FORESEEN))


def explain(error: Exception, doing: str, hints: Mapping[str, str] | None = None) -> StackError:
    """An error of botocore's as an operator's error.

    doing: what was tried, such as ``vpc knowledge-production``. hints: what to do, by error code of the service.
    """
    if isinstance(error, StackError):
        return error
    if isinstance(error, boto.NoCredentialsError | boto.PartialCredentialsError):
        hint = "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run again"
        return StackError("No AWS credentials found", hint)
    if isinstance(error, boto.NoRegionError):
        return StackError("No AWS region is given", "Set AWS_REGION, or give the argument region, and run again")
    if isinstance(error, boto.ProfileNotFound):
        return StackError(str(error), "Correct AWS_PROFILE, or add that profile to ~/.aws/config, and run again")
    unreachable = (boto.EndpointConnectionError, boto.ConnectTimeoutError, boto.ConnectionClosedError)
    if isinstance(error, (*unreachable, boto.ReadTimeoutError)):
        hint = f"Check the network, and AWS_ENDPOINT_URL if it is set; then {AGAIN}"
        return StackError(f"{doing}: no answer from AWS ({error})", hint)
    if isinstance(error, boto.ClientError):
        return _explain_client_error(error, doing, hints or {})
    return StackError(f"{doing}: {type(error).__name__}: {error}")


def _explain_client_error(error: boto.ClientError, doing: str, hints: Mapping[str, str]) -> StackError:
    code, operation = code_of(error), error.operation_name
    text = error.response.get("Error", {}).get("Message", "") or code
    said = f"{doing}: {operation}: {text.rstrip('.')} ({code})"
    if code in hints:
        return StackError(said, hints[code])
    if code in DENIED:
        return StackError(said, f"These credentials may not call {operation}; allow it in the deployer's policy")
    if code in CREDENTIALS:
        return StackError(said, f"AWS does not accept these credentials; renew them and {AGAIN}")
    if is_throttled(error):
        return StackError(said, f"AWS limits the rate of calls; wait a minute and {AGAIN}")
    if "LimitExceeded" in code or "QuotaExceeded" in code:
        quota = (
            "A service quota is used up; ask for more in Service Quotas, or remove what is not needed, and run again"
        )
        return StackError(said, quota)
    if code in ("DependencyViolation", "ResourceInUse", "ResourceInUseException", "DeleteConflict"):
        return StackError(said, "Something still uses it; remove that first")
    return StackError(said)
