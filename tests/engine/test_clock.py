"""The arithmetic of one clock, where it begins paused, is moved, ends, or takes its start later.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.engine.desk import at, hours, promise, resolution, told

from slacal import Cycle, Event, History, Outcome, Policy, Stage

WAITING, OPEN = {"status": "waiting"}, {"status": "open"}
LOW, HIGH = {"priority": "low"}, {"priority": "high"}
NIGHT = {"team": "night"}
BY_TEAM = [{"when": NIGHT, "use": "around"}, {"use": "desk"}]
MICROSECOND = timedelta(microseconds=1)


def days(**options: str) -> dict[str, Any]:
    return {"measures": "resolution", "goals": [{"within": "1 business day", **options}]}


@pytest.mark.parametrize(("resumed", "due"), [("21 12:00", "23 10:00"), ("23 12:00", "23 12:00")])
def test_p5_an_opening_that_a_clock_reaches_with_nothing_counted_waits_for_a_pause_that_held_at_the_start(
    resumed: str, due: str
) -> None:
    # One business day to the opening, from Friday 20:00: Monday 10:00, with no open time before it. The clock begins
    # paused: resumed on Saturday it is due at that opening, resumed on Monday at 12:00 at once.
    policy = promise(days(lands="open"))
    waiting = told(policy, "21 11:00", ("20 20:00", "created", WAITING))["t"]
    assert (waiting.stage, waiting.due_at, waiting.due_if_resumed(at(resumed))) == (Stage.PAUSED, None, at(due))
    assert told(policy, "24 12:00", ("20 20:00", "created", WAITING), (resumed, "changed", OPEN))["t"].due_at == at(due)


@pytest.mark.parametrize(("edge", "due"), [("near", "23 10:00"), ("far", "20 19:00")])
def test_p5_a_due_before_the_start_lies_as_long_before_the_end_of_a_pause_that_held_there(edge: str, due: str) -> None:
    # One business day that counts Monday itself and lands on its opening, from 15:00: five hours before the start. A
    # clock that begins paused and runs on at 15:00 is due there: Monday 10:00, or Friday 19:00 as the night is closed.
    policy = promise(days(lands="open", counts_from="same_day", edge=edge))
    waiting = told(policy, "23 15:00", ("23 15:00", "created", WAITING))["t"]
    assert waiting.due_if_resumed(at("23 15:00")) == at(due)


def test_p9_a_landing_in_closed_time_goes_when_the_goal_comes_later_than_the_start() -> None:
    # Tuesday 20:00 lies in closed time. As the goal at the start it is due at that instant; as one that comes on
    # Tuesday it is the nine hours of Tuesday, which end at 19:00.
    goals = [{"when": HIGH, "within": "1 business day", "lands": "same_time"}, {"within": "20 business hours"}]
    policy = promise({"measures": "resolution", "goals": goals})
    assert told(policy, "24 12:00", ("23 20:00", "created", HIGH))["t"].due_at == at("24 20:00")
    story = (("23 20:00", "created"), ("24 11:00", "changed", HIGH))
    assert told(policy, "24 12:00", *story)["t"].due_at == at("24 19:00")


def test_p5_a_landing_in_closed_time_stays_when_the_pause_begins_after_it() -> None:
    # Due on Tuesday at 20:00; open time that is paused on Wednesday comes too late to move it.
    story = (("23 20:00", "created"), ("25 11:00", "changed", WAITING), ("25 15:00", "changed", OPEN))
    seen = told(promise(days(lands="same_time")), "25 16:00", *story)["t"]
    assert (seen.due_at, seen.paused) == (at("24 20:00"), hours(4))


def test_p3_a_due_moved_to_a_closing_stays_there_when_another_pause_begins_later() -> None:
    # Tuesday 19:00; one minute paused on Monday makes it Wednesday, at its closing. Thursday's pause comes too late.
    story = (
        ("23 11:00", "created"),
        ("23 12:00", "changed", WAITING),
        ("23 12:01", "changed", OPEN),
        ("26 11:00", "changed", WAITING),
    )
    seen = told(promise(days(), rules={"after_pause": "close"}), "26 12:00", *story)["t"]
    assert (seen.stage, seen.due_at) == (Stage.PAUSED, at("25 19:00"))


# -- P5: a due that was reached, and one that waits for a pause to end


def seen_at(policy: Policy, as_of: str, *events: Event) -> Cycle:
    return policy.evaluate(History("T-1", events), as_of=at(as_of))["t"]


@pytest.mark.parametrize(
    ("edge", "pause", "due"),
    [
        # Nine hours from Monday 10:00 end at the closing, and at the far edge where Tuesday opens. A pause that begins
        # there or later leaves the near one; the far one is passed once Tuesday has counted anything.
        ("near", "23 19:00", "23 19:00"),
        ("near", "23 20:00", "23 19:00"),
        ("near", "24 12:00", "23 19:00"),
        ("far", "23 20:00", None),
        ("far", "24 10:00", None),
        ("far", "24 12:00", "24 10:00"),
    ],
)
def test_p5_a_due_that_was_reached_stays_where_it_was_when_a_pause_begins(
    edge: str, pause: str, due: str | None
) -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "9 business hours", "edge": edge}]})
    seen = told(policy, "25 12:00", ("23 10:00", "created"), (pause, "changed", WAITING))["t"]
    assert (seen.stage, seen.due_at) == (Stage.PAUSED, None if due is None else at(due))
    assert seen.due_if_resumed(at("25 12:00")) == at(due or "25 12:00")


def test_p5_one_microsecond_behind_the_far_edge_has_passed_it() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "9 business hours", "edge": "far"}]})
    behind = Event(at("24 10:00") + MICROSECOND, "changed", WAITING)
    assert seen_at(policy, "24 12:00", Event(at("23 10:00"), "created"), behind).due_at == at("24 10:00")


@pytest.mark.parametrize(
    ("options", "due"),
    [
        # A business day that lands on Monday's opening. From Friday 20:00 there is no open time until then.
        ({}, "23 10:00"),
        ({"edge": "near"}, "23 10:00"),
        # From Monday 15:00, counted from the same day, that is five hours before: on either side of the night.
        ({"counts_from": "same_day", "edge": "near"}, "23 10:00"),
        ({"counts_from": "same_day", "edge": "far"}, "20 19:00"),
    ],
)
def test_p5_no_time_or_less_than_none_is_reached_with_the_first_microsecond_that_counts(
    options: dict[str, str], due: str
) -> None:
    start, resumed = ("23 15:00", "23 15:00") if "counts_from" in options else ("20 20:00", "23 10:00")
    story = [Event(at(start), "created", WAITING), Event(at(resumed), "changed", OPEN)]
    again = Event(at(resumed) + MICROSECOND, "changed", WAITING)
    for events in (story, [*story, again]):
        assert seen_at(promise(days(lands="open", **options)), "24 12:00", *events).due_at == at(due)
    never_ran = Event(at(resumed), "changed", WAITING)
    waiting = seen_at(promise(days(lands="open", **options)), "24 12:00", *story, never_ran)
    assert (waiting.stage, waiting.due_at) == (Stage.PAUSED, None)


@pytest.mark.parametrize(("resumed", "due"), [("24 10:00", "24 16:00"), ("23 12:00", "23 18:00")])
def test_p5_a_cycle_that_has_ended_may_be_asked_where_it_would_be_due_if_it_ran_on(resumed: str, due: str) -> None:
    # Two of eight hours are used by 12:00, where it was solved; the six that are left end at 18:00, or on Tuesday.
    solved = told(resolution(), "23 14:00", ("23 10:00", "created"), ("23 12:00", "changed", {"status": "solved"}))["t"]
    assert (solved.stage, solved.due_if_resumed(at(resumed))) == (Stage.COMPLETED, at(due))


def test_p5_an_hour_that_was_counted_is_not_counted_again_where_an_ended_cycle_is_asked_before_its_end() -> None:
    solved = told(resolution(), "23 14:00", ("23 10:00", "created"), ("23 12:00", "changed", {"status": "solved"}))["t"]
    assert solved.due_if_resumed(at("23 11:00")) == at("23 18:00")


@pytest.mark.parametrize(
    ("resumed", "due"), [("23 22:00", "24 11:00"), ("24 10:00", "24 11:00"), ("24 10:30", "24 19:00")]
)
def test_p3_a_pause_moves_a_due_to_its_closing_only_when_open_time_passes_before_it_ends(
    resumed: str, due: str
) -> None:
    # Tuesday 11:00, paused on Monday evening. Half an hour of Tuesday makes it 11:30, and the closing of that day.
    policy = promise(days(lands="same_time"), rules={"after_pause": "close"})
    waiting = told(policy, "23 21:00", ("23 11:00", "created"), ("23 20:00", "changed", WAITING))["t"]
    assert (waiting.due_at, waiting.due_if_resumed(at(resumed))) == (None, at(due))


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


MOVED = (("23 11:00", "created"), ("23 12:00", "changed", WAITING), ("23 12:01", "changed", OPEN))


@pytest.mark.parametrize(
    ("then", "as_of", "elapsed", "left"),
    [
        # Tuesday 19:00; a minute paused on Monday makes it Wednesday, at its closing. Until then 7:59 hours of Monday
        # are counted, and nine each of Tuesday and Wednesday. At Tuesday 15:00 it is 12:59, and thirteen are left.
        (None, "24 15:00", 779, 780),
        (("24 15:00", "changed", {"status": "solved"}), "25 12:00", 779, 780),
        # Paused there for an hour, the due stays: twelve hours are left from 16:00.
        (("24 15:00", "changed", WAITING), "24 16:00", 779, 720),
        # Solved on Thursday at 12:00, with two hours more.
        (("26 12:00", "changed", {"status": "solved"}), "26 13:00", 1679, -120),
        (("26 12:00", "changed", WAITING), "26 13:00", 1679, -120),
    ],
)
def test_p3_of_a_due_moved_to_a_closing_what_is_left_is_the_open_time_until_it(
    then: tuple[Any, ...] | None, as_of: str, elapsed: int, left: int
) -> None:
    policy = promise(days(), rules={"after_pause": "close", "paused_due": "projected"})
    seen = told(policy, as_of, *MOVED, *(() if then is None else (then,)))["t"]
    assert (seen.due_at, seen.elapsed, seen.remaining) == (at("25 19:00"), minutes(elapsed), minutes(left))
    assert seen.elapsed_ratio == elapsed / (elapsed + left)


# -- a landing in closed time


@pytest.mark.parametrize(
    ("when", "due"),
    # Tuesday 20:00, nine open hours on. Around the clock from 19:59 they had ended with Tuesday's closing.
    [("24 19:59", "24 19:00"), ("24 20:00", "24 20:00"), ("24 20:01", "24 20:00")],
)
def test_p16_a_landing_in_closed_time_stays_when_the_calendar_changes_there_or_later(when: str, due: str) -> None:
    policy = promise(days(lands="same_time") | {"calendar": BY_TEAM})
    assert told(policy, "25 12:00", ("23 20:00", "created"), (when, "changed", NIGHT))["t"].due_at == at(due)


def test_p3_one_microsecond_of_open_time_that_is_paused_moves_a_landing_in_closed_time() -> None:
    # Tuesday's nine hours are then over with the first microsecond of Wednesday.
    pause, end = at("24 12:00"), at("24 12:00") + MICROSECOND
    story = (Event(at("23 20:00"), "created"), Event(pause, "changed", WAITING), Event(end, "changed", OPEN))
    assert seen_at(promise(days(lands="same_time")), "24 13:00", *story).due_at == at("25 10:00") + MICROSECOND


# -- P9, P10: the promise changes


def test_p1_a_promise_that_changes_at_its_very_due_was_not_breached() -> None:
    goals = [{"when": HIGH, "within": "20 business hours"}, {"within": "8 business hours"}]
    story = (("23 10:00", "created"), ("23 18:00", "changed", HIGH))
    policy = promise({"measures": "resolution", "goals": goals})
    seen = told(policy, "23 19:00", *story)["t"]
    assert (seen.outcome, seen.breached_at) == (Outcome.OPEN, None)


def test_p15_a_clock_that_waits_when_its_first_goal_comes_says_what_it_waits_for() -> None:
    policy = promise({"measures": "resolution", "goals": [{"when": HIGH, "within": "8 business hours"}]})
    story = (("23 10:00", "created", WAITING), ("23 11:00", "changed", HIGH))
    pending = told(policy, "23 12:00", story[0])["t"]
    assert (pending.stage, pending.reason) == (Stage.PENDING, "no_goal")
    seen = told(policy, "23 12:00", *story)["t"]
    assert (seen.stage, seen.reason, seen.pauses) == (Stage.PAUSED, "waiting", {"waiting": hours(2)})


# -- what happens at one instant


def test_p2_a_clock_counts_from_the_very_instant_of_its_start() -> None:
    for start, counting in (("23 09:59", False), ("23 10:00", True), ("23 18:59", True), ("23 19:00", False)):
        assert told(resolution(), start, (start, "created"))["t"].counting is counting


def test_p13_a_cycle_that_starts_ahead_counts_nothing_before() -> None:
    # The first is due at 12:00. The second is cancelled and brought back before it starts there.
    target = {
        "start": "asked",
        "stop": "answered",
        "cancel": "solved",
        "reopen": "new_cycle",
        "next_from": "previous_due",
        "goals": [{"within": "2 business hours"}],
    }
    story = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 11:30", "asked"))
    back = (("23 11:40", "changed", {"status": "solved"}), ("23 11:50", "changed", OPEN))
    for events in (story, (*story, *back)):
        ahead, started, later = (
            told(promise(target), when, *events)["t"] for when in ("23 11:55", "23 12:00", "23 13:00")
        )
        assert (ahead.stage, ahead.counting, ahead.elapsed) == (Stage.PENDING, False, hours(0))
        assert (started.stage, started.counting) == (Stage.RUNNING, True)
        assert (later.elapsed, later.pauses, later.due_at) == (hours(1), {}, at("23 14:00"))


@pytest.mark.parametrize("status", ["waiting", "solved"])
def test_p19_what_begins_and_ends_at_one_instant_is_no_pause(status: str) -> None:
    story = (("23 10:00", "created"), ("23 12:00", "changed", {"status": status}), ("23 12:00", "changed", OPEN))
    seen = told(resolution(), "23 13:00", *story)["t"]
    assert (seen.stage, seen.pauses, seen.elapsed) == (Stage.RUNNING, {}, hours(3))


# -- P3: an allowance that is taken where the clock first counts


FIRST = {"anchor": "first_counting"}


@pytest.mark.parametrize("again", ["24 08:00", "24 10:00"])
def test_p3_first_counting_a_pause_that_returns_before_anything_counts_takes_the_start_with_it(again: str) -> None:
    # Begun paused on Monday evening, resumed in the night: it would count from Tuesday 10:00. It waits again before
    # that, or just there, until Tuesday 12:00: from there the next business day closes on Wednesday at 19:00. Counted
    # from 10:00 the two hours would be a pause, and the due on Thursday at 12:00.
    story = (
        ("23 20:00", "created", WAITING),
        ("23 22:00", "changed", OPEN),
        (again, "changed", WAITING),
        ("24 12:00", "changed", OPEN),
    )
    policy = promise(days(), rules=FIRST)
    assert told(policy, "23 23:00", *story[:2])["t"].due_at == at("25 19:00")
    waiting = told(policy, again, *story[:3])["t"]
    assert (waiting.due_at, waiting.due_if_resumed(at("24 12:00"))) == (None, at("25 19:00"))
    assert told(policy, "24 13:00", *story)["t"].due_at == at("25 19:00")


def test_p3_first_counting_a_pause_after_time_was_counted_is_an_ordinary_one() -> None:
    # Begun paused on Monday at 11:00, resumed at 12:00: one business day closes on Tuesday at 19:00. An hour of pause
    # makes it Wednesday 11:00.
    story = (
        ("23 11:00", "created", WAITING),
        ("23 12:00", "changed", OPEN),
        ("23 13:00", "changed", WAITING),
        ("23 14:00", "changed", OPEN),
    )
    assert told(promise(days(), rules=FIRST), "23 15:00", *story)["t"].due_at == at("25 11:00")


@pytest.mark.parametrize(
    ("lands", "resumed", "due"),
    [
        ("20:00", "24 01:00", "25 20:00"),  # counted from Tuesday 10:00; the pause on Monday moves no later landing
        ("20:00", "24 12:00", "25 20:00"),
        ("same_time", "24 12:00", "25 12:00"),  # and takes no due to a closing
    ],
)
def test_p3_first_counting_the_pause_before_it_moves_nothing(lands: str, resumed: str, due: str) -> None:
    policy = promise(days(lands=lands), rules=FIRST | {"after_pause": "close"})
    story = (("23 15:00", "created", WAITING), (resumed, "changed", OPEN))
    waiting = told(policy, "23 18:00", *story[:1])["t"]
    assert waiting.due_if_resumed(at(resumed)) == at(due)
    assert told(policy, "24 13:00", *story)["t"].due_at == at(due)


def test_p3_a_pause_at_the_instant_of_the_start_leaves_the_allowance_where_it_was_taken() -> None:
    # From Monday 11:00 to Tuesday's closing there are seventeen hours; they begin on Tuesday at 12:00, seven on that
    # day, nine on Wednesday and one on Thursday.
    story = (("23 11:00", "created"), ("23 11:00", "changed", WAITING), ("24 12:00", "changed", OPEN))
    assert told(promise(days()), "24 13:00", *story)["t"].due_at == at("26 11:00")


@pytest.mark.parametrize("stopped", ["solved", "closed"])
def test_p11_first_counting_a_cycle_that_ends_in_its_first_pause_is_due_as_if_it_had_run_on(stopped: str) -> None:
    # One business day from Monday 12:00 closes on Tuesday at 19:00, and from Tuesday 12:00 on Wednesday.
    for end, due in (("23 12:00", "24 19:00"), ("24 12:00", "25 19:00")):
        story = (("23 10:00", "created", WAITING), (end, "changed", {"status": stopped}))
        seen = told(promise(days(), rules=FIRST), "26 12:00", *story)["t"]
        assert (seen.stage, seen.due_at) == (Stage.COMPLETED, at(due))


def test_p9_first_counting_a_goal_that_is_lost_in_the_first_pause_leaves_no_due() -> None:
    # A business day that lands on Monday's opening would have been due before the start.
    goals = [{"when": LOW, "within": "1 business day", "lands": "open", "counts_from": "same_day"}]
    story = (("23 15:00", "created", LOW | WAITING), ("23 16:00", "changed", HIGH))
    seen = told(promise({"measures": "resolution", "goals": goals}, rules=FIRST), "23 17:00", *story)["t"]
    assert (seen.stage, seen.reason, seen.due_at, seen.overdue_real) == (Stage.CANCELLED, "no_goal", None, hours(0))


DATE = {"agreed": "2026-11-25T10:00+00:00"}
TO_DATE = {"measures": "resolution", "goals": [{"when": LOW, "within": "1 business day"}, {"at": "agreed"}]}


@pytest.mark.parametrize(
    "story",
    [
        [("23 10:00", "created", LOW | WAITING), ("23 12:00", "changed", HIGH | DATE)],
        [
            ("23 20:00", "created", LOW | WAITING),
            ("23 22:00", "changed", OPEN),
            ("23 23:00", "changed", HIGH | DATE),
            ("24 08:00", "changed", WAITING),
        ],
    ],
)
def test_p8_first_counting_a_date_that_takes_the_place_of_days_is_due_in_a_pause_too(story: list[Any]) -> None:
    seen = told(promise(TO_DATE, rules=FIRST), "24 09:00", *story)["t"]
    assert (seen.stage, seen.due_at) == (Stage.PAUSED, at("25 10:00"))


def test_p8_first_counting_a_date_that_takes_the_place_of_days_is_extended_by_the_pause_before_it() -> None:
    # Waiting from Monday 10:00 to 14:00, four hours; at 12:00 the date takes the place of days.
    rules = {**FIRST, "fixed_dates": "extend"}
    story = (
        ("23 10:00", "created", LOW | WAITING),
        ("23 12:00", "changed", HIGH | DATE),
        ("23 14:00", "changed", OPEN),
    )
    assert told(promise(TO_DATE, rules=rules), "23 15:00", *story)["t"].due_at == at("25 14:00")
