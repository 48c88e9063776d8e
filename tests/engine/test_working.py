"""Over several tickets: the order of work (rule P28) and what is charged together (rule P27)."""

from __future__ import annotations

import pytest
from tests.engine.desk import at, promise, resolution, told

from slacal import BadInput, Evaluation, Event, History

QUEUE = [{"when": {"tier": "paid"}, "by": ["registered"]}, {"by": ["remaining"]}]
POLICY = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, queue=QUEUE)


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


def test_p28_tickets_of_another_policy_or_of_another_instant_have_no_order_among_these() -> None:
    with pytest.raises(BadInput, match="is of another policy") as caught:
        resolution().queue_of([EARLY])
    assert caught.value.field == "evaluations[0]"
    elsewhen = seen("paid", Event(at("23 12:00"), "created", tier="paid"), as_of="23 16:00")
    with pytest.raises(BadInput, match="as the first is") as caught:
        POLICY.queue_of([EARLY, elsewhen])
    assert caught.value.field == "evaluations[1]"


def test_p27_what_is_included_is_used_up_by_the_earlier_ticket() -> None:
    usage = [{"of": "t", "unit": "hour", "step": 1, "included": 5, "each": "month"}]
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, usage=usage)
    tickets = [told(policy, "23 14:00", (when, "created")) for when in ("23 11:00", "23 10:00")]
    # From 10:00 and from 11:00 to 14:00: four hours and three; five are included, so the later ticket pays for two.
    assert [float(one.charged) for one in policy.charges_of(tickets)] == [0.0, 2.0]
