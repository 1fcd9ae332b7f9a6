"""Values of engine parameters, checked as RDS and ElastiCache check them."""

import re

from local_aws.errors import AwsError

RANGE = re.compile(r"(?P<low>-?\d+(\.\d+)?)-(?P<high>-?\d+(\.\d+)?)?")


def within(value: str, allowed: str) -> bool:
    """True when a number lies in one of the ranges of `allowed` (`-1-100,500-`) or is one of its numbers."""
    try:
        number = float(value)
    except ValueError:
        return False
    for part in allowed.split(","):
        limits = RANGE.fullmatch(part.strip())
        if limits and float(limits["low"]) <= number <= float(limits["high"] or "inf"):
            return True
        if not limits and number == float(part):
            return True
    return False


def check_value(name: str, value: str, data_type: str, allowed: str | None) -> None:
    """Raises InvalidParameterValue for a value outside `allowed`; a formula, such as `{DBInstanceVCPU*2}`, is none."""
    if allowed is None or "{" in value:
        return
    if data_type in ("integer", "float"):
        good = within(value, allowed)
    elif data_type == "list":
        good = {part.strip() for part in value.split(",") if part.strip()} <= set(allowed.split(","))
    else:
        good = value in allowed.split(",")
    if not good:
        raise AwsError(
            "InvalidParameterValue", f"Invalid parameter value: {value} for: {name} allowed values are: {allowed}"
        )
