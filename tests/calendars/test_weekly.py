"""WeeklyHours: the week as a value, from text and from a mapping, and the dates of a year that it decides."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.date_period import EasterPeriod, Period
from slacal.calendars.date_selector import DateSelector, WeekdayPick
from slacal.calendars.dated_hours import DatedHours
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.spans.day_time import Window, windows_text

NOT_A_PLAIN_TIME = "is not a plain wall time; leave its zone and fractions of a second out"


def window(opens: int, length: int) -> Window:
    return Window(opens * 900, opens * 900 + length * 450)


windows = st.builds(window, st.integers(0, 95), st.integers(1, 192))
day_windows = st.lists(windows, max_size=3).map(tuple)
selectors = st.sampled_from(
    [
        DateSelector(periods=(Period((12, 24), (12, 26)),)),
        DateSelector(periods=(Period((12, 24), (1, 2)), Period((6, 1), (8, 31)))),
        DateSelector(periods=(Period((2, 29), (2, 29), 2028),)),
        DateSelector(years=(range(2026, 2029),), weekdays=(WeekdayPick(0), WeekdayPick(4, (-1,)))),
        DateSelector(periods=(EasterPeriod(-2, 1),)),
        DateSelector(weeks=(range(1, 54, 2),), weekdays=(WeekdayPick(2),)),
        DateSelector(weekdays=(WeekdayPick(6, (1, -1)),)),
    ]
)
reasons = st.text(max_size=20).filter(lambda reason: '"' not in reason)


def rule(dates: DateSelector, hours: tuple[Window, ...], *, adds: bool, reason: str) -> DatedHours:
    return DatedHours(dates, hours, "adds" if adds and hours else "replaces", reason)


rules = st.builds(rule, selectors, day_windows, adds=st.booleans(), reason=reasons)
weekly_hours = st.builds(
    WeeklyHours,
    st.tuples(*[day_windows] * 7) | st.sampled_from([((Window(0, 86400),),) * 7, ((),) * 7]),
    st.lists(rules, max_size=3).map(tuple),
    st.none() | day_windows,
)


@given(weekly_hours)
def test_the_text_of_a_week_reads_back_as_an_equal_week(hours: WeeklyHours) -> None:
    again = WeeklyHours.parse(hours.text())
    assert again == hours
    assert hash(again) == hash(hours)
    assert again.text() == hours.text()


@given(weekly_hours)
def test_a_week_is_a_value_that_rebuilds_from_its_repr_pickles_and_copies(hours: WeeklyHours) -> None:
    assert eval(repr(hours)) == hours  # noqa: S307 - the repr of our own value rebuilds it
    assert pickle.loads(pickle.dumps(hours)) == hours  # noqa: S301 - our own bytes
    assert copy.deepcopy(hours) == hours


@pytest.mark.parametrize(
    ("text", "repr_of_it"),
    [
        ("Sa 9:00-16:00; Mo-Fr 10:00-19:00", "Mo-Fr 10:00-19:00; Sa 09:00-16:00"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("Mo-Fr off", "off"),
        ("off; PH off", "PH off"),
        ("off; Dec 24 10:00-14:00", "Dec 24 10:00-14:00"),
        ("off, Dec 24 10:00-14:00", "off, Dec 24 10:00-14:00"),
        # other readers of the language let ";" cut Friday's night at midnight, and "," not
        ("Sa 09:00-16:00, Fr 22:00-06:00", "Fr 22:00-30:00, Sa 09:00-16:00"),
        ('24/7; Dec 24 off "Eve"; PH off', '24/7; Dec 24 off "Eve"; PH off'),
    ],
)
def test_the_text_is_short_and_in_the_order_of_the_week(text: str, repr_of_it: str) -> None:
    assert repr(WeeklyHours.parse(text)) == f"WeeklyHours.parse({repr_of_it!r})"


def test_c1_windows_of_a_day_are_sorted_and_merged_whoever_builds_the_week() -> None:
    morning, noon, evening = (Window.parse(text) for text in ("09:00-12:00", "12:00-13:00", "18:00-20:00"))
    built = WeeklyHours(((evening, noon, morning), *[()] * 6), holidays=(noon, morning))
    assert built == WeeklyHours.parse("Mo 09:00-13:00,18:00-20:00; PH 09:00-13:00")


@pytest.mark.parametrize(
    "week",
    [
        {"mon": [("09:00", "12:00"), ("13:00", "24:00")], "tue": [("09:00", "12:00")]},
        {"Monday": [["09:00", "12:00"], ["13:00", "24:00"]], "Tuesday": [("9:00", "12:00")]},
        {"Mo": "09:00-12:00,13:00-24:00", "Tu": "09:00–12:00", "We": "off", "Th": "closed", "Fr": []},
        {"mon": ["13:00-24:00", "09:00-12:00"], "tue": (text for text in ["09:00-12:00"])},
        {"mon": [(time(9), time(12)), (time(13), time(0))], "tue": [("09:00", time(12))]},
        {"mon": [Window.parse("09:00-12:00"), Window.parse("13:00-24:00")], "tue": [Window.parse("09:00-12:00")]},
    ],
)
def test_a_week_is_built_from_a_mapping_of_weekdays(week: dict[str, object]) -> None:
    expected = WeeklyHours.parse("Mo 09:00-12:00,13:00-24:00; Tu 09:00-12:00")
    assert WeeklyHours.of(week) == expected  # type: ignore[arg-type] # as a document gives it


def test_a_night_shift_in_a_mapping_belongs_to_the_day_it_starts_on() -> None:
    assert WeeklyHours.of({"fri": [("22:00", time(6))]}).on_weekday(4) == (Window(22 * 3600, 30 * 3600),)


@pytest.mark.parametrize(
    ("week", "message"),
    [
        (
            {"fri": ["09:00-12:00", "25:00-26:00"]},
            "week.fri[1]='25:00-26:00' starts after the day ends; write it on the next day as '01:00-02:00'",
        ),
        (
            {"fri": [("09:00", "12:60")]},
            "week.fri[0]='12:60' is not a wall time; write hours and minutes, as in '09:30'",
        ),
        (
            {"fri": ("09:00", "12:00")},
            "week.fri[0]='09:00' is not a window; write its start and its end, as in '09:00-17:00'",
        ),
        ({"fryday": "off"}, "week.fryday='fryday' is not a weekday; did you mean 'friday'?"),
        ({"PH": "off"}, "week.PH='PH' is not a weekday; write one of mon, tue, wed, thu, fri, sat, sun"),
        ({1: "off"}, "week.1=1 is not a weekday; write one of mon, tue, wed, thu, fri, sat, sun"),
        ({"fri": "off", "Fr": "off"}, "week.Fr='Fr' names a day for the second time; put its windows together"),
        (
            {"fri": [(time(9, 0, 0, 5), "12:00")]},
            f"week.fri[0]=datetime.time(9, 0, 0, 5) {NOT_A_PLAIN_TIME}",
        ),
        (
            {"fri": [(time(9, tzinfo=UTC), "12:00")]},
            f"week.fri[0]=datetime.time(9, 0, tzinfo=datetime.timezone.utc) {NOT_A_PLAIN_TIME}",
        ),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_at_its_place(week: dict[str, object], message: str) -> None:
    with pytest.raises(BadInput) as refused:
        WeeklyHours.of(week)  # type: ignore[arg-type] # wrong on purpose
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("week", "field"),
    [
        ({"fri": None}, "week.fri"),
        ({"fri": False}, "week.fri"),
        ({"fri": Window.parse("09:00-12:00")}, "week.fri"),
        ({"fri": [None]}, "week.fri[0]"),
        ({"fri": [("09:00", "12:00", "13:00")]}, "week.fri[0]"),
        ({"fri": ["09:00-12:00", (9, 12)]}, "week.fri[1]"),
        ([("fri", "off")], "week"),
    ],
)
def test_a_mapping_of_other_types_is_refused_at_its_place(week: object, field: str) -> None:
    with pytest.raises(WrongType) as refused:
        WeeklyHours.of(week)  # type: ignore[arg-type] # wrong on purpose
    assert refused.value.field == field


def test_the_field_of_a_refusal_is_the_path_that_the_caller_gives() -> None:
    with pytest.raises(BadInput) as refused:
        WeeklyHours.of({"mon": "9"}, field="calendars.desk.week")
    assert refused.value.field == "calendars.desk.week.mon"
    with pytest.raises(BadInput) as refused:
        WeeklyHours.parse("Mo 9", field="calendars.desk.week")
    assert refused.value.field == "calendars.desk.week"


def test_a_week_of_other_than_seven_days_is_refused() -> None:
    with pytest.raises(BadInput, match="has not seven days"):
        WeeklyHours(((),) * 6)


def test_a_week_whose_text_could_not_be_read_back_is_refused() -> None:
    minutes = tuple(Window(minute * 120, minute * 120 + 60) for minute in range(720))
    with pytest.raises(BadInput, match="more than 4096 characters"):
        WeeklyHours((minutes, *[()] * 6))


def test_a_text_of_4096_characters_is_the_longest_that_a_week_may_have() -> None:
    text = f'Dec 24 off "{"x" * 4_083}"'  # 12 characters before the reason, and 1 behind it
    assert len(text) == 4_096
    assert WeeklyHours.parse(text).text() == text
    with pytest.raises(BadInput, match="more than 4096 characters"):
        WeeklyHours(((Window(0, 60),), *[()] * 6), WeeklyHours.parse(text).dated)


def dated(text: str, year: int) -> dict[str, tuple[str, str]]:
    found = WeeklyHours.parse(text).dated_in(year)
    return {f"{on:%m-%d}": (windows_text(hours), reason) for on, (hours, reason) in sorted(found.items())}


def test_a_week_without_dated_rules_decides_no_dates() -> None:
    assert WeeklyHours.parse("Mo-Fr 09:00-17:00; PH off").dated_in(2026) == {}


def test_c3_of_the_dated_rules_the_later_one_wins_with_its_reason() -> None:
    text = '24/7; Dec 24-26 off "Christmas"; Dec 24 10:00-14:00 "Eve"'
    assert dated(text, 2026) == {
        "12-24": ("10:00-14:00", "Eve"),
        "12-25": ("off", "Christmas"),
        "12-26": ("off", "Christmas"),
    }


def test_a_dated_rule_after_a_comma_adds_to_the_hours_that_stand() -> None:
    # 24 December 2026 is a Thursday, 26 December a Saturday
    text = 'Mo-Fr 09:00-17:00, Dec 24,26 16:00-20:00 "sale"; Dec 27 10:00-12:00 "Sunday", Dec 27 14:00-15:00 "more"'
    assert dated(text, 2026) == {
        "12-24": ("09:00-20:00", "sale"),
        "12-26": ("16:00-20:00", "sale"),
        "12-27": ("10:00-12:00,14:00-15:00", "Sunday; more"),
    }


def test_weekdays_limit_a_part_of_the_year() -> None:
    found = WeeklyHours.parse("24/7; Jun-Aug Mo-Fr 10:00-16:00").dated_in(2026)
    # June to August 2026 are 92 dates from Monday 1 June to Monday 31 August: 13 weeks of 5 and one Monday
    assert len(found) == 66
    assert date(2026, 6, 6) not in found


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (((), "adds", ""), "adds nothing"),
        (((), "takes", ""), "is not a choice"),
        (((), "replaces", 'the "day"'), "double quote"),
    ],
)
def test_dated_hours_that_cannot_be_meant_are_refused(arguments: tuple[object, ...], problem: str) -> None:
    dates = DateSelector(periods=(Period((12, 24), (12, 24)),))
    with pytest.raises(SlacalError, match=problem):
        DatedHours(dates, *arguments)  # type: ignore[arg-type] # wrong on purpose


def test_the_weekdays_go_from_monday_0_to_sunday_6() -> None:
    week = WeeklyHours.parse("Mo 09:00-17:00; Su 10:00-12:00")
    found = [windows_text(week.on_weekday(weekday)) for weekday in range(7)]
    assert found == ["09:00-17:00", *["off"] * 5, "10:00-12:00"]


@pytest.mark.parametrize(
    ("weekday", "error"),
    [(7, BadInput), (-1, BadInput), (-8, BadInput), ("Monday", WrongType), (True, WrongType), (False, WrongType)],
)
def test_hours_are_asked_of_a_weekday_by_its_number(weekday: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="pass 0 for Monday up to 6 for Sunday"):
        WeeklyHours.parse("Mo-Fr 09:00-17:00").on_weekday(weekday)
