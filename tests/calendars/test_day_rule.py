"""DayRule: each reading of "n business days", counted by hand.

The desk is open Mo-Fr 10:00-13:00 and 14:00-19:00, and closed on Wednesday 25 November 2026. Its business days are
Mo 16, Tu 17, We 18, Th 19, Fr 20, then Mo 23, Tu 24, Th 26, Fr 27, Mo 30. The 21st is a Saturday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacal import BadInput, BeyondHorizon, Calendar, DayRule

DESK = Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone="UTC", holidays=[date(2026, 11, 25)])
EVERY_RULE = [
    DayRule(lands=lands, counts_from=counts_from, arrival=arrival, cutoff=cutoff)
    for lands in ("close", "same_time", "same_time_in_hours", "open", "17:00")
    for counts_from in ("next_day", "same_day")
    for arrival in ("event", "next_open", "keep_time")
    for cutoff in (None, "14:00")
]


def at(text: str) -> datetime:
    """Return an instant of November 2026, from its day and time in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


def lands(start: str, days: int, rule: DayRule, desk: Calendar = DESK) -> str:
    """Return where so many business days after `start` end."""
    return f"{desk.add_business_days(at(start), days, rule=rule):%d %H:%M}"


# ---- lands


def test_by_default_a_term_ends_at_the_closing_of_the_nth_business_day() -> None:
    assert f"{DESK.add_business_days(at('20 11:30'), 1):%d %H:%M}" == "23 19:00"
    assert DayRule() == DayRule("close", "next_day", "event", None) == DayRule.RU_CIVIL_CODE


@pytest.mark.parametrize(("days", "end"), [(1, "23 19:00"), (2, "24 19:00"), (3, "26 19:00"), (5, "30 19:00")])
def test_closed_dates_are_not_counted(days: int, end: str) -> None:
    assert lands("20 11:30", days, DayRule()) == end


@pytest.mark.parametrize(
    ("landing", "start", "end"),
    [
        ("close", "20 11:30", "23 19:00"),
        ("open", "20 11:30", "23 10:00"),
        ("17:00", "20 11:30", "23 17:00"),
        ("13:30", "20 11:30", "23 13:30"),  # a wall time stands, even when closed
        ("08:00", "20 11:30", "23 08:00"),
        ("00:00", "20 11:30", "23 00:00"),
        ("24:00", "20 11:30", "24 00:00"),
        ("same_time", "20 11:30", "23 11:30"),
        ("same_time", "20 13:30", "23 13:30"),
        ("same_time", "20 20:00", "23 20:00"),
        ("same_time_in_hours", "20 09:00", "23 10:00"),  # before the first window its opening
        ("same_time_in_hours", "20 10:00", "23 10:00"),
        ("same_time_in_hours", "20 11:30", "23 11:30"),
        ("same_time_in_hours", "20 13:00", "23 13:00"),  # exactly at a closing it stays
        ("same_time_in_hours", "20 13:01", "23 14:00"),  # in a break the next opening that day
        ("same_time_in_hours", "20 13:30", "23 14:00"),
        ("same_time_in_hours", "20 14:00", "23 14:00"),
        ("same_time_in_hours", "20 19:00", "23 19:00"),
        ("same_time_in_hours", "20 20:00", "23 19:00"),  # after the last window that closing
    ],
)
def test_lands(landing: str, start: str, end: str) -> None:
    assert lands(start, 1, DayRule(lands=landing)) == end


def test_the_time_that_is_kept_is_exact_to_the_microsecond() -> None:
    start = at("20 11:30:15.000007")
    assert DESK.add_business_days(start, 1, rule=DayRule(lands="same_time")) == start + timedelta(days=3)


# ---- counts_from


@pytest.mark.parametrize(
    ("start", "days", "next_day", "same_day"),
    [
        ("20 11:30", 1, "23 19:00", "20 19:00"),
        ("20 11:30", 2, "24 19:00", "23 19:00"),
        ("20 09:00", 1, "23 19:00", "20 19:00"),
        ("20 18:59", 1, "23 19:00", "20 19:00"),
        ("20 19:00", 1, "23 19:00", "23 19:00"),  # no open time is left on the 20th, so it is not counted
        ("20 23:00", 1, "23 19:00", "23 19:00"),
        ("21 12:00", 1, "23 19:00", "23 19:00"),  # nor is a closed date
        ("24 11:30", 2, "27 19:00", "26 19:00"),
    ],
)
def test_counts_from(start: str, days: int, next_day: str, same_day: str) -> None:
    assert lands(start, days, DayRule(counts_from="next_day")) == next_day
    assert lands(start, days, DayRule(counts_from="same_day")) == same_day


# ---- arrival


@pytest.mark.parametrize(
    ("arrival", "start", "close", "same_time"),
    [
        ("event", "21 12:00", "23 19:00", "23 12:00"),  # Saturday is day 0
        ("next_open", "21 12:00", "24 19:00", "24 10:00"),  # Monday 10:00 is the arrival
        ("keep_time", "21 12:00", "24 19:00", "24 12:00"),  # Monday 12:00 is
        ("event", "20 20:00", "23 19:00", "23 20:00"),
        ("next_open", "20 20:00", "24 19:00", "24 10:00"),  # after closing, so Monday 10:00
        ("keep_time", "20 20:00", "23 19:00", "23 20:00"),  # the date is open, so it stays
        ("event", "20 13:30", "23 19:00", "23 13:30"),
        ("next_open", "20 13:30", "23 19:00", "23 14:00"),  # in the break, so 14:00
        ("next_open", "20 11:30", "23 19:00", "23 11:30"),  # open, so it stays
        ("keep_time", "20 13:30", "23 19:00", "23 13:30"),
        ("keep_time", "25 08:00", "27 19:00", "27 08:00"),  # the closed Wednesday moves to Thursday
    ],
)
def test_arrival(arrival: str, start: str, close: str, same_time: str) -> None:
    assert lands(start, 1, DayRule(arrival=arrival)) == close  # type: ignore[arg-type] # parametrized
    assert lands(start, 1, DayRule("same_time", arrival=arrival)) == same_time  # type: ignore[arg-type] # parametrized


# ---- cutoff


@pytest.mark.parametrize(
    ("start", "close", "same_time"),
    [
        ("20 13:59", "23 19:00", "23 13:59"),
        ("20 14:00", "24 19:00", "24 10:00"),  # at the cutoff: arrived on Monday at 10:00
        ("20 18:00", "24 19:00", "24 10:00"),
        ("21 09:00", "24 19:00", "24 10:00"),  # on a closed date, at whatever time
        ("24 15:00", "27 19:00", "27 10:00"),  # arrived on Thursday, since Wednesday is closed
    ],
)
def test_cutoff(start: str, close: str, same_time: str) -> None:
    assert lands(start, 1, DayRule(cutoff="14:00")) == close
    assert lands(start, 1, DayRule("same_time", cutoff="14:00")) == same_time


@pytest.mark.parametrize(
    ("start", "end"), [("20 13:59", "20 19:00"), ("20 14:00", "23 19:00"), ("21 09:00", "23 19:00")]
)
def test_a_cutoff_counts_the_day_on_which_it_says_the_event_arrived(start: str, end: str) -> None:
    assert lands(start, 1, DayRule(counts_from="same_day", cutoff="14:00")) == end


@pytest.mark.parametrize(
    ("arrival", "start", "end"),
    [
        ("next_open", "21 12:00", "24 19:00"),  # Monday 10:00, before the cutoff
        ("next_open", "20 13:30", "24 19:00"),  # 14:00 that day, which is the cutoff: Monday
        ("keep_time", "21 12:00", "24 19:00"),  # Monday 12:00, before the cutoff
        ("keep_time", "21 15:00", "26 19:00"),  # Monday 15:00, past it: Tuesday
    ],
)
def test_a_cutoff_is_applied_after_the_arrival(arrival: str, start: str, end: str) -> None:
    assert lands(start, 1, DayRule(arrival=arrival, cutoff="14:00")) == end  # type: ignore[arg-type] # parametrized


def test_the_earliest_and_the_latest_cutoff() -> None:
    assert lands("20 00:00", 1, DayRule(cutoff="00:00")) == "24 19:00"
    assert lands("20 23:59", 1, DayRule(cutoff="24:00")) == "23 19:00"
    assert lands("21 00:00", 1, DayRule(cutoff="24:00")) == "24 19:00"


# ---- n = 0 and n < 0


@pytest.mark.parametrize("rule", EVERY_RULE, ids=str)
def test_no_days_are_the_start_itself_whatever_the_rule(rule: DayRule) -> None:
    for start in ("20 11:30", "20 20:00", "21 12:00", "25 00:00"):
        assert DESK.add_business_days(at(start), 0, rule=rule) == at(start)


@pytest.mark.parametrize(
    ("landing", "end"),
    [("close", "20 19:00"), ("open", "20 10:00"), ("17:00", "20 17:00"), ("same_time", "20 11:30")],
)
def test_counting_back_lands_as_the_rule_says(landing: str, end: str) -> None:
    assert lands("23 11:30", -1, DayRule(lands=landing)) == end


@pytest.mark.parametrize(("days", "end"), [(-1, "24 19:00"), (-2, "23 19:00"), (-3, "20 19:00"), (-7, "16 19:00")])
def test_counting_back_skips_closed_dates(days: int, end: str) -> None:
    assert lands("26 11:30", days, DayRule()) == end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("20 11:30", "20 19:00"),  # open time lies earlier that day
        ("20 10:01", "20 19:00"),
        ("20 10:00", "19 19:00"),  # none does
        ("20 09:00", "19 19:00"),
        ("21 12:00", "20 19:00"),
    ],
)
def test_counting_back_from_the_same_day_needs_open_time_earlier_that_day(start: str, end: str) -> None:
    assert lands(start, -1, DayRule(counts_from="same_day")) == end


@pytest.mark.parametrize(
    ("arrival", "start", "close", "same_time"),
    [
        ("event", "21 12:00", "20 19:00", "20 12:00"),
        ("next_open", "21 12:00", "19 19:00", "19 19:00"),  # Friday's closing is the arrival
        ("next_open", "23 09:00", "19 19:00", "19 19:00"),
        ("next_open", "23 13:30", "20 19:00", "20 13:00"),  # the closing before the break
        ("next_open", "23 11:30", "20 19:00", "20 11:30"),
        ("keep_time", "21 12:00", "19 19:00", "19 12:00"),  # Friday 12:00 is
    ],
)
def test_counting_back_mirrors_the_arrival(arrival: str, start: str, close: str, same_time: str) -> None:
    assert lands(start, -1, DayRule(arrival=arrival)) == close  # type: ignore[arg-type] # parametrized
    assert lands(start, -1, DayRule("same_time", arrival=arrival)) == same_time  # type: ignore[arg-type] # parametrized


def test_a_closing_at_24_00_belongs_to_the_date_that_it_ends() -> None:
    late = Calendar.weekly("Mo-Fr 10:00-24:00", zone="UTC")
    # Saturday noon snaps back to Friday 24:00; a day before it is Thursday 24:00
    assert lands("21 12:00", -1, DayRule("same_time", arrival="next_open"), late) == "20 00:00"
    assert lands("21 12:00", -1, DayRule(arrival="next_open"), late) == "20 00:00"


# ---- what is refused


@pytest.mark.parametrize("rule", [rule for rule in EVERY_RULE if rule.cutoff], ids=str)
def test_a_cutoff_has_no_meaning_backwards(rule: DayRule) -> None:
    with pytest.raises(BadInput) as caught:
        DESK.add_business_days(at("20 11:30"), -1, rule=rule)
    assert caught.value.field == "days"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lands", "closing"),
        ("lands", "25:00"),
        ("lands", "24:01"),
        ("lands", ""),
        ("lands", None),
        ("counts_from", "today"),
        ("counts_from", None),
        ("arrival", "closing"),
        ("cutoff", "noon"),
        ("cutoff", "24:00:01"),
        ("cutoff", 14),
    ],
)
def test_an_unknown_choice_is_refused_by_its_field(field: str, value: object) -> None:
    with pytest.raises(BadInput) as caught:
        DayRule(**{field: value})  # type: ignore[arg-type] # the very thing that must fail
    assert (caught.value.field, caught.value.value) == (field, value)


def test_wall_times_have_one_spelling() -> None:
    assert DayRule("9:00", cutoff="9:30") == DayRule("09:00", cutoff="09:30:00")


def test_more_days_than_a_century_has_are_refused() -> None:
    assert DESK.add_business_days(at("20 11:30"), 36_525) > at("20 11:30") + timedelta(days=51_000)
    for days in (36_526, -36_526):
        with pytest.raises(BadInput) as caught:
            DESK.add_business_days(at("20 11:30"), days)
        assert caught.value.field == "days"


def test_days_that_do_not_come_within_200_years_are_beyond_the_horizon() -> None:
    yearly = Calendar.weekly("off", zone="UTC", special_days={"11-20": "10:00-12:00"})
    assert yearly.add_business_days(at("20 11:30"), 100) == datetime(2126, 11, 20, 12, tzinfo=UTC)
    for days in (300, -300):
        with pytest.raises(BeyondHorizon) as caught:
            yearly.add_business_days(at("20 11:30"), days)
        assert caught.value.field == "days"


# ---- zones, clock changes, nights


def test_dates_are_those_of_the_calendars_zone_and_the_answer_is_in_the_callers() -> None:
    moscow = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow")
    new_york = ZoneInfo("America/New_York")
    # Thursday 16:30 in New York is Friday 00:30 in Moscow: day 0 is Friday, the answer Monday 19:00 there
    answer = moscow.add_business_days(datetime(2026, 11, 19, 16, 30, tzinfo=new_york), 1)
    assert (str(answer), answer.tzinfo) == ("2026-11-23 11:00:00-05:00", new_york)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 3, 28, 2, 30), "2026-03-29 03:30:00+02:00"),  # 02:30 of the 29th is skipped
        (datetime(2026, 10, 24, 2, 30), "2026-10-25 02:30:00+02:00"),  # that of the 25th happens twice
        (datetime(2026, 3, 28, 12, 0), "2026-03-29 12:00:00+02:00"),
    ],
)
def test_the_same_time_across_a_clock_change(start: datetime, end: str) -> None:
    daily = Calendar.weekly("Mo-Su 00:00-24:00", zone="Europe/Berlin")
    berlin = start.replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert str(daily.add_business_days(berlin, 1, rule=DayRule("same_time"))) == end


def test_the_closing_of_a_night_shift_is_on_the_next_morning() -> None:
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC")
    assert lands("19 12:00", 1, DayRule(), nights) == "21 06:00"
    # Saturday 02:00 is Saturday, though Friday's shift is still on: day 0 has no window, and Monday's shift is next
    assert lands("21 02:00", 1, DayRule(counts_from="same_day"), nights) == "24 06:00"


def test_the_closing_is_the_end_of_the_last_window_after_a_closed_date_has_cut_it() -> None:
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC", holidays=[date(2026, 11, 21)])
    assert lands("19 12:00", 1, DayRule(), nights) == "21 00:00"
    shift = nights.replace(overnight="shift")
    assert lands("19 12:00", 1, DayRule(), shift) == "21 06:00"


def test_around_the_clock_every_date_is_a_business_day_that_closes_at_24_00() -> None:
    always = Calendar.weekly("24/7", zone="UTC")
    assert lands("20 12:00", 1, DayRule(), always) == "22 00:00"
    assert lands("20 12:00", 1, DayRule(counts_from="same_day"), always) == "21 00:00"
    assert lands("20 12:00", 1, DayRule("open"), always) == "21 00:00"
    assert lands("20 12:00", 1, DayRule(), Calendar.always()) == "22 00:00"


def test_the_closing_of_a_date_is_when_it_is_open_no_longer_even_where_a_gap_has_moved_a_window_past_the_next() -> None:
    # Berlin, 29 March 2026: 02:45 is 03:45 (01:45 UTC), so 01:00-02:45 outlasts 03:00-03:30
    odd = Calendar.weekly("Su 01:00-02:45,03:00-03:30", zone="Europe/Berlin")
    start = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert odd.add_business_days(start, 1) == datetime(2026, 3, 29, 1, 45, tzinfo=UTC)
    assert odd.is_open(datetime(2026, 3, 29, 1, 44, tzinfo=UTC))
    evening = odd.add_business_days(start, 1, rule=DayRule("same_time_in_hours"))  # after the last window, that closing
    assert evening == datetime(2026, 3, 29, 1, 45, tzinfo=UTC)


def test_the_opening_of_a_date_is_its_first_even_where_a_gap_has_moved_a_window_past_the_next() -> None:
    # Berlin, 29 March 2026: 02:30-02:45 is 03:30-03:45, so the date opens at 03:00 (01:00 UTC)
    odd = Calendar.weekly("Su 02:30-02:45,03:00-03:15", zone="Europe/Berlin")
    start = datetime(2026, 3, 28, 12, tzinfo=UTC)
    opening = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert odd.add_business_days(start, 1, rule=DayRule("open")) == opening
    assert odd.next_open(start) == opening
    late = odd.add_business_days(start + timedelta(hours=9, minutes=40), 1, rule=DayRule("same_time_in_hours"))
    assert late == datetime(2026, 3, 29, 1, 45, tzinfo=UTC)  # 22:40 is after the last window
    early = odd.add_business_days(start - timedelta(hours=11), 1, rule=DayRule("same_time_in_hours"))
    assert early == opening  # 02:00 is 03:00
