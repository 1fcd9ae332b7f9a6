# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Every link as an arrow from box to box."""

from __future__ import annotations

from dataclasses import dataclass, field

from .boxes import Box, Item, leaves
from .links import Link
from .network import LANE
from .routes import Arrow, across, bent, beside, down, from_beside, put_label

CLEAR = 14


@dataclass
class Pair:
    """Two boxes and all that goes from one to the other."""

    one: Box
    other: Box
    sort: str
    labels: list[str] = field(default_factory=list)


def lanes_needed(bands: list[Item], found: list[Link]) -> int:
    """How many arrows may have to go beside the bands: those that pass over another band."""
    order = {id(band): number for number, band in enumerate(bands)}
    pairs = {(order.get(id(link.source)), order.get(id(link.target))) for link in found if link.sort == "traffic"}
    return sum(1 for one, other in pairs if one is not None and other is not None and abs(one - other) > 1)


def draw(boxes: list[Box], found: list[Link], street: float) -> list[Arrow]:
    """All arrows: straight ones first, then those in lanes, the shortest innermost.

    street: a height with nothing but arrows, between edge and region.
    """
    obstacles = [
        *leaves([box for box in boxes if box.children]),
        *(box for top in boxes for box in top.walk() if box.sort in ("band", "subnet")),
    ]
    arrows: list[Arrow] = []
    waiting: list[Pair] = []
    for pair in pairs(boxes, found):
        others = [box for box in obstacles if box is not pair.one and box is not pair.other]
        points = (
            across(pair.one, pair.other)
            or down(pair.one, pair.other, others, arrows)
            or bent(pair.one, pair.other, others, arrows, street)
        )
        if points is None and pair.one.x >= pair.other.right:
            points = from_beside(pair.one, pair.other)
        if points is None:
            waiting.append(pair)
        else:
            arrows.append(arrow(pair, points))
    waiting.sort(key=lambda pair: abs(pair.one.y - pair.other.y))
    lanes: list[list[Pair]] = []
    for number, pair in enumerate(waiting):
        free = next(
            (lane for lane, others in enumerate(lanes) if not any(meet(pair, other) for other in others)), len(lanes)
        )
        lanes += [[]] if free == len(lanes) else []
        lanes[free].append(pair)
        x = max(box.right for box in (pair.one, pair.other) if box.y > street) + CLEAR + LANE * (free + 0.5)
        arrows.append(arrow(pair, beside(pair.one, pair.other, x, 1 - (number + 1) / (len(waiting) + 1), street)))
    for number, way in enumerate(arrows):
        if way.label:
            put_label(way, obstacles, [other for other in arrows[:number] if other.label])
    return arrows


def meet(one: Pair, other: Pair) -> bool:
    """Whether two pairs have a height in common, so that they cannot share a lane."""
    (first, last), (start, end) = (
        (min(pair.one.y, pair.other.y), max(pair.one.bottom, pair.other.bottom)) for pair in (one, other)
    )
    return first < end and start < last


def arrow(pair: Pair, points: list[tuple[float, float]]) -> Arrow:
    """The arrow of two boxes."""
    label = ", ".join(pair.labels)
    return Arrow(points, label, pair.sort, f"{name_of(pair.one)} to {name_of(pair.other)}: {label or 'protects'}")


def pairs(boxes: list[Box], found: list[Link]) -> list[Pair]:
    """Links between boxes that are there; those between the same two boxes are one.

    Small boxes are meant by their group.
    """
    places = anchors(boxes)
    outside = {box.tip: box for box in boxes if box.sort == "outside"}
    known: dict[tuple[int, int], Pair] = {}
    for link in found:
        one = outside.get(link.source) if isinstance(link.source, str) else places.get(id(link.source))
        other = places.get(id(link.target))
        if one and other and one is not other:
            pair = known.setdefault((id(one), id(other)), Pair(one, other, link.sort))
            if link.label and link.label not in pair.labels:
                pair.labels.append(link.label)
    return list(known.values())


def anchors(boxes: list[Box]) -> dict[int, Box]:
    """Where arrows of each item end: at its card or band, or at the group that holds its small box."""
    found: dict[int, Box] = {}
    for top in boxes:
        for holder in top.walk():
            for box in holder.children:
                if box.item:
                    found[id(box.item)] = holder if box.sort == "compact" and holder.sort == "group" else box
    return found


def name_of(box: Box) -> str:
    """The first text of a box."""
    return box.texts[0].text if box.texts else box.tip
