"""The doors of the oracles: arguments are refused as a calendar refuses them; the answers are found without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.arguments import ordinal_of
from slacal.errors import BadInput, BeyondHorizon
from slacal.errors.doors import each_of
from slacal.spans.instant import plain, whole
from slacal.testing.oracle_clock import DAY, datetime_of, instant_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, timedelta

_FAR = "lies outside the years 200 to 9800, which the oracle walks"
_CENTURY = 36_525  # days
_MOST_STEPS = 10_000_000


def known_instant(at: datetime, field: str = "at") -> int:
    """Return the microseconds of an aware datetime. Raises: WrongType, BadInput, BeyondHorizon."""
    aware = plain(at, field)
    if not 200 <= aware.year < 9800:  # noqa: PLR2004  # as the message says
        raise BeyondHorizon(field, at, _FAR, "ask about a nearer instant")
    return instant_of(aware)


def known_pair(start: datetime, end: datetime) -> tuple[int, int]:
    """Return two instants, at most a century apart. Raises: as `known_instant`."""
    low, high = known_instant(start, "start"), known_instant(end, "end")
    if abs(high - low) > _CENTURY * DAY:
        raise BeyondHorizon("end", end, "lies more than 100 years from the start", "ask about a nearer instant")
    return low, high


def known_instants(field: str, at: Iterable[datetime]) -> list[int]:
    """Return the microseconds of a list of datetimes. Raises: as `known_instant`."""
    return [known_instant(one, f"{field}[{place}]") for place, one in enumerate(each_of(field, at, "pass datetimes"))]


def known_amounts(field: str, amounts: Iterable[timedelta]) -> list[timedelta]:
    """Return a list of amounts of open time. Raises: WrongType, BadInput."""
    found: list[timedelta] = []
    for place, amount in enumerate(each_of(field, amounts, "pass timedeltas")):
        whole(amount, f"{field}[{place}]")
        found.append(amount)
    return found


def known_date(day: date, field: str) -> date:
    """Return a date. Raises: WrongType, BeyondHorizon."""
    ordinal_of(day, field)
    if not 200 <= day.year < 9800:  # noqa: PLR2004  # as the message says
        raise BeyondHorizon(field, day, _FAR, "ask about a nearer date")
    return day


def known_dates(first: date, last: date) -> tuple[date, date]:
    """Return two dates, at most a century apart. Raises: as `known_date`."""
    if abs((known_date(last, "last") - known_date(first, "first")).days) > _CENTURY:
        raise BeyondHorizon("last", last, "lies more than 100 years from the first", "ask about a nearer date")
    return first, last


def known_step(step: timedelta, length: int) -> timedelta:
    """Return the step by which a length is counted. Raises: WrongType; BadInput for one that takes too many of them."""
    micros = whole(step, "step")
    if micros <= 0 or abs(length) > micros * _MOST_STEPS:
        mend = f"pass a longer one: {_MOST_STEPS:,} are counted at most"
        raise BadInput("step", step, "does not lead there in steps that can be counted", mend)
    return step


def like(asked: datetime, instant: int) -> datetime:
    """Return an instant in the zone of the datetime that was asked about. Raises: BadInput."""
    try:
        return datetime_of(instant).astimezone(asked.tzinfo)
    except Exception as error:  # a tzinfo of the caller's own may raise whatever it likes
        problem = f"cannot show an instant: {error}"
        raise BadInput("zone", type(asked.tzinfo).__name__, problem, "use a zone such as ZoneInfo('UTC')") from error
