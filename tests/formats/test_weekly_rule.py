"""The RRULE of an AVAILABLE component, as far as a week can hold it."""

from __future__ import annotations

from datetime import date

import pytest

from slacal.errors import BadInput
from slacal.formats.icalendar_text import read_calendars
from slacal.formats.icalendar_time import Moment
from slacal.formats.weekly_rule import Weekly, weekly_of

pytest.importorskip("icalendar")

MONDAY = date(2026, 1, 5)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


def weekly(rule: str, start: date = MONDAY) -> Weekly | None:
    line = f"RRULE:{rule}\n" if rule else ""
    text = f"BEGIN:VCALENDAR\nBEGIN:AVAILABLE\n{line}END:AVAILABLE\nEND:VCALENDAR"
    component = read_calendars(text, "availability")[0].parts[0]
    return weekly_of(component, Moment(start.toordinal(), 9 * 3_600, "Europe/Berlin"))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", None),
        ("FREQ=WEEKLY", Weekly((0,))),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", Weekly((0, 1, 2, 3, 4))),
        ("freq=weekly;byday=fr, mo;interval=1;wkst=su", Weekly((0, 4))),
        ("FREQ=DAILY", Weekly(EVERY_DAY)),
        ("FREQ=DAILY;BYDAY=SA,SU", Weekly((5, 6))),
        # Monday 5 January at 09:00 in Berlin is 08:00 UTC
        ("FREQ=DAILY;UNTIL=20260120T080000Z", Weekly(EVERY_DAY, day("2026-01-20"))),
        ("FREQ=DAILY;UNTIL=20260120T075959Z", Weekly(EVERY_DAY, day("2026-01-19"))),
        ("FREQ=WEEKLY;COUNT=1", Weekly((0,), day("2026-01-05"))),
        ("FREQ=WEEKLY;COUNT=4", Weekly((0,), day("2026-01-26"))),
        # Mo 5, We 7, Fr 9, Mo 12, We 14
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=5", Weekly((0, 2, 4), day("2026-01-14"))),
    ],
)
def test_a_rule_is_weekdays_and_a_last_date(rule: str, expected: Weekly | None) -> None:
    assert weekly(rule) == expected


def test_a_rule_counts_from_the_weekday_of_its_start() -> None:
    # from Wednesday: We 7, Fr 9, Mo 12, We 14
    assert weekly("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=4", date(2026, 1, 7)) == Weekly((0, 2, 4), day("2026-01-14"))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=1MO",
        "FREQ=YEARLY",
        "BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;BYMONTH=6",
        "FREQ=WEEKLY;BYHOUR=9",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=10000",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20261231T000000Z",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=2",
        "FREQ=WEEKLY;UNTIL=20261231",
        "FREQ=WEEKLY;UNTIL=20261231T090000",
        "FREQ=WEEKLY;UNTIL=20261331T090000Z",
        "FREQ=WEEKLY;UNTIL=20251231T090000Z",
    ],
)
def test_a_rule_that_is_no_week_is_refused_whole(rule: str) -> None:
    with pytest.raises(BadInput) as refusal:
        weekly(rule)
    assert refusal.value.field == "AVAILABLE[0].RRULE"


def test_a_count_that_leaves_the_years_is_refused() -> None:
    with pytest.raises(BadInput):
        weekly("FREQ=WEEKLY;COUNT=9999", date(9900, 1, 1))
