"""The site as built, opened from its folder: nothing comes from elsewhere, complains, or runs over the edge."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.hearing import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = Path(__file__).parents[2] / "build" / "site"
PAGES = ("index", "tutorial/promise", "how-to/measure-a-log", "reference/show", "explanation/architecture")
GROUND = "getComputedStyle(document.body).backgroundColor"
# What leaves the window, but for what scrolls in a box of its own.
OVER = """() => Array.from(document.querySelectorAll("article, article *")).filter(node => {
  for (let box = node.parentElement; box.tagName !== "MAIN" && box !== document.body; box = box.parentElement)
    if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return false;
  return node.offsetWidth && node.getBoundingClientRect().right > window.innerWidth + 0.5;
}).map(node => node.outerHTML.slice(0, 80))"""
SHOWN = "Array.from(document.querySelectorAll('article img')).filter(one => one.offsetWidth)"


pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not SITE.is_dir(), reason="the site is not built: make docs"),
]


@pytest.fixture(params=["light", "dark"])
def tab(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    opened = browser.new_page(color_scheme=request.param)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_itself_and_to_its_place(tab: Any, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", kept(asked, "url"))
    tab.on("console", kept(said, "text"))
    tab.on("pageerror", kept(said, "message"))
    tab.goto((SITE / f"{name}.html").as_uri(), wait_until="networkidle")
    over: dict[int, list[str]] = {}
    for width in (1280, 600):
        tab.set_viewport_size({"width": width, "height": 900})
        over[width] = tab.evaluate(OVER)
    assert [url for url in asked if not url.startswith("file:")] == []
    assert said == []
    assert over == {1280: [], 600: []}
    assert all(tab.evaluate(f"{SHOWN}.map(one => one.naturalWidth)"))


def test_the_site_follows_light_and_dark_and_so_does_its_picture(browser: Any) -> None:
    seen: dict[str, tuple[bool, list[str]]] = {}
    for scheme in ("light", "dark"):
        tab = browser.new_page(color_scheme=scheme)
        tab.goto((SITE / "index.html").as_uri(), wait_until="networkidle")
        ground = int(tab.evaluate(GROUND).split("(")[1].split(",")[0])
        shown = tab.evaluate(f"{SHOWN}.map(one => one.src)")
        seen[scheme] = ground > 127, [source.rpartition("/")[2].partition("#")[0] for source in shown]
        tab.close()
    assert seen == {"light": (True, ["ticket-light.png"]), "dark": (False, ["ticket-dark.png"])}


def test_the_search_finds_in_a_folder_too(browser: Any) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto((SITE / "index.html").as_uri(), wait_until="networkidle")
    tab.keyboard.press("Control+k")
    tab.keyboard.type("glossary")
    found = tab.get_by_text(re.compile(r"^[1-9][0-9]* results?$"))
    found.wait_for(timeout=20_000)
    assert found.is_visible()
    tab.close()
