"""Who breaches next, and in which order tickets are worked on: one order, whatever order they come in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import BadInput, Event, History, Policy, WrongType
from slacal.analysis.ahead import upcoming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal import Evaluation

POLICY = Policy.from_dict(
    {
        "name": "desk", "zone": "UTC",
        "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
        "queue": [{"when": {"tier": "paid"}, "by": ["due", "registered"]}, {"by": ["registered"]}],
        "targets": {
            "answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]},
            "fix": {"measures": "resolution", "goals": [{"when": {"day": "present"}, "at": "day"}, {"sla": "none"}]},
        },
    }
)  # fmt: skip
FRIDAY = datetime(2026, 11, 20, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)  # a Monday, an hour after opening


def seen(ticket: str, created: datetime, *more: Event, now: datetime = NOW, **facts: Any) -> Evaluation:
    history = History(ticket, [Event(created, "created", {"status": "new", **facts}), *more])
    return POLICY.evaluate(history, as_of=now)


def friday(hour: int) -> datetime:
    return FRIDAY + timedelta(hours=hour)


def told(evaluations: Sequence[Evaluation], hours: float = 4) -> list[tuple[str, str, str]]:
    found = upcoming(evaluations, within=timedelta(hours=hours))
    return [(one.ticket, one.target, f"{one.due_at:%a %H:%M}") for one in found]


def test_promises_in_time_come_by_their_due_up_to_the_last_instant() -> None:
    # opened on Friday at 12, 13 and 14: seven, six and five hours until 19:00, so due on Monday at 11, 12 and 13
    tickets = [seen(f"T-{hour}", friday(hour)) for hour in (14, 13, 12)]
    assert told(tickets, 1) == [("T-12", "answer", "Mon 11:00"), ("T-13", "answer", "Mon 12:00")]
    assert told(tickets, 0) == [("T-12", "answer", "Mon 11:00")]  # met if answered at this very instant
    first = upcoming(tickets)[1]
    assert (first.left, first.remaining, first.number) == (timedelta(hours=1), timedelta(hours=1), 1)
    assert first.cycle == tickets[1]["answer"].cycles[0]


def test_what_is_late_or_done_or_far_off_is_not_there() -> None:
    late = seen("late", friday(11))
    done = seen("done", friday(13), Event(friday(14), "agent_reply"))
    far = seen("far", NOW - timedelta(hours=1))
    assert told([late, done, far]) == []


def test_hours_are_those_of_the_wall_clock() -> None:
    now = friday(18)
    assert told([seen("T", friday(11), now=now)], 1) == [("T", "answer", "Fri 19:00")]
    assert told([seen("T", friday(12), now=now)], 64) == []  # an hour of business time away, on Monday at 11:00
    assert told([seen("T", friday(12), now=now)], 65) == [("T", "answer", "Mon 11:00")]


def test_a_pause_keeps_a_promise_away_but_not_a_date() -> None:
    day = (NOW + timedelta(hours=2)).isoformat()
    waiting = seen("T", friday(13), Event(friday(14), "changed", status="waiting"), day=day)
    assert str(waiting["fix"].stage) == "paused"
    assert ("T", "fix", "Mon 13:00") in told([waiting])


TICKETS = st.lists(
    st.tuples(st.integers(10, 18), st.sampled_from(["paid", "free", None])), min_size=1, max_size=6
).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows)))))


@given(TICKETS)
def test_the_order_in_which_tickets_come_does_not_matter(
    drawn: tuple[list[tuple[int, str | None]], list[int]],
) -> None:
    rows, order = drawn
    tickets = [seen(f"T-{place}", friday(hour), tier=tier) for place, (hour, tier) in enumerate(rows)]
    mixed = [tickets[place] for place in order]
    assert upcoming(mixed, within=timedelta(days=9)) == upcoming(tickets, within=timedelta(days=9))
    assert POLICY.queue_of(mixed) == POLICY.queue_of(tickets)
    # paid ones first by due, which here goes with registration; ties by ticket
    expected = sorted(range(len(rows)), key=lambda place: (rows[place][1] != "paid", rows[place][0], f"T-{place}"))
    assert [one.ticket for one in POLICY.queue_of(mixed)] == [f"T-{place}" for place in expected]


def test_wrong_arguments_are_refused() -> None:
    one, other = seen("a", friday(12)), seen("b", friday(12), now=NOW + timedelta(hours=1))
    with pytest.raises(BadInput, match=r"evaluations\[1\]"):
        upcoming([one, other])
    with pytest.raises(BadInput, match="within"):
        upcoming([one], within=timedelta(hours=-1))
    with pytest.raises(WrongType, match="within"):
        upcoming([one], within=4)  # type: ignore[arg-type] # the point
    with pytest.raises(WrongType, match=r"evaluations\[0\]"):
        upcoming(["T-1"])  # type: ignore[list-item] # the point
