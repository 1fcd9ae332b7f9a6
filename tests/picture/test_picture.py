"""A real browser without a network shows every resource of a whole stack: nothing covered, nothing cut off."""

import base64
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.picture.conftest import Drawing
from tests.support.cloud import ROOT

LOOK, COLOURS = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("look.js", "colours.js"))
# Where the last screenshots can be looked at.
SHOTS = ROOT / ".cache/pictures"
SIZES = [(1440, 900), (1024, 768)]


@contextmanager
def opened(
    browser: Browser, path: Path, size: tuple[int, int], scheme: Any = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """A page with the file in it, without a network; and whatever it complained of or asked for,
    the file itself apart.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True)
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url in (path.as_uri(), "data:,") else said.append(f"request: {request.url}"),
    )
    page.goto(path.as_uri())
    yield page, said
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_resource_is_to_be_seen(browser: Browser, drawing: Drawing, size: tuple[int, int], scheme: str) -> None:
    with opened(browser, drawing.path, size, scheme) as (page, said):
        seen = page.evaluate(LOOK)
        assert seen["wrong"] == []
        shown = [tuple(resource) for resource in seen["resources"]]
        assert without_own_names(drawing.made) - without_own_names((kind, name) for kind, name, _ in shown) == Counter()
        assert len(shown) == len(set(shown)) == drawing.count, "of one name in two regions there are two"
        assert seen["width"] >= 1000
        assert size[0] < 1440 or seen["overflow"] <= 0
        SHOTS.mkdir(parents=True, exist_ok=True)
        shot = screenshot(page)
        (SHOTS / f"{drawing.path.stem}-{size[0]}-{scheme}.png").write_bytes(base64.b64decode(shot))
        assert said == []
    look = measured(browser, shot)
    assert look["colours"] > 100 and look["largest"] < 0.9, "the screenshot is blank"
    assert look["light"] > 0.7 if scheme == "light" else look["light"] < 0.3


def without_own_names(resources: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Resources by kind and name.

    A record has a name of its own only in the inventory; AWS knows it by what it says.
    """
    return Counter((kind, "" if kind == "route53_record" else name) for kind, name in resources)


def screenshot(page: Page) -> str:
    """The whole page as PNG in base64. Playwright's own way never ends on a plain SVG, which has no body."""
    session = page.context.new_cdp_session(page)
    whole = session.send("Page.getLayoutMetrics")["cssContentSize"]
    data: str = session.send("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": {**whole, "scale": 1}})[
        "data"
    ]
    return data


def measured(browser: Browser, shot: str) -> dict[str, Any]:
    """How the pixels of a screenshot are."""
    page = browser.new_page()
    try:
        found: dict[str, Any] = page.evaluate(COLOURS, f"data:image/png;base64,{shot}")
        return found
    finally:
        page.close()


def test_what_is_built_looks_like_what_was_planned(
    browser: Browser, production_planned: Drawing, production_built: Drawing
) -> None:
    arrows = []
    for drawing in (production_planned, production_built):
        with opened(browser, drawing.path, SIZES[0]) as (page, _):
            arrows.append(page.evaluate(LOOK)["arrows"])
    assert sorted(arrows[0]) == sorted(arrows[1])
    ways = {
        "CloudFront to Application Load Balancer: 443",
        "Application Load Balancer to ECS service: 8000",
        "ECS service to RDS: 5432",
    }
    ways |= {
        "Users to Route 53: DNS",
        "Route 53 to CloudFront: 443",
        "ECS service to OpenSearch: 443",
        "ECS service to ElastiCache: 6379",
    }
    assert ways <= set(arrows[0])


def test_it_is_printed_on_one_sheet(browser: Browser, production_built: Drawing) -> None:
    with opened(browser, production_built.path, SIZES[0], "dark") as (page, _):
        sheets = page.pdf(prefer_css_page_size=True, print_background=True)
    assert sheets.count(b"/Type /Page\n") == 1


def test_a_picture_that_is_broken_is_noticed(browser: Browser, production_planned: Drawing, tmp_path: Path) -> None:
    text = production_planned.path.read_text(encoding="utf-8")
    assert ">public-a<" in text
    broken = tmp_path / "broken.html"
    broken.write_text(
        text.replace(">public-a<", f">{'public-a ' * 20}<").replace(
            "</body>", '<img src="https://example.com/a.png"></body>'
        ),
        encoding="utf-8",
    )
    with opened(browser, broken, SIZES[0]) as (page, said):
        assert any(problem.startswith("overflows: public-a") for problem in page.evaluate(LOOK)["wrong"])
        assert said
