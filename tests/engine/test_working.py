"""Over several tickets: the order of work (rule P28) and what is charged together (rule P27)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.engine.desk import at, promise, resolution, told

from slacal import BadInput, Evaluation, Event, History, Policy

QUEUE = [{"when": {"tier": "paid"}, "by": ["registered"]}, {"by": ["remaining"]}]
FIX = {"measures": "resolution", "goals": [{"within": "8 business hours"}]}
POLICY = promise(FIX, queue=QUEUE)
WITHIN = {"long": "8 business hours", "short": "4 business hours"}


def seen(ticket: str, *events: Event, as_of: str = "23 15:00") -> Evaluation:
    return POLICY.evaluate(History(ticket, events), as_of=at(as_of))


EARLY = seen("early", Event(at("23 10:00"), "created", tier="free"))
LATE = seen("late", Event(at("23 11:00"), "created", tier="free"))
PAID = seen("paid", Event(at("23 12:00"), "created", tier="paid"))
DONE = seen("done", Event(at("23 10:00"), "created", tier="paid"), Event(at("23 11:00"), "changed", status="resolved"))


def test_p28_tickets_are_worked_on_by_rank_and_then_by_what_is_left_and_those_done_are_left_out() -> None:
    assert [one.ticket for one in POLICY.queue_of([LATE, DONE, EARLY, PAID])] == ["paid", "early", "late"]
    assert POLICY.queue_of([]) == ()
    assert POLICY.queue_of([DONE]) == ()


@pytest.mark.parametrize(
    ("key", "order"),
    [
        # At 15:00 x is due at 17:00 and z at 18:00; y waits, so its due is open; nothing is promised to a and b.
        ("due", "x z a b y"),
        # x has two hours left, z three, and y the six that were left at 12:00.
        ("remaining", "x z y a b"),
    ],
)
def test_p28_what_has_no_due_or_nothing_left_to_count_comes_last_and_ties_go_by_ticket(key: str, order: str) -> None:
    goals = [{"when": {"tier": tier}, "within": within} for tier, within in WITHIN.items()]
    waits = [{"reason": "customer", "while": {"status": "waiting"}}]
    policy = promise({"measures": "resolution", "goals": goals, "pause": waits}, queue=[{"by": [key]}])
    pause = Event(at("23 12:00"), "changed", status="waiting")
    stories = {
        "z": (Event(at("23 10:00"), "created", tier="long"),),
        "y": (Event(at("23 10:00"), "created", tier="long"), pause),
        "x": (Event(at("23 13:00"), "created", tier="short"),),
        "b": (Event(at("23 11:00"), "created"),),
        "a": (Event(at("23 11:00"), "created"),),
    }
    found = [policy.evaluate(History(name, story), as_of=at("23 15:00")) for name, story in stories.items()]
    assert " ".join(one.ticket for one in policy.queue_of(found)) == order


def test_p28_tickets_of_another_policy_or_of_another_instant_have_no_order_among_these() -> None:
    with pytest.raises(BadInput, match="is of another policy") as caught:
        resolution().queue_of([EARLY])
    assert caught.value.field == "evaluations[0]"
    elsewhen = seen("paid", Event(at("23 12:00"), "created", tier="paid"), as_of="23 16:00")
    with pytest.raises(BadInput, match="as the first is") as caught:
        POLICY.queue_of([EARLY, elsewhen])
    assert caught.value.field == "evaluations[1]"


def test_p28_what_has_not_happened_yet_is_not_in_the_order() -> None:
    assert POLICY.queue_of([EARLY, seen("later", Event(at("23 16:00"), "created"))]) == (EARLY,)


def test_p28_a_ticket_that_is_done_is_checked_like_the_others() -> None:
    closed = (("23 10:00", "created"), ("23 11:00", "changed", {"status": "resolved"}))
    foreign = told(resolution(), "23 15:00", *closed)  # its policy has no queue
    for place, asked in ((0, [foreign]), (1, [DONE, foreign]), (2, [EARLY, DONE, foreign])):
        with pytest.raises(BadInput, match="is of another policy") as caught:
            POLICY.queue_of(asked)
        assert (caught.value.field, caught.value.value) == (f"evaluations[{place}]", foreign)


def test_p27_what_is_included_is_used_up_by_the_earlier_ticket() -> None:
    usage = [{"of": "t", "unit": "hour", "step": 1, "included": 5, "each": "month"}]
    policy = promise(FIX, usage=usage)
    tickets = [told(policy, "23 14:00", (when, "created")) for when in ("23 11:00", "23 10:00")]
    # From 10:00 and from 11:00 to 14:00: four hours and three; five are included, so the later ticket pays for two.
    assert [float(one.charged) for one in policy.charges_of(tickets)] == [0.0, 2.0]


def charged(policy: Policy, **tickets: tuple[tuple[Any, ...], ...]) -> list[tuple[str, float, float]]:
    """Return of each charge the ticket, what is free and what is not, of tickets seen on the 27th."""
    found = [
        policy.evaluate(History(name, [Event(at(when), *rest) for when, *rest in events]), as_of=at("27 10:00"))
        for name, events in tickets.items()
    ]
    return [(one.ticket, float(one.included), float(one.charged)) for one in policy.charges_of(found)]


WORKING, RESTING = {"status": "working"}, {"status": "resting"}
ASSUMED = [{"from": "2026-11-24", "assumptions": ["the source names no zone"]}]


def test_p27_versions_with_the_same_rule_share_what_it_includes() -> None:
    # One request of November is free. The version of the 24th says nothing new of usage: of two, one is paid for.
    policy = promise(FIX, usage=[{"unit": "request", "included": 1, "each": "month"}], then=ASSUMED)
    tickets = {"new": (("25 10:00", "created"),), "old": (("23 10:00", "created"),)}
    assert charged(policy, **tickets) == [("old", 1, 0), ("new", 0, 1)]


def test_p27_charges_come_in_order_of_time_whichever_version_they_are_of() -> None:
    # Each is worked on for one hour of the 25th: the ticket of the second version from 11:00 and that of the first from
    # 15:00. The one hour that is free goes to the work of 11:00.
    target = {"runs_while": {"status": "working"}, "goals": [{"within": "not stated"}]}
    hourly = {"unit": "hour", "of": "t", "step": 1, "per": "session", "included": 1, "each": "month"}
    tickets = {
        "old": (("23 10:00", "created"), ("25 15:00", "changed", WORKING), ("25 16:00", "changed", RESTING)),
        "new": (("25 10:00", "created"), ("25 11:00", "changed", WORKING), ("25 12:00", "changed", RESTING)),
    }
    assert charged(promise(target, usage=[hourly], then=ASSUMED), **tickets) == [("new", 1, 0), ("old", 0, 1)]


def test_p27_a_ticket_to_which_nothing_happened_is_not_charged() -> None:
    assert charged(promise(FIX, usage=[{"unit": "request"}]), none=(), later=(("27 10:01", "created"),)) == []


def test_p28_what_remains_is_compared_to_the_microsecond_however_late_it_is() -> None:
    # Late by 386 years of open time, and by a microsecond less, which a float would round away.
    policy = promise(
        {"measures": "resolution", "goals": [{"within": "1 calendar hour"}]}, queue=[{"by": ["remaining"]}]
    )
    created = datetime(1640, 1, 1, tzinfo=UTC)
    first, second = (
        policy.evaluate(History(ticket, [Event(when, "created")]), as_of=at("23 15:00"))
        for ticket, when in (("z", created), ("a", created + timedelta(microseconds=1)))
    )
    assert [one.ticket for one in policy.queue_of([second, first])] == ["z", "a"]
