# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ways of arrows: straight where nothing is in between, else beside the bands, in a lane of its own."""

from __future__ import annotations

from dataclasses import dataclass

from .boxes import STYLES, Box, overlap
from .text import width

MARGIN, LABEL_HEIGHT, NARROW = 16, 17, 40


@dataclass
class Arrow:
    """A way through points, in pixels, and where its label is."""

    points: list[tuple[float, float]]
    label: str
    sort: str
    tip: str
    at: tuple[float, float] = (0, 0)

    @property
    def label_width(self) -> float:
        """Width of the label's shield in pixels."""
        return width(self.label, *STYLES["label"]) + 12


def across(one: Box, other: Box) -> list[tuple[float, float]] | None:
    """A level way between two boxes side by side; None where they are not."""
    top, bottom = max(one.y, other.y), min(one.bottom, other.bottom)
    if bottom - top < MARGIN or not (one.right <= other.x or other.right <= one.x):
        return None
    y = (top + bottom) / 2
    return [(one.right, y), (other.x, y)] if one.right <= other.x else [(one.x, y), (other.right, y)]


def down(one: Box, other: Box, obstacles: list[Box], taken: list[Arrow]) -> list[tuple[float, float]] | None:
    """A straight way down, as near to the middle as it is free; None where it is not."""
    if other.y < one.bottom:
        return None
    left, right = max(one.x, other.x) + MARGIN, min(one.right, other.right) - MARGIN
    free = [x for x in range(int(left), int(right) + 1) if is_free(x, one, other, obstacles, taken)]
    if not free:
        return None
    middle = (left + right) / 2
    x = centred(min(free, key=lambda x: abs(x - middle)), free)
    return [(x, one.bottom), (x, other.y)]


def is_free(x: float, one: Box, other: Box, obstacles: list[Box], taken: list[Arrow]) -> bool:
    """Whether nothing is in the way straight down."""
    way = Box("way", x - 5, one.bottom + 1, 10, other.y - one.bottom - 2)
    return not any(overlap(way, box) for box in obstacles) and not any(near(x, way, arrow) for arrow in taken)


def centred(x: int, free: list[int]) -> float:
    """In a narrow gap its middle, else the place itself."""
    first = last = x
    while first - 1 in free:
        first -= 1
    while last + 1 in free:
        last += 1
    return (first + last) / 2 if last - first < NARROW else x


def bent(
    one: Box, other: Box, obstacles: list[Box], taken: list[Arrow], street: float
) -> list[tuple[float, float]] | None:
    """Down to a street, along it, and straight down to the other.

    None where that is not free or the street is not in between.
    """
    if not one.bottom < street < other.y:
        return None
    crossing = down(Box("street", other.x, street, other.w, 0), other, obstacles, taken)
    start = one.x + one.w / 2
    return crossing and [(start, one.bottom), (start, street), *crossing]


def near(x: float, way: Box, arrow: Arrow) -> bool:
    """Whether a straight way down lies on an arrow that is there."""
    xs, ys = [point[0] for point in arrow.points], [point[1] for point in arrow.points]
    return min(xs) - 24 < x < max(xs) + 24 and min(ys) < way.bottom and way.y < max(ys)


def beside(one: Box, other: Box, lane: float, out: float, street: float) -> list[tuple[float, float]]:
    """Along a lane into the other's right edge.

    Out of the right edge at a part of the height, or down to a street in between.
    """
    start, end = one.y + one.h * out, other.y + other.h / 2
    if one.bottom < street < other.y:
        x = one.x + one.w / 2
        return [(x, one.bottom), (x, street), (lane, street), (lane, end), (other.right, end)]
    return [(one.right, start), (lane, start), (lane, end), (other.right, end)]


def from_beside(one: Box, other: Box) -> list[tuple[float, float]]:
    """From a box right of the other: level, down or up the gap between, level into its right edge."""
    start, end = one.y + one.h / 2, other.y + other.h / 2
    turn = one.x - 12
    return [(one.x, start), (turn, start), (turn, end), (other.right, end)]


def put_label(arrow: Arrow, obstacles: list[Box], others: list[Arrow]) -> None:
    """The label on the longest piece, as near to its middle as it covers nothing."""
    (x1, y1), (x2, y2) = max(
        zip(arrow.points, arrow.points[1:], strict=False),
        key=lambda ends: abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1]),
    )
    wide = arrow.label_width
    for step in range(0, 48):
        for part in (0.5 + step / 100, 0.5 - step / 100):
            x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
            shield = Box("label", x - wide / 2, y - LABEL_HEIGHT / 2, wide, LABEL_HEIGHT)
            placed = [
                Box(
                    "label",
                    other.at[0] - other.label_width / 2,
                    other.at[1] - LABEL_HEIGHT / 2,
                    other.label_width,
                    LABEL_HEIGHT,
                )
                for other in others
            ]
            if not any(overlap(shield, box, 5) for box in [*obstacles, *placed]):
                arrow.at = (x, y)
                return
    arrow.at = ((x1 + x2) / 2, (y1 + y2) / 2)
