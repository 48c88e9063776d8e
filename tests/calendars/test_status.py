"""What is said of an instant and of a date: since when, whose hours they are, and what is not known of them."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, CoverageWarning, HolidayDates, Layer

APIA = ZoneInfo("Pacific/Apia")  # went from Thursday 29 to Saturday 31 December 2011
HOUR = 3_600_000_000  # microseconds


def told(zone: str, start: str, end: str, fold: int = 0) -> list[tuple[str, str]]:
    """Return the start and the reason of each stretch of a week that opens on Wednesdays alone."""
    calendar = Calendar.weekly("We 09:00-10:00", zone=zone)
    low, high = (datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)) for text in (start, end))
    return [(f"{one.starts_at:%d %H:%M}", one.reason) for one in calendar.explain(low.replace(fold=fold), high)]


def test_c9_a_date_with_two_midnights_begins_at_the_first() -> None:
    # In St. John's clocks went from 00:01 on Sunday 7 November 2010 back to 23:01 on Saturday: half past eleven of
    # Saturday came twice, and the second one lies after Sunday had begun.
    assert told("America/St_Johns", "2010-11-06T23:30", "2010-11-09T00:00") == [
        ("06 23:30", "Saturday"), ("07 00:00", "Sunday"), ("08 00:00", "Monday"),
    ]  # fmt: skip
    assert told("America/St_Johns", "2010-11-06T23:30", "2010-11-09T00:00", fold=1) == [
        ("06 23:30", "Sunday"), ("08 00:00", "Monday"),
    ]  # fmt: skip


def test_c9_a_midnight_that_was_skipped_lies_as_much_later_as_the_clock_moved() -> None:
    # In Toronto clocks went from 23:30 on Sunday 30 March 1919 to 00:30 on Monday: midnight, an hour on, is 01:00.
    assert told("America/Toronto", "1919-03-30T12:00", "1919-04-01T00:00") == [
        ("30 12:00", "Sunday"), ("31 01:00", "Monday"),
    ]  # fmt: skip


def test_what_lies_a_week_and_more_ahead_is_told_with_its_date() -> None:
    # Closed from Monday 1 December to Thursday the 10th 2026, open again on Friday.
    closed = [date(2026, 12, day) for day in range(1, 11)]
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", special_days=dict.fromkeys(closed, "off"))
    far = desk.status(datetime(2026, 12, 5, 12, tzinfo=UTC))
    assert str(far) == "closed, opens Fri 2026-12-11 10:00: special day"
    near = desk.status(datetime(2026, 12, 12, 12, tzinfo=UTC))
    assert str(near) == "closed, opens Mon 10:00: Saturday"


def test_c9_a_night_across_a_date_left_out_is_open_for_the_reason_of_the_date_on_which_it_began() -> None:
    nights = Calendar.weekly("Th 22:00-06:00", zone=APIA)
    assert str(nights.status(datetime(2011, 12, 31, 3, tzinfo=APIA))) == "open, closes Sat 06:00: Thursday"


def test_c2_the_tail_of_a_night_is_the_nights_from_its_first_instant_on() -> None:
    # Friday's night without the first two hours of Saturday: what is left of it opens on Saturday at two
    nights = Calendar.weekly("Fr 22:00-06:00", zone="UTC") - Calendar.weekly("Sa 00:00-02:00", zone="UTC")
    assert nights.status(datetime(2026, 11, 21, 2, tzinfo=UTC)).reason == "combined hours"


def test_c2_a_night_goes_on_where_the_next_dates_own_hours_close_in_it() -> None:
    both = Calendar.weekly("Fr 22:00-06:00; Sa 00:00-02:00", zone="UTC", overnight="shift")
    told = [both.status(datetime(2026, 11, 21, hour, tzinfo=UTC)).reason for hour in (1, 2)]
    assert told == ["Saturday", "Friday"]


def test_an_instant_at_which_hours_begin_is_open_since_then_at_the_turn_of_a_year_too() -> None:
    mornings = Calendar.weekly("Mo-Su 00:00-12:00", zone="UTC")
    for begins in (datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 11, 20, tzinfo=UTC)):
        assert mornings.status(begins).since == begins


def test_the_first_date_that_can_be_asked_about_has_its_own_reason() -> None:
    # 1 January of the year 1 is a Monday, so the 5th a Friday
    week = Calendar.weekly("Mo-Th 09:00-17:00", zone="UTC")
    assert week.status(datetime(1, 1, 5, tzinfo=UTC)).reason == "Friday"


def frozen(zone: str, first: str, covers: tuple[str, str], pairs: list[list[int]], *dates: int) -> Calendar:
    """Return a frozen calendar of two kinds of dates, written by hand: "given" has the stretches, "empty" has none."""
    kinds: list[list[Any]] = [["week", "given", pairs], ["week", "empty", []]]
    tree: dict[str, Any] = {"slacal": 1, "frozen": kinds, "dates": {first: [*dates]}, "zone": zone, "covers": [*covers]}
    return Calendar.from_dict(tree)


def test_c9_a_date_left_out_has_no_hours_even_where_a_text_gives_it_some() -> None:
    covers = ("2011-12-29T10:00:00+00:00", "2011-12-31T10:00:00+00:00")  # from the 29th to the 31st
    day = frozen(APIA.key, "2011-12-29", covers, [[20 * HOUR, 21 * HOUR]], 1, 0, 1).day(date(2011, 12, 30))
    assert (day.windows, day.spans, day.reason) == ((), (), "2011-12-30 does not exist in Pacific/Apia")


def test_an_open_instant_that_no_date_near_it_owns_has_the_reason_of_its_own_date() -> None:
    covers = ("2026-11-16T00:00:00+00:00", "2026-11-20T00:00:00+00:00")
    far = frozen("UTC", "2026-11-16", covers, [[72 * HOUR, 73 * HOUR]], 0, 1, 1, 1)  # Monday's, on Thursday
    status = far.status(datetime(2026, 11, 19, tzinfo=UTC))
    assert (status.is_open, status.reason, status.layer) == (True, "empty", Layer.WEEK)


def test_c8_the_last_known_date_that_is_open_until_it_ends_rests_on_nothing_unknown() -> None:
    year = HolidayDates.of([], covers=(date(2026, 1, 1), date(2026, 12, 31)))
    always = Calendar.weekly("24/7", zone="UTC", holidays=year, coverage="raise")
    assert always.day(date(2026, 12, 31)).note == ""


def test_c8_a_date_of_which_the_first_half_second_is_unknown_is_not_known() -> None:
    # The old version knows nothing of the time before the change, the new one all the time after it.
    change = datetime.fromisoformat("2026-07-01T00:00:00.500000+00:00")
    old, new = (HolidayDates.of([], covers=(date(year, 1, 1), date(2028, 12, 31))) for year in (2028, 2026))
    week = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
    changed = week.replace(holidays=old).until(change, then=week.replace(holidays=new))
    with pytest.warns(CoverageWarning, match="not known before 2026-07-01"):
        assert changed.day(date(2026, 7, 1)).note != ""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert changed.day(date(2026, 7, 2)).note == ""
