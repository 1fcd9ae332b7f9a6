# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Cards, small boxes, and groups of small boxes in a grid."""

from __future__ import annotations

from .boxes import Box, Item
from .places import BAND, EDGE, GUARD, Place, place_of, title_of
from .stack import Stack, tip

GAP, PAD, HEAD, SMALL = 8, 12, 30, 38


def compact(item: Item, stack: Stack, x: float, y: float, w: float) -> Box:
    """A small box: symbol, name, one line."""
    place = place_of(item, stack)
    box = Box("compact", x, y, w, SMALL, item, place.family, place.glyph, tip(item))
    box.write(title_of(item, place, stack), 30, 16, "label")
    box.write(next(iter(place.lines(item, stack)), ""), 30, 30, "small")
    return box


def card(item: Item, stack: Stack, x: float, y: float, w: float) -> Box:
    """A box with a title and a few lines, as high as it has to be."""
    place = place_of(item, stack)
    lines = place.lines(item, stack)
    box = Box("card", x, y, w, 48 + 16 * max(len(lines) - 1, 0), item, place.family, place.glyph, tip(item))
    headed(box, item, place, stack)
    for number, line in enumerate(lines):
        box.write(line, 44, 38 + 16 * number, "plain")
    return box


def headed(box: Box, item: Item, place: Place, stack: Stack) -> None:
    """Write the title of a card or band, and its name where that says more."""
    title, name = title_of(item, place, stack), stack.short(item["name"])
    more = name if name not in (stack.heading.name, title) and place.where in (BAND, EDGE, GUARD) else ""
    box.write(f"{title} {more}".strip(), 44, 21, "title")


def group(title: str, items: list[Item], stack: Stack, x: float, y: float, w: float, columns: int) -> Box:
    """A titled frame with small boxes, filled row by row."""
    rows = -(-len(items) // columns)
    box = Box("group", x, y, w, HEAD + rows * (SMALL + GAP) - GAP + PAD)
    box.write(title, PAD, 20, "strong")
    each = (w - 2 * PAD - (columns - 1) * GAP) / columns
    for number, item in enumerate(items):
        row, column = divmod(number, columns)
        box.children.append(compact(item, stack, x + PAD + column * (each + GAP), y + HEAD + row * (SMALL + GAP), each))
    return box
