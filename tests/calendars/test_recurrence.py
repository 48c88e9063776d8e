from __future__ import annotations

import calendar
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.recurrence import _start, rule_dates, rule_text
from slacal.errors import BadInput, SlacalError

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def said(rule: str, year: int) -> list[str]:
    return [str(on) for on in rule_dates(rule_text(rule, "on"), year)]


# Examples of RFC 5545, section 3.8.5.3, whose dates stand there.
@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        ("DTSTART=19970902;FREQ=DAILY;INTERVAL=10;COUNT=5", 1997,
         ["1997-09-02", "1997-09-12", "1997-09-22", "1997-10-02", "1997-10-12"]),
        ("DTSTART=19970905;FREQ=MONTHLY;COUNT=4;BYDAY=1FR", 1997,
         ["1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05"]),
        ("DTSTART=19970922;FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", 1998, ["1998-01-19", "1998-02-16"]),
        ("DTSTART=19970519;FREQ=YEARLY;BYDAY=20MO", 1998, ["1998-05-18"]),
        ("DTSTART=19970512;FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 1999, ["1999-05-17"]),
        ("DTSTART=19970929;FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", 1997,
         ["1997-09-29", "1997-10-30", "1997-11-27", "1997-12-30"]),
        ("DTSTART=19961105;FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", 2004, ["2004-11-02"]),
        ("DTSTART=19970805;FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", 1997,
         ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]),
        ("DTSTART=19970805;FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", 1997,
         ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]),
    ],
)  # fmt: skip
def test_c4_rules_of_the_standard(rule: str, year: int, expected: list[str]) -> None:
    assert said(rule, year) == expected


def test_c4_a_rule_without_a_start_holds_in_every_year() -> None:
    assert [said("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", year)[0] for year in (1900, 2026)] == ["1900-11-22", "2026-11-26"]


def test_c4_a_rule_holds_from_its_start_to_its_end() -> None:
    rule = "DTSTART=2026-03-01;FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=2027-02-01"
    assert (said(rule, 2025), len(said(rule, 2026)), said(rule, 2027)) == ([], 10, ["2027-01-01", "2027-02-01"])


def test_c4_the_last_weeks_of_a_half_century_and_the_first_of_the_next_are_whole() -> None:
    assert said("FREQ=WEEKLY;BYDAY=FR", 2049)[-1] == "2049-12-31"
    assert said("FREQ=WEEKLY;BYDAY=MO", 2050)[0] == "2050-01-03"


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(0, 6), st.integers(1, 4))
def test_c4_the_nth_weekday_of_a_month_is_found_by_counting(year: int, month: int, weekday: int, nth: int) -> None:
    days = (date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))
    counted = [str(on) for on in days if on.weekday() == weekday][nth - 1]
    assert said(f"FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{DAYS[weekday]}", year) == [counted]


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(1, 60), st.integers(0, 300))
def test_c4_every_nth_week_is_found_by_counting(start: date, interval: int, years: int) -> None:
    year = start.year + years
    counted: list[str] = []
    on = start
    while on.year <= year:
        counted += [str(on)] * (on.year == year)
        on += timedelta(weeks=interval)
    assert said(f"DTSTART={start};FREQ=WEEKLY;INTERVAL={interval}", year) == counted


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2MO",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "DTSTART=20210301;FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
        "DTSTART=20260101;FREQ=DAILY;UNTIL=20251231",
        "DTSTART=99990301;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1",
    ],
)
def test_a_rule_that_matches_no_date_is_refused_and_not_searched_for_ever(rule: str) -> None:
    began = process_time()
    with pytest.raises(BadInput, match="matches no date"):
        rule_text(rule, "on")
    assert process_time() - began < 2


def test_a_rare_rule_is_no_impossible_rule() -> None:
    # 29 February 2016 was a Monday; leap days return to their weekday after 28 years.
    assert said("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", 2044) == ["2044-02-29"]


def test_c4_a_rule_that_counts_is_over_for_good() -> None:
    # 2026 has 52 Mondays from the fifth on, 2027 the 8 others: from 4 January, the last one 7 weeks later.
    rule = "DTSTART=20260105;FREQ=WEEKLY;COUNT=60"
    assert (len(said(rule, 2026)), said(rule, 2027)[-1], said(rule, 2050)) == (52, "2027-02-22", [])


def test_c4_the_fifth_weekday_is_found_in_the_months_that_have_it() -> None:
    # First Mondays of 2026: 5.1. 2.2. 2.3. 6.4. 4.5. 1.6. 6.7. 3.8. 7.9. 5.10. 2.11. 7.12.; a fifth is 28 days later.
    assert said("FREQ=MONTHLY;BYDAY=5MO", 2026) == ["2026-03-30", "2026-06-29", "2026-08-31", "2026-11-30"]


def test_c4_an_end_in_the_last_year_of_all_is_kept_there() -> None:
    assert said("DTSTART=99900101;FREQ=YEARLY;BYMONTH=4,5;BYMONTHDAY=1;UNTIL=99990430", 9999) == ["9999-04-01"]


@pytest.mark.parametrize(
    ("rule", "wanted", "begins"),
    [
        ({"FREQ": "DAILY"}, date(2049, 1, 1), date(2049, 1, 1)),
        # From 1 January 1970 to 1 January 1999: 29 * 365 + 7 leap days = 10592 = 756 * 14 + 8.
        ({"FREQ": "WEEKLY", "INTERVAL": "2"}, date(1999, 1, 1), date(1998, 12, 24)),
        ({"FREQ": "DAILY"}, date(1949, 1, 1), date(1970, 1, 1)),
    ],
)
def test_a_rule_is_walked_in_step_from_near_the_dates_wanted(rule: dict[str, str], wanted: date, begins: date) -> None:
    assert _start({"DTSTART": "19700101", **rule}, wanted) == begins


def test_a_daily_rule_far_from_its_start_costs_no_walk_of_millennia() -> None:
    began = process_time()
    assert said("DTSTART=19700101;FREQ=DAILY;INTERVAL=365", 9998) != []
    assert process_time() - began < 2


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("", "not known"),
        ("BYDAY=MO", "how often"),
        ("FREQ=HOURLY", "FREQ=HOURLY"),
        ("FREQ=YEARLY;BYHOUR=9;BYMONTHDAY=1", "not known"),
        ("FREQ=YEARLY;BYEASTER=1", "not known"),
        ("FREQ=YEARLY", "on which day"),
        ("FREQ=YEARLY;BYMONTH=5", "on which day"),
        ("FREQ=WEEKLY", "on which day"),
        ("FREQ=WEEKLY;BYDAY=MO;INTERVAL=2", "from when"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "from when"),
        ("FREQ=WEEKLY;BYDAY=1MO", "weekdays of a week"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "does not take"),
        ("FREQ=DAILY;BYDAY=MO", "does not take"),
        ("FREQ=YEARLY;BYWEEKNO=20", "no day of it"),
        ("FREQ=YEARLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("FREQ=YEARLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=-1", "BYMONTH=-1"),
        ("FREQ=YEARLY;BYDAY=0MO", "BYDAY=0MO"),
        ("FREQ=YEARLY;BYDAY=54MO", "BYDAY=54MO"),
        ("DTSTART=20260101;FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("DTSTART=20260101;FREQ=DAILY;INTERVAL=1,2", "several values"),
        ("DTSTART=20260101;FREQ=DAILY;COUNT=2;UNTIL=20270101", "both"),
        ("DTSTART=19691231;FREQ=DAILY", "before 1970"),
        ("DTSTART=20260101T090000Z;FREQ=DAILY", "not a date"),
        ("FREQ=MONTHLY;BYSETPOS=1;BYMONTHDAY=1;FREQ=MONTHLY", "twice"),
        ("DTSTART=20260101;FREQ=MONTHLY;BYSETPOS=-1", "nothing to choose from"),
        ("FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 500), "too long"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_by_name(rule: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        rule_text(rule, "on")


@given(st.text("FREQ=YLMONTHWKDAB;-+0123456789,SUIVC", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        rule = rule_text(text, "on")
    except SlacalError:
        return
    assert rule_text(rule, "on") == rule


def test_c4_an_end_in_the_last_year_of_all_is_as_good_as_none() -> None:
    assert said("DTSTART=20260101;FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1;UNTIL=99991231", 2026) == ["2026-05-01"]


def test_a_rule_of_five_hundred_characters_is_read() -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=1"
    assert rule_text(rule.ljust(500), "on") == rule
    with pytest.raises(BadInput, match="is too long for a rule"):
        rule_text(rule.ljust(501), "on")


def test_c4_a_week_by_its_number_takes_no_numbered_weekdays() -> None:
    with pytest.raises(BadInput, match="numbers the weekdays of a week"):
        rule_text("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "on")
