# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Boxes: what a picture is made of. A box holds texts and other boxes; every resource has exactly one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .text import fit

Item = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A line of text, its baseline at x, y in pixels.

    style: title, strong, plain, small or mute. turned: runs upwards. middle: x is its middle.
    """

    x: float
    y: float
    text: str
    style: str
    middle: bool = False
    turned: bool = False


# Font size in pixels and whether it is bold, by style.
STYLES = {
    "headline": (21, True),
    "title": (13.5, True),
    "strong": (12, True),
    "plain": (11.5, False),
    "small": (10.5, False),
    "label": (11, True),
}


@dataclass
class Box:
    """A rectangle in pixels.

    sort: how it is drawn: group, vpc, tier, subnet, band, card, compact, part, outside.
    item: the resource that it stands for; None for groups and parts. tip: the text under the mouse.
    family: family of services, for the colour. glyph: name of its symbol.
    """

    sort: str
    x: float
    y: float
    w: float
    h: float
    item: Item | None = None
    family: str = ""
    glyph: str = ""
    tip: str = ""
    texts: list[Text] = field(default_factory=list)
    children: list[Box] = field(default_factory=list)

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def walk(self) -> Iterator[Box]:
        """The box and everything in it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def move(self, dx: float, dy: float) -> None:
        """Shift the box with everything in it."""
        for box in self.walk():
            box.x, box.y = box.x + dx, box.y + dy
            box.texts = [
                Text(text.x + dx, text.y + dy, text.text, text.style, text.middle, text.turned) for text in box.texts
            ]

    def write(self, text: str, left: float, top: float, style: str, room: float | None = None) -> None:
        """Add a line of text at a place inside the box, shortened to the room."""
        size, bold = STYLES[style]
        shown = fit(text, self.w - left - 8 if room is None else room, size, bold)
        self.texts.append(Text(self.x + left, self.y + top, shown, style))

    def write_middle(self, text: str, top: float, style: str) -> None:
        """Add a line of text in the middle of the box."""
        size, bold = STYLES[style]
        self.texts.append(
            Text(self.x + self.w / 2, self.y + top, fit(text, self.w - 10, size, bold), style, middle=True)
        )

    def write_upwards(self, text: str, left: float, style: str) -> None:
        """Add a line of text that runs upwards, in the middle of the box's height."""
        size, bold = STYLES[style]
        self.texts.append(
            Text(
                self.x + left, self.y + self.h / 2, fit(text, self.h - 12, size, bold), style, middle=True, turned=True
            )
        )


def overlap(one: Box, other: Box, gap: float = 0) -> bool:
    """Whether two boxes cover each other, or come nearer than the gap."""
    return (
        one.x < other.right + gap
        and other.x < one.right + gap
        and one.y < other.bottom + gap
        and other.y < one.bottom + gap
    )


def leaves(boxes: list[Box]) -> Iterator[Box]:
    """Boxes that hold no others."""
    for box in boxes:
        if box.children:
            yield from leaves(box.children)
        else:
            yield box
