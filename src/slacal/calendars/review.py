"""Review: what in a calendar will hurt, before it does. Each finding has a code, a place, a problem and a mend."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.calendars.algebra import Combined, GivenSpans, Versions
from slacal.calendars.coverage import known_together, source_name
from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.questions import roll_forward
from slacal.calendars.schedule import Schedule
from slacal.calendars.span_hours import date_at
from slacal.calendars.special_day import Change
from slacal.errors import BeyondData, NeverOpens
from slacal.errors.doors import check_type
from slacal.spans.day_time import DAY, HOUR
from slacal.spans.wall import wall_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slacal.calendars.calendar import Calendar
    from slacal.spans.day_time import Window

_LONG_NIGHT = 12 * HOUR
_ONE_DAY = timedelta(days=1)
_UPDATE = "update the data, or give the dates that are missing as special days"
_FREEZE = "freeze more dates, or ask the calendar that was frozen"
_SHORTENING = frozenset({"RU", "BY", "KZ", "UA", "UZ", "KG", "AM", "AZ", "MD", "TJ", "TM", "BG", "LT", "LV", "EE"})


Level: TypeAlias = Literal["fault", "trap", "silent", "assumed"]


class Finding(NamedTuple):
    """One thing worth a second look: a stable code, where it stands, what is wrong and what to do.

    `level`: for a ``"fault"`` the document cannot be read; a ``"trap"`` will hurt; what is ``"silent"`` may be read in
    several ways, and the document does not say which; what is ``"assumed"`` it says itself. `value` is what stands
    there, in a document.

    >>> from slacal import Calendar
    >>> swapped = Calendar.weekly("Mo-Fr 18:00-09:00", zone="Europe/Berlin")
    >>> [(one.code, one.field, one.level) for one in swapped.review(date(2026, 1, 1), date(2027, 1, 1))]
    [('long-night', 'week', 'trap')]
    """

    code: str
    field: str
    problem: str
    mend: str
    level: Level = "trap"
    value: object = None

    def __str__(self) -> str:
        return f"{self.field}: {self.problem}; {self.mend}"


class Part(NamedTuple):
    """A calendar that a calendar is made of, and the dates [first, last) on which it is in force."""

    calendar: Calendar
    first: date
    last: date


def review(calendar: Calendar, first: date, last: date, differing_zones: frozenset[str] = frozenset()) -> list[Finding]:
    """Return the findings about the dates [first, last), each once.

    `differing_zones` are the zones on which this machine's two databases disagree (see `slacal.environment.doctor`).
    """
    check_type("differing_zones", differing_zones, AbstractSet, "a set of zone names", "pass those that doctor() found")
    parts = tuple(_parts(calendar, first, last))
    found = [finding for check in _CHECKS for part in parts for finding in check(part)]
    found += _no_future(calendar, first)
    found += [
        Finding(
            "zone-differs", "zone", f"{part.calendar.zone} has other rules in the system's database than in the "
            "packaged one", 'set PYTHONTZPATH="", or update the older one',
        )
        for part in parts
        if part.calendar.zone in differing_zones
    ]  # fmt: skip
    return [*dict.fromkeys(found)]


def _parts(calendar: Calendar, first: date, last: date) -> Iterator[Part]:
    """Yield the calendars that a calendar is made of on the dates [first, last), and itself unless it has versions.

    A combination is one of them because its dates may be those of another zone than its parts'.
    """
    said = calendar.description
    if isinstance(said, Versions):
        zone = calendar.horizon.hours.zone
        old_until = date.fromordinal(date_at(said.instant - 1, zone) + 1)
        new_from = date.fromordinal(date_at(said.instant, zone))
        if first < old_until:
            yield from _parts(said.old, first, min(last, old_until))
        if new_from < last:
            yield from _parts(said.new, max(first, new_from), last)
        return
    yield Part(calendar, first, last)
    for part in said.parts if isinstance(said, Combined) else ():
        yield from _parts(part, first, last)


def _long_nights(part: Part) -> Iterator[Finding]:
    said = part.calendar.description
    for field, window in dict.fromkeys(_windows(said)) if isinstance(said, Schedule) else ():
        if window.closes > DAY and window.closes - window.opens > _LONG_NIGHT:
            yield Finding(
                "long-night", field, f"{window} runs past midnight for more than 12 hours",
                "check whether the two times were swapped; a real night shift may stay",
            )  # fmt: skip


def _windows(schedule: Schedule) -> Iterator[tuple[str, Window]]:
    """Yield every window that is written anywhere in a schedule, with its place."""
    for week in schedule.weeks:
        for windows in (*week.days, *(rule.windows for rule in week.dated), week.holidays or ()):
            yield from (("week", window) for window in windows)
    for source in schedule.holidays:
        if not isinstance(source, HolidayDates) and not isinstance(source.transferred, str):
            yield from (("holidays.transferred", window) for window in source.transferred)
    for special in schedule.special_days:
        if not isinstance(special.hours, Change):
            yield from ((f"special_days.{special.on}", window) for window in special.hours)


def _no_future(calendar: Calendar, first: date) -> Iterator[Finding]:
    at = wall_micros(first.toordinal(), 0, calendar.horizon.hours.zone)
    try:
        roll_forward(calendar.horizon, at)  # what is open for ever opens no more
    except NeverOpens:
        yield Finding(
            "no-future", "week", f"nothing opens from {first} on", "add hours, or end the calendar by until()"
        )
    except BeyondData as ends:
        yield Finding("no-future", "week", f"nothing is known to open from {first} on", ends.mend)


def _missing_data(part: Part) -> Iterator[Finding]:
    for field, names, (begins, ends), mend in _data(part.calendar):
        if begins > part.first:
            yield Finding("data-begins", field, f"{names[0]} knows nothing before {begins}", mend)
        if ends < part.last - _ONE_DAY:
            yield Finding("data-ends", field, f"{names[1]} knows nothing after {ends}", mend)


def _data(calendar: Calendar) -> Iterator[tuple[str, tuple[str, str], tuple[date, date], str]]:
    """Yield what a calendar rests on: its place, what begins and what ends, the dates of both, and what to do."""
    said = calendar.description
    if isinstance(said, Schedule):
        for known in known_together(said.holidays):
            names = source_name(known.begins), source_name(known.ends)
            yield "holidays", names, (known.first, known.last), _UPDATE
    elif isinstance(said, GivenSpans) and said.covers:
        zone = calendar.horizon.hours.zone
        begins, ends = date_at(said.covers[0] - 1, zone) + 1, date_at(said.covers[1], zone) - 1  # of the whole dates
        dates = date.fromordinal(begins), date.fromordinal(ends)
        yield "spans", ("the frozen calendar", "the frozen calendar"), dates, _FREEZE


def _missing_holidays(part: Part) -> Iterator[Finding]:
    said = part.calendar.description
    if isinstance(said, Schedule) and not said.holidays and any(week.holidays is not None for week in said.weeks):
        yield Finding(
            "holidays-missing", "holidays", "the week has hours for public holidays (PH), and no holidays are given",
            "name the country, as in holidays='DE', or leave PH out",
        )  # fmt: skip


def _shortened_days(part: Part) -> Iterator[Finding]:
    said = part.calendar.description
    sources = said.holidays if isinstance(said, Schedule) else ()
    if any(isinstance(source, ProductionCalendar) for source in sources):
        return
    for source in sources:
        if isinstance(source, PublicHolidays) and source.country in _SHORTENING:
            yield Finding(
                "shortened-unknown", "holidays", f"{source.country} shortens the day before a holiday, and its "
                "public holidays do not say so",
                "use a ProductionCalendar, or state that shortened days are not promised", "silent",
            )  # fmt: skip


_CHECKS: tuple[Callable[[Part], Iterator[Finding]], ...] = (
    _long_nights,
    _missing_data,
    _missing_holidays,
    _shortened_days,
)

Finding.__module__ = "slacal"
