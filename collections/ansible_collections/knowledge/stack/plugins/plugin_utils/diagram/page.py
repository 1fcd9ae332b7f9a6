# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The picture as a file: plain SVG, or a page that holds it. Nothing is loaded from anywhere, no script runs."""

from __future__ import annotations

from .boxes import Item
from .layout import lay_out
from .stack import Heading, Stack
from .svg import draw, escape

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
PAGE_STYLE = (
    "html{color-scheme:light dark}body{margin:0;background:#fff}"
    "svg{display:block;width:100%;min-width:1000px;max-width:2000px;height:auto;margin:0 auto}"
    "@media (prefers-color-scheme:dark){body{background:#10151c}}"
    "@page{size:A3 portrait;margin:8mm}@media print{body{background:#fff}svg{min-width:0;max-height:100vh}}"
)


def render(heading: Heading, items: list[Item], svg: bool = False) -> str:
    """The whole file. The same items and heading give the same text."""
    drawn = draw(lay_out(Stack(heading, items)))
    if svg:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}'
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(heading.name)}</title>\n<style>{PAGE_STYLE}</style>\n</head>\n<body>\n{drawn}</body>\n</html>\n"
    )
