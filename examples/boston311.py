"""Find the promise behind each target date of Boston's 311 line, and tell how much of the data it explains.

    python examples/boston311.py               the promise of each case type, and how many of its targets it gives
    python examples/boston311.py --readings    how other readings of a business day fare on the same cases

One rule holds for all types; each type has one unit and one number. Some cases of a type vote for them, all of its
cases judge them. Units are a calendar and a DayRule: no due date is computed here.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import median_high
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from slacal import Calendar, DayRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CASES = Path(__file__).parent / "data" / "boston311_2011h2.csv.gz"
ZONE = "America/New_York"
TOLERANCE = 60.0  # seconds: opening and target were stamped one after the other
VOTERS = 200  # cases of each type, spread over its half-year: enough to outvote the targets that were set by hand


class Unit(NamedTuple):
    """What a promise counts: the dates that own open time, the rule, and the days by which it may put off the start."""

    name: str
    calendar: Calendar
    rule: DayRule
    put_off: int = 2  # one for a weekend, one for an evening


OFFICE = Calendar.weekly("Mo-Fr 08:30-17:00", zone=ZONE)  # no public holidays: the city counts them like other days
CITY = DayRule(lands="same_time", arrival="keep_time", cutoff="17:00")
BUSINESS_DAY = Unit("business day", OFFICE, CITY)
CALENDAR_DAY = Unit("calendar day", Calendar.always(zone=ZONE), DayRule(lands="same_time"), put_off=0)


class Case(NamedTuple):
    """A case that has a target: its type, and two wall times of Boston."""

    kind: str
    opened: datetime
    target: datetime


class Promise(NamedTuple):
    """So many days of a unit."""

    number: int
    unit: Unit

    def gives(self, case: Case) -> bool:
        due = self.unit.calendar.add_business_days(case.opened, self.number, rule=self.unit.rule)
        return abs(due.timestamp() - case.target.timestamp()) <= TOLERANCE

    def __str__(self) -> str:
        return f"{self.number} {self.unit.name}" if self.number == 1 else f"{self.number} {self.unit.name}s"


class Found(NamedTuple):
    """The promise behind a case type, and how many of its targets are within the tolerance of it."""

    kind: str
    promise: Promise
    hits: int
    targets: int


def read(path: Path = CASES) -> list[Case]:
    zone = ZoneInfo(ZONE)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [Case(row["type"], _wall(row["open_dt"], zone), _wall(row["target_dt"], zone))
                for row in csv.DictReader(lines) if row["target_dt"]]  # fmt: skip


def _wall(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def find(cases: Sequence[Case], units: Sequence[Unit] = (BUSINESS_DAY, CALENDAR_DAY)) -> list[Found]:
    """Return the promise of every case type, the most frequent type first."""
    kinds: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        kinds[case.kind].append(case)
    promises = elect(kinds, units)
    found = [
        Found(kind, promises[kind], sum(map(promises[kind].gives, mine)), len(mine)) for kind, mine in kinds.items()
    ]
    return sorted(found, key=lambda line: -line.targets)


def elect(kinds: Mapping[str, Sequence[Case]], units: Sequence[Unit]) -> dict[str, Promise]:
    """Return the promise with the most votes for each type; of two alike, the one that has more from all types."""
    ballots = {kind: vote(cases[:: len(cases) // VOTERS + 1], units) for kind, cases in kinds.items()}
    everywhere = sum(ballots.values(), Counter[Promise]())
    return {
        kind: max(votes, key=lambda promise: (votes[promise], everywhere[promise])) if votes else middle(kinds[kind])
        for kind, votes in ballots.items()
    }


def vote(cases: Sequence[Case], units: Sequence[Unit]) -> Counter[Promise]:
    """Let each case vote for every promise that gives its target."""
    return Counter(
        promise for case in cases for unit in units for promise in candidates(unit, case) if promise.gives(case)
    )


def candidates(unit: Unit, case: Case) -> list[Promise]:
    days = unit.calendar.count_business_days(case.opened.date(), case.target.date())
    return [Promise(days - put_off, unit) for put_off in range(unit.put_off + 1) if days > put_off]


def middle(cases: Sequence[Case]) -> Promise:
    """Return the middle number of calendar days, for a type with no target that any number gives."""
    return Promise(median_high((case.target.date() - case.opened.date()).days for case in cases), CALENDAR_DAY)


def readings() -> dict[str, Unit]:
    """Return the city's business day, and others that answer one of the questions otherwise."""

    def business_day(calendar: Calendar = OFFICE, rule: DayRule = CITY) -> Unit:
        return BUSINESS_DAY._replace(calendar=calendar, rule=rule)

    return {
        "the city's rule": BUSINESS_DAY,
        "public holidays are days off": business_day(OFFICE.replace(holidays="US-MA")),
        "Saturdays are business days": business_day(OFFICE.replace(week="Mo-Sa 08:30-17:00")),
        "the office opens at 09:00": business_day(OFFICE.replace(week="Mo-Fr 09:00-17:00")),
        "evenings begin at 16:30": business_day(rule=replace(CITY, cutoff="16:30")),
        "evenings begin at 17:30": business_day(rule=replace(CITY, cutoff="17:30")),
        "evenings are like any other time": business_day(rule=replace(CITY, cutoff=None)),
        "weekend cases arrive on Monday at 08:30": business_day(rule=replace(CITY, arrival="event")),
        "early hours move to the opening": business_day(rule=replace(CITY, lands="same_time_in_hours")),
        "due at the closing": business_day(rule=replace(CITY, lands="close")),
    }


def share(found: Sequence[Found]) -> str:
    hits, targets = sum(line.hits for line in found), sum(line.targets for line in found)
    return f"{hits:,} of {targets:,} targets within {TOLERANCE:.0f} s: {hits / targets:.2%}"


def print_types(found: Sequence[Found]) -> None:
    for kind, promise, hits, targets in found:
        print(f"{kind:<48} {promise!s:>18} {hits:>6,} of {targets:>6,} {hits / targets:>7.1%}")
    print(f"\n{len(found)} case types, {share(found)}")


def print_readings(cases: Sequence[Case]) -> None:
    for reading, unit in readings().items():
        print(f"{reading:<40} {share(find(cases, (unit, CALENDAR_DAY)))}")


def main() -> None:
    parser = argparse.ArgumentParser(description="The promises behind the targets of Boston's 311 line in 2011.")
    parser.add_argument("--readings", action="store_true", help="compare other readings of a business day")
    compare = parser.parse_args().readings
    cases = read()
    if compare:
        print_readings(cases)
    else:
        print_types(find(cases))


if __name__ == "__main__":
    main()
