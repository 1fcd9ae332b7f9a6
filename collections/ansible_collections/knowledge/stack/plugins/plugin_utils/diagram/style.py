# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Colours and fonts, light and dark. Everything stands in the file itself; fonts are whatever the machine has."""

from __future__ import annotations

# Colours of families as AWS's own diagrams have them: light, dark.
FAMILIES = {
    "network": ("#7a3ff2", "#b18aff"),
    "compute": ("#d45b07", "#ff9b4a"),
    "database": ("#b5179e", "#f06be0"),
    "analytics": ("#2563d9", "#7fb0ff"),
    "storage": ("#4d7c0f", "#a3d65c"),
    "security": ("#c8253a", "#ff7b8a"),
    "management": ("#be1267", "#ff77b7"),
    "integration": ("#0f7b6c", "#5fd6c3"),
    "other": ("#55606e", "#a9b4c2"),
}
FAMILY_WORDS = {
    "network": "Network and delivery",
    "compute": "Compute",
    "database": "Database and cache",
    "analytics": "Search",
    "storage": "Storage",
    "security": "Security and access",
    "management": "Management and cost",
    "integration": "Events and messages",
    "other": "Other",
}
# Colours of tiers by where their default route leads.
REACHES = {"public": ("#2f855a", "#68d391"), "private": ("#2b6cb0", "#63b3ed"), "isolated": ("#6b46c1", "#b794f4")}
REACH_WORDS = {
    "public": "Subnets with a way to the internet",
    "private": "Subnets that leave by a NAT gateway",
    "isolated": "Subnets without a way out",
}
ARROW_WORDS = {
    "traffic": "Let in, with its port: from rules of security groups, aliases and origins",
    "guard": "Protects",
}
_GROUND = {
    "paper": ("#ffffff", "#10151c"),
    "panel": ("#f6f8fa", "#171e27"),
    "card": ("#ffffff", "#1d2631"),
    "ink": ("#17202a", "#edf2f7"),
    "mute": ("#4f5b69", "#b3bfcc"),
    "line": ("#c6ced8", "#3b4756"),
    "flow": ("#1f2d3d", "#e2e8f0"),
}
_PALETTE = {**_GROUND, **FAMILIES, **REACHES}


def _variables(dark: bool) -> str:
    return "".join(f"--{name}:{colours[dark]};" for name, colours in _PALETTE.items())


def css() -> str:
    """The whole style sheet of the picture."""
    families = "".join(f".{name}{{--tone:var(--{name})}}" for name in (*FAMILIES, *REACHES))
    return (
        f".picture{{{_variables(False)}color-scheme:light dark}}"
        f"@media (prefers-color-scheme:dark){{.picture{{{_variables(True)}}}}}"
        f"@media print{{.picture{{{_variables(False)}}}}}"
        ".picture{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans KR',"
        "'Apple SD Gothic Neo','Malgun Gothic',sans-serif}"
        ".picture{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
        f"{families}text{{fill:var(--ink)}}"
        ".headline{font-size:21px;font-weight:700}.title{font-size:13.5px;font-weight:700}.strong{font-size:12px;font-weight:700}"
        ".plain{font-size:11.5px;fill:var(--mute)}.small{font-size:10.5px;fill:var(--mute)}.label{font-size:11px;font-weight:700}"
        ".paper{fill:var(--paper)}"
        ".edge>.plate,.region>.plate{fill:var(--panel);stroke:var(--line)}"
        ".region>.plate{stroke-width:1.5;stroke:var(--analytics)}.edge>.plate{stroke-width:1.5;stroke:var(--network)}"
        ".vpc>.plate{fill:var(--paper);stroke:var(--network);stroke-width:2}"
        ".group>.plate{fill:var(--paper);stroke:var(--line)}"
        ".tier>.plate{fill:var(--tone);fill-opacity:.07;stroke:var(--tone);stroke-opacity:.35}.tier>text{fill:var(--tone)}"
        ".subnet>.plate{fill:var(--tone);fill-opacity:.13;stroke:none}"
        ".area .plate{fill:var(--tone);fill-opacity:.06}"
        ".zone .plate{fill:none;stroke:var(--mute);stroke-dasharray:5 4;stroke-opacity:.8}.zone text{fill:var(--mute)}"
        ".band>.plate,.card>.plate{fill:var(--card);stroke:var(--tone);stroke-width:1.5}.compact>.plate{fill:var(--card);stroke:var(--line)}"
        ".outside>.plate{fill:var(--panel);stroke:var(--line)}"
        ".part>.plate{fill:var(--tone);fill-opacity:.12;stroke:var(--tone);stroke-opacity:.5}"
        ".mark{fill:none;stroke:var(--tone);stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}.bar{fill:var(--tone)}"
        ".badge{fill:var(--tone)}.badge+.mark{stroke:#fff}"
        ".arrow path{fill:none;stroke:var(--flow);stroke-width:1.8}"
        ".arrow.guard path{stroke:var(--security);stroke-dasharray:3 4}"
        ".head{fill:var(--flow)}.head.guard{fill:var(--security)}"
        ".legend .plate{fill:var(--tone);fill-opacity:.3;stroke:var(--tone);stroke-opacity:1}"
        ".shield{fill:var(--paper);stroke:var(--flow)}"
    )
