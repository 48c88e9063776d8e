from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from slacal.engine.conditions import IsAny, Not
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.limits import RealTime
from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.engine.rules import Rules
from slacal.engine.terms import Attainment, Conversion, Credits, Warn
from slacal.errors import BadDocument
from slacal.policies.policy import Policy

if TYPE_CHECKING:
    from slacal.engine.terms import Target

HOUR = 3_600_000_000
GOAL = {"within": "8 business hours"}
SOLVED = Becomes(IsAny("status", frozenset({"solved", "resolved", "closed"})))


def policy_with(**target: Any) -> Policy:
    written = {"goals": [GOAL], **target}
    return Policy.from_dict({"name": "Support", "zone": "UTC", "calendar": "always", "targets": {"it": written}})


def meant(**target: Any) -> Target:
    return policy_with(**target).terms.targets[0]


def faults(**target: Any) -> list[str]:
    with pytest.raises(BadDocument) as refused:
        policy_with(**target)
    return [fault.field.removeprefix("targets.it").removeprefix(".") for fault in refused.value.faults]


def on(*kinds: str) -> OnEvent:
    return OnEvent(frozenset(kinds))


def test_a_target_by_hand() -> None:
    target = meant(start="created", stop="solved", title="Fix", kind="ola")
    assert (target.start, target.stop, target.cancel, target.pauses) == (on("created"), SOLVED, None, ())
    assert (target.reopen, target.kind, target.title, target.name) == ("once", "ola", "Fix", "it")


def test_each_part_of_a_preset_may_be_said_otherwise() -> None:
    target = meant(measures="first_response", start=["created", "imported"], cancel="never", reopen="restart")
    assert target.start == FirstOf((on("created"), on("imported")))
    assert target.stop == on("agent_reply")
    assert (target.cancel, target.reopen) == (None, "restart")


def test_a_target_that_runs_while_a_condition_holds_starts_and_stops_with_it() -> None:
    target = meant(runs_while={"group": "tier 2"})
    held = IsAny("group", frozenset({"tier 2"}))
    assert (target.start, target.stop, target.reopen) == (Becomes(held), Becomes(Not(held)), "resume")


def test_start_and_stop_by_hand_replace_a_preset_that_runs_while() -> None:
    target = meant(measures="requester_wait", start="asked", stop="answered")
    assert (target.start, target.stop, target.reopen) == (on("asked"), on("answered"), "resume")


def test_runs_while_by_hand_replaces_the_start_and_stop_of_a_preset() -> None:
    target = meant(measures="resolution", runs_while={"group": "tier 2"})
    assert target.start == Becomes(IsAny("group", frozenset({"tier 2"})))
    assert target.pauses[0].reason == "waiting"


@pytest.mark.parametrize(
    ("target", "fields"),
    [
        ({}, [""]),
        ({"title": "Fix"}, [""]),
        ({"start": "created"}, ["stop"]),
        ({"stop": "solved"}, ["start"]),
        ({"measures": "appointment"}, ["start", "stop"]),
        ({"measures": "appointment", "start": "agreed"}, ["stop"]),
        ({"measures": "ownership"}, ["start", "stop"]),
        ({"measures": "requester_wait", "start": "asked"}, ["stop"]),
        ({"measures": "requester_wait", "stop": "answered"}, ["start"]),
        ({"measures": "resolutoin"}, ["measures"]),
        ({"measures": 5}, ["measures"]),
        ({"runs_while": {"a": 1}, "start": "created"}, ["runs_while"]),
        ({"runs_while": {"a": 1}, "stop": "solved"}, ["runs_while"]),
        ({"measures": "resolution", "goals": 5}, ["goals"]),
        ({"measures": "resolution", "goals": [5, GOAL]}, ["goals[0]"]),
        ({"measures": "resolution", "reopen": "again"}, ["reopen"]),
        ({"measures": "resolution", "reopen": {"on": "x", "how": "once"}}, ["reopen.how"]),
        ({"measures": "resolution", "reopen": {"on": 5, "how": "again"}}, ["reopen.on", "reopen.how"]),
        ({"measures": "resolution", "reopen": {"on": "x"}}, ["reopen.how"]),
        ({"measures": "resolution", "next_from": "previous_due"}, ["next_from"]),  # it resumes, there is no next
        ({"measures": "next_response", "next_from": "due"}, ["next_from"]),
        ({"measures": "resolution", "match": "best"}, ["match"]),
        ({"measures": "resolution", "kind": "slo"}, ["kind"]),
        ({"measures": "resolution", "title": {"a": "b"}}, ["title"]),
        ({"measures": "resolution", "calendar": "office"}, ["calendar"]),
        (
            {"measures": "resolution", "start": 5, "stop": {"not": {}}, "cancel": [], "pause": "wating"},
            ["start", "stop.not", "cancel", "pause"],
        ),
        ({"measures": "resolution", "warnings": [], "scale": [], "goalss": []}, ["warnings", "scale", "goalss"]),
        (
            {"measures": "resolution", "at_limit": [{"when": 5}], "credits": {}, "attain": {"share": 5}},
            ["at_limit[0].convert", "credits.each_started", "credits.give", "attain.each"],
        ),
        ({"measures": "resolution", "rules": {"breach": "on", "pinn": "start"}}, ["rules.breach", "rules.pinn"]),
        ({"measures": "resolution", "scale": [{"to": "50%"}, {"when": {"a": 1}, "to": 5}]}, ["scale[0]"]),
    ],
)
def test_every_fault_of_a_target_has_its_path(target: dict[str, Any], fields: list[str]) -> None:
    assert faults(**target) == fields


@pytest.mark.parametrize("match", ["strictest", "all"])
def test_a_scale_and_a_conversion_for_all_hide_those_after_them_whichever_goals_count(match: str) -> None:
    scale = [{"to": "50%"}, {"when": {"vip": True}, "to": "25%"}]
    at_limit = [{"convert": "visit"}, {"when": {"vip": True}, "convert": "paid work"}]
    assert faults(measures="resolution", match=match, scale=scale, at_limit=at_limit) == ["scale[0]", "at_limit[0]"]


def test_a_target_says_what_follows() -> None:
    target = meant(
        measures="next_response", match="strictest", next_from="previous_due", warnings=["75%"], kind="uc",
        scale=[{"when": {"vip": True}, "to": 50}], at_limit=[{"convert": "it"}, {"convert": "paid work"}][1:],
        credits={"each_started": "4 calendar hours", "give": 10}, attain={"share": 95, "each": "month"},
    )  # fmt: skip
    assert (target.match, target.next_from, target.kind) == ("strictest", "previous_due", "uc")
    assert target.warnings == (Warn("75%", share=Fraction(3, 4)),)
    assert target.scale == ((IsAny("vip", frozenset({"true"})), Fraction(1, 2)),)
    assert target.at_limit == (Conversion("paid work"),)
    assert target.credits == Credits(RealTime(4 * HOUR, "4 calendar hours"), Fraction(10))
    assert target.attain == Attainment(Fraction(95), "month")


def test_a_conversion_opens_a_target_where_one_has_its_name() -> None:
    other = {"start": "converted", "stop": "solved", "goals": [GOAL]}
    written = {"measures": "resolution", "goals": [GOAL], "at_limit": [{"convert": "paid"}]}
    policy = Policy.from_dict({"name": "S", "calendar": "always", "targets": {"it": written, "paid": other}})
    assert policy.terms.targets[0].at_limit == (Conversion("paid", opens=True),)


def test_conversions_do_not_go_in_circles() -> None:
    assert faults(measures="resolution", at_limit=[{"convert": "it"}]) == [""]


def test_a_reopening_may_have_a_moment_of_its_own() -> None:
    target = meant(start="created", stop="delivered", reopen={"on": "sent_back", "how": "restart"})
    assert (target.reopen, target.reopens) == ("restart", on("sent_back"))
    again = meant(start="created", stop="x", reopen={"on": "y", "how": "new_cycle"}, next_from="previous_due")
    assert again.next_from == "previous_due"


def test_the_rules_of_a_target_stand_between_those_of_the_policy_and_of_a_goal() -> None:
    own = {**GOAL, "rules": {"on_change": "freeze"}}
    target = {"measures": "resolution", "goals": [own], "rules": {"on_change": "restart", "breach": "at"}}
    document = {
        "name": "S",
        "calendar": "always",
        "targets": {"it": target},
        "rules": {"on_change": "prorate", "pin": "latest"},
    }
    terms = Policy.from_dict(document).terms
    assert terms.rules == Rules(on_change="prorate", pin="latest")
    assert terms.targets[0].rules == Rules(on_change="restart", pin="latest", breach="at")
    assert terms.targets[0].goals[0].rules == Rules(on_change="freeze", pin="latest", breach="at")


def test_match_first_is_the_default_and_may_be_said() -> None:
    assert meant(measures="resolution", match="first") == meant(measures="resolution")


def hour(hours: float) -> datetime:
    return datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(hours=hours)


def result(target: dict[str, Any], *events: Event, at: float) -> Any:
    return policy_with(**target).evaluate(History("T-1", list(events)), as_of=hour(at))["it"]


def test_the_stays_of_a_target_that_runs_while_add_up() -> None:
    handed = [
        Event(hour(at), "changed", group=group) for at, group in ((0, "desk"), (1, "devs"), (3, "desk"), (10, "devs"))
    ]
    summed = result({"runs_while": {"group": "devs"}}, *handed, at=14)
    assert (summed.elapsed, len(summed.cycles)) == (timedelta(hours=6), 1)  # 1 to 3 and 10 to 14
    each = result({"runs_while": {"group": "devs"}, "reopen": "new_cycle"}, *handed, at=14)
    assert [cycle.elapsed for cycle in each.cycles] == [timedelta(hours=2), timedelta(hours=4)]


def test_requester_wait_is_the_time_spent_waiting() -> None:
    stages = [("new", 0), ("waiting", 1), ("open", 4), ("waiting", 6), ("solved", 7)]
    events = [Event(hour(at), "changed", status=status) for status, at in stages]
    assert result({"measures": "requester_wait"}, *events, at=9).elapsed == timedelta(hours=4)
    assert result({"measures": "agent_work"}, *events, at=9).elapsed == timedelta(hours=3)


def test_a_chained_clock_waits_for_its_start() -> None:
    target = {"measures": "first_response", "start": "work_started"}
    created, begun, replied = Event(hour(0), "created"), Event(hour(5), "work_started"), Event(hour(6), "agent_reply")
    assert result(target, created, at=4).stage == "pending"
    assert result(target, created, begun, replied, at=8).elapsed == timedelta(hours=1)


def test_only_a_human_reply_stops_the_clock() -> None:
    target = {"measures": "first_response", "stop": {"event": "agent_reply", "with": {"author": "human"}}}
    events = [Event(hour(0), "created"), Event(hour(1), "agent_reply", details={"author": "bot"}),
              Event(hour(3), "agent_reply", details={"author": "human"})]  # fmt: skip
    assert result(target, *events, at=4).completed_at == hour(3)


def test_a_pause_from_one_event_to_another() -> None:
    target = {"measures": "resolution", "pause": [{"reason": "customer", "from": "asked", "to": "answered"}]}
    events = [Event(hour(0), "created"), Event(hour(1), "asked"), Event(hour(4), "answered")]
    paused = result(target, *events[:2], at=2)
    assert (paused.stage, paused.reason) == ("paused", "customer")
    assert result(target, *events, at=5).elapsed == timedelta(hours=2)


def test_the_calendar_follows_the_group_that_holds_the_ticket() -> None:
    policy = Policy.from_dict(
        {
            "name": "Follow the sun",
            "zone": "UTC",
            "calendars": {
                "tokyo": {"week": "Mo-Fr 09:00-17:00", "zone": "Asia/Tokyo"},
                "berlin": {"week": "Mo-Fr 09:00-17:00", "zone": "Europe/Berlin"},
            },
            "calendar": [{"when": {"group": "tokyo"}, "use": "tokyo"}, {"use": "berlin"}],
            "targets": {"fix": {"measures": "resolution", "goals": [{"within": "4 business hours"}]}},
        }
    )
    # Tokyo is open 00:00-08:00 UTC, Berlin 08:00-16:00: 3 h in Tokyo, 1 h in Berlin
    created = Event(datetime(2026, 11, 23, 5, tzinfo=UTC), "created", group="tokyo")
    handed = Event(datetime(2026, 11, 23, 8, tzinfo=UTC), "changed", group="berlin")
    fix = policy.evaluate(History("T-1", [created, handed]), as_of=datetime(2026, 11, 23, 8, 30, tzinfo=UTC))["fix"]
    assert fix.due_at == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_target_on_a_calendar_must_know_which() -> None:
    two = {name: {"week": "Mo-Fr 09:00-17:00", "zone": "UTC"} for name in ("a", "b")}
    document = {"name": "Support", "calendars": two, "targets": {"it": {"measures": "resolution", "goals": [GOAL]}}}
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(document)
    (fault,) = refused.value.faults
    assert (fault.field, fault.mend) == ("targets.it.calendar", "add calendar: a or b or always, here or to the policy")


def test_of_many_calendars_the_first_ten_are_named() -> None:
    many = {f"c{n}": {"week": "Mo-Fr 09:00-17:00", "zone": "UTC"} for n in range(1, 13)}
    document = {"name": "Support", "calendars": many, "targets": {"it": {"measures": "resolution", "goals": [GOAL]}}}
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(document)
    (fault,) = refused.value.faults
    named = "c1 or c2 or c3 or c4 or c5 or c6 or c7 or c8 or c9 or c10 or always"
    assert fault.mend == f"add calendar: {named}, here or to the policy"


@pytest.mark.parametrize(("target", "code"), [({}, "missing"), ({"goals": 5}, "wrong-type")])
def test_without_goals_no_calendar_is_asked_for(target: dict[str, Any], code: str) -> None:
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict({"name": "S", "targets": {"it": {"measures": "resolution", **target}}})
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("targets.it.goals", code)]


def test_real_time_needs_no_calendar() -> None:
    goals = [{"when": {"tier": "gold"}, "within": "1 calendar hour"}, {"sla": "none"}]
    policy = Policy.from_dict({"name": "S", "targets": {"it": {"measures": "resolution", "goals": goals}}})
    assert policy.promises(hour(0), {"tier": "gold"})["it"].due_at == hour(1)


def test_a_missing_calendar_is_told_beside_other_faults() -> None:
    goals: list[dict[str, Any]] = [{"when": {"a": 1}, "within": "2 days"}, {"within": "8 business hours"}]
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict({"name": "S", "targets": {"it": {"measures": "resolution", "goals": goals}}})
    fields = [fault.field for fault in refused.value.faults]
    assert fields == ["targets.it.calendar", "targets.it.goals[0].within"]


def test_the_second_of_two_conversions_without_a_condition_is_never_reached() -> None:
    first, second = {"convert": "visit"}, {"convert": "paid work"}
    target = {"start": "created", "stop": "solved", "goals": [{"within": "1 calendar hour"}]}
    tree = {"name": "S", "zone": "UTC", "targets": {"it": {**target, "at_limit": [first, second]}}}
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(tree)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("targets.it.at_limit[0]", "unreachable")]
    guarded = {**tree, "targets": {"it": {**target, "at_limit": [{**first, "when": {"tier": "free"}}, second]}}}
    assert len(Policy.from_dict(guarded).terms.targets[0].at_limit) == 2


@pytest.mark.parametrize(("match", "dues"), [("strictest", [1]), ("all", [2, 1])])
def test_a_goal_for_all_hides_none_after_it_where_more_than_the_first_counts(match: str, dues: list[int]) -> None:
    goals = [{"within": "2 calendar hours"}, {"when": {"tier": "paid"}, "within": "1 calendar hour"}]
    target = {"start": "created", "stop": "solved", "match": match, "goals": goals}
    policy = Policy.from_dict({"name": "S", "zone": "UTC", "targets": {"it": target}})
    created = datetime(2026, 11, 20, 9, tzinfo=UTC)
    found = policy.promises(created, {"tier": "paid"})["it"]
    assert sorted(cycle.due_at for cycle in found.cycles if cycle.due_at) == sorted(
        created + timedelta(hours=hours) for hours in dues
    )
