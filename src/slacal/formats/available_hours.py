"""The stretches of one VAVAILABILITY as hours: a week, and what is added to it or taken from it on some dates.

Stretches add up. Those that recur without end are the week, before their first date too, as RFC 7953 itself reads
its examples: "always available". One that begins more than a week after the first is added from its first date on.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from slacal.calendars.date_period import Period
from slacal.calendars.date_selector import DateSelector, WeekdayPick
from slacal.calendars.dated_hours import DatedHours
from slacal.calendars.day_windows import merged_windows
from slacal.calendars.names import EVERY_WEEKDAY
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput
from slacal.spans.day_time import DAY, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slacal.formats.available import Available, Piece
    from slacal.formats.weekly_rule import Weekly

_FIRST = date(1000, 1, 1).toordinal()
_LAST = date(9999, 12, 31).toordinal()
_WEEK = 7
_MOST_STRETCHES = 200
_MOST_DATES = 500


def hours_of(stretches: Iterable[Available], overnight: str) -> WeeklyHours:
    """Return the hours that the stretches add up to. Raises: BadInput for what a week with dates cannot hold."""
    each = _without_replaced(_few(list(stretches)))
    first = min((one.start.day for one in each if one.is_endless), default=_LAST)
    since = {one.path: _FIRST if one.is_endless and one.start.day < first + _WEEK else one.start.day for one in each}
    days: list[list[Window]] = [[] for _ in EVERY_WEEKDAY]
    added: dict[tuple[DateSelector, str], list[Window]] = {}
    for one in each:
        for weekday, window in _weekly(one) if since[one.path] == _FIRST else ():
            days[weekday].append(window)
        for selector, window in _dated(one, always=since[one.path] == _FIRST):
            added.setdefault((selector, one.summary), []).append(window)
    rules = [_rule(selector, windows, reason) for (selector, reason), windows in added.items()]
    rules += _exceptions(each, since, overnight)
    return WeeklyHours(tuple(map(merged_windows, days)), tuple(rules))


def _few(each: list[Available]) -> list[Available]:
    if len(each) > _MOST_STRETCHES or sum(len(one.more) + len(one.less) for one in each) > _MOST_DATES:
        mend = f"keep to {_MOST_STRETCHES} of them, and to {_MOST_DATES} dates in RDATE and EXDATE"
        raise BadInput("AVAILABLE", len(each), "are more than are read", mend)
    return each


def past_midnight(week: WeeklyHours) -> bool:
    """Tell whether any window runs past midnight."""
    windows = [*week.days, *(rule.windows for rule in week.dated)]
    return any(window.closes > DAY for each in windows for window in each)


def windows_on(week: WeeklyHours, on: date) -> tuple[Window, ...]:
    """Return the windows that the hours give a date."""
    dated = week.dated_in(on.year).get(on)
    return week.on_weekday(on.weekday()) if dated is None else dated[0]


def _without_replaced(each: list[Available]) -> list[Available]:
    """Return the stretches, those that recur without the occurrences for which others stand."""
    masters = {one.uid: one for one in each if one.replaces is None}
    less: dict[str, set[int]] = {}
    for one in each:
        if one.replaces is not None:
            master = masters.get(one.uid)
            at = one.replaces.in_zone(master.start.zone) if master else one.replaces
            if master is None or at.seconds != master.start.seconds:
                problem, mend = (
                    "replaces an occurrence that there is not",
                    "name one by the UID and start of its series",
                )
                raise BadInput(f"{one.path}.RECURRENCE-ID", one.uid, problem, mend)
            less.setdefault(master.path, set()).add(at.day)
    return [one._replace(less=one.less | less.get(one.path, set())) for one in each]


def _weekly(one: Available) -> Iterator[tuple[int, Window]]:
    for weekday in one.weekly.weekdays if one.weekly else ():
        for piece in one.pieces:
            for offset in range(piece.first, piece.last + 1):
                yield (weekday + offset) % _WEEK, piece.window


def _dated(one: Available, *, always: bool) -> Iterator[tuple[DateSelector, Window]]:
    """Yield what a stretch adds to some dates: its single occurrences, and a rule that begins late or ends."""
    for piece in one.pieces:
        for start in one.singles:
            yield _selector(start + piece.first, start + piece.last), piece.window
        if one.weekly and not always:
            yield from _spelled_out(one.start.day, one.weekly, piece)


def _spelled_out(start: int, weekly: Weekly, piece: Piece) -> Iterator[tuple[DateSelector, Window]]:
    for offset in range(piece.first, piece.last + 1):
        last = (weekly.last or _LAST - offset) + offset
        weekdays = tuple((weekday + offset) % _WEEK for weekday in weekly.weekdays)
        yield _selector(start + offset, last, weekdays), piece.window


def _selector(first: int, last: int, weekdays: tuple[int, ...] = ()) -> DateSelector:
    begins, ends = date.fromordinal(first), date.fromordinal(last)
    period = Period((begins.month, begins.day), (ends.month, ends.day), begins.year, ends.year)
    return DateSelector(periods=(period,), weekdays=tuple(map(WeekdayPick, weekdays)))


def _rule(selector: DateSelector, windows: list[Window], reason: str) -> DatedHours:
    if '"' in reason:
        raise BadInput("SUMMARY", reason, "holds a double quote", "write single quotes")
    return DatedHours(selector, tuple(windows), "adds", reason)


def _exceptions(each: list[Available], since: dict[str, int], overnight: str) -> Iterator[DatedHours]:
    """Yield the hours of the dates that lose something: what is left on them."""

    def standing(day: int) -> tuple[Window, ...]:
        return merged_windows(window for one in each for window in one.windows_on(day, since=since[one.path]))

    for day in sorted({day for one in each for day in _losing(one, since[one.path])}):
        windows = standing(day)
        if not windows and overnight == "civil" and any(window.closes > DAY for window in standing(day - 1)):
            problem = "closes a date into which a night shift runs that stays"
            mend = "read it with overnight='shift', where the closed date leaves that shift alone"
            raise BadInput("EXDATE", str(date.fromordinal(day)), problem, mend)
        yield DatedHours(_selector(day, day), windows)


def _losing(one: Available, since: int) -> Iterator[int]:
    whole = one._replace(less=frozenset())
    for start in one.less:
        if whole.starts_on(start, since=since):
            yield from (start + offset for piece in one.pieces for offset in range(piece.first, piece.last + 1))
