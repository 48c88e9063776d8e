"""From dues to figures: the judgement of all cycles at once, as `engine/figures.py` has it for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from slacal.batch.log_phases import DONE, ENDED, LIVE, PHASES, SUSPENDED
from slacal.batch.log_table import AMOUNTS, INSTANTS, NUMBERS, TEXTS, Block, same
from slacal.batch.log_zones import zone_of
from slacal.batch.numbers import MISSING
from slacal.calendars.questions import is_open
from slacal.engine.allowance import OnDate
from slacal.engine.cycle import NOT_STARTED
from slacal.engine.figures import NO_COMMITMENT, NO_DATE, NOT_IN_FORCE
from slacal.engine.limits import BusinessDays, NoPromise, OpenTime, Unlimited
from slacal.engine.segment import COUNTS
from slacal.engine.stage import Outcome, Stage
from slacal.engine.suspension import CANCELLED, NO_GOAL
from slacal.engine.suspension import DONE as IS_DONE

if TYPE_CHECKING:
    from slacal.batch.log_dues import Cycles, Dues
    from slacal.batch.log_table import Ratios, Texts
    from slacal.batch.numbers import Codes, Flags, Ints
    from slacal.engine.matching import Match
    from slacal.engine.terms import Target, Terms, Warn


JUDGED = np.int32(-1)


class _Standing(NamedTuple):
    """Where each cycle stands."""

    live: Flags
    runs: Flags
    rule: Ints
    end: Ints
    has_goal: Flags
    told: Flags
    unjudged: Codes  # why there is nothing to judge, or JUDGED


class Judge:
    """Turns the cycles of one target into rows of the answer."""

    def __init__(self, terms: Terms, target: Target, texts: Texts) -> None:
        self._terms, self._target, self.texts = terms, target, texts
        self._empty = texts.place("")

    def block(self, cycles: Cycles, dues: Dues, as_of: int) -> Block:
        """Return a row for each cycle, as seen at `as_of`."""
        stand = self._standing(cycles, dues)
        stage = self._stages(cycles, stand)
        breached = self._breached(cycles, dues, stand)
        judged = stand.unjudged == JUDGED
        first = np.where(dues.breached != MISSING, dues.breached, np.maximum(dues.due, dues.since))
        before = np.where(stand.unjudged == self.texts.place(NOT_IN_FORCE), MISSING, dues.breached)
        breached_at = np.where(judged & breached, first, before)
        columns = {
            "cycle": cycles.spans.number,
            "stage": stage,
            "outcome": self._outcomes(cycles, stand, breached),
            "reason": self._reasons(cycles, stand),
            "started_at": cycles.signals.at[cycles.spans.first],
            "due_at": np.where(stand.told, dues.shown, MISSING),
            "original_due_at": np.where(stand.has_goal & ~cycles.promises.told[dues.match], MISSING, dues.original),
            "completed_at": np.where(cycles.spans.phase == DONE, stand.end, MISSING),
            "breached_at": breached_at,
            "ever_breached": breached_at != MISSING,
            "counting": self._counting(cycles, stand, as_of),
            "warnings_fired": self._warnings(cycles, dues, stand),
            "penalty_percent": same(np.nan, len(stand.live)),
            "as_of": same(as_of, len(stand.live)),
            **_amounts(cycles, dues, stand),
            **self._words(cycles, dues),
        }
        if self._target.credits is not None:
            cycles.mark(np.flatnonzero(judged & breached), "credits")
        return Block(cycles.spans.ticket, columns)

    def not_started(self, tickets: Ints, as_of: int) -> Block:
        """Return a row for each ticket whose clock has not started."""
        count, place = len(tickets), self.texts.place
        texts = {
            "target": self._target.name, "kind": self._target.kind, "commitment": "firm",
            "stage": Stage.PENDING, "outcome": Outcome.OPEN, "reason": NOT_STARTED, "version": self._terms.version,
        }  # fmt: skip
        columns: dict[str, Codes | Flags | Ratios] = {
            name: same(place(str(texts.get(name, ""))), count) for name in (*TEXTS, "zone")
        }
        for name in INSTANTS:
            columns[name] = same(MISSING, count)
        for name in (*AMOUNTS, *NUMBERS):
            columns[name] = same(0, count)
        for name in ("ever_breached", "counting"):
            columns[name] = np.zeros(count, np.bool_)
        for name in ("elapsed_ratio", "penalty_percent"):
            columns[name] = same(np.nan, count)
        columns["remaining_s"] = same(MISSING, count)
        columns["as_of"] = same(as_of, count)
        return Block(tickets, columns)

    def _standing(self, cycles: Cycles, dues: Dues) -> _Standing:
        spans, promises = cycles.spans, cycles.promises
        live = spans.phase == LIVE
        rule = cycles.signals.rules[spans.last - 1]
        end = np.where(live, cycles.now, spans.ended_at)
        told, has_goal = promises.told[dues.match], promises.has_goal[dues.match]
        table = np.array([[self._unjudged(match, phase) for phase in range(PHASES)] for match in promises.matches])
        unjudged = table.ravel()[dues.match * PHASES + spans.phase]
        since = self._terms.effective_from
        if since is not None:
            before = cycles.signals.at[spans.first] < since
            unjudged[before] = self.texts.place(NOT_IN_FORCE)
            told &= ~before
        return _Standing(live, live & (rule == COUNTS), rule, end, has_goal, told, unjudged)

    def _unjudged(self, match: Match | None, phase: int) -> np.int32:
        """Return why a cycle in a phase is not judged under a promise; JUDGED where it is."""
        if match is not None and match.goal is not None:
            text = _unjudged(match)
            return self.texts.place(text) if text else JUDGED
        return self.texts.place({SUSPENDED: IS_DONE, ENDED: CANCELLED}.get(phase, NO_GOAL))

    def _stages(self, cycles: Cycles, stand: _Standing) -> Codes:
        """Return the stage of each cycle: by its phase, whether it has a goal, and whether it runs."""
        place = self.texts.place
        table = np.full((PHASES, 2, 2), place(Stage.CANCELLED))
        table[DONE] = place(Stage.COMPLETED)
        table[LIVE] = [[place(Stage.PENDING)] * 2, [place(Stage.PAUSED), place(Stage.RUNNING)]]
        found: Codes = table.ravel()[cycles.spans.phase * 4 + stand.has_goal * np.uint8(2) + stand.runs]
        return found

    def _reasons(self, cycles: Cycles, stand: _Standing) -> Codes:
        """Return why each cycle is paused, cancelled or not judged: by its phase and its pause rule."""
        pauses = self.texts.places(["", *(rule.reason for rule in self._target.pauses)])  # the first one: none
        table = np.full((PHASES, len(pauses)), self._empty)
        table[LIVE], table[SUSPENDED], table[ENDED] = pauses, self.texts.place(IS_DONE), self.texts.place(CANCELLED)
        found = table.ravel()[cycles.spans.phase * np.int64(len(pauses)) + stand.rule - COUNTS]
        return np.where(stand.unjudged == JUDGED, found, stand.unjudged)

    @staticmethod
    def _breached(cycles: Cycles, dues: Dues, stand: _Standing) -> Flags:
        found: Flags = stand.end > dues.due
        if cycles.promises.at_due.any():
            found |= cycles.promises.at_due[dues.match] & stand.live & (stand.end == dues.due)
        found &= dues.due != MISSING
        return found

    def _outcomes(self, cycles: Cycles, stand: _Standing, breached: Flags) -> Codes:
        """Return the outcome of each cycle: by its phase, whether it is judged, and whether it is late."""
        place = self.texts.place
        table = np.full((PHASES, 2, 2), place(Outcome.NONE))
        table[:, 1, 1] = place(Outcome.BREACHED)
        table[LIVE, 1, 0], table[DONE, 1, 0] = place(Outcome.OPEN), place(Outcome.MET)
        judged = stand.unjudged == JUDGED
        found: Codes = table.ravel()[cycles.spans.phase * 4 + judged * np.uint8(2) + breached]
        return found

    @staticmethod
    def _counting(cycles: Cycles, stand: _Standing, as_of: int) -> Flags:
        open_now = [is_open(one.calendar.horizon, as_of) for one in cycles.promises.calendars]
        calendar = cycles.promises.calendar[cycles.time.in_force[cycles.spans.last - 1]]
        found: Flags = stand.runs & np.array([*open_now, False])[calendar]
        return found

    def _words(self, cycles: Cycles, dues: Dues) -> dict[str, Codes]:
        matches = cycles.promises.matches
        count = len(dues.match)
        last = cycles.time.in_force[cycles.spans.last - 1]
        return {
            "target": same(self.texts.place(self._target.name), count),
            "kind": same(self.texts.place(self._target.kind), count),
            "commitment": self._by_match(
                ["firm" if one is None or one.goal is None else one.goal.commitment for one in matches], dues.match
            ),
            "goal": self._by_match([_goal_text(one) for one in matches], dues.match),
            "calendar": self._by_match([_calendar_text(one) for one in matches], last),
            "zone": self._by_match(["" if one is None else zone_of(one.calendar) for one in matches], last),
            "note": self._by_match(
                ["" if one is None or one.goal is None else one.goal.note for one in matches], dues.match
            ),
            "version": same(self.texts.place(self._terms.version), count),
            "converted_to": same(self._empty, count),
        }

    def _by_match(self, texts: list[str], match: Ints) -> Codes:
        """Return a text for each cycle from one for each promise."""
        if len(set(texts)) == 1:
            found: Codes = same(self.texts.place(texts[0]), len(match))
            return found
        return self.texts.places(texts)[match]

    def _warnings(self, cycles: Cycles, dues: Dues, stand: _Standing) -> Ints:
        """Return how many warnings have fired: their share of the time is counted, or the due is there."""
        warnings = self._target.warnings
        if not warnings:
            none: Ints = same(0, len(dues.match))
            return none
        fired = np.zeros(len(dues.match), np.int64)
        paused = stand.live & ~stand.runs & stand.has_goal
        promised = (dues.amount > 0) | (cycles.promises.fixed[dues.match] != MISSING)
        cycles.mark(np.flatnonzero(paused & promised & ~stand.told), "warnings of what is not promised")
        for warn in warnings:
            at = self._reached(cycles, dues, stand, warn)
            fired += promised & stand.told & at
        return fired

    def _reached(self, cycles: Cycles, dues: Dues, stand: _Standing, warn: Warn) -> Flags:
        started = cycles.signals.at[cycles.spans.first]
        fixed = cycles.promises.fixed[dues.match]
        at_due: Flags = (dues.due != MISSING) & (np.maximum(dues.due, started) <= stand.end)
        if warn.share is None and isinstance(warn.amount, OpenTime):
            other = ~_counts_down(cycles, dues) & stand.has_goal
            cycles.mark(np.flatnonzero(other), "warnings")
            early: Flags = dues.elapsed >= dues.amount - warn.amount.amount
            return early
        if warn.share is None or warn.share == 1:
            return at_due
        top, bottom = warn.share.numerator, warn.share.denominator
        share = -(-(dues.amount * top) // bottom)
        of_date = started - (-((fixed - started) * top) // bottom)
        by_date = np.maximum(of_date, started) <= stand.end
        found: Flags = np.where(fixed != MISSING, by_date, dues.elapsed >= share)
        return found


def _counts_down(cycles: Cycles, dues: Dues) -> Flags:
    """Tell in which cycles business time before the due is time that they count."""
    plain = [
        one is not None and isinstance(one.limit, OpenTime | BusinessDays | Unlimited | NoPromise)
        for one in cycles.promises.matches
    ]
    found: Flags = np.array(plain, np.bool_)[dues.match] & (dues.lands == MISSING)
    return found


def _unjudged(match: Match | None) -> str:
    """Return why a promise is not judged, or an empty text."""
    if match is None or match.goal is None:
        return ""
    if isinstance(match.limit, Unlimited | NoPromise):
        return match.limit.text
    if match.goal.commitment == "none":
        return NO_COMMITMENT
    return NO_DATE if isinstance(match.limit, OnDate) and match.limit.due is None else ""


def _goal_text(match: Match | None) -> str:
    return "" if match is None or match.goal is None else match.goal.label or match.limit.text


def _calendar_text(match: Match | None) -> str:
    return "" if match is None or isinstance(match.limit, NoPromise) else match.calendar.name


def _amounts(cycles: Cycles, dues: Dues, stand: _Standing) -> dict[str, Ints | Ratios]:
    started = cycles.signals.at[cycles.spans.first]
    fixed = cycles.promises.fixed[dues.match]
    dated = fixed != MISSING
    promised = stand.told & (dated | (dues.amount > 0))
    left = np.where(dated, fixed - stand.end, dues.amount - dues.elapsed)
    amount = np.where(promised, np.where(dated, fixed - started, dues.amount), 0)
    used = np.where(dated, dues.elapsed, amount - left)
    measured = amount > 0
    ratio = np.full(len(amount), np.nan)
    np.divide(used, amount, out=ratio, where=measured)
    return {
        "elapsed_s": dues.elapsed,
        "elapsed_real_s": np.maximum(stand.end - started - dues.paused_real, 0),
        "remaining_s": np.where(promised, left, MISSING),
        "overdue_s": np.where(promised, np.maximum(-left, 0), 0),
        "overdue_real_s": np.where(dues.due != MISSING, np.maximum(stand.end - dues.due, 0), 0),
        "elapsed_ratio": ratio,
        "paused_s": dues.paused,
        "paused_real_s": dues.paused_real,
    }
