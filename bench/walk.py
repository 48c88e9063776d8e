"""The questions to the rivals, and their answers by a walk from date to date that knows no calendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

MOSCOW = ZoneInfo("Europe/Moscow")
MINUTE = timedelta(minutes=1)
CLOSED = frozenset(
    date(year, month, day)
    for year in range(2015, 2036)
    for month, days in {1: range(1, 9), 2: (23,), 3: (8,), 5: (1, 9), 6: (12,), 11: (4,)}.items()
    for day in days
)
SIX_DAYS = {**dict.fromkeys(range(5), (time(10), time(19))), 5: (time(9), time(16))}
FIVE_DAYS = dict.fromkeys(range(5), (time(10), time(19)))
Week = dict[int, tuple[time, time]]


class Question(NamedTuple):
    """A start, an amount of open time, and the instant by which it has passed."""

    start: datetime
    amount: timedelta
    due: datetime


class Walk:
    """Open time by looking at one date after another."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.hours = lru_cache(maxsize=None)(self._hours)

    def _hours(self, day: date) -> tuple[datetime, datetime] | None:
        hours = None if day in CLOSED else self.week.get(day.weekday())
        if hours is None:
            return None
        opens, closes = (datetime.combine(day, at, MOSCOW).astimezone(UTC) for at in hours)
        return opens, closes

    def due(self, start: datetime, amount: timedelta) -> datetime:
        """Return the first instant by which so much open time has passed."""
        now, day, left = start.astimezone(UTC), start.astimezone(MOSCOW).date(), amount
        while True:
            hours = self.hours(day)
            begun = max(now, hours[0]) if hours else now
            if hours and begun < hours[1]:
                if hours[1] - begun >= left:
                    return (begun + left).astimezone(MOSCOW)
                left -= hours[1] - begun
            day += timedelta(days=1)

    def answers(self, question: Question, got: datetime) -> bool:
        """Tell whether an instant is a right due time: where it falls on a closing, the next opening is one too."""
        if got == question.due:
            return True
        hours = self.hours(got.astimezone(MOSCOW).date())
        return hours is not None and got == hours[0] and self.due(question.due, MINUTE) == got + MINUTE

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time between two instants."""
        first, last, total = start.astimezone(MOSCOW).date(), end.astimezone(MOSCOW).date(), timedelta(0)
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            hours = self.hours(date.fromordinal(ordinal))
            if hours:
                total += max(timedelta(0), min(hours[1], end) - max(hours[0], start))
        return total


def questions(walk: Walk, count: int) -> list[Question]:
    """Return random starts of 2020 to 2027, to the minute, each with half an hour to 80 hours of open time."""
    random = Random(20261121)  # noqa: S311 - a fixed choice
    first = datetime(2020, 1, 1, tzinfo=MOSCOW)
    found: list[Question] = []
    for _ in range(count):
        start, amount = first + random.randrange(8 * 365 * 1440) * MINUTE, random.randint(30, 4_800) * MINUTE
        found.append(Question(start, amount, walk.due(start, amount)))
        if walk.elapsed(start, found[-1].due) != amount:
            raise SystemExit(f"the walk contradicts itself at {found[-1]}")
    return found
