"""Explanation: every microsecond of a cycle with its reason, and every rule that decided something, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from slacal.display import html_of, printed
from slacal.engine.figures import figures_of
from slacal.engine.link import listed
from slacal.engine.ruling import Case, Ruling
from slacal.engine.rulings_of_terms import by_terms
from slacal.engine.rulings_of_time import by_time
from slacal.engine.segment import COUNTS
from slacal.engine.telling import ruling_text, told, why_text
from slacal.engine.tiling import Step, lone, of_calendar, tiles
from slacal.engine.words_en import ENGLISH
from slacal.spans.instant import duration, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from slacal.engine.clock import Clock
    from slacal.engine.cycle import Cycle
    from slacal.engine.decision import Decision
    from slacal.engine.figures import Figures
    from slacal.engine.stage import Outcome, Stage
    from slacal.engine.words import Value

Unit: TypeAlias = Literal["open", "real"]
_NOTHING = duration(0)
_MICROSECOND = timedelta(microseconds=1)
FORM = 1


@dataclass(frozen=True, slots=True)
class Explanation:
    """The story of a cycle: its stretches, what lies before, after and ahead of it, and the rules that decided.

    ``steps`` tile the cycle from its start to its end, or to ``as_of``, without gap or overlap; the counted ones sum to
    ``elapsed`` exactly. ``before`` reaches from the ticket's first event to the start, ``after`` from the end to
    ``as_of``, and ``ahead`` from ``as_of`` to the due of a clock that runs: what was counted and what is ahead are
    together what was promised. ``remaining`` is ``open`` time, or ``real`` time until a date, as ``remaining_in`` says.
    ``decisions`` are in order of their instants, those of one instant as they were taken; those that hold throughout
    come after them, in order of the rules. ``str()`` tells it line by line, in the zone of the evaluation's ``as_of``.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "2 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> history = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> print(policy.evaluate(history, as_of=datetime(2026, 11, 20, 19, tzinfo=UTC))["answer"].explain())
    answer: 2 business hours on desk (times in UTC), running, open, due Mon 2026-11-23 11:00
      Fri 2026-11-20 18:00 - 19:00  counted 1 h 00 min  Friday
      ahead, until the due: 1 h 00 min to count
        Fri 2026-11-20 19:00 - Sat 2026-11-21 00:00  closed  5 h 00 min  outside hours
        Sat 2026-11-21 00:00 - Sun 2026-11-22 00:00  closed  24 h 00 min  Saturday
        Sun 2026-11-22 00:00 - Mon 2026-11-23 00:00  closed  24 h 00 min  Sunday
        Mon 2026-11-23 00:00 - 10:00  closed  10 h 00 min  outside hours
        Mon 2026-11-23 10:00 - 11:00  counted 1 h 00 min  Monday
      elapsed 1 h 00 min, paused 0 h 00 min of open time
      remaining 1 h 00 min
    """

    target: str
    number: int
    goal: str
    calendar: str
    commitment: str
    stage: Stage
    outcome: Outcome
    reason: str
    as_of: datetime
    started_at: datetime | None
    due_at: datetime | None
    before: Step | None
    steps: tuple[Step, ...]
    after: Step | None
    ahead: tuple[Step, ...]
    decisions: tuple[Ruling, ...]
    elapsed: timedelta
    paused: timedelta
    remaining: timedelta | None
    remaining_in: Unit

    @property
    def counted(self) -> timedelta:
        """The sum of the counted stretches: ``elapsed``."""
        return _counted(self.steps)

    @property
    def to_count(self) -> timedelta:
        """The sum of the counted stretches ahead."""
        return _counted(self.ahead)

    def __str__(self) -> str:
        return told(self, ENGLISH)

    _repr_pretty_ = printed

    def _repr_html_(self) -> str:
        return html_of(self, "cycle")

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: instants as ISO text with offset, amounts in whole microseconds.

        Steps and decisions have their codes and, as ``words``, what the English text says. A decision's values stand
        under ``said``. The keys are stable within one ``form``.
        """
        return {
            "form": FORM,
            "target": self.target,
            "number": self.number,
            "goal": self.goal,
            "calendar": self.calendar,
            "commitment": self.commitment,
            "stage": str(self.stage),
            "outcome": str(self.outcome),
            "reason": self.reason,
            "as_of": _plain(self.as_of),
            "started_at": _plain(self.started_at),
            "due_at": _plain(self.due_at),
            "elapsed": _plain(self.elapsed),
            "paused": _plain(self.paused),
            "remaining": _plain(self.remaining),
            "remaining_in": self.remaining_in,
            "to_count": _plain(self.to_count),
            "before": None if self.before is None else _step(self.before),
            "steps": list(map(_step, self.steps)),
            "after": None if self.after is None else _step(self.after),
            "ahead": list(map(_step, self.ahead)),
            "decisions": list(map(_decision, self.decisions)),
        }


def _counted(steps: Iterable[Step]) -> timedelta:
    return sum((step.length for step in steps if step.how == "counted"), _NOTHING)


def _step(step: Step) -> dict[str, Any]:
    plain = {name: _plain(value) for name, value in step._asdict().items()}
    return {**plain, "words": why_text(step, ENGLISH)}


def _decision(ruling: Ruling) -> dict[str, Any]:
    said = [_plain(value) for value in ruling.said]
    words = ruling_text(ruling, ENGLISH).removeprefix(f"{ruling.rule}: ")
    return {"rule": ruling.rule, "choice": ruling.choice, "at": _plain(ruling.at), "said": said, "words": words}


def _plain(value: Value | None) -> str | int | None:
    if isinstance(value, datetime):
        return value.isoformat()
    return value // _MICROSECOND if isinstance(value, timedelta) else value


# -- building ----------------------------------------------------------------------------------------------------


def explanation(cycle: Cycle) -> Explanation:
    """Build the explanation of a cycle as it was seen."""
    zone = cycle.as_of.tzinfo or UTC
    clock, now = cycle.clock, cycle.seen.now
    steps: tuple[Step, ...] = ()
    ahead: tuple[Step, ...] = ()
    after: Step | None = None
    rulings: list[Ruling] = list(by_terms(cycle))
    start = now
    if clock is not None:
        figures = figures_of(clock, cycle.seen.terms, now)
        steps = tuple(tiles(clock, figures.end, zone))
        ahead = tuple(_ahead(clock, figures, now, zone))
        start = min(clock.started_at, figures.end)
        after = lone(figures.end, now, "after", clock.reason or str(clock.stage), zone) if figures.end < now else None
        case = Case(cycle, clock, figures, zone, steps, ahead)
        rulings = [*_kept(case), *by_time(case), *rulings]
    return Explanation(
        target=cycle.target,
        number=cycle.number,
        goal=cycle.goal,
        calendar=cycle.calendar,
        commitment=cycle.commitment,
        stage=cycle.stage,
        outcome=cycle.outcome,
        reason=cycle.reason,
        as_of=cycle.as_of,
        started_at=cycle.started_at,
        due_at=cycle.due_at,
        before=_before(cycle.seen.first, start, zone),
        steps=steps,
        after=after,
        ahead=ahead,
        decisions=tuple(sorted(rulings, key=_place)),
        elapsed=cycle.elapsed,
        paused=cycle.paused,
        remaining=cycle.remaining,
        remaining_in=_unit(clock),
    )


def _unit(clock: Clock | None) -> Unit:
    """Return in which time it is told what remains: until a date, or a due set by hand, it is real time."""
    if clock is None:
        return "open"
    is_fixed = clock.allowance is not None and clock.allowance.fixed
    return "real" if is_fixed or clock.override is not None else "open"


def _before(first: int | None, start: int, zone: tzinfo) -> Step | None:
    return None if first is None or first >= start else lone(first, start, "before", "not_started", zone)


def _ahead(clock: Clock, figures: Figures, now: int, zone: tzinfo) -> Iterator[Step]:
    """Yield the stretches from now to the due of a clock that runs, or is told as if it ran on now."""
    due = figures.shown
    if clock.ended_at is not None or due is None or due <= now:
        return
    if clock.last.rule != COUNTS and figures.due is not None:
        return
    if now < clock.started_at:
        yield lone(now, min(clock.started_at, due), "before", "not_started", zone)
        now = clock.started_at
    yield from of_calendar(clock.last.calendar, now, due, zone)


def _kept(case: Case) -> Iterator[Ruling]:
    """Yield what was decided while the events came."""
    for decision in listed(case.clock.decisions):
        said = _due_by_hand(case, decision) if decision[:2] == ("P21", "set") else decision.said
        yield case.ruled(decision.rule, decision.choice, decision.at, *said)


def _due_by_hand(case: Case, decision: Decision) -> tuple[Value]:
    """Return the due that was set, kept as microseconds since 1970; a decision that lacks it says nothing there."""
    return (case.at(int(decision.said[0])) if decision.said else "",)


def _place(ruling: Ruling) -> tuple[bool, int]:
    """Return the place of a ruling: by its instant, and where it has none by its rule, behind all that have one."""
    if ruling.at is not None:
        return False, to_micros(ruling.at)
    return True, int(ruling.rule.removeprefix("P"))


Explanation.__module__ = "slacal"
