"""Cycle: what the user holds of one measurement. Datetimes in the zone of ``as_of``."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.display import html_of
from slacal.engine.allowance import REAL_TIME, OnDate
from slacal.engine.clock import LIVE
from slacal.engine.explain import Explanation, explanation
from slacal.engine.figures import Figures, figures_of
from slacal.engine.frozen import Frozen
from slacal.engine.limits import CalendarSpan, NoPromise, RealTime
from slacal.engine.penalty import Penalty, penalty_of
from slacal.engine.stage import Outcome, Stage
from slacal.engine.warning import DueWarning, warned_at
from slacal.errors import BadInput
from slacal.spans.instant import duration, from_micros, to_micros

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from slacal.engine.clock import Clock
    from slacal.engine.facts import Scalar
    from slacal.engine.terms import NamedCalendar, Target, Terms

_NOTHING = duration(0)
NOT_STARTED = "not_started"


class Seen(NamedTuple):
    """What a cycle is seen by: the terms and the target that it is pinned to, the facts, and the instant.

    ``first`` is when the ticket began; ``orphans`` are the pauses of the target that were ended without having begun.
    """

    terms: Terms
    target: Target
    facts: Mapping[str, Scalar]
    as_of: datetime
    now: int
    first: int | None = None
    orphans: tuple[str, ...] = ()


class Cycle(Frozen):
    """One measurement of one target, as seen at ``as_of``.

    Times are aware, in the zone of ``as_of``; amounts are open time of `calendar`, those named ``_real`` wall-clock
    time. A frozen value: equal when every figure is. Figures are computed when they are first asked for.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> answer = policy.evaluate(history, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))["answer"]
    >>> answer.elapsed, str(answer.due_at), answer.cycles[0].is_open
    (datetime.timedelta(seconds=10800), '2026-11-23 17:00:00+00:00', True)
    """

    __slots__ = ("_figures", "clock", "number", "seen")

    clock: Clock | None
    number: int
    seen: Seen
    _figures: Figures | None

    def __init__(self, seen: Seen, clock: Clock | None, number: int) -> None:
        """Hold a clock, or none where the target has not started."""
        put = object.__setattr__
        put(self, "seen", seen)
        put(self, "clock", clock)
        put(self, "number", number)
        put(self, "_figures", None)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.seen, self.clock, self.number)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Cycle) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.target, self.number, self.as_of, self.started_at, self.stage))

    def _key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in FIELDS)

    def __repr__(self) -> str:
        told = ("target", "number", "stage", "outcome", "reason", "due_at", "elapsed", "remaining")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in told)})"

    def _repr_html_(self) -> str:
        return html_of(self, "cycle")

    def _seen_figures(self, clock: Clock) -> Figures:
        figures = self._figures
        if figures is None:
            figures = figures_of(clock, self.seen.terms, self.seen.now)
            object.__setattr__(self, "_figures", figures)
        return figures

    def _at(self, micros: int | None) -> datetime | None:
        return None if micros is None else from_micros(micros, self.seen.as_of.tzinfo or UTC)

    # -- where it stands -----------------------------------------------------------------------------------------

    @property
    def target(self) -> str:
        """The name of the target."""
        return self.seen.target.name

    @property
    def as_of(self) -> datetime:
        """The instant at which the cycle is seen."""
        return self.seen.as_of

    @property
    def stage(self) -> Stage:
        """Where it stands; pending while it has no goal, and before a start that lies ahead."""
        clock = self.clock
        if clock is None or (clock.stage in LIVE and self.seen.now < clock.started_at):
            return Stage.PENDING
        return clock.stage

    @property
    def outcome(self) -> Outcome:
        """How it went: open, met, breached, or none, which has a `reason`."""
        return Outcome.OPEN if self.clock is None else self._seen_figures(self.clock).outcome

    @property
    def reason(self) -> str:
        """Why it is pending, paused, cancelled, not covered, or has no outcome; else empty."""
        return NOT_STARTED if self.clock is None else self._seen_figures(self.clock).reason

    @property
    def counting(self) -> bool:
        """Whether the clock runs and its calendar is open, at ``as_of``."""
        return self.clock is not None and self.clock.is_counting(self.seen.now)

    @property
    def is_open(self) -> bool:
        """Whether the cycle has neither completed nor been cancelled."""
        return self.clock is None or self.clock.stage in LIVE

    @property
    def running_late(self) -> bool:
        """Whether the cycle is breached and still open."""
        return self.is_open and self.outcome is Outcome.BREACHED

    # -- when ----------------------------------------------------------------------------------------------------

    @property
    def started_at(self) -> datetime | None:
        """When its clock started."""
        return None if self.clock is None else self._at(self.clock.started_at)

    @property
    def due_at(self) -> datetime | None:
        """When it is due; None where nothing is, and while a pause leaves it open (rule P5)."""
        return None if self.clock is None else self._at(self._seen_figures(self.clock).shown)

    @property
    def original_due_at(self) -> datetime | None:
        """When it was due as it started, or as its first goal came."""
        if self.clock is None or (self.clock.goal is not None and self.clock.goal.commitment == "none"):
            return None
        return self._at(self.clock.original_due)

    @property
    def completed_at(self) -> datetime | None:
        """When it was completed."""
        clock = self.clock
        return None if clock is None or clock.stage is not Stage.COMPLETED else self._at(clock.ended_at)

    @property
    def breached_at(self) -> datetime | None:
        """When it was first breached; it stays when the promise is relaxed later (rule P10)."""
        return None if self.clock is None else self._at(self._seen_figures(self.clock).breached_at)

    @property
    def ever_breached(self) -> bool:
        """Whether it was breached at any time, whatever the outcome is now."""
        return self.breached_at is not None

    # -- how long ------------------------------------------------------------------------------------------------

    @property
    def elapsed(self) -> timedelta:
        """The counted open time."""
        return _NOTHING if self.clock is None else duration(self._seen_figures(self.clock).elapsed)

    @property
    def elapsed_real(self) -> timedelta:
        """The wall-clock time without the pauses."""
        if self.clock is None:
            return _NOTHING
        figures = self._seen_figures(self.clock)
        return duration(max(figures.end - self.clock.started_at - figures.paused_real, 0))

    @property
    def remaining(self) -> timedelta | None:
        """What is left of the promise, negative once late; None where nothing was promised."""
        left = None if self.clock is None else self._seen_figures(self.clock).remaining
        return None if left is None else duration(left)

    @property
    def overdue(self) -> timedelta:
        """How much it is late, in the time of the promise; never negative."""
        left = None if self.clock is None else self._seen_figures(self.clock).remaining
        return _NOTHING if left is None else duration(max(-left, 0))

    @property
    def overdue_real(self) -> timedelta:
        """How much it is late, in wall-clock time; never negative."""
        if self.clock is None:
            return _NOTHING
        figures = self._seen_figures(self.clock)
        return _NOTHING if figures.due is None else duration(max(figures.end - figures.due, 0))

    @property
    def elapsed_ratio(self) -> float | None:
        """The share of the promise that is used; above 1 once late, None where nothing was promised."""
        if self.clock is None:
            return None
        figures = self._seen_figures(self.clock)
        if figures.amount is None or figures.remaining is None or figures.amount <= 0:
            return None
        if self.clock.allowance is not None and self.clock.allowance.fixed and self.clock.override is None:
            return figures.elapsed / figures.amount
        return (figures.amount - figures.remaining) / figures.amount

    @property
    def paused(self) -> timedelta:
        """The open time spent in pauses, the last one before a stop included (rule P3)."""
        return _NOTHING if self.clock is None else duration(self._seen_figures(self.clock).paused)

    @property
    def paused_real(self) -> timedelta:
        """The wall-clock time spent in pauses."""
        return _NOTHING if self.clock is None else duration(self._seen_figures(self.clock).paused_real)

    @property
    def pauses(self) -> dict[str, timedelta]:
        """The open time paused for each reason; they sum to `paused`. Cost: linear in the pauses."""
        found: dict[str, int] = {}
        if self.clock is not None:
            end = self._seen_figures(self.clock).end
            for one in self.clock.segments:
                if not one.counts:
                    found[one.reason] = found.get(one.reason, 0) + one.sums(end)[1] - one.paused
        return {reason: duration(time) for reason, time in found.items()}

    # -- what was promised ---------------------------------------------------------------------------------------

    @property
    def goal(self) -> str:
        """The goal in force, in the words of the policy."""
        clock = self.clock
        if clock is None or clock.goal is None:
            return ""
        return clock.goal.label or clock.limit.text

    @property
    def calendar(self) -> str:
        """The name of the calendar on which it is counted now."""
        clock = self.clock
        return "" if clock is None or isinstance(clock.limit, NoPromise) else clock.last.calendar.name

    @property
    def commitment(self) -> str:
        """Whether the promise is firm, an objective, or none (rule P30)."""
        return "firm" if self.clock is None or self.clock.goal is None else self.clock.goal.commitment

    @property
    def kind(self) -> str:
        """Whether it is promised to a customer (sla), inside (ola), or by a supplier (uc)."""
        return self.seen.target.kind

    @property
    def note(self) -> str:
        """What the policy notes about the goal in force."""
        return "" if self.clock is None or self.clock.goal is None else self.clock.goal.note

    @property
    def version(self) -> str:
        """The version of the policy that the cycle is pinned to (rule P17)."""
        versions = self.seen.terms.plan.versions
        return versions[0 if self.clock is None else self.clock.version].version

    @property
    def converted_to(self) -> str:
        """The target or the service into which it was converted (rules P25, P26), else empty."""
        return "" if self.clock is None else self.clock.converted

    @property
    def warnings(self) -> tuple[DueWarning, ...]:
        """The warnings of the target, each with when it fires and whether it has (rule P22)."""
        clock, target = self.clock, self.seen.target
        if clock is None or not target.warnings:
            return ()
        figures = self._seen_figures(clock)
        found: list[DueWarning] = []
        for warn in target.warnings:
            stands = figures.amount is not None or warn.side == "after_start"
            at = warned_at(clock, warn, figures.due, self._hours(clock)) if stands else None
            found.append(DueWarning(warn.text, self._at(at), at is not None and at <= figures.end))
        return tuple(found)

    @property
    def penalty(self) -> Penalty | None:
        """What the breach gives the customer (rule P31); None without a breach, or where the policy gives nothing."""
        clock, given = self.clock, self.seen.target.credits
        if clock is None or given is None:
            return None
        figures = self._seen_figures(clock)
        if figures.due is None or figures.outcome is not Outcome.BREACHED:
            return None
        real = clock.override is not None or isinstance(clock.limit, RealTime | CalendarSpan | OnDate)
        late = None if real else max(-(figures.remaining or 0), 0)
        return penalty_of(given, figures.due, figures.end, late, self._hours(clock))

    def _hours(self, clock: Clock) -> NamedCalendar:
        """Return the business hours that go with the goal, also where it counts around the clock."""
        goal, calendar = clock.goal, clock.last.calendar
        if calendar.name != REAL_TIME:
            return calendar
        own = None if goal is None else goal.calendar
        return (own or self.seen.target.calendar).pick(self.seen.facts)

    # -- questions -----------------------------------------------------------------------------------------------

    def due_if_resumed(self, at: datetime) -> datetime | None:
        """Return when the cycle would be due if its pause ended at `at`, in the zone of `at`.

        Raises: BadInput for an instant before the pause began.
        """
        resumed_at = to_micros(at)
        clock = self.clock
        if clock is None:
            return None
        if clock.stage is Stage.PAUSED and resumed_at < clock.last.start:
            paused_at = from_micros(clock.last.start, at.tzinfo or UTC)
            raise BadInput("at", at, f"lies before the pause began at {paused_at}", "ask about a later instant")
        due = clock.due(resumed_at)
        return None if due is None else from_micros(due, at.tzinfo or UTC)

    def explain(self) -> Explanation:
        """Return every stretch of the cycle with its reason, and every rule that decided something.

        The counted stretches sum to ``elapsed`` exactly. Cost: linear in the stretches from the start to the due.
        """
        return explanation(self)


FIELDS = (
    "target", "number", "as_of", "stage", "outcome", "reason", "started_at", "due_at", "original_due_at",
    "completed_at", "breached_at", "ever_breached", "elapsed", "elapsed_real", "remaining", "overdue", "overdue_real",
    "elapsed_ratio", "paused", "paused_real", "counting", "goal", "calendar", "commitment", "kind", "note", "version",
    "converted_to", "warnings", "penalty",
)  # fmt: skip

Cycle.__module__ = "slacal"
