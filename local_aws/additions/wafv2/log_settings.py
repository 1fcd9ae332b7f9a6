"""WAF: logging of web ACLs in both scopes."""

from collections.abc import Callable
from typing import Any

from moto.wafv2 import models
from moto.wafv2.exceptions import WAFNonexistentItemException
from moto.wafv2.models import FakeLoggingConfiguration, WAFV2Backend
from moto.wafv2.responses import WAFV2Response

from local_aws.additions.wafv2.rules import InvalidParameter
from local_aws.attach import attach, wrap

DESTINATION_PREFIX = "aws-waf-logs-"


def in_scope_of_the_acl(original: Callable[..., Any], self: WAFV2Response) -> Any:
    """The logging of a CLOUDFRONT web ACL is kept with it; moto keeps it with the regional ones of us-east-1.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_PutLoggingConfiguration.html
    """
    configuration = self._get_param("LoggingConfiguration") or {}
    arn = self._get_param("ResourceArn") or configuration.get("ResourceArn") or ""
    if ":global/" in arn or self._get_param("Scope") == "CLOUDFRONT":
        self.region = models.GLOBAL_REGION
    return original(self)


def put_logging_configuration(
    original: Callable[..., Any], self: WAFV2Backend, arn: str, destinations: list[str], *arguments: Any
) -> Any:
    """An unknown web ACL and a destination whose name does not begin with aws-waf-logs- are refused; moto takes both.

    https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html
    """
    if arn not in self.wacls:
        raise WAFNonexistentItemException
    for destination in destinations:
        if not destination.split(":")[-1].split("/")[-1].startswith(DESTINATION_PREFIX):
            raise InvalidParameter("The ARN isn't valid.", "LOG_DESTINATION", destination)
    return original(self, arn, destinations, *arguments)


def configuration_dict(original: Callable[..., Any], self: FakeLoggingConfiguration) -> dict[str, Any]:
    """AWS tells the kind and the owner of the log; moto does not.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html (defaults of LogType and LogScope)
    """
    return {**original(self), "LogType": "WAF_LOGS", "LogScope": "CUSTOMER"}


def list_logging_configurations(
    self: WAFV2Backend, scope: str, limit: int | None = None, next_marker: str | None = None
) -> Any:
    """All of the scope, which has a backend of its own; moto looks for the scope's name in the wrong place of the ARN.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_ListLoggingConfigurations.html
    """
    return list(self.logging_configurations.values()), None


def apply() -> None:
    for operation in ("put", "get", "delete"):
        wrap(WAFV2Response, f"{operation}_logging_configuration", in_scope_of_the_acl)
    wrap(WAFV2Response, "list_logging_configurations", in_scope_of_the_acl)
    wrap(WAFV2Backend, "put_logging_configuration", put_logging_configuration)
    wrap(FakeLoggingConfiguration, "to_dict", configuration_dict)
    attach(WAFV2Backend, list_logging_configurations)
