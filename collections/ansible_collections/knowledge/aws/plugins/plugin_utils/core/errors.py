"""Errors in an operator's words: what went wrong, and what to do next."""

from __future__ import annotations

from botocore import exceptions as boto

# AWS's error codes of one meaning, under the many names its services give it.
_GONE = ("notfound", "nosuch", "doesnotexist", "nonexistent")
THROTTLED = (
    "Throttling",
    "ThrottlingException",
    "RequestLimitExceeded",
    "TooManyRequestsException",
    "SlowDown",
    "PriorRequestNotComplete",
    "RequestThrottled",
    "Throttled",
)
_DENIED = (
    "AccessDenied",
    "AccessDeniedException",
    "UnauthorizedOperation",
    "AuthorizationError",
    "NotAuthorized",
    "AccessDeniedFault",
)
_CREDENTIALS = (
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
    "AuthFailure",
    "SignatureDoesNotMatch",
    "RequestExpired",
)


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
    """What is to be said of something that needs what does not exist: ``vpc knowledge-production does not exist, but security group needs it``."""
    others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    return f"{missing[0]}{others} {'do' if others else 'does'} not exist, but {user} needs {'them' if others else 'it'}"


def code_of(error: Exception) -> str:
    """AWS's error code, or an empty text where the answer was no error of AWS's."""
    return error.response.get("Error", {}).get("Code", "") if isinstance(error, boto.ClientError) else ""


def is_gone(error: Exception) -> bool:
    """Whether AWS says that the resource does not exist."""
    return any(word in code_of(error).lower() for word in _GONE)


def is_throttled(error: Exception) -> bool:
    """Whether AWS refused for the rate of the calls: it has done nothing."""
    return code_of(error) in THROTTLED


def is_uncertain(error: Exception) -> bool:
    """Whether the call may have been executed although no good answer came: lost, cut or a 5xx."""
    if isinstance(error, boto.ClientError):
        return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)) >= 500
    lost = (boto.HTTPClientError, boto.EndpointConnectionError, boto.ConnectionClosedError, boto.IncompleteReadError)
    return isinstance(error, (*lost, boto.ResponseStreamingError)) or type(error).__name__ == "ResponseParserError"


def explain(error: Exception, doing: str) -> StackError:
    """Any error of botocore's as an operator's error; ``doing`` says what was tried, such as ``vpc knowledge-production``."""
    if isinstance(error, StackError):
        return error
    if isinstance(error, boto.NoCredentialsError | boto.PartialCredentialsError):
        return StackError(
            "No AWS credentials found", "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run again"
        )
    if isinstance(error, boto.ProfileNotFound):
        return StackError(str(error), "Correct AWS_PROFILE, or add that profile to ~/.aws/config, and run again")
    if isinstance(
        error,
        boto.EndpointConnectionError | boto.ConnectTimeoutError | boto.ConnectionClosedError | boto.ReadTimeoutError,
    ):
        return StackError(
            f"{doing}: no answer from AWS ({error})",
            "Check the network, and AWS_ENDPOINT_URL if it is set; then run again: what exists already is found",
        )
    if isinstance(error, boto.ClientError):
        return _explain_client_error(error, doing)
    return StackError(f"{doing}: {type(error).__name__}: {error}")


def _explain_client_error(error: boto.ClientError, doing: str) -> StackError:
    code, operation = code_of(error), error.operation_name
    text = error.response.get("Error", {}).get("Message", "") or code
    said = f"{doing}: {operation}: {text.rstrip('.')} ({code})"
    if code in _DENIED:
        return StackError(said, f"These credentials may not call {operation}; allow it in the deployer's policy")
    if code in _CREDENTIALS:
        return StackError(
            said, "AWS does not accept these credentials; renew them and run again: what exists already is found"
        )
    if is_throttled(error):
        return StackError(said, "AWS limits the rate of calls; run again in a minute: what exists already is found")
    if "LimitExceeded" in code or "QuotaExceeded" in code:
        return StackError(
            said,
            "A service quota is used up; ask for more in Service Quotas, or remove what is not needed, and run again",
        )
    if code in ("DependencyViolation", "ResourceInUse", "ResourceInUseException", "DeleteConflict"):
        return StackError(
            said, "Something still uses it; remove that first, or run playbooks/destroy.yml for the whole stack"
        )
    return StackError(said)
