# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How wide a text is, without knowing the font that a browser will take.

The widest usual one (DejaVu Sans, Verdana) is assumed.
"""

from __future__ import annotations

ELLIPSIS = "…"
# Thousandths of the font size, of DejaVu Sans: characters by their width. What is in no class takes WIDEST.
REGULAR = {
    300: "'ijlIJ",
    340: " ,.·/:;\\|f",
    420: '-()[]t!r"',
    530: "*_`–sz?",
    600: "cLFkvxyPTYoaeé",
    640: "EhnuSbdgpq0123456789${}",
    700: "KAVXZBRC",
    790: "UNHDG&OQ",
    840: "w#+<=>^~×→≥≤",
    870: "M",
}
BOLD = {
    350: "'ijl ",
    400: "/\\|IJ,.·:;",
    460: "-f!()[]t",
    530: 'r_`–"*',
    600: "?zcs",
    690: "Lxvykaeé TEFo",
    740: "0123456789$hnu{}bdpqgSYZPC",
    785: "BRXAVK",
    850: "UGDHN#+<=>^~×→≥≤OQ",
    930: "w",
}
WIDEST = 1105


def _widths(classes: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in classes.items() for character in characters}


_REGULAR, _BOLD = _widths(REGULAR), _widths(BOLD)


def width(text: str, size: float, bold: bool = False) -> float:
    """Width in pixels that a text takes at most at a font size in pixels."""
    table = _BOLD if bold else _REGULAR
    return sum(table.get(character, WIDEST) for character in text) * size / 1000


def fit(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, shortened with an ellipsis where it is wider than the room in pixels."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + ELLIPSIS, size, bold) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
