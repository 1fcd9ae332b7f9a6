"""OpenSearch versions: those offered, and where each can be upgraded to."""

from local_aws.errors import AwsError
from local_aws.versions import sort_key

# https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html#choosing-version
OFFERED = ("1.0", "1.1", "1.2", "1.3", "2.3", "2.5", "2.7", "2.9", "2.11", "2.13", "2.15", "2.17", "2.19", "3.1", "3.3")
# https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html#supported-paths
LAST_OF_MAJOR = {1: "1.3", 2: "2.19"}


def named(version: str) -> str:
    """`OpenSearch_2.11`, as the API names 2.11."""
    return f"OpenSearch_{version}"


def check(version: str | None) -> str:
    """A version that is offered, the newest if none is given. Errors: ValidationException."""
    if version is None:
        return named(OFFERED[-1])
    if version.removeprefix("OpenSearch_") not in OFFERED or not version.startswith("OpenSearch_"):
        raise AwsError("ValidationException", f"Invalid Engine version: {version}")
    return version


def targets(version: str) -> list[str]:
    """Where `OpenSearch_2.11` can go: to newer versions of the major, from its last one to the next major's too."""
    own = version.removeprefix("OpenSearch_")
    major = sort_key(own)[0]
    majors = (major, major + 1) if own == LAST_OF_MAJOR.get(major) else (major,)
    return [named(other) for other in OFFERED if sort_key(other) > sort_key(own) and sort_key(other)[0] in majors]
