"""``slacal calendar``: when a calendar is open, on a week, in a year or at an instant, and why."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from slacal.cli.argument_types import day, instant_in, zone
from slacal.cli.documents import source_of
from slacal.cli.hours_options import add_hours_options, assumptions_of, calendar_of
from slacal.cli.printing import fits, print_json, print_notes, say
from slacal.errors import BadInput

if TYPE_CHECKING:
    import argparse

    from slacal.calendars.calendar import Calendar

EPILOG = """\
examples:
  this week, without any file
    slacal calendar --hours "Mo-Fr 10:00-19:00; Sa 09:00-16:00" --zone Europe/Berlin --holidays DE

  the days of a year that differ from the week
    slacal calendar desk.json --year 2027

  open or closed, until when, and why
    slacal calendar desk.json --at 2026-12-24T15:00 --json

exit codes:
  0  the answer was printed, open or closed
  2  the command line or the calendar could not be used
"""
_FIRST_YEAR, _LAST_YEAR = 2, 9998


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("calendar", metavar="CALENDAR", nargs="?", help="JSON, YAML or TOML; - reads standard input")
    add_hours_options(parser)
    parser.add_argument("--zone", metavar="NAME", type=zone, help="the zone of --hours, as Europe/Berlin")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--week", metavar="DATE", type=day, help="the week of this date, or of today (this is the default)"
    )
    asked.add_argument(
        "--year", metavar="YYYY", type=int, help="a month a line, and every date that differs from the week"
    )
    asked.add_argument(
        "--at", metavar="INSTANT", help="open or closed then, or now; a wall time is of the calendar's zone"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Read, ask, print. Raises: SlacalError, OSError."""
    calendar = _calendar(arguments)
    notes = assumptions_of(arguments) if arguments.calendar is None else ()
    if arguments.at is not None:
        _say_status(calendar, arguments, notes)
    else:
        _say_days(calendar, arguments, notes)
    return 0


def _calendar(arguments: argparse.Namespace) -> Calendar:
    from slacal.calendars.calendar import Calendar

    if arguments.calendar is None:
        if arguments.hours is None:
            arguments.refuse("CALENDAR is missing; name a file, or describe a week with --hours and --zone")
        return calendar_of(arguments)
    for option in ("hours", "holidays", "zone"):
        if getattr(arguments, option) is not None:
            problem = "stands beside a calendar, which says it itself"
            raise BadInput(f"--{option}", getattr(arguments, option), problem, f"leave out --{option}, or the file")
    return Calendar.from_dict(_content(arguments.calendar))


def _content(path: str) -> Any:
    content = source_of(path).document().content
    if isinstance(content, dict) and "targets" in content:
        raise BadInput(
            "CALENDAR", path, "is a policy, not a calendar", "give what stands under its calendars: in a file"
        )
    return content


def _zone(calendar: Calendar) -> str:
    return str(calendar.horizon.hours.zone)


def _say_status(calendar: Calendar, arguments: argparse.Namespace, notes: tuple[str, ...]) -> None:
    from slacal.cli.calendar_text import status_text

    zone = _zone(calendar)
    read = instant_in(arguments.at, zone, "--at")
    found = calendar.status(read.at)
    notes = (*notes, *read.notes, *filter(None, [found.note]))
    if arguments.json:
        print_json({"zone": zone, "at": read.at, **found._asdict(), "notes": notes})
    else:
        say(status_text(found, read.at))
        print_notes(notes)


def _say_days(calendar: Calendar, arguments: argparse.Namespace, notes: tuple[str, ...]) -> None:
    from slacal.cli.calendar_text import dates_text, day_data, year_text

    dates = _dates(calendar, arguments)
    if not arguments.json:
        picture = _picture(calendar, arguments.year, dates[0])
        if fits(picture):
            say(picture)
            print_notes(notes)
            return
    days = [calendar.day(one) for one in dates]
    notes = (*notes, *dict.fromkeys(one.note for one in days if one.note))
    if arguments.json:
        print_json({"zone": _zone(calendar), "days": list(map(day_data, days)), "notes": notes})
    else:
        say(dates_text(days) if arguments.year is None else year_text(days))
        print_notes(notes)


def _picture(calendar: Calendar, year: int | None, day: date) -> str:
    from slacal import show

    return str(show.week(calendar, day) if year is None else show.year(calendar, year))


def _dates(calendar: Calendar, arguments: argparse.Namespace) -> list[date]:
    """Return the dates that were asked about: seven from a Monday on, or a year of them."""
    if arguments.year is not None:
        _check_year("--year", arguments.year, arguments.year)
        return _each(date(arguments.year, 1, 1), date(arguments.year + 1, 1, 1))
    asked = arguments.week or datetime.now(calendar.horizon.hours.zone).date()
    _check_year("--week", str(asked), asked.year)
    monday = asked - timedelta(days=asked.weekday())
    return _each(monday, monday + timedelta(days=7))


def _check_year(option: str, value: object, year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadInput(option, value, "is out of reach", f"stay within the years {_FIRST_YEAR} to {_LAST_YEAR}")


def _each(first: date, last: date) -> list[date]:
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal())]
