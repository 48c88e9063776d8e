"""Arguments checked at the door: dates, instants and choices, before anything is computed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from slacal.calendars.horizon import EARLIEST, LATEST, SEARCH
from slacal.errors import BadInput, BeyondHorizon, WrongType
from slacal.errors.doors import check_choice
from slacal.spans.instant import to_micros
from slacal.spans.wall import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from slacal.calendars.questions import Edge

MOST_SEARCHED = timedelta(days=146_097)
MOST_DAYS = 36_525  # 100 years: a count of business days is bounded as durations are


def zone_of(at: datetime) -> tzinfo:
    """Return the very zone object of an aware datetime."""
    return at.tzinfo or UTC


def instant_of(at: datetime | str, field: str) -> int:
    """Return the microseconds of an aware datetime, or of ISO text with an offset, within what can be searched."""
    if isinstance(at, str):
        try:
            at = datetime.fromisoformat(at)
        except ValueError:
            raise BadInput(field, at, "is not an instant", "write it as '2026-11-20T18:00:00+03:00'") from None
    instant = to_micros(at, field)
    if not EARLIEST <= instant <= LATEST:
        raise BeyondHorizon(field, at, "lies at the end of the dates that Python knows", "name a nearer instant")
    return instant


def span_of(pair: tuple[datetime | str, datetime | str], field: str) -> tuple[int, int]:
    """Return the two instants of a span, checked."""
    if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004  # a pair is two
        raise WrongType(field, pair, "is not a pair of instants", "pass (start, end)")
    start, end = (instant_of(at, field) for at in pair)
    if end < start:
        raise BadInput(field, pair, "ends before it starts", "swap the two")
    return start, end


def ordinal_of(day: object, field: str) -> int:
    """Return the ordinal of a plain date; a datetime is refused, although Python calls it a date."""
    if isinstance(day, datetime) or not isinstance(day, date):
        raise WrongType(field, day, "is not a date", "pass a datetime.date such as date(2026, 12, 31)")
    if not FIRST_DAY < day.toordinal() < LAST_DAY:
        raise BeyondHorizon(field, day, "lies at the end of the dates that Python knows", "ask about a nearer date")
    return day.toordinal()


def edge_of(edge: Edge) -> Edge:
    """Return the edge, checked."""
    check_choice("edge", edge, ("near", "far"))
    return edge


def search_of(horizon: timedelta | None) -> int:
    """Return how far a question searches, in microseconds: 200 years unless `horizon` says otherwise."""
    if horizon is None:
        return SEARCH
    if not isinstance(horizon, timedelta) or not timedelta() < horizon <= MOST_SEARCHED:
        raise BadInput("horizon", horizon, "is not a length of search", "pass a timedelta of at most 400 years")
    return horizon // timedelta(microseconds=1)


def count_of(days: object) -> int:
    """Return a number of business days, checked: a whole number, and at most 100 years of them."""
    if isinstance(days, bool) or not isinstance(days, int):
        raise WrongType("days", days, "is not a number of business days", "pass an int; open time goes to add()")
    if abs(days) > MOST_DAYS:
        raise BadInput("days", days, "are more than 100 years", "pass a smaller number")
    return days
