"""What an answer rests on, to the microsecond: known are the dates of May 2026, from a Friday to a Sunday (rule C8)."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from slacal import Calendar, CoverageWarning, DayRule, HolidayDates

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, LAST = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)  # what is known: [FIRST, LAST)
HOUR = timedelta(hours=1)
MICROSECOND = timedelta.resolution


def known(week: str, *closed: int, until: int = 31) -> Calendar:
    """Return a week that is closed on some dates of May, of which the dates up to one are known."""
    covers = date(2026, 5, 1), date(2026, 5, until)
    days = HolidayDates.of([date(2026, 5, day) for day in closed], covers=covers)
    return Calendar.weekly(week, zone="UTC", holidays=days)


def may(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=UTC)


ROUND = known("24/7", 4)  # closed on the 4th alone
NIGHTS = known("Mo-Su 22:00-06:00")

# Each of them rests on no date but those of May.
KNOWN: dict[str, tuple[Callable[[], object], object]] = {
    "an opening after the first instant": (lambda: ROUND.next_open(FIRST), may("05 00:00")),
    "a closing after the first instant": (lambda: ROUND.next_close(FIRST), may("04 00:00")),
    "an opening before the last one": (lambda: ROUND.previous_open(LAST), may("05 00:00")),
    "a closing before the last one": (lambda: ROUND.previous_close(LAST), may("04 00:00")),
    # open until the midnight that ends May: rolled back to it, whatever June is
    "a closing at the end": (lambda: known("Mo-Su 12:00-24:00").roll_back(LAST), LAST),
    "a day that ends with May": (lambda: ROUND.add_business_days(may("30 12:00"), 1), LAST),
}


@pytest.mark.parametrize("question", KNOWN)
def test_c8_an_answer_within_the_known_dates_is_silent(question: str) -> None:
    ask, answer = KNOWN[question]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ask() == answer


# Each of them rests on a date before May, or on one after it.
UNKNOWN: dict[str, tuple[Callable[[], object], object, str]] = {
    "a term that begins before": (lambda: ROUND.add_business_days(FIRST - HOUR, 1), may("02 00:00"), "before"),
    # back from Monday, 1 June: the business day before it is Sunday the 31st, which opens at midnight
    "a term back from after": (
        lambda: ROUND.add_business_days(LAST + HOUR, -1, rule=DayRule(lands="open")), may("31 00:00"), "from",
    ),
    "a term that ends with a shift past midnight": (
        lambda: NIGHTS.add_business_days(may("30 12:00"), 1), LAST + 6 * HOUR, "from",
    ),
    # at Friday's closing, the 29th; were Monday's midnight open, it would be the answer itself
    "rolled back from the end": (lambda: known("Mo-Fr 09:00-17:00").roll_back(LAST), may("29 17:00"), "from"),
}  # fmt: skip


@pytest.mark.parametrize("question", UNKNOWN)
def test_c8_an_answer_that_rests_on_an_unknown_date_warns(question: str) -> None:
    ask, answer, side = UNKNOWN[question]
    with pytest.warns(CoverageWarning, match=f"not known {side} 2026-0[56]-01"):
        assert ask() == answer


@pytest.mark.parametrize("how", ["opens in it", "opens at its midnight", "is the only date known"])
def test_c8_a_shift_of_a_known_date_in_an_unknown_one_warns_once(how: str) -> None:
    asked, day = NIGHTS, date(2026, 5, 31)
    if how == "opens in it":  # the night of the 31st, from one o'clock to six on 1 June
        asked = NIGHTS.with_days({day: {"open_later": "3 hours"}})
    elif how == "opens at its midnight":
        asked = NIGHTS.with_days({day: {"open_later": "2 hours"}})
    else:  # 1 May, open from its midnight until two the next morning
        asked, day = known("Fr 00:00-12:00", until=1) | known("Fr 12:00-26:00", until=1), date(2026, 5, 1)
    with pytest.warns(CoverageWarning) as told:
        note = asked.day(day).note
    assert [str(one.message) for one in told] == [note]


def test_c8_a_state_that_nothing_known_ends_has_no_end_known() -> None:
    # closed on the 4th alone: from the 5th on no closing is found, and nobody knows the dates from 1 June on
    open_since = Calendar.always() - known("2026 May 4 00:00-24:00")
    with pytest.warns(CoverageWarning, match="not known from 2026-06-01"):
        status = open_since.status(may("20 12:00"))
    assert (status.is_open, status.since, status.until) == (True, may("05 00:00"), None)
    assert str(status) == "open, no end known: combined hours"


@pytest.mark.parametrize("at", [FIRST, LAST - MICROSECOND])
def test_c8_the_first_and_the_last_microsecond_that_is_known_have_a_state(at: datetime) -> None:
    status = Calendar.always().freeze(FIRST.date(), LAST.date()).status(at)
    assert str(status) == "open, no end known: always open"
    assert status.note.startswith("nothing is known from 2026-06-01")


def test_c8_a_state_lasts_for_ever_where_data_that_begins_has_no_end() -> None:
    begins = HolidayDates.of([], covers=(FIRST.date(), date.max))
    desk = Calendar.weekly("2026 May 4 00:00-24:00", zone="UTC", holidays=begins, coverage="raise")
    assert str((Calendar.always() - desk).status(may("20 12:00"))) == "open for ever: combined hours"


def test_c8_a_state_that_began_a_microsecond_after_what_is_known_did_is_silent() -> None:
    late = ROUND - Calendar.of_spans([(FIRST, FIRST + MICROSECOND)], zone="UTC")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        status = late.status(FIRST + HOUR)
    assert (status.since, status.until, status.note) == (FIRST + MICROSECOND, may("04 00:00"), "")
