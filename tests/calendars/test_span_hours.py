"""Rule C18: which date of a combination owns what; a night shift belongs to the day on which it starts (C2).

November 2026: the 16th is a Monday, the 20th a Friday. Berlin is at +01:00 then, New York at -05:00, Tokyo at +09:00.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, DayRule, Layer
from slacal.calendars.span_hours import closed_reason, date_at
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Callable

NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC")
CLOSED_NIGHTS = NIGHTS.replace(holidays=[date(2026, 11, 18)])  # Wednesday; the tail of its night stays
ROUND = Calendar.weekly("Mo-Su 00:00-24:00", zone="UTC")
NOWHERE = Calendar.never(zone="Asia/Tokyo")
EMEA = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Berlin")
AMER = Calendar.weekly("Mo-Fr 09:00-18:00", zone="America/New_York")

SAME: list[Callable[[Calendar], Calendar]] = [
    lambda n: n | n,
    lambda n: n & n,
    lambda n: n - NOWHERE,
    lambda n: n | NOWHERE,
    lambda n: n & Calendar.always(zone="Asia/Tokyo"),
    lambda n: (n | n) - NOWHERE,
    lambda n: n.in_zone("UTC"),
]


def at(text: str) -> datetime:
    """Return an instant of November 2026, from its day and time in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00").astimezone(UTC)


def windows(calendar: Calendar, day: date) -> str:
    return ",".join(map(str, calendar.day(day).windows)) or "off"


def business_days(calendar: Calendar, year: int) -> list[date]:
    return [date.fromordinal(day) for day in calendar.horizon.hours.business_days(year)]


@pytest.mark.parametrize("nights", [NIGHTS, CLOSED_NIGHTS, CLOSED_NIGHTS.replace(overnight="shift")])
@pytest.mark.parametrize("same", SAME)
def test_c18_what_changes_no_hours_changes_no_business_day(
    nights: Calendar, same: Callable[[Calendar], Calendar]
) -> None:
    combined = same(nights)
    days = [date(2026, 11, 13) + timedelta(days=days) for days in range(12)]
    assert [windows(combined, day) for day in days] == [windows(nights, day) for day in days]
    assert [combined.is_business_day(day) for day in days] == [nights.is_business_day(day) for day in days]
    assert combined.count_business_days(days[0], days[-1]) == nights.count_business_days(days[0], days[-1])
    rules = [DayRule(), DayRule(arrival="next_open"), DayRule(arrival="keep_time", lands="same_time_in_hours")]
    for rule in (*rules, DayRule(counts_from="same_day", lands="open"), DayRule(cutoff="12:00")):
        for start in ("16 23:00", "17 03:00", "18 12:00", "21 03:00", "21 12:00"):
            assert combined.add_business_days(at(start), 2, rule=rule) == nights.add_business_days(
                at(start), 2, rule=rule
            )


def test_c18_a_night_shift_belongs_to_the_day_on_which_it_starts_in_a_combination_too() -> None:
    # Friday's night ends on Saturday at 06:00; Saturday has a window of its own in the other part
    saturdays = Calendar.weekly("Sa 10:00-12:00", zone="UTC")
    either = NIGHTS | saturdays
    assert [windows(either, date(2026, 11, day)) for day in (20, 21, 22)] == ["22:00-30:00", "10:00-12:00", "off"]
    assert either.status(at("21 03:00")).layer is Layer.COMBINED
    # closed from Friday 24:00 to Saturday 02:00: what is left is Friday's still
    less = NIGHTS - Calendar.weekly("Sa 00:00-02:00", zone="UTC")
    assert [windows(less, date(2026, 11, day)) for day in (20, 21)] == ["22:00-24:00,26:00-30:00", "off"]
    # the left part's dates: Saturday morning is Saturday's for the one, Friday's for the other
    mornings = Calendar.weekly("Sa 00:00-12:00", zone="UTC")
    assert [windows(NIGHTS & mornings, date(2026, 11, day)) for day in (20, 21)] == ["24:00-30:00", "off"]
    assert [windows(mornings & NIGHTS, date(2026, 11, day)) for day in (20, 21)] == ["off", "00:00-06:00"]


def test_c18_windows_of_a_date_that_overlap_across_parts_are_shown_as_none_longer_than_a_day() -> None:
    days = Calendar.weekly("Mo-Fr 05:00-23:00", zone="UTC")
    assert windows(NIGHTS | days, date(2026, 11, 20)) == "05:00-06:00,06:00-30:00"  # 25 hours, 05:00 to 30:00
    assert [f"{opens:%d %H}-{closes:%d %H}" for opens, closes in (NIGHTS | days).day(date(2026, 11, 20)).spans] == [
        "20 05-21 06"
    ]


def test_c18_of_a_part_elsewhere_a_date_owns_what_is_open_between_its_midnights() -> None:
    tokyo = Calendar.weekly("Sa 08:00-10:00", zone="Asia/Tokyo")  # Friday 23:00 to Saturday 01:00 UTC
    either = Calendar.weekly("Mo-Th 22:00-06:00", zone="UTC") | tokyo
    assert [windows(either, date(2026, 11, day)) for day in (19, 20, 21)] == [
        "22:00-30:00",
        "23:00-24:00",
        "00:00-01:00",
    ]


def test_c18_a_part_elsewhere_that_is_open_on_its_date_says_that_other_dates_have_its_hours() -> None:
    # At noon of Friday in UTC it is 1 o'clock on Saturday in Auckland, which opens there at Saturday's 9 o'clock in UTC
    auckland = Calendar.weekly("Sa 22:00-23:00", zone="Pacific/Auckland")
    assert auckland.in_zone("UTC").day(date(2026, 11, 20)).reason == "outside hours"


@pytest.mark.parametrize(
    ("left", "opens", "closes", "days"),
    [
        (NIGHTS, "18 23:00", "19 01:00", [18]),  # one hour on either side of a midnight: the night's date
        (NIGHTS, "19 05:00", "19 08:00", [18]),  # from the last hour of a night on
        (NIGHTS, "19 06:00", "19 22:00", []),  # from the end of a night to the start of the next
        (ROUND, "18 12:00", "19 00:00", [18]),  # up to the midnight of the next date
        (ROUND, "19 00:00", "19 12:00", [19]),  # from the midnight at which the date before ends
        (ROUND, "18 12:00", "20 00:00", [18, 19]),
        (ROUND, "18 12:00", "20 00:00:00.000001", [18, 19, 20]),
    ],
)
def test_c18_the_business_days_of_both_parts_together_are_those_that_keep_a_microsecond(
    left: Calendar, opens: str, closes: str, days: list[int]
) -> None:
    other = Calendar.of_spans([(at(opens), at(closes))], zone="UTC")
    assert business_days(left & other, 2026) == [date(2026, 11, day) for day in days]
    if left is ROUND:  # whose hours are midnight to midnight, as the dates of a calendar elsewhere are
        assert business_days(other, 2026) == [date(2026, 11, day) for day in days]


def test_c18_no_business_day_is_lost_at_the_turn_of_a_year() -> None:
    # of three dates all are open in the left part; of the one elsewhere, the first second of the year alone
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]
    year = datetime(2027, 1, 1, tzinfo=UTC)
    second = Calendar.of_spans([(year, year + timedelta(seconds=1))], zone="UTC")
    assert business_days(ROUND | NOWHERE, 2026)[-1:] + business_days(ROUND | NOWHERE, 2027)[:2] == days
    assert business_days(second, 2027) == [days[1]]
    assert business_days(Calendar.never(zone="Africa/Abidjan") | second, 2027) == [days[1]]  # on UTC all year


def test_the_business_days_of_a_year_are_found_once() -> None:
    either = (ROUND | NOWHERE).horizon.hours
    assert either.business_days(2026) is either.business_days(2026)


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Etc/GMT-14"])
def test_the_first_and_the_last_years_have_business_days_in_every_zone(zone: str) -> None:
    # Searches begin on 5 January of the year 1 and end on 27 December 9999, both at 0:00 in UTC (as their refusals
    # say). Fourteen hours east the 5th had begun before, and twelve hours west the 26th ends after: both are left out.
    elsewhere = ROUND.in_zone(zone)
    assert business_days(elsewhere, 1)[0] == date(1, 1, 6)
    assert business_days(elsewhere, 9999)[-1] == date(9999, 12, 25)


def test_c9_a_date_that_a_zone_left_out_owns_nothing_of_a_span_across_it() -> None:
    # Samoa went from 29 to 31 December 2011 at midnight: the 30th has no wall times. Four dates are left of five.
    apia = ZoneInfo("Pacific/Apia")
    long = Calendar.of_spans([(datetime(2011, 12, 28, tzinfo=apia), datetime(2012, 1, 2, tzinfo=apia))], zone=apia.key)
    days = [date(2011, 12, 27) + timedelta(days) for days in range(8)]
    assert [day.day for day in days if long.is_business_day(day)] == [28, 29, 31, 1]
    assert long.count_business_days(days[0], days[-1]) == 4


def test_c9_a_date_left_out_in_the_middle_of_a_short_span_is_no_business_day() -> None:
    noon = datetime(2011, 12, 29, 12, tzinfo=ZoneInfo("Pacific/Apia"))
    short = Calendar.of_spans([(noon, noon.replace(day=31))], zone="Pacific/Apia")
    assert business_days(short, 2011) == [date(2011, 12, 29), date(2011, 12, 31)]


def test_c9_a_part_speaks_of_a_date_that_its_zone_left_out_as_of_any_other() -> None:
    # 30 December 2011 would have been a Friday; at its noon, read on by the gap, it is Saturday
    week, left_out = Calendar.weekly("Mo-Th 09:00-17:00", zone="Pacific/Apia"), date(2011, 12, 30)
    assert closed_reason(week, left_out.toordinal(), ZoneInfo("Pacific/Apia")) == "Friday"


def test_c9_a_midnight_that_a_zone_left_out_is_moved_by_the_gap_and_what_lies_before_it_is_the_old_dates() -> None:
    # Toronto went from 23:30 on 30 March 1919 to 0:30 on the 31st. The missing midnight of the 31st is read an hour
    # on, at 1:00; so half an hour past midnight, at 4:30 in UTC, is the 30th's, and 1:00 is the 31st's.
    begins = datetime(1919, 3, 31, 4, 30, tzinfo=UTC)
    spans = [(begins, begins + timedelta(minutes=15)), (begins + timedelta(minutes=30), begins + timedelta(minutes=45))]
    both = Calendar.of_spans(spans, zone="America/Toronto")
    assert [windows(both, date(1919, 3, day)) for day in (29, 30, 31)] == ["off", "24:30-24:45", "01:00-01:15"]


def test_c18_in_the_zone_that_it_has_a_calendar_is_itself() -> None:
    assert NIGHTS.in_zone("UTC") is NIGHTS
    assert (EMEA | AMER).in_zone("Europe/Berlin") == EMEA | AMER
    assert windows(NIGHTS.in_zone("Europe/London"), date(2026, 11, 21)) == "00:00-06:00"  # another zone, the same clock


def test_a_date_whose_midnight_is_skipped_begins_where_that_midnight_is_read() -> None:
    # Toronto went from 23:30 on 30 March 1919 to 00:30; the midnight that was skipped is read as 01:00 (rule C9).
    toronto = ZoneInfo("America/Toronto")
    moved = to_micros(datetime(1919, 3, 31, 4, 30, tzinfo=UTC))
    minutes = [-1, 0, 29, 30]
    found = [date.fromordinal(date_at(moved + 60_000_000 * each, toronto)).day for each in minutes]
    assert found == [30, 30, 30, 31]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be moved")
def test_the_date_of_an_instant_is_that_of_its_zone_wherever_the_machine_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # half past midnight on Saturday the 21st in Kiritimati; twelve hours west of Greenwich it is Thursday
    instant = to_micros(at("20 10:30"))
    monkeypatch.setenv("TZ", "XYZ+12")
    time.tzset()
    found = date_at(instant, ZoneInfo("Pacific/Kiritimati"))
    monkeypatch.undo()
    time.tzset()
    assert date.fromordinal(found) == date(2026, 11, 21)
