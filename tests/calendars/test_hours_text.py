"""The opening-hours language: each construct that is read, and each that is refused by name."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slacal.calendars.hours_text import parse_hours
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput, SlacalError, WrongType

CASES = Path(__file__).parents[1] / "data" / "conformance" / "calendar_cases.jsonl"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Mo-Fr 10:00-19:00; Sa 09:00-16:00", "Mo-Fr 10:00-19:00; Sa 09:00-16:00"),
        ("Mo-Fr 10:00-19:00, Sa 09:00-16:00", "Mo-Fr 10:00-19:00; Sa 09:00-16:00"),
        ("Mo-Fr 10:00-19:00;Sa 09:00-16:00", "Mo-Fr 10:00-19:00; Sa 09:00-16:00"),
        ("Mo 09:00-12:00,13:00-17:00", "Mo 09:00-12:00,13:00-17:00"),
        ("Mo 09:00-12:00, 13:00-17:00", "Mo 09:00-12:00,13:00-17:00"),
        ("Mo 09:00-12:00,Tu 13:00-17:00", "Mo 09:00-12:00; Tu 13:00-17:00"),
        ("Mo,We,Fr 09:00-12:00", "Mo,We,Fr 09:00-12:00"),
        ("Mo, We, Fr 09:00-12:00", "Mo,We,Fr 09:00-12:00"),
        ("Sa-Mo 09:00-12:00", "Mo,Sa-Su 09:00-12:00"),
        ("Mo-Su 09:00-12:00", "Mo-Su 09:00-12:00"),
        ("09:00-12:00", "Mo-Su 09:00-12:00"),
        ("mo-fr 9:00 - 12:00", "Mo-Fr 09:00-12:00"),
        ("MON-Friday 09:00–12:00", "Mo-Fr 09:00-12:00"),
        ("Mo\n09:00-12:00\t;\nTu 09:00-12:00", "Mo-Tu 09:00-12:00"),
        ("Mo 09:00:30-12:00", "Mo 09:00:30-12:00"),
    ],
)
def test_weekdays_and_windows_are_read(text: str, means: str) -> None:
    assert WeeklyHours.parse(text).text() == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("24/7", "24/7"),
        ("00:00-24:00", "24/7"),
        ("Mo-Su", "24/7"),
        ("open", "24/7"),
        ("Mo,We", "Mo,We 00:00-24:00"),
        ("Mo 24/7", "Mo 00:00-24:00"),
        ("off", "off"),
        ("closed", "off"),
        ("24/7 off", "off"),
        ("Mo-Fr 09:00-17:00 open", "Mo-Fr 09:00-17:00"),
    ],
)
def test_whole_days_and_words_for_open_and_closed_are_read(text: str, means: str) -> None:
    assert WeeklyHours.parse(text).text() == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Fr 22:00-06:00", "Fr 22:00-30:00"),
        ("Fr 22:00-26:00", "Fr 22:00-26:00"),
        ("Fr 04:00-04:00", "Fr 04:00-28:00"),
        ("Fr 22:00-00:00", "Fr 22:00-24:00"),
    ],
)
def test_c2_a_window_past_midnight_belongs_to_the_day_it_starts_on(text: str, means: str) -> None:
    assert WeeklyHours.parse(text).text() == means


def test_c2_closing_a_weekday_leaves_the_tail_of_the_night_before() -> None:
    assert WeeklyHours.parse("Fr 22:00-06:00; Sa off") == WeeklyHours.parse("Fr 22:00-06:00")


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Mo-Fr 09:00-18:00; We off", "Mo-Tu,Th-Fr 09:00-18:00"),
        ("Mo-Fr 09:00-18:00; We 12:00-13:00", "Mo-Tu,Th-Fr 09:00-18:00; We 12:00-13:00"),
        ("Mo-Fr 09:00-18:00, We off", "Mo-Tu,Th-Fr 09:00-18:00"),
        ("Mo-Fr 09:00-18:00, We 20:00-21:00", "Mo-Tu,Th-Fr 09:00-18:00; We 09:00-18:00,20:00-21:00"),
        ("Mo 09:00-12:00, Mo 12:00-14:00", "Mo 09:00-14:00"),
        ("Mo-Fr 09:00-18:00; 12:00-13:00 off", "Mo-Fr 09:00-12:00,13:00-18:00"),
        ("24/7; Su 02:00-03:00 off", "Mo-Sa 00:00-24:00; Su 00:00-02:00,03:00-24:00"),
        ("09:00-12:00 off", "off"),
    ],
)
def test_a_later_rule_replaces_adds_to_or_takes_from_what_stands(text: str, means: str) -> None:
    assert WeeklyHours.parse(text).text() == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Mo-Fr 09:00-18:00; PH off", "Mo-Fr 09:00-18:00; PH off"),
        ("Mo-Fr 09:00-18:00, PH off", "Mo-Fr 09:00-18:00; PH off"),
        ("Mo-Fr 09:00-18:00; ph 10:00-14:00", "Mo-Fr 09:00-18:00; PH 10:00-14:00"),
        ("Mo-Fr 09:00-18:00; Sa,PH 10:00-14:00", "Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH 10:00-14:00"),
        ("PH,Sa 10:00-14:00", "Sa 10:00-14:00; PH 10:00-14:00"),
        ("24/7; PH off; PH 10:00-14:00", "24/7; PH 10:00-14:00"),
        ("24/7; PH 10:00-12:00; PH 13:00-14:00", "24/7; PH 13:00-14:00"),
        ("PH 10:00-12:00, PH 13:00-14:00", "PH 10:00-12:00,13:00-14:00"),
        ("24/7; PH", "24/7; PH 00:00-24:00"),
        ("24/7; PH off; Dec 24 off", "24/7; Dec 24 off; PH off"),
        ("24/7; PH off; Su off", "Mo-Sa 00:00-24:00; PH off"),
        ("24/7; PH off; Su 12:00-13:00 off", "Mo-Sa 00:00-24:00; Su 00:00-12:00,13:00-24:00; PH off"),
    ],
)
def test_public_holidays_have_hours_of_their_own(text: str, means: str) -> None:
    assert WeeklyHours.parse(text).text() == means


def test_a_text_that_names_no_public_holidays_says_nothing_about_them() -> None:
    assert parse_hours("24/7").holidays is None
    assert parse_hours("24/7; PH off").holidays == ()


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Mo-Fr 09:00-18:00; Dec 24 off", "Mo-Fr 09:00-18:00; Dec 24 off"),
        ("Mo-Fr 09:00-18:00, Dec 24 20:00-22:00", "Mo-Fr 09:00-18:00, Dec 24 20:00-22:00"),
        ("Mo-Fr 09:00-18:00; 2026 Dec 24-26 off", "Mo-Fr 09:00-18:00; 2026 Dec 24-26 off"),
        ("Dec 24 - Jan 02 off", "Dec 24-Jan 02 off"),
        ("december 24 OFF", "Dec 24 off"),
        ("2026 Dec 24-2027 Jan 02 off", "2026 Dec 24-2027 Jan 02 off"),
        ("2026 Dec 24,2027 Jan 02-03 off", "2026 Dec 24,2027 Jan 02-03 off"),
        ("2026 Dec 24,26 off", "2026 Dec 24,2026 Dec 26 off"),
        ("Dec 24,26-28 off", "Dec 24,Dec 26-28 off"),
        ("Jun-Aug Mo-Fr 10:00-16:00", "Jun-Aug Mo-Fr 10:00-16:00"),
        ("Jun-Aug: Mo-Fr 10:00-16:00", "Jun-Aug Mo-Fr 10:00-16:00"),
        ("Jun,Aug 10:00-16:00", "Jun,Aug 10:00-16:00"),
        ("Jun", "Jun 00:00-24:00"),
        ("2026 Jun-Aug 10:00-16:00", "2026 Jun-Aug 10:00-16:00"),
        ("2026 Nov-2027 Feb 10:00-16:00", "2026 Nov-2027 Feb 10:00-16:00"),
        ("2026 10:00-16:00", "2026 10:00-16:00"),
        ("2026-2028 Mo 10:00-16:00", "2026-2028 Mo 10:00-16:00"),
        ("2026+ Mo 10:00-16:00", "2026-9999 Mo 10:00-16:00"),
        ("2026,2028 Dec 24 off", "2026,2028 Dec 24 off"),
        ("Mo[1] 10:00-12:00", "Mo[1] 10:00-12:00"),
        ("Tu,Mo[1-2],Fr[-1] 10:00-12:00", "Tu,Mo[1,2],Fr[-1] 10:00-12:00"),
        ("Dec Mo[1] 10:00-12:00", "Dec Mo[1] 10:00-12:00"),
        ("easter off", "easter off"),
        ("easter +1 day off", "easter +1 day off"),
        ("easter -2 days-easter +1 day off", "easter -2 days-easter +1 day off"),
        ("2026 easter off", "2026 easter off"),
        ("2026-2026 easter off", "2026 easter off"),
        ("Dec 01-31,25 off", "Dec,Dec 25 off"),
        ("week 1-53/2 Mo 10:00-12:00", "week 01-53/2 Mo 10:00-12:00"),
        ("week 10,20-22 10:00-12:00", "week 10,20-22 10:00-12:00"),
        ("2026 week 10 10:00-12:00", "2026 week 10 10:00-12:00"),
        ("Jun Mo 10:00-12:00; Tu 09:00-10:00", "Tu 09:00-10:00; Jun Mo 10:00-12:00"),
    ],
)
def test_dates_have_hours_of_their_own(text: str, means: str) -> None:
    assert WeeklyHours.parse(text).text() == means


def test_a_comment_on_dates_is_their_reason() -> None:
    hours = parse_hours('24/7; Dec 24 off "Christmas Eve"; Dec 31 10:00-14:00 "half a day"')
    assert [rule.reason for rule in hours.dated] == ["Christmas Eve", "half a day"]


@pytest.mark.parametrize(
    ("text", "piece", "problem", "mend"),
    [
        ("sunrise-sunset", "sunrise", "follows the sun", "write the wall times"),
        ("Mo 09:00-dusk", "dusk", "follows the sun", "write the wall times"),
        ("(sunrise+01:00)-12:00", "(", "follows the sun", "write the wall times"),
        ("SH off", "SH", "school holidays", "special days"),
        ("Mo-Fr,SH 09:00-12:00", "SH", "school holidays", "special days"),
        ('Mo 09:00-12:00 || "call us"', "||", "fallback", "write the hours"),
        ("Mo 09:00-12:00 unknown", "unknown", "nobody knows", "'off'"),
        ("17:00+", "17:00+", "open end", "when it closes"),
        ("17:00-19:00+", "17:00-19:00+", "open end", "when it closes"),
        ("17:00", "17:00", "point in time", "its start and its end"),
        ("10:00-16:00/30", "10:00-16:00/", "points in time", "each window"),
        ("10:00-16:00/00:30", "10:00-16:00/", "points in time", "each window"),
        ('Mo 09:00-12:00 "ring the bell"', '"ring the bell"', "every week", "drop it"),
        ('PH off "ring the bell"', '"ring the bell"', "every week", "drop it"),
        ('"by appointment"', '"by appointment"', "without hours", "write the hours"),
        ('Dec 24 "by appointment"', 'Dec 24 "by appointment"', "without hours", "write the hours"),
        ("PH Mo-Fr off", "Mo", "limits public holidays to some weekdays", "'Sa,PH'"),
        ("Jun-Aug PH off", "Jun-Aug PH", "limits public holidays to some dates", "two rules"),
        ("PH -1 day 09:00-12:00", "-", "moves public holidays", "special days"),
        ("PH 12:00-13:00 off", "PH 12:00-13:00 off", "a part of public holidays", "hours that remain"),
        ("Mo 09:00-12:00, PH 10:00-11:00", "PH 10:00-11:00", "whatever weekday", "part it by ';'"),
        ("24/7; Dec 24 12:00-24:00 off", "Dec 24 12:00-24:00 off", "a part of some dates", "hours that remain"),
        ("Mo[1] +2 days off", "Mo[1]", "moves from the weekday", "the dates that are meant"),
        ("Dec 24 +1 day off", "Dec 24 +", "moves a date", "the dates that are meant"),
        ("Dec 24 -1 day off", "Dec 24 -", "moves a date", "the dates that are meant"),
        ("Dec 25 -Su off", "Dec 25 -", "moves a date", "the dates that are meant"),
        ("Dec 24+ off", "Dec 24+", "leaves its end open", "the dates that are meant"),
        ("Dec 24-31/2 off", "Dec 24-31/", "every so many days", "list the dates"),
        ("Jan-Dec/2 off", "Jan-Dec/", "every so many days", "list the dates"),
        ("easter-May 01 off", "easter-", "runs from Easter to something else", "'easter +1 day'"),
        ("2026 Dec 24-Jan 02 off", "2026 Dec 24-Jan 02", "ends before it starts", "write both years"),
        ("2026-2028 Dec 24-Jan 02 off", "2026-2028 Dec 24-Jan 02", "in which year it ends", "write both years"),
        ("2026 Dec 24,Dec 31 off", "2026 Dec 24,Dec 31", "a year on some dates only", "repeat the year"),
        ("Dec 24-2027 Jan 02 off", "Dec 24-2027 Jan 02", "a year on its last date only", "its year too"),
    ],
)
def test_what_a_calendar_cannot_keep_is_refused_by_name(text: str, piece: str, problem: str, mend: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_hours(text, "calendars.desk.week")
    assert refused.value.field == "calendars.desk.week"
    assert refused.value.value == piece
    assert problem in refused.value.problem
    assert mend in refused.value.mend


@pytest.mark.parametrize(
    ("text", "piece", "problem", "mend"),
    [
        ("Mo-Fr 9-17", "9-17", "has no minutes (character 7)", "write '09:00-17:00'"),
        ("Mo-Fr 9:30-17", "9:30-17", "has no minutes", "write '9:30-17:00'"),
        ("Mo-Fr 9-17:99", "17:99", "is not a wall time (character 9)", "hours and minutes"),
        ("Mo-Fr 9", "9", "has no minutes", "write '09:00'"),
        ("Mo-Fr 0900-1700", "0900", "not expected", "09:00-12:00"),
        ("Mo-Fr 9.00-17.00", ".", "not a sign", "colon"),
        ("Mo-Fr 9am-5pm", "9am", "24-hour clock", "09:00-17:00"),
        ("Mo-Fr 9:00 am-5:00 pm", "9:00 am", "24-hour clock", "09:00-17:00"),
        ("Fr 25:00-26:00", "25:00-26:00", "starts after the day ends (character 4)", "'01:00-02:00'"),
        ("Fr 22:00-49:00", "49:00", "past the next day", "48:00"),
        ("Fr 00:00-25:00", "00:00-25:00", "longer than 24 hours", "split it"),
        ("Fr 09:00-", "Fr 09:00-", "ends too early", "09:00-17:00"),
        ("Fr 09:00-12:00,", ",", "no rule on one side", "drop it"),
        ("Fr 09:00-12:00;", ";", "no rule on one side", "drop it"),
        ("Fr 09:00-12:00;; Sa off", ";", "no rule on one side", "drop it"),
        ("Mo-", "Mo-", "ends too early", "Mo, Tu"),
        ("Mo-Dec off", "Dec", "does not end a range of weekdays", "Mo, Tu"),
        ("Di 09:00-12:00", "Di", "not a word", "Mo, Tu"),
        ("Пн-Пт 09:00-18:00", "Пн", "not a word of opening hours here (character 1)", "Mo, Tu"),
        ("Mo-Fr, Dec 24 09:00-12:00", "Mo-Fr", "no hours before the comma", "each rule its hours"),
        ("09:00-12:00 Mo-Fr", "Mo", "stands behind the hours", "before the hours"),
        ("Mo 09:00-12:00 Dec 24", "Dec", "stands behind the hours", "before the hours"),
        ("Mo Dec 09:00-12:00", "Dec", "stands behind the hours", "dates before weekdays"),
        ("24/7 09:00-12:00", "09:00", "not expected", "Mo-Fr"),
        ("Mo[0] off", "0", "no weekday of a month", "from 1 to 5"),
        ("Mo[6] off", "6", "no weekday of a month", "from 1 to 5"),
        ("Mo[3-2] off", "3-2", "no weekday of a month", "from 1 to 5"),
        ("Mo[1 off", "off", "no weekday of a month", "Mo[1]"),
        ("Mo[", "Mo[", "ends too early", "from 1 to 5"),
        ("Mo[1,", "Mo[1,", "ends too early", "from 1 to 5"),
        ("week 54 off", "week 54", "out of bounds", "from 1 to 53"),
        ("week 20-10 off", "20-10", "ends before it starts", "two ranges"),
        ("week 1-53/0 off", "0", "no step", "week 01-53/2"),
        ("week 10-Mo off", "Mo", "not a week's number", "ISO weeks"),
        ("2026 Jun-Foo off", "Foo", "is not a month", "Jan, Feb"),
        ("Dec 24-Foo off", "Foo", "is not a month", "Jan, Feb"),
        ("Jun 10-2027 Aug off", "Jun 10-2027 Aug", "a day at one end only", "both ends"),
        ("week off", "off", "not a week's number", "ISO weeks"),
        ("2028-2026 off", "2028-2026", "ends before it starts", "two ranges"),
        ("2026-12-24 off", "2026-12", "no range of years", "2026 Dec 24"),
        ("2026-  ", "2026-", "no range of years", "2026 Dec 24"),
        ("24 Dec off", "24 Dec", "has its day first", "'Dec 24'"),
        ("Dec 24 2026 off", "Dec 24 2026", "has its year last", "year first"),
        ("Dec 2026 off", "Dec 2026", "has its year last", "year first"),
        ("Feb 30 off", "Feb 30", "not a month and a day", "mend the day"),
        ("Dec 26-24 off", "Dec 26-24", "ends before it starts", "swap"),
        ("Jun 10-Aug off", "Jun 10-Aug", "a day at one end only", "both ends"),
        ("Jun-Aug 10 off", "Jun-Aug 10", "a day at one end only", "both ends"),
        ("Dec 24,Mo-Fr 10:00-12:00", "Dec 24", "no hours before the comma", "its hours"),
        ("easter +99 days off", "easter +99 days", "too far from Easter", "80 days"),
        ("easter +1 off", "1", "how many days from Easter", "easter +1 day"),
        ('Mo 09:00-12:00 "open', '"', "not a sign", "second double quote"),
        ("", "", "says no hours", "24/7"),
        (" \n", " \n", "says no hours", "24/7"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place_and_a_mend(
    text: str, piece: str, problem: str, mend: str
) -> None:
    with pytest.raises(BadInput) as refused:
        parse_hours(text)
    assert refused.value.field == "week"
    assert refused.value.value == piece
    assert problem in refused.value.problem
    assert mend in refused.value.mend


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("PH off; Sa 10:00-12:00", "Sa 10:00-12:00"),
        ("PH off, Sa 10:00-12:00", "Sa 10:00-12:00"),
        ("PH off; Dec 24 10:00-12:00", "Dec 24 10:00-12:00"),
        ("PH 10:00-12:00; Dec 24 off", "Dec 24 off"),
        ("PH 10:00-12:00; 11:00-12:00 off", "11:00-12:00 off"),
    ],
)
def test_c3_a_rule_behind_the_public_holidays_is_refused_since_they_win_in_a_calendar(text: str, piece: str) -> None:
    with pytest.raises(BadInput, match="put the PH rule last") as refused:
        parse_hours(text)
    assert refused.value.value == piece


@pytest.mark.parametrize(
    "text",
    [
        *("Dec 25 off; Mo-Fr 09:00-17:00", "Dec We off; Mo-We off", "Mo[1] off, Mo 09:00-10:00", "Jun off; 24/7"),
        "Dec Mo off; Jun Tu off; Mo 09:00-17:00",
    ],
)
def test_c3_a_rule_for_the_week_behind_one_for_dates_is_refused_since_dates_win_in_a_calendar(text: str) -> None:
    with pytest.raises(BadInput, match="put rules for dates after"):
        parse_hours(text)


def conformance_texts() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return the opening-hours texts of another project's suite with the weeks that it reads them as."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        _, given_text, text = case.get("note", "").partition("opening_hours value: ")
        if given_text:
            found[text] = {day: [(first, last) for first, last in windows] for day, windows in case["week"].items()}
    return found


def test_the_texts_of_another_project_mean_what_it_says_they_mean() -> None:
    texts = conformance_texts()
    assert len(texts) >= 28
    for text, week in texts.items():
        assert WeeklyHours.parse(text) == WeeklyHours.of(week), text


PIECES = st.sampled_from(
    (
        *("Mo", "Mo-Fr", "Sa,Su", "PH", "SH", "Dec 24", "Jun-Aug", "2026", "2026-2028", "week 1-53/2", "easter +1 day"),
        *("Mo[1]", "Fr[-1,2]", "09:00-12:00", "22:00-06:00", "24/7", "9-17", "17:00+", "sunrise", "off", "open"),
        *("unknown", '"why"', ";", ",", "||", "-", "+", "/", ":", "[", "]", "(", ")", "7", "31", "0", '"'),
    )
)


def read(text: str) -> WeeklyHours | SlacalError:
    try:
        return WeeklyHours.parse(text)
    except SlacalError as refused:
        return refused


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
@example("٩:٠٠-١٧:٠٠")
@example("Mo 09:00-12:00\x00")
@example("\ud800")
@example("²")
@example("0000 off")
@example("Mo[999999999999] off")
@example("1:2:3:4:5-9")
def test_any_text_is_read_or_refused_and_what_is_read_is_kept(text: str) -> None:
    hours = read(text)
    if isinstance(hours, WeeklyHours):
        assert WeeklyHours.parse(hours.text()) == hours
    else:
        assert hours.problem
        assert hours.mend


def test_text_of_another_type_is_refused() -> None:
    with pytest.raises(WrongType, match="is not text"):
        parse_hours(None)  # type: ignore[arg-type] # wrong on purpose


def test_a_text_of_4096_characters_is_read_and_a_longer_one_refused() -> None:
    longest = "Mo 09:00-12:00".ljust(4096)
    assert parse_hours(longest) == parse_hours("Mo 09:00-12:00")
    with pytest.raises(BadInput, match="has 4097 characters"):
        parse_hours(longest + " ")


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        ":",
        "9:",
        '"',
        "Mo,",
        "Mo-",
        "Mo;",
        "1:00-2:00,",
        "1:00-2:00 off;",
        "Jan 1,",
        "Dec 1 off;",
        "Mo[",
        "a",
        " ",
        "-1",
        "2026,",
    ],
)
def test_the_longest_texts_are_read_or_refused_in_a_moment(piece: str) -> None:
    text = (piece * 4096)[:4096]
    started = time.process_time()
    hours = read(text)
    assert time.process_time() - started < 1, "far more than the hundredths of a second that it takes"
    assert isinstance(hours, WeeklyHours | BadInput)
