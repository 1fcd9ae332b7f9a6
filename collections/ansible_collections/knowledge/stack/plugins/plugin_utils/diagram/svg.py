# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The picture as SVG. Every text from outside goes through one function that escapes it."""

from __future__ import annotations

from .boxes import STYLES, Box, Text
from .glyphs import GLYPHS
from .layout import LEGEND, Picture
from .places import place_of
from .routes import LABEL_HEIGHT, Arrow
from .stack import Stack
from .style import ARROW_WORDS, FAMILY_WORDS, REACH_WORDS, css
from .text import fit, width

ROUND = {"compact": 4, "part": 4, "band": 6, "card": 6, "subnet": 3, "tier": 4}


def escape(text: str) -> str:
    """A text that cannot end an element or an attribute; control characters, which XML does not know, are left out."""
    kept = "".join(character for character in text if character >= " " or character == "\n")
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        kept = kept.replace(character, entity)
    return kept


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def draw(picture: Picture) -> str:
    """The whole picture, a file of its own."""
    heading = picture.stack.heading
    w, h = number(picture.width), number(picture.height)
    label = escape(f"Architecture of {heading.name}")
    front = "\n".join(
        [
            *(element(box) for box in picture.boxes if box.sort != "region"),
            *(element(box, picture.backdrop) for box in picture.boxes if box.sort == "region"),
            *(arrow(way) for way in picture.arrows),
        ]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        f'role="img" aria-label="{label}">\n'
        f"<style>{css()}</style>\n<defs>{heads()}</defs>\n"
        f'<rect class="paper" width="{w}" height="{h}"/>\n{headline(picture)}\n{front}\n{legend(picture)}\n</svg>\n'
    )


def heads() -> str:
    """Heads of arrows."""
    return "".join(
        f'<marker id="head-{sort}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto">'
        f'<path class="head {sort}" d="M0 0 8 4 0 8z"/></marker>'
        for sort in ("traffic", "guard")
    )


def line(text: Text) -> str:
    """A line of text."""
    middle = ' text-anchor="middle"' if text.middle else ""
    turn = f' transform="rotate(-90 {number(text.x)} {number(text.y)})"' if text.turned else ""
    return (
        f'<text class="{text.style}" x="{number(text.x)}" y="{number(text.y)}"{middle}{turn}>{escape(text.text)}</text>'
    )


def rectangle(box: Box, name: str = "plate") -> str:
    """A box alone, without what is in it."""
    corner = ROUND.get(box.sort, 8)
    return (
        f'<rect class="{name}" x="{number(box.x)}" y="{number(box.y)}" '
        f'width="{number(box.w)}" height="{number(box.h)}" rx="{corner}"/>'
    )


def element(box: Box, backdrop: list[Box] | None = None) -> str:
    """A box with its symbol, texts and everything in it. The backdrop lies right above the VPC's own rectangle."""
    of = (
        f' data-kind="{escape(box.item["kind"])}" data-name="{escape(box.item["name"])}"'
        f' data-region="{escape(box.item["region"])}"'
        if box.item
        else ""
    )
    tip = f"<title>{escape(box.tip)}</title>" if box.tip else ""
    behind = "".join(
        f'<g class="{area.sort} {area.family}">{rectangle(area)}{"".join(map(line, area.texts))}</g>'
        for area in backdrop or []
        if box.sort == "vpc"
    )
    inner = "".join(element(child, backdrop) for child in box.children)
    texts = "".join(map(line, box.texts))
    return f'<g class="box {box.sort} {box.family}"{of}>{tip}{rectangle(box)}{symbol(box)}{texts}{behind}{inner}</g>'


def symbol(box: Box) -> str:
    """The symbol of a box: in colour on small ones, white on a coloured badge on large ones."""
    if box.glyph not in GLYPHS or box.sort in ("part", "subnet"):
        return ""
    if box.sort == "compact":
        bar = f'<rect class="bar" x="{number(box.x)}" y="{number(box.y)}" width="3" height="{number(box.h)}" rx="1.5"/>'
        place = f"translate({number(box.x + 8)} {number(box.y + 11)}) scale(.7)"
        return f'{bar}<path class="mark" transform="{place}" d="{GLYPHS[box.glyph]}"/>'
    if box.sort == "outside":
        x, y = box.middle
        place = f"translate({number(x - 20)} {number(y - 32)}) scale(1.7)"
        return f'<path class="mark" transform="{place}" d="{GLYPHS[box.glyph]}"/>'
    x, y = box.x + 9, box.y + 9
    place = f"translate({number(x + 2.7)} {number(y + 2.7)}) scale(.9)"
    return (
        f'<rect class="badge" x="{number(x)}" y="{number(y)}" width="27" height="27" rx="5"/>'
        f'<path class="mark" transform="{place}" d="{GLYPHS[box.glyph]}"/>'
    )


def arrow(way: Arrow) -> str:
    """An arrow with its label on a shield."""
    points = "L".join(f"{number(x)} {number(y)}" for x, y in way.points)
    label = ""
    if way.label:
        x, y = way.at
        shield = rectangle(
            Box("label", x - way.label_width / 2, y - LABEL_HEIGHT / 2, way.label_width, LABEL_HEIGHT), "shield"
        )
        label = shield + line(Text(x, y + 4, way.label, "label", middle=True))
    return (
        f'<g class="arrow {way.sort}"><title>{escape(way.tip)}</title>'
        f'<path d="M{points}" marker-end="url(#head-{way.sort})"/>{label}</g>'
    )


def headline(picture: Picture) -> str:
    """What the picture shows."""
    heading = picture.stack.heading
    state = "as built" if heading.built else "as planned"
    facts = (
        f"{len(picture.stack.items)} resources {state} · account {heading.account} · "
        f"region {heading.region} · {heading.when}"
    )
    if heading.lacking:
        facts += f" · not built, or not as a whole: {', '.join(heading.lacking)}"
    facts = fit(facts, picture.width - 48, *STYLES["plain"])
    name = fit(heading.name, picture.width - 48, *STYLES["headline"])
    return f'<g class="heading">{line(Text(24, 42, name, "headline"))}{line(Text(24, 64, facts, "plain"))}</g>'


def legend(picture: Picture) -> str:
    """What colours and lines mean: only those that are in the picture."""
    stack: Stack = picture.stack
    families = {place_of(item, stack).family for item in stack.items}
    reaches = {box.family for top in picture.boxes for box in top.walk() if box.sort == "tier"}
    x, y = 24.0, picture.height - LEGEND + 26
    shown = []
    entries = [(f"compact {name}", words) for name, words in FAMILY_WORDS.items() if name in families]
    entries += [(f"tier {name}", words) for name, words in REACH_WORDS.items() if name in reaches]
    entries += [
        (f"arrow {name}", words)
        for name, words in ARROW_WORDS.items()
        if any(way.sort == name for way in picture.arrows)
    ]
    for name, words in entries:
        wide = 22 + width(words, *STYLES["small"]) + 18
        if x + wide > picture.width - 24:
            x, y = 24.0, y + 20
        shown.append(f'<g class="{name}">{swatch(name.split()[0], x, y)}</g>{line(Text(x + 22, y, words, "small"))}')
        x += wide
    return f'<g class="legend">{"".join(shown)}</g>'


def swatch(sort: str, x: float, y: float) -> str:
    """A small example of a colour or a line."""
    if sort == "arrow":
        return f'<path d="M{number(x)} {number(y - 4)}h15"/>'
    shape = "bar" if sort == "compact" else "plate"
    return f'<rect class="{shape}" x="{number(x)}" y="{number(y - 10)}" width="14" height="12" rx="2"/>'
