"""When all cycles are due: where their counted time reaches what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.log_phases import DONE, LIVE, NONE
from slacal.batch.log_promises import DATE, DAYS, NOTHING
from slacal.batch.numbers import MISSING
from slacal.batch.open_time import reached
from slacal.engine.allowance import allow
from slacal.engine.limits import BusinessDays
from slacal.engine.segment import COUNTS
from slacal.errors import SlacalError

if TYPE_CHECKING:
    from slacal.batch.log_hard import Hard
    from slacal.batch.log_phases import Phases, Spans
    from slacal.batch.log_promises import Promises
    from slacal.batch.log_signals import Signals
    from slacal.batch.log_time import Time
    from slacal.batch.numbers import Flags, Ints


class Cycles(NamedTuple):
    """All that is known of the cycles of one target."""

    signals: Signals
    phases: Phases
    spans: Spans
    promises: Promises
    time: Time
    now: Ints  # of each cycle
    hard: Hard

    def of_rows(self, rows: Ints) -> Ints:
        """Return the cycle of each row."""
        return np.searchsorted(self.spans.first, rows, "right") - 1

    def mark(self, cycles: Ints, reason: str) -> None:
        """Send the tickets of some cycles to the scalar engine."""
        self.hard.mark(self.spans.ticket[cycles], reason)


class Dues(NamedTuple):
    """The due of each cycle and what it rests on, `MISSING` for none. ``breached``: of an earlier promise."""

    match: Ints  # the promise in force at the end
    amount: Ints
    lands: Ints
    due: Ints
    shown: Ints  # the due that is told: a pause may tell when it would be due
    original: Ints
    breached: Ints
    since: Ints
    elapsed: Ints
    paused: Ints
    paused_real: Ints


def dues_of(cycles: Cycles) -> Dues:
    """Return when each cycle is due, marking the tickets that need the scalar engine."""
    spans, time = cycles.spans, cycles.time
    first, last = spans.first, spans.last
    elapsed, paused, real = (sums[last] - sums[first] for sums in (time.counted, time.paused, time.paused_real))
    changes, turns = _changes(cycles)
    opening = time.in_force[first]
    amount, lands = _allowances(cycles, opening)
    paused_ever = (real > 0) | ((spans.phase == LIVE) & ~time.counts[last - 1])  # one may only just have begun
    cycles.mark(np.flatnonzero((lands != MISSING) & paused_ever), "a landing in closed time, and a pause")
    changed = cycles.of_rows(changes)
    cycles.mark(changed[lands[changed] != MISSING], "a landing in closed time, changed")
    cycles.mark(_closing_days(cycles, opening, paused), "after_pause")
    match, since = opening, cycles.signals.at[first]
    breached = np.full(len(first), MISSING)
    first_amount = amount
    if len(changes):
        amount, match, since, breached = _adopted(cycles, changes, amount)
    due, waits = _due(cycles, match, amount, elapsed)
    by_itself = np.where(lands != MISSING, lands, cycles.promises.fixed[match])
    due = np.where(by_itself != MISSING, by_itself, due)
    shown = due
    if waits.any():
        due = np.where(waits, by_itself, due)
    touched = (real > 0) | waits
    touched[cycles.of_rows(np.concatenate([changes, turns]))] = True
    original = _original(cycles, opening, (first_amount, lands, due), touched)
    return Dues(match, amount, lands, due, shown, original, breached, since, elapsed, paused, real)


# -- changes -----------------------------------------------------------------------------------------------------------


def _changes(cycles: Cycles) -> tuple[Ints, Ints]:
    """Return the rows at which a cycle takes another promise, and those at which it takes another calendar alone."""
    promises, in_force = cycles.promises, cycles.time.in_force
    if promises.hard.any():
        rows = np.flatnonzero(promises.hard[in_force] & (cycles.phases.after != NONE))
        cycles.mark(cycles.of_rows(rows), "readings of the goal")
    if len(promises.matches) == 1:
        none = np.zeros(0, np.int64)
        return none, none
    rows = np.flatnonzero(in_force[1:] != in_force[:-1]) + 1
    rows = rows[(cycles.phases.after[rows] == LIVE) & ~cycles.phases.opened[rows]]
    reopened = rows[cycles.phases.after[rows - 1] == DONE]
    cycles.mark(cycles.of_rows(reopened), "another goal or calendar while it was completed")
    old, new = in_force[rows - 1], in_force[rows]
    other = promises.promise[old] != promises.promise[new]
    changes, turns = rows[other], rows[~other]
    cycles.mark(cycles.of_rows(turns[~promises.moved[in_force[turns]]]), "calendar_change")
    _mark_changes(cycles, changes, old[other], new[other])
    days = promises.kind[in_force[turns]] == DAYS
    cycles.mark(cycles.of_rows(turns[days]), "another calendar under a goal in days")
    return changes, turns


def _mark_changes(cycles: Cycles, rows: Ints, old: Ints, new: Ints) -> None:
    promises = cycles.promises
    of_rows = cycles.of_rows(rows)
    cycles.mark(of_rows[~promises.has_goal[old] | ~promises.has_goal[new]], "a goal lost or found on the way")
    cycles.mark(of_rows[~promises.adopted[new]], "on_change")
    cycles.mark(of_rows[promises.kind[new] == DAYS], "a change to a goal in days")
    first = cycles.spans.first[of_rows]
    opening = promises.kind[cycles.time.in_force[first]]
    undue = (opening == NOTHING) | ((opening != DATE) & (cycles.signals.rules[first] != COUNTS))
    cycles.mark(of_rows[undue], "a change of what had no due at its start")


def _adopted(cycles: Cycles, changes: Ints, amount: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the amount, the promise and its beginning after all changes, and breaches of the promises before."""
    spans, promises, at = cycles.spans, cycles.promises, cycles.signals.at
    of_changes = cycles.of_rows(changes)
    begins = np.concatenate([spans.first, changes])
    owner = np.concatenate([np.arange(len(spans.first)), of_changes])
    order = np.lexsort((begins, owner))
    begins, owner = begins[order], owner[order]
    match = cycles.time.in_force[begins]
    amounts = np.where(order < len(spans.first), amount[owner], promises.amount[match])
    ends = np.append(begins[1:], 0)
    is_last = np.append(owner[1:] != owner[:-1], np.True_)
    old = np.flatnonzero(~is_last)
    due = _crossed(cycles, owner[old], amounts[old], ends[old])
    fixed = promises.fixed[match[old]]
    due = np.where(fixed != MISSING, fixed, due)
    late = promises.told[match[old]] & (due != MISSING) & (due < at[ends[old]])
    breached = np.full(len(spans.first), MISSING)
    late_old = old[late][::-1]
    breached[owner[late_old]] = np.maximum(due[late][::-1], at[begins[late_old]])  # the earliest is written last
    lasts = np.flatnonzero(is_last)
    return amounts[lasts], match[lasts], at[begins[lasts]], breached


# -- allowances --------------------------------------------------------------------------------------------------------


def _allowances(cycles: Cycles, match: Ints) -> tuple[Ints, Ints]:
    """Return what each cycle's first promise allows, and where it lands by itself."""
    promises = cycles.promises
    amount = promises.amount[match]
    lands = np.full(len(match), MISSING)
    days = np.flatnonzero(promises.kind[match] == DAYS)
    if len(days):
        _take_days(cycles, days, match, amount, lands)
    return amount, lands


def _take_days(cycles: Cycles, days: Ints, match: Ints, amount: Ints, lands: Ints) -> None:
    """Write the allowances of goals in days, each start asked once."""
    starts = cycles.signals.at[cycles.spans.first[days]]
    for code in np.unique(match[days]).tolist():
        chosen = match[days] == code
        unique, inverse = np.unique(starts[chosen], return_inverse=True)
        found = np.array([_days_from(cycles, code, start) for start in unique.tolist()], np.int64)[inverse]
        rows = days[chosen]
        amount[rows], lands[rows] = found[:, 0], found[:, 1]
        cycles.mark(rows[found[:, 0] == MISSING], "readings of a goal in days")
        promised = cycles.promises.matches[int(code)]
        if promised is not None and promised.goal is not None and promised.goal.rules.anchor != "start":
            waits = cycles.signals.rules[cycles.spans.first[rows]] != COUNTS
            cycles.mark(rows[waits], "anchor")


def _days_from(cycles: Cycles, code: int, start: int) -> tuple[int, int]:
    match = cycles.promises.matches[code]
    if match is None or match.goal is None:
        return MISSING, MISSING
    try:
        found = allow(match.limit, start, match.calendar.calendar.horizon, match.goal.edge)
    except SlacalError:
        return MISSING, MISSING
    if found is None or found.edge == "far" or found.amount <= 0:
        return MISSING, MISSING
    return found.amount, MISSING if found.lands_at is None else found.lands_at


def _closing_days(cycles: Cycles, match: Ints, paused: Ints) -> Ints:
    """Return the cycles whose due moves to a closing after a pause."""
    closing = np.array([one is not None and _closes(one.goal, one.limit) for one in cycles.promises.matches], np.bool_)
    return np.flatnonzero(closing[match] & (paused > 0)) if closing.any() else np.zeros(0, np.int64)


def _closes(goal: object, limit: object) -> bool:
    rules = getattr(goal, "rules", None)
    return rules is not None and rules.after_pause == "close" and isinstance(limit, BusinessDays)


# -- where it is reached -----------------------------------------------------------------------------------------------


def _due(cycles: Cycles, match: Ints, amount: Ints, elapsed: Ints) -> tuple[Ints, Flags]:
    """Return where each cycle reaches its amount: among its rows, or ahead if it runs on from its end.

    And which ones are paused before it: where the rules ask for it, they get what would be if they ran on now.
    """
    spans, time, signals = cycles.spans, cycles.time, cycles.signals
    out, waiting = np.full(len(match), MISSING), np.zeros(len(match), np.bool_)
    who = np.flatnonzero(amount > 0)
    if not len(who):
        return out, waiting
    if len(who) == len(match):
        who_first, last, goal, used = spans.first, spans.last, amount, elapsed
    else:
        who_first, last, goal, used = spans.first[who], spans.last[who], amount[who], elapsed[who]
    before = time.counted[who_first]
    row, done = last - 1, used >= goal
    late = np.flatnonzero(done)
    row[late] = np.searchsorted(time.counted[1:], before[late] + goal[late], "left")
    start, left = signals.at[row], goal - (time.counted[row] - before)
    live = spans.phase[who] == LIVE
    waits = live & ~done & ~time.counts[row]
    ended = ~live & ~done
    projected = cycles.promises.projected[match[who]]
    start = np.where(ended, spans.ended_at[who], np.where(waits, cycles.now[who], start))
    left = np.where(ended | waits, goal - used, left)
    known = ~waits | projected
    _reach(cycles, who[known], (time.in_force[row[known]], start[known], left[known]), out)
    waiting[who] = waits
    return out, waiting


def _crossed(cycles: Cycles, owner: Ints, amount: Ints, ends: Ints) -> Ints:
    """Return where cycles reached an amount before some row of theirs."""
    time, at = cycles.time, cycles.signals.at
    out = np.full(len(owner), MISSING)
    who = np.flatnonzero(amount > 0)
    before, goal = time.counted[cycles.spans.first[owner[who]]], amount[who]
    row = np.minimum(np.searchsorted(time.counted[1:], before + goal, "left"), ends[who] - 1)
    done = time.counted[row + 1] - before >= goal
    rows, who = row[done], who[done]
    left = goal[done] - (time.counted[rows] - before[done])
    _reach(cycles, who, (time.in_force[rows], at[rows], left), out, owner)
    return out


def _reach(cycles: Cycles, who: Ints, question: tuple[Ints, Ints, Ints], out: Ints, owner: Ints | None = None) -> None:
    """Write when so much open time has passed since an instant, on the calendar of a promise."""
    match, start, left = question
    codes = cycles.promises.calendar[match]
    for code, calendar in enumerate(cycles.promises.calendars):
        part = slice(None) if len(cycles.promises.calendars) == 1 else np.flatnonzero(codes == code)
        places = who[part]
        if not len(places):
            continue
        out[places], bad = reached(calendar.calendar.horizon, start[part], left[part])
        if bad is not None:
            lost = places[bad]
            cycles.mark(lost if owner is None else owner[lost], "a due beyond the years searched")


def _original(cycles: Cycles, opening: Ints, known: tuple[Ints, Ints, Ints], touched: Flags) -> Ints:
    """Return when each cycle was due as it started."""
    amount, lands, due = known
    promises, first = cycles.promises, cycles.spans.first
    original = np.where(touched, MISSING, due)
    again = np.flatnonzero(touched & (amount > 0))
    if len(again):
        _reach(cycles, again, (opening[again], cycles.signals.at[first[again]], amount[again]), original)
    original = np.where(lands != MISSING, lands, original)
    original[cycles.signals.rules[first] != COUNTS] = MISSING
    fixed = promises.fixed[opening]
    return np.where(fixed != MISSING, fixed, original)
