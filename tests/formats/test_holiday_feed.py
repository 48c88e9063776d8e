"""Holiday feeds as days off and special days, and days off as a feed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import BeyondData, Calendar, CoverageWarning, SpecialDay
from slacal.calendars.holiday_dates import HolidayDates
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.formats.holiday_feed import dumps, lacking, loads, special_days

if TYPE_CHECKING:
    from collections.abc import Callable

icalendar = pytest.importorskip("icalendar")

# As the large providers write them: one event a year and no rule, all of them transparent ...
PUBLISHED = """\
BEGIN:VCALENDAR
PRODID:-//Example Calendars//Holidays//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Holidays in Germany
X-WR-TIMEZONE:UTC
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261225
DTEND;VALUE=DATE:20261226
DTSTAMP:20261101T000000Z
UID:20261225_a1@example.com
CLASS:PUBLIC
DESCRIPTION:Public holiday
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Christmas Day
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261226
DTEND;VALUE=DATE:20261227
DTSTAMP:20261101T000000Z
UID:20261226_b2@example.com
SUMMARY:2nd Day of Christmas
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""
# ... as rules that began long ago, with names in several languages ...
RULES = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:independence@example.com
DTSTART;VALUE=DATE:17760704
RRULE:FREQ=YEARLY
SUMMARY;LANGUAGE=en:Independence Day
END:VEVENT
BEGIN:VEVENT
UID:thanksgiving@example.com
DTSTART;VALUE=DATE:20001123
DURATION:P1D
RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=11;BYDAY=4TH
SUMMARY;LANGUAGE=en:Thanksgiving
END:VEVENT
END:VCALENDAR
"""
# ... and as a company writes its own: shutdowns of several days, a moved day, a party at night.
COMPANY = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:shutdown
DTSTART;VALUE=DATE:20251224
DTEND;VALUE=DATE:20260102
RRULE:FREQ=YEARLY
SUMMARY:Works shutdown\\, all sites
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
BEGIN:VEVENT
UID:shutdown
RECURRENCE-ID;VALUE=DATE:20261224
DTSTART;VALUE=DATE:20261223
DTEND;VALUE=DATE:20270104
SUMMARY:Works shutdown\\, all sites
END:VEVENT
BEGIN:VEVENT
UID:party
DTSTART;TZID=W. Europe Standard Time:20261218T180000
DTEND;TZID=W. Europe Standard Time:20261218T230000
SUMMARY:Christmas party
END:VEVENT
END:VCALENDAR
"""


def refusal_of(call: Callable[[], object]) -> SlacalError | None:
    try:
        call()
    except SlacalError as refusal:
        return refusal
    return None


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])


def test_a_published_feed_is_days_off_with_their_names() -> None:
    assert loads(PUBLISHED, years=range(2026, 2027)) == HolidayDates.of(
        {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "2nd Day of Christmas"},
        covers=(date(2026, 1, 1), date(2026, 12, 31)),
    )


def test_a_feed_closes_a_calendar() -> None:
    desk = Calendar.weekly(
        "Mo-Fr 10:00-19:00", zone="Europe/Berlin", holidays=loads(PUBLISHED, years=range(2026, 2027))
    )
    assert desk.day(date(2026, 12, 25)).reason == "Christmas Day"
    assert not desk.is_business_day(date(2026, 12, 25))


def test_beyond_the_years_of_a_feed_its_days_off_are_not_known() -> None:
    holidays = loads(PUBLISHED, years=range(2026, 2027))
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin", holidays=holidays)
    assert desk.is_business_day(date(2026, 12, 31))  # a Thursday, and no warning
    with pytest.warns(CoverageWarning, match="not known from 2027-01-01"):
        desk.is_business_day(date(2027, 12, 24))
    with pytest.raises(BeyondData):
        desk.replace(coverage="raise").is_business_day(date(2025, 12, 25))


# Easter Monday is listed for 2025 and 2026, Christmas recurs for ever: the feed knows all days off of two years.
MIXED = event(
    "DTSTART:20250421", "SUMMARY:Easter Monday", "END:VEVENT",
    "BEGIN:VEVENT", "DTSTART:20260406", "SUMMARY:Easter Monday", "END:VEVENT",
    "BEGIN:VEVENT", "DTSTART:20001225", "RRULE:FREQ=YEARLY", "SUMMARY:Christmas",
)  # fmt: skip


def test_a_feed_knows_the_whole_years_of_its_dated_events() -> None:
    assert loads(MIXED, years=range(2026, 2030)).covers == (date(2026, 1, 1), date(2026, 12, 31))
    assert loads(MIXED, years=range(2020, 2030)).covers == (date(2025, 1, 1), date(2026, 12, 31))
    assert [on.year for on, _ in loads(MIXED, years=range(2026, 2030)).dates] == [2026, 2026, 2027, 2028, 2029]


def test_a_feed_whose_dated_events_lie_elsewhere_is_refused() -> None:
    with pytest.raises(BeyondData, match="from 2025 to 2026"):
        loads(MIXED, years=range(2027, 2030))


def test_a_feed_of_rules_without_end_knows_the_years_asked_for() -> None:
    assert loads(RULES, years=range(2025, 2031)).covers == (date(2025, 1, 1), date(2030, 12, 31))


def test_what_a_feed_covers_can_be_said_otherwise() -> None:
    years, spring = range(2026, 2030), (date(2026, 1, 1), date(2027, 6, 30))
    assert loads(MIXED, years=years, coverage="ignore").covers == (date(2026, 1, 1), date(2029, 12, 31))
    assert loads(MIXED, years=years, covers=spring).covers == spring
    assert loads(MIXED, years=years, covers="always").covers is None


def test_rules_from_long_ago_fall_in_the_years_asked_for() -> None:
    assert [(str(on), name) for on, name in loads(RULES, years=range(2025, 2027)).dates] == [
        ("2025-07-04", "Independence Day"),
        ("2025-11-27", "Thanksgiving"),
        ("2026-07-04", "Independence Day"),
        ("2026-11-26", "Thanksgiving"),
    ]


def test_an_anniversary_of_the_standard_recurs_every_year() -> None:
    # RFC 5545, 3.6.1, "Our Blissful Anniversary"
    lines = (
        "DTSTART;VALUE=DATE:19971102",
        "SUMMARY:Our Blissful Anniversary",
        "TRANSP:TRANSPARENT",
        "RRULE:FREQ=YEARLY",
    )
    assert loads(event(*lines), years=range(2026, 2028)).dates == (
        (date(2026, 11, 2), "Our Blissful Anniversary"),
        (date(2027, 11, 2), "Our Blissful Anniversary"),
    )


def test_shutdowns_of_several_days_are_cut_to_the_years_asked_for() -> None:
    # From 24 December to 1 January each year; in 2026 it begins on the 23rd instead and lasts until 3 January 2027.
    days = [on for on, _ in loads(COMPANY, years=range(2026, 2028), timed="ignore").dates]
    of_2026 = [date(2026, 1, 1), *(date(2026, 12, day) for day in range(23, 32))]
    of_2027 = [*(date(2027, 1, day) for day in range(1, 4)), *(date(2027, 12, day) for day in range(24, 32))]
    assert days == of_2026 + of_2027


def test_a_timed_event_is_refused_unless_it_is_ignored() -> None:
    with pytest.raises(SlacalError, match="Christmas party"):
        loads(COMPANY, years=range(2026, 2027))


def test_events_on_one_date_give_it_both_names() -> None:
    two = event(
        "DTSTART:20261225", "SUMMARY:Christmas", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20261225", "SUMMARY:Stock"
    )
    assert loads(two, years=range(2026, 2027)).dates == ((date(2026, 12, 25), "Christmas; Stock"),)


def test_what_does_not_count_can_be_left_out() -> None:
    assert loads(PUBLISHED, years=range(2026, 2027), transparent="ignore", coverage="ignore").dates == ()
    tentative = event("DTSTART:20260320", "STATUS:TENTATIVE")
    assert len(loads(tentative, years=range(2026, 2027)).dates) == 1
    assert loads(tentative, years=range(2026, 2027), tentative="ignore", coverage="ignore").dates == ()


def test_rules_stay_rules_as_special_days() -> None:
    lines = ("DTSTART:20001123", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "SUMMARY:Thanksgiving")
    assert special_days(event(*lines)) == (
        SpecialDay("rrule:DTSTART=20001123;FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", reason="Thanksgiving"),
    )
    assert special_days(PUBLISHED) == (
        SpecialDay("2026-12-25", reason="Christmas Day"),
        SpecialDay("2026-12-26", reason="2nd Day of Christmas"),
    )


def test_special_days_of_some_years_are_dates_and_ranges() -> None:
    reason = "Works shutdown, all sites"
    assert special_days(COMPANY, years=range(2026, 2028), timed="ignore") == (
        SpecialDay("2025-12-24..2026-01-01", reason=reason),
        SpecialDay("2027-12-24..2028-01-01", reason=reason),
        SpecialDay("2026-12-23..2027-01-03", reason=reason),
    )


@pytest.mark.parametrize(
    "more", [("DTEND:20261227",), ("EXDATE:20271225",), ("RDATE:20271226",), ("DTSTART:19001225",)]
)
def test_a_rule_that_a_special_day_cannot_say_asks_for_years(more: tuple[str, ...]) -> None:
    start = () if more[0].startswith("DTSTART") else ("DTSTART:20261225",)
    with pytest.raises(BadInput, match="years=") as refusal:
        special_days(event(*start, *more, "RRULE:FREQ=YEARLY"))
    assert refusal.value.field == "VEVENT[0].RRULE"


@pytest.mark.parametrize(
    "years",
    [
        range(2026, 2026),
        range(10_001),
        range(2000, 2500),
        range(2026, 2030, 2),
        range(2030, 2026, -1),
        range(9_999, 10_002),
    ],
)
def test_years_that_cannot_be_read_are_refused(years: range) -> None:
    with pytest.raises(BadInput) as refusal:
        loads(PUBLISHED, years=years)
    assert refusal.value.field == "years"


def test_arguments_are_checked_at_the_door() -> None:
    with pytest.raises(WrongType):
        loads(PUBLISHED, years=2026)  # type: ignore[arg-type] # handed in to be refused
    for field in ("transparent", "tentative", "timed", "coverage", "covers"):
        with pytest.raises(BadInput) as refusal:
            loads(PUBLISHED, years=range(2026, 2027), **{field: "perhaps"})  # type: ignore[arg-type] # likewise
        assert refusal.value.field == field
    with pytest.raises(WrongType):
        dumps([date(2026, 12, 25)])  # type: ignore[arg-type] # likewise


# What text_value refuses, its own tests tell.
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], exclude_characters="\ufeff"), max_size=40)


@given(st.dictionaries(st.dates(date(1800, 1, 1), date(2199, 12, 31)), NAMES, min_size=1, max_size=20))
def test_days_off_are_their_feed_and_what_it_lacks(dates: dict[date, str]) -> None:
    holidays = HolidayDates.of(dates)
    assert loads(dumps(holidays), **lacking(holidays)) == holidays
    some = HolidayDates.of(dates, covers=(date(1900, 2, 3), date(2100, 4, 5)))
    assert loads(dumps(some), **lacking(some)) == some


@given(st.dictionaries(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.text("aä,;:\\ ", max_size=90), min_size=1))
def test_another_reader_finds_the_same_days_in_a_feed_of_ours(dates: dict[date, str]) -> None:
    parsed = icalendar.Calendar.from_ical(dumps(HolidayDates.of(dates)))
    assert {event["DTSTART"].dt: str(event["SUMMARY"]) for event in parsed.walk("VEVENT")} == dates


def test_the_same_days_are_the_same_text_and_other_days_have_other_names() -> None:
    one, other = (HolidayDates.of({date(2026, 12, day): "Christmas"}) for day in (25, 26))
    assert dumps(one) == dumps(one)
    assert [line for line in dumps(one).split() if line.startswith("UID")] != [
        line for line in dumps(other).split() if line.startswith("UID")
    ]


@pytest.mark.parametrize(
    ("holidays", "field"),
    [
        (HolidayDates(()), "dates"),
        (HolidayDates(((date(2026, 12, 26), "b"), (date(2026, 12, 25), "a"))), "dates"),
        (HolidayDates(((date(2026, 12, 25), "a"), (date(2026, 12, 25), "b"))), "dates"),
        (HolidayDates(((date(2026, 12, 25), "a\x00"),)), "dates.2026-12-25"),
        (HolidayDates(((date(1000, 1, 1), "a"), (date(2026, 12, 25), "b"))), "years"),
    ],
)
def test_days_that_a_feed_cannot_hold_are_refused_by_name(holidays: HolidayDates, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        dumps(holidays)
    assert refusal.value.field == field


LINES = st.sampled_from([
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART;VALUE=DATE:20261225", "DTSTART:20261225",
    "DTSTART:00010101", "DTSTART:99991231", "DTEND:99991231", "DURATION:P366D", "RRULE:FREQ=YEARLY", "RRULE:FREQ=DAILY",
    "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "EXDATE:20261225", "RDATE:00010101,99991231", "UID:1", "RECURRENCE-ID:20261225",
    "SUMMARY:a", "STATUS:CANCELLED", "", " folded", "X", "\x00",
])  # fmt: skip


@given(st.lists(LINES, max_size=12), st.booleans())
def test_no_text_raises_anything_but_errors_of_slacal(lines: list[str], whole: bool) -> None:
    text = event(*lines) if whole else "\n".join(lines)
    for read in (lambda: loads(text, years=range(2026, 2028)), lambda: special_days(text)):
        refusal = refusal_of(read)
        assert refusal is None or refusal.mend
