"""A result that can be proved later: what it says, what it was made from, and the versions that it rests on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from slacal.calendars.fingerprint import fingerprint
from slacal.engine.cycle import FIELDS
from slacal.engine.history import History
from slacal.environment.versions import versions_in_use
from slacal.errors.doors import all_of, check_type
from slacal.spans.instant import from_micros, to_micros
from slacal.spans.wall import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.event import Event
    from slacal.engine.terms import NamedCalendar
    from slacal.policies.policy import Policy

FORM = 1
_MICROSECOND = timedelta(microseconds=1)
_HISTORY = "build it with History(ticket, events)"


def record(
    history: History,
    policy: Policy,
    *,
    as_of: datetime,
    about: Iterable[History] = (),
    calendars: Mapping[str, Calendar] | None = None,
) -> dict[str, Any]:
    """Return what a policy says of a ticket at `as_of` as plain data for JSON, with all that `audit` proves it by.

    It holds the policy, the history and whatever else went in; the figures of every cycle; the fingerprint of the
    policy, and those of each calendar over the dates that were counted on; and the versions of slacal, of the holiday
    data and of the time-zone database. Instants are ISO 8601 in UTC, amounts whole microseconds. Otherwise as
    `Policy.evaluate`. Cost: that of the evaluation, and some milliseconds a calendar.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> kept = record(history, policy, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))
    >>> kept["figures"]["answer"][0]["due_at"], sorted(kept)[:4]
    ('2026-11-23T17:00:00+00:00', ['about', 'as_of', 'calendars', 'figures'])
    """
    check_type("history", history, History, "a History", _HISTORY)
    from slacal.policies.policy import Policy  # its documents cost a quarter of a second

    check_type("policy", policy, Policy, "a Policy", "build one with Policy.load")
    others = all_of("about", about, History, "a History", _HISTORY)
    seen = policy.evaluate(history, as_of=as_of, about=others, calendars=calendars)
    return {
        "record": FORM,
        "policy": policy.to_dict(),
        "calendars": {name: one.to_dict() for name, one in (calendars or {}).items()},
        "history": _told(history),
        "about": [_told(one) for one in others],
        "as_of": _plain(as_of),
        "figures": figures_in(seen),
        "fingerprints": {"policy": seen.terms.digest, "calendars": [_printed(*used) for used in _used(seen)]},
        "versions": versions_in_use(),
    }


def figures_in(seen: Evaluation) -> dict[str, list[dict[str, Any]]]:
    """Return the figures of every cycle of each target; of a clock that has not started those of a single one."""
    names = [name for name in FIELDS if name not in {"target", "as_of"}]
    return {
        result.target: [{name: _plain(getattr(cycle, name)) for name in names} for cycle in result.cycles or (result,)]
        for result in seen.targets
    }


def calendars_in(seen: Evaluation) -> list[NamedCalendar]:
    """Return the calendars that were counted on, in the order in which they were, each once."""
    clocks = [cycle.clock for result in seen.targets for cycle in result.cycles if cycle.clock is not None]
    return list(dict.fromkeys(segment.calendar for clock in clocks for segment in clock.segments))


def _used(seen: Evaluation) -> Iterator[tuple[NamedCalendar, date, date]]:
    """Yield each calendar with the dates from the ticket's first event to its last due, end or question."""
    cycles = [cycle for result in seen.targets for cycle in result.cycles]
    told = [one for cycle in cycles for one in (cycle.started_at, cycle.due_at, cycle.original_due_at)]
    at = [to_micros(one) for one in (*told, seen.as_of) if one is not None]
    for named in calendars_in(seen):
        zone = named.calendar.horizon.hours.zone
        first, last = local_day(min(at), zone), local_day(max(at), zone)
        yield named, date.fromordinal(first), date.fromordinal(last + 1)


def _printed(named: NamedCalendar, first: date, last: date) -> dict[str, str]:
    digest = fingerprint(named.calendar, first, last).digest
    return {"name": named.name, "first": first.isoformat(), "last": last.isoformat(), "digest": digest}


def _told(history: History) -> dict[str, Any]:
    return {"ticket": history.ticket, "events": [_event(event) for event in history.events]}


def _event(event: Event) -> dict[str, Any]:
    return {
        "at": _plain(event.at),
        "kind": event.kind,
        "changes": {name: _fact(value) for name, value in event.changes.items()},
        "details": {name: _fact(value) for name, value in event.details.items()},
    }


def _fact(value: Any) -> Any:
    """Return a fact so that it is read back as the same value: JSON has no dates."""
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _plain(value: Any) -> Any:
    """Return a figure as JSON has it."""
    if isinstance(value, datetime):
        return from_micros(to_micros(value), UTC).isoformat()
    if isinstance(value, timedelta):
        return value // _MICROSECOND
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType]  # figures
    return str(value) if isinstance(value, str) else value
