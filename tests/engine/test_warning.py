"""Rule P22: when to warn, in a warning's own time. The desk is open Mo-Fr 10:00-19:00; the 23rd is a Monday."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.desk import at, promise, told

from slacal import Event, History

WAITING = {"status": "waiting"}
PAUSE = [{"reason": "customer", "while": WAITING}]


def warned(within: str, warning: str, as_of: str, *story: tuple[Any, ...]) -> tuple[Any, bool]:
    target = {"measures": "resolution", "goals": [{"within": within}], "warnings": [warning], "pause": PAUSE}
    (found,) = told(promise(target), as_of, *story)["t"].warnings
    return found.at, found.fired


CREATED = ("23 10:00", "created")


@pytest.mark.parametrize(
    ("warning", "when"),
    [
        # Due on Tuesday at 17:00: nine hours on Monday, seven on Tuesday.
        ("3 business hours after start", "23 13:00"),
        ("3 calendar hours after start", "23 13:00"),
        ("1 business day after start", "23 19:00"),  # its nine open hours have passed at the closing, not at 10:00
        ("1 calendar day after start", "24 10:00"),
        ("100%", "24 17:00"),
        ("1 business hour before due", "24 16:00"),
        ("3 business hours after due", "25 11:00"),  # two hours to 19:00, one more on Wednesday
        ("1 business day after due", "25 17:00"),
        ("1 calendar day before due", "23 17:00"),
    ],
)
def test_p22_a_warning_stands_in_its_own_time(warning: str, when: str) -> None:
    assert warned("16 business hours", warning, "23 10:00", CREATED)[0] == at(when)


@pytest.mark.parametrize(
    ("within", "warning", "when"),
    [
        # Around the clock the due is Monday 18:00; two business hours before it is 16:00, as the desk is open then.
        ("8 calendar hours", "2 business hours before due", "23 16:00"),
        ("20 calendar hours", "2 business hours before due", "23 17:00"),  # due on Tuesday at 06:00, in closed time
        ("8 calendar hours", "50%", "23 14:00"),
        ("1 calendar day", "50%", "23 22:00"),
    ],
)
def test_p22_a_warning_in_business_time_of_a_promise_in_calendar_time(within: str, warning: str, when: str) -> None:
    assert warned(within, warning, "23 10:00", CREATED)[0] == at(when)


@pytest.mark.parametrize(
    ("goal", "when"),
    [
        # From 15:00: four hours of Monday's desk and four of Tuesday's, so two more are over at 16:00. Around the clock
        # the eight end at 23:00; the desk's next two are over on Tuesday at 12:00.
        ({"within": "8 business hours"}, "24 16:00"),
        ({"within": "8 calendar hours"}, "24 12:00"),
        ({"within": {"fact": "hours"}}, "24 12:00"),
        ({"at": "agreed"}, "24 12:00"),
        ({"within": "8 business hours", "calendar": "around"}, "24 01:00"),
        ({"within": {"fact": "hours"}, "calendar": "around"}, "24 01:00"),
    ],
)
def test_p22_the_business_hours_of_a_warning_are_those_of_the_goal_and_else_those_of_the_target(
    goal: dict[str, Any], when: str
) -> None:
    target = {"measures": "resolution", "goals": [goal], "warnings": ["2 business hours after due"]}
    created = ("23 15:00", "created", {"agreed": "2026-11-23T23:00+00:00", "hours": "8 calendar hours"})
    (found,) = told(promise(target), "23 16:00", created)["t"].warnings
    assert found.at == at(when)


def test_p22_the_business_hours_of_a_warning_are_chosen_by_what_is_known_of_the_ticket() -> None:
    by_team = [{"when": {"team": "night"}, "use": "around"}, {"use": "desk"}]
    target = {"measures": "resolution", "goals": [{"within": "8 calendar hours"}], "calendar": by_team}
    policy = promise({**target, "warnings": ["2 business hours after due"]})
    for team, when in (("night", "24 01:00"), ("day", "24 12:00")):
        (found,) = told(policy, "23 16:00", ("23 15:00", "created", {"team": team}))["t"].warnings
        assert found.at == at(when)


LOW, HIGH = {"priority": "low"}, {"priority": "high"}
EIGHT = {"within": "8 business hours"}


@pytest.mark.parametrize(
    ("goals", "calendar", "rules"),
    [
        # Eight hours around the clock from 15:00 are due at 23:00, before twenty of the desk.
        (
            [{"when": LOW, **EIGHT, "calendar": "around"}, {"within": "20 business hours"}],
            "desk",
            "on_change: tightest",
        ),
        ([EIGHT], [{"when": LOW, "use": "around"}, {"use": "desk"}], "calendar_change: snapshot"),
    ],
)
def test_p22_the_business_hours_of_a_warning_stay_where_the_goal_and_its_calendar_stay(
    goals: list[Any], calendar: Any, rules: str
) -> None:
    rule, option = rules.split(": ")
    target = {"measures": "resolution", "goals": goals, "calendar": calendar, "rules": {rule: option}}
    policy = promise({**target, "warnings": ["2 business hours after due"]})
    story = (("23 15:00", "created", LOW), ("23 16:00", "changed", HIGH))
    assert [one.at for one in told(policy, "23 17:00", *story)["t"].warnings] == [at("24 01:00")]


def test_p22_a_warning_after_the_start_stands_in_the_hours_of_the_target_when_the_goal_is_lost() -> None:
    # One hour of Monday is counted when the goal goes at 19:00; the second would be Tuesday's first.
    goals = [{"when": LOW, "within": "8 calendar hours"}]
    policy = promise({"measures": "resolution", "goals": goals, "warnings": ["2 business hours after start"]})
    story = (("23 18:00", "created", LOW), ("23 19:00", "changed", HIGH))
    seen = told(policy, "24 12:00", *story)["t"]
    assert [(one.at, one.fired) for one in seen.warnings] == [(at("24 11:00"), False)]


def test_p22_a_share_of_a_due_that_was_set_by_hand_is_a_share_of_the_real_time_until_it() -> None:
    goal = {"measures": "resolution", "goals": [{"within": "16 business hours"}], "warnings": ["50%"]}
    by_hand = Event(at("23 11:00"), "due_override", details={"due_at": "2026-11-23T20:00:00+00:00"})
    history = History("T-1", [Event(at("23 10:00"), "created"), by_hand])
    (found,) = promise(goal).evaluate(history, as_of=at("23 12:00"))["t"].warnings
    assert found.at == at("23 15:00")  # ten hours from 10:00 to 20:00


def test_p22_in_a_pause_a_warning_in_real_time_stays_only_where_it_was_reached_before() -> None:
    # Due on Monday at 18:00 unless paused, so the first warning stands at 12:00, before the pause, the other at 17:00.
    story = (CREATED, ("23 13:00", "changed", WAITING))
    assert warned("8 business hours", "6 calendar hours before due", "23 14:00", *story) == (at("23 12:00"), True)
    assert warned("8 business hours", "1 calendar hour before due", "23 14:00", *story) == (None, False)


def test_p22_in_a_pause_a_warning_of_a_due_that_lands_on_a_closing_stays_where_it_was_reached() -> None:
    # A business day from Monday 11:00 closes on Tuesday at 19:00, seventeen hours on: half of them are over on Tuesday
    # at 10:30, and eight are left at 11:00. The pause begins at 12:00.
    goal = {"measures": "resolution", "goals": [{"within": "1 business day"}], "rules": {"after_pause": "close"}}
    policy = promise({**goal, "warnings": ["50%", "8 business hours before due", "6 business hours before due"]})
    story = (("23 11:00", "created"), ("24 12:00", "changed", WAITING))
    for as_of, last in (("24 11:59", (at("24 13:00"), False)), ("24 16:00", (None, False))):
        found = [(one.at, one.fired) for one in told(policy, as_of, *story)["t"].warnings]
        assert found == [(at("24 10:30"), True), (at("24 11:00"), True), last]


@pytest.mark.parametrize(
    ("waits", "when"),
    # By 12:00 two of eight hours are counted, or one and an hour of pause: the third would have ended an hour later, or
    # two.
    [((), "23 13:00"), ((("23 11:00", "changed", WAITING),), "23 14:00")],
)
def test_p22_what_was_still_ahead_as_a_cycle_ended_stands_where_it_would_have_come(waits: Any, when: str) -> None:
    story = (CREATED, *waits, ("23 12:00", "changed", {"status": "solved"}))
    for warning in ("3 business hours after start", "5 business hours before due"):
        assert warned("8 business hours", warning, "23 18:00", *story) == (at(when), False)


def test_p22_without_a_promise_only_warnings_from_the_start_stand() -> None:
    goals = [{"when": {"priority": "high"}, "within": "8 business hours"}]
    target = {"measures": "resolution", "goals": goals, "warnings": ["50%", "1 business hour after start"]}
    seen = told(promise(target), "23 12:00", CREATED)["t"]
    assert [one.at for one in seen.warnings] == [None, at("23 11:00")]


def test_p22_before_the_policy_is_in_force_nothing_is_warned_of() -> None:
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "warnings": ["50%"]}
    since = [("2026-11-23", at("23 14:00")), ("2026-11-24", None)]
    found = [told(promise(target, effective_from=day), "23 15:00", CREATED)["t"].warnings[0].at for day, _ in since]
    assert found == [when for _, when in since]


def test_p22_the_whole_of_a_goal_is_its_due_on_whichever_side_of_a_closing_it_lands() -> None:
    # Nine open hours are over on Monday at 19:00; the business day is due on Tuesday at 10:00.
    goals = [{"within": "1 business day", "lands": "same_time"}]
    policy = promise({"measures": "resolution", "goals": goals, "warnings": ["100%"]})
    (found,) = told(policy, "23 10:00", CREATED)["t"].warnings
    assert found.at == at("24 10:00")


def test_p22_a_share_of_a_prorated_goal_is_a_share_of_the_whole_goal() -> None:
    # Two of eight hours are used at 12:00, so three quarters of sixteen are left: eight in four hours.
    goals = [{"when": LOW, **EIGHT}, {"within": "16 business hours"}]
    target = {"measures": "resolution", "goals": goals, "rules": {"on_change": "prorate"}, "warnings": ["50%"]}
    (found,) = told(promise(target), "23 13:00", ("23 10:00", "created", LOW), ("23 12:00", "changed", HIGH))[
        "t"
    ].warnings
    assert found.at == at("23 16:00")


def test_p22_a_share_is_not_reached_before_the_first_microsecond_of_it() -> None:
    # A hundred millionth of an hour is 36 microseconds, and a hundredth of them less than one.
    found, _ = warned("0.00000001 business hours", "1%", "23 10:00", CREATED)
    assert found == at("23 10:00").replace(microsecond=1)


def test_p22_business_time_before_a_landing_in_closed_time_is_counted_back_from_the_closing() -> None:
    # From Monday 10:00 one business day to Tuesday 20:00: eighteen hours on, so nine of them are left at 19:00.
    goals = [{"within": "1 business day", "lands": "20:00"}]
    target = {"measures": "resolution", "goals": goals, "warnings": ["9 business hours before due"]}
    (found,) = told(promise(target), "23 11:00", CREATED)["t"].warnings
    assert found.at == at("23 19:00")


def test_p22_a_warning_that_fired_at_the_start_stays_though_a_pause_comes_before_the_days_are_taken() -> None:
    # Two business days after Monday end with Wednesday, 27 open hours on: half of them are over on Tuesday at 14:30.
    goals = [{"within": "2 business days"}]
    target = {"measures": "resolution", "goals": goals, "pause": PAUSE, "rules": {"anchor": "first_counting"}}
    policy = promise({**target, "warnings": ["30 business hours before due", "50%"]})
    story = (("23 08:00", "created"), ("23 09:00", "changed", WAITING))
    waiting = ("23 08:00", "created", WAITING)
    for as_of, half, told_of in (
        ("23 08:30", at("24 14:30"), story),
        ("23 12:00", None, story),
        ("23 12:00", None, [waiting]),
    ):
        found = told(policy, as_of, *told_of)["t"].warnings
        assert [(one.at, one.fired) for one in found] == [(at("23 08:00"), True), (half, False)]


def test_p22_a_share_of_a_date_is_a_share_of_the_real_time_until_it_and_no_pause_moves_it() -> None:
    target = {"measures": "resolution", "goals": [{"at": "agreed"}], "warnings": ["50%"], "pause": PAUSE}
    created = ("23 10:00", "created", {"agreed": "2026-11-23T20:00+00:00"})
    story = (created, ("23 11:00", "changed", WAITING), ("23 13:00", "changed", {"status": "open"}))
    assert [one.at for one in told(promise(target), "23 14:00", *story)["t"].warnings] == [at("23 15:00")]


@pytest.mark.parametrize("warning", ["8 business hours before due", "9 business hours before due"])
def test_p22_a_warning_of_the_whole_goal_or_more_fires_at_the_start_though_it_began_in_a_pause(warning: str) -> None:
    story = (("23 10:00", "created", WAITING), ("23 12:00", "changed", {"status": "open"}))
    assert warned("8 business hours", warning, "23 14:00", *story) == (at("23 10:00"), True)


def test_p22_in_a_pause_a_warning_in_business_time_of_a_promise_in_calendar_time_stays_if_reached() -> None:
    # Due at 18:00 unless paused: two business hours before it is 16:00.
    story = (CREATED, ("23 17:00", "changed", WAITING))
    assert warned("8 calendar hours", "2 business hours before due", "23 17:30", *story) == (at("23 16:00"), True)


def test_p22_what_was_reached_before_a_pause_stays_while_the_pause_goes_on_for_another_reason() -> None:
    # Due at 18:00 unless paused, so two hours of real time before it is 16:00, whatever it waits for from 17:00 on.
    pause = [*PAUSE, {"reason": "supplier", "while": {"status": "ordered"}}]
    target = {"measures": "resolution", "goals": [EIGHT], "warnings": ["2 calendar hours before due"], "pause": pause}
    story = (CREATED, ("23 17:00", "changed", WAITING), ("23 17:30", "changed", {"status": "ordered"}))
    for as_of in ("23 17:15", "23 17:45"):
        found = told(promise(target), as_of, *story)["t"].warnings
        assert [(one.at, one.fired) for one in found] == [(at("23 16:00"), True)]


@pytest.mark.parametrize(
    ("goal", "since"),
    [
        ({"when": HIGH, **EIGHT}, "2026-01-01"),  # no goal is for this ticket
        ({**EIGHT, "commitment": "none"}, "2026-01-01"),
        (EIGHT, "2026-11-24"),  # the policy comes a day later
    ],
)
def test_p22_where_nothing_is_promised_no_due_is_warned_of_in_a_pause_either(goal: Any, since: str) -> None:
    target = {"measures": "resolution", "goals": [goal], "warnings": ["50%"], "pause": PAUSE}
    for when in ("23 16:00", "23 17:00"):
        seen = told(promise(target, effective_from=since), when, CREATED, ("23 16:30", "changed", WAITING))["t"]
        assert [(one.at, one.fired) for one in seen.warnings] == [(None, False)]
