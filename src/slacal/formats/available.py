"""Available: one AVAILABLE component of RFC 7953, a stretch of open time that may recur by the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.day_windows import WHOLE_DAY
from slacal.formats.icalendar_time import Moment, ending, moment, moment_in, moments
from slacal.formats.weekly_rule import Weekly, weekly_of
from slacal.spans.day_time import DAY, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.formats.icalendar_text import Component

_WEEK = 7
_LONGEST = 366  # days of one stretch


class Piece(NamedTuple):
    """A window of a stretch, and the days after its start on which it stands, the last one included."""

    first: int
    last: int
    window: Window


class Available(NamedTuple):
    """One stretch of open time: when it starts, its windows, how it recurs. Dates are ordinals.

    ``more`` and ``less`` are RDATE and EXDATE, ``replaces`` the occurrence that it stands for (RECURRENCE-ID).
    """

    path: str
    uid: str
    summary: str
    start: Moment
    pieces: tuple[Piece, ...]
    weekly: Weekly | None
    more: tuple[int, ...]
    less: frozenset[int]
    replaces: Moment | None

    @property
    def is_endless(self) -> bool:
        """Whether it recurs without end."""
        return self.weekly is not None and self.weekly.last is None

    @property
    def singles(self) -> tuple[int, ...]:
        """The dates of single occurrences."""
        return self.more if self.weekly else (self.start.day, *self.more)

    def starts_on(self, day: int, *, since: int) -> bool:
        """Tell whether an occurrence starts on a date; a rule holds from the date `since` on."""
        return day not in self.less and (self._ruled(day, since) or day in self.singles)

    def windows_on(self, day: int, *, since: int) -> Iterator[Window]:
        """Yield the windows that stand on a date."""
        for piece in self.pieces:
            for offset in range(piece.first, piece.last + 1) if self.weekly else ():
                if self._ruled(day - offset, since) and day - offset not in self.less:
                    yield piece.window
            for start in self.singles:
                if piece.first <= day - start <= piece.last and start not in self.less:
                    yield piece.window

    def _ruled(self, day: int, since: int) -> bool:
        rule = self.weekly
        return rule is not None and since <= day <= (rule.last or day) and (day + 6) % 7 in rule.weekdays


def available_of(component: Component) -> Available:
    """Read one AVAILABLE component. Raises: BadInput naming the property that a week cannot hold."""
    start = moment(component, "DTSTART")
    if start is None:
        raise component.fault("DTSTART", None, "is missing", "say when the open time starts")
    weekly = weekly_of(component, start)
    if old := component.one("EXRULE"):
        raise component.fault("EXRULE", old.value, "is no longer part of iCalendar", "list the times as EXDATE")
    return Available(
        path=component.path,
        uid=component.text("UID"),
        summary=component.text("SUMMARY").strip(),
        start=start,
        pieces=_pieces(component, start, _WEEK if weekly else _LONGEST),
        weekly=weekly,
        more=tuple(dict.fromkeys(_dates(component, "RDATE", start))),
        less=frozenset(_dates(component, "EXDATE", start)),
        replaces=_replaced(component),
    )


def _pieces(component: Component, start: Moment, longest: int) -> tuple[Piece, ...]:
    end = ending(component, start)
    if end is None:
        raise component.fault("DTEND", None, "is missing", "say when the open time ends, by DTEND or DURATION")
    closes = (end.day - start.day) * DAY + end.seconds
    if closes - start.seconds <= DAY:
        return (Piece(0, 0, Window(start.seconds, closes)),)
    if closes - start.seconds > longest * DAY:
        problem = f"lasts longer than {longest} days"
        raise component.fault("DTEND", component.text("DTEND"), problem, "split it, or give it no RRULE")
    last, rest = divmod(closes, DAY)
    middle = [Piece(1, last - 1, WHOLE_DAY)] if last > 1 else []
    tail = [Piece(last, last, Window(0, rest))] if rest else []
    return (Piece(0, 0, Window(start.seconds, DAY)), *middle, *tail)


def _dates(component: Component, name: str, start: Moment) -> Iterator[int]:
    for found in moments(component, name):
        at = found.in_zone(start.zone)
        if at.seconds != start.seconds:
            problem = "lies at another time of day than DTSTART"
            raise component.fault(name, component.properties(name)[0].value, problem, "write an AVAILABLE of its own")
        yield at.day


def _replaced(component: Component) -> Moment | None:
    found = component.one("RECURRENCE-ID")
    if found is None:
        return None
    if "RANGE" in found.params:
        problem, mend = "replaces all later occurrences too", "end the first with UNTIL and start another"
        raise component.fault("RECURRENCE-ID", f"RANGE={found.params['RANGE']}", problem, mend)
    if component.one("RRULE") or not component.text("UID"):
        problem = "recurs itself, or does not say by its UID what it replaces"
        raise component.fault("RECURRENCE-ID", found.value, problem, "replace one occurrence by one stretch")
    return moment_in(component, "RECURRENCE-ID", found, found.value)
