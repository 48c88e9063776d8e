"""What holds of every display: one well-formed element, small, named for who hears it, with nothing from outside."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import pytest
from tests.show.reading import tree_of
from tests.show.samples import SAMPLES

from slacal import CoverageWarning

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from slacal.show.picture import Picture

NAMES = sorted(SAMPLES)
MOST = 30_000
LOADS = re.compile(r"https?:|@import|url\(|<script|<link|<img|<iframe|\son\w+=", re.IGNORECASE)


def drawn(name: str) -> Picture:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        return SAMPLES[name]()


@pytest.fixture(scope="module", params=NAMES)
def picture(request: pytest.FixtureRequest) -> Picture:
    return drawn(request.param)


@pytest.fixture(scope="module")
def tree(picture: Picture) -> ET.Element:
    return tree_of(picture.html)


def test_a_display_is_one_well_formed_element(tree: ET.Element) -> None:
    assert tree.tag in {"figure", "svg"}


def test_a_display_is_below_30_kilobytes(picture: Picture) -> None:
    assert len(picture.html.encode()) < MOST


def test_a_display_has_a_name_to_be_read_aloud(tree: ET.Element) -> None:
    assert tree.get("aria-label")


def test_each_drawing_inside_is_named_or_says_what_the_text_beside_it_says(tree: ET.Element) -> None:
    for svg in tree.iter("svg"):
        assert svg.get("aria-hidden") == "true" or (svg.get("role") == "img" and svg.find("title") is not None)


def test_each_table_has_a_caption_and_heads_with_a_scope(tree: ET.Element) -> None:
    for table in tree.iter("table"):
        caption = table.find("caption")
        assert caption is not None
        assert "".join(caption.itertext())
        assert all(head.get("scope") in {"col", "row"} for head in table.iter("th"))


def test_a_display_loads_and_runs_nothing(tree: ET.Element) -> None:
    written = [f"<{node.tag} {' '.join(node.attrib)}" for node in tree.iter()]
    styles = [style.text or "" for style in tree.iter("style")]
    assert not LOADS.search(" ".join([*written, *styles]))


def test_a_display_writes_only_the_colours_that_it_uses(picture: Picture) -> None:
    written = set(re.findall(r"--([a-z]+):", picture.html)) - {"ground", "ink", "faint", "rule"}
    assert written <= set(re.findall(r"var\(--([a-z]+)\)", picture.html))


def test_the_text_of_a_display_prints_in_any_terminal(picture: Picture) -> None:
    text = str(picture)
    assert text.strip()
    assert all(mark.isprintable() for mark in text.replace("\n", ""))


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("year")])
def test_a_display_is_the_same_each_time(name: str) -> None:
    assert drawn(name) == drawn(name)
