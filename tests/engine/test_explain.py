"""Explanations: stretches that tile and sum up, and a line for each rule that decided something.

The desk is open Mo-Fr 10:00-19:00 in UTC; expected instants are counted by hand. 23 November 2026 is a Monday.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from slacal import Event, Explanation, History, Policy, show
from slacal.engine.tiling import Step

if TYPE_CHECKING:
    from slacal import Cycle, Evaluation, TargetResult

ZERO = timedelta(0)
WAITING, OPEN, SOLVED = {"status": "waiting"}, {"status": "open"}, {"status": "solved"}
HIGH, LOW = {"priority": "high"}, {"priority": "low"}
BY_PRIORITY = [{"when": HIGH, "within": "4 business hours"}, {"within": "8 business hours"}]
TWO_DAYS = [{"within": "2 business days"}]


def at(text: str) -> datetime:
    """Return an instant of November 2026 from ``"23 10:00"``, a day and a wall time of UTC."""
    day, clock = text.split()
    hour, minute = clock.split(":")
    return datetime(2026, 11, int(day), int(hour), int(minute), tzinfo=UTC)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def promise(target: dict[str, Any], **rest: Any) -> Policy:
    calendars = {
        "desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"},
        "late": {"week": "Mo-Fr 12:00-21:00", "zone": "UTC"},
    }
    head = {"name": "desk", "zone": "UTC", "calendar": "desk", "calendars": calendars}
    return Policy.from_dict({**head, "targets": {"t": {"measures": "resolution", **target}}, **rest})


def evaluated(policy: Policy, as_of: str, *events: tuple[Any, ...]) -> Evaluation:
    """Evaluate events written as (when, kind), (when, kind, changes) or (when, kind, changes, details)."""
    made = [
        Event(at(when), kind, rest[0] if rest else {}, details=rest[1] if len(rest) > 1 else {})
        for when, kind, *rest in events
    ]
    return policy.evaluate(History("T-1", made), as_of=at(as_of))


def seen(policy: Policy, as_of: str, *events: tuple[Any, ...]) -> TargetResult:
    return evaluated(policy, as_of, *events)["t"]


def fix(within: str = "8 business hours", **target: Any) -> Policy:
    return promise({"goals": [{"within": within}], **target})


def line(cycle: Cycle, code: str) -> str:
    """Return the one line of a rule's choice; nothing else may have been decided by that rule in that way."""
    (found,) = [ruling for ruling in cycle.explain().decisions if ruling.code == code]
    return str(found)


def codes(cycle: Cycle) -> list[str]:
    return [ruling.code for ruling in cycle.explain().decisions]


# ---- stretches


def test_a_stretch_names_who_decided_it() -> None:
    calendar = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC", "special_days": {"2026-11-24": "off"}}
    policy = promise({"goals": [{"within": "12 business hours"}]}, calendars={"desk": calendar})
    explained = seen(policy, "25 12:00", ("23 18:00", "created")).explain()
    assert [(step.how, step.reason, step.layer, step.length) for step in explained.steps] == [
        ("counted", "Monday", "week", hours(1)),
        ("closed", "outside hours", "week", hours(5)),
        ("closed", "special day", "special_day", hours(24)),
        ("closed", "outside hours", "week", hours(10)),
        ("counted", "Wednesday", "week", hours(2)),
    ]
    assert {step.calendar for step in explained.steps} == {"desk"}


def test_what_was_counted_and_what_is_ahead_are_what_was_promised() -> None:
    # Friday 18:00, 8 h: one on Friday, seven on Monday until 17:00.
    explained = seen(fix(), "20 18:30", ("20 18:00", "created")).explain()
    assert (explained.counted, explained.to_count) == (hours(0.5), hours(7.5))
    assert (explained.ahead[0].starts_at, explained.ahead[-1].ends_at) == (at("20 18:30"), at("23 17:00"))


def test_before_reaches_from_the_first_event_to_the_start_and_after_from_the_end_to_as_of() -> None:
    policy = fix(start="work_started")
    explained = seen(
        policy, "24 10:00", ("23 10:00", "created"), ("23 12:00", "work_started"), ("23 15:00", "changed", SOLVED)
    ).explain()
    assert explained.before == Step(at("23 10:00"), at("23 12:00"), "before", "not_started", hours(2))
    assert explained.after == Step(at("23 15:00"), at("24 10:00"), "after", "completed", hours(19))
    assert (explained.counted, explained.ahead) == (hours(3), ())


def test_a_clock_that_has_not_started_has_only_a_before() -> None:
    explained = seen(fix(start="work_started"), "23 12:00", ("23 10:00", "created")).explain()
    assert explained.before == Step(at("23 10:00"), at("23 12:00"), "before", "not_started", hours(2))
    assert (explained.steps, explained.ahead, explained.after) == ((), (), None)
    assert str(explained).splitlines()[0] == "t: not started"


def test_a_due_told_as_if_resumed_has_its_stretches_ahead() -> None:
    story = ("23 10:00", "created"), ("23 12:00", "changed", WAITING)
    assert seen(fix(), "23 15:00", *story).explain().ahead == ()
    told = seen(fix(rules={"paused_due": "projected"}), "23 15:00", *story).explain()
    assert (told.counted, told.to_count) == (hours(2), hours(6))


FROM_THE_DUE = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due"}
#: The first is due at 12:00, where the second begins.
ASKED_AGAIN = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 11:30", "asked"))
BY_HAND: tuple[Any, ...] = ("23 11:30", "due_override", {}, {"due_at": "2026-11-23T13:00+00:00"})


def test_ahead_of_a_clock_that_starts_later_lies_first_the_time_to_its_start() -> None:
    policy = fix("2 business hours", **FROM_THE_DUE)
    explained = seen(policy, "23 11:45", *ASKED_AGAIN).explain()
    assert explained.ahead[0] == Step(at("23 11:45"), at("23 12:00"), "before", "not_started", hours(0.25))
    assert [(step.how, step.length) for step in explained.ahead[1:]] == [("counted", hours(2))]


def test_at_the_start_only_what_counts_lies_ahead_and_at_the_due_nothing() -> None:
    explained = seen(fix(), "23 10:00", ("23 10:00", "created")).explain()
    assert [(step.how, step.length) for step in explained.ahead] == [("counted", hours(8))]
    by_hand: tuple[Any, ...] = ("23 11:35", "due_override", {}, {"due_at": "2026-11-23T11:45+00:00"})
    policy = fix("2 business hours", **FROM_THE_DUE)
    assert seen(policy, "23 11:45", *ASKED_AGAIN, by_hand).explain().ahead == ()


@pytest.mark.parametrize(
    "story",
    [
        (("23 09:00", "called"), *ASKED_AGAIN, BY_HAND),
        (("23 09:00", "called"), *ASKED_AGAIN[:1], ("23 10:30", *BY_HAND[1:]), *ASKED_AGAIN[1:2]),
    ],
)
def test_every_instant_is_told_in_the_zone_of_the_evaluation(story: tuple[tuple[Any, ...], ...]) -> None:
    policy = fix("2 business hours", **FROM_THE_DUE)
    as_of = at("23 11:45").astimezone(timezone(timedelta(hours=3)))
    events = [Event(at(when), kind, details=rest[1] if rest else {}) for when, kind, *rest in story]
    plain = policy.evaluate(History("T-1", events), as_of=as_of)["t"].explain().to_dict()
    steps = [*plain["steps"], *plain["ahead"], *(plain[one] for one in ("before", "after") if plain[one] is not None)]
    told = [step[edge] for step in steps for edge in ("starts_at", "ends_at")]
    (by_hand,) = [decision for decision in plain["decisions"] if decision["rule"] == "P21"]
    assert {instant[-6:] for instant in (*told, by_hand["at"], *by_hand["said"])} == {"+03:00"}
    assert by_hand["words"].endswith(", to Mon 2026-11-23 16:00; no pause moves it")  # 13:00 in UTC


def test_time_between_a_stop_and_a_reopening_is_a_pause_of_the_ticket_and_not_of_a_rule() -> None:
    explained = seen(
        fix(), "23 15:00", ("23 10:00", "created"), ("23 12:00", "changed", SOLVED), ("23 14:00", "changed", OPEN)
    ).explain()
    assert [(step.how, step.layer, step.length) for step in explained.steps] == [
        ("counted", "week", hours(2)),
        ("paused", "suspension", hours(2)),
        ("counted", "week", hours(1)),
    ]


TARGETS: list[dict[str, Any]] = [
    {"goals": BY_PRIORITY},
    {"goals": BY_PRIORITY, "rules": {"on_change": "recompute", "paused_due": "projected", "breach": "at"}},
    {"goals": BY_PRIORITY, "rules": {"on_change": "restart"}},
    {"goals": BY_PRIORITY, "rules": {"on_change": "prorate"}},
    {"goals": TWO_DAYS, "rules": {"anchor": "first_counting", "after_pause": "close"}},
    {"goals": TWO_DAYS, "pause": [{"reason": "customer", "while": WAITING, "at_most": "2 business hours"}]},
    {"goals": [{"within": "30 calendar hours"}]},
    {"goals": [{"at": "agreed"}], "rules": {"fixed_dates": "extend", "at_closed": "next_open"}},
    {"goals": [{"when": HIGH, "within": "4 business hours"}]},
    {"goals": BY_PRIORITY, "calendar": [{"when": HIGH, "use": "late"}, {"use": "desk"}]},
    {"goals": [{"within": "not regulated"}], "reopen": "restart"},
    {"measures": "next_response", "goals": TWO_DAYS},
    {"measures": "periodic_update", "goals": [{"within": "6 business hours"}], "next_from": "previous_due"},
]
STORIES: list[tuple[tuple[Any, ...], ...]] = [
    (("20 18:00", "created", {**OPEN, **LOW}),),
    (("21 12:00", "created", {**OPEN, **HIGH}), ("23 15:00", "changed", SOLVED)),
    (
        ("23 09:00", "created", {**WAITING, **LOW, "agreed": "2026-11-24"}), ("23 11:00", "customer_reply", OPEN),
        ("23 16:00", "changed", HIGH), ("23 17:00", "agent_reply", WAITING),
    ),
    (
        ("20 17:00", "created", {**OPEN, **HIGH}), ("20 17:00", "customer_reply"), ("20 18:00", "changed", WAITING),
        ("23 11:00", "changed", {**OPEN, **LOW}), ("23 12:00", "agent_reply"), ("23 13:00", "changed", SOLVED),
        ("24 12:00", "changed", OPEN), ("24 14:00", "due_override", {}, {"due_at": "2026-11-26T12:00+00:00"}),
    ),
]  # fmt: skip


def instants(explained: Explanation) -> list[datetime]:
    """Return the edges of all stretches; each edge inside is the end of one and the start of the next."""
    steps = [*explained.steps, *([explained.after] if explained.after else []), *explained.ahead]
    steps = [*([explained.before] if explained.before else []), *steps]
    assert [step.starts_at for step in steps[1:]] == [step.ends_at for step in steps[:-1]]
    assert all(step.length == step.ends_at - step.starts_at > ZERO for step in steps)
    return [step.starts_at for step in steps] + [step.ends_at for step in steps[-1:]]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: json.dumps(target)[:60])
@pytest.mark.parametrize("story", STORIES, ids=range(4))
@pytest.mark.parametrize("as_of", ["23 10:00", "23 18:00", "24 10:00", "24 19:00", "28 12:00"])
def test_stretches_tile_from_the_first_event_to_the_due_and_counted_ones_sum_to_elapsed(
    target: dict[str, Any], story: tuple[tuple[Any, ...], ...], as_of: str
) -> None:
    events = [event for event in story if at(event[0]) <= at(as_of)]
    for cycle in seen(promise(target), as_of, *events).cycles:
        explained = cycle.explain()
        assert explained.counted == cycle.elapsed
        edges = instants(explained)
        assert not explained.steps or explained.steps[0].starts_at == cycle.started_at
        if edges:
            assert edges[0] in (at(story[0][0]), cycle.started_at)
            assert edges[-1] == (explained.due_at if explained.ahead else at(as_of))
        assert json.loads(json.dumps(explained.to_dict())) == explained.to_dict()
        assert str(explained)


# ---- the rules, one by one


def test_p1_met_exactly_at_the_due_says_so() -> None:
    cycle = seen(fix(), "24 10:00", ("23 10:00", "created"), ("23 18:00", "changed", SOLVED))
    assert line(cycle, "P1.met_at_due") == "P1: completed exactly at the due, Mon 2026-11-23 18:00: met"


def test_p1_open_at_the_due_says_which_reading_holds() -> None:
    assert "P1.after" in codes(seen(fix(), "23 18:00", ("23 10:00", "created")))
    assert line(seen(fix(rules={"breach": "at"}), "23 18:00", ("23 10:00", "created")), "P1.at").endswith(
        "that is a breach already (breach: at)"
    )


def test_p1_late_in_closed_time_says_that_instants_are_compared() -> None:
    # Nine hours end at the closing, 19:00; solved at 20:00.
    cycle = seen(fix("9 business hours"), "24 10:00", ("23 10:00", "created"), ("23 20:00", "changed", SOLVED))
    assert "no open time has passed since the due, Mon 2026-11-23 19:00" in line(cycle, "P1.closed")


def test_p2_a_start_while_closed_says_when_it_opens() -> None:
    cycle = seen(fix(), "22 12:00", ("21 12:00", "created"))
    assert line(cycle, "P2.waits") == (
        "P2: started while desk was closed (Saturday); counts from its opening, Mon 2026-11-23 10:00"
    )
    unlimited = seen(fix("not regulated"), "22 12:00", ("21 12:00", "created"))
    assert line(unlimited, "P2.waiting").endswith("counts from its opening")


def test_p3_a_pause_in_closed_time_says_that_it_costs_nothing() -> None:
    night = ("23 10:00", "created"), ("23 19:00", "changed", WAITING), ("24 10:00", "changed", OPEN)
    assert line(seen(fix(), "24 11:00", *night), "P3.free") == (
        "P3: the pauses took 15 h 00 min, all of it closed time: they cost nothing"
    )


def test_p3_a_pause_says_how_much_of_it_is_open_time() -> None:
    over_night = ("23 10:00", "created"), ("23 17:00", "changed", WAITING), ("24 11:00", "changed", OPEN)
    assert line(seen(fix(), "24 11:00", *over_night), "P3.open_time") == (
        "P3: the pauses took 18 h 00 min; only their 3 h 00 min of open time count as pause"
    )


@pytest.mark.parametrize(("reading", "due"), [("exact", "Wed 2026-11-25 11:00"), ("close", "Wed 2026-11-25 19:00")])
def test_p3_days_after_a_pause_say_where_they_end(reading: str, due: str) -> None:
    # Monday and Tuesday, to 19:00; one open hour of pause goes over into Wednesday, 11:00.
    goal = {"within": "2 business days", "counts_from": "same_day", "lands": "close"}
    policy = promise({"goals": [goal], "rules": {"after_pause": reading}})
    story = ("23 10:00", "created"), ("23 12:00", "changed", WAITING), ("23 13:00", "changed", OPEN)
    said = line(seen(policy, "23 14:00", *story), f"P3.{reading}")
    assert due in said
    assert said.endswith(f"(after_pause: {reading})")


@pytest.mark.parametrize("reading", ["start", "first_counting"])
def test_p3_days_of_a_clock_that_began_paused_say_where_they_count_from(reading: str) -> None:
    policy = promise({"goals": TWO_DAYS, "rules": {"anchor": reading}})
    cycle = seen(policy, "24 12:00", ("23 10:00", "created", WAITING), ("24 10:00", "changed", OPEN))
    assert line(cycle, f"P3.{reading}").endswith(f"(anchor: {reading})")


def test_p3_a_cap_that_ended_a_pause_says_so() -> None:
    pause = [{"reason": "customer", "while": WAITING, "at_most": "2 business hours"}]
    cycle = seen(fix(pause=pause), "23 16:00", ("23 10:00", "created"), ("23 11:00", "changed", WAITING))
    assert line(cycle, "P3.cap") == (
        "P3: the pause for customer had reached its cap of 2 business hours at Mon 2026-11-23 13:00;"
        " from there the clock ran on"
    )
    early = ("23 10:00", "created"), ("23 11:00", "changed", WAITING), ("23 12:00", "changed", OPEN)
    assert "P3.cap" not in codes(seen(fix(pause=pause), "23 16:00", *early))


CAPPED: dict[str, Any] = {"reason": "customer", "while": {"status": "waiting"}, "at_most": "2 business hours"}


def test_p3_a_cap_under_another_pause_does_not_say_that_the_clock_ran_on() -> None:
    pause = [CAPPED, {"reason": "parts", "while": {"parts": "ordered"}}]
    both = {"status": "waiting", "parts": "ordered"}
    cycle = seen(fix(pause=pause), "23 16:00", ("23 10:00", "created"), ("23 11:00", "changed", both))
    assert line(cycle, "P3.cap_held") == (
        "P3: the pause for customer had reached its cap of 2 business hours at Mon 2026-11-23 13:00;"
        " from there it was paused for parts"
    )
    assert "P3.cap" not in codes(cycle)


def test_p3_a_cap_is_that_of_the_version_in_which_it_was_reached() -> None:
    # The rule for parts stands first; customers pause by the second rule of version 1, and by no rule of version 2.
    target: dict[str, Any] = {"goals": [{"within": "30 business hours"}], "rules": {"pin": "latest"}}
    both = [{"reason": "parts", "while": {"parts": "ordered"}}, CAPPED]
    new = {"from": "2026-11-24", "targets": {"t": {"measures": "resolution", **target, "pause": [both[0]]}}}
    policy = promise({**target, "pause": both}, then=[new])
    cycle = seen(policy, "24 12:00", ("23 10:00", "created"), ("23 11:00", "changed", WAITING))
    assert "at Mon 2026-11-23 13:00; from there the clock ran on" in line(cycle, "P3.cap")


def test_p4_a_pause_or_a_stop_that_holds_at_the_start_says_so() -> None:
    paused = seen(fix(), "23 12:00", ("23 10:00", "created", WAITING))
    assert line(paused, "P4.paused").startswith("P4: a pause held already at the start")
    stopped = seen(fix(), "23 12:00", ("23 10:00", "created", SOLVED))
    assert line(stopped, "P4.stopped").endswith("completed with nothing elapsed")


PAUSED = ("23 10:00", "created"), ("23 12:00", "changed", WAITING)


def test_p5_a_paused_clock_says_what_is_left_and_when_it_would_be_due() -> None:
    # Two hours used; six from Monday 15:00: four that day, two on Tuesday.
    assert line(seen(fix(), "23 15:00", *PAUSED), "P5.open") == (
        "P5: paused with 6 h 00 min left, so there is no due; resumed now, it would be Tue 2026-11-24 12:00"
    )


def test_p5_a_projected_due_says_that_it_is_one() -> None:
    said = line(seen(fix(rules={"paused_due": "projected"}), "23 15:00", *PAUSED), "P5.projected")
    assert "Tue 2026-11-24 12:00 (paused_due: projected)" in said


def test_p5_a_due_reached_before_the_pause_says_that_it_stays() -> None:
    cycle = seen(fix("1 business hour"), "23 15:00", *PAUSED)
    assert line(cycle, "P5.reached") == "P5: the due, Mon 2026-11-23 11:00, was reached before the pause and stays"


def test_p6_a_stop_straight_from_a_pause_says_so() -> None:
    cycle = seen(fix(), "24 10:00", *PAUSED, ("23 14:00", "changed", SOLVED))
    assert "the pause ended at Mon 2026-11-23 14:00" in line(cycle, "P6.pause_ends")


AGREED = {"agreed": "2026-11-28T12:00+00:00"}  # a Saturday


def test_p8_a_date_says_that_pauses_leave_it_and_that_it_lies_in_closed_time() -> None:
    cycle = seen(promise({"goals": [{"at": "agreed"}]}), "23 15:00", ("23 10:00", "created", AGREED), PAUSED[1])
    assert line(cycle, "P8.stay").endswith("(fixed_dates: stay)")
    assert line(cycle, "P8.closed").endswith("(at_closed: stay)")


def test_p8_a_date_that_pauses_extend_and_that_is_rolled_says_both() -> None:
    policy = promise({"goals": [{"at": "agreed"}], "rules": {"fixed_dates": "extend", "at_closed": "next_open"}})
    story = ("23 10:00", "created", AGREED), PAUSED[1], ("23 15:00", "changed", OPEN)
    cycle = seen(policy, "23 16:00", *story)  # three hours paused: Saturday 15:00, so Monday 10:00
    assert "Sat 2026-11-28 12:00; its pauses moved it to Sat 2026-11-28 15:00" in line(cycle, "P8.extend")
    assert "Sat 2026-11-28 15:00, lies in closed time: due at the next opening, Mon 2026-11-30 10:00" in line(
        cycle, "P8.next_open"
    )


ESCALATED = ("23 10:00", "created", LOW), ("23 12:00", "changed", HIGH)


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        ("carry", "the time used stays as it was counted"),
        ("recompute", "as if it had held from the start"),
        ("restart", "this cycle ended"),
        ("freeze", "the facts asked for 4 business hours instead of 8 business hours; the goal stayed"),
        ("tightest", "of both, the one due first holds"),
        ("prorate", "the same share of it is left"),
    ],
)
def test_p9_a_change_of_goal_says_what_became_of_the_time_used(reading: str, said: str) -> None:
    policy = promise({"goals": BY_PRIORITY, "rules": {"on_change": reading}})
    first = seen(policy, "23 13:00", *ESCALATED).cycles[0]
    assert line(first, f"P9.{reading}").startswith("P9: at Mon 2026-11-23 12:00 the ")
    assert said in line(first, f"P9.{reading}")
    assert line(first, f"P9.{reading}").endswith(f"(on_change: {reading})")


def test_p9_the_cycle_that_a_restart_opened_says_so() -> None:
    policy = promise({"goals": BY_PRIORITY, "rules": {"on_change": "restart"}})
    second = seen(policy, "23 13:00", *ESCALATED).cycles[1]
    assert line(second, "P9.restarted").startswith("P9: began at Mon 2026-11-23 12:00")


def test_p9_a_goal_that_was_lost_says_when_and_when_the_clock_ran_on() -> None:
    policy = promise({"goals": [{"when": HIGH, "within": "4 business hours"}]})
    story = ("23 10:00", "created", HIGH), ("23 11:00", "changed", LOW), ("23 12:00", "changed", HIGH)
    cycle = seen(policy, "23 13:00", *story)
    assert line(cycle, "P9.lost") == (
        "P9: from Mon 2026-11-23 11:00 no goal applied, where it had been 4 business hours:"
        " the clock stands until one does"
    )
    assert line(cycle, "P9.runs_on").startswith(
        "P9: runs on from Mon 2026-11-23 12:00: this no longer holds: no goal applies"
    )


def test_p10_a_breach_that_was_relaxed_is_still_told() -> None:
    cycle = seen(promise({"goals": BY_PRIORITY}), "23 16:00", ("23 10:00", "created", HIGH), ("23 15:00", "x", LOW))
    assert line(cycle, "P10.relaxed").startswith("P10: breached at Mon 2026-11-23 14:00")


def test_p11_a_reopening_says_that_the_same_clock_runs_on() -> None:
    cycle = seen(fix(), "23 15:00", ("23 10:00", "created"), ("23 12:00", "x", SOLVED), ("23 14:00", "x", OPEN))
    assert line(cycle, "P11.resume").startswith("P11: reopened at Mon 2026-11-23 14:00")


def test_p11_a_target_measured_once_says_that_reopening_changes_nothing() -> None:
    policy = fix(reopen="once")
    cycle = seen(policy, "23 15:00", ("23 10:00", "created"), ("23 12:00", "x", SOLVED), ("23 14:00", "x", OPEN))
    assert "P11.once" in codes(cycle)


def test_p11_a_done_ticket_says_why_its_clocks_were_cancelled_and_why_they_run_on() -> None:
    answer = fix(measures="first_response")
    story = ("23 10:00", "created"), ("23 12:00", "x", SOLVED)
    assert "P11.done" in codes(seen(answer, "23 13:00", *story))
    again = seen(answer, "23 15:00", *story, ("23 14:00", "x", OPEN))
    assert line(again, "P11.runs_on").startswith("P11: runs on from Mon 2026-11-23 14:00: this no longer holds: the")


def test_p11_an_event_that_cancels_says_so() -> None:
    cycle = seen(fix(cancel="withdrawn"), "23 13:00", ("23 10:00", "created"), ("23 12:00", "withdrawn"))
    assert line(cycle, "P11.cancelled") == "P11: an event cancelled it at Mon 2026-11-23 12:00"


def test_p11_and_p12_a_second_question_has_a_cycle_that_began_with_the_first_unanswered_message() -> None:
    policy = fix(measures="next_response")
    asked = [("23 10:00", "customer_reply"), ("23 11:00", "agent_reply"), ("23 12:00", "customer_reply")]
    second = seen(policy, "23 14:00", *asked, ("23 13:00", "customer_reply")).cycles[1]
    assert second.started_at == at("23 12:00")
    assert line(second, "P12.first").startswith("P12: began with the first unanswered one (customer_reply)")
    assert line(second, "P11.new_cycle").startswith("P11: cycle 2")


UPDATED = ("23 10:00", "created"), ("23 12:00", "agent_reply")


@pytest.mark.parametrize("reading", ["event", "previous_due"])
def test_p13_the_next_update_says_where_it_began(reading: str) -> None:
    second = seen(fix(measures="periodic_update", next_from=reading), "23 13:00", *UPDATED).cycles[1]
    assert line(second, f"P13.{reading}").endswith(f"(next_from: {reading})")


def test_p14_a_chained_clock_says_what_starts_it() -> None:
    policy = fix(start="work_started")
    assert line(seen(policy, "23 11:00", ("23 10:00", "created")), "P14.pending") == (
        "P14: its clock starts with work_started, which has not come"
    )
    started = seen(policy, "23 13:00", ("23 10:00", "created"), ("23 12:00", "work_started"))
    assert (
        line(started, "P14.named")
        == "P14: its clock starts with work_started: 2 h 00 min after the ticket's first event"
    )


def test_p15_a_goal_that_came_late_says_that_it_counts_from_the_start() -> None:
    policy = promise({"goals": [{"when": HIGH, "within": "4 business hours"}]})
    assert line(seen(policy, "23 13:00", *ESCALATED), "P15.from_start").startswith(
        "P15: the first goal, 4 business hours, came at Mon 2026-11-23 12:00"
    )
    assert "P18.no_goal" in codes(seen(policy, "23 11:00", ESCALATED[0]))


@pytest.mark.parametrize("reading", ["carry", "recompute", "snapshot"])
def test_p16_a_change_of_calendar_names_both(reading: str) -> None:
    choice = [{"when": HIGH, "use": "late"}, {"use": "desk"}]
    said = line(
        seen(fix(calendar=choice, rules={"calendar_change": reading}), "23 13:00", *ESCALATED), f"P16.{reading}"
    )
    assert "desk" in said
    assert "late" in said


@pytest.mark.parametrize(("pin", "code"), [("start", "P17.start"), ("latest", "P17.latest")])
def test_p17_a_new_version_says_which_one_holds(pin: str, code: str) -> None:
    target = {"goals": [{"within": "30 business hours"}], "rules": {"pin": pin}}
    new = {"version": "2", "from": "2026-11-24", "targets": {"t": {"measures": "resolution", **target}}}
    policy = promise(target, version="1", then=[new])
    assert f"(pin: {pin})" in line(seen(policy, "24 12:00", ("23 10:00", "created")), code)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({}, "P17: from Tue 2026-11-24 00:00 on under a later version of the policy (pin: latest)"),
        ({"version": "2"}, "P17: from Tue 2026-11-24 00:00 on under a later version of the policy, 2 (pin: latest)"),
    ],
)
def test_p17_a_version_is_named_where_it_has_a_name(version: dict[str, str], said: str) -> None:
    target = {"goals": [{"within": "30 business hours"}], "rules": {"pin": "latest"}}
    policy = promise(
        target, then=[{**version, "from": "2026-11-24", "targets": {"t": {"measures": "resolution", **target}}}]
    )
    assert line(seen(policy, "24 12:00", ("23 10:00", "created")), "P17.latest") == said


def test_p18_the_goal_says_which_condition_chose_it() -> None:
    policy = promise({"goals": BY_PRIORITY})
    assert line(seen(policy, "23 11:00", ("23 10:00", "created", HIGH)), "P18.first") == (
        "P18: 4 business hours: the first goal whose condition holds, {priority: high}"
    )
    assert "P18.default" in codes(seen(policy, "23 11:00", ("23 10:00", "created", LOW)))
    assert not [code for code in codes(seen(fix(), "23 11:00", ("23 10:00", "created"))) if code.startswith("P18")]


@pytest.mark.parametrize("match", ["strictest", "all"])
def test_p18_other_ways_of_choosing_are_named(match: str) -> None:
    policy = promise({"goals": BY_PRIORITY, "match": match})
    assert f"P18.{match}" in codes(seen(policy, "23 11:00", ("23 10:00", "created", HIGH)))


@pytest.mark.parametrize(("order", "code"), [("history", "P19.stop_first"), ("roles", "P19.roles")])
def test_p19_a_stop_and_a_start_of_one_instant_say_their_order(order: str, code: str) -> None:
    second = seen(fix(measures="periodic_update", rules={"tie_order": order}), "23 13:00", *UPDATED).cycles[1]
    assert code in codes(second)


def test_p20_an_orphan_resume_is_told() -> None:
    pause = [{"reason": "vendor", "from": "sent", "to": "returned"}]
    cycle = seen(fix(pause=pause), "23 13:00", ("23 10:00", "created"), ("23 11:00", "returned"))
    assert line(cycle, "P20.orphan").startswith("P20: the pause vendor was ended without having begun")


def test_p21_a_due_set_by_hand_says_when_and_when_it_was_lifted_or_dropped() -> None:
    by_hand: tuple[Any, ...] = ("23 11:00", "due_override", {}, {"due_at": "2026-11-26T12:00+00:00"})
    policy = promise({"goals": BY_PRIORITY, "rules": {"due_override": "until_change"}})
    cycle = seen(policy, "23 13:00", ESCALATED[0], by_hand, ESCALATED[1])
    assert line(cycle, "P21.set") == (
        "P21: the due was set by hand at Mon 2026-11-23 11:00, to Thu 2026-11-26 12:00; no pause moves it"
    )
    assert line(cycle, "P21.dropped").endswith("(due_override: until_change)")
    lifted = seen(fix(), "23 13:00", ("23 10:00", "created"), by_hand, ("23 12:00", "due_override"))
    assert "P21.lifted" in codes(lifted)


def test_p21_what_remains_until_a_due_set_by_hand_is_said_to_be_real_time() -> None:
    # Seen Monday 13:00, due Thursday 12:00: 71 h of real time; of open time 6 h, 9 h, 9 h and 2 h, 26 h.
    by_hand: tuple[Any, ...] = ("23 11:00", "due_override", {}, {"due_at": "2026-11-26T12:00+00:00"})
    explained = seen(fix(), "23 13:00", ("23 10:00", "created"), by_hand).explain()
    assert (explained.remaining, explained.remaining_in, explained.to_count) == (hours(71), "real", hours(26))
    assert "\n  ahead, until the due: 26 h 00 min of open time to count\n" in str(explained)
    assert "\n  remaining 71 h 00 min of real time\n" in str(explained)


def test_p21_a_stored_decision_that_lacks_the_due_set_by_hand_is_told_without_it() -> None:
    by_hand = Event(at("23 11:00"), "due_override", details={"due_at": "2026-11-26T12:00+00:00"})
    state = fix().track("T-1").after(Event(at("23 10:00"), "created")).after(by_hand).to_dict()
    (clock,) = state["rows"][0]["clocks"]
    clock["decisions"] = [["P21", "set", clock["decisions"][0][2], []]]
    cycle = fix().resume(state).at(at("23 13:00"))["t"]
    assert line(cycle, "P21.set") == "P21: the due was set by hand at Mon 2026-11-23 11:00; no pause moves it"


def test_p8_what_remains_until_a_date_is_said_to_be_real_time() -> None:
    policy = promise({"goals": [{"at": "agreed"}]})
    explained = seen(policy, "23 11:00", ("23 10:00", "created", {"agreed": "2026-11-24T11:00+00:00"})).explain()
    assert (explained.remaining, explained.remaining_in) == (hours(24), "real")


def test_p22_warnings_say_when_they_fired_and_that_they_wait_in_a_pause() -> None:
    policy = fix(warnings=["10%", "75%"])
    assert line(seen(policy, "23 15:00", *PAUSED), "P22.fired") == "P22: warning 10% fired at Mon 2026-11-23 10:48"
    assert "75%" in line(seen(policy, "23 15:00", *PAUSED), "P22.open")


@pytest.mark.parametrize(("kind", "reopen", "sums"), [("ola", "resume", "sum"), ("uc", "new_cycle", "each")])
def test_p23_a_promise_inside_or_by_a_supplier_says_so(kind: str, reopen: str, sums: str) -> None:
    target = {"measures": "ownership", "runs_while": {"group": "L2"}, "kind": kind, "reopen": reopen}
    policy = promise({**target, "goals": [{"within": "4 business hours"}]})
    found = codes(seen(policy, "23 13:00", ("23 10:00", "created", {"group": "L2"})))
    assert {f"P23.{kind}", f"P23.{sums}"} <= set(found)


def entitled(cover: str) -> Policy:
    free = {"when": {"tier": "free"}, "start": "registered", "lasts": "1 month"}
    return promise({"goals": TWO_DAYS, "rules": {"cover": cover}}, entitlements={"free": free})


def test_p24_cover_says_that_it_is_missing_or_how_it_is_asked() -> None:
    bare = seen(entitled("start"), "23 12:00", ("23 10:00", "created", {"tier": "free"}))
    assert line(bare, "P24.not_covered") == "P24: not covered from Mon 2026-11-23 10:00"
    for cover in ("start", "throughout"):
        story = ("20 10:00", "registered", {"tier": "free"}), ("23 10:00", "created")
        assert line(seen(entitled(cover), "23 12:00", *story), f"P24.{cover}").endswith(f"(cover: {cover})")


def test_p24_cover_that_comes_back_is_told_by_the_rule_of_cover() -> None:
    # A calendar day from Friday 12:00 covers nothing on Monday; the second one begins on Monday 14:00.
    day = {"free": {"start": "registered", "lasts": "1 calendar day"}}
    policy = promise({"goals": TWO_DAYS, "rules": {"cover": "throughout"}}, entitlements=day)
    story = ("20 12:00", "registered"), ("23 10:00", "created"), ("23 14:00", "registered")
    cycle = seen(policy, "23 15:00", *story)
    assert codes(cycle)[:2] == ["P24.not_covered", "P24.runs_on"]
    assert line(cycle, "P24.runs_on").startswith("P24: runs on from Mon 2026-11-23 14:00: this no longer holds: the")


def test_p25_a_service_that_is_in_scope_again_is_told_by_the_rule_of_scope() -> None:
    table = {"free": {"bug": "included", "training": "excluded"}}
    policy = promise({"goals": TWO_DAYS}, scope={"rows": "tier", "columns": "service", "table": table})
    story = ("23 10:00", "created", {"tier": "free", "service": "bug"}), ("23 12:00", "x", {"service": "training"})
    cycle = seen(policy, "23 15:00", *story, ("23 14:00", "x", {"service": "bug"}))
    assert codes(cycle)[:2] == ["P25.out_of_scope", "P25.runs_on"]


def test_p25_scope_says_what_it_decided() -> None:
    table = {"free": {"bug": {"if": "where possible"}, "training": "excluded"}}
    policy = promise({"goals": TWO_DAYS}, scope={"rows": "tier", "columns": "service", "table": table})
    bug = seen(policy, "23 12:00", ("23 10:00", "created", {"tier": "free", "service": "bug"}))
    assert line(bug, "P25.conditional").endswith("where possible")
    out = seen(policy, "23 12:00", ("23 10:00", "created", {"tier": "free", "service": "training"}))
    assert "P25.out_of_scope" in codes(out)


def test_p26_a_conversion_is_told_by_both_cycles() -> None:
    targets = {
        "t": {"measures": "resolution", "goals": [{"within": "2 business hours"}], "at_limit": [{"convert": "next"}]},
        "next": {"measures": "resolution", "start": "never_comes", "goals": TWO_DAYS},
    }
    result = evaluated(promise({"goals": TWO_DAYS}, targets=targets), "23 15:00", ("23 10:00", "created"))
    assert line(result["t"], "P26.converted").endswith(
        "still open at its limit, Mon 2026-11-23 12:00: converted into next"
    )
    assert line(result["next"], "P26.opened").startswith("P26: began at Mon 2026-11-23 12:00")


def test_p27_p28_and_p29_usage_the_queue_and_assumptions_stand_in_the_explanation() -> None:
    policy = promise(
        {"goals": TWO_DAYS},
        usage=[{"unit": "hour", "of": "t", "step": 0.5, "minimum": 0.5}],
        queue=[{"by": ["registered"]}],
        assumptions=["the zone is UTC"],
    )
    cycle = seen(policy, "23 12:00", ("23 10:00", "created"))
    assert "steps of 0.5 h" in line(cycle, "P27.counts")
    assert line(cycle, "P28.order") == "P28: the queue is in order of registered"
    assert line(cycle, "P29.assumes") == "P29: assumed: the zone is UTC"


def test_p30_an_objective_is_missed_and_what_is_not_promised_says_so() -> None:
    policy = promise({"goals": [{"within": "2 business hours", "commitment": "objective"}]})
    cycle = seen(policy, "23 15:00", ("23 10:00", "created"))
    assert "P30.objective" in codes(cycle)
    assert ", running, missed, due" in str(cycle.explain())
    bare = promise({"goals": [{"within": "2 business hours", "commitment": "none"}]})
    assert "P30.none" in codes(seen(bare, "23 15:00", ("23 10:00", "created")))


def test_p31_a_penalty_says_what_a_breach_gives_and_where_it_is_capped() -> None:
    # Due at 12:00; at 15:00 three started hours: 15 %, capped at 10 %.
    given: dict[str, Any] = {"each_started": "1 business hour", "give": "5%", "of": "the monthly fee"}
    policy = fix("2 business hours", credits=given)
    assert line(seen(policy, "23 15:00", ("23 10:00", "created")), "P31.credits") == (
        "P31: 3 started units of breach give 15% (the monthly fee)"
    )
    capped = fix("2 business hours", credits={**given, "at_most": 10})
    assert "give 10% (the monthly fee), the most there is" in line(
        seen(capped, "23 15:00", ("23 10:00", "created")), "P31.capped"
    )


# ---- how it is told


def test_what_was_decided_is_told_in_order_of_time_and_what_holds_throughout_after_it() -> None:
    policy = promise({"goals": BY_PRIORITY}, assumptions=["the zone is UTC"])
    story = ("23 10:00", "created", LOW), ("23 11:00", "x", SOLVED), ("23 12:00", "x", OPEN), ("23 13:00", "x", HIGH)
    assert codes(seen(policy, "23 14:00", *story)) == ["P11.resume", "P9.carry", "P18.first", "P29.assumes"]


def test_the_reason_of_a_stage_is_not_told_as_the_cause_of_a_breach() -> None:
    late = fix("1 business hour")
    paused = str(seen(late, "23 15:00", *PAUSED).explain())
    assert "paused, breached" in paused
    assert "\n  paused for: waiting" in paused
    assert "because" not in paused
    done = fix("1 business hour", measures="first_response")
    assert "\n  ended because: the ticket is done" in str(
        seen(done, "23 15:00", ("23 10:00", "created"), ("23 12:00", "x", SOLVED)).explain()
    )


def test_a_paused_clock_without_a_verdict_says_why_there_is_none() -> None:
    cycle = seen(promise({"goals": [{"at": "agreed"}]}), "23 15:00", *PAUSED)
    assert "\n  because: the date is not known" in str(cycle.explain())


# ---- as data


def test_plain_data_has_iso_instants_whole_microseconds_codes_and_words() -> None:
    plain = seen(fix(), "23 19:30", ("23 10:00", "created")).explain().to_dict()
    assert (plain["form"], plain["due_at"], plain["elapsed"]) == (1, "2026-11-23T18:00:00+00:00", 32_400_000_000)
    assert '"elapsed": 32400000000,' in json.dumps(plain)
    assert plain["steps"][0] == {
        "starts_at": "2026-11-23T10:00:00+00:00",
        "ends_at": "2026-11-23T19:00:00+00:00",
        "how": "counted",
        "reason": "Monday",
        "length": 32_400_000_000,
        "layer": "week",
        "calendar": "desk",
        "words": "Monday",
    }


def test_an_explanation_is_a_value() -> None:
    cycle = seen(fix(), "23 12:00", ("23 10:00", "created"))
    assert cycle.explain() == cycle.explain()
    assert hash(cycle.explain()) == hash(cycle.explain())
    assert cycle.explain()._repr_html_() == show.cycle(cycle).html


def test_p7_a_clock_that_never_pauses_says_so_while_others_stand() -> None:
    targets = {
        "answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]},
        "fix": {"measures": "resolution", "goals": [{"within": "8 business hours"}]},
    }
    policy = promise({}, targets=targets)
    result = evaluated(policy, "23 12:00", ("23 10:00", "created", {"status": "waiting"}))
    assert "P7: other clocks of the ticket are paused now" in str(result["answer"].explain())
    assert "P7" not in str(result["fix"].explain())


def test_p20_several_reasons_at_once_are_one_pause() -> None:
    pause = [{"reason": "customer", "while": "waiting"}, {"reason": "parts", "while": {"parts": "ordered"}}]
    policy = promise({"measures": "resolution", "pause": pause, "goals": [{"within": "8 business hours"}]})
    seen = evaluated(policy, "23 12:00", ("23 10:00", "created", {"status": "waiting", "parts": "ordered"}))["t"]
    assert "P20: several reasons pause it at once, which is one pause: customer, parts" in str(seen.explain())


def test_p29_what_is_assumed_stands_in_every_explanation() -> None:
    policy = promise({"measures": "resolution", "goals": [{"within": "not stated"}]}, assumptions=["Moscow is assumed"])
    before, after = (
        evaluated(policy, "23 09:00", ("23 10:00", "created")),
        evaluated(policy, "23 11:00", ("23 10:00", "created")),
    )
    assert all("assumed: Moscow is assumed" in str(one["t"].explain()) for one in (before, after))
