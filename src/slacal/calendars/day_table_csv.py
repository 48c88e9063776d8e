"""A DayTable as CSV text: some lines about the table, a header, and a row for each date that is not ordinary.

::

    # name: RU
    # covers: 2015-01-01..2027-12-31
    date,type,name,moved_from,decree
    2026-12-31,day_off,,2026-01-04,

Only ``date`` and ``type`` are required. Nothing is skipped silently: unknown columns and stray cells are faults.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from slacal.calendars.day_table import DayTable, table_faults, whole_years
from slacal.calendars.day_type import TableRow, day_type_of
from slacal.calendars.plain_date import date_of
from slacal.documents.caps import MAX_FAULTS
from slacal.errors import BadDocument, BadInput, SlacalError, WrongType, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

_Read = TypeVar("_Read")
COLUMNS = ("date", "type", "name", "moved_from", "decree")
_MOST_UNKNOWN = 20  # columns that are named: a text that is no table has thousands
LARGEST = 8 << 20  # characters; a row a day for a thousand years is far below
_ABOUT = ("name", "source", "version", "licence", "covers")
_SAID = re.compile(r"#\s*(\w+)\s*:\s*(.*)")
_DECREE = {"": False, "0": False, "false": False, "1": True, "true": True}


def loads(text: str, name: str = "table") -> DayTable:
    """Read a table from CSV text; `name` serves where the text gives none.

    Raises: BadDocument with every fault, each with its line.
    """
    if not isinstance(text, str):
        raise WrongType("text", text, "is not text", "pass the CSV as text, or load it from its path")
    if len(text) > LARGEST:
        raise BadInput("text", f"{len(text)} characters", "is too long for a table of dates", "split it by years")
    return _Reading(name).table(text.removeprefix("\ufeff"))


class _Reading:
    """One text while it is read: what is known so far, and all that is wrong with it."""

    def __init__(self, name: str) -> None:
        self.about = {"name": name}
        self.covers: tuple[date, date] | None = None
        self.rows: list[tuple[str, TableRow]] = []
        self.faults: list[SlacalError] = []

    def table(self, text: str) -> DayTable:
        """Return the table that a text holds. Raises: BadDocument with every fault and its line."""
        lines = text.split("\n")
        head = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
        for number, line in enumerate(lines[:head], 1):
            if len(self.faults) < MAX_FAULTS:
                self._say(f"line {number}", line.rstrip("\r"))
        self._read(lines, head)
        if not self.faults:
            covers = self.covers or whole_years([row for _, row in self.rows])
            self.faults.extend(table_faults(self.rows, covers))
        if self.faults:
            raise BadDocument(self.about["name"], self.faults)
        return DayTable([row for _, row in self.rows], covers=self.covers, **self.about)

    def _say(self, where: str, line: str) -> None:
        match = _SAID.fullmatch(line)
        key, said = match.groups() if match else ("", "")
        if key not in _ABOUT:
            mend = nearest(key, _ABOUT, f"write '# key: text' with one of {', '.join(_ABOUT)}")
            self.faults.append(BadInput(where, line, "says nothing that is known about a table", mend))
        elif key != "covers":
            self.about[key] = said.strip()
        else:
            first, last = (self._attempt(date_of, end, f"{where}.covers") for end in said.partition("..")[::2])
            self.covers = None if first is None or last is None else (first, last)

    def _read(self, lines: list[str], head: int) -> None:
        columns: list[str] = []
        for number, cells in self._records(lines, head):
            if len(self.faults) >= MAX_FAULTS:
                return
            where = f"line {number}"
            if not columns:
                columns = cells
                if not self._columns_hold(where, columns):
                    return
            elif len(cells) != len(columns):
                problem = f"has {len(cells)} cells under {len(columns)} columns"
                self.faults.append(BadInput(where, ",".join(cells), problem, "quote text that holds a comma"))
            else:
                self._row(where, dict(zip(columns, cells, strict=True)))
        if not columns:
            self.faults.append(BadInput("header", "", "is missing", f"begin with {','.join(COLUMNS)}"))

    def _records(self, lines: list[str], head: int) -> Iterator[tuple[int, list[str]]]:
        import csv

        reader = csv.reader((f"{line}\n" for line in lines[head:]), strict=True)
        first = head + 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield first, [cell.strip() for cell in cells]
                first = head + reader.line_num + 1
        except csv.Error as error:
            mend = "close every quote that is opened"
            self.faults.append(BadInput(f"line {first}", str(error), "is not CSV", mend))

    def _columns_hold(self, where: str, columns: list[str]) -> bool:
        known = ", ".join(COLUMNS)
        unknown = [column for column in columns if column not in COLUMNS][:_MOST_UNKNOWN]
        faults = [
            BadInput(where, column, "is not a column of a table", nearest(column, COLUMNS, f"known are {known}"))
            for column in unknown
        ]
        faults += [
            BadInput(where, column, "is a column that stands twice", "keep one of the two")
            for column in COLUMNS
            if columns.count(column) > 1
        ]
        faults += [
            BadInput(where, ",".join(columns), f"has no column {column}", f"begin with {','.join(COLUMNS)}")
            for column in ("date", "type")
            if column not in columns
        ]
        self.faults.extend(faults)
        return not faults

    def _row(self, where: str, cells: dict[str, str]) -> None:
        on = self._attempt(date_of, cells["date"], f"{where}.date")
        kind = self._attempt(day_type_of, cells["type"], f"{where}.type")
        moved = cells.get("moved_from")
        moved_from = self._attempt(date_of, moved, f"{where}.moved_from") if moved else None
        decree = _DECREE.get(cells.get("decree", "").lower())
        if decree is None:
            mend = "write 1, or leave it empty"
            self.faults.append(BadInput(f"{where}.decree", cells["decree"], "is neither 1 nor nothing", mend))
        elif on is not None and kind is not None:
            self.rows.append((where, TableRow(on, kind, cells.get("name", ""), moved_from, decree)))

    def _attempt(self, read: Callable[[str, str], _Read], said: str, where: str) -> _Read | None:
        try:
            return read(said, where)
        except SlacalError as fault:
            self.faults.append(fault)
            return None


def dumps(table: DayTable) -> str:
    r"""Return the table as CSV text that `loads` reads back to an equal table.

    >>> print(dumps(loads("date,type\n2026-05-04,day_off\n", name="works")), end="")
    # name: works
    # covers: 2026-01-01..2026-12-31
    date,type,name,moved_from,decree
    2026-05-04,day_off,,,
    """
    import csv
    from io import StringIO

    out = StringIO()
    for key in ("name", "source", "version", "licence"):
        if said := getattr(table, key):
            out.write(f"# {key}: {said}\n")
    out.write(f"# covers: {table.covers[0]}..{table.covers[1]}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for on, kind, name, moved_from, decree in table.rows:
        writer.writerow((on, kind.value, name, moved_from or "", "1" if decree else ""))
    return out.getvalue()
