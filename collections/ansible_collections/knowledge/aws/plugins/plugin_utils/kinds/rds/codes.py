# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of RDS by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "DBInstanceNotFound",
        "DBParameterGroupNotFound",
        "DBSubnetGroupNotFoundFault",
    ),
    already=("DBSnapshotAlreadyExists",),
    hints={
        "InsufficientDBInstanceCapacity": "AWS has none of this class left there: wait, or choose another one",
        "InvalidDBParameterGroupState": "An instance still uses the group: give that one another group, then run again",
        "InvalidDBSubnetGroupStateFault": "An instance still uses the group: remove that one, then run again",
        "KMSKeyNotAccessibleFault": "Enable the key, and let these credentials use it (kms:CreateGrant)",
    },
)
