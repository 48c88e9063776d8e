"""The state of a ticket as small JSON, and back: instants and events, never the open time that a calendar says now."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.engine.allowance import ALWAYS, Allowance, OnDate
from slacal.engine.clock import LIVE, Clock
from slacal.engine.cycles import Cycles
from slacal.engine.decision import Decision
from slacal.engine.entitlements import Cover, Term
from slacal.engine.event import Event
from slacal.engine.limits import BusinessDays, CalendarSpan, NoPromise, OpenTime, RealTime, Unlimited
from slacal.engine.link import linked, listed
from slacal.engine.matching import Match
from slacal.engine.pausing import Held
from slacal.engine.segment import chained
from slacal.engine.stage import Stage
from slacal.engine.state_form import check_state
from slacal.engine.terms import NamedCalendar
from slacal.engine.ticket import Ticket, Tie
from slacal.errors import BadInput, SlacalError
from slacal.errors.doors import mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.engine.allowance import Taken
    from slacal.engine.facts import Scalar
    from slacal.engine.plan import Row
    from slacal.engine.terms import Goal, Target, Terms

VERSION = 1
_LIMITS = {
    kind.__name__: kind for kind in (OpenTime, RealTime, BusinessDays, CalendarSpan, OnDate, Unlimited, NoPromise)
}
_MEND = "resume with what Tracker.to_dict returned, or replay the history"
_RULE = ("lands", "counts_from", "arrival", "cutoff")


class Shelf:
    """The calendars that a state speaks of, by their place. Those of the policy go by name, others whole."""

    def __init__(self, terms: Terms, stored: list[Any] | None = None) -> None:
        """Know the calendars of the terms, and read those that were stored."""
        self.known = [ALWAYS, *_named(terms)]
        self.kept = [self._read(one) for one in stored or []]

    def place(self, calendar: NamedCalendar) -> int:
        """Return the place of a calendar, a new one if it has none."""
        if calendar not in self.kept:
            self.kept.append(calendar)
        return self.kept.index(calendar)

    def stored(self) -> list[Any]:
        """Return what is to be kept of the calendars."""
        return [
            self.known.index(one) if one in self.known else {"name": one.name, "calendar": one.calendar.to_dict()}
            for one in self.kept
        ]

    def _read(self, stored: Any) -> NamedCalendar:
        if isinstance(stored, int):
            return self.known[stored]
        return NamedCalendar(stored["name"], Calendar.from_dict(stored["calendar"]))


def _named(terms: Terms) -> Iterator[NamedCalendar]:
    for version in terms.versions():
        for target in version.targets:
            for choice in (target.calendar, *(goal.calendar for goal in target.goals if goal.calendar is not None)):
                yield from (one for _, one in choice.options if isinstance(one, NamedCalendar))


# -- writing -----------------------------------------------------------------------------------------------------


def state_of(terms: Terms, ticket: Ticket) -> dict[str, Any]:
    """Return what is known of a ticket as plain data."""
    shelf = Shelf(terms)
    rows = [_cycles_of(row, each, shelf) for row, each in zip(terms.plan.rows, ticket.cycles, strict=True)]
    tie = None
    if ticket.tie is not None:
        before = [_cycles_of(row, each, shelf) for row, each in zip(terms.plan.rows, ticket.tie.cycles, strict=True)]
        events = [
            [one.at.isoformat(), one.kind, _facts_of(one.changes), _facts_of(one.details)] for one in ticket.tie.events
        ]
        tie = {
            "facts": None if ticket.tie.facts is None else _facts_of(ticket.tie.facts),
            "rows": before,
            "events": events,
        }
    return {
        "slacal": VERSION,
        "policy": terms.digest,
        "facts": None if ticket.facts is None else _facts_of(ticket.facts),
        "at": ticket.at,
        "first": ticket.first,
        "rows": rows,
        "covers": [[[list(term) for term in terms_of] for terms_of in cover.terms] for cover in ticket.covers],
        "vouchers": [sorted(map(list, cover.spent)) for cover in ticket.covers],
        "unread": list(ticket.unread),
        "remarks": list(ticket.remarks),
        "tie": tie,
        "calendars": shelf.stored(),
    }


def _facts_of(facts: Mapping[str, Scalar]) -> dict[str, Any]:
    return {name: _scalar_of(value) for name, value in facts.items()}


def _scalar_of(value: Scalar) -> Any:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _cycles_of(row: Row, cycles: Cycles, shelf: Shelf) -> dict[str, Any]:
    return {
        "target": row.name,
        "clocks": [_clock_of(row, clock, shelf) for clock in cycles.clocks],
        "held": [[list(held.now), list(held.orphans)] for held in cycles.held],
        "vouchers": sorted(map(list, cycles.spent)),
    }


def _clock_of(row: Row, clock: Clock, shelf: Shelf) -> dict[str, Any]:
    said = clock._asdict()
    said.update(
        stage=str(clock.stage),
        last=[[one.start, one.end, one.rule, one.reason, shelf.place(one.calendar)] for one in clock.segments],
        match=[
            _goal_of(row, clock, clock.match.goal), _limit_of(clock.match.limit), shelf.place(clock.match.calendar),
            None if clock.match.rolls_on is None else shelf.place(clock.match.rolls_on),
        ],
        goal=_goal_of(row, clock, clock.goal),
        limit=_limit_of(clock.limit),
        allowance=None if clock.allowance is None else list(clock.allowance),
        rolls_on=None if clock.rolls_on is None else shelf.place(clock.rolls_on),
        spent=[list(one) for one in clock.spent],
        decisions=[[one.rule, one.choice, one.at, list(one.said)] for one in listed(clock.decisions)],
    )  # fmt: skip
    return {key: value for key, value in said.items() if key not in _DEFAULTS or value != _DEFAULTS[key]}


_DEFAULTS: dict[str, Any] = {**Clock._field_defaults, "spent": [], "decisions": []}  # what need not be told


def _goal_of(row: Row, clock: Clock, goal: Goal | None) -> list[int] | None:
    """Return the version and the place of a goal among those of its target."""
    if goal is None:
        return None
    versions = [(at, row.versions[at]) for at in (clock.version, *range(len(row.versions)))]
    goals = [(one, [at, place]) for at, target in versions if target for place, one in enumerate(target.goals)]
    return next(found for one, found in goals if one is goal)


def _limit_of(limit: Taken) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": type(limit).__name__}
    for field in fields(limit):
        value = getattr(limit, field.name)
        said[field.name] = {key: getattr(value, key) for key in _RULE} if isinstance(value, DayRule) else value
    return said


# -- reading -----------------------------------------------------------------------------------------------------


def ticket_of(terms: Terms, state: Mapping[str, Any]) -> Ticket:
    """Return the ticket that a state describes. Raises: BadInput for a state of another policy or form; WrongType."""
    state = mapping_of("state", state, "resume with what Tracker.to_dict returned")
    if state.get("slacal") != VERSION:
        mend = "use the version of slacal that wrote it, or replay the history"
        raise BadInput("state.slacal", state.get("slacal"), "is not a form that this version reads", mend)
    if state.get("policy") != terms.digest:
        mend = "resume with the policy and the calendars that were tracked, or replay the history"
        raise BadInput("state.policy", state.get("policy"), "is not the digest of this policy", mend)
    check_state(state, "state")
    try:
        return _read_ticket(terms, state)
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        if isinstance(error, SlacalError):
            raise
        raise BadInput("state", type(error).__name__, f"cannot be read: {error}", _MEND, "bad-state") from error


def _read_ticket(terms: Terms, state: Mapping[str, Any]) -> Ticket:
    shelf = Shelf(terms, state["calendars"])
    tie = state["tie"]
    return Ticket(
        None if state["facts"] is None else _read_facts(state["facts"]),
        state["at"],
        state["first"],
        tuple(_read_rows(terms, state["rows"], shelf)),
        tuple(_read_covers(terms, state)),
        tuple(state["unread"]),
        None
        if tie is None
        else Tie(
            None if tie["facts"] is None else _read_facts(tie["facts"]),
            tuple(_read_rows(terms, tie["rows"], shelf)),
            tuple(
                Event(datetime.fromisoformat(at), kind, _read_facts(changes), details=_read_facts(details))
                for at, kind, changes, details in tie["events"]
            ),
        ),
        tuple(state["remarks"]),
    )


def _read_covers(terms: Terms, state: Mapping[str, Any]) -> Iterator[Cover]:
    for version, written, spent in zip(terms.plan.versions, state["covers"], state["vouchers"], strict=True):
        if len(written) not in (0, len(version.entitlements)):
            raise BadInput("state.covers", len(written), "is not how many entitlements there are", _MEND, "bad-state")
        yield Cover(tuple(tuple(Term(*term) for term in each) for each in written), frozenset(map(_pair, spent)))


def _pair(written: list[str]) -> tuple[str, str]:
    return written[0], written[1]


def _read_facts(written: Mapping[str, Any]) -> dict[str, Scalar]:
    return {name: _read_scalar(value) for name, value in written.items()}


def _read_scalar(value: Any) -> Scalar:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]  # plain values are what JSON gives
    text = cast("dict[str, str]", value)["date"]
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _read_rows(terms: Terms, written: list[Any], shelf: Shelf) -> Iterator[Cycles]:
    for row, each in zip(terms.plan.rows, written, strict=True):
        clocks = [_read_clock(row, clock, shelf) for clock in each["clocks"]]
        if len(each["held"]) != len(row.versions) or not all(_is_sound(row, clock) for clock in clocks):
            raise BadInput("state.rows", row.name, "holds cycles that contradict themselves", _MEND, "bad-state")
        yield Cycles(
            clocks[-1] if clocks else None,
            linked(clocks[:-1]),
            tuple(Held(tuple(now), tuple(orphans)) for now, orphans in each["held"]),
            frozenset(map(_pair, each["vouchers"])),
        )


def _read_clock(row: Row, written: Mapping[str, Any], shelf: Shelf) -> Clock:
    said = dict(written)
    goal, limit, calendar, rolls = said["match"]
    said.update(
        stage=Stage(said["stage"]),
        last=chained([(start, end, rule, why, shelf.kept[at]) for start, end, rule, why, at in said["last"]]),
        match=Match(
            _read_goal(row, goal), _read_limit(limit), shelf.kept[calendar],
            None if rolls is None else shelf.kept[rolls],
        ),
        goal=_read_goal(row, said["goal"]),
        limit=_read_limit(said["limit"]),
        allowance=None if said["allowance"] is None else Allowance(*said["allowance"]),
        rolls_on=None if said.get("rolls_on") is None else shelf.kept[said["rolls_on"]],
        spent=tuple((used, day) for used, day in said.get("spent", ())),
        decisions=linked(Decision(rule, how, at, tuple(why)) for rule, how, at, why in said.get("decisions", ())),
    )  # fmt: skip
    return Clock(**said)


def _is_sound(row: Row, clock: Clock) -> bool:
    """Tell whether a clock is pinned to a version that has its target, and stands as its stage and its pause say."""
    target = row.versions[clock.version] if 0 <= clock.version < len(row.versions) else None
    if target is None or (clock.ended_at is None) != (clock.stage in LIVE):
        return False
    return clock.last.end is not None or clock.last.rule < len(target.pauses)


def _read_goal(row: Row, place: list[int] | None) -> Goal | None:
    if place is None:
        return None
    target: Target | None = row.versions[place[0]]
    if target is None or place[1] >= len(target.goals):
        mend = "resume with the policy that was tracked, or replay the history"
        raise BadInput("state.goal", place, "is not a goal of this policy", mend)
    return target.goals[place[1]]


def _read_limit(written: Mapping[str, Any]) -> Taken:
    said = {key: value for key, value in written.items() if key != "kind"}
    if "rule" in said:
        said["rule"] = DayRule(**said["rule"])
    limit: Taken = _LIMITS[written["kind"]](**said)
    return limit
