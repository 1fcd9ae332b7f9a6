"""What a rule about the inventory says: the variable, what is wrong with it, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One fault of the inventory."""

    variable: str
    problem: str
    valid: str = ""

    def text(self, file: str) -> str:
        """As an operator reads it."""
        return f"{self.variable}: {self.problem}. {f'Valid: {self.valid}. ' if self.valid else ''}Edit {file}."

    def about(self, what: str) -> str:
        """As a task says it of one resource."""
        return f"{what}: {self.variable} {self.problem}{f' (valid: {self.valid})' if self.valid else ''}"


def typed(value: Any) -> Any:
    """A value of the command line (``-e rds_port=5433`` is a text) as the number or switch that it means."""
    if not isinstance(value, str):
        return value
    return int(value) if value.isdigit() else {"true": True, "false": False}.get(value.lower(), value)
