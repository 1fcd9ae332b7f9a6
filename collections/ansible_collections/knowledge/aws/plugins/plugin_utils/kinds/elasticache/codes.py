# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of ElastiCache by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "CacheParameterGroupNotFound",
        "CacheSubnetGroupNotFoundFault",
        "ReplicationGroupNotFoundFault",
    ),
    already=("NoOperationFault",),
    hints={
        "CacheSubnetGroupInUse": "A cache still uses the group: remove that one, then run again",
        "InsufficientCacheClusterCapacity": "AWS has none of this node type left there: wait, or choose another one",
        "InvalidCacheParameterGroupState": "A cache still uses the group: give that one another group, then run again",
        "InvalidKMSKeyFault": "Enable the key, and let these credentials use it (kms:CreateGrant)",
    },
)
