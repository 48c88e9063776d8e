"""Elements: whatever the text, it stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.show.reading import tree_of

from slacal.show.markup import Markup, clipped, element, joined, number, percent


def test_text_inside_an_element_is_escaped() -> None:
    assert element("p", "<script>&") == "<p>&lt;script&gt;&amp;</p>"


def test_text_of_an_attribute_is_escaped_with_its_quotes() -> None:
    assert element("p", title="\"'<") == '<p title="&quot;&#x27;&lt;"></p>'


def test_what_does_not_print_is_made_visible() -> None:
    assert element("p", "a\x1b[2Jb\u202e", title="\0") == '<p title="\\x00">a\\x1b[2Jb\\u202e</p>'


def test_elements_stand_inside_elements_as_they_are() -> None:
    assert element("p", element("b", "x"), " & y") == "<p><b>x</b> &amp; y</p>"


def test_nothing_is_left_out_of_children_and_attributes() -> None:
    assert element("p", None, "x", lang=None) == "<p>x</p>"


@pytest.mark.parametrize(
    ("name", "text"), [("rect", "<rect/>"), ("br", "<br/>"), ("td", "<td></td>"), ("svg", "<svg></svg>")]
)
def test_an_empty_element_reads_the_same_as_html_and_as_xml(name: str, text: str) -> None:
    assert element(name) == text


def test_names_of_attributes_are_written_as_the_languages_have_them() -> None:
    assert element("rect", class_="a", stroke_width=2, viewBox="0 0 1 1") == (
        '<rect class="a" stroke-width="2" viewBox="0 0 1 1"/>'
    )


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0.3"), (-0.0001, "0"), (1e3, "1000"), (10.0, "10")])
def test_numbers_are_written_short(value: float, text: str) -> None:
    assert number(value) == text


def test_a_share_is_a_percentage() -> None:
    assert percent(10 / 24) == "41.67%"


def test_a_long_text_is_cut_and_a_short_one_is_not() -> None:
    assert (clipped("abc", 3), clipped("abcd", 3)) == ("abc", "ab…")


def test_joined_parts_are_markup_and_are_not_escaped_again() -> None:
    assert isinstance(joined("<", Markup("<b/>")), Markup)
    assert element("p", joined("<", Markup("<b/>"))) == "<p>&lt;<b/></p>"


@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_element(inside: str, title: str) -> None:
    tree = tree_of(element("p", inside, title=title))
    assert (len(tree), set(tree.attrib)) == (0, {"title"})
