"""Schedule: the description of one team's hours in one zone; every other calendar is made of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.calendars.holiday_dates import HolidayDates
from slacal.errors.doors import check_choice
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from datetime import date

    from slacal.calendars.hours import Hours
    from slacal.calendars.production import ProductionCalendar
    from slacal.calendars.public_holidays import PublicHolidays
    from slacal.calendars.special_day import SpecialDay
    from slacal.calendars.weekly import WeeklyHours

    HolidaySource: TypeAlias = PublicHolidays | ProductionCalendar | HolidayDates

Overnight: TypeAlias = Literal["civil", "shift"]
Coverage: TypeAlias = Literal["warn", "raise", "ignore"]
_CHOICES = {"overnight": ("civil", "shift"), "coverage": ("warn", "raise", "ignore")}


def check_option(value: object, field: str) -> None:
    """Refuse a value that is no choice of the field, which a path may end in. Raises: BadInput."""
    check_choice(field, value, _CHOICES[field.rpartition(".")[2]])


@dataclass(frozen=True, slots=True)
class Schedule:
    """A week (or several that take turns), what overrules it, and the zone of all its wall times.

    ``weeks`` has one entry, or those of a rota that begins in the week of ``anchor``. ``holidays`` and
    ``special_days`` stand in order: within a layer the later entry wins (rule C3).
    """

    weeks: tuple[WeeklyHours, ...]
    zone: str
    holidays: tuple[HolidaySource, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    overnight: Overnight = "civil"
    coverage: Coverage = "warn"
    anchor: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "zone", zone_name(self.zone))
        for field in _CHOICES:
            check_option(getattr(self, field), field)

    def week_on(self, day: int) -> WeeklyHours:
        """Return the week that is in turn on the date with the ordinal `day` (rule C19)."""
        if self.anchor is None:
            return self.weeks[0]
        monday = self.anchor.toordinal() - self.anchor.weekday()
        return self.weeks[(day - monday) // 7 % len(self.weeks)]

    def hours(self) -> Hours:
        """Return the live twin: zone and holiday data found, dates decided."""
        from slacal.calendars.compile import ScheduleHours

        return ScheduleHours(self)

    def written(self) -> str:
        """Return the Python expression that builds the calendar."""
        texts = [week.text() for week in self.weeks]
        week = repr(texts[0]) if self.anchor is None else repr(texts)
        name = "weekly" if self.anchor is None else "rota"
        rest = [f"anchor={self.anchor!r}"] if self.anchor is not None else []
        rest += [f"zone={self.zone!r}"]
        rest += [f"holidays=[{', '.join(map(_written, self.holidays))}]"] if self.holidays else []
        rest += [f"special_days={list(self.special_days)!r}"] if self.special_days else []
        rest += [f"overnight={self.overnight!r}"] if self.overnight != "civil" else []
        rest += [f"coverage={self.coverage!r}"] if self.coverage != "warn" else []
        return f"Calendar.{name}({week}, {', '.join(rest)})"


def _written(source: HolidaySource) -> str:
    if isinstance(source, HolidayDates) and source.covers is None:
        return repr(source.named)  # plain dates as the mapping that builds them
    return repr(source)
