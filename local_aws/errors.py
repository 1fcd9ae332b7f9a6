"""The error of an API call, answered in the protocol of the service that is called."""

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """`AwsError("DependencyViolation", "The vpc … has dependencies")`; the status is that of the model, or 400.

    moto reads the service off the module of the error's class, so its own ServiceException cannot be raised from here.
    """
