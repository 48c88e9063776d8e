"""The rows of golden answers: events of tickets, and what a contract says of them at an instant."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from zoneinfo import ZoneInfo

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.stage import Outcome, Stage
from slacal.errors import BadInput, nearest
from slacal.errors.doors import check_type, each_of, path_of
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TIMES = ("due_at", "original_due_at", "completed_at", "breached_at", "started_at")
AMOUNTS = ("elapsed", "remaining", "overdue", "paused")
WORDS = ("outcome", "stage", "reason")
_WORDS = {"outcome": Outcome, "stage": Stage}
ANSWERS = (*TIMES, *AMOUNTS, *WORDS)
_OF_ANSWERS = ("ticket", "at", "target", *ANSWERS)
_OWN = {"kind", *_OF_ANSWERS}
_AMOUNT = re.compile(r"(-?)(\d{1,6}):([0-5]\d)(?::([0-5]\d))?")
_DETAIL = "details."
_ROWS = "pass the path of a CSV file, or rows as mappings of texts by column"


class Expected(NamedTuple):
    """What one row says: of a target of a ticket at an instant, the answers by column."""

    row: int
    ticket: str
    as_of: datetime
    target: str
    answers: dict[str, object]


class Golden(NamedTuple):
    """The tickets and what is expected of them."""

    histories: dict[str, History]
    expected: tuple[Expected, ...]


def golden_rows(source: Any, zone: str | None) -> Golden:
    """Read a CSV file or rows of texts.

    Raises: BadInput and WrongType with the row and the column; UnknownName for the zone; OSError.
    """
    at_home = None if zone is None else ZoneInfo(zone_name(zone))
    events: dict[str, list[Event]] = {}
    expected: list[Expected] = []
    for number, row in _numbered(source):
        cells = _Cells(number, row, at_home)
        ticket = cells.needed("ticket")
        if cells.text("target"):
            expected.append(Expected(number, ticket, cells.time("at"), cells.text("target"), cells.answers()))
        else:
            events.setdefault(ticket, []).append(cells.event())
    if not expected:
        raise BadInput("rows", len(events), "expect nothing", "add rows with a target and what is said of it")
    for one in expected:
        if one.ticket not in events:
            raise BadInput(f"rows[{one.row}].ticket", one.ticket, "has no events", "add the rows of its events")
    return Golden({ticket: History.sorted(ticket, each) for ticket, each in events.items()}, tuple(expected))


def _numbered(source: Any) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """Yield rows with their numbers: lines of a file, places from 1 on of anything else."""
    if not isinstance(source, str | Path):
        return enumerate(each_of("rows", source, _ROWS), 1)
    if isinstance(source, str) and "\n" in source:
        mend = "save it and pass the path, or pass csv.DictReader(text.splitlines())"
        raise BadInput("rows", source, "is the text of a table, not the path of one", mend)
    with path_of(source, "rows").open(encoding="utf-8-sig", newline="") as file:
        try:
            return list(_lines(csv.DictReader(file, restkey="", strict=True)))
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadInput("rows", str(source), f"is no CSV file in UTF-8: {error}", "save it as one") from error


def _lines(reader: csv.DictReader[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    _check_header(reader.fieldnames or ())
    return ((reader.line_num, row) for row in reader if any(row.values()))


def _check_header(names: Sequence[str]) -> None:
    """Refuse a first line that does not name the columns which every row needs: most often it is cut otherwise."""
    _check_names(1, names)
    known = [*map(_name, names)]
    for needed in ("ticket", "at"):
        if needed not in known:
            like = next((name for name in known if name.casefold() == needed), None)
            is_cut = len(known) == 1 and any(mark in known[0] for mark in ";\t|")
            otherwise = "separate cells with commas" if is_cut else "name the columns in the first line"
            mend = otherwise if like is None else f"write {needed!r} for {like!r}"
            raise BadInput("rows[1]", ",".join(known), f"has no column {needed!r}", mend)


def _check_names(number: int, names: Iterable[object]) -> None:
    """Refuse columns without a name, and two of one name, of which one would be lost."""
    seen: set[str] = set()
    for name in map(_name, names):
        if not name or name in seen:
            problem = "stands there twice" if name else "has a column without a name"
            raise BadInput(f"rows[{number}]", name, problem, "give each column a name of its own, or leave it out")
        seen.add(name)


def _name(column: object) -> str:
    return str(column).strip()


class _Cells:
    """The cells of one row, read as what their columns hold."""

    def __init__(self, number: int, row: Mapping[str, Any], zone: ZoneInfo | None) -> None:
        check_type(f"rows[{number}]", row, Mapping, "a row", _ROWS)
        if "" in row:
            raise BadInput(f"rows[{number}]", row[""], "has more cells than the header", "quote cells with commas")
        _check_names(number, row)
        self.number = number
        self.row = {_name(column): self._cell(_name(column), cell) for column, cell in row.items()}
        self.zone = zone

    def _cell(self, column: str, cell: object) -> str:
        """Return a cell; None is an empty one, as in a row with fewer cells than the header."""
        check_type(f"rows[{self.number}].{column}", cell, (str, NoneType), "text", "write cells as text")
        return str(cell or "").strip()

    def text(self, column: str) -> str:
        return self.row.get(column, "")

    def needed(self, column: str) -> str:
        if not self.text(column):
            self._refuse(column, "is empty", "fill it in")
        return self.text(column)

    def time(self, column: str) -> datetime:
        try:
            at = datetime.fromisoformat(self.needed(column))
        except ValueError:
            self._refuse(column, "is not a time", "write it as in 2026-11-20T18:00+03:00")
        if _is_date(self.text(column)):
            self._refuse(column, "is a date without a time", f"write {self.text(column)} 00:00 if midnight is meant")
        if at.tzinfo is not None:
            return at
        if self.zone is None:
            self._refuse(column, "has no time zone", "write its offset, or name the zone of all: zone='Europe/Berlin'")
        return at.replace(tzinfo=self.zone)

    def word(self, column: str) -> str:
        known = [*map(str, _WORDS.get(column, ()))]
        if known and self.text(column) not in known:
            mend = nearest(self.text(column), known, f"write one of {', '.join(known)}")
            self._refuse(column, f"is no {column}", mend)
        return self.text(column)

    def amount(self, column: str) -> timedelta:
        found = _AMOUNT.fullmatch(self.text(column))
        if found is None:
            self._refuse(column, "is not an amount", "write hours and minutes, as in 8:00 or -0:30")
        minus, hours, minutes, seconds = found.groups()
        amount = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
        return -amount if minus else amount

    def event(self) -> Event:
        for column in ANSWERS:
            if self.text(column):
                self._refuse(column, "is said of no target", "name it in the column target")
        facts = {name: _fact(cell) for name, cell in self.row.items() if cell and name not in _OWN}
        details = {name.removeprefix(_DETAIL): facts.pop(name) for name in list(facts) if name.startswith(_DETAIL)}
        return Event(self.time("at"), self.text("kind") or "changed", facts, details=details)

    def answers(self) -> dict[str, object]:
        for column, cell in self.row.items():
            if cell and column not in _OF_ANSWERS:
                otherwise = "leave it empty: a row with a target is no event"
                self._refuse(column, "is no answer", nearest(column, _OF_ANSWERS, otherwise))
        found: dict[str, object] = {}
        for column in ANSWERS:
            cell = self.text(column)
            if cell:
                empty = cell == "none" and column not in WORDS
                read = self.time if column in TIMES else self.amount if column in AMOUNTS else self.word
                found[column] = None if empty else read(column)
        if not found:
            self._refuse("target", "has no answer beside it", f"fill in one of {', '.join(ANSWERS)}")
        return found

    def _refuse(self, column: str, problem: str, mend: str) -> NoReturn:
        raise BadInput(f"rows[{self.number}].{column}", self.text(column), problem, mend)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _fact(cell: str) -> str | None:
    return None if cell == "-" else cell
