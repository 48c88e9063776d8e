"""Rules C1, C2, C9 and C10: what a window is, whose a night is, and what a clock change makes of both.

November 2026: the 16th is a Monday, the 20th a Friday. Berlin skips 02:00-03:00 on 29 March 2026 (+01:00 to +02:00,
at 01:00 UTC) and has 02:00-03:00 twice on 25 October 2026 (back at 01:00 UTC); both are Sundays.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, NeverCloses, SpecialDay
from slacal.spans.day_time import Window

BERLIN = ZoneInfo("Europe/Berlin")
NIGHTS = "Mo-Fr 22:00-06:00"
MICROSECOND = timedelta(microseconds=1)


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    """Return a wall time as an instant; without a month it lies in November 2026."""
    full = text if "-" in text else f"2026-11-{text}"
    return datetime.fromisoformat(full).replace(tzinfo=ZoneInfo(zone))


def stretches(calendar: Calendar, start: str, end: str) -> list[str]:
    """Return the open stretches between two wall times of the calendar's zone, as day and time."""
    found = calendar.spans(at(start, calendar.zone), at(end, calendar.zone))
    return [f"{span.opens_at:%d %H:%M}-{span.closes_at:%d %H:%M}" for span in found]


def in_utc(calendar: Calendar, day: str) -> list[str]:
    """Return the stretches that a date owns, in UTC."""
    spans = calendar.day(date.fromisoformat(day)).spans
    return [f"{opens.astimezone(UTC):%d %H:%M:%S}-{closes.astimezone(UTC):%d %H:%M:%S}" for opens, closes in spans]


def daily(windows: str, zone: str = "Europe/Berlin") -> Calendar:
    return Calendar.weekly(f"Mo-Su {windows}", zone=zone)


# ---- C1


def test_c1_an_opening_is_open_and_a_closing_is_closed() -> None:
    week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
    opening, closing = at("20 10:00"), at("20 19:00")
    assert [week.is_open(opening - MICROSECOND), week.is_open(opening)] == [False, True]
    assert [week.is_open(closing - MICROSECOND), week.is_open(closing)] == [True, False]


def test_c1_windows_are_wall_times_of_the_calendars_zone() -> None:
    week = Calendar.weekly("Fr 10:00-19:00", zone="Europe/Moscow")
    assert in_utc(week, "2026-11-20") == ["20 07:00:00-20 16:00:00"]


def test_c1_24_00_ends_the_day_to_the_microsecond() -> None:
    week = Calendar.weekly("Fr 10:00-24:00", zone="UTC")
    midnight = at("21 00:00", "UTC")
    assert [week.is_open(midnight - MICROSECOND), week.is_open(midnight)] == [True, False]
    assert week.elapsed(at("20 10:00", "UTC"), at("22 00:00", "UTC")) == timedelta(hours=14)


def test_c1_whole_days_in_a_row_leave_no_gap_at_midnight() -> None:
    whole = daily("00:00-24:00", "UTC")
    assert whole.elapsed(at("01 00:00", "UTC"), at("30 00:00", "UTC")) == timedelta(days=29)
    assert whole.is_open(at("20 00:00", "UTC"))
    with pytest.raises(NeverCloses):
        whole.next_close(at("20 12:00", "UTC"))


@pytest.mark.parametrize("windows", ["09:00-12:00,12:00-17:00", "09:00-13:00,12:00-17:00", "09:00-17:00,10:00-11:00"])
def test_c1_touching_and_overlapping_windows_of_a_day_are_one(windows: str) -> None:
    assert stretches(Calendar.weekly(f"Fr {windows}", zone="UTC"), "20 00:00", "21 00:00") == ["20 09:00-20 17:00"]


def test_c1_windows_that_touch_at_midnight_are_one_stretch() -> None:
    week = Calendar.weekly("Mo 20:00-24:00; Tu 00:00-04:00", zone="UTC")
    assert stretches(week, "16 00:00", "18 00:00") == ["16 20:00-17 04:00"]
    assert str(week.next_close(at("16 21:00", "UTC"))) == "2026-11-17 04:00:00+00:00"


def test_c1_a_night_that_overlaps_the_next_mornings_window_is_one_stretch_with_it() -> None:
    week = Calendar.weekly("Mo 20:00-08:00, Tu 06:00-12:00", zone="UTC")
    assert stretches(week, "16 00:00", "18 00:00") == ["16 20:00-17 12:00"]


def test_c1_a_day_may_have_several_windows() -> None:
    week = Calendar.weekly("Fr 08:00-10:00,11:00-12:00,13:00-17:30", zone="UTC")
    expected = ["20 08:00-20 10:00", "20 11:00-20 12:00", "20 13:00-20 17:30"]
    assert stretches(week, "20 00:00", "21 00:00") == expected


# ---- C2


@pytest.mark.parametrize("week", ["Fr 22:00-06:00", "Fr 22:00-30:00"])
def test_c2_a_night_shift_belongs_to_the_day_it_starts_on(week: str) -> None:
    nights = Calendar.weekly(week, zone="UTC")
    assert stretches(nights, "16 00:00", "23 00:00") == ["20 22:00-21 06:00"]
    assert nights.day(date(2026, 11, 20)).windows == (Window.parse("22:00-30:00"),)
    assert [nights.is_business_day(date(2026, 11, day)) for day in (19, 20, 21)] == [False, True, False]


def test_c2_a_window_that_ends_where_it_starts_is_24_hours() -> None:
    assert stretches(Calendar.weekly("Fr 04:00-04:00", zone="UTC"), "16 00:00", "23 00:00") == ["20 04:00-21 04:00"]


def test_c2_civil_is_the_default() -> None:
    assert Calendar.weekly(NIGHTS, zone="UTC") == Calendar.weekly(NIGHTS, zone="UTC", overnight="civil")


def test_c2_civil_closed_date_removes_exactly_its_own_day_and_leaves_the_tail() -> None:
    # Wednesday closed: Tuesday's shift ends at its midnight, of Wednesday's shift the part on Thursday stays
    nights = Calendar.weekly(NIGHTS, zone="UTC", holidays=[date(2026, 11, 18)])
    expected = ["17 00:00-17 06:00", "17 22:00-18 00:00", "19 00:00-19 06:00", "19 22:00-20 00:00"]
    assert stretches(nights, "17 00:00", "20 00:00") == expected
    assert not nights.is_business_day(date(2026, 11, 18))


def test_c2_shift_closed_date_removes_the_shift_that_starts_on_it() -> None:
    nights = Calendar.weekly(NIGHTS, zone="UTC", holidays=[date(2026, 11, 18)], overnight="shift")
    expected = ["17 00:00-17 06:00", "17 22:00-18 06:00", "19 22:00-20 00:00"]
    assert stretches(nights, "17 00:00", "20 00:00") == expected


@pytest.mark.parametrize(
    ("overnight", "expected"),
    [
        # of the shift of the 18th nothing stays on the 19th, which is closed too; of the 19th's the tail on the 20th
        ("civil", ["17 22:00-18 00:00", "20 00:00-20 06:00"]),
        ("shift", ["17 22:00-18 06:00"]),
    ],
)
def test_c2_two_closed_dates_in_a_row(overnight: str, expected: list[str]) -> None:
    closed = [date(2026, 11, 18), date(2026, 11, 19)]
    nights = Calendar.weekly(NIGHTS, zone="UTC", holidays=closed).replace(overnight=overnight)
    assert stretches(nights, "17 12:00", "20 12:00") == expected


@pytest.mark.parametrize("how", ["holidays", "special_days"])
def test_c2_a_date_is_closed_by_a_holiday_and_by_a_special_day_alike(how: str) -> None:
    closed = date(2026, 11, 18)
    nights = Calendar.weekly(NIGHTS, zone="UTC").replace(**{how: [closed] if how == "holidays" else {closed: "off"}})
    assert stretches(nights, "17 12:00", "19 12:00") == ["17 22:00-18 00:00", "19 00:00-19 06:00"]


def test_c2_a_date_closed_by_dated_hours_is_a_closed_date_and_a_weekday_closed_by_the_week_is_not() -> None:
    dated = Calendar.weekly(f"{NIGHTS}; Nov 18 off", zone="UTC")
    assert stretches(dated, "17 12:00", "19 12:00") == ["17 22:00-18 00:00", "19 00:00-19 06:00"]
    assert stretches(dated.replace(overnight="shift"), "17 12:00", "19 12:00") == ["17 22:00-18 06:00"]
    twice = dated.replace(holidays=[date(2026, 11, 18)])
    assert stretches(twice, "17 12:00", "19 12:00") == stretches(dated, "17 12:00", "19 12:00")
    once = Calendar.weekly("Mo-Su 09:00-17:00; Nov 18 22:00-06:00", zone="UTC", holidays=[date(2026, 11, 18)])
    assert stretches(once, "17 12:00", "19 12:00") == ["17 12:00-17 17:00", "19 00:00-19 06:00", "19 09:00-19 12:00"]
    plain = Calendar.weekly("Tu,Th 22:00-06:00", zone="UTC")  # Wednesday has no hours, and Tuesday's night runs into it
    assert stretches(plain, "17 12:00", "19 12:00") == ["17 22:00-18 06:00"]


@pytest.mark.parametrize("overnight", ["civil", "shift"])
def test_c2_a_date_with_windows_of_its_own_replaces_its_week_shift_whole(overnight: str) -> None:
    # Wednesday 10:00-15:00: no shift starts on it, so Thursday has no tail; Tuesday's shift ends on Wednesday morning
    nights = Calendar.weekly(NIGHTS, zone="UTC", special_days={date(2026, 11, 18): "10:00-15:00"})
    expected = ["17 22:00-18 06:00", "18 10:00-18 15:00", "19 22:00-20 00:00"]
    assert stretches(nights.replace(overnight=overnight), "17 12:00", "20 00:00") == expected


@pytest.mark.parametrize("overnight", ["civil", "shift"])
def test_c2_windows_of_a_dates_own_run_past_midnight_into_a_week_day(overnight: str) -> None:
    days = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC", special_days={date(2026, 11, 18): "20:00-04:00"})
    expected = ["18 20:00-19 04:00", "19 09:00-19 17:00"]
    assert stretches(days.replace(overnight=overnight), "18 00:00", "20 00:00") == expected


@pytest.mark.parametrize(
    ("overnight", "following", "expected"),
    [
        ("civil", "10:00-15:00", ["18 20:00-19 00:00", "19 10:00-19 15:00"]),
        ("shift", "10:00-15:00", ["18 20:00-19 04:00", "19 10:00-19 15:00"]),
        ("civil", "off", ["18 20:00-19 00:00"]),
        ("shift", "off", ["18 20:00-19 04:00"]),
    ],
)
def test_c2_unless_the_next_date_is_decided_above_the_week_too(
    overnight: str, following: str, expected: list[str]
) -> None:
    special = {date(2026, 11, 18): "20:00-04:00", date(2026, 11, 19): following}
    days = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC", special_days=special).replace(overnight=overnight)
    assert stretches(days, "18 00:00", "20 00:00") == expected


def test_c2_a_special_day_that_opens_in_the_night_before_a_plain_date_keeps_the_weeks_night_before_it() -> None:
    # Tuesday is the week's own: its shift runs into Wednesday although Wednesday has windows of its own
    nights = Calendar.weekly(NIGHTS, zone="UTC", special_days={date(2026, 11, 18): "03:00-08:00"})
    assert stretches(nights, "17 12:00", "18 22:00") == ["17 22:00-18 08:00"]


def test_c2_a_24_hour_shift_loses_each_closed_dates_own_day() -> None:
    # Mo 08:00-08:00 with Monday closed leaves Tuesday 00:00-08:00; with Tuesday closed, Monday 08:00-24:00
    week = Calendar.weekly("Mo 08:00-08:00", zone="UTC")
    assert stretches(week.replace(holidays=[date(2026, 11, 16)]), "16 00:00", "18 00:00") == ["17 00:00-17 08:00"]
    assert stretches(week.replace(holidays=[date(2026, 11, 17)]), "16 00:00", "18 00:00") == ["16 08:00-17 00:00"]


def test_c2_a_closed_date_at_the_turn_of_the_year_cuts_the_night_before() -> None:
    nights = Calendar.weekly("Mo-Su 22:00-06:00", zone="UTC", holidays=[date(2027, 1, 1)])
    found = stretches(nights, "2026-12-31 12:00", "2027-01-02 12:00")
    assert found == ["31 22:00-01 00:00", "02 00:00-02 06:00"]


def test_c2_a_shift_that_opens_later_may_begin_past_midnight_and_stays_with_its_date() -> None:
    # 22:00-06:00 less 3 hours at its start is 01:00-06:00 of Thursday, still Wednesday's
    late = SpecialDay(date(2026, 11, 18), {"open_later": "3 hours"})
    nights = Calendar.weekly(NIGHTS, zone="UTC", special_days=[late])
    assert stretches(nights, "18 12:00", "19 12:00") == ["19 01:00-19 06:00"]
    assert nights.is_business_day(date(2026, 11, 18))


# ---- C9


@pytest.mark.parametrize(
    ("windows", "spans"),
    [
        ("01:00-02:00", ["29 00:00:00-29 01:00:00"]),  # closes where the gap begins
        ("02:00-02:30", ["29 01:00:00-29 01:30:00"]),  # open 03:00-03:30 instead
        ("02:30-03:15", []),  # 02:30 is 03:30, after the closing
        ("02:30-03:30", []),  # 02:30 is 03:30, the closing itself
        ("02:30-03:45", ["29 01:30:00-29 01:45:00"]),
        ("02:00-03:00", []),  # both are 03:00
        ("03:00-04:00", ["29 01:00:00-29 02:00:00"]),
        ("01:30-02:30", ["29 00:30:00-29 01:30:00"]),  # a real hour: 01:30 to 03:30
        ("00:00-24:00", ["28 23:00:00-29 22:00:00"]),
    ],
)
def test_c9_wall_times_in_a_gap_move_forward_by_the_gap(windows: str, spans: list[str]) -> None:
    assert in_utc(daily(windows), "2026-03-29") == spans


@pytest.mark.parametrize(
    ("windows", "spans"),
    [
        ("01:00-02:00", ["24 23:00:00-25 00:00:00"]),  # closes at the first 02:00
        ("02:00-03:00", ["25 00:00:00-25 02:00:00"]),  # from the first 02:00 to the only 03:00: two hours
        ("02:00-02:30", ["25 00:00:00-25 00:30:00"]),
        ("02:30-03:30", ["25 00:30:00-25 02:30:00"]),
        ("03:00-04:00", ["25 02:00:00-25 03:00:00"]),
        ("00:00-24:00", ["24 22:00:00-25 23:00:00"]),
    ],
)
def test_c9_a_doubled_wall_time_is_its_first_reading(windows: str, spans: list[str]) -> None:
    assert in_utc(daily(windows), "2026-10-25") == spans


def test_c9_a_night_shift_across_the_gap_closes_by_the_rule_of_the_next_date() -> None:
    nights = Calendar.weekly("Sa 22:00-02:30", zone="Europe/Berlin")
    assert in_utc(nights, "2026-03-28") == ["28 21:00:00-29 01:30:00"]


def test_c9_a_date_on_which_nothing_is_left_is_no_business_day() -> None:
    week = Calendar.weekly("Sa-Su 02:15-03:05", zone="Europe/Berlin")  # 02:15 is 03:15
    assert week.is_business_day(date(2026, 3, 28))
    assert not week.is_business_day(date(2026, 3, 29))
    assert week.count_business_days(date(2026, 3, 27), date(2026, 3, 29)) == 1


@pytest.mark.parametrize("windows", ["00:00-24:00", "09:00-17:00", "20:00-04:00"])
def test_c9_a_date_that_the_zone_skipped_has_no_windows(windows: str) -> None:
    # Samoa went from Thursday 29 to Saturday 31 December 2011
    samoa = daily(windows, "Pacific/Apia")
    assert in_utc(samoa, "2011-12-30") == []
    assert not samoa.is_business_day(date(2011, 12, 30))
    assert samoa.count_business_days(date(2011, 12, 28), date(2011, 12, 31)) == 2
    skipped = samoa.day(date(2011, 12, 30))
    assert (skipped.windows, skipped.spans) == ((), ())
    assert skipped.reason == "2011-12-30 does not exist in Pacific/Apia"
    assert samoa.day(date(2011, 12, 29)).windows != ()


def test_c9_special_hours_on_a_skipped_date_open_nothing() -> None:
    samoa = Calendar.weekly("Mo 09:00-17:00", zone="Pacific/Apia", special_days={date(2011, 12, 30): "09:00-17:00"})
    assert stretches(samoa, "2011-12-29 00:00", "2012-01-01 00:00") == []


def test_c9_a_night_before_a_skipped_date_runs_by_the_clock_of_the_date_after() -> None:
    # 22:00-30:00 of the 29th at -10: 22:00 is 08:00 UTC of the 30th. 06:00 of the 30th lies in the gap of a day, which
    # moves it by a day to 06:00 of the 31st at +14, that is 16:00 UTC: eight real hours
    samoa = daily("22:00-06:00", "Pacific/Apia")
    assert in_utc(samoa, "2011-12-29") == ["30 08:00:00-30 16:00:00"]


def test_c9_a_midnight_that_is_skipped_starts_the_day_at_one() -> None:
    havana = daily("00:00-24:00", "America/Havana")  # 9 March 2025: 00:00 becomes 01:00, at 05:00 UTC
    assert in_utc(havana, "2025-03-09") == ["09 05:00:00-10 04:00:00"]
    assert in_utc(daily("00:00-01:00", "America/Havana"), "2025-03-09") == []
    assert in_utc(daily("00:30-02:00", "America/Havana"), "2025-03-09") == ["09 05:30:00-09 06:00:00"]


# ---- C10


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-24", 24), ("2026-10-25", 25)]
)
def test_c10_a_whole_day_is_as_long_as_it_really_is(day: str, hours: int) -> None:
    whole = Calendar.weekly("24/7", zone="Europe/Berlin")
    midnight = at(f"{day} 00:00")
    after = datetime.combine(midnight.date() + timedelta(days=1), midnight.timetz())
    assert whole.elapsed(midnight, after) == timedelta(hours=hours)
    assert whole.day(date.fromisoformat(day)).spans[0].length == timedelta(hours=hours)


def test_c10_adding_time_across_a_change_counts_real_seconds() -> None:
    whole = Calendar.weekly("24/7", zone="Europe/Berlin")
    assert str(whole.add(at("2026-03-28 12:00"), timedelta(hours=24))) == "2026-03-29 13:00:00+02:00"
    assert str(whole.add(at("2026-10-24 12:00"), timedelta(hours=24))) == "2026-10-25 11:00:00+01:00"


def test_c10_the_second_reading_of_a_doubled_hour_is_an_hour_later() -> None:
    whole = Calendar.weekly("24/7", zone="Europe/Berlin")
    first = at("2026-10-25 02:30")
    second = first.replace(fold=1)
    assert whole.elapsed(first, second) == timedelta(hours=1)
    answer = whole.add(first, timedelta(hours=1))
    assert (str(answer), answer.fold) == ("2026-10-25 02:30:00+01:00", 1)


def test_c10_open_time_is_exact_to_the_microsecond() -> None:
    week = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
    friday = at("20 16:59:59.999999")
    assert week.elapsed(friday, at("23 09:00:00.000001")) == timedelta(microseconds=2)
    assert str(week.add(friday, timedelta(microseconds=2))) == "2026-11-23 09:00:00.000001+01:00"
    assert str(week.subtract(at("23 09:00:00.000001"), timedelta(microseconds=2))) == "2026-11-20 16:59:59.999999+01:00"


def test_c10_an_offset_of_odd_seconds_is_kept() -> None:
    # Monrovia was 44 min 30 s behind until 7 January 1972, 00:44:30 UTC; the clock then read 00:44:30 in place of 00:00
    monrovia = daily("00:00-24:00", "Africa/Monrovia")
    assert in_utc(monrovia, "1972-01-06") == ["06 00:44:30-07 00:44:30"]
    assert in_utc(monrovia, "1972-01-07") == ["07 00:44:30-08 00:00:00"]


def test_c4_a_night_shift_that_a_special_day_takes_whole_leaves_no_tail() -> None:
    # Wednesday's shift, 22:00-06:00, closes eight hours earlier: nothing is left of it, Thursday morning included.
    nights = Calendar.weekly(NIGHTS, zone="UTC", special_days={date(2026, 11, 18): {"close_earlier": "8 hours"}})
    assert stretches(nights, "17 12:00", "19 12:00") == ["17 22:00-18 00:00"]


def test_c4_closing_a_date_without_hours_earlier_cuts_nothing_of_the_night_before() -> None:
    # Friday's shift runs into Saturday, which has no hours: there is nothing to close earlier.
    nights = Calendar.weekly(NIGHTS, zone="UTC", special_days={date(2026, 11, 21): {"close_earlier": "1 hour"}})
    assert stretches(nights, "20 12:00", "22 12:00") == ["20 22:00-21 06:00"]


def test_c3_a_night_shifts_tail_is_open_for_the_reason_of_the_date_on_which_it_began() -> None:
    shut = {date(2026, 11, 18): {"hours": "off", "reason": "stocktaking"}}
    nights = Calendar.weekly(NIGHTS, zone="UTC", special_days=shut, overnight="shift")
    early = datetime(2026, 11, 18, 3, tzinfo=UTC)  # Wednesday morning: Tuesday's shift
    assert nights.status(early).reason == "Tuesday"
    assert nights.explain(early, early.replace(hour=4))[0].reason == "Tuesday"
