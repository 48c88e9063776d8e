"""What the test suites of other programs assert of business hours, held against ours, case by case.

`data/conformance/README.md` explains the files. Where products read a question differently, a case names the reading
under ``convention``; the readings that are ours, by default or by an option, are mapped to the option here. What
follows another reading stands in `OTHER_READINGS`, and the tests hold that these cases, and no others, differ.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, DayRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from slacal import OpenSpan

Case: TypeAlias = dict[str, Any]
Said: TypeAlias = "str | bool | float | Sequence[Said]"
Answer: TypeAlias = "datetime | date | bool | float | Sequence[Answer]"
DATA = Path(__file__).parents[1] / "data" / "conformance"
CASES: dict[str, Case] = {
    case["id"]: case
    for name in ("calendar_cases.jsonl", "helpdesk_calendar_cases.jsonl")
    for case in map(json.loads, (DATA / name).read_text(encoding="utf-8").splitlines())
}

# Cases that follow a reading which slacal does not have, with that reading and what slacal says instead.
OTHER_READINGS = {
    "wh-083": "open-excluded: an opening instant rolls back to the closing before it; here it is open and stays",
    "wh-085": "open-excluded: likewise after a break",
    "wh-131": "wall-clock: a whole day is 24 h even when the clock goes back; here it is 25 h",
    "odoo-elapsed-006": "reversed-zero: the end before the start gives 0; here it is negative",
}


# ---- a case's calendar


def calendar_of(case: Case) -> Calendar:
    """Return the calendar that a case describes."""
    fields = {"week", "holidays", "exceptions", "week_cycle", "tz"}
    about = {"id", "source", "op", "args", "expect", "convention", "note"}
    assert case.keys() <= fields | about, "a field that this test does not read"
    holidays = [date.fromisoformat(day) for day in case["holidays"]]
    special = {date.fromisoformat(day): windows for day, windows in case["exceptions"].items()}
    for day in holidays:  # a holiday wins over an exception there
        special.pop(day, None)
    weeks = case.get("week_cycle", {}).get("weeks", [case["week"]])
    if not any(windows for week in weeks for windows in week.values()) and not any(special.values()):
        return Calendar.never(zone=case["tz"])
    anchor = date.fromisoformat(case["week_cycle"]["anchor"]) if "week_cycle" in case else date(2018, 1, 1)
    return Calendar.rota(
        weeks, anchor=anchor, zone=case["tz"], holidays=holidays, special_days=special, overnight="shift"
    )


def instant(text: str, zone: str) -> datetime:
    """Return an instant; without an offset it is wall time in the zone, and a date alone its midnight."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


# ---- a case's question, by the reading that the case names


def readings(case: Case) -> set[str]:
    """Return the readings on which a case depends, each alternative of ``one-of`` by itself."""
    said = case.get("convention", ())
    return {reading for text in said for reading in text.removeprefix("one-of:").split("|")}


def day_rule(case: Case) -> DayRule:
    """Return the rule for days that are added."""
    if readings(case) & {"days-keep-clock"} or not readings(case):
        return DayRule("same_time")
    assert readings(case) & {"days-roll-forward-then-count", "days-roll-backward-then-count"}
    return DayRule("same_time", arrival="keep_time")


def add(calendar: Calendar, case: Case) -> datetime:
    amount = timedelta(seconds=case["args"]["seconds"])
    verb = calendar.add if case["op"] == "add" else calendar.subtract
    return verb(moment(case), amount, edge="far" if "lands-on-next-open" in readings(case) else "near")


def add_days(calendar: Calendar, case: Case) -> datetime | date:
    found = calendar.add_business_days(moment(case), case["args"]["days"], rule=day_rule(case))
    return found if "T" in case["expect"] else found.date()


def plan_days(calendar: Calendar, case: Case) -> datetime:
    """Count the days that still have open time, and land on the closing; backwards, on the opening."""
    days = case["args"]["days"]
    rule = DayRule("close" if days > 0 else "open", counts_from="same_day")
    return calendar.add_business_days(moment(case), days, rule=rule)


def days_between(calendar: Calendar, case: Case) -> int:
    assert "days-count-exclude-start" in readings(case)
    zone = case["tz"]
    first, last = (instant(case["args"][end], zone).astimezone(ZoneInfo(zone)).date() for end in ("start", "end"))
    return calendar.count_business_days(first, last)


def elapsed(calendar: Calendar, case: Case) -> float:
    start, end = (instant(case["args"][end], case["tz"]) for end in ("start", "end"))
    return calendar.elapsed(start, end).total_seconds()


def is_workday(calendar: Calendar, case: Case) -> bool:
    return calendar.is_business_day(date.fromisoformat(case["args"]["date"]))


def periods(calendar: Calendar, case: Case) -> list[list[datetime]]:
    args, zone = case["args"], case["tz"]
    spans: Iterable[OpenSpan]
    if "after" in args:
        spans = islice(calendar.spans_after(instant(args["after"], zone)), args["take"])
    elif "before" in args:
        spans = islice(calendar.spans_before(instant(args["before"], zone)), args["take"])
    else:
        spans = calendar.spans(instant(args["start"], zone), instant(args["end"], zone))
    return [[*span] for span in spans]


def moment(case: Case) -> datetime:
    return instant(case["args"].get("at") or case["args"]["start"], case["tz"])


def edge(event: Callable[[Calendar, datetime], datetime], roll: Callable[[Calendar, datetime], datetime]) -> Question:
    """Return the question for an edge: the next event, where a case says so, else rolling to open time."""

    def ask(calendar: Calendar, case: Case) -> datetime:
        is_event = readings(case) & {"event-after", "event-before"}
        return (event if is_event else roll)(calendar, moment(case))

    return ask


Question: TypeAlias = "Callable[[Calendar, Case], Answer]"
QUESTIONS: dict[str, Question] = {
    "is_open": lambda calendar, case: calendar.is_open(moment(case)),
    "add": add,
    "subtract": add,
    "elapsed": elapsed,
    "next_open": edge(Calendar.next_open, Calendar.roll_forward),
    "prev_close": edge(Calendar.previous_close, Calendar.roll_back),
    "next_close": edge(Calendar.next_close, Calendar.next_close),
    "prev_open": edge(Calendar.previous_open, Calendar.previous_open),
    "periods": periods,
    "add_days": add_days,
    "plan_days": plan_days,
    "days_between": days_between,
    "is_workday": is_workday,
}


def answer(case: Case) -> Answer:
    """Return what slacal says, instants in UTC."""
    return in_utc(QUESTIONS[case["op"]](calendar_of(case), case))


def expected(case: Case) -> Answer:
    """Return what the case says, instants in UTC."""
    return in_utc(read(case["expect"], case["tz"]))


def read(said: Said, zone: str) -> Answer:
    if isinstance(said, list):
        return [read(item, zone) for item in said]
    if isinstance(said, str):
        return instant(said, zone) if "T" in said else date.fromisoformat(said)
    return said


def in_utc(found: Answer) -> Answer:
    """Return instants in UTC, where equality is that of instants: within a doubled hour it is not elsewhere."""
    if isinstance(found, list):
        return [in_utc(item) for item in found]
    return found.astimezone(UTC) if isinstance(found, datetime) else found


# ---- the tests


@pytest.mark.parametrize("name", [name for name in CASES if name not in OTHER_READINGS])
def test_the_answer_is_the_one_that_others_assert(name: str) -> None:
    assert answer(CASES[name]) == expected(CASES[name])


@pytest.mark.parametrize("name", OTHER_READINGS)
def test_what_follows_another_reading_differs(name: str) -> None:
    assert answer(CASES[name]) != expected(CASES[name])


def test_the_other_readings_are_named_as_the_case_names_them() -> None:
    ours = {
        "close-excluded", "contiguous-merged", "event-after", "event-before", "roll", "reversed-negative",
        "days-keep-clock", "days-roll-forward-then-count", "days-roll-backward-then-count", "days-count-exclude-start",
    }  # fmt: skip
    unknown = {name for name, case in CASES.items() if readings(case) and not readings(case) & ours}
    unknown |= {name for name, case in CASES.items() if "open-excluded" in readings(case)}
    assert unknown == {"wh-083", "wh-085", "wh-131"}  # what Odoo's file leaves unnamed is its reversed-zero


def test_no_case_is_left_out() -> None:
    assert len(CASES) == 306 + 43
    assert {case["op"] for case in CASES.values()} == QUESTIONS.keys()
