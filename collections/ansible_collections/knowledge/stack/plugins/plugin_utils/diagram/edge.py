# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The top of the picture: who is outside, names, distributions and what protects them, from left to right."""

from __future__ import annotations

from .boxes import Box, Item
from .grid import GAP, card, group
from .links import NETWORKS, USERS, Link
from .places import DNS, EDGE, EDGE_DETAILS, GUARD
from .stack import Stack

OUTSIDE_WIDTH, WAY = 100, 60
DNS_WIDTH, EDGE_WIDTH, GUARD_WIDTH = 230, 262, 224


def draw(places: dict[str, list[Item]], found: list[Link], stack: Stack, x: float, y: float, w: float) -> list[Box]:
    """Boxes outside of AWS, and the frame of the edge if there is something in it."""
    outside = [name for name in (USERS, NETWORKS) if any(link.source == name for link in found)]
    frame = Box("edge", x + OUTSIDE_WIDTH + WAY, y, w - OUTSIDE_WIDTH - WAY, 0)
    frame.write("Edge of AWS", 16, 24, "title")
    top, line = y + 36, frame.x + 16
    wide_edge = EDGE_WIDTH if places[DNS] else EDGE_WIDTH + DNS_WIDTH + WAY
    if places[DNS]:
        frame.children.append(group("Route 53", places[DNS], stack, line, top, DNS_WIDTH, 1))
        line = frame.children[-1].right + WAY + 4
    for name, wide, after in ((EDGE, wide_edge, WAY), (GUARD, GUARD_WIDTH, 20)):
        below = top
        for item in places[name]:
            frame.children.append(card(item, stack, line, below, wide))
            below = frame.children[-1].bottom + GAP
        line += wide + after if places[name] else 0
    if places[EDGE_DETAILS]:
        room = frame.right - 16 - line
        title = ", ".join(sorted({item["region"] for item in places[EDGE_DETAILS]}))
        frame.children.append(
            group(title, places[EDGE_DETAILS], stack, line, top, room, columns(len(places[EDGE_DETAILS]), room))
        )
    if not frame.children:
        return [outsider(name, x, y + number * 96, 88) for number, name in enumerate(outside)]
    frame.h = max(box.bottom for box in frame.children) + 16 - y
    stretch(frame.children, frame.bottom - 16)
    high = (frame.h - GAP * (len(outside) - 1)) / max(len(outside), 1)
    return [*(outsider(name, x, y + number * (high + GAP), high) for number, name in enumerate(outside)), frame]


def columns(number: int, room: float) -> int:
    """Columns of the small boxes: as many as four rows need, as far as they are not too narrow."""
    return max(int(min(max(room // 215, -(-number // 4)), room // 150)), 1)


def stretch(boxes: list[Box], bottom: float) -> None:
    """Boxes with nothing below them end at the same line."""
    for box in boxes:
        if not any(other.x < box.right and box.x < other.right and other.y >= box.bottom for other in boxes):
            box.h = bottom - box.y


def outsider(name: str, x: float, y: float, h: float) -> Box:
    """Somebody outside of AWS."""
    box = Box("outside", x, y, OUTSIDE_WIDTH, h, family="other", glyph="people", tip=name)
    box.write_middle(name, h / 2 + 30, "strong")
    return box
