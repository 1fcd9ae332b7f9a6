# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a rule says: the field or variable, what is wrong with it, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Finding:
    """One fault. Kinds name their fields; roles map these to variables of the inventory."""

    field: str
    wrong: str
    valid: str = ""

    def named(self, field: str) -> Finding:
        """The same about another name: a field's finding as that of the variable that gives the field."""
        return replace(self, field=field)

    def text(self, file: str) -> str:
        """As an operator reads it, who keeps the value in a file."""
        return f"{self.field}: {self.wrong}. {f'Valid: {self.valid}. ' if self.valid else ''}Edit {file}."

    def about(self, what: str) -> str:
        """As a task says it of one resource."""
        return f"{what}: {self.field} {self.wrong}{f' (valid: {self.valid})' if self.valid else ''}"
