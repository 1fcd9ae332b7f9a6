"""Rules of composite alarms, such as `ALARM("cpu") AND NOT (OK(memory) OR FALSE)`: understood and evaluated.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html (AlarmRule)
"""

import re
from collections.abc import Callable

from moto.cloudwatch.exceptions import ValidationError

STATE = r"""(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"(?P<quoted>[^"]+)"|(?P<bare>[^\s"()]+))\s*\)"""
TOKEN = re.compile(rf"\s*(?:{STATE}|(?P<word>AND|OR|NOT|TRUE|FALSE)\b|(?P<sign>[()]))")
CHILDREN = 100
ELEMENTS = 500

Token = tuple[str, str]  # what is meant, and the name of an alarm where it is a state
StateOf = Callable[[str], str]  # the state of an alarm by its name or ARN


def tokens(rule: str) -> list[Token]:
    """The parts of a rule. Errors: ValidationError for what is none, and for more than AWS takes."""
    found: list[Token] = []
    position, end = 0, len(rule.rstrip())
    while position < end:
        match = TOKEN.match(rule, position)
        if match is None:
            raise ValidationError(f"Error in AlarmRule: not understood: {rule[position:].strip()}")
        found.append(
            (match["state"], match["quoted"] or match["bare"])
            if match["state"]
            else (match["word"] or match["sign"], "")
        )
        position = match.end()
    elements = [kind for kind, _ in found if kind not in ("AND", "OR", "NOT")]
    if len(elements) > ELEMENTS or len(children(found)) > CHILDREN:
        raise ValidationError(f"AlarmRule may have {CHILDREN} children and {ELEMENTS} elements")
    return found


def children(parts: list[Token]) -> set[str]:
    """Names or ARNs of the alarms in a rule."""
    return {name for _, name in parts if name}


class Reader:
    """Reads a rule once and evaluates it on the way; NOT binds closest, then AND, then OR."""

    def __init__(self, parts: list[Token], state_of: StateOf) -> None:
        self.left, self.state_of = list(parts), state_of

    def next(self, kind: str) -> bool:
        """Whether the next part is of this kind; it is then taken."""
        if not self.left or self.left[0][0] != kind or self.left[0][1]:
            return False
        self.left.pop(0)
        return True

    def either(self) -> bool:
        """Parts joined by OR."""
        value = self.both()
        while self.next("OR"):
            value = self.both() or value
        return value

    def both(self) -> bool:
        """Parts joined by AND."""
        value = self.single()
        while self.next("AND"):
            value = self.single() and value
        return value

    def single(self) -> bool:
        """A state, a constant, a part in parentheses, or the opposite of one."""
        if self.next("NOT"):
            return not self.single()
        if self.next("("):
            value = self.either()
            if not self.next(")"):
                raise ValidationError("Error in AlarmRule: a parenthesis is not closed")
            return value
        kind, name = self.left.pop(0) if self.left else ("end", "")
        if not name and kind not in ("TRUE", "FALSE"):
            raise ValidationError(f"Error in AlarmRule: unexpected {kind}")
        return self.state_of(name) == kind if name else kind == "TRUE"


def evaluate(parts: list[Token], state_of: StateOf) -> bool:
    """Whether a rule holds. Errors: ValidationError for a rule that cannot be read."""
    reader = Reader(parts, state_of)
    value = reader.either()
    if reader.left:
        raise ValidationError(f"Error in AlarmRule: unexpected {reader.left[0][0]}")
    return value
