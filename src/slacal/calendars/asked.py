"""Asked: what stands behind a calendar's questions. Its day rows, what an answer rests on, and how it is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from slacal.calendars.arguments import zone_of
from slacal.calendars.business_days import landing
from slacal.calendars.coverage import warn_beyond, warn_of
from slacal.calendars.described import Described
from slacal.calendars.questions import is_open
from slacal.calendars.quick import NOT_YET
from slacal.calendars.stretch import Day, OpenSpan, Status
from slacal.errors import WrongType
from slacal.spans.instant import from_micros
from slacal.spans.wall import wall_micros

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from slacal.calendars.day_rule import DayRule
    from slacal.calendars.questions import Edge
    from slacal.calendars.quick import Quick

_ZERO = timedelta()
_Noted = TypeVar("_Noted", Day, Status)


class Asked(Described):
    """The part of a calendar that serves its questions. The day rows lie beside the fields, as the live part does."""

    __slots__ = ("_quick",)
    _quick: Quick

    def __post_init__(self) -> None:
        if not hasattr(self.description, "written"):
            mend = 'build it with Calendar.weekly(week, zone="Europe/Berlin") or another of its class methods'
            raise WrongType("description", self.description, "does not describe a calendar", mend)
        object.__setattr__(self, "_quick", NOT_YET)

    def _missed(self, at: datetime, *instants: int) -> None:
        """Note that no day row answered a question asked in the zone of `at`, so that rows come where it is busy."""
        quick = self.horizon.missed()
        if quick is not NOT_YET:
            quick.miss(at.tzinfo, instants)
            object.__setattr__(self, "_quick", quick)

    def _answer(
        self, found: int, instant: int, asked: datetime, *, before: bool = False, after: bool = False
    ) -> datetime:
        """Return what was found; it rests on all between the two instants, and on what lies beside the outer ones."""
        self._rests_on(min(found, instant) - before, max(found, instant) + after)
        return from_micros(found, zone_of(asked))

    def _advanced(self, found: int, instant: int, asked: datetime, amount: timedelta, edge: Edge) -> datetime:
        """Return where an amount ends; an opening rests on its own instant, a closing on the one before it."""
        far = edge == "far"
        if amount < _ZERO:
            return self._answer(found, instant, asked, before=far)
        return self._answer(found, instant, asked, after=far or not amount)

    def _retreated(self, found: int, instant: int, asked: datetime, amount: timedelta, edge: Edge) -> datetime:
        if amount:
            return self._advanced(found, instant, asked, -amount, edge)
        return self._rolled_back(found, instant, asked)

    def _rolled_back(self, found: int, instant: int, asked: datetime) -> datetime:
        closing = not is_open(self.horizon, found)
        return self._answer(found, instant, asked, before=closing, after=found < instant)

    def _landed(self, days: int, rule: DayRule, instant: int, asked: datetime) -> datetime:
        """Return where a term of days ends; it rests on the whole date on which it does."""
        if days == 0:
            return self._answer(instant, instant, asked)
        day, found = landing(self.horizon, instant, days, rule)
        low, high = (wall_micros(day + more, 0, self.horizon.hours.zone) for more in (0, 1))
        self._rests_on(min(low, instant), max(high, found, instant))  # nothing lands before its date begins
        return from_micros(found, zone_of(asked))

    def _noted(self, answer: _Noted) -> _Noted:
        """Return an answer, with a warning of what it notes; where unknown dates are refused, the note is enough."""
        if answer.note and self.horizon.hours.known.beyond != "raise":
            warn_of(answer.note)
        return answer

    def _known_span(self, pair: tuple[int, int], zone: tzinfo) -> OpenSpan:
        self._rests_on(*pair)
        return open_span(pair, zone)

    def _rests_on(self, low: int, high: int) -> None:
        known = self.horizon.hours.known
        if low < known.low or high >= known.high:  # the quick look; what is asked exactly stands in `coverage`
            warn_beyond(self.horizon.hours, low, high)


def open_span(pair: tuple[int, int], zone: tzinfo) -> OpenSpan:
    """Return a pair of instants as an open stretch in `zone`."""
    return OpenSpan(from_micros(pair[0], zone), from_micros(pair[1], zone))
