"""The picture of the README and the front page: the display of the README's own ticket, photographed in Chromium.

Run it where playwright and Pillow are: ``.venv-browser/bin/python -m tools.readme_picture``. SLACAL_BROWSER names a
browser that is not on PATH. The display is kept beside its photographs; a test compares it with what slacal draws now.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from slacal import Policy, show
from slacal.formats.event_log import read_log

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "pictures" / "ticket.html"
WIDTH, SCALE, COLOURS = 784, 2, 64  # the card at its widest, at twice the dots
ASKED = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Berlin"))
_FILE = re.compile(r'^```\w+ title="(?P<name>[\w.]+)"\n(?P<text>.*?)^```', re.DOTALL | re.MULTILINE)


def picture() -> show.Picture:
    """Return the display of the ticket that the README tells of."""
    with TemporaryDirectory() as folder:
        for file in _FILE.finditer((ROOT / "README.md").read_text(encoding="utf-8")):
            (Path(folder) / file["name"]).write_text(file["text"], encoding="utf-8")
        policy = Policy.load(Path(folder) / "support.yaml")
        [ticket] = read_log(Path(folder) / "log.csv", zone="Europe/Berlin", optional_facts=["status"])
    return show.cycle(policy.evaluate(ticket, as_of=ASKED)["fix"])


def _few_colours(shot: bytes, path: Path) -> None:
    """Write a photograph with a palette: a third of the bytes, and nobody sees it."""
    pillow: Any = import_module("PIL.Image")  # comes with matplotlib
    drawn = pillow.open(BytesIO(shot)).quantize(COLOURS, method=pillow.Quantize.FASTOCTREE, dither=pillow.Dither.NONE)
    drawn.save(path, optimize=True)


def main() -> None:
    picture().save(PAGE)
    browser = os.environ.get("SLACAL_BROWSER") or shutil.which("chromium")
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            view = {"width": WIDTH, "height": 400}
            tab = chromium.new_page(color_scheme=scheme, device_scale_factor=SCALE, viewport=view)
            tab.goto(PAGE.as_uri())
            tab.add_style_tag(content="html,body{background:transparent}")
            shot = tab.locator(".slacal").screenshot(omit_background=True)
            _few_colours(shot, PAGE.with_name(f"ticket-{scheme}.png"))
        chromium.close()


if __name__ == "__main__":
    main()
