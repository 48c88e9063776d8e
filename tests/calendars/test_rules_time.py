"""Rules C11 to C15: naive datetimes, amounts that end at an edge, zero, negative time, and what never comes.

November 2026: the 16th is a Monday, the 20th a Friday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from slacal import BadInput, BeyondHorizon, Calendar, NeverCloses, NeverOpens, SlacalError, WrongType

if TYPE_CHECKING:
    from collections.abc import Callable

WEEK = Calendar.weekly("Mo-Fr 10:00-12:00,13:00-19:00", zone="UTC")
NAIVE = datetime(2026, 11, 20, 18)
AWARE = datetime(2026, 11, 20, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)

AT_AN_INSTANT: dict[str, Callable[[Calendar, datetime], object]] = {
    "is_open": lambda calendar, at: calendar.is_open(at),
    "status": lambda calendar, at: calendar.status(at),
    "next_open": lambda calendar, at: calendar.next_open(at),
    "next_close": lambda calendar, at: calendar.next_close(at),
    "previous_open": lambda calendar, at: calendar.previous_open(at),
    "previous_close": lambda calendar, at: calendar.previous_close(at),
    "roll_forward": lambda calendar, at: calendar.roll_forward(at),
    "roll_back": lambda calendar, at: calendar.roll_back(at),
    "add": lambda calendar, at: calendar.add(at, HOUR),
    "subtract": lambda calendar, at: calendar.subtract(at, HOUR),
    "elapsed from": lambda calendar, at: calendar.elapsed(at, AWARE),
    "elapsed to": lambda calendar, at: calendar.elapsed(AWARE, at),
    "spans from": lambda calendar, at: calendar.spans(at, AWARE),
    "spans to": lambda calendar, at: calendar.spans(AWARE, at),
    "spans_after": lambda calendar, at: calendar.spans_after(at),
    "spans_before": lambda calendar, at: calendar.spans_before(at),
    "explain": lambda calendar, at: calendar.explain(at, AWARE),
    "add_business_days": lambda calendar, at: calendar.add_business_days(at, 1),
    "until": lambda calendar, at: calendar.until(at, then=calendar),
    "of_spans": lambda _, at: Calendar.of_spans([(at, AWARE)], zone="UTC"),
}


def at(text: str) -> datetime:
    """Return an instant of November 2026, from its day and time in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


def shown(instant: datetime) -> str:
    return f"{instant:%d %H:%M}"


# ---- C11


@pytest.mark.parametrize("question", AT_AN_INSTANT)
def test_c11_a_naive_datetime_is_refused_with_a_mend(question: str) -> None:
    with pytest.raises(BadInput) as caught:
        AT_AN_INSTANT[question](WEEK, NAIVE)
    assert caught.value.code == "naive-datetime"
    assert caught.value.value == NAIVE
    assert "ZoneInfo" in caught.value.mend


@pytest.mark.parametrize("question", AT_AN_INSTANT)
@pytest.mark.parametrize("wrong", [date(2026, 11, 20), 1_795_000_000.0, None])
def test_c11_what_is_no_datetime_is_refused(question: str, wrong: object) -> None:
    with pytest.raises(WrongType):
        AT_AN_INSTANT[question](WEEK, wrong)  # type: ignore[arg-type] # the very thing that must fail


@pytest.mark.parametrize("amount", [8, 8.0, "8 hours", True, None])
def test_c11_a_bare_number_is_no_open_time(amount: object) -> None:
    for verb in (WEEK.add, WEEK.subtract):
        with pytest.raises(WrongType) as caught:
            verb(AWARE, amount)  # type: ignore[arg-type] # the very thing that must fail
        assert caught.value.field == "amount"


@pytest.mark.parametrize("days", [timedelta(days=1), 1.0, "1", True, None])
def test_c11_a_number_of_business_days_is_a_whole_number(days: object) -> None:
    with pytest.raises(WrongType) as caught:
        WEEK.add_business_days(AWARE, days)  # type: ignore[arg-type] # the very thing that must fail
    assert caught.value.field == "days"


# ---- C12: Friday the 20th, 10:00-12:00 and 13:00-19:00; Monday the 23rd


@pytest.mark.parametrize(
    ("start", "hours", "near", "far"),
    [
        ("20 10:00", 1, "20 11:00", "20 11:00"),  # no edge
        ("20 10:00", 2, "20 12:00", "20 13:00"),  # the lunch
        ("20 10:00", 8, "20 19:00", "23 10:00"),  # the weekend
        ("20 12:00", 6, "20 19:00", "23 10:00"),
        ("21 00:00", 8, "23 19:00", "24 10:00"),
    ],
)
def test_c12_adding_up_to_a_closing(start: str, hours: int, near: str, far: str) -> None:
    assert shown(WEEK.add(at(start), hours * HOUR)) == near
    assert shown(WEEK.add(at(start), hours * HOUR, edge="near")) == near
    assert shown(WEEK.add(at(start), hours * HOUR, edge="far")) == far


@pytest.mark.parametrize(
    ("end", "hours", "near", "far"),
    [
        ("23 11:00", 1, "23 10:00", "20 19:00"),  # the weekend
        ("23 14:00", 1, "23 13:00", "23 12:00"),  # the lunch
        ("23 14:00", 2, "23 11:00", "23 11:00"),  # no edge
        ("22 00:00", 8, "20 10:00", "19 19:00"),
    ],
)
def test_c12_subtracting_down_to_an_opening(end: str, hours: int, near: str, far: str) -> None:
    assert shown(WEEK.subtract(at(end), hours * HOUR)) == near
    assert shown(WEEK.subtract(at(end), hours * HOUR, edge="near")) == near
    assert shown(WEEK.subtract(at(end), hours * HOUR, edge="far")) == far


def test_c12_windows_that_touch_have_no_edge_between_them() -> None:
    touching = Calendar.weekly("Mo 20:00-24:00; Tu 00:00-04:00", zone="UTC")
    for edge in ("near", "far"):
        assert shown(touching.replace(zone="UTC").add(at("16 20:00"), 4 * HOUR, edge=edge)) == "17 00:00"


def test_c12_far_on_a_calendar_that_never_closes_is_near() -> None:
    assert Calendar.always().add(AWARE, HOUR, edge="far") == AWARE + HOUR
    assert Calendar.always().subtract(AWARE, HOUR, edge="far") == AWARE - HOUR


def test_c12_far_finds_no_opening_behind_the_last_closing() -> None:
    once = Calendar.of_spans([(at("20 10:00"), at("20 12:00"))], zone="UTC")
    assert shown(once.add(at("20 10:00"), 2 * HOUR)) == "20 12:00"
    assert shown(once.subtract(at("20 12:00"), 2 * HOUR)) == "20 10:00"
    with pytest.raises(NeverOpens):
        once.add(at("20 10:00"), 2 * HOUR, edge="far")
    with pytest.raises(NeverOpens):
        once.subtract(at("20 12:00"), 2 * HOUR, edge="far")


def test_c12_an_unknown_edge_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        WEEK.add(AWARE, HOUR, edge="middle")  # type: ignore[arg-type] # the very thing that must fail
    assert caught.value.field == "edge"


def test_c12_a_gap_that_a_clock_change_opened_counts_like_any_other() -> None:
    # Berlin, 29 March 2026: windows 01:00-02:00 and 03:30-05:00; 02:00 is 01:00 UTC, 03:30 is 01:30 UTC
    week = Calendar.weekly("Su 01:00-02:00,03:30-05:00", zone="Europe/Berlin")
    start = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    assert week.add(start, HOUR) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert week.add(start, HOUR, edge="far") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


# ---- C13


@pytest.mark.parametrize(
    ("instant", "forward", "back"),
    [
        ("20 11:00", "20 11:00", "20 11:00"),  # open
        ("20 10:00", "20 10:00", "20 10:00"),  # an opening is open
        ("20 12:00", "20 13:00", "20 12:00"),  # a closing is closed, and the last closing at or before itself
        ("20 12:30", "20 13:00", "20 12:00"),
        ("21 09:00", "23 10:00", "20 19:00"),
    ],
)
def test_c13_adding_nothing_rolls_forward_and_subtracting_nothing_rolls_back(
    instant: str, forward: str, back: str
) -> None:
    nothing = timedelta()
    assert shown(WEEK.add(at(instant), nothing)) == shown(WEEK.roll_forward(at(instant))) == forward
    assert shown(WEEK.subtract(at(instant), nothing)) == shown(WEEK.roll_back(at(instant))) == back


@pytest.mark.parametrize("edge", ["near", "far"])
def test_c13_zero_is_the_same_at_either_edge(edge: str) -> None:
    for instant, expected in (("20 12:00", "20 13:00"), ("20 10:00", "20 10:00")):
        assert shown(WEEK.add(at(instant), timedelta(), edge=edge)) == expected  # type: ignore[arg-type] # a choice
    assert shown(WEEK.subtract(at("20 10:00"), timedelta(), edge=edge)) == "20 10:00"  # type: ignore[arg-type] # a choice


def test_c13_positive_amounts_add_up() -> None:
    start = at("20 18:00")
    for hours in range(1, 40):
        in_steps = start
        for _ in range(hours):
            in_steps = WEEK.add(in_steps, HOUR)
        assert in_steps == WEEK.add(start, hours * HOUR)


# ---- C14


def test_c14_the_end_before_the_start_gives_a_negative_elapsed_time() -> None:
    # Friday 18:00 to Monday 14:00: 1 + 2 + 1 hours
    assert WEEK.elapsed(at("20 18:00"), at("23 14:00")) == 4 * HOUR
    assert WEEK.elapsed(at("23 14:00"), at("20 18:00")) == -4 * HOUR
    assert WEEK.elapsed(at("20 18:00"), at("20 18:00")) == timedelta()
    assert WEEK.elapsed(at("22 00:00"), at("21 00:00")) == timedelta()


@pytest.mark.parametrize("edge", ["near", "far"])
@pytest.mark.parametrize(("instant", "hours"), [("20 18:00", 1), ("20 19:00", 8), ("23 10:00", 2), ("22 00:00", 16)])
def test_c14_a_negative_amount_reverses_add_and_subtract(instant: str, hours: int, edge: str) -> None:
    moment, amount = at(instant), hours * HOUR
    assert WEEK.add(moment, -amount, edge=edge) == WEEK.subtract(moment, amount, edge=edge)  # type: ignore[arg-type] # a choice
    assert WEEK.subtract(moment, -amount, edge=edge) == WEEK.add(moment, amount, edge=edge)  # type: ignore[arg-type] # a choice


def test_c14_a_negative_amount_lands_on_the_opening() -> None:
    assert shown(WEEK.add(at("23 11:00"), -HOUR)) == "23 10:00"
    assert shown(WEEK.subtract(at("20 18:00"), -HOUR)) == "20 19:00"


def test_c14_spans_that_end_before_they_start_are_refused() -> None:
    with pytest.raises(BadInput) as caught:
        WEEK.spans(at("23 14:00"), at("20 18:00"))
    assert caught.value.field == "end"


# ---- C15


@pytest.mark.parametrize(
    ("question", "error"),
    [
        ("next_open", NeverOpens),
        ("next_close", NeverOpens),  # nothing opens, so nothing can close
        ("previous_open", NeverOpens),
        ("previous_close", NeverCloses),
        ("roll_forward", NeverOpens),
        ("roll_back", NeverCloses),
        ("add", NeverOpens),
        ("subtract", NeverOpens),
        ("add_business_days", NeverOpens),
    ],
)
def test_c15_what_never_opens_says_so_with_the_years_searched(question: str, error: type[SlacalError]) -> None:
    with pytest.raises(error) as caught:
        AT_AN_INSTANT[question](Calendar.never(), AWARE)
    assert "200 years" in caught.value.problem


@pytest.mark.parametrize(
    ("question", "error"),
    [
        ("next_open", NeverOpens),  # it is open, and never opens again
        ("next_close", NeverCloses),
        ("previous_open", NeverCloses),  # it never closed, so it never opened
        ("previous_close", NeverCloses),
    ],
)
def test_c15_what_never_closes_says_so_with_the_years_searched(question: str, error: type[SlacalError]) -> None:
    with pytest.raises(error) as caught:
        AT_AN_INSTANT[question](Calendar.always(), AWARE)
    assert "200 years" in caught.value.problem


def test_c15_what_never_opens_has_no_open_time_and_no_spans() -> None:
    never = Calendar.never(zone="Europe/Berlin")
    assert never.elapsed(AWARE, AWARE + timedelta(days=5_000)) == timedelta()
    assert [*never.spans(AWARE, AWARE + timedelta(days=5_000))] == [*never.spans_after(AWARE)] == []
    assert [*never.spans_before(AWARE)] == []
    assert not never.is_open(AWARE)
    assert never.count_business_days(date(2026, 1, 1), date(2027, 1, 1)) == 0
    assert (never.status(AWARE).since, never.status(AWARE).until) == (None, None)


def test_c15_what_never_closes_has_open_time_only() -> None:
    always = Calendar.always(zone="Europe/Berlin")
    assert always.elapsed(AWARE, AWARE + timedelta(days=5_000)) == timedelta(days=5_000)
    assert [tuple(span) for span in always.spans(AWARE, AWARE + HOUR)] == [(AWARE, AWARE + HOUR)]
    assert always.roll_forward(AWARE) == always.roll_back(AWARE) == AWARE
    assert (always.status(AWARE).since, always.status(AWARE).until) == (None, None)


def test_c15_an_amount_that_a_calendar_cannot_hold_is_beyond_the_horizon() -> None:
    # an hour a year: 200 years hold 200 hours, give or take one
    yearly = Calendar.weekly("off", zone="UTC", special_days={"11-20": "10:00-11:00"})
    assert yearly.add(AWARE, 100 * HOUR) == datetime(2126, 11, 20, 11, tzinfo=UTC)
    with pytest.raises(BeyondHorizon) as caught:
        yearly.add(AWARE, 300 * HOUR)
    assert caught.value.field == "amount"
    assert "200 years" in caught.value.problem


LEAP_DAYS = Calendar.weekly("Feb 29 10:00-11:00", zone="UTC")
NEAR_THE_END = datetime(9990, 1, 1, tzinfo=UTC)  # 29 February comes in 9992 and 9996, and then no more
NEAR_THE_BEGIN = datetime(3, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "question",
    [
        lambda: LEAP_DAYS.add(NEAR_THE_END, 90 * HOUR),
        lambda: LEAP_DAYS.add_business_days(NEAR_THE_END, 3),
        lambda: LEAP_DAYS.next_open(datetime(9996, 3, 1, tzinfo=UTC)),
        lambda: LEAP_DAYS.next_close(datetime(9996, 3, 1, tzinfo=UTC)),
    ],
)
def test_c15_a_search_that_the_last_dates_of_python_end_says_so(question: Callable[[], object]) -> None:
    with pytest.raises((NeverOpens, BeyondHorizon)) as caught:
        question()
    assert "end on 9999-12" in caught.value.problem
    assert "200" not in caught.value.problem


@pytest.mark.parametrize(
    "question",
    [
        lambda: LEAP_DAYS.subtract(NEAR_THE_BEGIN, 90 * HOUR),
        lambda: LEAP_DAYS.add_business_days(NEAR_THE_BEGIN, -3),
        lambda: LEAP_DAYS.previous_open(NEAR_THE_BEGIN),
        lambda: LEAP_DAYS.previous_close(NEAR_THE_BEGIN),
    ],
)
def test_c15_a_search_that_the_first_dates_of_python_end_says_so(question: Callable[[], object]) -> None:
    with pytest.raises((NeverOpens, NeverCloses)) as caught:
        question()
    assert "begin on 0001-01" in caught.value.problem
    assert "200" not in caught.value.problem


def test_c15_a_longer_horizon_searches_farther() -> None:
    far = timedelta(days=140_000)  # 383 years
    later = Calendar.weekly("off", zone="UTC", special_days={date(2300, 1, 1): "10:00-11:00"})
    opening = datetime(2300, 1, 1, 10, tzinfo=UTC)
    for question in (later.next_open, later.next_close):
        with pytest.raises(NeverOpens):
            question(AWARE)
    assert later.next_open(AWARE, horizon=far) == opening
    assert later.next_close(AWARE, horizon=far) == opening + HOUR
    assert later.add(AWARE, HOUR, horizon=far) == opening + HOUR
    last = datetime(2600, 1, 1, tzinfo=UTC)
    assert later.previous_open(last, horizon=far) == opening
    assert later.previous_close(last, horizon=far) == opening + HOUR
    assert later.subtract(last, HOUR, horizon=far) == opening


@pytest.mark.parametrize("horizon", [timedelta(), timedelta(days=-1), timedelta(days=150_000), 300, "300 years"])
def test_c15_a_horizon_is_an_amount_of_at_most_400_years(horizon: object) -> None:
    with pytest.raises(BadInput) as caught:
        WEEK.next_open(AWARE, horizon=horizon)  # type: ignore[arg-type] # parametrized
    assert caught.value.field == "horizon"


@pytest.mark.parametrize("week", ["off", "Mo off", {}, {"mon": []}, {"mon": "off"}])
def test_c15_a_calendar_without_any_window_is_refused_when_built(week: object) -> None:
    with pytest.raises(BadInput) as caught:
        Calendar.weekly(week, zone="UTC")  # type: ignore[arg-type] # parametrized
    assert "Calendar.never()" in caught.value.mend


def test_c15_no_spans_are_refused_too() -> None:
    with pytest.raises(BadInput):
        Calendar.of_spans([], zone="UTC")
    with pytest.raises(BadInput):
        Calendar.of_spans([(AWARE, AWARE)], zone="UTC")


def test_c15_a_calendar_that_opened_once_never_opens_again() -> None:
    once = Calendar.weekly("off", zone="UTC", special_days={date(2026, 11, 20): "10:00-12:00"})
    assert once.next_close(at("20 11:00")) == at("20 12:00")
    for question in (once.next_open, once.next_close, once.roll_forward):
        with pytest.raises(NeverOpens):
            question(at("20 12:00"))
    assert once.roll_back(at("25 12:00")) == at("20 12:00")
    assert [tuple(span) for span in once.spans_after(at("01 00:00"))] == [(at("20 10:00"), at("20 12:00"))]
    assert [tuple(span) for span in once.spans_before(at("30 00:00"))] == [(at("20 10:00"), at("20 12:00"))]


def test_c15_hours_whose_every_date_is_closed_never_open() -> None:
    shut = Calendar.weekly("Nov 18 10:00-12:00", zone="UTC", special_days={"11-18": "off"})
    with pytest.raises(NeverOpens):
        shut.next_open(AWARE)
