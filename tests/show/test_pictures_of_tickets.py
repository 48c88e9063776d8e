"""Every display of a cycle, an evaluation or a policy: well-formed, escaped, named, small, and never refused."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from tests.show.samples_of_tickets import TICKETS, tickets

from slacal import show
from slacal.testing import evaluations, policies

if TYPE_CHECKING:
    from slacal import Evaluation, Policy
    from slacal.show.picture import Picture

MOST = 30_000


def check(picture: Picture) -> None:
    """Refuse a picture that a page or a screen reader could not take."""
    assert len(picture.html.encode()) < MOST
    tree = ET.fromstring(picture.html)  # noqa: S314 - our own markup
    assert tree.get("aria-label")
    assert {node.tag for node in tree.iter()}.isdisjoint({"script", "link", "img", "iframe", "a"})
    assert all(node.get("aria-label") for node in tree.iter() if node.get("role") == "img")
    assert all(table.findtext("caption") for table in tree.iter("table"))
    assert picture.text.isascii() or picture.text.replace("\n", "").isprintable()
    HTMLParser().feed(picture.html)


@pytest.mark.parametrize("name", TICKETS)
def test_a_picture_is_well_formed_named_and_small(name: str) -> None:
    check(TICKETS[name]())


@settings(max_examples=8)
@given(evaluations())
def test_every_evaluation_and_each_of_its_cycles_has_a_picture(evaluation: Evaluation) -> None:
    check(show.evaluation(evaluation))
    for result in evaluation.targets:
        for cycle in result.cycles or (result,):
            check(show.cycle(cycle))
            check(show.cycle(cycle.explain(), language="ru"))


@settings(max_examples=5)
@given(policies())
def test_every_policy_has_a_picture(policy: Policy) -> None:
    check(show.policy(policy))


def test_a_notebook_finds_the_pictures() -> None:
    evaluation = tickets()["running"]
    result = evaluation["resolution"]
    for value, drawn in (
        (evaluation, show.evaluation(evaluation)),
        (result, show.cycle(result)),
        (result.cycles[0], show.cycle(result)),
        (result.explain(), show.cycle(result.explain())),
    ):
        assert value._repr_html_() == drawn.html


@pytest.mark.parametrize("name", ["cycle hostile", "evaluation hostile", "policy hostile"])
def test_names_cannot_become_markup(name: str) -> None:
    picture = TICKETS[name]()
    assert "<script" not in picture.html
    assert "&lt;script&gt;" in picture.html
