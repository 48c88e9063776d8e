"""The RRULE of an all-day event as dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import SpecialDay
from slacal.errors import BadInput
from slacal.formats.date_rule import DateRule


def dates(rule: str, start: str, years: range) -> list[str]:
    return [str(on) for on in DateRule.of(rule, date.fromisoformat(start), "RRULE").dates(years)]


@pytest.mark.parametrize(
    ("rule", "start", "years", "expected"),
    [
        # RFC 5545, 3.8.5.3, each with the dates that it prints (these are the first ones)
        ("FREQ=DAILY;COUNT=10", "1997-09-02", range(1997, 1998), [f"1997-09-{day:02}" for day in range(2, 12)]),
        ("FREQ=WEEKLY;COUNT=3", "1997-09-02", range(1997, 1999), ["1997-09-02", "1997-09-09", "1997-09-16"]),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05", range(1997, 1999), ["1997-09-05", "1997-10-03", "1997-11-07"]),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-11-05", range(1996, 2005), ["1996-11-05", "2000-11-07", "2004-11-02"],
        ),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", range(1997, 2000), ["1997-05-19", "1998-05-18", "1999-05-17"]),
        # counted by hand
        ("FREQ=YEARLY", "2020-12-25", range(2018, 2023), ["2020-12-25", "2021-12-25", "2022-12-25"]),
        ("FREQ=YEARLY", "2024-02-29", range(2024, 2033), ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=YEARLY;UNTIL=20211225", "2020-12-25", range(2018, 2030), ["2020-12-25", "2021-12-25"]),
        ("FREQ=YEARLY;UNTIL=20211224T235959", "2020-12-25", range(2018, 2030), ["2020-12-25"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "1601-12-25", range(2026, 2027), ["2026-12-25"]),
        ("FREQ=YEARLY;INTERVAL=2", "2020-12-25", range(2020, 2025), ["2020-12-25", "2022-12-25", "2024-12-25"]),
        ("FREQ=YEARLY;BYMONTHDAY=1", "2026-01-01", range(2026, 2027), [f"2026-{m:02}-01" for m in range(1, 13)]),
        # begun before 1970: Thanksgiving, and what the start alone says
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "1942-11-26", range(2025, 2027), ["2025-11-27", "2026-11-26"]),
        ("FREQ=MONTHLY", "1960-01-31", range(2026, 2027), [f"2026-{m:02}-31" for m in (1, 3, 5, 7, 8, 10, 12)]),
        ("FREQ=WEEKLY;UNTIL=20260110", "1961-01-02", range(2026, 2027), ["2026-01-05"]),
    ],
)  # fmt: skip
def test_a_rule_gives_its_dates(rule: str, start: str, years: range, expected: list[str]) -> None:
    assert dates(rule, start, years) == expected


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("FREQ=HOURLY", "2026-01-01"),
        ("FREQ=YEARLY;BYHOUR=9", "2026-01-01"),
        ("FREQ=YEARLY;UNTIL=20271231T000000Z", "2026-01-01"),
        ("FREQ=YEARLY;UNTIL=20251231", "2026-01-01"),
        ("FREQ=WEEKLY;UNTIL=20251231", "2026-01-01"),
        ("FREQ=YEARLY;COUNT=100000", "2026-01-01"),
        ("FREQ=YEARLY;COUNT=3", "1960-01-01"),
        ("FREQ=YEARLY;INTERVAL=2", "1960-01-01"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01"),
        ("", "2026-01-01"),
        ("FREQ", "2026-01-01"),
    ],
)
def test_a_rule_of_times_or_without_dates_or_without_bounds_is_refused_whole(rule: str, start: str) -> None:
    with pytest.raises(BadInput) as refusal:
        DateRule.of(rule, date.fromisoformat(start), "VEVENT[0].RRULE")
    assert (refusal.value.field, refusal.value.value) == ("VEVENT[0].RRULE", rule)


@given(
    st.dates(date(1970, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["", ";UNTIL=20400101", ";INTERVAL=1", ";WKST=SU", ";INTERVAL=3", ";COUNT=5"]),
)
def test_a_special_day_says_the_same_dates(start: date, more: str) -> None:
    rule = DateRule.of(f"FREQ=YEARLY{more}", start, "RRULE")
    years = range(2026, 2034)
    assert [*rule.dates(years)] == [on for year in years for on in SpecialDay(rule.special).dates(year)]


def test_a_special_day_knows_no_rule_from_before_1970() -> None:
    assert DateRule.of("FREQ=YEARLY", date(1969, 12, 25), "RRULE").special == ""


def test_a_rule_may_leave_out_its_own_start() -> None:
    # RFC 5545: every Friday the 13th begins on Tuesday 2 September 1997, which EXDATE takes out
    friday = DateRule.of("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", date(1997, 9, 2), "RRULE")
    assert not friday.gives_its_start
    assert [str(on) for on in friday.dates(range(1997, 2001))] == [
        "1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13",
    ]  # fmt: skip
