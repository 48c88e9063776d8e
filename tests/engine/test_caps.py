"""Rule P3: a pause rule that is used up pauses no longer. 23 November 2026 is a Monday."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.engine.desk import at, hours, promise, resolution, told

from slacal import Event, History, Policy, Stage
from slacal.calendars.day_rule import DayRule
from slacal.engine.caps import cap_end, spent_after
from slacal.engine.limits import BusinessDays, CalendarSpan
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from slacal.engine.caps import Spent


def test_p3_a_pause_that_begins_in_the_rest_of_a_closed_dates_shift_is_capped_by_the_next_business_day() -> None:
    # Friday the 27th is closed from midnight to midnight; of its night only Saturday 00:00 to 06:00 stays, which no
    # business day owns. Counted: three nights of 8 h, Thursday 22:00 to 24:00, and Saturday 00:00 to 01:00, 27 h. The
    # pause uses up its one business day, Monday the 30th, on Tuesday at 06:00. Of the 13 h left, 8 h run in Tuesday's
    # night and 5 h in Wednesday's, to Thursday 3 December 03:00.
    policy = Policy.from_dict(
        {
            "name": "nights",
            "zone": "UTC",
            "calendar": "nights",
            "calendars": {"nights": {"week": "Mo-Fr 22:00-06:00", "zone": "UTC", "holidays": ["2026-11-27"]}},
            "targets": {
                "t": {
                    "measures": "resolution",
                    "goals": [{"within": "40 business hours"}],
                    "pause": [{"reason": "customer", "while": {"status": "waiting"}, "at_most": "1 business day"}],
                }
            },
        }
    )
    created = Event(datetime(2026, 11, 23, 22, tzinfo=UTC), "created", {"status": "open"})
    waiting = Event(datetime(2026, 11, 28, 1, tzinfo=UTC), "changed", {"status": "waiting"})
    seen = policy.evaluate(History("T-1", [created, waiting]), as_of=datetime(2026, 12, 1, 12, tzinfo=UTC))["t"]
    assert str(seen.due_at) == "2026-12-03 03:00:00+00:00"


WAITING, OPEN = {"status": "waiting"}, {"status": "open"}


def test_p3_a_rule_that_is_used_up_does_not_pause_in_closed_time_either() -> None:
    # Paused from 11:00 to 13:00, the two hours; waiting again from 20:00 on, when the desk is closed.
    pause = [{"reason": "customer", "while": "waiting", "at_most": "2 business hours"}]
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": pause})
    story = (
        ("23 10:00", "created"),
        ("23 11:00", "changed", WAITING),
        ("23 14:00", "changed", OPEN),
        ("23 20:00", "changed", WAITING),
    )
    seen = told(policy, "23 21:00", *story)["t"]
    assert (seen.stage, seen.reason, seen.paused_real) == (Stage.RUNNING, "", hours(2))


HORIZON = resolution().terms.targets[0].calendar.pick({}).calendar.horizon
NEW_YEAR = datetime(2027, 1, 1, 10, tzinfo=UTC)  # a Friday, and the first business day of its year


@pytest.mark.parametrize("last", [NEW_YEAR.toordinal() - 1, NEW_YEAR.toordinal()])
def test_p3_days_that_are_used_up_pause_no_longer_in_a_new_year(last: int) -> None:
    # Two days are used, the last one on New Year's Eve or on New Year's Day itself; one or two may be.
    now = to_micros(NEW_YEAR)
    ends = [cap_end(BusinessDays(days, DayRule(), ""), (2, last), now, HORIZON) > now for days in (1, 2)]
    assert ends == [False, last == NEW_YEAR.toordinal()]  # a day that has been counted may be used to its closing


MONDAY = datetime(2026, 11, 23).toordinal()
MIDNIGHT = to_micros(at("23 15:00"))  # in Tokyo, where Tuesday begins
HOUR = 3_600_000_000


@pytest.mark.parametrize(
    ("spent", "start", "end", "after"),
    [
        ((0, 0), HOUR, 2 * HOUR, (1, MONDAY + 1)),  # Tuesday alone, though in UTC it is Monday yet
        ((0, 0), -1, 1, (2, MONDAY + 1)),  # a microsecond of either day
        ((1, MONDAY), HOUR, 25 * HOUR, (3, MONDAY + 2)),  # Tuesday and Wednesday after Monday
    ],
)
def test_p3_calendar_days_are_counted_by_the_midnights_of_their_zone(
    spent: Spent, start: int, end: int, after: Spent
) -> None:
    cap = CalendarSpan("3 calendar days", days=3, zone="Asia/Tokyo")
    assert spent_after(cap, spent, MIDNIGHT + start, MIDNIGHT + end, HORIZON) == after


@pytest.mark.parametrize(("team", "due"), [("day", "24 16:00"), ("night", "24 6:00")])
def test_p3_a_cap_in_business_days_ends_with_the_last_one_on_the_calendar_then_in_force(team: str, due: str) -> None:
    # Two of eight hours are used by Monday 12:00. The pause may last for Monday: on the desk to 19:00, and with six
    # hours left from Tuesday 10:00 on to 16:00; around the clock from 15:00 on to 24:00, and to Tuesday 6:00.
    target = {
        "measures": "resolution",
        "calendar": [{"when": {"team": "night"}, "use": "around"}, {"use": "desk"}],
        "goals": [{"within": "8 business hours"}],
        "pause": [{"reason": "customer", "while": {"status": "waiting"}, "at_most": "1 business day"}],
    }
    story = (
        ("23 10:00", "created"),
        ("23 12:00", "changed", {"status": "waiting"}),
        ("23 15:00", "changed", {"team": team}),
    )
    assert told(promise(target), "24 1:00", *story)["t"].due_at == at(due)
