# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Parameter groups of RDS."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...core.kind import Finding
from ...core.model import Wanted
from .common import Rds
from .parameters import ParameterGroups, group_fields
from .rules import group_findings


class ParameterGroup(ParameterGroups, Rds):
    """Parameters that instances run with.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html
    """

    name, noun = "rds_parameter_group", "rds parameter group"
    arn_prefix = "pg:"
    id_path, arn_path, name_path = "DBParameterGroupName", "DBParameterGroupArn", "DBParameterGroupName"
    prefix, listed, changed_parameters = "db", "DBParameterGroups", "Parameters"
    fields = group_fields("db", "postgres15", yes="1", no="0")
    example = """\
- name: Parameter group
  knowledge.aws.rds_parameter_group:
    config:
      - key: postgres15
        db_parameter_group_family: postgres15
        description: PostgreSQL 15
        parameters: {rds.force_ssl: true, log_min_duration_statement: 1000}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Family and name."""
        yield from group_findings(want.name, want["db_parameter_group_family"])

    def how(self, want: Wanted) -> Callable[[str], dict[str, str]]:
        """Dynamic ones at once, static ones with the next reboot."""
        static = {name for name, one in self.known(want).items() if one.get("ApplyType") == "static"}
        return lambda name: {"ApplyMethod": "pending-reboot" if name in static else "immediate"}
