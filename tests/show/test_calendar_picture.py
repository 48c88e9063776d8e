"""A calendar in a notebook: its week, its sources and exceptions, or the calendars that it is made of."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.show.reading import tree_of
from tests.show.samples import AT, CALENDARS, FROZEN, HOSTILE, MEAN, NIGHTS, OFFICE, ROTA, SUPPORT

from slacal import Calendar, PublicHolidays, WrongType, show
from slacal.testing import calendars

if TYPE_CHECKING:
    from slacal.show.text import LanguageName


def blocks(calendar: Calendar, at: datetime | None = None) -> dict[str, list[str]]:
    """Return the lines of a text under their titles."""
    found: dict[str, list[str]] = {"": []}
    title = ""
    for line in str(show.calendar(calendar, at=at)).splitlines():
        if line.endswith(":") and not line.startswith(" "):
            title = line
        found.setdefault(title, []).append(" ".join(line.split()))
    return {title: [line for line in lines[bool(title) :] if line] for title, lines in found.items()}


def test_a_week_shows_its_hours_its_holidays_and_its_special_days() -> None:
    found = blocks(SUPPORT)
    assert found[""] == ["Mo-Fr 10:00-19:00; Sa 09:00-16:00, Europe/Moscow"]
    assert found["The plain week:"][6].endswith("7 h 09:00–16:00")
    assert found["Holidays:"] == ["4 November 2026 Unity Day, 1 January 2027 New Year"]
    assert found["Special days:"] == ["5 November 2026 10:00–15:00 stocktaking", "every 31 December closed"]


def test_a_plain_week_names_no_date_that_nobody_asked_for() -> None:
    week = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
    assert list(blocks(week)) == ["", "The plain week:"]


def test_nights_of_the_plain_week_stand_on_both_days() -> None:
    week = blocks(NIGHTS)["The plain week:"]
    assert week[1].endswith("2 h 22:00 →")
    assert week[6].endswith("13 h → 06:00, 10:00–14:00, 15:00–18:00")  # 6 + 4 + 3


def test_hours_of_parts_of_the_year_and_of_sources_are_said() -> None:
    found = blocks(OFFICE)
    assert found["Hours of parts of the year:"] == ["Dec 24 09:00-12:00"]
    assert found["Holidays:"][0].startswith("public holidays of US; known ")
    read = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC", holidays=PublicHolidays("DE", "BY", categories="catholic"))
    assert "categories: catholic" in blocks(read)["Holidays:"][0]


def test_the_weeks_of_a_rota_take_turns() -> None:
    found = blocks(ROTA)
    assert found["Week 1 of 2, in turn since 5 January 2026:"][1].endswith("8 h 06:00–14:00")
    assert found["Week 2 of 2, in turn since 5 January 2026:"][1].endswith("8 h 14:00–22:00")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("either", "Open where any of 5 calendars is, Europe/Berlin"),
        ("both", "Open where all of 2 calendars are, Europe/Moscow"),
        ("less", "Open where the first is and the others are not, Europe/Moscow"),
        ("elsewhere", "The same hours with the dates of Pacific/Apia, Pacific/Apia"),
        ("versions", "Versions, one after the other, Europe/Moscow"),
        ("always", "Never closes: 24 hours, every day, UTC"),
        ("never", "Never opens, Asia/Tokyo"),
        ("frozen", "Frozen: 311 given stretches, Europe/Moscow"),  # 365 days less 52 Sundays, 4 Nov and 31 Dec
        ("given spans", "Open in 13 given stretches alone, Europe/Berlin"),
    ],
)
def test_what_is_made_of_others_says_how(name: str, head: str) -> None:
    assert blocks(CALENDARS[name])[""][0] == head


def test_the_parts_of_a_combination_are_shown_one_by_one() -> None:
    text = str(show.calendar(SUPPORT & NIGHTS))
    assert "Part 1: Mo-Fr 10:00-19:00; Sa 09:00-16:00, Europe/Moscow" in text
    assert "Part 2: Mo-Fr 22:00-30:00, Sa 10:00-14:00,15:00-18:00, Europe/Berlin" in text


def test_versions_stand_in_order_of_time() -> None:
    heads = [line.partition(": ")[0] for line in str(show.calendar(CALENDARS["versions"])).splitlines()]
    assert [head for head in heads if head.startswith(("Until", "From"))] == [
        "Until Tue 2026-11-03 17:30",
        "From Tue 2026-11-03 17:30",
        "From Fri 2027-01-01 03:00",  # midnight in UTC
    ]


def test_a_version_that_never_counts_is_left_out() -> None:
    late, early = datetime(2027, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    text = str(show.calendar(SUPPORT.until(late, then=ROTA).until(early, then=OFFICE)))
    assert "Until Thu 2026-01-01 03:00: Mo-Fr 10:00-19:00" in text
    assert "From Thu 2026-01-01 03:00: Mo-Fr 09:00-17:00" in text
    assert "2027" not in text.replace("1 January 2027 New Year", "")


def test_given_stretches_are_shown_at_first_and_then_counted() -> None:
    lines = blocks(CALENDARS["given spans"])["Open stretches:"]
    assert (len(lines), lines[0], lines[-1]) == (13, "Mon 2026-01-05 10:00 Tue 2026-01-06 02:00", "and 1 more")


def test_many_special_days_are_shown_at_first_and_then_counted() -> None:
    assert blocks(MEAN)["Special days:"][-1] == "and 13 more"  # 25 less 12


def test_with_an_instant_it_says_what_is_and_what_comes() -> None:
    found = blocks(SUPPORT, AT)
    assert found["At Tue 2026-11-03 17:30:"] == ["Open until Tue 2026-11-03 19:00: Tuesday"]
    assert found["Next changes:"] == [
        "Tue 2026-11-03 19:00 closes",
        "Thu 2026-11-05 10:00 opens",
        "Thu 2026-11-05 15:00 closes",
        "Fri 2026-11-06 10:00 opens",
    ]
    assert found["Next exceptions:"] == [
        "4 November 2026 closed Unity Day",
        "5 November 2026 10:00–15:00 stocktaking",
        "31 December 2026 closed special day",
        "1 January 2027 closed New Year",
    ]


def test_of_an_instant_without_a_next_change_it_says_that() -> None:
    never, always = (blocks(one, AT)["At Tue 2026-11-03 14:30:"][0] for one in (Calendar.never(), Calendar.always()))
    assert (never, always) == ("Closed, no opening known: never open", "Open, no end known: always open")
    last = datetime(2026, 12, 31, 10, tzinfo=UTC)
    assert "Next changes:" not in blocks(FROZEN, last)


def test_hostile_names_stay_text() -> None:
    html = show.calendar(MEAN).html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert HOSTILE.partition("\x1b")[0] in str(show.calendar(MEAN))


def test_a_notebook_draws_a_calendar_by_itself() -> None:
    assert SUPPORT._repr_html_() == show.calendar(SUPPORT).html


def test_an_equal_calendar_has_an_equal_picture() -> None:
    assert show.calendar(Calendar.from_dict(SUPPORT.to_dict())) == show.calendar(SUPPORT)


def test_what_is_no_calendar_is_refused() -> None:
    with pytest.raises(WrongType, match="is not a Calendar"):
        show.calendar(5)  # type: ignore[arg-type] # the fault


@given(calendars(), st.sampled_from(("en", "ru")))
@settings(max_examples=10)
def test_every_calendar_has_a_display(calendar: Calendar, language: LanguageName) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = show.calendar(calendar, language=language)
    assert tree_of(picture.html).get("aria-label")
    assert len(picture.html.encode()) < 30_000
    assert calendar._repr_html_().startswith("<figure")
    assert picture.text.replace("\n", "").isprintable()
