"""Does a stored result still hold? It is made again from what it was made from, and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from slacal.analysis.recording import FORM, calendars_in, figures_in
from slacal.calendars.calendar import Calendar
from slacal.calendars.fingerprint import fingerprint
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.environment.versions import versions_in_use
from slacal.errors import BadDocument, BadInput, SlacalError, WrongType
from slacal.errors.doors import mapping_of
from slacal.spans.instant import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slacal.engine.evaluation import Evaluation

_MEND = "pass what record returned"
T = TypeVar("T")


class Difference(NamedTuple):
    """Something that was, and is now. ``what``: a figure, such as ``answer[0].due_at``, or what a result rests on."""

    what: str
    then: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Audit:
    """Whether a stored result still holds. ``differences`` are the figures that come out otherwise now.

    ``changed`` is what the result rests on and is not as it was: ``policy`` and ``calendar NAME`` by their
    fingerprints, and packages and the time-zone database by their versions. It may name something where all figures
    still hold. Without anything there, a figure that differs was not made by this record's policy and history.
    """

    holds: bool
    differences: tuple[Difference, ...]
    changed: tuple[Difference, ...]

    def __str__(self) -> str:
        lines = ["holds" if self.holds else "does not hold"]
        for heading, found in (("figures that differ", self.differences), ("changed since", self.changed)):
            lines += [f"{heading}:"] if found else []
            lines += [f"  {one.what}: {one.then} then, {one.now} now" for one in found]
        return "\n".join(lines)


def audit(record: Mapping[str, Any]) -> Audit:
    """Return whether a stored record still holds: its figures, made anew from its policy and history, are the same.

    Cost: that of `record`. Raises: WrongType, BadInput and BadDocument for a damaged record, with the place.

    >>> from slacal.analysis.recording import record
    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> kept = record(history, policy, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))
    >>> audit(kept).holds
    True
    >>> kept["figures"]["answer"][0]["outcome"] = "breached"
    >>> print(audit(kept))
    does not hold
    figures that differ:
      answer[0].outcome: breached then, open now
    """
    told = mapping_of("record", record, _MEND)
    if _differ(told.get("record"), FORM):
        raise BadInput("record.record", told.get("record"), "is not a form that is read", _MEND)
    seen = _again(told)
    figures = _within("record", lambda: figures_in(seen))
    differences = (*_compared("", _part(told, "figures"), figures),)
    changed = (*_prints(_part(told, "fingerprints"), seen), *_versions(_part(told, "versions")))
    return Audit(not differences, differences, changed)


# -- made again --------------------------------------------------------------------------------------------------------


def _again(told: Mapping[str, Any]) -> Evaluation:
    from slacal.policies.policy import Policy  # its documents cost a quarter of a second

    document = _part(told, "policy")
    policy = _within("record.policy", lambda: Policy.from_dict(document))
    calendars = {name: _calendar(name, one) for name, one in _part(told, "calendars").items()}
    history = _history(told.get("history"), "record.history")
    about = [_history(one, f"record.about[{place}]") for place, one in enumerate(_list(told, "about"))]
    as_of = _instant(told.get("as_of"), "record.as_of")
    return _within("record", lambda: policy.evaluate(history, as_of=as_of, about=about, calendars=calendars or None))


def _calendar(name: str, stored: Any) -> Calendar:
    return _within(f"record.calendars.{name}", lambda: Calendar.from_dict(stored))


def _within(field: str, make: Callable[[], T]) -> T:
    """Return what is made; what is refused is named by its place in the record."""
    try:
        return make()
    except BadDocument as bad:
        raise BadDocument(field, bad.faults) from None
    except SlacalError as bad:
        raise type(bad)(f"{field}.{bad.field}", bad.value, bad.problem, bad.mend, bad.code) from None


def _part(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    return mapping_of(f"record.{name}", told.get(name), _MEND)


def _list(told: Mapping[str, Any], name: str, field: str = "record") -> list[Any]:
    found = told.get(name)
    if not isinstance(found, list):
        raise WrongType(f"{field}.{name}", found, "is not a list", _MEND)
    return found  # pyright: ignore[reportUnknownVariableType]  # of anything


def _history(stored: object, field: str) -> History:
    told = mapping_of(field, stored, _MEND)
    ticket = told.get("ticket")
    if not isinstance(ticket, str):
        raise WrongType(f"{field}.ticket", ticket, "is not text", _MEND)
    events = [_event(one, f"{field}.events[{place}]") for place, one in enumerate(_list(told, "events", field))]
    return _within(field, lambda: History(ticket, events))


def _event(stored: object, field: str) -> Event:
    told = mapping_of(field, stored, _MEND)
    at = _instant(told.get("at"), f"{field}.at")
    changes, details = (_facts(told.get(name), f"{field}.{name}") for name in ("changes", "details"))
    kind: Any = told.get("kind")
    return _within(field, lambda: Event(at, kind, changes, details=details))


def _facts(stored: object, field: str) -> dict[str, Any]:
    told = mapping_of(field, stored, _MEND)
    return {name: _fact(value, f"{field}.{name}") for name, value in told.items()}


def _fact(value: Any, field: str) -> Any:
    if not isinstance(value, Mapping):
        return value
    text = cast("Mapping[str, Any]", value).get("date")
    return _read(datetime if isinstance(text, str) and "T" in text else date, text, f"{field}.date")


def _instant(text: Any, field: str) -> datetime:
    return plain(_read(datetime, text, field), field)


def _read(kind: type[date], text: Any, field: str) -> Any:
    try:
        return kind.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadInput(field, text, "is not a date, or an instant", _MEND) from None


# -- compared ----------------------------------------------------------------------------------------------------------


def _compared(path: str, then: Any, now: Any) -> Iterator[Difference]:
    """Yield every leaf of two trees that is not in both, and alike."""
    kinds: set[object] = {type(then), type(now)}
    if kinds == {dict}:
        for name in dict.fromkeys((*then, *now)):
            yield from _compared(f"{path}.{name}" if path else str(name), then.get(name), now.get(name))
    elif kinds == {list}:
        pairs: list[tuple[Any, Any]] = list(zip_longest(then, now))
        for place, (before, after) in enumerate(pairs):
            yield from _compared(f"{path}[{place}]", before, after)
    elif _differ(then, now):
        yield Difference(path, then, now)


def _differ(then: Any, now: Any) -> bool:
    """Tell values apart; those of another type, which may be anybody's, are not compared."""
    return type(then) is not type(now) or bool(then != now)


def _prints(stored: Mapping[str, Any], seen: Evaluation) -> Iterator[Difference]:
    """Yield the fingerprints that are not what they were; each calendar is asked about the dates that it was."""
    digest = seen.terms.digest
    if _differ(stored.get("policy"), digest):
        yield Difference("policy", stored.get("policy"), digest)
    used = calendars_in(seen)
    told = _list(stored, "calendars", "record.fingerprints")
    for place, entry in enumerate(told):
        field = f"record.fingerprints.calendars[{place}]"
        then = mapping_of(field, entry, _MEND)
        first, last = (_read(date, then.get(name), f"{field}.{name}") for name in ("first", "last"))
        now = _digest(used[place].calendar, first, last, field) if place < len(used) else None
        if _differ(then.get("digest"), now):
            yield Difference(f"calendar {then.get('name')}", then.get("digest"), now)
    yield from (Difference(f"calendar {named.name}", None, "counted on") for named in used[len(told) :])


def _digest(calendar: Calendar, first: date, last: date, field: str) -> str:
    return _within(field, lambda: fingerprint(calendar, first, last).digest)


def _versions(stored: Mapping[str, Any]) -> Iterator[Difference]:
    now = versions_in_use()
    for name in dict.fromkeys((*stored, *now)):
        if _differ(stored.get(name), now.get(name)):
            yield Difference(name, stored.get(name), now.get(name))
