"""What an argument of the command line may be: a date, a mark, a zone, an instant; a refusal says how to write it."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from slacal.errors import BadInput, SlacalError
from slacal.spans.instant import from_micros
from slacal.spans.zone import zone_info, zone_name

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = "now"
_T = TypeVar("_T")
_MARKS = {"tab": "\t", "comma": ",", "semicolon": ";"}


class Read(NamedTuple):
    """An instant that was read, and what had to be taken on trust."""

    at: datetime
    notes: tuple[str, ...] = ()


def _argument(read: Callable[[str], _T]) -> Callable[[str], _T]:
    """Return `read` as argparse wants it."""

    @wraps(read)
    def read_argument(text: str) -> _T:
        try:
            return read(text)
        except SlacalError as error:
            raise argparse.ArgumentTypeError(f"{text!r} {error.problem}; {error.mend}") from None

    return read_argument


@_argument
def zone(text: str) -> str:
    """Read the IANA name of a zone."""
    return zone_name(text)


@_argument
def day(text: str) -> date:
    """Read a date."""
    from slacal.calendars.plain_date import date_of

    return date_of(text, "date")


@_argument
def delimiter(text: str) -> str:
    """Read the mark between the cells of CSV: itself, or its name."""
    mark = _MARKS.get(text, text)
    if len(mark) != 1 or mark in '"\r\n':
        raise BadInput("delimiter", text, "is not one character", "write ';', '|' or tab")
    return mark


def _now() -> datetime:
    """Return the second that it is: here, at the shell, and nowhere below, a clock may be read."""
    return datetime.now(UTC).replace(microsecond=0)


def instant_in(text: str, zone: str | None, field: str) -> Read:
    """Read ``now``, an instant with its offset, or a wall time of `zone`; the instant comes back in `zone`.

    Raises: BadInput, for a bare date and for a wall time without a zone too.
    """
    from slacal.formats.time_text import TimeReader

    if text == NOW:
        return Read(_now().astimezone(UTC if zone is None else zone_info(zone)))
    reader = TimeReader(zone)
    try:
        at = from_micros(reader.instant(text, field), UTC if reader.zone is None else reader.zone)
    except BadInput as bad:
        mend = "name its zone with --zone, or add an offset, as in +03:00" if bad.code == "naive-datetime" else bad.mend
        raise BadInput(field, text, bad.problem, mend, bad.code) from None
    notes = [f"{field} {text} happens twice in {zone}; its first reading is taken"] * reader.doubled
    notes += [f"{field} {text} is skipped by a clock change in {zone}; it is moved forward by the gap"] * reader.skipped
    return Read(at, tuple(notes))
