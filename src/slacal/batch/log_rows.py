"""The rows of a log as arrays: by ticket in the order of their first rows, within a ticket by time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import narwhals as nw
import numpy as np

from slacal.batch import columns
from slacal.batch.log_codes import Codes, codes_of, facts_of
from slacal.batch.numbers import MISSING, array_of
from slacal.engine.facts import as_text
from slacal.errors import BadInput, WrongType, nearest
from slacal.errors.doors import check_type, mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.batch.numbers import Flags, Ints

TICKET, AT, EVENT, CREATED, DETAIL = "ticket", "at", "event", "created", "details."
OPENING, CHANGED = "created", "changed"
SILENT = "\0"  # the kind of a row that is no event: nobody can read it
PART = 1 << 17  # rows: the passes over a part cost more than the calls for it
_ROOM = 31 << 20  # bytes: just below the largest block that glibc learns from
_CELLS = {TICKET: "ticket", AT: "instant", EVENT: "kind of event", CREATED: "instant of creation"}
_FRAME = "pass a pandas, polars or pyarrow frame, or a dict of numpy arrays"


class Table(NamedTuple):
    """A frame, or a dict of arrays, and which of its columns is which: `names` leads from ours to theirs."""

    frame: nw.DataFrame[Any] | None
    arrays: Mapping[str, Any]
    names: Mapping[str, str]
    zone: str | None

    def column(self, name: str) -> Any:
        """Return a column by our name, in the type of the frame's own library."""
        return self.own(self.names[name])

    def own(self, name: str) -> Any:
        """Return a column by its own name."""
        return self.arrays[name] if self.frame is None else nw.to_native(self.frame.get_column(name))

    def known(self) -> list[str]:
        """Return the names of all columns."""
        return list(self.arrays) if self.frame is None else self.frame.columns

    def codes(self, name: str) -> Codes:
        """Return a column as codes."""
        return codes_of(self.column(name), self.names[name], self.zone)

    def facts(self, name: str) -> Codes:
        """Return a column of facts, or of details, as codes. Raises: WrongType for values that cannot be facts."""
        return facts_of(self.column(name), self.names[name], self.zone)

    def times(self, name: str) -> Ints:
        """Return a column of instants in microseconds, `MISSING` where there is none."""
        found, _, _ = columns.column(self.column(name), self.names[name], "M", self.zone)
        count = len(found.raw)
        return found.read(0, count, np.empty(count, np.int64))

    def refuse_idle_zone(self) -> None:
        """Refuse a zone that none of the columns needs. Raises: BadInput."""
        used = self.zone is not None and any(columns.is_naive(self.column(one), one) for one in self.names)
        columns.refuse_idle_zone(self.zone, used=used)

    def zone_of(self, name: str) -> Any:
        """Return the zone that a column of instants carries, UTC for numpy's."""
        return columns.column(self.column(name), self.names[name], "M", self.zone)[1].zone


def table_of(
    events: Any, names: Mapping[str, str], wanted: Iterable[str], zone: str | None, *, ticket: str | None = TICKET
) -> Table:
    """Return a frame with its columns found. `wanted` are facts taken from columns of the same name.

    `ticket` is the column of tickets, None where there is none.

    Raises: WrongType for what is no frame; BadInput for a column that is not there.
    """
    frame, arrays, known = _opened(events)
    found = mapping_of("columns", names, "pass {our name: column of the log}")
    for ours, theirs in found.items():
        check_type("columns", ours, str, "a name of ours", "pass {our name: column of the log}")
        check_type(f"columns.{ours}", theirs, str, "the name of a column", "pass {our name: column of the log}")
    if ticket is not None:
        found.setdefault(TICKET, ticket)
        found.setdefault(AT, AT)
        if CREATED not in found and EVENT in known:
            found.setdefault(EVENT, EVENT)
    used = set(found.values())
    found.update({name: name for name in sorted(wanted) if name in known and name not in found and name not in used})
    for ours, theirs in found.items():
        if theirs not in known:
            mend = nearest(theirs, known, f"the columns are {', '.join(known)}")
            raise BadInput(f"columns.{ours}", theirs, "is not a column of the log", mend, "missing-column")
    table = Table(frame, arrays, found, zone)
    table.refuse_idle_zone()
    return table


def _opened(events: Any) -> tuple[nw.DataFrame[Any] | None, Mapping[str, Any], list[str]]:
    if isinstance(events, Mapping):
        given = cast("Mapping[str, Any]", events)
        for name in given:
            check_type("events", name, str, "the name of a column", "pass {name: array}, names as text")
        arrays = {name: array_of(values, f"events.{name}") for name, values in given.items()}
        if len({len(array) for array in arrays.values()}) > 1:
            raise BadInput("events", {name: len(array) for name, array in arrays.items()}, "differ in length", _FRAME)
        return None, arrays, list(arrays)
    frame: Any = columns.opened(events, "events")
    if isinstance(frame, nw.LazyFrame):
        raise WrongType("events", type(events).__name__, "is lazy", "collect() it first")
    if not isinstance(frame, nw.DataFrame):
        raise WrongType("events", type(events).__name__, "is not a frame", _FRAME)
    opened: nw.DataFrame[Any] = frame  # pyright: ignore[reportUnknownVariableType]  # any library
    return opened, {}, opened.columns


class Rows(NamedTuple):
    """The events of a log. Those of a ticket lie together, `bounds` tells where; `heads` marks each one's first.

    Facts are those after each event; ``changed`` are those that it brought itself; ``kept`` are told and never read.
    ``later`` counts events after the question, which are left out.
    """

    tickets: list[Any]
    bounds: Ints
    heads: Flags
    at: Ints
    kinds: Codes
    facts: Mapping[str, Codes]
    changed: Mapping[str, Codes]
    details: Mapping[str, Codes]
    later: int
    kept: Mapping[str, Codes] = {}

    def __len__(self) -> int:
        return len(self.at)

    def parts(self, size: int = PART) -> Iterator[tuple[int, Rows]]:
        """Yield some tickets at a time, with the place of the first, so that what a pass makes stays in the cache.

        `size`: rows of a part, more where a ticket alone has more.
        """
        np.empty(_ROOM, np.int8)  # given back untouched, it tells glibc to keep what parts free: a third of the time
        first, last = 0, len(self.bounds) - 1
        while first < last:
            after = max(bisect_right(cast("Sequence[int]", self.bounds), self.bounds[first] + size) - 1, first + 1)
            yield first, self._part(first, after)
            first = after

    def _part(self, first: int, last: int) -> Rows:
        """Return the rows of some tickets, [first, last): views of these."""
        begin, end = int(self.bounds[first]), int(self.bounds[last])
        if last - first == len(self.bounds) - 1:
            return self

        def cut(codes: Mapping[str, Codes]) -> dict[str, Codes]:
            return {name: one.part(begin, end) for name, one in codes.items()}

        return Rows(
            self.tickets[first:last], self.bounds[first : last + 1] - begin, self.heads[begin:end], self.at[begin:end],
            self.kinds.part(begin, end), cut(self.facts), cut(self.changed), cut(self.details), 0, cut(self.kept),
        )  # fmt: skip


class LogColumns(NamedTuple):
    """The columns of rows as they came."""

    at: Ints
    kinds: Codes | None
    facts: dict[str, Codes]
    details: dict[str, Codes]
    created: Ints | None
    kept: Mapping[str, Codes] = {}

    def taken(self, rows: Ints) -> LogColumns:
        return LogColumns(
            self.at[rows],
            None if self.kinds is None else self.kinds.taken(rows),
            {name: codes.taken(rows) for name, codes in self.facts.items()},
            {name: codes.taken(rows) for name, codes in self.details.items()},
            None if self.created is None else self.created[rows],
            {name: codes.taken(rows) for name, codes in self.kept.items()},
        )


def rows_of(table: Table, now: int, opening: Mapping[str, Any], kept: Sequence[str] = ()) -> Rows:
    """Read a log of events, or of states where there is no column of kinds; `kept` are columns that nothing reads.

    Raises: BadInput for an empty cell.
    """
    _refuse_creation(table, opening)
    names = [name for name in table.names if name not in {TICKET, AT, EVENT, CREATED}]
    read = LogColumns(
        table.times(AT),
        _kinds(table) if EVENT in table.names else None,
        {name: table.facts(name) for name in names if not name.startswith(DETAIL)},
        {name.removeprefix(DETAIL): table.facts(name) for name in names if name.startswith(DETAIL)},
        table.times(CREATED) if CREATED in table.names else None,
        {name: facts_of(table.own(name), name, table.zone) for name in kept},
    )
    refuse_missing(read.at == MISSING, table, AT)
    if read.created is not None:
        refuse_missing(read.created == MISSING, table, CREATED)
    codes = table.codes(TICKET)
    refuse_missing(codes.places < 0, table, TICKET)
    return laid_out(codes, read, now, opening)


def _refuse_creation(table: Table, opening: Mapping[str, Any]) -> None:
    """Refuse what would not be read: an event says itself when, and with which facts, a ticket is created."""
    for field, told in (("columns.created", table.names.get(CREATED)), ("created_with", dict(opening))):
        if told and EVENT in table.names:
            problem = "has no meaning in a log of events, where a row says what is created"
            raise BadInput(field, told, problem, "leave it out, or leave out the column of events")


def laid_out(owners: Codes, read: LogColumns, now: int, opening: Mapping[str, Any]) -> Rows:
    """Return the columns of a log as rows by ticket and time. Raises: BadInput."""
    tickets, runs, order = _ordered(owners, read.at)
    if order is not None:
        read = read.taken(order)
    bounds = np.append(runs, len(read.at))
    if read.kinds is not None:
        return _of_events(tickets, bounds, read, now)
    if read.created is None and opening:
        mend = "name the column of the creation, as in columns={'created': 'opened_at'}"
        raise BadInput("created_with", dict(opening), "has no creation to apply to", mend)
    return _of_states(tickets, bounds, read, now, opening)


def _kinds(table: Table) -> Codes:
    codes = table.codes(EVENT)
    refuse_missing(codes.places < 0, table, EVENT)
    return Codes(codes.places, [as_text(value) for value in codes.values])


def refuse_missing(bad: Flags, table: Table, name: str) -> None:
    """Refuse a column that is empty somewhere. Raises: BadInput."""
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise BadInput(f"{table.names[name]}[{row}]", None, "is empty", f"give every row its {_CELLS[name]}")


def _ordered(codes: Codes, at: Ints) -> tuple[list[Any], Ints, Ints | None]:
    """Return the tickets, the first row of each, and the order to put the rows in; None where they are in order."""
    places = codes.places
    new = np.empty(len(places), np.bool_)
    new[:1] = True
    np.not_equal(places[1:], places[:-1], out=new[1:])
    runs = np.flatnonzero(new)
    of_runs = places[runs]
    seen = np.zeros(len(codes.values), np.bool_)
    seen[of_runs] = True
    apart = np.count_nonzero(seen) < len(of_runs)
    if not apart and not ((at[1:] < at[:-1]) & ~new[1:]).any():
        return [codes.values[place] for place in of_runs.tolist()], runs, None
    first = np.full(len(codes.values), len(places), np.int64)
    first[of_runs[::-1]] = runs[::-1]
    ranked = np.argsort(first, kind="stable")[: np.count_nonzero(seen)]
    rank = np.empty(len(codes.values), np.int64)
    rank[ranked] = np.arange(len(ranked))
    order = np.lexsort((at, rank[places]))
    sizes = np.bincount(rank[places], minlength=len(ranked))
    return [codes.values[place] for place in ranked.tolist()], np.cumsum(sizes) - sizes, order


def _heads(bounds: Ints, rows: int) -> Flags:
    heads = np.zeros(rows + 1, np.bool_)
    heads[bounds[:-1]] = True
    return heads[:-1]


def _until(bounds: Ints, at: Ints, now: int) -> tuple[Flags | None, Ints]:
    """Return which rows lie no later than the question, None for all, and the bounds of the tickets among them."""
    if not len(at) or int(at.max()) <= now:
        return None, bounds
    kept = at <= now
    return kept, np.append(0, np.cumsum(kept))[bounds]


def _of_events(tickets: list[Any], bounds: Ints, read: LogColumns, now: int) -> Rows:
    kept, bounds = _until(bounds, read.at, now)
    later = 0 if kept is None else int(np.count_nonzero(~kept))
    if kept is not None:
        read = read.taken(np.flatnonzero(kept))
    heads = _heads(bounds, len(read.at))
    facts = {name: codes.carried(heads) for name, codes in read.facts.items()}
    assert read.kinds is not None  # noqa: S101 - asked before
    kept_facts = {name: codes.carried(heads) for name, codes in read.kept.items()}
    return Rows(tickets, bounds, heads, read.at, read.kinds, facts, read.facts, read.details, later, kept_facts)


def _of_states(tickets: list[Any], bounds: Ints, read: LogColumns, now: int, opening: Mapping[str, Any]) -> Rows:
    rows = len(read.at)
    heads = _heads(bounds, rows)
    differs = heads.copy()
    for codes in read.facts.values():
        differs[1:] |= codes.places[1:] != codes.places[:-1]
    kinds = np.where(differs, 1, 2)  # a row like the one before it is no event: a kind that nobody reads
    if read.created is None:
        kinds[heads] = 0
    else:
        bounds, read, kinds = _with_creation(bounds, read, kinds, opening)
    kept, bounds = _until(bounds, read.at, now)
    later = 0 if kept is None else int(np.count_nonzero(~kept & (kinds < 2)))  # noqa: PLR2004 - as above
    if kept is not None:
        chosen = np.flatnonzero(kept)
        read, kinds = read.taken(chosen), kinds[chosen]
    known = Codes(kinds, [OPENING, CHANGED, SILENT])
    heads = _heads(bounds, len(read.at))
    return Rows(tickets, bounds, heads, read.at, known, read.facts, read.facts, read.details, later, read.kept)


def _with_creation(
    bounds: Ints, read: LogColumns, kinds: Ints, opening: Mapping[str, Any]
) -> tuple[Ints, LogColumns, Ints]:
    """Put in a row for the creation of each ticket: with the facts of its first state, and what is set instead."""
    assert read.created is not None  # noqa: S101 - asked before
    count, rows = len(bounds) - 1, len(read.at)
    firsts = bounds[:-1]
    ticket = np.repeat(np.arange(count), np.diff(bounds))
    source = np.concatenate([firsts, np.arange(rows)])
    at = np.concatenate([read.created[firsts], read.at])
    owner = np.concatenate([np.arange(count), ticket])
    order = np.lexsort((at, owner))
    is_new = order < count
    made = read.taken(source[order])
    bounds = bounds + np.arange(count + 1)
    heads = _heads(bounds, len(order))
    opens = is_new & heads
    late = np.flatnonzero(is_new & ~heads)  # created after its first row: it says nothing new
    facts, kept = (
        {name: _set(codes, opens, late, opening.get(name)) for name, codes in each.items()}
        for each in (made.facts, made.kept)
    )
    lasting = {name: value for name, value in opening.items() if name not in facts}  # no state takes them back
    opened = np.repeat(opens[bounds[:-1]], np.diff(bounds))
    facts.update({name: Codes(np.where(opened, 0, -1), [value]) for name, value in lasting.items()})
    kinds = np.concatenate([np.zeros(count, np.int64), kinds])[order]
    after = np.flatnonzero(opens) + 1
    differs = np.zeros(len(order), np.bool_)
    for codes in facts.values():
        differs[1:] |= codes.places[1:] != codes.places[:-1]
    kinds[after] = np.where(differs[after], 1, 2)
    return bounds, made._replace(at=at[order], facts=facts, kept=kept), kinds


def _set(codes: Codes, opens: Flags, late: Ints, value: Any) -> Codes:
    places, values = codes
    if len(late):
        places = places.copy()
        places[late] = places[late - 1]
    if value is None:
        return Codes(places, values)
    if value not in values:
        values = [*values, value]
    return Codes(np.where(opens, values.index(value), places), values)
