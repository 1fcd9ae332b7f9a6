"""What a rule about the inventory says: the variable, what is wrong with it, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass


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
