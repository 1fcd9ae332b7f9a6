# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Parameter groups of ElastiCache."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.kind import Finding
from ...core.model import Wanted
from ..rds.parameters import ParameterGroups, group_fields
from .common import ElastiCache
from .rules import family_findings


class ParameterGroup(ParameterGroups, ElastiCache):
    """Parameters that nodes run with.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html
    """

    name, noun = "elasticache_parameter_group", "cache parameter group"
    arn_prefix = "parametergroup:"
    id_path, name_path = "CacheParameterGroupName", "CacheParameterGroupName"
    prefix, listed, changed_parameters = "cache", "CacheParameterGroups", "ParameterNameValues"
    fields = group_fields("cache", "redis7", yes="yes", no="no")
    example = """\
- name: Parameter group
  knowledge.aws.elasticache_parameter_group:
    config:
      - key: redis7
        cache_parameter_group_family: redis7
        description: Redis 7
        parameters: {maxmemory-policy: volatile-lru}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Families are those of Redis and Valkey."""
        yield from family_findings(want["cache_parameter_group_family"])
