from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.special_day import SpecialDay
from slacal.errors import BadDocument, BadInput, WrongType
from slacal.spans.day_time import DAY, Window

ORDINARY = (Window.parse("09:00-12:00"), Window.parse("13:00-18:00"))
SATURDAY = (Window.parse("10:00-14:00"),)
NEW_YEARS_EVE = date(2026, 12, 31)  # a Thursday


def week(weekday: int) -> tuple[Window, ...]:
    return ORDINARY if weekday < 5 else SATURDAY if weekday == 5 else ()


def hours(special: SpecialDay) -> str:
    return ",".join(map(str, special.applied(ORDINARY, week)))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("off", ""),
        ("10:00-15:00,16:00-17:00", "10:00-15:00,16:00-17:00"),
        ([("10:00", "15:00")], "10:00-15:00"),
        ({"like": "sat"}, "10:00-14:00"),
        ({"like": "Sunday"}, ""),
        ({"close_earlier": "1 hour"}, "09:00-12:00,13:00-17:00"),
        ({"close_earlier": timedelta(hours=6)}, "09:00-12:00"),
        ({"open_later": "90 minutes"}, "10:30-12:00,13:00-18:00"),
        ({"hours": "10:00-15:00"}, "10:00-15:00"),
    ],
)
def test_c4_a_special_day_has_the_hours_that_it_says(written: str, expected: str) -> None:
    assert hours(SpecialDay(NEW_YEARS_EVE, written)) == expected


def test_a_special_day_is_closed_when_it_says_nothing() -> None:
    assert SpecialDay("12-25") == SpecialDay("12-25", "off")


def test_special_days_that_say_the_same_are_equal() -> None:
    first = SpecialDay(NEW_YEARS_EVE, "10:00-12:00,12:00-15:00", reason=" eve ")
    second = SpecialDay("2026-12-31..2026-12-31", [("10:00", "15:00")], reason="eve")
    assert first == second
    assert hash(first) == hash(second)
    assert SpecialDay("12-31", {"close_earlier": "60 minutes"}) == SpecialDay("12-31", {"close_earlier": "1 hour"})


def test_only_windows_of_its_own_open_a_week_that_never_does() -> None:
    said = ("10:00-15:00", "off", {"like": "mon"}, {"open_later": "1 hour"})
    assert [SpecialDay("12-31", each).opens for each in said] == [True, False, False, False]


def window(opens: int, size: int) -> Window:
    return Window(opens, opens + size)


def trimmed(how: str, seconds: int) -> dict[str, timedelta]:
    return {how: timedelta(seconds=seconds)}


HOURS = st.one_of(
    st.just("off"),
    st.lists(st.builds(window, st.integers(0, DAY - 1), st.integers(1, DAY)), max_size=4),
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]).map(lambda day: {"like": day}),
    st.builds(trimmed, st.sampled_from(["close_earlier", "open_later"]), st.integers(1, DAY)),
)
DATES = st.one_of(
    st.dates(),
    st.tuples(st.dates(), st.dates()).map(lambda pair: (min(pair), max(pair))),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda on: f"{on:%m-%d}"),
    st.integers(-200, 200).map(lambda days: f"easter{days:+}"),
    st.sampled_from(["rrule:FREQ=MONTHLY;BYMONTHDAY=-1", "rrule:DTSTART=20260105;FREQ=WEEKLY;INTERVAL=2"]),
)


@given(DATES, HOURS, st.text("stocktaking 'in \"the} yard", max_size=20))
def test_a_special_day_is_rebuilt_from_its_repr_its_pickle_and_its_written_form(on: str, said: str, why: str) -> None:
    special = SpecialDay(on, said, reason=why)
    assert eval(repr(special)) == special  # noqa: S307 # the text is our own
    assert pickle.loads(pickle.dumps(special)) == special  # noqa: S301 # likewise
    assert SpecialDay.many({special.on: special.written}) == (special,)
    assert replace(special, reason="").on == special.on


def test_many_reads_the_mapping_of_a_document_in_order() -> None:
    found = SpecialDay.many({
        NEW_YEARS_EVE: "10:00-15:00",
        "12-30": "off",
        "easter+1": {"like": "sun", "reason": "Easter Monday"},
        "2026-12-24..2026-12-26": {"hours": "off", "reason": "Christmas"},
    })  # fmt: skip
    assert found == (
        SpecialDay("2026-12-31", "10:00-15:00"),
        SpecialDay("12-30"),
        SpecialDay("easter+1", {"like": "sun"}, reason="Easter Monday"),
        SpecialDay((date(2026, 12, 24), date(2026, 12, 26)), "off", reason="Christmas"),
    )
    assert SpecialDay.many(found) == SpecialDay.many(iter(found)) == found


def test_many_reports_every_fault_with_its_path() -> None:
    with pytest.raises(BadDocument) as refusal:
        SpecialDay.many({
            "13-01": "off",
            "12-31": "10-15",
            "12-30": {"likes": "mon"},
            "12-25": {"hour": "10:00-15:00"},
            "12-29": {"like": "someday"},
            "12-28": {"close_earlier": "0 hours"},
            "12-27": {"hours": ["09:00"]},
            "12-26": {"like": "mon", "reason": 3},
            datetime(2026, 1, 1): "off",
            "rrule:FREQ=DAILY;DTSTART=20261301": "off",
        })  # fmt: skip
    assert refusal.value.field == "special_days"
    assert [fault.field for fault in refusal.value.faults] == [
        "special_days.13-01",
        "special_days.12-31.hours",
        "special_days.12-30.likes",
        "special_days.12-25.hour",
        "special_days.12-29.like",
        "special_days.12-28.close_earlier",
        "special_days.12-27.hours[0]",
        "special_days.12-26.reason",
        "special_days.2026-01-01 00:00:00",
        "special_days.rrule:FREQ=DAILY;DTSTART=20261301",
    ]
    assert [fault.mend for fault in refusal.value.faults[2:4]] == ["did you mean 'like'?", "did you mean 'hours'?"]


@pytest.mark.parametrize("said", [{}, {"like": "mon", "open_later": "1 hour"}, {"reason": "why"}])
def test_a_mapping_says_one_thing(said: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        SpecialDay("12-31", said)


@pytest.mark.parametrize("said", [None, False, 10, {"close_earlier": 3}])
def test_hours_of_another_type_are_refused(said: object) -> None:
    with pytest.raises(WrongType):
        SpecialDay("12-31", said)  # type: ignore[arg-type] # handed in to be refused


@pytest.mark.parametrize("days", ["12-31", [("12-31", "off")], None, 5])
def test_many_takes_a_mapping_or_special_days(days: object) -> None:
    with pytest.raises(WrongType):
        SpecialDay.many(days)  # type: ignore[arg-type] # handed in to be refused


def test_a_flood_of_rules_is_refused_before_any_is_searched() -> None:
    rules = {f"rrule:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;WKST=MO;UNTIL={year}1231": "off" for year in range(2030, 2200)}
    with pytest.raises(BadInput, match="more than are read"):
        SpecialDay.many(rules)


@pytest.mark.parametrize(
    ("days", "more"),
    [
        ([date(2000, 1, 1) + timedelta(day) for day in range(10_000)], "12-31"),
        ([f"rrule:FREQ=YEARLY;BYYEARDAY={day}" for day in range(1, 41)], "rrule:FREQ=YEARLY;BYYEARDAY=41"),
    ],
    ids=["days", "rules"],
)
def test_as_many_days_and_rules_as_a_document_may_have_are_read(days: list[date | str], more: str) -> None:
    assert len(SpecialDay.many(dict.fromkeys(days, "off"))) == len(days)
    with pytest.raises(BadInput, match="are more than are read; keep to 10000 entries, 40 of them rules"):
        SpecialDay.many(dict.fromkeys([*days, more], "off"))
