# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The whole picture: the edge on top, the region with the VPC and what is beside it, details below."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import arrows, edge, network
from .boxes import STYLES, Box, Item
from .grid import PAD, group
from .links import in_order, links
from .places import BAND, DNS, EDGE, EDGE_DETAILS, GROUPS, GUARD, VPC, place_of, title_of
from .routes import Arrow
from .stack import Stack
from .text import width

WIDTH, MARGIN, TOP = 1440, 24, 84
VPC_WIDTH, BETWEEN, LEGEND = 944, 36, 64


@dataclass
class Picture:
    """Boxes, what is drawn behind those of the VPC, arrows; width and height in pixels."""

    stack: Stack
    width: float = WIDTH
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    backdrop: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)


def lay_out(stack: Stack) -> Picture:
    """Every resource in its box, every arrow on its way."""
    picture, found = Picture(stack), links(stack)
    inside, homeless = network.belongs(stack.items, stack)
    inside[BAND] = in_order(inside[BAND], found)
    groups = grouped(stack, [item for items in inside.values() for item in items], homeless)
    top = edge.draw(
        {name: groups.pop(name, []) for name in (DNS, EDGE, GUARD, EDGE_DETAILS)},
        found,
        stack,
        MARGIN,
        TOP,
        WIDTH - 2 * MARGIN,
    )
    region = Box("region", MARGIN, max((box.bottom + 40 for box in top), default=TOP), WIDTH - 2 * MARGIN, 0)
    region.write(f"Region {stack.heading.region}", 16, 24, "title")
    drawn = draw_vpc(region, inside, groups, stack, arrows.lanes_needed(inside[BAND], found))
    if drawn:
        region.children.append(drawn.box)
        region.children += draw_side(groups, stack, drawn.box, region.right - 16)
        picture.backdrop = drawn.backdrop
    below = drawn.box.bottom + PAD + 4 if drawn else region.y + 40
    region.children += draw_below(groups, stack, region.x + 16, below, region.w - 32)
    region.h = max((box.bottom for box in region.children), default=below) + 16 - region.y
    picture.boxes = [*top, region]
    picture.height = region.bottom + LEGEND
    picture.arrows = arrows.draw(picture.boxes, found, region.y - 18)
    return picture


def grouped(stack: Stack, placed: list[Item], homeless: list[Item]) -> dict[str, list[Item]]:
    """All other items by their group, in the order of the table, then by the component's name."""
    groups: dict[str, list[Item]] = {}
    elsewhere, lost = {id(item) for item in placed}, {id(item) for item in homeless}
    for item in stack.items:
        if id(item) not in elsewhere:
            where = item["component"] or "other" if id(item) in lost else place_of(item, stack).where
            groups.setdefault(where, []).append(item)
    order = [*(name for name in GROUPS if name in groups), *sorted(name for name in groups if name not in GROUPS)]
    return {name: groups[name] for name in order}


def draw_vpc(
    region: Box, inside: dict[str, list[Item]], groups: dict[str, list[Item]], stack: Stack, lanes: int
) -> network.Drawn | None:
    """The VPC with the groups that belong into it; None where there is none."""
    if not inside[VPC]:
        return None
    within = {name: groups.pop(name) for name in list(groups) if GROUPS.get(name, ("", ""))[1] == "vpc"}
    return network.draw(inside, within, stack, region.x + 16, region.y + 40, VPC_WIDTH, lanes)


def draw_side(groups: dict[str, list[Item]], stack: Stack, vpc: Box, right: float) -> list[Box]:
    """Groups beside the VPC, in their order, as far as they fit; they are taken out of the groups."""
    left, line = vpc.right + BETWEEN, vpc.y
    column: list[Box] = []
    for name in [name for name in groups if GROUPS.get(name, ("", ""))[1] == "side"]:
        frame = group(heading(name), groups[name], stack, left, line, right - left, 2)
        if frame.bottom > vpc.bottom:
            break
        column.append(frame)
        del groups[name]
        line = frame.bottom + PAD
    spread_out(column, vpc.bottom)
    return column


def spread_out(column: list[Box], floor: float) -> None:
    """Groups below each other, down to a common floor.

    What is spare goes into the gaps, then into the groups, as far as it looks well.
    """
    if not column:
        return
    gaps = len(column) - 1
    spare = floor - column[-1].bottom
    gap = min(spare / gaps, 22) if gaps else 0
    more = min((spare - gap * gaps) / len(column), 30)
    for number, box in enumerate(column):
        box.move(0, (gap + more) * number)
        box.h += more


def draw_below(groups: dict[str, list[Item]], stack: Stack, x: float, y: float, w: float) -> list[Box]:
    """Small groups side by side, each row of one height; large ones over the whole width."""
    frames: list[Box] = []
    small = [name for name in groups if len(groups[name]) <= 9]
    for start in range(0, len(small), 3):
        row = small[start : start + 3]
        each = (w - PAD * (len(row) - 1)) / len(row)
        drawn = [
            group(heading(name), groups[name], stack, x + number * (each + PAD), y, each, int(each // 205))
            for number, name in enumerate(row)
        ]
        edge.stretch(drawn, max(box.bottom for box in drawn))
        frames += drawn
        y = drawn[0].bottom + PAD
    for name in [name for name in groups if name not in small]:
        frames.append(group(heading(name), groups[name], stack, x, y, w, wide_columns(groups[name], stack, w)))
        y = frames[-1].bottom + PAD
    return frames


def wide_columns(items: list[Item], stack: Stack, w: float) -> int:
    """Six columns where all names fit, else five."""
    longest = max(width(title_of(item, place_of(item, stack), stack), *STYLES["label"]) for item in items)
    return 6 if longest < w / 6 - 50 else 5


def heading(name: str) -> str:
    """Title of a group; one that no table knows is called by its component."""
    if name in GROUPS:
        return GROUPS[name][0]
    return name.upper() if len(name) < 4 else name.replace("_", " ").capitalize()
