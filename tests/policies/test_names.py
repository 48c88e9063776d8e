from __future__ import annotations

from typing import Any

import pytest

from slacal.policies.names import names_in, naming_faults

WEEK = {"week": "Mo-Fr 09:00-17:00"}


def test_names_are_known_before_anything_is_read() -> None:
    book = names_in({"definitions": {"busy": 5}, "calendars": {"office": None}, "zone": "Asia/Tokyo"})
    assert set(book.terms) == {"solved", "waiting", "busy"}
    assert set(book.calendars) == {"office"}
    assert (book.zone, book.date_zone) == ("Asia/Tokyo", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("tree", "known"),
    [
        ({}, False),
        ({"calendars": {"office": WEEK}}, True),
        ({"calendars": {"office": WEEK, "desk": WEEK}}, False),
        ({"calendars": {"office": WEEK, "desk": WEEK}, "calendar": "desk"}, True),
        ({"calendar": "always"}, True),
    ],
)
def test_the_only_calendar_is_the_default(tree: dict[str, Any], known: bool) -> None:
    assert (names_in(tree).calendar is not None) is known


@pytest.mark.parametrize("tree", [{"calendars": 5, "definitions": [], "zone": {}}, {"zone": "Mars"}])
def test_a_book_is_made_of_whatever_stands_there(tree: dict[str, Any]) -> None:
    book = names_in(tree)
    assert book.zone == "UTC"  # a zone that is there and may be wrong raises no second fault
    assert book.calendars == {}


def test_reserved_words_and_circles_are_told() -> None:
    calendars = {"always": WEEK, "a": {"base": "b", "minus": ["c"]}, "b": {"any_of": ["a"]}, "c": WEEK}
    found = [(fault.field, fault.code) for fault in naming_faults({"calendars": calendars})]
    assert found[0] == ("calendars.always", "reserved")
    assert [code for _, code in found[1:]] == ["circle"]
