from __future__ import annotations

from typing import Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.errors import SlacalError, UnknownName
from slacal.policies.book import Book
from slacal.policies.choice import choice_of
from slacal.policies.faults import flat

NOTHING: dict[str, Any] = {}
OFFICE = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
DESK = Calendar.weekly("Mo-Su 09:00-17:00", zone="Europe/Berlin")
BOOK = Book(calendars={"office": OFFICE, "desk": DESK}, date_zone="Europe/Berlin")


def test_a_name_is_that_calendar() -> None:
    assert choice_of("office", BOOK).pick({}) == ("office", OFFICE)


def test_always_needs_no_definition_and_has_the_dates_of_the_policy() -> None:
    assert choice_of("always", BOOK).pick({}) == ("always", Calendar.always(zone="Europe/Berlin"))


def test_the_first_match_counts_and_the_last_is_the_default() -> None:
    choice = choice_of([{"when": {"tier": "gold"}, "use": "desk"}, {"use": "office"}], BOOK)
    assert [choice.pick(facts).name for facts in ({"tier": "gold"}, {"tier": "iron"}, {})] == [
        "desk", "office", "office",
    ]  # fmt: skip


def test_an_unknown_calendar_is_given_the_nearest_one() -> None:
    with pytest.raises(UnknownName) as refused:
        choice_of("ofice", BOOK)
    assert refused.value.mend == "did you mean 'office'?"


def test_an_unknown_calendar_that_is_near_to_none_is_told_the_first_ten() -> None:
    with pytest.raises(UnknownName) as refused:
        choice_of("zzzzzzzz", Book(calendars=dict.fromkeys("abcdefghijk", OFFICE)))
    assert refused.value.mend == "use one of a, b, c, d, e, f, g, h, i, j"


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        (None, [""]),
        ({"use": "office"}, [""]),
        ([], [""]),
        ("never", [""]),
        ([{"use": "office"}, {"use": "desk"}], ["[0].when"]),
        ([{"when": {"tier": "gold"}, "use": "office"}], ["[0].when"]),
        ([{"when": NOTHING, "use": "x"}, {"use": 5}], ["[0].use", "[0].when", "[1].use"]),
        (["desk", NOTHING], ["[0]", "[1].use"]),
        ([{"usee": "office"}], ["[0].usee"]),
    ],
)
def test_every_fault_of_a_choice_has_its_path(written: object, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        choice_of(written, BOOK)
    assert [fault.field for fault in flat(refused.value)] == fields
