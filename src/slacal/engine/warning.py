"""Warnings: when to warn of a due, each in its own time (rule P22)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from slacal.calendars.business_days import add_business_days
from slacal.calendars.day_rule import DayRule
from slacal.calendars.questions import advance, retreat
from slacal.engine.allowance import ALWAYS, OnDate, allow
from slacal.engine.dates import after
from slacal.engine.limits import BusinessDays, CalendarSpan, OpenTime, RealTime
from slacal.engine.segment import COUNTS, Segment

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from slacal.engine.clock import Clock
    from slacal.engine.limits import Amount
    from slacal.engine.terms import NamedCalendar, Warn

_SAME_TIME = DayRule(lands="same_time")


class DueWarning(NamedTuple):
    """When to warn, in the words of the policy, and whether that time has come while the cycle ran."""

    text: str
    at: datetime | None
    fired: bool


def warned_at(clock: Clock, warn: Warn, due: int | None, hours: NamedCalendar) -> int | None:
    """Return when a warning fires, or None while the due is open; `hours` are the target's own business hours.

    Only a pause leaves the due of a promise open. A warning that was reached before it stays; one that falls before the
    start fires at the start.
    """
    if warn.side == "after_start" and warn.amount is not None:
        at = _after_start(clock, warn.amount, hours)
    elif due is not None:
        at = _near_due(clock, warn, due, hours)
    else:
        at = _before_pause(clock, warn, hours)
    return None if at is None else max(at, clock.started_at)


def _before_pause(clock: Clock, warn: Warn, hours: NamedCalendar) -> int | None:
    """Return when a warning fires that was reached before a pause, had the clock run on where that pause began."""
    pause = _began(clock.last)
    last = Segment(pause.before, pause.start, None, COUNTS, pause.reason, pause.calendar)
    ran_on = clock._replace(last=last).anchored(pause.start)
    due = ran_on.due()
    at = None if due is None else _near_due(ran_on, warn, due, hours)
    return None if at is None or at > pause.start else at


def _began(pause: Segment) -> Segment:
    """Return where a pause began that has gone on for other reasons, or on other calendars, since."""
    while pause.before is not None and not pause.before.counts:
        pause = pause.before
    return pause


def _near_due(clock: Clock, warn: Warn, due: int, hours: NamedCalendar) -> int | None:
    amount = warn.amount
    if warn.share is not None:
        return _at_share(clock, warn.share, due)
    if isinstance(amount, OpenTime) and warn.side == "before_due" and _counts_down(clock):
        return _where(clock, _promised(clock, due) - amount.amount)
    return None if amount is None else shifted(due, amount, hours, -1 if warn.side == "before_due" else 1)


def _counts_down(clock: Clock) -> bool:
    """Tell whether business time before the due is business time that the clock counts."""
    return clock.override is None and not isinstance(clock.limit, RealTime | CalendarSpan | OnDate)


def _at_share(clock: Clock, share: Fraction, due: int) -> int | None:
    if share == 1:
        return due
    allowance = clock.allowance
    if clock.override is not None or allowance is None or allowance.fixed:
        return clock.started_at + ceil(share * (due - clock.started_at))
    promised = _promised(clock, due)
    whole = promised if clock.nominal is None else clock.nominal
    return _where(clock, promised - whole + ceil(share * whole))


def _where(clock: Clock, counted: int) -> int | None:
    """Return where so much is counted; what is none, or less, has passed at the start."""
    return clock.reaches(counted) if counted > 0 else clock.started_at


def _promised(clock: Clock, due: int) -> int:
    """Return the open time that is counted until the due."""
    if clock.is_landed:
        return clock.counted_by(due)
    return clock.allowance.amount if clock.allowance is not None else 0


def _after_start(clock: Clock, amount: Amount, hours: NamedCalendar) -> int | None:
    """Return when so much has elapsed, in the amount's own time."""
    if isinstance(amount, OpenTime):
        return clock.on(hours).reaches(amount.amount)
    if isinstance(amount, RealTime):
        return clock.on(ALWAYS).reaches(amount.amount)
    if isinstance(amount, CalendarSpan):
        return clock.on(ALWAYS).reaches(after(clock.started_at, amount, amount.zone) - clock.started_at)
    days = BusinessDays(amount.days, _SAME_TIME, amount.text)
    allowance = allow(days, clock.started_at, hours.calendar.horizon)
    return None if allowance is None else clock.on(hours).reaches(allowance.amount)


def shifted(at: int, amount: Amount, hours: NamedCalendar, sign: int) -> int:
    """Return the instant so much before (-1) or after (1) another; days keep its time of day."""
    if isinstance(amount, RealTime):
        return at + sign * amount.amount
    if isinstance(amount, OpenTime):
        move = advance if sign > 0 else retreat
        return move(hours.calendar.horizon, at, amount.amount)
    if isinstance(amount, BusinessDays):
        return add_business_days(hours.calendar.horizon, at, sign * amount.days, _SAME_TIME)
    return after(at, amount.times(sign), amount.zone)
