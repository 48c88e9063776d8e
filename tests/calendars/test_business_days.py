"""Counting business days between two dates, and that counting to the nth gives n.

The desk is open Mo-Fr 10:00-13:00 and 14:00-19:00, and closed on Wednesday 25 November 2026; the 21st is a Saturday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from slacal import BadInput, BeyondData, BeyondHorizon, Calendar, DayRule, NeverCloses, NeverOpens, WrongType
from slacal.calendars.business_days import add_business_days, closing_from, days_touched, owner_of
from slacal.spans.instant import HOUR, to_micros

if TYPE_CHECKING:
    from slacal.calendars.day_rule import CountsFrom

DESK = Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone="UTC", holidays=[date(2026, 11, 25)])


def at(text: str) -> datetime:
    """Return an instant of November 2026, from its day and time in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


@pytest.mark.parametrize(
    ("first", "last", "after", "both"),
    [
        (16, 20, 4, 5),
        (20, 20, 0, 1),
        (21, 21, 0, 0),
        (20, 23, 1, 2),
        (21, 22, 0, 0),
        (21, 23, 1, 1),
        (24, 26, 1, 2),
        (1, 30, 20, 20),  # four weeks from Monday the 2nd, Monday the 30th, less the 25th
    ],
)
def test_count_business_days(first: int, last: int, after: int, both: int) -> None:
    begin, end = date(2026, 11, first), date(2026, 11, last)
    assert DESK.count_business_days(begin, end) == after
    assert DESK.count_business_days(begin, end, counts_from="same_day") == both


def test_counting_business_days_the_other_way_round_is_negative() -> None:
    first, last = date(2026, 11, 16), date(2026, 11, 27)
    assert DESK.count_business_days(last, first) == -DESK.count_business_days(first, last) == -8
    assert DESK.count_business_days(last, first, counts_from="same_day") == -9


@pytest.mark.parametrize("days", [1, 2, 3, 9, 250, -1, -2, -9, -250])
@pytest.mark.parametrize("start", ["20 11:30", "24 23:00"])
def test_counting_to_the_nth_business_day_gives_n(start: str, days: int) -> None:
    end = DESK.add_business_days(at(start), days)
    assert DESK.count_business_days(at(start).date(), end.date()) == days


def test_counting_from_a_closed_date_gives_n_forwards() -> None:
    end = DESK.add_business_days(at("21 12:00"), 7)
    assert DESK.count_business_days(date(2026, 11, 21), end.date()) == 7


def test_business_days_are_counted_over_many_years() -> None:
    # 2001-2100 has 36,524 days, 5,217 weeks and 5 days from Monday 1 January 2001: five more weekdays
    week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    assert week.count_business_days(date(2000, 12, 31), date(2100, 12, 31)) == 5217 * 5 + 5


@pytest.mark.parametrize("wrong", [at("20 12:00"), "2026-11-20", None, 20])
def test_business_days_are_counted_between_plain_dates(wrong: object) -> None:
    for ask in (
        lambda: DESK.count_business_days(wrong, date(2026, 11, 27)),  # type: ignore[arg-type] # must fail
        lambda: DESK.count_business_days(date(2026, 11, 16), wrong),  # type: ignore[arg-type] # must fail
        lambda: DESK.is_business_day(wrong),  # type: ignore[arg-type] # must fail
        lambda: DESK.day(wrong),  # type: ignore[arg-type] # must fail
    ):
        with pytest.raises(WrongType):
            ask()


def test_an_unknown_way_to_count_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        DESK.count_business_days(date(2026, 11, 16), date(2026, 11, 27), counts_from="today")  # type: ignore[arg-type] # must fail
    assert caught.value.field == "counts_from"


def test_counting_back_from_a_date_that_the_zone_left_out_starts_at_the_shift_that_ended_last() -> None:
    # Samoa went from Thursday 29 to Saturday 31 December 2011: Thursday's night ends on Saturday at 06:00. It is day 0
    # for Saturday noon; one business day before is Wednesday, whose night begins on the 28th and ends on the 29th.
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Pacific/Apia")
    noon = datetime(2011, 12, 31, 12, tzinfo=ZoneInfo("Pacific/Apia"))
    back = [
        nights.add_business_days(noon, -1, rule=DayRule(arrival="next_open", lands=at)) for at in ("open", "same_time")
    ]
    assert [str(one) for one in back] == ["2011-12-28 22:00:00-10:00", "2011-12-29 06:00:00-10:00"]


def test_counting_back_from_the_rest_of_a_closed_dates_shift_starts_on_the_date_of_that_rest() -> None:
    # Friday the 20th is closed: of its night only Saturday 00:00 to 06:00 stays, and Saturday is no business day. The
    # last one before it is Thursday, whose night begins at 22:00.
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC", holidays=[date(2026, 11, 20)])
    assert nights.add_business_days(at("21 12:00"), -1, rule=DayRule(arrival="next_open", lands="open")) == at(
        "19 22:00"
    )


@pytest.mark.parametrize(
    ("start", "days", "left", "day", "next_day"),
    [
        ("24 17:00", 1, 2 * HOUR, 24, 26),  # 17:00 to 19:00; the 25th is closed
        ("24 12:00", 1, 6 * HOUR, 24, 26),  # 12:00 to 13:00 and 14:00 to 19:00
        ("24 13:30", 1, 5 * HOUR, 24, 26),
        ("24 18:59:59.999999", 1, 1, 24, 26),
        ("24 12:00", -1, 2 * HOUR, 24, 23),  # backwards what counts is the time behind: 10:00 to 12:00
        ("24 15:00", -1, 4 * HOUR, 24, 23),  # 10:00 to 13:00 and 14:00 to 15:00
        ("24 10:00:00.000001", -1, 1, 24, 23),
    ],
)
def test_the_start_day_counts_when_as_much_of_it_is_left_as_is_asked_for(
    start: str, days: int, left: int, day: int, next_day: int
) -> None:
    rule, instant = DayRule("12:00", counts_from="same_day"), to_micros(at(start))
    found = [add_business_days(DESK.horizon, instant, days, rule, asked) for asked in (0, left, left + 1)]
    assert found == [to_micros(at(f"{one} 12:00")) for one in (day, day, next_day)]


@pytest.mark.parametrize("start", ["20 11:30", "20 19:00", "21 12:00"])
@pytest.mark.parametrize("counts_from", ["next_day", "same_day"])
def test_no_business_days_after_an_instant_is_that_instant(start: str, counts_from: CountsFrom) -> None:
    rule, instant = DayRule(counts_from=counts_from, cutoff="10:00"), to_micros(at(start))
    assert add_business_days(DESK.horizon, instant, 0, rule) == instant


@pytest.mark.parametrize(
    ("start", "days", "lands", "end"),
    [
        ("21 12:00", 1, "close", "23 19:00"),  # day 0 is Monday at 12:00: open time is left on it, so it counts
        ("21 18:59:59.999999", 1, "close", "23 19:00"),
        ("21 19:00", 1, "close", "24 19:00"),  # Monday at 19:00: none is left
        ("21 12:00", -1, "open", "20 10:00"),  # backwards day 0 is Friday at 12:00: open since 10:00, so it counts
        ("21 10:00", -1, "open", "19 10:00"),  # Friday at 10:00: it was not open before
    ],
)
def test_a_closed_date_that_keeps_its_time_counts_the_day_it_moves_to_where_open_time_is_left_then(
    start: str, days: int, lands: str, end: str
) -> None:
    rule = DayRule(lands, arrival="keep_time", counts_from="same_day")
    assert DESK.add_business_days(at(start), days, rule=rule) == at(end)


def test_counting_back_from_a_closing_arrives_at_that_closing_itself() -> None:
    rule = DayRule("same_time", arrival="next_open")
    assert DESK.add_business_days(at("20 19:00"), -1, rule=rule) == at("19 19:00")
    assert DESK.add_business_days(at("20 13:00"), -1, rule=rule) == at("19 13:00")


def test_counting_back_from_before_all_hours_is_refused_with_the_instant_that_was_asked_about() -> None:
    once = Calendar.weekly("off", zone="UTC", special_days={"0001-01-30": "10:00-12:00"})
    start = datetime.fromisoformat("0001-01-20 11:30+00:00")
    with pytest.raises(NeverCloses) as caught:
        once.add_business_days(start, -1, rule=DayRule(arrival="next_open"))
    assert (caught.value.field, caught.value.value) == ("at", start)


@pytest.mark.parametrize(("start", "days"), [("2026-12-31 23:00", 1), ("2027-01-01 12:00", -1)])
def test_a_frozen_calendar_names_the_unknown_date_on_which_a_term_of_the_start_day_alone_ends(
    start: str, days: int
) -> None:
    # Frozen from 1 January 2027, a Friday, on: Thursday's night, which ends on it at 06:00, is day 0 of both, and the
    # only day that they count. That date begins before the frozen ones.
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC").freeze(date(2027, 1, 1), date(2027, 1, 8))
    rule = DayRule(counts_from="same_day", arrival="next_open" if days < 0 else "event")
    with pytest.raises(BeyondData) as caught:
        nights.add_business_days(datetime.fromisoformat(f"{start}+00:00"), days, rule=rule)
    assert caught.value.value == datetime.fromisoformat("2026-12-31 00:00+00:00")


def test_the_last_microsecond_of_a_date_belongs_to_it_in_far_centuries_too() -> None:
    # The calendar repeats every 400 years: as in 2026, 23 November 3226 is a Monday, and the next business day Tuesday.
    late = datetime.fromisoformat("3226-11-23 23:59:59.999999+00:00")
    assert str(DESK.add_business_days(late, 1)) == "3226-11-24 19:00:00+00:00"


def test_counting_back_from_closed_time_the_day_that_closed_last_counts_when_the_start_day_does() -> None:
    rule = DayRule(counts_from="same_day", arrival="next_open", lands="open")
    assert DESK.add_business_days(at("21 12:00"), -1, rule=rule) == at("20 10:00")
    assert DESK.add_business_days(at("21 12:00"), -2, rule=rule) == at("19 10:00")


def test_a_year_that_ends_on_a_closed_date_goes_on_in_the_next() -> None:
    # 31 December 2022 is a Saturday: day 0 is Monday 2 January, and the first after it Tuesday the 3rd.
    noon = datetime.fromisoformat("2022-12-31 12:00+00:00")
    rule = DayRule(arrival="keep_time", lands="same_time")
    assert str(DESK.add_business_days(noon, 1, rule=rule)) == "2023-01-03 12:00:00+00:00"


@pytest.mark.parametrize(("days", "side"), [(2, "after"), (-2, "before")])
def test_business_days_that_never_come_are_told_with_the_side_that_was_searched(days: int, side: str) -> None:
    never = Calendar.never(zone="UTC")
    with pytest.raises(NeverOpens) as caught:
        never.add_business_days(at("20 11:30"), days)
    assert (caught.value.field, caught.value.value) == ("days", 2)
    assert caught.value.problem.endswith(f"none lies {side} 2026-11-20 within 200 years")
    once = Calendar.weekly("off", zone="UTC", special_days={"2026-11-10": "10:00-12:00", "2026-11-30": "10:00-12:00"})
    with pytest.raises(BeyondHorizon) as missing:
        once.add_business_days(at("20 11:30"), days)
    assert (missing.value.field, missing.value.value) == ("days", 1)
    assert missing.value.problem.endswith(f"{side} 2026-11-20 within 200 years")


@pytest.mark.parametrize(
    ("start", "days", "only", "found"),
    [
        # the 200 years before and after a date are those of its year less, or plus, 200
        ("2026-11-20", 1, "2226-12-31", True),
        ("2026-11-20", 1, "2227-01-01", False),
        ("2026-11-20", -1, "1826-01-01", True),
        ("2026-11-20", -1, "1825-12-31", False),
        ("9990-11-20", 1, "9999-12-20", True),
        ("0009-11-20", -1, "0001-01-10", True),
    ],
)
def test_a_business_day_is_searched_for_200_years_either_way_and_to_both_ends_of_time(
    start: str, days: int, only: str, found: bool
) -> None:
    once = Calendar.weekly("off", zone="UTC", special_days={only: "10:00-12:00"})
    noon = datetime.fromisoformat(f"{start} 12:00+00:00")
    if found:
        assert str(once.add_business_days(noon, days)) == f"{only} 12:00:00+00:00"
    else:
        with pytest.raises(NeverOpens):
            once.add_business_days(noon, days)


@pytest.mark.parametrize(
    ("start", "days", "end"), [("9990-11-20", 1, "which end on 9999-12-27"), ("0060-11-20", -1, "begin on 0001-01-05")]
)
def test_near_the_ends_of_time_the_dates_that_were_searched_are_told(start: str, days: int, end: str) -> None:
    with pytest.raises(NeverOpens) as caught:
        Calendar.never().add_business_days(datetime.fromisoformat(f"{start} 12:00+00:00"), days)
    assert caught.value.problem.endswith(end)


def test_counting_back_reaches_the_first_business_day_of_a_year() -> None:
    # Monday 5 January 2026; before it come Friday the 2nd, Thursday the 1st and Wednesday 31 December
    noon, rule = datetime.fromisoformat("2026-01-05 12:00+00:00"), DayRule(lands="open")
    back = [DESK.add_business_days(noon, -days, rule=rule).date().isoformat() for days in (1, 2, 3)]
    assert back == ["2026-01-02", "2026-01-01", "2025-12-31"]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("24 13:00", "24 14:00", []),  # lunch, from a closing to an opening
        ("24 12:59:59.999999", "24 14:00", [24]),
        ("24 13:00", "24 14:00:00.000001", [24]),
        ("20 18:00", "24 10:00", [20, 23]),  # a weekend between them, and the 24th opens when it ends
        ("20 19:00", "26 19:00", [23, 24, 26]),  # the 25th is closed
        ("20 10:00", "20 10:00", []),
    ],
)
def test_the_business_days_of_a_period_are_those_that_are_open_in_it(start: str, end: str, days: list[int]) -> None:
    touched = days_touched(DESK.horizon, to_micros(at(start)), to_micros(at(end)))
    assert [date.fromordinal(day).day for day in touched] == days


def test_the_business_days_of_a_period_go_on_over_the_turn_of_a_year() -> None:
    # Thursday 31 December 2026 and Friday 1 January 2027
    start, end = (to_micros(datetime.fromisoformat(f"{day}+00:00")) for day in ("2026-12-31 18:00", "2027-01-01 11:00"))
    days = [str(date.fromordinal(day)) for day in days_touched(DESK.horizon, start, end)]
    assert days == ["2026-12-31", "2027-01-01"]


def test_a_night_belongs_to_its_evening_even_when_the_zone_leaves_out_the_date_between() -> None:
    # Samoa's night of Thursday 29 December 2011 ends on Saturday the 31st at 06:00, for there was no Friday.
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Pacific/Apia")
    five = to_micros(datetime(2011, 12, 31, 5, tzinfo=ZoneInfo("Pacific/Apia")))
    assert [str(date.fromordinal(day)) for day in days_touched(nights.horizon, five, five + HOUR)] == ["2011-12-29"]
    assert str(date.fromordinal(owner_of(nights.horizon, five))) == "2011-12-29"


def test_the_rest_of_a_closed_dates_shift_belongs_to_the_next_business_day() -> None:
    # Friday the 20th is closed: of its night only Saturday 00:00 to 06:00 stays, and the next business day is Monday.
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC", holidays=[date(2026, 11, 20)])
    assert date.fromordinal(owner_of(nights.horizon, to_micros(at("21 03:00")))).day == 23


@pytest.mark.parametrize(("time", "day"), [("23 22:00", 23), ("24 05:59:59.999999", 23), ("24 06:00", 24)])
def test_where_a_night_meets_a_morning_the_instant_between_belongs_to_the_morning(time: str, day: int) -> None:
    around = Calendar.weekly("Mo 22:00-06:00; Tu 06:00-20:00", zone="UTC")
    assert date.fromordinal(owner_of(around.horizon, to_micros(at(time)))).day == day


def test_the_last_year_of_all_is_counted_as_any_other() -> None:
    # 1 December 9999 is a Wednesday: after it come Thursday and Friday, and the whole week of the 6th
    assert date(9999, 12, 1).strftime("%a") == "Wed"
    assert DESK.count_business_days(date(9999, 12, 1), date(9999, 12, 11)) == 7
    start, end = (to_micros(datetime.fromisoformat(f"9999-12-{day}:00+00:00")) for day in ("03 18", "06 11"))
    assert [date.fromordinal(day).day for day in days_touched(DESK.horizon, start, end)] == [3, 6]


@pytest.mark.parametrize(
    ("time", "closing"),
    [
        ("20 10:00", "20 19:00"),  # an opening belongs to its day
        ("20 12:00", "20 19:00"),
        ("20 13:00", "20 19:00"),  # so does the closing at noon, and the day closes in the evening
        ("20 19:00", "20 19:00"),
        ("20 13:30", "20 13:30"),  # closed time has no closing but itself
        ("20 19:00:00.000001", "20 19:00:00.000001"),
        ("21 12:00", "21 12:00"),
    ],
)
def test_the_closing_of_an_instant_is_the_last_one_of_its_business_day(time: str, closing: str) -> None:
    assert closing_from(DESK.horizon, to_micros(at(time))) == to_micros(at(closing))


@pytest.mark.parametrize(
    ("time", "closing"),
    [("23 22:00", "24 06:00"), ("24 05:00", "24 06:00"), ("24 06:00", "24 06:00"), ("24 06:00:00.000001", "24 20:00")],
)
def test_where_a_night_meets_a_morning_the_closing_between_is_that_of_the_night(time: str, closing: str) -> None:
    around = Calendar.weekly("Mo 22:00-06:00; Tu 06:00-20:00", zone="UTC")
    assert closing_from(around.horizon, to_micros(at(time))) == to_micros(at(closing))


def test_a_closing_is_its_own_days_where_the_rest_of_the_night_before_opens_at_it() -> None:
    # Monday's night keeps 05:00 to 06:00 alone, on Tuesday (rule C2: they stay Monday's); Tuesday is open until 05:00.
    night = Calendar.weekly("Mo 22:00-06:00", zone="UTC") & Calendar.weekly("Tu 05:00-06:00", zone="UTC")
    both = night | Calendar.weekly("Tu 00:00-05:00", zone="UTC")
    assert closing_from(both.horizon, to_micros(at("24 05:00"))) == to_micros(at("24 05:00"))
    assert closing_from(both.horizon, to_micros(at("24 05:00:00.000001"))) == to_micros(at("24 06:00"))


def test_an_instant_that_the_clock_shows_on_a_day_that_has_ended_belongs_to_the_day_that_has_begun() -> None:
    # On 29 October 2006 at 00:01 St John's set its clocks back to 23:01 of the 28th: 02:31Z, and 29 minutes more,
    # show the 28th and belong to the 29th, which lasts from 02:30Z to 03:30Z of the 30th.
    always = Calendar.weekly("24/7", zone="America/St_Johns")
    for minute in (30, 31, 59, 60, 89, 90, 91):
        at = to_micros(datetime(2006, 10, 29, 2, tzinfo=UTC) + timedelta(minutes=minute, microseconds=1))
        assert date.fromordinal(owner_of(always.horizon, at)) == date(2006, 10, 29)
        assert closing_from(always.horizon, at) == to_micros(datetime(2006, 10, 30, 3, 30, tzinfo=UTC))
        assert date.fromordinal([*days_touched(always.horizon, at - 1, at + 1)][-1]) == date(2006, 10, 29)
