"""Who decides a date: the layers of a schedule laid over its week, weakest first, so that the strongest stands last.

Rule C3: special day > decree > production calendar > transferred working day > public holiday > dated week > week.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.layer import Decision, Layer
from slacal.calendars.production import DayType, ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.trimming import closed_earlier

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.calendars.production import ProductionDay
    from slacal.calendars.schedule import Schedule
    from slacal.spans.day_time import Window

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday_name(weekday: int) -> str:
    """Return the English name of a weekday, Monday being 0."""
    return _NAMES[weekday]


def decisions(schedule: Schedule, year: int) -> dict[int, Decision]:
    """Return the dates of a year that anything but the plain week decides, by ordinal."""
    year_of = _Year(schedule, year)
    year_of.dated_week()
    for source in schedule.holidays:
        year_of.holidays(source)
    for source in schedule.holidays:
        if isinstance(source, PublicHolidays):
            year_of.transferred_workdays(source)
    tables = [source for source in schedule.holidays if isinstance(source, ProductionCalendar)]
    for table in tables:
        year_of.production(table)
    for table in tables:
        year_of.decree(table)
    year_of.special_days()
    return year_of.decided


class _Year:
    """One year of a schedule while its layers are laid down, one method a layer."""

    __slots__ = ("_own", "_week", "decided", "schedule", "year")
    _own: set[int]  # a company's own days off: no working day of a country reopens or changes one

    def __init__(self, schedule: Schedule, year: int) -> None:
        self.schedule = schedule
        self.year = year
        self.decided: dict[int, Decision] = {}
        self._week: dict[int, Decision] = {}
        self._own = set()

    def standing(self, day: int) -> Decision:
        """Return what the layers laid so far, or else the plain week, give the date."""
        return self.decided.get(day) or Decision(self._on_weekday(day)((day + 6) % 7), Layer.WEEK, "")

    def _on_weekday(self, day: int) -> Callable[[int], tuple[Window, ...]]:
        return self.schedule.week_on(day).days.__getitem__

    def dated_week(self) -> None:
        """Lay the hours that the week itself has for single dates."""
        for week in dict.fromkeys(self.schedule.weeks):
            for on, (windows, comment) in week.dated_in(self.year).items():
                if self.schedule.week_on(on.toordinal()) == week:
                    self._week[on.toordinal()] = Decision(windows, Layer.DATED_WEEK, comment or "hours of that date")
        self.decided.update(self._week)

    def holidays(self, source: PublicHolidays | ProductionCalendar | HolidayDates) -> None:
        """Lay days off, a country's or plain ones, with the hours that the week has for holidays; tables come later."""
        if isinstance(source, ProductionCalendar):
            return
        if isinstance(source, HolidayDates):
            named = {on: name for on, name in source.dates if on.year == self.year}
            self._own.update(on.toordinal() for on in named)
        else:
            facts = source.year(self.year)
            named = dict(facts.off)  # with transferred="ignore" it is as if nothing had been exchanged
        for on, name in named.items():
            day = on.toordinal()
            windows = self.schedule.week_on(day).holidays or ()
            self.decided[day] = Decision(windows, Layer.PUBLIC_HOLIDAY, name)

    def transferred_workdays(self, source: PublicHolidays) -> None:
        """Lay the weekends that a country works, but on no day off of the company's own."""
        for on, replaces in source.year(self.year).workdays.items():
            if on.toordinal() in self._own:
                continue
            self.decided[on.toordinal()] = self._transferred(
                on, replaces, source.transferred, Layer.TRANSFERRED_WORKDAY
            )

    def _transferred(
        self, on: date, replaces: date | None, reading: str | tuple[Window, ...], layer: Layer
    ) -> Decision:
        """Rule C5: the hours of a weekend that became a working day."""
        day = on.toordinal()
        reason = f"working {weekday_name(on.weekday())}" + (f" in place of {replaces}" if replaces else "")
        if reading == "closed":
            return Decision((), layer, f"{reason}, not worked by this calendar")
        if reading == "own":
            return Decision(self._on_weekday(day)(on.weekday()), layer, reason)
        if reading == "replaced":
            return Decision(self._of_the_week(replaces or on - timedelta(on.weekday()), day), layer, reason)
        return Decision(tuple(reading), layer, reason)  # type: ignore[arg-type] # checked when the source was built

    def _of_the_week(self, like: date, day: int) -> tuple[Window, ...]:
        """Return the windows that the week whose turn it is on `day` gives the date `like`.

        What a rota has in turn on `like` alone is of another week, its hours for single dates too.
        """
        week = self.schedule.week_on(day)
        if self.schedule.week_on(like.toordinal()) == week:
            dated = week.dated_in(like.year).get(like)
            if dated is not None:
                return dated[0]
        return week.on_weekday(like.weekday())

    def production(self, table: ProductionCalendar) -> None:
        """Rule C6: a rule for each type of date. Dates that the table does not name overrule nothing."""
        named = table.named_dates()
        for on, facts in table.year(self.year).items():
            if on not in named:
                continue
            day, weekend = on.toordinal(), on.weekday() >= 5  # noqa: PLR2004 - Saturday is 5
            if facts.type is DayType.DAY_OFF:
                if not (table.transferred == "ignore" and facts.moved_from and not weekend):
                    self.decided[day] = Decision((), Layer.PRODUCTION_CALENDAR, _day_off(facts))
            elif facts.type is not DayType.WEEKEND and day not in self._own:
                self._worked(day, on, facts.replaces, table)
                if facts.type is DayType.SHORTENED and not (weekend and table.transferred == "ignore"):
                    self._shortened(day, table)

    def _worked(self, day: int, on: date, replaces: date | None, table: ProductionCalendar) -> None:
        if on.weekday() < 5:  # noqa: PLR2004 - Saturday is 5
            self.decided.pop(day, None)
            if day in self._week:
                self.decided[day] = self._week[day]
        elif table.transferred != "ignore":
            self.decided[day] = self._transferred(on, replaces, table.transferred, Layer.PRODUCTION_CALENDAR)

    def _shortened(self, day: int, table: ProductionCalendar) -> None:
        before = self.standing(day)
        if table.shortened == "ignore" or not before.windows:
            return
        less = closed_earlier(before.windows, int(table.shortened.total_seconds()))
        reason = f"{before.reason}, shortened" if before.layer.above_week else "shortened day"
        self.decided[day] = Decision(less, Layer.PRODUCTION_CALENDAR, reason, tail=())

    def decree(self, table: ProductionCalendar) -> None:
        """Close what a decree closed at short notice, where the table is read so."""
        if table.decree == "ignore":
            return
        for on, facts in table.year(self.year).items():
            if facts.decree:
                self.decided[on.toordinal()] = Decision((), Layer.DECREE, "non-working day by decree")

    def special_days(self) -> None:
        """Rule C4; each is laid on what the lower layers say, and the later one wins."""
        found: dict[int, Decision] = {}
        for special in self.schedule.special_days:
            for on in special.dates(self.year):
                day = on.toordinal()
                before = self.standing(day)
                windows = special.applied(before.windows, self._on_weekday(day))
                decision = Decision(windows, Layer.SPECIAL_DAY, special.reason or "special day")
                found[day] = _trimmed(decision, before) if special.trims else decision
        self.decided.update(found)


def _day_off(facts: ProductionDay) -> str:
    """Return why a production calendar closes a date: its name, and the weekend day that it was moved from."""
    if facts.moved_from is None:
        return facts.name or "day off of the production calendar"
    return f"{facts.name or 'day off'}{', ' if facts.name else ' '}moved from {facts.moved_from}"


def _trimmed(decision: Decision, before: Decision) -> Decision:
    """Return what a trimming leaves: of hours that it takes whole no tail; a date without hours stays as it was."""
    if decision.windows:
        return decision
    if before.windows:
        return decision._replace(tail=())
    return decision._replace(tail=before.tail, untouched=before.untouched or before.layer is Layer.WEEK)
