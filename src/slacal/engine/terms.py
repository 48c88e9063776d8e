"""The compiled promise: targets and goals as frozen values, ready to meet a history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.engine.reads import kinds_read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.questions import Edge
    from slacal.engine.conditions import Condition
    from slacal.engine.facts import Scalar
    from slacal.engine.limits import Limit
    from slacal.engine.moments import Moment

Reopen: TypeAlias = Literal["resume", "once", "new_cycle", "restart"]
Kind: TypeAlias = Literal["sla", "ola", "uc"]
Commitment: TypeAlias = Literal["firm", "objective", "none"]


class NamedCalendar(NamedTuple):
    """A calendar and the name that the policy gives it."""

    name: str
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Choice:
    """Which calendar counts: the first whose condition holds; the last has none."""

    options: tuple[tuple[Condition | None, NamedCalendar], ...]

    def pick(self, facts: Mapping[str, Scalar]) -> NamedCalendar:
        """Return the calendar in force for these facts."""
        for condition, calendar in self.options:
            if condition is None or condition.holds(facts):
                return calendar
        return self.options[-1][1]


@dataclass(frozen=True, slots=True)
class PauseRule:
    """A reason for which the clock stands still: while a condition holds, or from one moment to another."""

    reason: str
    condition: Condition | None = None
    begins: Moment | None = None
    ends: Moment | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit and when it applies. `calendar` and `edge` overrule what the target and the limit would say."""

    limit: Limit
    when: Condition | None = None
    label: str = ""
    calendar: Choice | None = None
    commitment: Commitment = "firm"
    note: str = ""
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What is measured: when its clock starts, stops, is cancelled and stands still, and its goals in order."""

    name: str
    start: Moment
    stop: Moment
    goals: tuple[Goal, ...]
    calendar: Choice
    cancel: Moment | None = None
    pauses: tuple[PauseRule, ...] = ()
    reopen: Reopen = "once"
    kind: Kind = "sla"
    title: str = ""

    def goal_for(self, facts: Mapping[str, Scalar]) -> Goal | None:
        """Return the first goal whose condition holds (rule P18)."""
        for goal in self.goals:
            if goal.when is None or goal.when.holds(facts):
                return goal
        return None


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that was promised, compiled: what `evaluate` works on.

    `zone` is that of calendar days and months; `kinds` are the kinds of events that any target reads.
    """

    name: str
    targets: tuple[Target, ...]
    zone: str
    version: str = ""
    source: str = ""
    assumptions: tuple[str, ...] = ()
    breach: Literal["after", "at"] = "after"
    kinds: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", kinds_read(self.targets))
