"""Columns: which column of a log means what. The one thing that a log cannot tell by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast, get_args

from slacal.documents import Document, load, path_text
from slacal.errors import BadInput, SlacalError, UnknownName, WrongType, nearest
from slacal.errors.doors import check_choice, check_type, each_of, mapping_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from slacal.documents import Plain

LogKind: TypeAlias = Literal["events", "snapshots", "tickets"]
Named: TypeAlias = tuple[tuple[str, str], ...]

_KEYS = {
    "events": ("kind", "ticket", "at", "event", "facts", "times", "details"),
    "snapshots": ("kind", "ticket", "at", "created", "facts", "times"),
    "tickets": ("kind", "ticket", "events", "facts", "times"),
}
_EVENT = "pass EventColumn('solved', 'the name of its column')"
_ALL_KEYS = tuple(dict.fromkeys(key for keys in _KEYS.values() for key in keys))


class EventColumn(NamedTuple):
    """A column of instants, each an event of `kind` that sets the given facts; an empty cell: it did not happen."""

    kind: str
    column: str
    sets: Named = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a log means what.

    ``kind`` is ``"events"`` (a row an event, of the kind in column ``event``; its facts are what it changed),
    ``"snapshots"`` (a row a state of the ticket; ``created`` is the column of its creation) or ``"tickets"`` (a row a
    ticket, its ``events`` a column each). ``facts``, ``details`` and ``times`` pair our names with columns; ``times``
    are facts that are instants.

    >>> Columns.from_dict({"ticket": "number", "at": "updated", "facts": {"status": "state"}}).facts
    (('status', 'state'),)
    """

    kind: LogKind = "events"
    ticket: str = "ticket"
    at: str = "at"
    event: str = "event"
    created: EventColumn | None = None
    facts: Named = ()
    times: Named = ()
    details: Named = ()
    events: tuple[EventColumn, ...] = ()

    def __post_init__(self) -> None:
        check_choice("kind", self.kind, get_args(LogKind))
        for field in ("ticket", "at", "event"):
            check_type(field, getattr(self, field), str, "the name of a column", "write it as the log does")
        for field in ("facts", "times", "details"):
            _check_pairs(field, getattr(self, field))
        if self.created is not None:
            _check_event("created", self.created)
        for place, one in enumerate(each_of("events", self.events, _EVENT)):
            _check_event(f"events[{place}]", one)

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Columns:
        """Read the columns from a YAML, JSON or TOML file. Raises: BadDocument with all its faults, OSError."""
        return _columns(load(path))

    @classmethod
    def from_dict(cls, tree: Mapping[str, object], name: str = "columns") -> Columns:
        """Read the columns from plain data. Raises: BadDocument with all its faults."""
        return _columns(Document(name, cast("Plain", mapping_of(name, tree, "pass {our name: column}"))))


def _check_event(field: str, one: EventColumn) -> None:
    check_type(field, one, EventColumn, "an EventColumn", _EVENT)
    check_type(f"{field}.kind", one.kind, str, "text", _EVENT)
    check_type(f"{field}.column", one.column, str, "text", _EVENT)
    _check_pairs(f"{field}.sets", one.sets)


def _check_pairs(field: str, pairs: Named) -> None:
    mend = "pass pairs of texts, as in (('status', 'state'),), or read them with Columns.from_dict"
    for place, pair in enumerate(each_of(field, pairs, mend)):
        if not isinstance(pair, tuple) or len(pair) != 2 or not all(isinstance(name, str) for name in pair):  # noqa: PLR2004  # a pair is two
            raise WrongType(f"{field}[{place}]", pair, "is not a pair of texts", mend)


def _columns(document: Document) -> Columns:
    reading = _Reading(document.content)
    found = reading.columns()
    if reading.faults or found is None:
        raise document.refuse(reading.faults)
    return found


class _Reading:
    """One document on its way to Columns, and the faults found so far."""

    def __init__(self, content: Plain) -> None:
        self.faults: list[SlacalError] = []
        self.tree = self._mapping(content, "columns")

    def columns(self) -> Columns | None:
        kind = self._kind()
        if kind is None:
            return None
        self._check_keys(kind)
        facts, times = self._named("facts"), self._named("times")
        for name, column in times:
            if name in dict(facts):
                self._fault(path_text(("times", name)), column, "is also one of the facts", "keep one of the two")
        created = self.tree.get("created")
        events = self._events()
        if kind == "tickets" and not events:
            mend = 'name them, as in events = {created = "opened_at"}'
            self._fault("events", self.tree.get("events"), "name no column", mend)
        return Columns(
            kind, self._text("ticket", "ticket"), self._text("at", "at"), self._text("event", "event"),
            None if created is None else self._event_column("created", created, ("created",)),
            facts, times, self._named("details"), events,
        )  # fmt: skip

    def _kind(self) -> LogKind | None:
        kind = self.tree.get("kind", "events")
        if isinstance(kind, str) and kind in _KEYS:
            return cast("LogKind", kind)
        mend = nearest(kind, get_args(LogKind), "use events, snapshots or tickets")
        self.faults.append(UnknownName("kind", kind, "is not a kind of log", mend))
        return None

    def _check_keys(self, kind: LogKind) -> None:
        for key, value in self.tree.items():
            if key not in _ALL_KEYS:
                mend = nearest(key, _ALL_KEYS, f"the keys are {', '.join(_KEYS[kind])}")
                self._fault(path_text((key,)), value, "is not a key of a column mapping", mend)
            elif key not in _KEYS[kind]:
                where = next(other for other in _KEYS if key in _KEYS[other])
                self._fault(key, value, f"has no place in a log of {kind}", f"leave it out, or set kind = {where!r}")

    def _events(self) -> tuple[EventColumn, ...]:
        written = self._mapping(self.tree.get("events", {}), "events")
        return tuple(self._event_column(kind, value, ("events", kind)) for kind, value in written.items())

    def _event_column(self, kind: str, value: Plain, steps: tuple[str, ...]) -> EventColumn:
        """Read ``"closed_dt"`` or ``{column = "closed_dt", set = {status = "closed"}}``."""
        if not isinstance(value, dict):
            return EventColumn(kind, self._column(value, steps))
        for key in value.keys() - {"column", "set"}:
            mend = nearest(key, ("column", "set"), "the keys are column and set")
            self._fault(path_text((*steps, key)), value[key], "is not a key of an event's column", mend)
        sets = self._mapping(value.get("set", {}), path_text((*steps, "set")))
        texts = tuple((name, self._fact(text, (*steps, "set", name))) for name, text in sets.items())
        return EventColumn(kind, self._column(value.get("column"), (*steps, "column")), texts)

    def _named(self, key: str) -> Named:
        written = self._mapping(self.tree.get(key, {}), key)
        return tuple((name, self._column(column, (key, name))) for name, column in written.items())

    def _text(self, key: str, default: str) -> str:
        return self._column(self.tree.get(key, default), (key,))

    def _column(self, value: Plain, steps: tuple[str, ...]) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._fault(path_text(steps), value, "is not a column's name", "write the name as it is in the header")
        return ""

    def _fact(self, value: Plain, steps: tuple[str, ...]) -> str:
        if isinstance(value, str):
            return value
        self._fault(path_text(steps), value, "is not text", "put it in quotes")
        return ""

    def _mapping(self, value: Plain, path: str) -> dict[str, Plain]:
        if isinstance(value, dict):
            return {key: column for key, column in value.items() if self._is_name(key, path)}
        self._fault(path, value, "is not a mapping", "write our names on the left and columns on the right")
        return {}

    def _is_name(self, key: object, path: str) -> bool:
        if not isinstance(key, str):
            self._fault(
                path, key, "is a key that is not a text", "write our names on the left and columns on the right"
            )
        return isinstance(key, str)

    def _fault(self, field: str, value: object, problem: str, mend: str) -> None:
        self.faults.append(BadInput(field, value, problem, mend))
