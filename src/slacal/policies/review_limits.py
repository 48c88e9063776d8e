"""Review of limits: days written as hours, dates that pauses do not move, warnings out of place, goals beyond cover."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from slacal.calendars.questions import elapsed
from slacal.engine.conditions import AllOf
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, OpenTime, RealTime, Until
from slacal.engine.terms import OwnCalendar
from slacal.policies.draft import finding
from slacal.policies.implication import possible
from slacal.spans.instant import DAY, SECOND
from slacal.spans.wall import wall_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.review import Finding, Level
    from slacal.documents.path import Steps
    from slacal.engine.entitlements import Entitlement
    from slacal.engine.limits import Amount, Limit
    from slacal.engine.terms import Choice, Goal, Target, Warn
    from slacal.policies.draft import Draft

_DAYS_SEEN = 28  # enough for every week of a rota of four
_MOST_OF_A_MONTH = 31


def limit_findings(draft: Draft) -> Iterator[Finding]:
    """Yield what is doubtful about goals, warnings and cover."""
    for written, target in draft.targets():
        place = ("targets", target.name)
        for number, goal in enumerate(target.goals):
            yield from _hours(draft, target, goal, (*place, "goals", number))
            yield from _dates(draft, written, target, goal, (*place, "goals", number))
            for one in draft.terms.entitlements:
                if target.rules.cover == "throughout" or not _says("cover", written, draft.tree):
                    yield from _cover(one, target, goal, (*place, "goals", number))
        for number, warn in enumerate(target.warnings):
            yield from _warning(warn, target, (*place, "warnings", number))
        yield from _conversions(draft, target, place)


def _says(rule: str, *about: Mapping[str, Any]) -> bool:
    """Tell whether the rules of one of these pieces of the document name a rule."""
    return any(rule in one.get("rules", {}) for one in about)


def _plain_limit(goal: Goal) -> Limit | None:
    return goal.limit.otherwise if isinstance(goal.limit, Given) else goal.limit


# -- days written as hours


def _hours(draft: Draft, target: Target, goal: Goal, place: Steps) -> Iterator[Finding]:
    limit = _plain_limit(goal)
    if not isinstance(limit, OpenTime) or limit.amount < DAY or goal.note:
        return
    name, calendar = _usual(goal.calendar or target.calendar)
    day = 0 if name in draft.supplied else _usual_day(calendar, draft.first.toordinal())
    if 0 < day < DAY:
        problem = f"is {_in_days(limit.amount, day)} of {name!r}, where a day has {_in_words(*_time(day // SECOND))}"
        mend = "write it in business days if days are meant, else say so in a note"
        yield finding("days-as-hours", (*place, "within"), problem, mend, "silent")


def _usual(choice: Choice) -> tuple[str, Calendar]:
    found = choice.options[-1][1]
    return found.name, found.recipe.made({}) if isinstance(found, OwnCalendar) else found.calendar


def _usual_day(calendar: Calendar, first: int) -> int:
    """Return the open time, in microseconds, that most open dates of four weeks have; 0 where none is open."""
    zone = calendar.horizon.hours.zone
    edges = [wall_micros(day, 0, zone) for day in range(first, first + _DAYS_SEEN + 1)]
    dates = Counter(elapsed(calendar.horizon, low, high) for low, high in pairwise(edges))
    return max(filter(None, dates), key=lambda day: (dates[day], day), default=0)


def _in_days(amount: int, day: int) -> str:
    days, rest = divmod(round(amount / SECOND), day // SECOND)
    return _in_words((days, "day"), *_time(rest))


def _time(seconds: int) -> tuple[tuple[int, str], ...]:
    return (seconds // 3600, "hour"), (seconds // 60 % 60, "minute"), (seconds % 60, "second")


def _in_words(*several: tuple[int, str]) -> str:
    return " and ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in several if number)


# -- dates


def _dates(draft: Draft, written: Mapping[str, Any], target: Target, goal: Goal, place: Steps) -> Iterator[Finding]:
    if not (isinstance(goal.limit, Until) and target.pauses and goal.rules.fixed_dates == "stay"):
        return
    if not _says("fixed_dates", written["goals"][place[-1]], written, draft.tree):
        problem = "is a date, which no pause moves, and the target pauses"
        mend = "write rules: {fixed_dates: stay}, or extend if pauses are to move it"
        yield finding("date-not-moved", (*place, "at"), problem, mend, "silent")


# -- warnings


def _warning(warn: Warn, target: Target, place: Steps) -> Iterator[Finding]:
    if warn.share is not None:
        if warn.share > 1:
            problem = "comes after the due, when it is too late to warn"
            mend = "write at most 100%, or an amount 'after due' if it is to escalate"
            yield finding("warning-after-due", place, problem, mend, "silent")
        return
    if warn.amount is None or warn.side == "after_due":
        return
    limits = map(_plain_limit, target.goals)
    early = [limit for limit in limits if limit is not None and _reaches(warn.amount, limit)]
    if not early:
        return
    level: Level = "trap" if len(early) == len(target.goals) else "silent"
    if warn.side == "before_due":
        problem = f"comes with the start already, where the goal is {early[0].text!r}"
        yield finding("warning-at-start", place, problem, "warn later, or by a share of the goal such as '75%'", level)
    else:
        problem = f"comes no sooner than the due, where the goal is {early[0].text!r}"
        yield finding("warning-after-due", place, problem, "warn sooner, or by a share of the goal", level)


def _reaches(amount: Amount, limit: Limit) -> bool:
    """Tell whether an amount is no less than a limit; of two that are not counted alike it cannot be told."""
    if isinstance(amount, BusinessDays):
        return isinstance(limit, BusinessDays) and amount.days >= limit.days
    if isinstance(amount, OpenTime):
        return isinstance(limit, OpenTime) and amount.amount >= limit.amount
    return isinstance(amount, RealTime) and isinstance(limit, RealTime) and amount.amount >= limit.amount


# -- cover


def _cover(entitlement: Entitlement, target: Target, goal: Goal, place: Steps) -> Iterator[Finding]:
    lasts, limit = entitlement.lasts, _plain_limit(goal)
    if lasts is None or isinstance(lasts, Given) or entitlement.renew is not None:
        return
    both = AllOf(tuple(one for one in (entitlement.when, goal.when) if one is not None))
    if _least(limit) > _most(lasts) and possible(both) == "yes":
        problem = f"is longer than the cover of {entitlement.name!r}, {lasts.text}"
        mend = "promise less than the cover, or write cover: start to keep what began under it"
        level: Level = "trap" if target.rules.cover == "throughout" else "silent"
        yield finding("longer-than-cover", (*place, "within"), problem, mend, level)


def _least(limit: Limit | None) -> int:
    """Return a real time that the limit is surely not shorter than, in microseconds; 0 where none can be told."""
    if isinstance(limit, OpenTime | RealTime):
        return limit.amount
    if isinstance(limit, BusinessDays):
        return (limit.days - 1) * DAY
    if isinstance(limit, CalendarSpan):  # a month has 28 days at least, and a clock change may take an hour
        return (limit.days + limit.months * 28 - 1) * DAY
    return 0


def _most(lasts: RealTime | CalendarSpan) -> int:
    if isinstance(lasts, RealTime):
        return lasts.amount
    return (lasts.days + lasts.months * _MOST_OF_A_MONTH + 1) * DAY


# -- conversions


def _conversions(draft: Draft, target: Target, place: Steps) -> Iterator[Finding]:
    for number, conversion in enumerate(target.at_limit):
        opened = draft.terms.target(conversion.to)  # None where it becomes a service
        if opened is not None and opened.start == target.start:
            problem = f"opens {conversion.to!r} at the limit, and that starts by itself when this one does"
            mend = f"give {conversion.to!r} a start of its own, at the event that only follows from the conversion"
            yield finding("converts-to-running", (*place, "at_limit", number, "convert"), problem, mend)
