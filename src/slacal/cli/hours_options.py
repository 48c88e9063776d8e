"""Hours without a file: the options from which a command makes a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.calendar import Calendar
from slacal.errors import SlacalError

if TYPE_CHECKING:
    import argparse

_OPTIONS = {"week": "--hours", "zone": "--zone", "country": "--holidays", "subdivision": "--holidays"}
NO_HOLIDAYS = "no public holidays are kept; name a country with --holidays"


def add_hours_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that describe a calendar; its zone is the command's own ``--zone``."""
    group = parser.add_argument_group("hours, without a file")
    group.add_argument("--hours", metavar="WEEK", help='the week, as in "Mo-Fr 10:00-19:00; Sa 09:00-16:00", or 24/7')
    group.add_argument("--holidays", metavar="CODE", help="public holidays are closed: DE, DE-BY, RU, ...")


def calendar_of(arguments: argparse.Namespace) -> Calendar:
    """Return the calendar that the options describe. Raises: BadInput, UnknownName."""
    zone = arguments.zone or arguments.refuse("--zone is missing; name that of the hours, as in --zone Europe/Berlin")
    try:
        return Calendar.weekly(arguments.hours, zone=zone, holidays=arguments.holidays)
    except SlacalError as error:
        raise type(error)(
            _OPTIONS.get(error.field, error.field), error.value, error.problem, error.mend, error.code
        ) from None


def assumptions_of(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return what hours in options leave open."""
    return () if arguments.holidays else (NO_HOLIDAYS,)
