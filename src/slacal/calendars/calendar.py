"""Calendar: when counting is allowed. A frozen value with a thin face over the questions on its timeline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from slacal.calendars import business_days, questions, status, walks
from slacal.calendars.arguments import count_of, edge_of, instant_of, ordinal_of, search_of, zone_of
from slacal.calendars.asked import Asked, open_span
from slacal.calendars.day_rule import DayRule
from slacal.calendars.stretch import OpenSpan, Status
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import check_type
from slacal.spans.instant import duration, from_micros, to_micros, whole
from slacal.spans.zone import zone_name
from slacal.timeline.walk import between

_NEAR = "near"  # the very object of the defaults below; another one of its letters takes the way of all others

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from slacal.calendars import algebra
    from slacal.calendars.building import HolidaysLike, WeekLike
    from slacal.calendars.day_rule import CountsFrom
    from slacal.calendars.hours import Description
    from slacal.calendars.questions import Edge
    from slacal.calendars.schedule import Coverage, Overnight, Schedule
    from slacal.calendars.special_day import SpecialDay
    from slacal.calendars.stretch import Day, Stretch


@dataclass(frozen=True, slots=True, weakref_slot=True, repr=False)
class Calendar(Asked):
    """When counting is allowed: a frozen, hashable value, equal to another when both say the same.

    Datetimes go in aware and come out aware, in the caller's zone (the very tzinfo object). Open time is real elapsed
    time, exact to the microsecond; windows are half-open, a closing instant is closed. Build one with
    `Calendar.weekly`, `rota`, `of_spans`, `always` or `never`, and combine them with ``|``, ``&``, ``-`` and `until`.

    >>> from zoneinfo import ZoneInfo
    >>> support = Calendar.weekly("Mo-Fr 10:00-19:00; Sa 09:00-16:00", zone="Europe/Moscow")
    >>> friday = datetime(2026, 11, 20, 18, tzinfo=ZoneInfo("Europe/Moscow"))          # an hour to go
    >>> str(support.add(friday, timedelta(hours=4)))
    '2026-11-21 12:00:00+03:00'
    """

    description: Description

    @classmethod
    def weekly(
        cls,
        week: WeekLike,
        *,
        zone: str | tzinfo,
        holidays: HolidaysLike = None,
        special_days: Mapping[Any, Any] | Iterable[SpecialDay] = (),
        overnight: Overnight = "civil",
        coverage: Coverage = "warn",
    ) -> Calendar:
        """Build a calendar from weekly hours, the zone of its wall times, and what overrules the week.

        `week`: opening-hours text, or ``{"mon": [("09:00", "12:00"), ("13:00", "24:00")]}``. `holidays`: a code such
        as ``"RU"`` or ``"DE-BY"``, PublicHolidays, ProductionCalendar, dates, or several of these in order.
        `special_days`: SpecialDay values, or ``{date(2026, 12, 31): "10:00-15:00", "01-02": "off"}``. `overnight`:
        whether a closed date cuts shifts at its midnights (``"civil"``) or removes the shifts that start on it
        (``"shift"``). `coverage`: what happens beyond known holiday data, ``"warn"``, ``"raise"`` or ``"ignore"``.
        Raises: BadInput, UnknownName, WrongType.

        >>> Calendar.weekly({"sat": [("22:00", "06:00")]}, zone="Europe/Berlin")
        Calendar.weekly('Sa 22:00-30:00', zone='Europe/Berlin')
        """
        from slacal.calendars import building

        return cls(
            building.schedule_of(
                [week], zone=zone, holidays=holidays, special_days=special_days, overnight=overnight, coverage=coverage
            )
        )

    @classmethod
    def rota(
        cls,
        weeks: Iterable[WeekLike],
        *,
        anchor: date,
        zone: str | tzinfo,
        holidays: HolidaysLike = None,
        special_days: Mapping[Any, Any] | Iterable[SpecialDay] = (),
        overnight: Overnight = "civil",
        coverage: Coverage = "warn",
    ) -> Calendar:
        """Build a calendar of weeks that take turns; the first is in turn in the week of `anchor` (rule C19).

        >>> shifts = Calendar.rota(["Mo-Fr 06:00-14:00", "Mo-Fr 14:00-22:00"], anchor=date(2026, 1, 5), zone="UTC")
        >>> shifts.day(date(2026, 1, 12)).windows
        (Window.parse('14:00-22:00'),)
        """
        from slacal.calendars import building

        schedule = building.schedule_of(
            weeks, zone=zone, holidays=holidays, special_days=special_days, overnight=overnight, coverage=coverage,
            anchor=date.fromordinal(ordinal_of(anchor, "anchor")),
        )  # fmt: skip
        return cls(schedule)

    @classmethod
    def of_spans(cls, spans: Iterable[tuple[datetime | str, datetime | str]], *, zone: str | tzinfo) -> Calendar:
        """Build a calendar that is open in the given stretches alone; dates are those of `zone`.

        Each is a pair of aware datetimes, or of ISO texts with an offset. Raises: BadInput when there are none.
        """
        from slacal.calendars import building

        return cls(building.given(spans, zone))

    @classmethod
    def always(cls, *, zone: str | tzinfo = "UTC") -> Calendar:
        """Return the calendar that never closes: real time, "calendar hours". `zone` is that of its dates."""
        from slacal.calendars import algebra

        return cls(algebra.Constant("always", zone_name(zone)))

    @classmethod
    def never(cls, *, zone: str | tzinfo = "UTC") -> Calendar:
        """Return the calendar that never opens. `zone` is that of its dates."""
        from slacal.calendars import algebra

        return cls(algebra.Constant("never", zone_name(zone)))

    def is_open(self, at: datetime) -> bool:
        """Tell whether the calendar is open at `at`; at a closing instant it is not.

        >>> Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC").is_open(datetime(2026, 11, 20, 19, tzinfo=UTC))
        False
        """
        found = self._quick.is_open(at)
        if found is None:
            instant = to_micros(at)
            self._rests_on(instant, instant)
            found = questions.is_open(self.horizon, instant)
            self._missed(at, instant)
        return found

    def status(self, at: datetime) -> Status:
        """Return open or closed, since when, until when, why and by which layer, in the zone of `at`.

        >>> print(Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC").status(datetime(2026, 11, 22, tzinfo=UTC)))
        closed, opens Mon 10:00: Sunday
        """
        instant = to_micros(at)
        opened, since, until, why = status.state(self.horizon, instant)
        low, high = instant if since is None else since - 1, instant + 1 if until is None else until + 1
        zone = zone_of(at)
        ends = [None if end is None else from_micros(end, zone) for end in (since, until)]
        note = status.note_of(self.horizon.hours, low, high, ends=until is not None)
        return self._noted(Status(opened, ends[0], ends[1], why.reason, why.layer, note))

    def add(
        self, start: datetime, amount: timedelta, *, edge: Edge = "near", horizon: timedelta | None = None
    ) -> datetime:
        """Return the moment by which `amount` of open time has passed since `start`.

        Unit: open time, to the microsecond. Result: in the zone of `start`. Tie: used up exactly at a closing means
        that closing; ``edge="far"`` the next opening instead. Zero rolls forward to an open instant; a negative
        amount subtracts. Searches 200 years, or as far as `horizon` says. Raises: NeverOpens, BeyondHorizon.

        >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
        >>> str(week.add(datetime(2026, 11, 20, 18, tzinfo=UTC), timedelta(hours=1)))
        '2026-11-20 19:00:00+00:00'
        """
        found = self._quick.add(start, amount) if edge is _NEAR and horizon is None else None
        if found is None:
            instant = to_micros(start, "start")
            due = questions.advance(self.horizon, instant, whole(amount), edge_of(edge), search_of(horizon))
            found = self._advanced(due, instant, start, amount, edge)
            self._missed(start, instant, due)
        return found

    def subtract(
        self, end: datetime, amount: timedelta, *, edge: Edge = "near", horizon: timedelta | None = None
    ) -> datetime:
        """Return the latest moment from which `amount` of open time passes until `end`.

        Tie: used up exactly at an opening means that opening; ``edge="far"`` the closing before it. Zero rolls back
        to an open instant or the closing before. Otherwise as `add`.
        """
        found = self._quick.subtract(end, amount) if edge is _NEAR and horizon is None else None
        if found is None:
            instant = to_micros(end, "end")
            due = questions.retreat(self.horizon, instant, whole(amount), edge_of(edge), search_of(horizon))
            found = self._retreated(due, instant, end, amount, edge)
            self._missed(end, instant, due)
        return found

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time between two instants; negative when `end` lies before `start`.

        >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
        >>> week.elapsed(datetime(2026, 11, 20, 18, tzinfo=UTC), datetime(2026, 11, 23, 11, tzinfo=UTC))
        datetime.timedelta(seconds=7200)
        """
        found = self._quick.elapsed(start, end)
        if found is None:
            first, last = to_micros(start, "start"), to_micros(end, "end")
            self._rests_on(min(first, last), max(first, last))
            found = duration(questions.elapsed(self.horizon, first, last))
            self._missed(start, first)
            self._missed(end, last)
        return found

    def next_open(self, at: datetime, *, horizon: timedelta | None = None) -> datetime:
        """Return the first opening strictly after `at`. Raises: NeverOpens."""
        instant = to_micros(at)
        return self._answer(questions.next_open(self.horizon, instant, search_of(horizon)), instant, at, after=True)

    def next_close(self, at: datetime, *, horizon: timedelta | None = None) -> datetime:
        """Return the first closing strictly after `at`. Raises: NeverCloses, NeverOpens."""
        instant = to_micros(at)
        return self._answer(questions.next_close(self.horizon, instant, search_of(horizon)), instant, at, after=True)

    def previous_open(self, at: datetime, *, horizon: timedelta | None = None) -> datetime:
        """Return the last opening strictly before `at`. Raises: NeverOpens, NeverCloses."""
        instant = to_micros(at)
        return self._answer(
            questions.previous_open(self.horizon, instant, search_of(horizon)), instant, at, before=True
        )

    def previous_close(self, at: datetime, *, horizon: timedelta | None = None) -> datetime:
        """Return the last closing strictly before `at`. Raises: NeverCloses."""
        instant = to_micros(at)
        return self._answer(
            questions.previous_close(self.horizon, instant, search_of(horizon)), instant, at, before=True
        )

    def roll_forward(self, at: datetime) -> datetime:
        """Return `at` itself when open, else the next opening. Raises: NeverOpens."""
        instant = to_micros(at)
        return self._answer(questions.roll_forward(self.horizon, instant), instant, at, after=True)

    def roll_back(self, at: datetime) -> datetime:
        """Return `at` itself when open, else the last closing at or before it. Raises: NeverCloses."""
        instant = to_micros(at)
        return self._rolled_back(questions.roll_back(self.horizon, instant), instant, at)

    def spans(self, start: datetime, end: datetime) -> Iterator[OpenSpan]:
        """Yield the open stretches of [start, end), clipped, in order, in the zone of `start`."""
        low, high, zone = to_micros(start, "start"), to_micros(end, "end"), zone_of(start)
        if high < low:
            raise BadInput("end", end, f"lies before start={start}", "swap the two")
        self._rests_on(low, high)
        return (open_span(pair, zone) for pair in between(self.horizon.reach(low, high), low, high))

    def spans_after(self, at: datetime) -> Iterator[OpenSpan]:
        """Yield the open stretches of the 200 years from `at` on, in order and clipped to them.

        A stretch that runs past the edge of a frozen calendar ends there.
        """
        low, zone = to_micros(at), zone_of(at)
        return (self._known_span(pair, zone) for pair in walks.stretches_after(self.horizon, low))

    def spans_before(self, at: datetime) -> Iterator[OpenSpan]:
        """Yield the open stretches of the 200 years up to `at`, newest first and clipped to them."""
        high, zone = to_micros(at), zone_of(at)
        return (self._known_span(pair, zone) for pair in walks.stretches_before(self.horizon, high))

    def explain(self, start: datetime, end: datetime) -> tuple[Stretch, ...]:
        """Return [start, end) as stretches, open or closed and why; the open ones sum to `elapsed` exactly.

        >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
        >>> night = week.explain(datetime(2026, 11, 20, 18, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC))
        >>> [(stretch.kind, stretch.reason) for stretch in night]
        [('open', 'Friday'), ('closed', 'outside hours'), ('closed', 'Saturday')]
        """
        low, high, zone = to_micros(start, "start"), to_micros(end, "end"), zone_of(start)
        if high < low:
            raise BadInput("end", end, f"lies before start={start}", "swap the two")
        self._rests_on(low, high)
        return status.stretches(self.horizon, low, high, zone)

    def day(self, day: date) -> Day:
        """Return a date's windows, its open stretches, the layer that decided and why.

        >>> short = {date(2026, 12, 31): "10:00-15:00"}
        >>> year_end = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", special_days=short).day(date(2026, 12, 31))
        >>> year_end.layer, year_end.windows
        (<Layer.SPECIAL_DAY: 'special_day'>, (Window.parse('10:00-15:00'),))
        """
        return self._noted(status.day_of(self.horizon.hours, ordinal_of(day, "day")))

    def is_business_day(self, day: date) -> bool:
        """Tell whether the date owns at least one window."""
        ordinal = ordinal_of(day, "day")
        self._rests_on_dates(ordinal, ordinal)
        return status.day_of(self.horizon.hours, ordinal).is_business_day

    def add_business_days(self, start: datetime, days: int, *, rule: DayRule = DayRule.RU_CIVIL_CODE) -> datetime:
        """Return the instant at which `days` business days after `start` end, as `rule` reads them.

        By default the date of `start` is day 0 and the answer is the closing of the nth business day after it. Dates
        are those of the calendar's zone, the result is in the zone of `start`. Zero is `start` itself; a negative
        number mirrors everything. Raises: WrongType, BadInput beyond 100 years, BeyondHorizon.

        >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
        >>> str(week.add_business_days(datetime(2026, 11, 20, 18, 59, tzinfo=UTC), 10))
        '2026-12-04 19:00:00+00:00'
        """
        instant = to_micros(start, "start")
        check_type("rule", rule, DayRule, "a DayRule", 'pass one, as in DayRule(lands="17:00")')
        return self._landed(count_of(days), rule, instant, start)

    def count_business_days(self, first: date, last: date, *, counts_from: CountsFrom = "next_day") -> int:
        """Return how many business days lie in (first, last], or in [first, last] with ``counts_from="same_day"``.

        Negative when `last` lies before `first`.
        """
        low, high = ordinal_of(first, "first"), ordinal_of(last, "last")
        self._rests_on_dates(min(low, high), max(low, high))
        same_day = DayRule(counts_from=counts_from).counts_from == "same_day"
        return business_days.count_business_days(self.horizon.hours, low, high, same_day=same_day)

    def __repr__(self) -> str:
        written = self.description.written()
        return written if type(self) is Calendar else f"{type(self).__name__}({written}.description)"

    def __or__(self, other: Calendar) -> Calendar:
        """Open where either is."""
        return self._combined("any", other)

    def __and__(self, other: Calendar) -> Calendar:
        """Open where both are."""
        return self._combined("all", other)

    def __sub__(self, other: Calendar) -> Calendar:
        """Open where this one is and `other` is not."""
        return self._combined("except", other)

    def _combined(self, how: algebra.How, other: object) -> Calendar:
        from slacal.calendars import algebra

        if not isinstance(other, Calendar):
            raise WrongType("other", other, "is not a Calendar", "combine calendars with calendars")
        return Calendar(algebra.Combined(how, (self, other)))

    def until(self, instant: datetime, *, then: Calendar) -> Calendar:
        """Return the calendar that is this one before `instant` and `then` from it on.

        Used time stays used: an amount begun under these hours runs on under the new ones (rule C16).
        """
        from slacal.calendars import algebra

        if not isinstance(then, Calendar):
            raise WrongType("then", then, "is not a Calendar", "pass the calendar that takes over")
        return Calendar(algebra.Versions(self, instant_of(instant, "instant"), then))

    def in_zone(self, zone: str | tzinfo) -> Calendar:
        """Return the same open time with the dates of another zone (for business days and `day`).

        In the zone that it has, a calendar is itself; elsewhere a date owns what is open between its midnights.
        """
        from slacal.calendars import algebra

        if zone_name(zone) == self.zone:
            return self
        return Calendar(algebra.combination("any", (self,), zone_name(zone)))

    def replace(self, **changes: object) -> Calendar:
        """Return a weekly calendar with other fields: ``week``, ``zone``, ``holidays``, ``special_days``, ...

        The wall times stay and move with the zone. Raises: BadInput for a combined calendar or an unknown field.
        """
        from slacal.calendars import building

        return Calendar(building.replaced(self._schedule("replace"), changes))

    def with_days(self, days: Mapping[Any, Any], *, reason: str = "") -> Calendar:
        """Return a weekly calendar with more special days on top, each with `reason`.

        >>> support = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
        >>> support.with_days({date(2026, 11, 20): "off"}, reason="inventory").day(date(2026, 11, 20)).reason
        'inventory'
        """
        from slacal.calendars.special_day import SpecialDay

        mine = self._schedule("with_days")
        check_type("reason", reason, str, "text", "write why, in a few words")
        more = [replace(day, reason=reason) if reason else day for day in SpecialDay.many(days)]
        return Calendar(replace(mine, special_days=(*mine.special_days, *more)))

    def _schedule(self, verb: str) -> Schedule:
        from slacal.calendars.schedule import Schedule

        if not isinstance(self.description, Schedule):
            mend = f"use {verb}() on its parts before they are combined"
            raise BadInput(verb, self, "is not a weekly calendar", mend)
        return self.description


Calendar.__module__ = "slacal"
