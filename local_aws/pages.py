"""Pages of long lists, as the query services hand them out."""

from typing import Any

from local_aws.errors import AwsError

LONGEST = 100


def page(items: list[Any], marker: str | None, length: int | None) -> tuple[list[Any], str | None]:
    """One page of `items` from `marker` on, and the marker of the next page, None after the last.

    Errors: InvalidParameterValue for a length beyond 100 or a marker that was not handed out.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBParameters.html (MaxRecords, Marker)
    """
    length = length or LONGEST
    if not 1 <= length <= LONGEST or not (marker or "0").isdigit():
        raise AwsError(
            "InvalidParameterValue", f"Invalid page: MaxRecords {length} of at most {LONGEST}, Marker {marker}"
        )
    start = int(marker or 0)
    end = start + length
    return items[start:end], str(end) if end < len(items) else None
