# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The VPC: a column for each zone, a row for each tier, and bands over the zones that a service uses."""

from __future__ import annotations

from dataclasses import dataclass

from .boxes import STYLES, Box, Item
from .grid import GAP, PAD, SMALL, card, compact, group, headed
from .labels import way_out
from .places import BAND, GROUPS, HEAD, IN_SUBNET, KINDS, SUBNET, VPC, place_of
from .stack import Stack, tip, told
from .text import width

COLUMN_GAP, STRIP, ROW, LANE, SUBNET_HEAD, PART = 22, 26, 20, 44, 44, 40
SUBNET_KIND = "ec2_subnet"


@dataclass
class Columns:
    """Where the zones are: left edge and width in pixels by the zone's name."""

    places: dict[str, tuple[float, float]]

    def span(self, zones: list[str]) -> tuple[float, float]:
        """Left edge and width of what covers some zones."""
        chosen = [self.places[zone] for zone in zones]
        left = min(x for x, _ in chosen)
        return left, max(x + w for x, w in chosen) - left


@dataclass
class Drawn:
    """The VPC and what is drawn behind its boxes: zones, and the area of each subnet."""

    box: Box
    backdrop: list[Box]


def tier_of(subnet: Item) -> str:
    """The tier is what stands before the dot of a subnet's key."""
    return subnet["key"].rpartition(".")[0] or subnet["key"]


def subnets_of(item: Item, stack: Stack) -> list[Item]:
    """The subnets that a resource lies in, its own or those of its subnet group."""
    values = item["values"]
    references = list(values.get("subnets") or values.get("subnet_ids") or [values.get("subnet_id")])
    group = values.get("db_subnet_group_name") or values.get("cache_subnet_group_name")
    if group:
        shared = stack.find(group, f"{item['kind'].partition('_')[0]}_subnet_group")
        references = list(shared["values"].get("subnet_ids") or []) if shared else []
    found = [stack.find(reference, SUBNET_KIND) for reference in references]
    return [subnet for subnet in found if subnet]


def belongs(items: list[Item], stack: Stack) -> tuple[dict[str, list[Item]], list[Item]]:
    """What lies in the VPC, by the place of its kind; and what cannot be placed, because its subnets are not known."""
    inside: dict[str, list[Item]] = {VPC: [], SUBNET: [], IN_SUBNET: [], HEAD: [], BAND: []}
    homeless = []
    known = bool(stack.of("ec2_vpc")) and bool(stack.of(SUBNET_KIND))
    for item in items:
        where = place_of(item, stack).where
        if where in inside:
            fits = known and (
                where in (VPC, SUBNET, HEAD)
                or (where == BAND and subnets_of(item, stack))
                or (where == IN_SUBNET and home(item, stack))
            )
            if fits and not (where == VPC and inside[VPC]):
                inside[where].append(item)
            else:
                homeless.append(item)
    return inside, homeless


def home(item: Item, stack: Stack) -> Item | None:
    """The subnet that something small stands in: its own, or that of what names it (an address by its NAT gateway)."""
    found = subnets_of(item, stack)
    if found:
        return found[0]
    for other in stack.items:
        if item["id"] in other["values"].values() and other is not item and "subnet_id" in other["values"]:
            return stack.find(other["values"]["subnet_id"], SUBNET_KIND)
    return None


def draw(
    inside: dict[str, list[Item]], groups: dict[str, list[Item]], stack: Stack, x: float, y: float, w: float, lanes: int
) -> Drawn:
    """The whole VPC at a place; its height follows from what is in it."""
    vpc = inside[VPC][0]
    box = Box("vpc", x, y, w, 0, vpc, "network", "cloud", tip(vpc))
    box.write(f"VPC {stack.short(vpc['name'])}", 44, 25, "title", w / 2 - 60)
    box.write(str(vpc["values"].get("cidr_block", "")), 44, 42, "plain", w / 2 - 60)
    zones = sorted({subnet["values"]["availability_zone"] for subnet in inside[SUBNET]})
    gutter = 8 + LANE * lanes
    left = x + PAD + STRIP + 8
    each = (x + w - PAD - gutter - 8 - left - COLUMN_GAP * (len(zones) - 1)) / len(zones)
    columns = Columns({zone: (left + number * (each + COLUMN_GAP), each) for number, zone in enumerate(zones)})
    top = y + 62
    for number, item in enumerate(inside[HEAD]):
        box.children.append(card(item, stack, x + w - PAD - gutter - 8 - (number + 1) * 200 + 8, y + 10, 192))
    line = top + 30
    backdrop = []
    for tier in dict.fromkeys(tier_of(subnet) for subnet in inside[SUBNET]):
        row, behind = draw_tier(tier, inside, columns, stack, x + PAD, line, w - 2 * PAD - gutter)
        box.children.append(row)
        backdrop += behind
        line = row.bottom + ROW
    for zone, (zone_x, zone_w) in columns.places.items():
        area = Box("zone", zone_x - 7, top, zone_w + 14, line - ROW + 8 - top)
        area.write_middle(zone, 18, "strong")
        backdrop.insert(0, area)
    line += 4
    for name, items in groups.items():
        frame = group(GROUPS[name][0], items, stack, x + PAD, line, w - 2 * PAD, 5)
        box.children.append(frame)
        line = frame.bottom + PAD
    box.h = line - y
    return Drawn(box, backdrop)


def draw_tier(
    tier: str, inside: dict[str, list[Item]], columns: Columns, stack: Stack, x: float, y: float, w: float
) -> tuple[Box, list[Box]]:
    """A row: the subnets side by side, and below their heads a band for every service in them."""
    subnets = [subnet for subnet in inside[SUBNET] if tier_of(subnet) == tier]
    row = Box("tier", x, y, w, 0, family=reach(subnets, stack))
    top, behind = y + 10, []
    guests = {
        subnet["id"]: [
            item
            for item in sorted(inside[IN_SUBNET], key=lambda item: list(KINDS).index(item["kind"]))
            if home(item, stack) is subnet
        ]
        for subnet in subnets
    }
    head = SUBNET_HEAD + max((SMALL + GAP) * len(found) for found in guests.values())
    stacked: dict[str, float] = {}
    for subnet in subnets:
        zone_x, zone_w = columns.places[subnet["values"]["availability_zone"]]
        place_y = stacked.get(subnet["values"]["availability_zone"], top)
        drawn = draw_subnet(
            subnet, guests[subnet["id"]], stack, Box("subnet", zone_x, place_y, zone_w, head, family=row.family)
        )
        row.children.append(drawn)
        stacked[subnet["values"]["availability_zone"]] = drawn.bottom + GAP
    line = max(stacked.values()) - GAP + ROW
    for item in inside[BAND]:
        lies_in = subnets_of(item, stack)
        if tier_of(lies_in[0]) == tier:
            row.children.append(
                draw_band(
                    item, sorted({subnet["values"]["availability_zone"] for subnet in lies_in}), columns, stack, line
                )
            )
            line = row.children[-1].bottom + ROW + 16
    row.h = max(child.bottom for child in row.children) + 10 - y
    name = f"{tier} subnets"
    row.write_upwards(name if width(name, *STYLES["strong"]) < row.h - 12 else tier, 17, "strong")
    for zone, bottom in stacked.items():
        zone_x, zone_w = columns.places[zone]
        if row.bottom - 10 > bottom:
            behind.append(Box("area", zone_x - 3, y + 7, zone_w + 6, row.h - 14, family=row.family))
    return row, behind


def reach(subnets: list[Item], stack: Stack) -> str:
    """public, private or isolated: where the default route of the subnets leads."""
    for table in stack.of("ec2_route_table"):
        if any(
            stack.find(reference) is subnet
            for reference in table["values"].get("subnet_ids") or []
            for subnet in subnets
        ):
            way = way_out(table, stack)
            return "public" if way.startswith("internet") else "private" if way else "isolated"
    return "isolated"


def draw_subnet(subnet: Item, guests: list[Item], stack: Stack, box: Box) -> Box:
    """Head of a subnet: name, range, way out; below it what stands in it."""
    box.item, box.tip = subnet, tip(subnet)
    table = next(
        (table for table in stack.of("ec2_route_table") if subnet["id"] in (table["values"].get("subnet_ids") or [])),
        None,
    )
    way = way_out(table, stack) if table else ""
    box.write(stack.short(subnet["name"]), 10, 17, "strong")
    box.write(f"{subnet['values'].get('cidr_block', '')}{' · to ' + way if way else ''}", 10, 33, "small")
    for number, item in enumerate(guests):
        box.children.append(
            compact(item, stack, box.x + 10, box.y + SUBNET_HEAD + number * (SMALL + GAP) - 2, box.w - 20)
        )
    return box


def draw_band(item: Item, zones: list[str], columns: Columns, stack: Stack, y: float) -> Box:
    """A service over some zones: title, lines, and what it has in each zone."""
    place, (x, w) = place_of(item, stack), columns.span(zones)
    lines, room = place.lines(item, stack), w - 56
    together = " · ".join(lines)
    if width(together, *STYLES["plain"]) <= room:
        lines = [together]
    parts = place.parts(item, stack, len(zones)) if place.parts else []
    top = 30 + 16 * len(lines)
    box = Box("band", x, y, w, top + 10 + (PART if any(parts) else 0), item, place.family, place.glyph, tip(item))
    headed(box, item, place, stack)
    for number, line in enumerate(lines):
        box.write(line, 44, 38 + 16 * number, "plain", room)
    for zone, words in zip(zones, parts, strict=False):
        if words:
            zone_x, zone_w = columns.places[zone]
            part = Box(
                "part",
                zone_x + 12,
                y + top,
                zone_w - 24,
                PART,
                family=place.family,
                tip=" ".join(word for word in words if told(word)),
            )
            part.write_middle(words[0], 17, "label")
            part.write_middle(words[1], 31, "small")
            box.children.append(part)
    return box
