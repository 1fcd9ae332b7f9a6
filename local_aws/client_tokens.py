"""Idempotent creates: a repeated client token answers with the resource it made, instead of making a second one."""

import json
from collections.abc import Callable
from typing import Any

from local_aws.attach import wrap
from local_aws.errors import AwsError


def honour_client_token(responses: type, backend: str, *operations: str) -> None:
    """Makes `operations` (methods of `responses`) remember their answers by `ClientToken` in the attribute `backend`.

    Errors: IdempotentParameterMismatch when a token comes back with other parameters.
    https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html
    """

    def create_once(original: Callable[..., Any], self: Any) -> Any:
        parameters = {key: value for key, value in self._get_params().items() if key not in ("Action", "Version")}
        token = parameters.get("ClientToken")
        if not token:
            return original(self)
        answers = getattr(self, backend).__dict__.setdefault("answers_by_client_token", {})
        key = (self._get_action(), token)
        asked = json.dumps(parameters, sort_keys=True, default=str)
        if key not in answers:
            answers[key] = (asked, original(self))
        first_asked, answer = answers[key]
        if asked != first_asked:
            raise AwsError(
                "IdempotentParameterMismatch", f"The client token {token} was used before with other parameters."
            )
        return answer

    for operation in operations:
        wrap(responses, operation, create_once)
