"""The picture on the README and the front page is what slacal draws of the README's ticket."""

from __future__ import annotations

import pytest
from tools.readme_picture import PAGE, ROOT, picture

MOST = 60_000  # bytes


def test_the_display_that_was_photographed_is_the_one_drawn_now(tmp_path_factory: pytest.TempPathFactory) -> None:
    now = tmp_path_factory.mktemp("picture") / PAGE.name
    picture().save(now)
    again = "draw it again: .venv-browser/bin/python -m tools.readme_picture"
    assert PAGE.read_text(encoding="utf-8") == now.read_text(encoding="utf-8"), again


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_photographs_are_small_and_shown_on_both_pages(scheme: str) -> None:
    photograph = PAGE.with_name(f"ticket-{scheme}.png")
    assert photograph.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert photograph.stat().st_size < MOST
    assert f"docs/pictures/{photograph.name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"pictures/{photograph.name}" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
