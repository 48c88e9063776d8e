"""Goals and calendars that change in flight, and are lost and found: the engine against the oracle that counts minutes.

A narrow draw: two goals, two calendars, a few facts that change every few hours. Drawn from all contracts, tickets as
these are rare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.engine.desk import at, promise
from tests.laws.test_engine_laws import found

from slacal import Event, History
from slacal.testing.engine_oracle import seen

if TYPE_CHECKING:
    from slacal import Policy

WITHIN = st.sampled_from(
    [
        {"within": "1 business day"},
        {"within": "2 business days"},
        {"within": "1 business day", "lands": "20:00"},
        {"within": "1 business day", "lands": "same_time"},
        {"within": "2 calendar days"},
        {"within": "6 business hours"},
        {"within": "9 business hours", "edge": "far"},
    ]
)
RULES = st.fixed_dictionaries(
    {
        "anchor": st.sampled_from(["first_counting", "start"]),
        "after_pause": st.sampled_from(["exact", "close"]),
        "calendar_change": st.sampled_from(["carry", "recompute", "snapshot"]),
        "on_change": st.sampled_from(["carry", "recompute", "restart", "freeze", "tightest", "prorate"]),
    }
)
FACTS = {
    "status": st.sampled_from(["open", "waiting"]),
    "priority": st.sampled_from(["high", "low", "none"]),
    "team": st.sampled_from("ab"),
}
CHANGES = st.one_of(
    st.fixed_dictionaries({}, optional=FACTS),
    *(st.fixed_dictionaries({name: values}) for name, values in FACTS.items()),
)
BY_TEAM = [{"when": {"team": "b"}, "use": "around"}, {"use": "desk"}]
BY_DAY = [{"when": {"team": "b"}, "use": "desk"}, {"use": "around"}]
CALENDARS: list[Any] = [BY_TEAM, BY_DAY, "desk"]


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    goals: list[dict[str, Any]] = []
    for priority in ("high", "low"):
        goal = {"when": {"priority": priority}, **draw(WITHIN)}
        own = draw(st.sampled_from([None, "around", *CALENDARS]))
        if "calendar" not in goal["within"] and own is not None:
            goal["calendar"] = own
        goals.append(goal)
    calendar = draw(st.sampled_from(CALENDARS))
    match = draw(st.sampled_from(["first", "strictest"]))
    target = {"measures": "resolution", "calendar": calendar, "match": match, "goals": goals}
    return promise(target, rules=draw(RULES))


def moment(hour: int) -> str:
    return f"{23 + hour // 24} {hour % 24}:00"


@given(
    policies(),
    st.integers(0, 29),
    st.sampled_from(["open", "waiting"]),
    st.lists(st.tuples(st.sampled_from([1, 2, 3, 5, 10, 14]), CHANGES), min_size=1, max_size=6),
    st.sampled_from([1, 3, 10]),
)
def test_goals_and_calendars_change_in_flight_as_the_oracle_counts(
    policy: Policy, hour: int, status: str, changes: list[tuple[int, dict[str, str]]], later: int
) -> None:
    events = [Event(at(moment(hour)), "created", {"status": status})]
    for after, change in changes:
        hour += after
        events.append(Event(at(moment(hour)), "changed", change))
    history, as_of = History("T-1", events), at(moment(hour + later))
    assert found(policy.evaluate(history, as_of=as_of)) == seen(policy.terms, history, as_of)
