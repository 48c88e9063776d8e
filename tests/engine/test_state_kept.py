"""What a stored state says, to the last value, and that a ticket stored after every event goes on as if it never was.

The desk is open Mo-Fr 10:00-19:00 in UTC; 23 November 2026 is a Monday.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.engine.desk import at, hours, promise
from tests.engine.stored import CAPPED, LICENCE, PARTS, STORY, WHOLE, after, event, stored

from slacal import BadInput, Event, History, Policy, Stage, WrongType
from slacal.engine.cycle import Cycle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal import Evaluation, Tracker

HOUR = 3_600_000_000
MEND = "resume with what Tracker.to_dict returned, or replay the history"


def us(when: str) -> int:
    """Return an instant of November 2026 as a state holds it."""
    return int(at(when).timestamp()) * 1_000_000


# -- what is written

#: From 12:00 in Riga, hours 8:00-17:00 in UTC, on Monday: two business days end on Wednesday at 17:00. Counted are 7 h,
#: 9 h and 9 h.
DAYS = {
    "kind": "BusinessDays",
    "days": 2,
    "rule": {"lands": "close", "counts_from": "next_day", "arrival": "event", "cutoff": "14:00"},
    "text": "2 business days",
    "min_window": 0,
}
FIRST = {
    "started_at": us("23 10:00"),
    "stage": "completed",
    "last": [[us("23 10:00"), us("23 11:00"), -1, "", 0]],
    "reason": "",
    "ended_at": us("23 11:00"),
    "original_due": us("25 17:00"),
    "match": [[0, 1], DAYS, 0, None],
    "goal": [0, 1],
    "limit": DAYS,
    "allowance": [25 * HOUR, "near", None, False],
    "anchor": us("23 10:00"),
    "since": us("23 10:00"),
    "judged_from": us("23 10:00"),
    "covered": True,
    "had_goal": True,
}
#: From 14:00 in Riga, the cutoff, two days end on Thursday at 17:00: 5 h and 27 h. An hour of the 32 is used when four
#: hours are promised instead: 31/32 of them are left, 3 h 52 min 30 s. The pause that begins there is capped at 16:00.
FOUR = {"kind": "OpenTime", "amount": 4 * HOUR, "text": "4 business hours"}
SECOND: dict[str, Any] = {
    "started_at": us("23 12:00"),
    "stage": "paused",
    "last": [
        [us("23 12:00"), us("23 13:00"), -1, "", 0],
        [us("23 13:00"), us("23 16:00"), 0, "customer", 0],
        [us("23 16:00"), us("24 09:00"), -1, "", 0],
        [us("24 09:00"), None, 1, "parts", 0],
    ],
    "reason": "parts",
    "ended_at": None,
    "original_due": us("26 17:00"),
    "match": [[0, 0], FOUR, 0, None],
    "goal": [0, 0],
    "limit": FOUR,
    "allowance": [HOUR + 31 * HOUR // 8, "near", None, False],
    "anchor": us("23 12:00"),
    "since": us("23 13:00"),
    "judged_from": us("23 13:00"),
    "nominal": 4 * HOUR,
    "covered": True,
    "had_goal": True,
    "changed": True,
    "spent": [[3 * HOUR, 0], [0, 0]],
    "decisions": [["P9", "prorate", us("23 13:00"), ["2 business days", "4 business hours"]]],
}
#: A Saturday ends on Sunday at 0:00, 134 hours later, and the desk opens on Monday the 30th at 10:00.
ON_SATURDAY = {"kind": "OnDate", "due": us("29 00:00"), "text": "at wanted", "extends": False}
DATED = {
    "started_at": us("23 10:00"),
    "stage": "paused",
    "last": [
        [us("23 10:00"), us("23 13:00"), -1, "", 1],
        [us("23 13:00"), us("24 08:00"), 0, "waiting", 1],
        [us("24 08:00"), us("24 09:00"), -1, "", 1],
        [us("24 09:00"), None, 0, "waiting", 1],
    ],
    "reason": "waiting",
    "ended_at": None,
    "original_due": us("30 10:00"),
    "match": [[0, 0], ON_SATURDAY, 1, 2],
    "goal": [0, 0],
    "limit": ON_SATURDAY,
    "allowance": [134 * HOUR, "near", us("29 00:00"), True],
    "anchor": us("23 10:00"),
    "since": us("23 10:00"),
    "judged_from": us("23 10:00"),
    "covered": True,
    "had_goal": True,
    "rolls_on": 2,
}
FACTS = {
    "zone": "Europe/Riga",
    "priority": "high",
    "wanted": {"date": "2026-11-28"},
    "vip": True,
    "met": {"date": "2026-11-23T09:30:00+00:00"},
    "size": 2.5,
    "vendor": None,
    "status": "waiting",
}
ASKED = [["number", "1"], ["number", "2"]]
OWN = {"slacal": 1, "week": "Mo-Fr 10:00-19:00", "zone": "Europe/Riga"}
MONTH = [us("23 09:00"), us("23 09:00") + 30 * 24 * HOUR]


def test_a_state_says_this_and_nothing_else() -> None:
    state = stored(after(WHOLE, *STORY))
    tie, digest = state.pop("tie"), state.pop("policy")
    assert state == {
        "slacal": 1,
        "ticket": "T-1",
        "facts": FACTS,
        "at": us("24 09:00"),
        "first": us("23 09:00"),
        "rows": [
            {"target": "work", "clocks": [FIRST, SECOND], "held": [[[False, True], ["parts"]]] * 2, "vouchers": ASKED},
            {"target": "dated", "clocks": [DATED], "held": [[[], []]] * 2, "vouchers": []},
        ],
        "covers": [[[MONTH]]] * 2,
        "vouchers": [[["key", "7"]]] * 2,
        "unread": ["sent"],
        "remarks": ["a due_override names the target 'wrok'; did you mean 'work'?"],
        "calendars": [{"name": "own", "calendar": OWN}, 0, 1],
    }
    assert (len(digest), set(digest) <= set("0123456789abcdef")) == (16, True)
    # Before the events of its last instant, the open order and the second wait had not come.
    assert tie["facts"] == {**FACTS, "status": "open"}
    assert tie["events"] == [
        ["2026-11-24T09:00:00+00:00", "ordered", {}, {}],
        ["2026-11-24T09:00:00+00:00", "changed", {"status": "waiting"}, {}],
    ]
    work, dated = tie["rows"]
    ran_on = {"stage": "running", "reason": "", "last": [*SECOND["last"][:2], [us("23 16:00"), None, -1, "", 0]]}
    assert work["clocks"] == [FIRST, {**SECOND, **ran_on}]
    assert (work["held"], work["vouchers"]) == ([[[False, False], ["parts"]]] * 2, ASKED)
    assert [one["stage"] for one in dated["clocks"]] == ["running"]


def test_a_ticket_to_which_nothing_has_happened_has_a_state_too() -> None:
    state = stored(after(promise(TIME)))
    del state["policy"]
    assert state == {
        "slacal": 1, "ticket": "T-1", "facts": None, "at": None, "first": None, "covers": [[]], "vouchers": [[]],
        "rows": [{"target": "t", "clocks": [], "held": [[[], []]], "vouchers": []}], "unread": [], "remarks": [],
        "tie": None, "calendars": [],
    }  # fmt: skip


def test_a_state_is_plain_data() -> None:
    found = list(leaves(after(WHOLE, *STORY).to_dict()))
    assert {type(one) for one in found} == {str, int, float, bool, type(None)}
    assert {one for one in found if type(one) is float} == {2.5}  # a fact; amounts are whole


def leaves(value: Any) -> Iterator[Any]:
    """Yield the plain values of a state, the keys of its mappings among them."""
    kind = type(value).__name__
    if kind not in ("dict", "list"):
        yield value
        return
    for one in [*value, *value.values()] if kind == "dict" else value:
        yield from leaves(one)


# -- stored after every event

TIME: dict[str, Any] = {"measures": "resolution", "goals": [{"within": "8 business hours"}]}
BY_PRIORITY = [
    {"when": {"priority": "high"}, "within": "4 business hours"},
    {"when": {"priority": "days"}, "within": "2 business days"},
    {"when": {"priority": "real"}, "within": "30 calendar hours"},
    {"when": {"priority": "month"}, "within": "1 month"},
    {"when": {"priority": "date"}, "at": "wanted"},
    {"when": {"priority": "nothing"}, "sla": "none"},
    {"when": {"priority": "open"}, "within": "not regulated"},
    {"when": {"priority": "wish"}, "within": "6 business hours", "commitment": "none"},
    {"when": {"priority": "low"}, "within": "8 business hours"},
]
BY_TEAM = [{"when": {"team": "night"}, "use": "around"}, {"use": "desk"}]
CHANGING: dict[str, Any] = {
    "measures": "resolution",
    "goals": BY_PRIORITY,
    "calendar": BY_TEAM,
    "pause": [CAPPED, PARTS],
    "reopen": "resume",
    "warnings": ["50%", "1 business hour before due"],
}
CHANGES = (
    event("23 10:00", "created", {"priority": "low", "wanted": "2026-11-27"}),
    event("23 11:00", "changed", {"status": "waiting"}),
    event("23 12:00", "changed", {"status": "open"}),
    event("23 13:00", "changed", {"priority": "high"}),
    event("23 13:30", "ordered"),
    event("23 14:00", "changed", {"team": "night"}),
    event("23 14:30", "arrived"),
    event("23 15:00", "changed", {"priority": "days"}),
    event("23 16:00", "changed", {"priority": "real"}),
    event("23 17:00", "changed", {"priority": "month"}),
    event("23 17:30", "changed", {"priority": "date"}),
    event("23 18:00", "changed", {"priority": "lost"}),
    event("23 18:30", "changed", {"priority": "nothing"}),
    event("23 19:00", "changed", {"priority": "open"}),
    event("24 10:00", "changed", {"priority": "wish", "team": "day"}),
    event("24 11:00", "changed", {"priority": "low"}),
    event("24 12:00", "due_override", {}, due_at="2026-11-26T12:00+00:00"),
    event("24 12:00", "changed", {"status": "waiting"}),
    event("24 13:00", "changed", {"priority": "high", "status": "open"}),
    event("24 14:00", "changed", {"status": "solved"}),
    event("25 10:00", "changed", {"status": "open"}),
    event("25 11:00", "changed", {"priority": "low", "status": "waiting"}),
)
LATER = [{"from": "2026-11-24", "version": "2", "targets": {"t": {**CHANGING, "goals": BY_PRIORITY[::-1]}}}]
STOOD = (
    event("23 10:00", "created", {"tier": "gold", "service": "bug"}),
    event("23 11:00", "licence", {}, key="7"),
    event("23 12:00", "changed", {"service": "advice"}),
    event("23 13:00", "changed", {"service": "bug", "status": "waiting"}),
    event("23 13:00", "changed", {"status": "open"}),
    event("24 13:00", "changed", {"service": "bug"}),
    event("26 12:00", "licence", {}, key="7"),
    event("26 13:00", "licence", {}, key="8"),
)
SCOPE = {"rows": "tier", "columns": "service", "table": {"gold": {"bug": "included", "advice": "excluded"}}}
AGAIN = {"start": "asked", "stop": "answered", "reopen": "new_cycle", "next_from": "previous_due"}
UPDATES = tuple(
    event(when, kind)
    for when, kind in (
        ("23 10:00", "asked"),
        ("23 10:00", "answered"),
        ("23 10:00", "asked"),
        ("23 19:00", "answered"),
        ("24 10:00", "asked"),
    )
)
AT_LIMIT = {**TIME, "at_limit": [{"when": {"paid": "yes"}, "convert": "advice"}]}
TICKETS: dict[str, tuple[Policy, tuple[Event, ...]]] = {
    "everything": (WHOLE, STORY),
    **{
        f"on change {how}": (promise(CHANGING, rules={"on_change": how}), CHANGES)
        for how in ("carry", "recompute", "restart", "freeze", "tightest", "prorate")
    },
    **{
        f"calendar {how}": (promise(CHANGING, rules={"calendar_change": how, "due_override": "until_change"}), CHANGES)
        for how in ("carry", "recompute", "snapshot")
    },
    "versions": (promise(CHANGING, then=LATER, rules={"pin": "latest", "on_change": "freeze"}), CHANGES),
    "anchor": (promise(CHANGING, rules={"anchor": "first_counting", "after_pause": "close"}), CHANGES),
    "dates": (promise(CHANGING, rules={"at_closed": "next_open", "fixed_dates": "extend"}), CHANGES),
    "every goal": (promise({**CHANGING, "match": "all"}, rules={"tie_order": "roles"}), CHANGES),
    "strictest": (promise({**CHANGING, "match": "strictest"}), CHANGES),
    "scope": (promise(TIME, scope=SCOPE), STOOD),
    "cover": (promise(TIME, entitlements={"licence": {**LICENCE, "lasts": "2 calendar days"}}), STOOD),
    "throughout": (
        promise(TIME, entitlements={"l": {**LICENCE, "lasts": "2 calendar days"}}, rules={"cover": "throughout"}),
        STOOD,
    ),
    "previous due": (promise({**TIME, **AGAIN}, rules={"tie_order": "roles"}), UPDATES),
    "at the limit": (promise(AT_LIMIT), (*CHANGES[:6], event("24 18:00", "changed", {"paid": "yes"}))),
}


def all_said(seen: Evaluation) -> list[object]:
    """Return all that an evaluation says: every figure, every stretch, every decision, and what changes next."""
    cycles = [cycle for result in seen.targets for cycle in (result, *result.cycles)]
    resumed = [
        Cycle.due_if_resumed(one, seen.as_of) for one in cycles if one.clock and one.clock.last.start <= one.seen.now
    ]
    told = [one.to_dict() for one in seen.explain()]
    return [seen, seen.next_change_at, seen.next_due_at, seen.registered_at, seen.scope, resumed, told]


@pytest.mark.parametrize("name", TICKETS)
def test_a_ticket_that_is_stored_after_every_event_goes_on_as_if_it_never_was(name: str) -> None:
    policy, story = TICKETS[name]
    never, kept = policy.track("T-1"), policy.track("T-1")
    for one in story:
        never, kept = never.after(one), policy.resume(stored(kept.after(one)))
        assert stored(kept) == stored(never)
        assert kept.known._replace(cycles=(), tie=None) == never.known._replace(cycles=(), tie=None)
    for now in (story[-1].at, story[-1].at + hours(3), story[-1].at + timedelta(days=9)):
        assert all_said(kept.at(now)) == all_said(never.at(now))


# -- refusals


def refused(policy: Policy, state: Any) -> tuple[str, object, str, str, str]:
    with pytest.raises((BadInput, WrongType)) as caught:
        policy.resume(state)
    bad = caught.value
    return bad.field, bad.value, bad.problem, bad.mend, bad.code


def test_a_state_of_another_kind_form_or_policy_is_refused() -> None:
    state = stored(after(WHOLE, *STORY))
    assert refused(WHOLE, [state])[0] == "state"
    assert refused(WHOLE, [state])[3] == "resume with what Tracker.to_dict returned"
    problem, mend = (
        "is not a form that this version reads",
        "use the version of slacal that wrote it, or replay the history",
    )
    assert refused(WHOLE, {**state, "slacal": 2})[:4] == ("state.slacal", 2, problem, mend)
    assert refused(WHOLE, {})[:4] == ("state.slacal", None, problem, mend)
    problem, mend = (
        "is not the digest of this policy",
        "resume with the policy and the calendars that were tracked, or replay the history",
    )
    assert refused(promise(TIME), state)[:4] == ("state.policy", state["policy"], problem, mend)
    del state["policy"]
    assert refused(WHOLE, state)[:2] == ("state.policy", None)


UNREAD = "cannot be read:"
AT_ODDS = ("state.rows", "work", "holds cycles that contradict themselves")


@pytest.mark.parametrize(
    ("path", "value", "parts"),
    [
        (("covers", 0), [[MONTH], [MONTH]], ("state.covers", 2, "is not how many entitlements there are")),
        (("rows", 0, "held"), [], AT_ODDS),
        (("rows", 0, "clocks", 0, "ended_at"), None, AT_ODDS),
        (("rows", 0, "clocks", 1, "version"), 2, AT_ODDS),
        (("rows", 0, "clocks", 1, "version"), -1, AT_ODDS),
        (("rows", 0, "clocks", 1, "last", 3, 2), 2, AT_ODDS),
        (("rows", 0, "clocks", 0, "stage"), "asl", ("state", "ValueError", f"{UNREAD} 'asl' is not a valid Stage")),
        (("calendars",), [9], ("state", "IndexError", f"{UNREAD} list index out of range")),
        (("rows", 0, "clocks", 0, "limit", "kind"), "Until", ("state", "KeyError", f"{UNREAD} 'Until'")),
    ],
)  # fmt: skip
def test_a_state_that_contradicts_itself_is_refused(path: Any, value: object, parts: tuple[str, object, str]) -> None:
    state = stored(after(WHOLE, *STORY))
    place: Any = state
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    assert refused(WHOLE, state) == (*parts, MEND, "bad-state")


def test_a_goal_that_its_version_does_not_have_is_refused() -> None:
    state = stored(after(WHOLE, *STORY))
    mend = "resume with the policy that was tracked, or replay the history"
    for odd in ([1, 1], [0, 6]):  # the second version promises but one, the first six
        state["rows"][0]["clocks"][0]["goal"] = odd
        assert refused(WHOLE, state)[:4] == ("state.goal", odd, "is not a goal of this policy", mend)
    dropped = promise({}, targets={"t": TIME}, then=[{"from": "2026-12-01", "targets": {"t": None, "u": TIME}}])
    state = stored(after(dropped, event("23 10:00", "created")))
    state["rows"][0]["clocks"][0]["goal"] = [1, 0]
    assert refused(dropped, state)[:2] == ("state.goal", [1, 0])


def test_a_state_without_the_name_of_its_ticket_is_refused() -> None:
    state = stored(after(promise(TIME), event("23 10:00", "created")))
    del state["ticket"]
    with pytest.raises(BadInput, match=r"^state\.ticket=None is missing; resume with what Tracker\.to_dict returned"):
        promise(TIME).resume(state)


def test_a_tracker_is_of_a_ticket_with_a_name() -> None:
    with pytest.raises(WrongType, match=r"^ticket=5 is not the name of a ticket; name it"):
        promise(TIME).track(5)  # type: ignore[arg-type]


# -- the tracker


def caught(tracker: Tracker, call: str, argument: Any) -> tuple[str, object, str, str, str]:
    with pytest.raises((BadInput, WrongType)) as bad:
        getattr(tracker, call)(argument)
    return bad.value.field, bad.value.value, bad.value.problem, bad.value.mend, bad.value.code


def test_what_a_tracker_cannot_take_is_refused() -> None:
    tracker = after(promise(TIME), event("23 10:00", "created"))
    early = event("23 09:59", "answered")
    assert caught(tracker, "after", "created")[:4] == (
        "event", "created", "is not an Event", "build it with Event(at, kind, ...)",
    )  # fmt: skip
    assert caught(tracker, "after", early) == (
        "event", early, "lies before the event ahead of it", "send events in order, or replay the history",
        "out-of-order",
    )  # fmt: skip
    assert caught(tracker, "at", early.at) == (
        "now", early.at, "lies before the last event", "ask about now, or replay the history as of then",
        "out-of-order",
    )  # fmt: skip
    naive = date(2026, 11, 24)
    assert caught(tracker, "at", naive)[:2] == ("now", naive)
    assert tracker.after(event("23 10:00", "answered")).at(at("23 10:00"))["t"].stage is Stage.RUNNING
    assert tracker.at(at("23 10:00")).as_of == at("23 10:00").astimezone(UTC)


def test_a_tracker_hears_of_a_licence_that_comes_after_its_last_event() -> None:
    policy = promise(TIME, entitlements={"licence": LICENCE}, rules={"cover": "throughout"})
    about = [History("customer", [event("23 12:00", "licence", {}, key="7")])]
    tracker = policy.track("T-1", about=about).after(event("23 10:00", "created"))
    resumed = policy.resume(stored(tracker), about=about)
    for one in (tracker, resumed):
        stages = [one.at(at(when))["t"].stage for when in ("23 11:59", "23 12:00", "23 13:00")]
        assert stages == [Stage.NOT_COVERED, Stage.RUNNING, Stage.RUNNING]
        assert one.at(at("23 13:00"))["t"].due_at == at("24 11:00")  # eight hours from 12:00, seven of them to 19:00
