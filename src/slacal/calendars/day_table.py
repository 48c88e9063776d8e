"""DayTable: which dates of some years are working days, shortened, off or ordinary weekends, as a government decreed.

Dates that differ from an ordinary week stand in it, and working days that must stay so whatever other sources say:
elsewhere within its coverage Monday to Friday are working days, Saturday and Sunday ordinary weekends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from slacal.calendars.day_type import DayType, ProductionDay, TableRow, day_type_of, ordinary_type
from slacal.calendars.plain_date import check_covers, date_of
from slacal.errors import BadDocument, BadInput, SlacalError, WrongType
from slacal.errors.doors import all_of, check_type, mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Covers = tuple[date, date]

_ABOUT = ("name", "source", "version", "licence")


@dataclass(frozen=True, slots=True, init=False, repr=False)
class DayTable:
    """Dates with their day types, and where they come from.

    ``covers`` is the first and the last date that the table knows, both included; left out, the whole years from its
    first date to its last. ``rows`` are kept sorted and without ordinary weekends: tables that say the same are equal.
    Raises: BadDocument with every row that cannot be meant.

    >>> table = DayTable.of({date(2026, 5, 4): "day_off", date(2026, 5, 9): "workday"}, name="works")
    >>> table.covers
    (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    >>> str(table.on(date(2026, 5, 9)).type), table.on(date(2027, 1, 1))
    ('workday', None)
    """

    name: str
    rows: tuple[TableRow, ...]
    covers: Covers
    source: str
    version: str
    licence: str

    def __init__(
        self,
        rows: Iterable[TableRow],
        *,
        name: str = "table",
        covers: Covers | None = None,
        source: str = "",
        version: str = "",
        licence: str = "",
    ) -> None:
        given = sorted(sound_rows("rows", rows), key=lambda row: row.on)
        if covers is not None:
            check_covers(covers)
        about = {"name": name, "source": source, "version": version, "licence": licence}
        known = whole_years(given) if covers is None else covers
        faults = [*_text_faults(about), *table_faults([(str(row.on), row) for row in given], known)]
        if faults:
            raise BadDocument(name if isinstance(name, str) else "table", faults)
        object.__setattr__(self, "rows", tuple(row for row in given if not row.is_ordinary_weekend))
        object.__setattr__(self, "covers", known)
        for field, text in about.items():
            object.__setattr__(self, field, text)

    @classmethod
    def of(
        cls,
        days: Mapping[date, str] | Mapping[str, str],
        *,
        name: str = "table",
        covers: Covers | None = None,
        source: str = "",
        version: str = "",
    ) -> DayTable:
        """Build a table from ``{date: day type}``: all dates, or only those that differ from an ordinary week."""
        rows = rows_of(days, name)
        return cls(rows, name=name, covers=covers, source=source, version=version)

    def __hash__(self) -> int:
        return hash((self.name, self.version, self.covers, len(self.rows)))

    def __repr__(self) -> str:
        about = [f"{field}={text!r}" for field in _ABOUT if (text := getattr(self, field))]
        return f"DayTable({list(self.rows)!r}, covers={self.covers!r}, {', '.join(about)})"

    def on(self, on: date) -> ProductionDay | None:
        """Return what the table says of a date, None outside its coverage."""
        first, last = self.covers
        return (_by_date(self).get(on) or ProductionDay(ordinary_type(on))) if first <= on <= last else None

    def dates(self, year: int) -> Iterator[date]:
        """Yield every date of a year that the table covers."""
        first, last = max(self.covers[0], date(year, 1, 1)), min(self.covers[1], date(year, 12, 31))
        yield from (first + timedelta(days) for days in range((last - first).days + 1))


@lru_cache(maxsize=32)
def _by_date(table: DayTable) -> Mapping[date, ProductionDay]:
    given_for = {row.moved_from: row.on for row in table.rows if row.moved_from}
    return MappingProxyType({
        on: ProductionDay(kind, name, moved_from, given_for.get(on) if kind.is_worked else None, decree)
        for on, kind, name, moved_from, decree in table.rows
    })  # fmt: skip


def rows_of(days: Mapping[date, str] | Mapping[str, str], document: str, name: str = "") -> list[TableRow]:
    """Return ``{date: day type}`` as rows, all with one name. Raises: BadDocument with every fault."""
    rows: list[TableRow] = []
    faults: list[SlacalError] = []
    check_type("reason", name, str, "text", "write why, in a few words")
    for on, written in mapping_of(document, days, 'pass {date: day type}, as in {date(2026, 5, 4): "day_off"}').items():
        try:
            when = date_of(on, "date")
            rows.append(TableRow(when, day_type_of(written, str(when)), name))
        except SlacalError as fault:
            faults.append(fault)
    if faults:
        raise BadDocument(document, faults)
    return rows


def sound_rows(field: str, rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Return rows whose parts are of their types. Raises: WrongType."""
    found: tuple[TableRow, ...] = all_of(field, rows, TableRow, "a row of a table", "pass TableRow values")
    for place, row in enumerate(found):
        where = f"{field}[{place}]"
        check_type(f"{where}.type", row.type, DayType, "a day type", "pass a DayType")
        for name, on in (("on", row.on), ("moved_from", row.moved_from or row.on)):
            if isinstance(on, datetime) or not isinstance(on, date):
                raise WrongType(f"{where}.{name}", on, "is not a date", "pass a datetime.date")
    return found


def whole_years(rows: Sequence[TableRow]) -> Covers:
    """Return the first day of the first year and the last day of the last. Raises: BadInput without any row."""
    if not rows:
        raise BadInput("rows", (), "hold no date", "give some, or say which dates the table covers")
    years = [row.on.year for row in rows]
    return date(min(years), 1, 1), date(max(years), 12, 31)


def table_faults(rows: Iterable[tuple[str, TableRow]], covers: Covers) -> Iterator[SlacalError]:
    """Yield whatever cannot be meant in rows, each of which comes with the place to name it by."""
    if covers[1] < covers[0]:
        yield BadInput("covers", "..".join(map(str, covers)), "ends before it begins", "swap the two dates")
        return
    seen: dict[date, str] = {}
    moved: dict[date, str] = {}
    for where, row in rows:
        yield from _row_faults(where, row, covers)
        if row.on in seen:
            yield BadInput(
                f"{where}.date", str(row.on), f"stands twice, first in {seen[row.on]}", "keep one of the two"
            )
        if row.moved_from and row.moved_from in moved:
            taken = f"is given a day off twice, first in {moved[row.moved_from]}"
            yield BadInput(f"{where}.moved_from", str(row.moved_from), taken, "keep one of the two")
        seen.setdefault(row.on, where)
        if row.moved_from:
            moved.setdefault(row.moved_from, where)


def _row_faults(where: str, row: TableRow, covers: Covers) -> Iterator[SlacalError]:
    if not covers[0] <= row.on <= covers[1]:
        yield BadInput(f"{where}.date", str(row.on), "lies outside what the table covers", "widen its coverage")
    if row.type is DayType.WEEKEND and (row.name or row.moved_from):
        yield BadInput(f"{where}.type", row.type.value, "has a name or a transfer", "write 'day_off'")
    elif row.moved_from and row.type is not DayType.DAY_OFF:
        yield BadInput(f"{where}.type", row.type.value, "takes over no other day's rest", "write 'day_off'")
    if row.moved_from == row.on:
        yield BadInput(f"{where}.moved_from", str(row.on), "is the date itself", "name the date that is worked instead")
    if row.decree and not row.type.is_worked:
        yield BadInput(f"{where}.decree", row.type.value, "is off without a decree", "leave the decree out")
    yield from _text_faults({f"{where}.name": row.name})


def _text_faults(texts: Mapping[str, str]) -> Iterator[SlacalError]:
    for field, text in texts.items():
        if not isinstance(text, str):
            yield WrongType(field, text, "is not text", "write it as text")
        elif text != text.strip() or not text.isprintable():
            yield BadInput(field, text, "has blanks around it or is more than a line", "write one plain line")
