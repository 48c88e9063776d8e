"""Find the promise behind each target date of Boston's 311 line, and tell how much of the data it explains.

    python examples/boston311.py               the promise found for each case type, and how many targets it gives
    python examples/boston311.py --readings    how other readings of "n business days" fare on the same cases

One rule holds for all types, and each type has one unit and one number. Both are written as a calendar and a
DayRule; nothing below computes with dates itself.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import median_high
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from slacal import Calendar, DayRule

CASES = Path(__file__).parent / "data" / "boston311_2011h2.csv.gz"
ZONE = "America/New_York"
TOLERANCE = 60.0  # seconds: opening and target were stamped one after the other


class Unit(NamedTuple):
    """What a promise counts: the dates that own open time, and the rule by which they are counted."""

    name: str
    calendar: Calendar
    rule: DayRule


OFFICE = Calendar.weekly("Mo-Fr 08:30-17:00", zone=ZONE)  # no public holidays: the city's system counts them all
CITY = DayRule(lands="same_time", arrival="keep_time", cutoff="17:00")
BUSINESS_DAYS = Unit("business days", OFFICE, CITY)
CALENDAR_DAYS = Unit("calendar days", Calendar.always(zone=ZONE), DayRule(lands="same_time"))

READINGS = {
    "the city's rule": BUSINESS_DAYS,
    "public holidays are days off": Unit("", OFFICE.replace(holidays="US-MA"), CITY),
    "Saturdays are business days": Unit("", OFFICE.replace(week="Mo-Sa 08:30-17:00"), CITY),
    "the office opens at 09:00": Unit("", OFFICE.replace(week="Mo-Fr 09:00-17:00"), CITY),
    "evenings count from 16:30": Unit("", OFFICE, replace(CITY, cutoff="16:30")),
    "evenings count from 17:30": Unit("", OFFICE, replace(CITY, cutoff="17:30")),
    "evenings are like any other time": Unit("", OFFICE, replace(CITY, cutoff=None)),
    "weekend cases arrive on Monday at 08:30": Unit("", OFFICE, replace(CITY, arrival="event")),
    "all closed time leads to the next opening": Unit("", OFFICE, DayRule(lands="same_time", arrival="next_open")),
    "early hours move to the opening": Unit("", OFFICE, replace(CITY, lands="same_time_in_hours")),
    "due at the closing": Unit("", OFFICE, replace(CITY, lands="close")),
}


class Case(NamedTuple):
    """A case that has a target: its type, and two wall times of Boston."""

    kind: str
    opened: datetime
    target: datetime


class Found(NamedTuple):
    """The promise that fits a case type best, and how many of its targets are within the tolerance of it."""

    kind: str
    unit: str
    number: int
    hits: int
    targets: int


Tally: TypeAlias = Mapping[str, Counter[int]]  # case type -> number of days -> targets that it gives


def read(path: Path = CASES) -> list[Case]:
    zone = ZoneInfo(ZONE)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [Case(row["type"], _wall(row["open_dt"], zone), _wall(row["target_dt"], zone))
                for row in csv.DictReader(lines) if row["target_dt"]]  # fmt: skip


def _wall(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def gives(unit: Unit, number: int, case: Case) -> bool:
    due = unit.calendar.add_business_days(case.opened, number, rule=unit.rule)
    return abs(due.timestamp() - case.target.timestamp()) <= TOLERANCE


def numbers(unit: Unit, case: Case) -> Iterator[int]:
    """Yield the numbers that may stand behind a target: a weekend and an evening each put the start off by a day."""
    days = unit.calendar.count_business_days(case.opened.date(), case.target.date())
    yield from range(days, max(days - 3, 0), -1)


def tally(cases: Sequence[Case], unit: Unit) -> Tally:
    """Let each case vote for the number of days that gives its target; most hand-set targets have none."""
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for case in cases:
        number = next((number for number in numbers(unit, case) if gives(unit, number, case)), None)
        if number is not None:
            votes[case.kind][number] += 1
    return votes


def best(cases: Sequence[Case], tallies: Mapping[str, Tally]) -> list[Found]:
    """Return the promise of every type, the most frequent type first; of two that fit alike, the first unit's."""
    kinds = Counter(case.kind for case in cases)
    return [max(_fits(kind, targets, cases, tallies), key=lambda fit: fit.hits)
            for kind, targets in kinds.most_common()]  # fmt: skip


def _fits(kind: str, targets: int, cases: Sequence[Case], tallies: Mapping[str, Tally]) -> list[Found]:
    fits = [
        Found(kind, unit, number, hits, targets)
        for unit, votes in tallies.items()
        for number, hits in votes.get(kind, Counter[int]()).items()
    ]
    return fits or [Found(kind, CALENDAR_DAYS.name, _middle(kind, cases), 0, targets)]


def _middle(kind: str, cases: Sequence[Case]) -> int:
    """Return the middle number of calendar days, for a type with no target that any number gives."""
    return median_high((case.target.date() - case.opened.date()).days for case in cases if case.kind == kind)


def find(cases: Sequence[Case]) -> list[Found]:
    return best(cases, {unit.name: tally(cases, unit) for unit in (BUSINESS_DAYS, CALENDAR_DAYS)})


def share(found: Sequence[Found]) -> str:
    hits, targets = sum(line.hits for line in found), sum(line.targets for line in found)
    return f"{hits:,} of {targets:,} targets within {TOLERANCE:.0f} s: {hits / targets:.2%}"


def print_types(cases: Sequence[Case]) -> None:
    found = find(cases)
    for line in found:
        promise = f"{line.number} {line.unit}"
        print(f"{line.kind:<50} {promise:>18} {line.hits:>6,} of {line.targets:>6,} {line.hits / line.targets:>7.1%}")
    print(f"\n{len(found)} case types, {share(found)}")


def print_readings(cases: Sequence[Case]) -> None:
    calendar_days = tally(cases, CALENDAR_DAYS)
    for reading, unit in READINGS.items():
        print(f"{reading:<42} {share(best(cases, {'business': tally(cases, unit), 'calendar': calendar_days}))}")


def main() -> None:
    parser = argparse.ArgumentParser(description="The promises behind the targets of Boston's 311 line in 2011.")
    parser.add_argument("--readings", action="store_true", help="compare other readings of a business day")
    show = print_readings if parser.parse_args().readings else print_types
    show(read())


if __name__ == "__main__":
    main()
