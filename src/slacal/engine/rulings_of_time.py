"""Rulings that are seen from a cycle's instants and amounts: P1, P2, P3, P5, P8, P10 and P22."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from slacal.calendars.questions import is_open
from slacal.calendars.status import why_of
from slacal.engine.allowance import OnDate
from slacal.engine.caps import NOTHING, cap_end, spent_after
from slacal.engine.limits import BusinessDays, CalendarSpan
from slacal.engine.segment import COUNTS
from slacal.engine.stage import Outcome, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.engine.caps import Spent
    from slacal.engine.limits import Amount
    from slacal.engine.ruling import Case, Ruling
    from slacal.engine.segment import Segment


def by_time(case: Case) -> Iterator[Ruling]:
    """Yield the rulings of a cycle that its time shows."""
    for asked in (_at_the_due, _started_closed, _pauses, _days, _anchored, _capped, _paused_due, _on_date):
        yield from asked(case)
    yield from _relaxed(case)
    yield from _warned(case)


def _at_the_due(case: Case) -> Iterator[Ruling]:
    due, figures = case.figures.due, case.figures
    if due is None or figures.outcome is Outcome.NONE:
        return
    if figures.end == due:
        if case.clock.stage is Stage.COMPLETED:
            yield case.ruled("P1", "met_at_due", due)
        else:
            yield case.ruled("P1", "at" if figures.outcome is Outcome.BREACHED else "after", due)
    elif figures.outcome is Outcome.BREACHED and figures.remaining == 0:
        yield case.ruled("P1", "closed", due)


def _started_closed(case: Case) -> Iterator[Ruling]:
    first = case.clock.segments[0]
    start = case.clock.started_at
    horizon = first.calendar.calendar.horizon
    if first.rule != COUNTS or first.start > case.figures.end or is_open(horizon, start):
        return
    if case.clock.goal is None or case.clock.ended_at == start:
        return
    said = first.calendar.name, why_of(horizon.hours, start, is_open=False).reason
    opening = next((step.starts_at for step in (*case.steps, *case.ahead) if step.how == "counted"), None)
    if opening is None:
        yield case.ruled("P2", "waiting", start, *said)
    else:
        yield case.ruled("P2", "waits", start, *said, opening)


def _pauses(case: Case) -> Iterator[Ruling]:
    real, paused = case.figures.paused_real, case.figures.paused
    if paused == real:
        return
    if paused == 0:
        yield case.ruled("P3", "free", None, case.amount(real))
    else:
        yield case.ruled("P3", "open_time", None, case.amount(real), case.amount(paused))


def _days(case: Case) -> Iterator[Ruling]:
    clock, due = case.clock, case.figures.due
    if due is None or clock.goal is None or clock.override is not None or not isinstance(clock.limit, BusinessDays):
        return
    if clock.paused(due):
        yield case.ruled("P3", clock.goal.rules.after_pause, None, case.at(due))


def _anchored(case: Case) -> Iterator[Ruling]:
    clock, first = case.clock, case.clock.segments[0]
    if clock.goal is None or first.rule < 0 or not isinstance(clock.limit, BusinessDays | CalendarSpan):
        return
    yield case.ruled("P3", clock.goal.rules.anchor, clock.anchor)


def _capped(case: Case) -> Iterator[Ruling]:
    """Yield where a pause ended because its rule was used up, and whether the clock ran on there."""
    spent: dict[str, Spent] = {}
    for segment, following in pairwise(case.clock.segments):
        cap = _cap_of(case, segment)
        if cap is None or segment.end is None:  # only the last one lasts
            continue
        horizon = segment.calendar.calendar.horizon
        used = spent.get(segment.reason, NOTHING)
        if segment.end == following.start == cap_end(cap, used, segment.start, horizon):
            if following.rule == COUNTS:
                yield case.ruled("P3", "cap", segment.end, segment.reason, cap.text)
            elif following.rule >= 0 and following.reason != segment.reason:
                yield case.ruled("P3", "cap_held", segment.end, segment.reason, cap.text, following.reason)
        spent[segment.reason] = spent_after(cap, used, segment.start, segment.end, horizon)


def _cap_of(case: Case, segment: Segment) -> Amount | None:
    """Return the cap of the rule that pauses in a segment, by its reason in the version of the policy at that time."""
    if segment.rule < 0:
        return None
    seen, plan = case.cycle.seen, case.cycle.seen.terms.plan
    version = min(plan.version_at(segment.start), case.clock.version)
    target = plan.rows[plan.places[seen.target.name][0]].versions[version] or seen.target
    return next((rule.at_most for rule in target.pauses if rule.reason == segment.reason), None)


def _paused_due(case: Case) -> Iterator[Ruling]:
    clock, figures = case.clock, case.figures
    if clock.stage is not Stage.PAUSED or clock.override is not None:
        return
    if isinstance(clock.limit, OnDate) and not clock.limit.extends:
        return
    if figures.due is not None:
        if figures.shown is not None and figures.due <= figures.end:
            yield case.ruled("P5", "reached", figures.due)
    elif figures.shown is not None:
        yield case.ruled("P5", "projected", None, case.at(figures.shown))
    elif figures.remaining is not None and (resumed := clock.due(_resumption(case))) is not None:
        yield case.ruled("P5", "open", None, case.amount(figures.remaining), case.at(resumed))


def _resumption(case: Case) -> int:
    """Return where a pause is thought to end: now, but a start that lies ahead is not brought forward."""
    return max(case.figures.end, case.clock.last.start)


def _on_date(case: Case) -> Iterator[Ruling]:
    clock, due = case.clock, case.figures.due
    limit, goal = clock.limit, clock.goal
    if not isinstance(limit, OnDate) or limit.due is None or goal is None or due is None or clock.override is not None:
        return
    unrolled = clock._replace(rolls_on=None).due()
    if unrolled is not None and unrolled != limit.due:
        yield case.ruled("P8", "extend", None, case.at(limit.due), case.at(unrolled))
    elif case.figures.paused_real and not limit.extends:
        yield case.ruled("P8", "stay", None)
    if unrolled is not None and unrolled != due:
        yield case.ruled("P8", "next_open", None, case.at(unrolled), case.at(due))
    hours = (goal.calendar or case.cycle.seen.target.calendar).pick(case.cycle.seen.facts)
    if clock.rolls_on is None and not is_open(hours.calendar.horizon, due):
        yield case.ruled("P8", "closed", None)


def _relaxed(case: Case) -> Iterator[Ruling]:
    breached_at = case.figures.breached_at
    if breached_at is not None and case.figures.outcome is not Outcome.BREACHED:
        yield case.ruled("P10", "relaxed", breached_at)


def _warned(case: Case) -> Iterator[Ruling]:
    for warning in case.cycle.warnings:
        if warning.fired:
            yield case.ruled("P22", "fired", None, warning.text)._replace(at=warning.at)
        elif warning.at is None and case.clock.stage is Stage.PAUSED:
            yield case.ruled("P22", "open", None, warning.text)
