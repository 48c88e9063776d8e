"""WeeklyHours: the ordinary week, with the hours that parts of the year and public holidays have instead.

One value for what a door sign says. A window belongs to the day on which it starts (rule C2): closing Saturday in
the week leaves the tail of Friday's night shift.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from slacal.calendars.dated_hours import DatedHours
from slacal.calendars.day_windows import WHOLE_DAY, Week, merged_windows
from slacal.calendars.hours_text import parse_hours
from slacal.calendars.hours_tokens import LONGEST_TEXT
from slacal.calendars.names import EVERY_WEEKDAY, WEEKDAY_NAMES, weekday_number, weekdays_text
from slacal.calendars.window_list import windows_of
from slacal.display import printed
from slacal.errors import BadInput, WrongType, nearest
from slacal.errors.doors import all_of, check_type, whole_of, year_of
from slacal.spans.day_time import DAY, Window, windows_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from slacal.calendars.window_list import WindowsLike

DayWindows: TypeAlias = "WindowsLike"
_SEVEN = "give one tuple of windows a day, Monday first"


@dataclass(frozen=True, slots=True, repr=False)
class WeeklyHours:
    """The windows of each weekday, Monday first; of dates that have hours of their own; and of public holidays.

    Windows of a day are sorted, and merged where they touch (rule C1). Of `dated` the later rule wins. `holidays` is
    None when the hours say nothing about public holidays, and () when they close on them.

    >>> WeeklyHours.parse("Mo-Fr 9:00-12:00,12:00-17:00; Dec 24 off; PH off")
    WeeklyHours.parse('Mo-Fr 09:00-17:00; Dec 24 off; PH off')
    """

    days: Week
    dated: tuple[DatedHours, ...] = ()
    holidays: tuple[Window, ...] | None = None

    def __post_init__(self) -> None:
        check_type("days", self.days, (tuple, list), "a week", _SEVEN)
        if len(self.days) != len(EVERY_WEEKDAY):
            raise BadInput("days", self.days, "has not seven days", _SEVEN)
        object.__setattr__(self, "days", tuple(_merged(f"days[{place}]", day) for place, day in enumerate(self.days)))
        object.__setattr__(self, "dated", all_of("dated", self.dated, DatedHours, "hours of dates", "pass DatedHours"))
        if self.holidays is not None:
            object.__setattr__(self, "holidays", _merged("holidays", self.holidays))
        if len(self.text()) > LONGEST_TEXT:
            problem = f"has a text of more than {LONGEST_TEXT} characters"
            raise BadInput("week", self.text(), problem, "give single dates as special days")

    @classmethod
    def parse(cls, text: str, field: str = "week") -> WeeklyHours:
        """Read opening-hours text, the language of OpenStreetMap's ``opening_hours``.

        Bounds: 4,096 characters. Raises: BadInput naming `field`, the piece and its position; WrongType.

        >>> WeeklyHours.parse("Mo-Fr 22:00-06:00").on_weekday(4)
        (Window.parse('22:00-30:00'),)
        """
        return cls(*parse_hours(text, field))

    @classmethod
    def of(cls, week: Mapping[str, DayWindows], field: str = "week") -> WeeklyHours:
        """Build the week from weekday names and windows; days that are missing are closed.

        Windows are pairs of wall times, or texts; a whole day may be one text. Raises: BadInput, WrongType.

        >>> WeeklyHours.of({"mon": [("09:00", "12:00"), ("13:00", "24:00")], "Tuesday": "09:00-12:00"})
        WeeklyHours.parse('Mo 09:00-12:00,13:00-24:00; Tu 09:00-12:00')
        """
        if not isinstance(week, Mapping):
            raise WrongType(field, week, "is not a mapping of weekdays", "write {'mon': [('09:00', '17:00')]}")
        days: dict[int, tuple[Window, ...]] = {}
        for name, windows in week.items():
            weekday = _weekday_named(name, field)
            if weekday in days:
                raise BadInput(f"{field}.{name}", name, "names a day for the second time", "put its windows together")
            days[weekday] = windows_of(windows, f"{field}.{name}")
        return cls(tuple(days.get(weekday, ()) for weekday in EVERY_WEEKDAY))

    def on_weekday(self, weekday: int) -> tuple[Window, ...]:
        """Return the week's windows of a weekday, Monday being 0. Raises: WrongType, BadInput."""
        return self.days[whole_of("weekday", weekday, "pass 0 for Monday up to 6 for Sunday", most=6)]

    def dated_in(self, year: int) -> dict[date, tuple[tuple[Window, ...], str]]:
        """Return the dates of `year` that dated rules decide, each with its windows and the rules' comment.

        Cost: nothing without dated rules. Raises: WrongType, BadInput.
        """
        found: dict[date, tuple[tuple[Window, ...], str]] = {}
        for rule in self.dated:
            for on in rule.dates.dates(year_of(year)):
                windows, reason = found.get(on) or (self.days[on.weekday()], "")
                found[on] = rule.laid_on(windows, reason)
        return found

    def text(self) -> str:
        """Return the shortest usual opening-hours text; it reads back as an equal value.

        Weekdays are parted by commas when a window runs past midnight, since other readers of the language would
        let a semicolon cut the night short.

        >>> WeeklyHours.parse("Mo-Su 10:00-19:00; Sa 09:00-16:00; Su off").text()
        'Mo-Fr 10:00-19:00; Sa 09:00-16:00'
        """
        nightly = any(window.closes > DAY for windows in self.days for window in windows)
        text = (", " if nightly else "; ").join(self._week_rules())
        for rule in self.dated:
            adds = rule.effect == "adds"
            text = _appended(text or ("off" if adds else ""), rule.text(), ", " if adds else "; ")
        if self.holidays is not None:
            text = _appended(text, f"PH {windows_text(self.holidays)}", "; ")
        return text or "off"

    def _week_rules(self) -> list[str]:
        if all(windows == (WHOLE_DAY,) for windows in self.days):
            return ["24/7"]
        weekdays: dict[tuple[Window, ...], list[int]] = {}
        for weekday, windows in enumerate(self.days):
            weekdays.setdefault(windows, []).append(weekday)
        weekdays.pop((), None)
        return [f"{weekdays_text(tuple(same))} {windows_text(windows)}" for windows, same in weekdays.items()]

    _repr_pretty_ = printed

    def __repr__(self) -> str:
        return f"WeeklyHours.parse({self.text()!r})"


def _appended(text: str, rule: str, mark: str) -> str:
    return f"{text}{mark}{rule}" if text else rule


def _merged(field: str, windows: Iterable[Window]) -> tuple[Window, ...]:
    found: tuple[Window, ...] = all_of(field, windows, Window, "a window", "pass Window.parse('09:00-17:00')")
    for window in found:
        for seconds in window:
            check_type(field, seconds, int, "a number of seconds", "build windows with Window.parse")
    return merged_windows(found)


def _weekday_named(name: str, field: str) -> int:
    weekday = weekday_number(name) if isinstance(name, str) else None
    if weekday is None:
        mend = nearest(str(name).lower(), WEEKDAY_NAMES, "write one of mon, tue, wed, thu, fri, sat, sun")
        raise BadInput(f"{field}.{name}", name, "is not a weekday", mend)
    return weekday


WeeklyHours.__module__ = "slacal"
