# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of S3 by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=("NoSuchBucket",),
    not_yet=("OperationAborted", "InvalidTargetBucketForLogging", "NoSuchBucket"),
    already=("BucketAlreadyOwnedByYou",),
    hints={
        "BucketAlreadyExists": "Bucket names are unique in the world, and another account has this one: choose another"
    },
)
