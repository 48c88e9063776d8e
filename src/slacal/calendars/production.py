"""ProductionCalendar: a table of day types and the reading of it (rules C5 and C6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from slacal.calendars.day_table import DayTable, rows_of, sound_rows, table_faults
from slacal.calendars.day_type import DayType, ProductionDay, TableRow
from slacal.calendars.plain_date import date_of
from slacal.calendars.transferred import transferred_of, transferred_text
from slacal.calendars.trimming import trim_of, trim_text
from slacal.display import printed
from slacal.errors import BadDocument, BadInput, UnknownName, WrongType
from slacal.errors.doors import check_choice, path_of, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike
    from typing import Unpack

    from slacal.calendars.transferred import Transferred, TransferredLike

__all__ = ["DayType", "ProductionCalendar", "ProductionDay"]

Decree: TypeAlias = Literal["closed", "ignore"]
SHIPPED = ("RU",)
_DECREES = ("closed", "ignore")
_AN_HOUR = timedelta(hours=1)


class ProductionOptions(TypedDict, total=False):
    """How a table is read."""

    transferred: TransferredLike
    shortened: timedelta | str
    decree: str


@dataclass(frozen=True, slots=True, init=False, repr=False)
class ProductionCalendar:
    """Working days, shortened days and days off, date by date, from the shipped table ``"RU"`` or one of your own.

    ``transferred`` says which hours a weekend has that became a working day (rule C5); ``shortened`` what is taken off
    the end of a shortened day, or ``"ignore"``; ``decree`` whether days that a decree closed at short notice are
    ``"closed"``, or worked as planned: ``"ignore"``.

    Raises: UnknownName for a table that is not shipped.

    >>> russia = ProductionCalendar("RU")
    >>> russia.on(date(2026, 12, 31)).moved_from
    datetime.date(2026, 1, 4)
    >>> russia.known_years()
    (2015, 2027)
    """

    table: str | DayTable
    transferred: Transferred
    shortened: timedelta | Literal["ignore"]
    decree: Decree
    changes: tuple[TableRow, ...]

    def __init__(
        self,
        table: str | DayTable,
        *,
        transferred: TransferredLike = "replaced",
        shortened: timedelta | str = _AN_HOUR,
        decree: str = "closed",
        changes: Iterable[TableRow] = (),
    ) -> None:
        object.__setattr__(self, "table", table if isinstance(table, DayTable) else _shipped_name(table))
        object.__setattr__(self, "transferred", transferred_of(transferred))
        ignored = isinstance(shortened, str) and shortened == "ignore"
        object.__setattr__(self, "shortened", "ignore" if ignored else trim_of(shortened, "shortened"))
        object.__setattr__(self, "decree", _decree_of(decree))
        object.__setattr__(self, "changes", _settled(changes, self.about))

    @classmethod
    def of(
        cls, days: Mapping[date, str] | Mapping[str, str], *, name: str = "table", source: str = "", version: str = "",
        covers: tuple[date, date] | None = None, **options: Unpack[ProductionOptions],
    ) -> ProductionCalendar:  # fmt: skip
        """Read ``{date: day type}``: all dates, or only those that differ from an ordinary week.

        ``covers`` is the first and the last date known; left out, the whole years from the first date to the last.

        >>> works = ProductionCalendar.of({date(2026, 5, 4): "day_off", date(2026, 5, 9): "workday"}, name="works")
        >>> works.on(date(2026, 5, 5))
        ProductionDay(type=DayType.WORKDAY, name='', moved_from=None, replaces=None, decree=False)
        """
        return cls(DayTable.of(days, name=name, source=source, version=version, covers=covers), **options)

    @classmethod
    def loads(cls, text: str, name: str = "table", **options: Unpack[ProductionOptions]) -> ProductionCalendar:
        r"""Read CSV text with the columns date, type and, if any, name, moved_from, decree.

        Raises: BadDocument with every fault and its line.

        >>> ProductionCalendar.loads("date,type\n2026-05-04,day_off\n").known_years()
        (2026, 2026)
        """
        from slacal.calendars.day_table_csv import loads

        return cls(loads(text, name), **options)

    @classmethod
    def load(cls, path: str | PathLike[str], **options: Unpack[ProductionOptions]) -> ProductionCalendar:
        """Read a CSV file, UTF-8, as `loads` does; the file's name serves where the text gives none."""
        file = path_of(path)
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadInput("path", str(path), f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from None
        return cls.loads(text, file.stem, **options)

    @property
    def about(self) -> DayTable:
        """The table: its name, source, version, licence, coverage and rows, without `with_days`."""
        return self.table if isinstance(self.table, DayTable) else shipped(self.table)

    def on(self, on: date) -> ProductionDay | None:
        """Return what is said of a date; None outside the table's coverage."""
        on = date_of(on, "on")
        change = next((row for row in self.changes if row.on == on), None)
        return self.about.on(on) if change is None else ProductionDay(change.type, change.name)

    def year(self, year: int) -> Mapping[date, ProductionDay]:
        """Return all dates of a year that the table covers, in order. Cost: a millisecond, then remembered."""
        return _year(self, year_of(year))

    def known_years(self) -> tuple[int, int]:
        """Return the first and the last year that the table covers whole; reversed if there is none."""
        first, last = self.about.covers
        return first.year + (first > date(first.year, 1, 1)), last.year - (last < date(last.year, 12, 31))

    def known_dates(self) -> tuple[date, date]:
        """Return the first and the last date that the table covers, both included."""
        return self.about.covers

    def named_dates(self) -> frozenset[date]:
        """Return the dates that the table or `with_days` names; of the others only their weekday is known."""
        return frozenset(row.on for row in (*self.about.rows, *self.changes))

    def with_days(self, days: Mapping[date, str] | Mapping[str, str], *, reason: str = "") -> ProductionCalendar:
        """Return a calendar in which single dates have another type, and nothing else is said of them.

        A later call wins over an earlier one.

        Raises: BadDocument, also for dates outside the table's coverage.

        >>> ProductionCalendar("RU").with_days({date(2026, 12, 30): "day_off"}, reason="stocktaking")
        ProductionCalendar('RU').with_days({'2026-12-30': 'day_off'}, reason='stocktaking')
        """
        rows = rows_of(days, self.about.name, reason)
        return replace(self, changes=(*self.changes, *rows))

    _repr_pretty_ = printed

    def __repr__(self) -> str:
        if isinstance(self.table, str):
            built, said = "ProductionCalendar", [repr(self.table)]
        else:
            from slacal.calendars.day_table_csv import dumps

            built, said = "ProductionCalendar.loads", [repr(dumps(self.table))]
        said += [f"transferred={transferred_text(self.transferred)!r}"] * (self.transferred != "replaced")
        if self.shortened == "ignore":
            said += ["shortened='ignore'"]
        elif self.shortened != _AN_HOUR:
            said += [f"shortened={trim_text(self.shortened)!r}"]
        said += [f"decree={self.decree!r}"] * (self.decree != "closed")
        return f"{built}({', '.join(said)})" + "".join(_with_days_text(self.changes))


def _shipped_name(name: str) -> str:
    if not isinstance(name, str):
        raise WrongType("production", name, "is no table of day types", "name one that is shipped, or pass a DayTable")
    if name.upper() not in SHIPPED:
        mend = f"shipped is {', '.join(SHIPPED)}; read a table of your own with ProductionCalendar.load"
        raise UnknownName("production", name, "is no table that is shipped", mend)
    return name.upper()


def _decree_of(decree: str) -> Decree:
    check_choice("decree", decree, _DECREES)
    return "closed" if decree == "closed" else "ignore"


def _settled(changes: Iterable[TableRow], about: DayTable) -> tuple[TableRow, ...]:
    """Return the last change of each date, in order. Raises: BadDocument when the table cannot be changed so."""
    last = {row.on: row for row in sound_rows("changes", changes)}
    plain = [(str(on), TableRow(on, row.type)) for on, row in sorted(last.items())]
    if faults := [*table_faults(plain, about.covers)]:
        raise BadDocument(about.name, faults)
    return tuple(last[on] for on in sorted(last))


def _with_days_text(changes: Iterable[TableRow]) -> Iterator[str]:
    reasons: dict[str, dict[str, str]] = {}
    for row in changes:
        reasons.setdefault(row.name, {})[str(row.on)] = row.type.value
    for reason, days in reasons.items():
        yield f".with_days({days!r}" + (f", reason={reason!r})" if reason else ")")


@cache
def shipped(name: str) -> DayTable:
    """Return a table that comes with slacal. Cost: some milliseconds, then remembered."""
    from pathlib import Path

    from slacal.calendars.day_table_csv import loads

    file = Path(__file__).with_name("data") / f"{name.lower()}.csv"
    return loads(file.read_text(encoding="utf-8"), name)


@lru_cache(maxsize=256)
def _year(calendar: ProductionCalendar, year: int) -> Mapping[date, ProductionDay]:
    about = calendar.about
    changed = {row.on: ProductionDay(row.type, row.name) for row in calendar.changes if row.on.year == year}
    found = {on: changed.get(on) or about.on(on) for on in about.dates(year)}
    return MappingProxyType({on: day for on, day in found.items() if day is not None})


ProductionCalendar.__module__ = "slacal"
