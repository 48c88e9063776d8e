"""Make the shipped production calendar of Russia from the figures in tests/data.

The day types of 2015-2027 and the names of 2015-2026 are xmlcalendar.ru's. The names of 2027, and the dates from which
days off were moved where xmlcalendar.ru does not say, are those of the `holidays` package.

Run: python tools/make_ru_table.py > src/slacal/calendars/data/ru.csv
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path

from slacal.calendars.day_table import DayTable
from slacal.calendars.day_table_csv import dumps
from slacal.calendars.day_type import DayType, TableRow, ordinary_type
from slacal.calendars.public_holidays import PublicHolidays

DATA = Path(__file__).parents[1] / "tests" / "data"
FILES = ("ru_production_calendar.csv", "ru_production_calendar_2027.csv")
IN_LIEU = " (выходной)"


def rows(data: Path) -> list[TableRow]:
    texts = [(data / name).read_text(encoding="utf-8") for name in FILES]
    found = (row_of(cells) for text in texts for cells in csv.DictReader(text.splitlines()))
    return [row for row in found if row != TableRow(row.on, ordinary_type(row.on))]  # what says nothing is left out


def row_of(cells: dict[str, str]) -> TableRow:
    on = date.fromisoformat(cells["date"])
    kind = DayType(cells["day_type"])
    name = cells.get("holiday_ru", known_name(on))
    moved_from = date.fromisoformat(cells["moved_from"]) if cells.get("moved_from") else None
    if kind is DayType.DAY_OFF and not name:
        moved_from = moved_from or known_origin(on)
        kind = kind if moved_from else ordinary_type(on)
    return TableRow(on, kind, name, moved_from, cells.get("nonworking_by_decree") == "1")


def known_name(on: date) -> str:
    """Return the name of a holiday on its own date, nothing for days off in its stead."""
    year = PublicHolidays("RU").year(on.year)
    name = year.off.get(on, "")
    return "" if on in year.exchanged or name.endswith(IN_LIEU) else name


def known_origin(on: date) -> date | None:
    """Return the weekend date from which a day off was moved: by decree, or as the weekday after a holiday."""
    year = PublicHolidays("RU").year(on.year)
    if on in year.exchanged:
        return year.exchanged[on]
    name = year.off.get(on, "").removesuffix(IN_LIEU)
    return max((day for day in year.off if day < on and day.weekday() > 4 and known_name(day) == name), default=None)


def table(data: Path) -> DayTable:
    return DayTable(
        rows(data),
        name="RU",
        version="2026-09-02",
        source="xmlcalendar.ru, ru/2015 to ru/2027; names of 2027 and origins of moved days: holidays 0.109",
        licence="the day types are facts of government decrees; holidays is under the MIT licence",
    )


if __name__ == "__main__":
    sys.stdout.write(dumps(table(DATA)))
