"""The libraries that answer the same questions, each in its best use: how to build its calendar, and what it takes.

Each is given what it takes best, made beforehand: wall times where it knows no zones, its own kind of instant or amount
where it has one. Where a library offers a faster way for many questions to one calendar, that way is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any, Literal

from bench.walk import CLOSED, MINUTE, MOSCOW, SIX_DAYS

Ask = Callable[[Any, Any], Any]
ZONE = MOSCOW.key
DAYS = sorted(CLOSED)
FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)


def wall(at: datetime) -> datetime:
    """Return an instant as the naive wall time of Moscow, which has kept one offset since 2014."""
    return at.astimezone(MOSCOW).replace(tzinfo=None)


def same(value: Any) -> Any:
    """Return the value as it is."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """How one library is asked; a question that it has no answer to is None. Whole columns are numpy's, in UTC."""

    add: Ask | None = None
    elapsed: Ask | None = None
    add_column: Ask | None = None
    elapsed_column: Ask | None = None
    instant: Callable[[datetime], Any] = same
    amount: Callable[[timedelta], Any] = same
    as_elapsed: Callable[[Any], timedelta] = same
    week: Literal["six days", "five days"] = "six days"  # five where it has one set of hours for all days


def workclock() -> Rival:
    library = import_module("workclock")
    days = [library.WorkDay(time(10), time(19)), library.WorkDay(time(9), time(16), days=[5]), library.Holidays(DAYS)]
    schedule = library.Schedule(days, time_zone=ZONE)
    return Rival(
        add=schedule.add, elapsed=schedule.between, add_column=schedule.add_many, elapsed_column=schedule.between_many
    )


def timegrid() -> Rival:
    library = import_module("timegrid")
    grid = library.TimeGridCalendar.weekdays(time(10), time(19))
    grid.add_open_rule(library.DayOfWeek.SATURDAY, time(9), time(16))
    for day in DAYS:
        grid.close(day)
    compiled, horizon = grid.compile(datetime(2015, 1, 1), datetime(2036, 1, 1)), datetime(2036, 1, 1)  # noqa: DTZ001 - it takes no zones
    due = grid.add_work_duration  # what is compiled cannot add
    return Rival(
        add=lambda start, amount: due(start, amount, horizon), elapsed=compiled.get_working_duration, instant=wall
    )


def django_bizcal() -> Rival:
    library = import_module("django_bizcal")
    week = {day: [(f"{opens:%H:%M}", f"{closes:%H:%M}")] for day, (opens, closes) in SIX_DAYS.items()}
    calendar = library.WorkingCalendar(tz=ZONE, weekly_schedule=week, day_overrides=dict.fromkeys(DAYS))
    return Rival(
        add=calendar.add_business_minutes,
        elapsed=calendar.business_time_between,
        amount=lambda amount: amount // MINUTE,
    )


def opening_hours() -> Rival:
    """Walk over its intervals: it has neither question itself."""
    library = import_module("opening_hours")
    off = "; ".join(f"{day:%Y %b %d} off" for day in DAYS)
    hours = library.OpeningHours(
        f"Mo-Fr 10:00-19:00; Sa 09:00-16:00; {off}", timezone=MOSCOW, auto_country=False, auto_timezone=False
    )
    is_open, none = library.State.OPEN, timedelta(0)

    def add(start: datetime, amount: timedelta) -> datetime | None:
        for opens, closes, state, _ in hours.intervals(start):
            if state == is_open:
                if closes - opens >= amount:
                    due: datetime = opens + amount
                    return due
                amount -= closes - opens
        return None

    def elapsed(start: datetime, end: datetime) -> timedelta:
        spans = hours.intervals(start, end)
        return sum((closes - opens for opens, closes, state, _ in spans if state == is_open), none)

    return Rival(add=add, elapsed=elapsed)


def businesstimedelta() -> Rival:
    library, zone = import_module("businesstimedelta"), import_module("pytz").timezone(ZONE)
    rules = library.Rules([
        library.WorkDayRule(time(10), time(19), [0, 1, 2, 3, 4], tz=zone),
        library.WorkDayRule(time(9), time(16), [5], tz=zone),
        library.HolidayRule(dict.fromkeys(DAYS, "off"), tz=zone),
    ])  # fmt: skip
    return Rival(
        add=lambda start, amount: start + amount, elapsed=rules.difference,
        amount=lambda amount: library.BusinessTimeDelta(rules, timedelta=amount),
        as_elapsed=lambda found: found.timedelta,
    )  # fmt: skip


def bizdurr() -> Rival:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    week = {
        names[day]: {"start": f"{opens:%H:%M}", "end": f"{closes:%H:%M}"} for day, (opens, closes) in SIX_DAYS.items()
    }
    library = import_module("bizdurr")
    return Rival(elapsed=library.BusinessDuration(business_hours=week, business_timezone=ZONE, holidays=DAYS).calculate)


def worktimecalc() -> Rival:
    library = import_module("worktimecalc.calc")
    hours = library.WorkTimeCalculator(detail=[(10, 19)] * 5 + [(9, 16), None], holidays=DAYS)
    return Rival(elapsed=hours, instant=wall, as_elapsed=lambda found: timedelta(seconds=found.seconds))


def pyshiftsla() -> Rival:
    """Saturdays are special shifts to it; all shifts are generated once."""
    library, shift = import_module("pyshiftsla.shifts_builder"), import_module("pyshiftsla.shift").Shift
    saturday = library.DailyShift([shift(start=time(9), end=time(16))])
    all_days = map(date.fromordinal, range(FIRST.toordinal(), LAST.toordinal() + 1))
    special = {day: saturday for day in all_days if day.weekday() == 5 and day not in CLOSED}
    builder = library.ShiftsBuilder(
        workdays_weekly=[0, 1, 2, 3, 4], days_off_ranges=DAYS, special_shifts=library.ShiftRange(special),
        daily_shifts=library.DailyShift([shift(start=time(10), end=time(19))]),
    )  # fmt: skip
    builder.build_shifts_from_daterange(FIRST, LAST)
    ask = builder.calculate_sla
    return Rival(
        elapsed=lambda start, end: ask(
            start_deal=start, end_deal=end, use_generated_shifts=True, default_if_no_shifts_are_between=0
        ),
        instant=wall, as_elapsed=lambda found: timedelta(milliseconds=found),
    )  # fmt: skip


def exchange_calendars() -> Rival:
    """Make a trading session, which is asked by its index of trading minutes: whole minutes only."""
    library, pandas = import_module("exchange_calendars"), import_module("pandas")
    stamp, minute = pandas.Timestamp, pandas.Timedelta(minutes=1)
    saturdays = pandas.date_range(FIRST, LAST, freq="W-SAT")
    says = {
        "name": "DESK", "tz": MOSCOW, "weekmask": "1111110",
        "open_times": ((None, time(10)),), "close_times": ((None, time(19)),),
        "adhoc_holidays": [stamp(day) for day in DAYS],
        "special_opens_adhoc": [(time(9), saturdays)], "special_closes_adhoc": [(time(16), saturdays)],
        "bound_min": classmethod(lambda _: stamp(FIRST)), "bound_max": classmethod(lambda _: stamp(LAST)),
    }  # fmt: skip
    desk = type("Desk", (library.ExchangeCalendar,), says)(start=stamp(FIRST), end=stamp(LAST), side="left")

    def add(start: Any, minutes: int) -> Any:
        first = start if desk.is_trading_minute(start) else desk.next_open(start)
        return desk.minute_offset(first, minutes - 1) + minute

    return Rival(
        add=add, elapsed=lambda start, end: len(desk.minutes_in_range(start, end - minute)),
        instant=lambda at: stamp(at).tz_convert("UTC"), amount=lambda amount: amount // MINUTE,
        as_elapsed=lambda found: found * MINUTE,
    )  # fmt: skip


def businesstime() -> Rival:
    library = import_module("businesstime")
    hours = library.BusinessTime(business_hours=(time(10), time(19)), weekends=(5, 6), holidays=CLOSED)
    return Rival(
        elapsed=hours.businesstimedelta, instant=wall, week="five days",
        as_elapsed=lambda found: found.days * hours.open_hours + timedelta(seconds=found.seconds),
    )  # fmt: skip


def business_duration() -> Rival:
    ask, off = import_module("business_duration").businessDuration, dict.fromkeys(DAYS, "off")
    opens, closes = time(10), time(19)
    return Rival(
        elapsed=lambda start, end: ask(start, end, opens, closes, [5, 6], off, "min"), instant=wall, week="five days",
        as_elapsed=lambda found: timedelta(minutes=found),
    )  # fmt: skip


def pandas() -> Rival:
    """CustomBusinessHour moves by whole hours, so the rest of an amount is placed by hand."""
    library = import_module("pandas")
    one = library.offsets.CustomBusinessHour(
        1, start="10:00", end="19:00", weekmask="Mon Tue Wed Thu Fri", holidays=DAYS
    )

    def add(start: Any, amount: tuple[Any, Any]) -> Any:
        hours, rest = amount
        at = one.rollforward(start)
        at = at + hours if hours is not None else at
        if not rest:
            return at
        at = one.rollforward(at)
        if at.hour == 19:  # a closing is on the offset: go on from the next opening
            at = one.rollforward(at + library.Timedelta(minutes=1))
        over = at + rest - (at.normalize() + library.Timedelta(hours=19))
        return one.rollforward(at.normalize() + library.Timedelta(hours=20)) + over if over.value > 0 else at + rest

    def parts(amount: timedelta) -> tuple[Any, Any]:
        hours, rest = divmod(amount, timedelta(hours=1))
        return one * hours if hours else None, library.Timedelta(rest) if rest else None

    return Rival(add=add, instant=lambda at: library.Timestamp(wall(at)), amount=parts, week="five days")


RIVALS: dict[str, Callable[[], Rival]] = {
    "workclock": workclock,
    "timegrid": timegrid,
    "worktimecalc": worktimecalc,
    "businesstime": businesstime,
    "exchange_calendars": exchange_calendars,
    "bizdurr": bizdurr,
    "django-bizcal": django_bizcal,
    "business-duration": business_duration,
    "opening-hours-py": opening_hours,
    "pyshiftsla": pyshiftsla,
    "pandas": pandas,
    "businesstimedelta": businesstimedelta,
}
