"""A week as people look at it: hours between midnights, night shifts on both dates, exceptions by name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.show.reading import tree_of

from slacal import BeyondData, Calendar, CoverageWarning, HolidayDates, UnknownName, WrongType, show

SUPPORT = Calendar.weekly(
    "Mo-Fr 10:00-19:00; Sa 09:00-16:00",
    zone="Europe/Moscow",
    holidays={date(2026, 11, 4): "Unity Day"},
    special_days={date(2026, 11, 5): {"hours": "10:00-15:00", "reason": "stocktaking"}},
)
NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Berlin")


def lines(text: str) -> list[str]:
    return [" ".join(line.replace("·", " ").replace("█", " ").split()) for line in text.splitlines()]


def test_each_day_has_its_hours_and_the_reason_of_what_is_unusual() -> None:
    # 9 + 9 + 0 + 5 + 9 + 7 + 0 hours are 39
    assert lines(str(show.week(SUPPORT, date(2026, 11, 4)))) == [
        "2–8 November 2026, Europe/Moscow, 39 h open",
        "",
        "0 6 12 18 24",
        "Mon 2 9 h 10:00–19:00",
        "Tue 3 9 h 10:00–19:00",
        "Wed 4 0 h closed, Unity Day",
        "Thu 5 5 h 10:00–15:00, stocktaking",
        "Fri 6 9 h 10:00–19:00",
        "Sat 7 7 h 09:00–16:00",
        "Sun 8 0 h closed",
    ]


def test_a_day_is_drawn_in_half_hours() -> None:
    row = str(show.week(SUPPORT, date(2026, 11, 2))).splitlines()[3]
    assert row == f"Mon 2   {'·' * 20}{'█' * 18}{'·' * 10}        9 h  10:00–19:00"  # 10:00 is the 20th half hour


def test_the_same_in_russian() -> None:
    text = lines(str(show.week(SUPPORT, date(2026, 11, 8), language="ru")))
    assert (text[0], text[3], text[5]) == (
        "2–8 ноября 2026, Europe/Moscow, открыто 39 ч",
        "пн 2 9 ч 10:00–19:00",
        "ср 4 0 ч закрыто, Unity Day",
    )


def test_a_night_shift_stands_on_both_its_dates_and_a_long_day_says_so() -> None:
    text = lines(str(show.week(NIGHTS, date(2026, 10, 25))))  # clocks go back on Sunday the 25th
    assert text[3:] == [
        "Mon 19 2 h 22:00 →",
        "Tue 20 8 h → 06:00, 22:00 →",
        "Wed 21 8 h → 06:00, 22:00 →",
        "Thu 22 8 h → 06:00, 22:00 →",
        "Fri 23 8 h → 06:00, 22:00 →",
        "Sat 24 6 h → 06:00",
        "Sun 25 0 h closed, clocks change: a day of 25 h",
    ]


@pytest.mark.parametrize(("sunday", "hours"), [(date(2026, 3, 29), 167), (date(2026, 10, 25), 169)])
def test_a_week_with_a_change_of_clocks_has_its_real_hours(sunday: date, hours: int) -> None:
    always = Calendar.always(zone="Europe/Berlin")
    assert f"{hours} h open" in str(show.week(always, sunday)).splitlines()[0]


def test_the_days_of_another_zone_are_those_of_its_clocks() -> None:
    # 10:00 to 19:00 in Moscow, three hours ahead of UTC, is 12:45 to 21:45 in Kathmandu, 5:45 ahead
    text = lines(str(show.week(SUPPORT, date(2026, 11, 2), zone="Asia/Kathmandu")))
    assert text[0] == "2–8 November 2026, Asia/Kathmandu, 39 h open"
    assert text[3].endswith("9 h 12:45–21:45")
    assert text[5] == "Wed 4 0 h closed, Unity Day"


def test_the_hours_of_the_week_are_the_elapsed_time_from_monday_to_monday() -> None:
    midnight = Calendar.always(zone="Europe/Moscow").day(date(2026, 11, 2)).spans[0].opens_at
    assert SUPPORT.elapsed(midnight, midnight + timedelta(days=7)) == timedelta(hours=39)


def test_the_bars_lie_where_the_hours_are() -> None:
    tree = tree_of(show.week(SUPPORT, date(2026, 11, 2)).html)
    first = next(node for node in tree.iter("rect"))
    assert (first.get("x"), first.get("width")) == ("41.67%", "37.5%")  # 10/24 and 9/24


def test_many_stretches_of_a_day_are_drawn_and_the_first_are_written() -> None:
    hourly = Calendar.weekly(", ".join(f"Mo {hour:02}:00-{hour:02}:30" for hour in range(6, 13)), zone="UTC")
    picture = show.week(hourly, date(2026, 11, 2))
    assert "06:00–06:30, 07:00–07:30, 08:00–08:30, 09:00–09:30, and 3 more" in str(picture)
    assert sum(1 for _ in tree_of(picture.html).iter("rect")) == 7


def test_a_date_that_the_zone_skipped_is_named() -> None:
    text = lines(str(show.week(Calendar.always(zone="Pacific/Apia"), date(2011, 12, 30))))
    assert text[7] == "Fri 30 0 h closed, 2011-12-30 does not exist in Pacific/Apia"


def test_beyond_known_holidays_it_warns_and_says_so() -> None:
    known = HolidayDates.of([date(2026, 1, 1)], covers=(date(2026, 1, 1), date(2026, 12, 31)))
    week = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC", holidays=known)
    with pytest.warns(CoverageWarning):
        picture = show.week(week, date(2027, 1, 5))
    assert str(picture).splitlines()[-1].startswith("holidays and transferred days are not known from 2027-01-01")
    assert "not known from 2027-01-01" in picture.html


def test_of_a_frozen_calendar_dates_beyond_it_are_not_known() -> None:
    frozen = SUPPORT.freeze(date(2026, 11, 4), date(2026, 11, 7))
    text = lines(str(show.week(frozen, date(2026, 11, 4))))
    assert text[4].endswith("not known")
    assert text[5].endswith("closed, Unity Day")
    with pytest.raises(BeyondData):
        show.week(frozen, date(2027, 11, 4))


def test_what_is_no_calendar_and_what_is_no_zone_is_refused() -> None:
    with pytest.raises(WrongType, match="is not a Calendar"):
        show.week("Mo-Fr", date(2026, 11, 4))  # type: ignore[arg-type] # the fault
    with pytest.raises(UnknownName):
        show.week(SUPPORT, date(2026, 11, 4), zone="Moscow")
