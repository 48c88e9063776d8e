"""Aware datetimes to whole microseconds since 1970-01-01T00:00Z, and back into the caller's zone.

Every comparison of instants goes through these numbers: two datetimes of one zone compare by their wall clocks and
forget ``fold``, the numbers do not.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from slacal.errors import BadInput, BeyondHorizon, WrongType

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR
_ZONED = 'use a zone such as ZoneInfo("Europe/Berlin") or timezone(timedelta(hours=3))'
_MICROSECOND = timedelta(microseconds=1)
LONGEST = timedelta(days=36_525)  # 100 years: nobody promises longer, and nothing may hang


def plain(at: object, field: str = "at") -> datetime:
    """Return `at` as a plain aware datetime.

    A subclass becomes a plain datetime; one with a nanosecond part is refused, because it would be lost.
    Raises: WrongType for anything but a datetime, BadInput for a naive one.
    """
    if not isinstance(at, datetime):
        raise WrongType(field, at, "is not a datetime", "pass an aware datetime.datetime")
    zone = at.tzinfo
    if zone is None or not _is_aware(at, field):
        raise BadInput(
            field, at, "has no time zone", 'add one, as in tzinfo=ZoneInfo("Europe/Berlin")', code="naive-datetime"
        )
    if type(at) is datetime:
        return at
    if getattr(at, "nanosecond", 0):
        raise BadInput(field, at, "has a nanosecond part", "round it to whole microseconds first")
    return datetime(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=zone, fold=at.fold)


def _is_aware(at: datetime, field: str) -> bool:
    try:
        return at.utcoffset() is not None
    except Exception as error:  # a tzinfo of the caller's own may raise whatever it likes
        raise BadInput(field, type(at.tzinfo).__name__, f"cannot tell its offset: {error}", _ZONED) from error


def to_micros(at: datetime, field: str = "at") -> int:
    """Return the whole microseconds from 1970-01-01T00:00Z to `at`.

    >>> from zoneinfo import ZoneInfo
    >>> to_micros(datetime(1970, 1, 1, 3, tzinfo=ZoneInfo("Europe/Moscow")))
    0
    """
    if type(at) is not datetime or not _is_aware(at, field):
        at = plain(at, field)
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds


def from_micros(micros: int, zone: tzinfo) -> datetime:
    """Return the instant as an aware datetime in `zone`: the very object given.

    Raises: BeyondHorizon outside the years 1 to 9999; BadInput for a zone that cannot tell its wall times.
    """
    try:
        at = EPOCH + timedelta(microseconds=micros)
        return at if zone is UTC else at.astimezone(zone)
    except OverflowError:
        raise BeyondHorizon(
            "at", micros, "microseconds since 1970 lie outside the years 1 to 9999", "ask about a nearer instant"
        ) from None
    except Exception as error:  # a tzinfo of the caller's own may raise whatever it likes
        raise BadInput("zone", type(zone).__name__, f"cannot show an instant: {error}", _ZONED) from error


def shown(micros: int) -> datetime:
    """Return an instant for an error's `value`: in UTC, the nearest that Python knows."""
    try:
        return from_micros(micros, UTC)
    except BeyondHorizon:
        return datetime.max.replace(tzinfo=UTC) if micros > 0 else datetime.min.replace(tzinfo=UTC)


def whole(amount: timedelta, field: str = "amount") -> int:
    """Return an amount of time in microseconds.

    Bounds: 100 years either way. Raises: WrongType for a bare number, BadInput beyond the bounds.

    >>> whole(timedelta(hours=24))
    86400000000
    """
    if not isinstance(amount, timedelta):
        raise WrongType(field, amount, "is not an amount of open time", "pass a timedelta, as in timedelta(hours=8)")
    if not -LONGEST <= amount <= LONGEST:
        raise BadInput(field, amount, "is longer than 100 years", "pass a shorter amount")
    if getattr(amount, "nanoseconds", 0):
        raise BadInput(field, amount, "has a nanosecond part", "round it to whole microseconds first")
    return amount // _MICROSECOND


def duration(micros: int) -> timedelta:
    """Return an amount of microseconds as a timedelta."""
    return timedelta(microseconds=micros)
