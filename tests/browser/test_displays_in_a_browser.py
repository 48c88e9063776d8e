"""Displays in Chromium: nothing is loaded, nothing complains, nothing runs over the edge, in light and in dark."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.hearing import kept
from tests.show.samples import SAMPLES

from slacal import CoverageWarning

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

MOST = 30_000
WIDTHS = (600, 320)
# Whatever is wider than the page, or text that leaves the drawing that it stands in; half a pixel is rounding.
OVER = """() => {
  const page = document.documentElement, over = [];
  if (page.scrollWidth > page.clientWidth) over.push(`page: ${page.scrollWidth} > ${page.clientWidth}`);
  const card = document.body.firstElementChild.getBoundingClientRect();
  for (const node of document.querySelectorAll(".slacal *")) {
    const box = node.getBoundingClientRect();
    if (box.width && box.right > card.right + 0.5) over.push(`${node.tagName}.${node.className}: ${node.textContent}`);
  }
  for (const text of document.querySelectorAll("svg text")) {
    const shown = text.getBoundingClientRect(), box = text.ownerSVGElement.getBoundingClientRect();
    const inside = shown.left >= box.left - 0.5 && shown.right <= box.right + 0.5
      && shown.top >= box.top - 0.5 && shown.bottom <= box.bottom + 0.5;
    if (shown.width && !inside) over.push(`text: ${text.textContent}`);
  }
  return over;
}"""


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        picture = SAMPLES[request.param]()
    assert len(picture.html.encode()) < MOST
    file = tmp_path_factory.mktemp("display") / "display.html"
    picture.save(file)
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_display_keeps_to_itself_and_to_its_place(browser: Any, page: Path, scheme: str) -> None:
    tab = browser.new_page(color_scheme=scheme)
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", kept(asked, "url"))
    tab.on("console", kept(said, "text"))
    tab.on("pageerror", kept(said, "message"))
    tab.goto(page.as_uri())
    over: dict[int, list[str]] = {}
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        over[width] = tab.evaluate(OVER)
    ground = tab.evaluate("getComputedStyle(document.querySelector('.slacal')).backgroundColor")
    tab.close()
    assert asked == [page.as_uri()]
    assert said == []
    assert over == {width: [] for width in WIDTHS}
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 25, 28)"}[scheme]


@pytest.mark.parametrize(
    ("sign", "ground"),
    [
        ('data-jp-theme-light="false"', "rgb(23, 25, 28)"),
        ('class="vscode-dark"', "rgb(23, 25, 28)"),
        ('data-theme="dark"', "rgb(23, 25, 28)"),
        ('data-md-color-scheme="slate"', "rgb(23, 25, 28)"),
        ('data-jp-theme-light="true"', "rgb(255, 255, 255)"),
        ('class="vscode-light"', "rgb(255, 255, 255)"),
    ],
)
def test_the_theme_of_the_notebook_wins_over_that_of_the_system(browser: Any, sign: str, ground: str) -> None:
    system = "light" if ground == "rgb(23, 25, 28)" else "dark"
    tab = browser.new_page(color_scheme=system)
    tab.set_content(f"<body {sign}>{SAMPLES['week']().html}</body>")
    assert tab.evaluate("getComputedStyle(document.querySelector('.slacal')).backgroundColor") == ground
    tab.close()
