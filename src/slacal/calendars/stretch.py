"""What a calendar answers with: spans, stretches with a reason, the state at an instant, a day. Named tuples all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from slacal.calendars.layer import Layer
    from slacal.spans.day_time import Window

_WEEK = timedelta(days=7)


class OpenSpan(NamedTuple):
    """One open stretch: its opening, and its closing, which is excluded.

    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> monday = next(week.spans_after(datetime(2026, 11, 22, tzinfo=UTC)))
    >>> str(monday.opens_at), monday.length
    ('2026-11-23 10:00:00+00:00', datetime.timedelta(seconds=32400))
    """

    opens_at: datetime
    closes_at: datetime

    @property
    def length(self) -> timedelta:
        """The real time between the two, clock changes included."""
        from slacal.spans.instant import duration, to_micros

        return duration(to_micros(self.closes_at) - to_micros(self.opens_at))


class Stretch(NamedTuple):
    """One part of a period, open or closed throughout for one reason. ``length`` is real time.

    ``layer`` decided the date; ``note`` says that holiday data the part rests on is not known, and is empty otherwise.

    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> print(week.explain(datetime(2026, 11, 21, 9, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC))[0])
    Sat 2026-11-21 09:00 - Sun 2026-11-22 00:00  closed  Saturday
    """

    starts_at: datetime
    ends_at: datetime
    kind: Literal["open", "closed"]
    reason: str
    length: timedelta
    layer: Layer
    note: str = ""

    def __str__(self) -> str:
        same = self.starts_at.date() == self.ends_at.date()
        ends = f"{self.ends_at:{'%H:%M' if same else '%a %Y-%m-%d %H:%M'}}"
        return f"{self.starts_at:%a %Y-%m-%d %H:%M} - {ends}  {self.kind:<6}  {self.reason}"


class Status(NamedTuple):
    """Whether the calendar is open at an instant, since when, until when, and why.

    ``since`` and ``until`` are None where nothing is found within 200 years, or where a calendar that refuses unknown
    dates, such as a frozen one, does not know; ``str()`` gives one line of text.
    ``layer`` decided the date; ``note`` says that holiday data behind the answer is not known, and is empty otherwise.

    >>> week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> str(week.status(datetime(2026, 11, 20, 12, tzinfo=UTC)))
    'open, closes Fri 19:00: Friday'
    """

    is_open: bool
    since: datetime | None
    until: datetime | None
    reason: str
    layer: Layer
    note: str = ""

    def __str__(self) -> str:
        if self.until is None:
            end = ", no end known" if self.note else " for ever"
            return f"{'open' if self.is_open else 'closed'}{end}: {self.reason}"
        verb = "open, closes" if self.is_open else "closed, opens"
        is_near = self.since is not None and self.until - self.since < _WEEK  # then its weekday tells the date
        return f"{verb} {self.until:{'%a %H:%M' if is_near else '%a %Y-%m-%d %H:%M'}}: {self.reason}"


class Day(NamedTuple):
    """One local date of a calendar: its windows, the layer that decided them, and why.

    ``windows`` are wall times; ``spans`` the same as instants in the calendar's zone, where a clock change may have
    moved or removed one. A date with at least one span is a business day. ``note`` says that the
    holiday data behind it is not known, and is empty otherwise.

    >>> Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC").day(date(2026, 11, 22)).reason
    'Sunday'
    """

    date: date
    windows: tuple[Window, ...]
    layer: Layer
    reason: str
    spans: tuple[OpenSpan, ...]
    note: str = ""

    @property
    def is_business_day(self) -> bool:
        """Whether the date owns any open time."""
        return bool(self.spans)


for _public in (OpenSpan, Stretch, Status, Day):
    _public.__module__ = "slacal"
