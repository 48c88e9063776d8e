"""The oracle of promises on the named options, one by one: the engine and the oracle say what was counted by hand.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from tests.engine.desk import at, promise

from slacal import Event, History
from slacal.testing import PolicyOracle, seen_by

HIGH, LOW = {"priority": "high"}, {"priority": "low"}
WAITING, OPEN, SOLVED = {"status": "waiting"}, {"status": "open"}, {"status": "solved"}
EIGHT = [{"within": "8 business hours"}]
WHEN_HIGH = [{"when": HIGH, "within": "4 business hours"}]
BY_PRIORITY = [{"when": HIGH, "within": "4 business hours"}, *EIGHT]
BY_TEAM = [{"when": {"team": "b"}, "use": "around"}, {"use": "desk"}]
CAPPED = {"reason": "customer", "while": "waiting", "at_most": "2 business hours"}
ONCE_PAID = [{"when": {"tier": "paid"}, "convert": "paid work"}]
BY_HAND = {"due_at": "2026-11-25T12:00+00:00"}
ADVICE = {"measures": "resolution", "goals": WHEN_HIGH, "at_limit": [{"convert": "paid"}]}
PAID = {"start": "agreed", "stop": "solved", "goals": EIGHT}


class Story(NamedTuple):
    """What a target promises, what happened by when, and the last cycle: its stage and reason, and its due."""

    why: str
    target: dict[str, Any]
    happened: tuple[tuple[Any, ...], ...]
    as_of: str
    stands: str
    due: str | None
    rest: dict[str, Any] = {}  # noqa: RUF012 - of a NamedTuple: a default, never changed


def fix(goals: list[Any], **target: Any) -> dict[str, Any]:
    return {"measures": "resolution", "goals": goals, **target}


STORIES = [
    Story("an event cancels for good", fix(EIGHT, cancel="withdrawn"),
          (("23 10:00", "created"), ("23 12:00", "withdrawn")), "23 13:00", "cancelled cancelled", "23 18:00"),
    # Counted 10:00-11:00, without a goal until 12:00; from there three of four hours would be left.
    Story("an event cancels what has lost its goal", fix(WHEN_HIGH, cancel="withdrawn"),
          (("23 10:00", "created", HIGH), ("23 11:00", "changed", LOW), ("23 12:00", "withdrawn")),
          "23 13:00", "cancelled cancelled", None),
    Story("a ticket is done while it has no goal, and has none after it", fix(WHEN_HIGH, stop="fixed", cancel="solved"),
          (("23 10:00", "created", HIGH), ("23 11:00", "changed", LOW), ("23 12:00", "changed", SOLVED),
           ("23 13:00", "changed", OPEN)), "23 13:30", "cancelled no_goal", None),
    Story("what has no goal changes its hours", fix(WHEN_HIGH, calendar=BY_TEAM),
          (("23 08:00", "created", LOW), ("23 12:00", "changed", {"team": "b"})), "23 13:00", "pending no_goal", None),
    # P15: four hours from Monday 10:00.
    Story("a goal matches late", fix(WHEN_HIGH),
          (("23 10:00", "created", LOW), ("23 12:00", "changed", HIGH)), "23 13:00", "running ", "23 14:00"),
    Story("a frozen goal is kept when none matches", fix(WHEN_HIGH, rules={"on_change": "freeze"}),
          (("23 10:00", "created", HIGH), ("23 12:00", "changed", LOW)), "23 13:00", "running ", "23 14:00"),
    Story("a due by hand goes over to the cycle that restarts", fix(BY_PRIORITY, rules={"on_change": "restart"}),
          (("23 10:00", "created", LOW), ("23 11:00", "due_override", {}, BY_HAND), ("23 12:00", "changed", HIGH)),
          "23 13:00", "running ", "25 12:00"),
    # Four hours from the change.
    Story("or it does not", fix(BY_PRIORITY, rules={"on_change": "restart", "due_override": "until_change"}),
          (("23 10:00", "created", LOW), ("23 11:00", "due_override", {}, BY_HAND), ("23 12:00", "changed", HIGH)),
          "23 13:00", "running ", "23 16:00"),
    # Nobody had paid at the due, 18:00; who pays on Tuesday keeps the ticket as it is. Counted: 9 h, and 1 h.
    Story("a cycle is asked once, at its limit, whether it is converted", fix(EIGHT, at_limit=ONCE_PAID),
          (("23 10:00", "created", {"tier": "free"}), ("24 10:30", "changed", {"tier": "paid"})), "24 11:00",
          "running ", "23 18:00"),
    Story("and so is one that was late as it came", fix([{"at": "wanted"}], at_limit=ONCE_PAID),
          (("23 10:00", "created", {"tier": "free", "wanted": "2026-11-20"}),
           ("24 10:30", "changed", {"tier": "paid"}), ("24 10:40", "due_override")), "24 11:00",
          "running ", "21 00:00"),
    # Asked in vain at 18:00, then again at the due that was set by hand.
    Story("another due is another limit", fix(EIGHT, at_limit=ONCE_PAID),
          (("23 10:00", "created", {"tier": "free"}), ("24 10:30", "changed", {"tier": "paid"}),
           ("24 10:40", "due_override", {}, {"due_at": "2026-11-24T12:00+00:00"})), "24 13:00",
          "cancelled converted", "24 12:00"),
    # Two of the new four hours are used at 12:00.
    # P10: it was late at 13:00, before the goal changed; P21: another goal moves no due that was set by hand.
    Story("a due by hand passes while the ticket is done, which comes back with another goal", fix(BY_PRIORITY),
          (("23 10:00", "created", LOW), ("23 11:00", "due_override", {}, {"due_at": "2026-11-23T13:00+00:00"}),
           ("23 12:00", "changed", SOLVED), ("23 12:30", "changed", HIGH), ("23 15:00", "changed", OPEN)),
          "23 16:00", "running ", "23 13:00"),
    Story("a due by hand is dropped with a change", fix(BY_PRIORITY, rules={"due_override": "until_change"}),
          (("23 10:00", "created", LOW), ("23 11:00", "due_override", {}, BY_HAND), ("23 12:00", "changed", HIGH)),
          "23 13:00", "running ", "23 14:00"),
    # There is no share of a date: the four hours run from the start.
    Story("a date is not shared out", fix([WHEN_HIGH[0], {"at": "wanted"}], rules={"on_change": "prorate"}),
          (("23 10:00", "created", {"priority": "low", "wanted": "2026-11-25"}), ("23 12:00", "changed", HIGH)),
          "23 13:00", "running ", "23 14:00"),
    Story("a stop that holds at the start completes", fix(EIGHT),
          (("23 10:00", "created", SOLVED),), "23 13:00", "completed ", "23 18:00"),
    # Counted 10:00-11:00 and from 15:00 on; three hours to 18:00 and the closing, three on Tuesday.
    Story("a pause runs from one event to another", fix(EIGHT, pause={"from": "ordered", "to": "arrived"}),
          (("23 10:00", "created"), ("23 11:00", "ordered"), ("23 15:00", "arrived")), "23 16:00", "running ",
          "24 13:00"),
    # Counted 10:00-12:00; six hours are left at 15:00.
    Story("an event reopens", {"start": "created", "stop": "fixed", "goals": EIGHT,
                               "reopen": {"on": "came_back", "how": "resume"}},
          (("23 10:00", "created"), ("23 12:00", "fixed"), ("23 15:00", "came_back")), "23 16:00", "running ",
          "24 12:00"),
    # 11:00-13:00 are used up; the pause for parts goes on. One hour was counted, and seven are left.
    Story("a pause without a cap goes on after one with it",
          fix(EIGHT, pause=[CAPPED, {"reason": "parts", "while": {"parts": "ordered"}}]),
          (("23 10:00", "created"), ("23 11:00", "changed", {**WAITING, "parts": "ordered"})), "23 16:00",
          "paused parts", None),
    # One hour of the two was used before noon, so the second pause ends at 15:00; counted until then: 10-11, 12-14.
    Story("a cap counts the pauses together", fix(EIGHT, pause=[CAPPED]),
          (("23 10:00", "created"), ("23 11:00", "changed", WAITING), ("23 12:00", "changed", OPEN),
           ("23 14:00", "changed", WAITING)), "23 16:00", "running ", "24 11:00"),
    # Tuesday 20:00 is kept, as open time is paused only after it.
    Story("a landing in closed time stays", fix([{"within": "1 business day", "lands": "same_time"}]),
          (("23 20:00", "created"), ("25 11:00", "changed", WAITING)), "25 12:00", "paused waiting", "24 20:00"),
    # Two of the desk's nine hours are counted by Tuesday 12:00; the other seven run on around the clock.
    Story("a landing in closed time goes with its calendar",
          fix([{"within": "1 business day", "lands": "same_time"}], calendar=BY_TEAM),
          (("23 20:00", "created"), ("24 12:00", "changed", {"team": "b"})), "24 12:30", "running ", "24 19:00"),
    # Due on Wednesday at its closing, by the minute that was paused on Monday; the pause on Thursday is too late.
    Story("a closing stays", fix([{"within": "1 business day"}], rules={"after_pause": "close"}),
          (("23 11:00", "created"), ("23 12:00", "changed", WAITING), ("23 12:01", "changed", OPEN),
           ("26 11:00", "changed", WAITING)), "26 12:00", "paused waiting", "25 19:00"),
    Story("a closing that no pause has moved stays, too", fix([{"within": "1 business day"}],
                                                              rules={"after_pause": "close"}),
          (("23 11:00", "created"), ("26 11:00", "changed", WAITING)), "26 12:00", "paused waiting", "24 19:00"),
    Story("nothing is regulated", fix([{"within": "not regulated"}]), (("23 10:00", "created"),), "23 13:00",
          "running not regulated", None),
    Story("nothing is committed", fix([{"within": "8 business hours", "commitment": "none"}]),
          (("23 10:00", "created"),), "23 13:00", "running no_commitment", None),
    Story("no date is set", fix([{"at": "wanted"}]), (("23 10:00", "created"),), "23 13:00", "running no_date", None),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=[story.why for story in STORIES])
def test_the_oracle_says_what_was_counted_by_hand(story: Story) -> None:
    policy = promise(story.target, **story.rest)
    events = [
        Event(at(when), kind, rest[0] if rest else {}, details=rest[1] if len(rest) > 1 else {})
        for when, kind, *rest in story.happened
    ]
    history = History("T-1", events)
    found = PolicyOracle.of(policy).evaluate(history, as_of=at(story.as_of))
    last = found["t"][-1]
    assert (f"{last.stage} {last.reason}", last.due_at) == (
        story.stands, None if story.due is None else at(story.due),
    )  # fmt: skip
    assert seen_by(policy.evaluate(history, as_of=at(story.as_of))) == found


def test_a_conversion_opens_nothing_where_the_version_in_force_lacks_its_target() -> None:
    # Four hours from Monday 17:00 are over on Tuesday at 12:00; since midnight there is no paid work any more.
    later = {"from": "2026-11-24", "targets": {"advice": {"measures": "resolution", "goals": WHEN_HIGH}, "paid": None}}
    policy = promise({}, targets={"advice": ADVICE, "paid": PAID}, then=[later])
    history = History("T-1", [Event(at("23 17:00"), "created", HIGH)])
    found = PolicyOracle.of(policy).evaluate(history, as_of=at("24 13:00"))
    assert [(one.stage, one.reason) for one in found["advice"]] == [("cancelled", "converted")]
    assert len(found.get("paid", ())) == 0
    assert seen_by(policy.evaluate(history, as_of=at("24 13:00"))) == found
