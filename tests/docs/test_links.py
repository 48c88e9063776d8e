"""Every link of the pages leads somewhere: to a file, a page of the site, a heading, a public name."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = [*PAGES, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/README.md"))]
FENCE = re.compile(r"^( *)```.*?^\1```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
NAMES = re.compile(r"^::: +([\w.]+)", re.MULTILINE)


class Link(NamedTuple):
    """One link, and the page that has it."""

    page: Path
    target: str


def plain(text: str) -> str:
    """Return a page without its blocks of code, where brackets mean other things."""
    return FENCE.sub("", text)


def slug(heading: str) -> str:
    """Return the anchor that the site gives to a heading."""
    words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words.replace("`", "")).strip().lower())


@cache
def anchors(page: Path) -> frozenset[str]:
    found: list[str] = []
    for heading in HEADING.findall(plain(page.read_text(encoding="utf-8"))):
        name = slug(heading)
        found.append(f"{name}_{found.count(name)}" if name in found else name)
    return frozenset(found)


def links() -> list[Link]:
    return [Link(page, found) for page in TEXTS for found in LINK.findall(plain(page.read_text(encoding="utf-8")))]


def fault(link: Link) -> str:
    """Return what is wrong with a link, or nothing."""
    path, _, anchor = link.target.partition("#")
    page = (link.page.parent / path).resolve() if path else link.page
    if not page.is_file():
        return f"{link.target}: no such file"
    if DOCS in link.page.parents and DOCS not in page.parents:
        return f"{link.target}: outside of the site"
    if not anchor or page.suffix != ".md" or anchor in anchors(page) or is_public(anchor, page):
        return ""
    return f"{link.target}: no such heading"


def is_public(name: str, page: Path) -> bool:
    """Is the anchor the full name of what a reference page describes?"""
    modules = [module for module in NAMES.findall(page.read_text(encoding="utf-8")) if name.startswith(f"{module}.")]
    found: object = None
    for module in modules:
        found = import_module(module)
        for part in name.removeprefix(f"{module}.").split("."):
            found = getattr(found, part, None)
    return found is not None


def shown(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", TEXTS, ids=shown)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    inner = [link for link in links() if link.page == page and "://" not in link.target]
    assert [found for link in inner if (found := fault(link))] == []


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("index.md", ""),
        ("pictures/ticket-light.png#only-light", ""),  # the site's own word for a picture of one theme
        ("reference/calendar-rules.md#c1-what-is-a-window", ""),
        ("reference/index.md#slacal.Calendar.add", ""),
        ("nowhere.md", "nowhere.md: no such file"),
        ("../README.md", "../README.md: outside of the site"),
        ("reference/calendar-rules.md#c99", "reference/calendar-rules.md#c99: no such heading"),
        ("reference/index.md#slacal.Calender", "reference/index.md#slacal.Calender: no such heading"),
    ],
)
def test_good_links_are_told_from_bad_ones(target: str, told: str) -> None:
    assert fault(Link(DOCS / "index.md", target)) == told


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("C1: What is a window?", "c1-what-is-a-window"),
        ("P14: May a clock start later?", "p14-may-a-clock-start-later"),
        ("`DayRule`: what [it](x.md) means", "dayrule-what-it-means"),
    ],
)
def test_anchors_are_those_of_the_site(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


def test_every_page_stands_in_the_navigation_once() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    listed = re.findall(r"([\w./-]+\.md)$", nav, re.MULTILINE)
    assert sorted(listed) == sorted(page.relative_to(DOCS).as_posix() for page in PAGES)
