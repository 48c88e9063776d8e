"""SpecialDay: a dated or recurring exception to the ordinary hours, and why (rule C4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from slacal.calendars.names import weekday_number
from slacal.calendars.special_dates import dates_in, dates_text
from slacal.calendars.trimming import closed_earlier, opened_later, trim_of, trim_text
from slacal.calendars.window_list import windows_of
from slacal.display import printed
from slacal.errors import BadDocument, BadInput, SlacalError, WrongType, nearest
from slacal.errors.doors import all_of, check_call, year_of
from slacal.spans.day_time import Window, windows_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.calendars.special_dates import DatesLike
    from slacal.calendars.window_list import WindowsLike

    SpecialHours: TypeAlias = WindowsLike | Mapping[str, object]

_HOWS = ("like", "close_earlier", "open_later")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST = 10_000
_MOST_RULES = 40


class Change(NamedTuple):
    """Hours that follow from others: those of a weekday (Monday 0), or the date's own less some seconds."""

    how: Literal["like", "close_earlier", "open_later"]
    amount: int


@dataclass(frozen=True, slots=True, init=False, repr=False)
class SpecialDay:
    """The hours of one date or of dates that recur, whatever the week and the holidays say.

    ``on`` is a date, ``"12-31"`` (every year), ``"2026-12-24..2026-12-31"`` or a pair of dates, ``"easter+1"``, or
    ``"rrule:..."``. ``hours`` are windows as text or ``"off"``, ``{"like": "mon"}``, ``{"close_earlier": "1 hour"}`` or
    ``{"open_later": "1 hour"}``. Both are kept in one spelling, so that days that say the same are equal.

    Raises: BadInput, WrongType.

    >>> SpecialDay(date(2026, 12, 31), "10:00-15:00", reason="stocktaking")
    SpecialDay('2026-12-31', '10:00-15:00', reason='stocktaking')
    >>> SpecialDay("rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "off").dates(2026)
    (datetime.date(2026, 11, 26),)
    """

    on: str
    hours: tuple[Window, ...] | Change
    reason: str

    def __init__(self, on: DatesLike, hours: SpecialHours | Change = "off", *, reason: str = "") -> None:
        object.__setattr__(self, "on", dates_text(on))
        object.__setattr__(self, "hours", hours if isinstance(hours, Change) else _hours_of(hours, "hours"))
        if not isinstance(reason, str):
            raise WrongType("reason", reason, "is not text", "write why, in a few words")
        object.__setattr__(self, "reason", reason.strip())

    @classmethod
    def many(cls, days: Mapping[Any, Any] | Iterable[SpecialDay]) -> tuple[SpecialDay, ...]:
        """Return special days from ``{dates: hours}``, in order; as they are when they are SpecialDay values.

        The hours may be a mapping with ``reason`` beside ``hours``, ``like``, ``close_earlier`` or ``open_later``.
        Raises: BadDocument with every fault.

        >>> SpecialDay.many({"12-30": "off", date(2026, 12, 31): {"close_earlier": "2 hours", "reason": "eve"}})[1]
        SpecialDay('2026-12-31', {'close_earlier': '2 hours'}, reason='eve')
        """
        if isinstance(days, Mapping):
            return _read_many({**days})
        return all_of("special_days", days, cls, "a special day", "pass SpecialDay values, or {dates: hours}")

    @property
    def written(self) -> str | dict[str, str]:
        """What `many` takes for its dates: text of windows, or a mapping such as ``{"like": "mon", "reason": ...}``.

        >>> day = SpecialDay("12-31", {"close_earlier": "1 hour"}, reason="eve")
        >>> SpecialDay.many({day.on: day.written}) == (day,)
        True
        """
        hours = self._written_hours()
        if not self.reason:
            return hours
        return {**({"hours": hours} if isinstance(hours, str) else hours), "reason": self.reason}

    def _written_hours(self) -> str | dict[str, str]:
        if not isinstance(self.hours, Change):
            return windows_text(self.hours)
        how, amount = self.hours
        return {how: _WEEKDAYS[amount] if how == "like" else trim_text(timedelta(seconds=amount))}

    def dates(self, year: int) -> tuple[date, ...]:
        """Return its dates in that year, in order. Cost: little, or as `recurrence` says, then remembered."""
        return dates_in(self.on, year_of(year))

    def applied(
        self, windows: tuple[Window, ...], on_weekday: Callable[[int], tuple[Window, ...]]
    ) -> tuple[Window, ...]:
        """Return the hours of its date, which would have `windows` otherwise.

        `on_weekday` gives the week's hours of another weekday, Monday being 0. Raises: WrongType.
        """
        if not isinstance(self.hours, Change):
            return self.hours
        how, amount = self.hours
        if how == "like":
            check_call("on_weekday", on_weekday, "pass WeeklyHours.on_weekday")
            return on_weekday(amount)
        windows = all_of("windows", windows, Window, "a window", "pass Window.parse('09:00-17:00')")
        return closed_earlier(windows, amount) if how == "close_earlier" else opened_later(windows, amount)

    @property
    def trims(self) -> bool:
        """Whether it takes something off the hours that its dates have otherwise."""
        return isinstance(self.hours, Change) and self.hours.how != "like"

    @property
    def opens(self) -> bool:
        """Whether it has hours of its own, so that its dates open even where the week never does."""
        return not isinstance(self.hours, Change) and bool(self.hours)

    _repr_pretty_ = printed

    def __repr__(self) -> str:
        reason = f", reason={self.reason!r}" if self.reason else ""
        return f"SpecialDay({self.on!r}, {self._written_hours()!r}{reason})"


def _hours_of(hours: object, field: str) -> tuple[Window, ...] | Change:
    if not isinstance(hours, Mapping):
        return windows_of(hours, field)
    written: dict[object, Any] = dict(hours)  # pyright: ignore[reportUnknownArgumentType] # any mapping, checked below
    if len(written) != 1:
        mend = f"keep one of {', '.join(_HOWS)}; a reason stands beside it"
        raise BadInput(field, written, "does not say one thing", mend)
    ((how, amount),) = written.items()
    if how == "hours":
        return windows_of(amount, field)
    where = f"{field}.{how}"
    if how == "like":
        return Change("like", _weekday_of(amount, where))
    if how in ("close_earlier", "open_later"):
        seconds = int(trim_of(amount, where).total_seconds())
        return Change("close_earlier", seconds) if how == "close_earlier" else Change("open_later", seconds)
    mend = nearest(str(how), (*_HOWS, "hours"), f"write one of {', '.join(_HOWS)}")
    raise BadInput(where, how, "is no way to give hours", mend)


def _weekday_of(name: object, field: str) -> int:
    weekday = weekday_number(name) if isinstance(name, str) else None
    if weekday is None:
        raise BadInput(field, name, "is not a weekday", f"write one of {', '.join(_WEEKDAYS)}")
    return weekday


def _read_many(days: Mapping[Any, Any]) -> tuple[SpecialDay, ...]:
    if len(days) > _MOST or sum(_named(on).lower().startswith("rrule:") for on in days) > _MOST_RULES:
        mend = f"keep to {_MOST} entries, {_MOST_RULES} of them rules"
        raise BadInput("special_days", f"{len(days)} entries", "are more than are read", mend)
    found: list[SpecialDay] = []
    faults: list[SlacalError] = []
    for on, said in days.items():
        try:
            found.append(_read_one(on, said))
        except SlacalError as fault:
            faults.append(_placed(fault, f"special_days.{_named(on)}"))
    if faults:
        raise BadDocument("special_days", faults)
    return tuple(found)


def _named(on: object) -> str:
    """Return the text by which an entry is named in messages."""
    if isinstance(on, datetime):
        return str(on.replace(tzinfo=None))  # a zone may fail to tell its offset
    return on if isinstance(on, str) else str(on) if isinstance(on, date) else type(on).__name__


def _read_one(on: Any, said: Any) -> SpecialDay:
    if not isinstance(said, Mapping):
        return SpecialDay(on, said)
    hours: dict[str, Any] = dict(said)  # pyright: ignore[reportUnknownArgumentType] # any mapping, checked there
    reason = hours.pop("reason", "")
    return SpecialDay(on, hours, reason=reason)


def _placed(fault: SlacalError, where: str) -> SlacalError:
    """Return the same fault, its field named from the top of the document."""
    inner = fault.field.removeprefix("hours.")
    field = where if inner.partition(".")[0] == "on" else f"{where}.{inner}"
    return type(fault)(field, fault.value, fault.problem, fault.mend)


SpecialDay.__module__ = "slacal"
