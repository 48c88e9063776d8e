"""Whole explanations, to the last word: as text, and as the plain data that stands for it.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday. Eight business hours from 10:00.
"""

from __future__ import annotations

from typing import Any

from tests.engine.desk import promise, told

HOUR = 3_600_000_000
SCOPE = {"rows": "tier", "columns": "service", "table": {"gold": {"bug": "included", "advice": "excluded"}}}
POLICY = promise(
    {
        "start": "created",
        "stop": "answered",
        "goals": [{"within": "8 business hours"}],
        "pause": [{"reason": "customer", "while": "waiting", "at_most": "3 business hours"}],
    },
    scope=SCOPE,
)
BUG = {"tier": "gold", "service": "bug"}
LICENCE, CREATED = ("23 09:00", "licence"), ("23 10:00", "created", BUG)
WAITING = ("23 11:00", "changed", {"status": "waiting"})
STOOD = (("23 12:00", "changed", {"service": "advice"}), ("23 13:00", "changed", {"status": "open", **BUG}))


def explained(as_of: str, *events: tuple[Any, ...]) -> Any:
    return told(POLICY, as_of, *events)["t"].explain()


def stretch(since: str, until: str, how: str, reason: str, **rest: Any) -> dict[str, Any]:
    """Return a stretch of a week in November as plain data; the words are those of the reason where none are given."""
    (day, hour), (last, end) = (map(int, one.split()) for one in (since, until))
    plain = {
        "starts_at": f"2026-11-{day}T{hour:02}:00:00+00:00",
        "ends_at": f"2026-11-{last}T{end:02}:00:00+00:00",
        "how": how,
        "reason": reason,
        "length": ((last - day) * 24 + end - hour) * HOUR,
        "layer": "week",
        "calendar": "desk",
        "words": reason,
    }
    return plain | rest


NOWHERE = {"layer": "", "calendar": ""}
BEFORE = stretch("23 9", "23 10", "before", "not_started", words="the clock has not started", **NOWHERE)
COUNTED = stretch("23 10", "23 11", "counted", "Monday")
PAUSED = stretch("23 11", "23 12", "paused", "customer", layer="pause")
RUNS_ON = (
    "runs on from Mon 2026-11-23 13:00: this no longer holds: the service is out of scope; the time between is pause"
)
STARTS = {
    "rule": "P14",
    "choice": "named",
    "at": None,
    "said": ["created", HOUR],
    "words": "its clock starts with created: 1 h 00 min after the ticket's first event",
}


def test_a_cycle_that_paused_and_stood_is_told_whole() -> None:
    # An hour counted, an hour of pause, an hour out of scope, five more counted by 18:00: two of eight are left.
    found = explained("23 18:00", LICENCE, CREATED, WAITING, *STOOD)
    assert str(found).splitlines() == [
        "t: 8 business hours on desk (times in UTC), running, open, due Tue 2026-11-24 11:00",
        "  Mon 2026-11-23 09:00 - 10:00  before  1 h 00 min  the clock has not started",
        "  Mon 2026-11-23 10:00 - 11:00  counted 1 h 00 min  Monday",
        "  Mon 2026-11-23 11:00 - 12:00  paused  1 h 00 min  customer",
        "  Mon 2026-11-23 12:00 - 13:00  paused  1 h 00 min  the service is out of scope",
        "  Mon 2026-11-23 13:00 - 18:00  counted 5 h 00 min  Monday",
        "  ahead, until the due: 2 h 00 min to count",
        "    Mon 2026-11-23 18:00 - 19:00  counted 1 h 00 min  Monday",
        "    Mon 2026-11-23 19:00 - Tue 2026-11-24 10:00  closed  15 h 00 min  outside hours",
        "    Tue 2026-11-24 10:00 - 11:00  counted 1 h 00 min  Tuesday",
        "  elapsed 6 h 00 min, paused 2 h 00 min of open time",
        "  remaining 2 h 00 min",
        "  P25: its service was out of scope from Mon 2026-11-23 12:00",
        f"  P25: {RUNS_ON}",
        "  P14: its clock starts with created: 1 h 00 min after the ticket's first event",
    ]


def test_a_cycle_that_paused_and_stood_is_plain_data() -> None:
    said = "the service is out of scope"
    stood = stretch("23 12", "23 13", "paused", "out_of_scope", layer="suspension", words=said)
    assert explained("23 18:00", LICENCE, CREATED, WAITING, *STOOD).to_dict() == {
        "form": 1,
        "target": "t",
        "number": 1,
        "goal": "8 business hours",
        "calendar": "desk",
        "commitment": "firm",
        "stage": "running",
        "outcome": "open",
        "reason": "",
        "as_of": "2026-11-23T18:00:00+00:00",
        "started_at": "2026-11-23T10:00:00+00:00",
        "due_at": "2026-11-24T11:00:00+00:00",
        "elapsed": 6 * HOUR,
        "paused": 2 * HOUR,
        "remaining": 2 * HOUR,
        "remaining_in": "open",
        "to_count": 2 * HOUR,
        "before": BEFORE,
        "steps": [COUNTED, PAUSED, stood, stretch("23 13", "23 18", "counted", "Monday")],
        "after": None,
        "ahead": [
            stretch("23 18", "23 19", "counted", "Monday"),
            stretch("23 19", "24 10", "closed", "outside hours"),
            stretch("24 10", "24 11", "counted", "Tuesday"),
        ],
        "decisions": [
            {
                "rule": "P25",
                "choice": "out_of_scope",
                "at": "2026-11-23T12:00:00+00:00",
                "said": [""],
                "words": "its service was out of scope from Mon 2026-11-23 12:00",
            },
            {
                "rule": "P25",
                "choice": "runs_on",
                "at": "2026-11-23T13:00:00+00:00",
                "said": ["out_of_scope"],
                "words": RUNS_ON,
            },
            STARTS,
        ],
    }


def test_a_cycle_that_was_met_says_what_came_after_it() -> None:
    # Answered at 12:00 out of the pause: of eight hours one was used, and seven from 12:00 would have ended at 19:00.
    found = explained("23 14:00", LICENCE, CREATED, WAITING, ("23 12:00", "answered"))
    after = stretch("23 12", "23 14", "after", "completed", **NOWHERE)
    plain = found.to_dict()
    assert (plain["stage"], plain["outcome"], plain["due_at"]) == ("completed", "met", "2026-11-23T19:00:00+00:00")
    assert (plain["steps"], plain["after"], plain["ahead"]) == ([COUNTED, PAUSED], after, [])
    assert (plain["elapsed"], plain["paused"], plain["remaining"], plain["to_count"]) == (HOUR, HOUR, 7 * HOUR, 0)
    assert str(found).splitlines()[3:] == [
        "  Mon 2026-11-23 11:00 - 12:00  paused  1 h 00 min  customer",
        "  Mon 2026-11-23 12:00 - 14:00  after   2 h 00 min  completed",
        "  elapsed 1 h 00 min, paused 1 h 00 min of open time",
        "  remaining 7 h 00 min",
        "  P6: stopped straight out of the pause for customer: the pause ended at Mon 2026-11-23 12:00",
        "  P14: its clock starts with created: 1 h 00 min after the ticket's first event",
    ]


def test_a_cycle_that_has_not_started_is_told_whole() -> None:
    found = explained("23 14:00", LICENCE)
    assert str(found).splitlines() == [
        "t: not started",
        "  Mon 2026-11-23 09:00 - 14:00  before  5 h 00 min  the clock has not started",
        "  P14: its clock starts with created, which has not come",
    ]
    plain = found.to_dict()
    assert (plain["started_at"], plain["due_at"], plain["remaining"], plain["steps"]) == (None, None, None, [])
    assert (plain["number"], plain["stage"], plain["reason"]) == (0, "pending", "not_started")
    assert plain["remaining_in"] == "open"


def test_a_paused_cycle_has_no_due_to_be_told() -> None:
    # Seven of eight hours are left at 11:30, which would end at 18:30.
    first, *_, remaining, reason, decision, _ = str(explained("23 11:30", LICENCE, CREATED, WAITING)).splitlines()
    assert first == "t: 8 business hours on desk (times in UTC), paused, open, no due"
    assert (remaining, reason) == ("  remaining 7 h 00 min", "  paused for: customer")
    resumed = "resumed now, it would be Mon 2026-11-23 18:30"
    assert decision == f"  P5: paused with 7 h 00 min left, so there is no due; {resumed}"
