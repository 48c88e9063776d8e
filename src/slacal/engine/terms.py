"""The compiled promise: targets and goals as frozen values, ready to meet a history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.engine.digest import digest_of
from slacal.engine.plan import Plan, plan_of
from slacal.engine.reads import OVERRIDE, Reads, facts_read, kinds_read, reads_of
from slacal.engine.rules import DEFAULT, Rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.questions import Edge
    from slacal.engine.conditions import Condition
    from slacal.engine.entitlements import Entitlement
    from slacal.engine.facts import Scalar
    from slacal.engine.limits import Amount, Given, Limit
    from slacal.engine.moments import Moment
    from slacal.engine.queue import Rank
    from slacal.engine.scope import Scope
    from slacal.engine.usage import UsageRule

Reopen: TypeAlias = Literal["resume", "once", "new_cycle", "restart"]
NextFrom: TypeAlias = Literal["event", "previous_due"]
Match: TypeAlias = Literal["first", "strictest", "all"]
Kind: TypeAlias = Literal["sla", "ola", "uc"]
Commitment: TypeAlias = Literal["firm", "objective", "none"]
Side: TypeAlias = Literal["before_due", "after_due", "after_start"]
Period: TypeAlias = Literal["month", "quarter", "year"]


class NamedCalendar(NamedTuple):
    """A calendar and the name that the policy gives it."""

    name: str
    calendar: Calendar


class OwnCalendar(NamedTuple):
    """A calendar whose zone or holidays a fact names, the customer's own: made when it is picked."""

    name: str
    recipe: CalendarRecipe


@dataclass(frozen=True, slots=True)
class CalendarRecipe:
    """The document of a calendar, as JSON, in which facts fill in the zone or the holidays."""

    document: str
    zone: tuple[str, str] | None = None  # the fact, and what holds where it is absent
    holidays: tuple[str, str] | None = None  # likewise, as JSON

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads."""
        return frozenset(pair[0] for pair in (self.zone, self.holidays) if pair is not None)

    def made(self, facts: Mapping[str, Scalar]) -> Calendar:
        """Return the calendar for these facts. Raises: BadInput for a fact that names no zone or no holidays."""
        from slacal.engine.own_calendar import own_calendar

        return own_calendar(self, facts)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which calendar counts: the first whose condition holds; the last has none."""

    options: tuple[tuple[Condition | None, NamedCalendar | OwnCalendar], ...]

    def fields(self) -> frozenset[str]:
        """Return the facts that it reads."""
        conditions = [condition.fields() for condition, _ in self.options if condition is not None]
        own = [calendar.recipe.fields() for _, calendar in self.options if isinstance(calendar, OwnCalendar)]
        return frozenset[str]().union(*conditions, *own)

    def pick(self, facts: Mapping[str, Scalar]) -> NamedCalendar:
        """Return the calendar in force for these facts."""
        found = next(one for condition, one in self.options if condition is None or condition.holds(facts))
        if isinstance(found, OwnCalendar):
            return NamedCalendar(found.name, found.recipe.made(facts))
        return found


@dataclass(frozen=True, slots=True)
class PauseRule:
    """A reason for which the clock stands still: while a condition holds, or from one moment to another.

    `at_most` caps it: all pauses of a cycle by this rule together. Business days and calendar days are those that the
    pauses touch, and the cap ends with the last of them.
    """

    reason: str
    condition: Condition | None = None
    begins: Moment | None = None
    ends: Moment | None = None
    at_most: Amount | None = None


@dataclass(frozen=True, slots=True)
class Warn:
    """When to warn: at a share of the goal, or an amount before or after the due, or after the start."""

    text: str
    share: Fraction | None = None
    amount: Amount | None = None
    side: Side = "before_due"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What becomes of a cycle at its limit: it is converted into `to`, a target where `opens`, else a service."""

    to: str
    when: Condition | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Credits:
    """A penalty: `percent` of `of` for each started `each` of breach, at most `at_most` percent."""

    each: Amount
    percent: Fraction
    at_most: Fraction | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Attainment:
    """The share of cycles, in percent, that is promised to be met in each period."""

    percent: Fraction
    each: Period


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit and when it applies. `calendar` and `edge` overrule what the target and the limit would say."""

    limit: Limit | Given
    when: Condition | None = None
    label: str = ""
    calendar: Choice | None = None
    commitment: Commitment = "firm"
    note: str = ""
    edge: Edge | None = None
    rules: Rules = DEFAULT


@dataclass(frozen=True, slots=True)
class Target:
    """What is measured: when its clock starts, stops, is cancelled and stands still, and its goals in order.

    `reopens` is the moment of reopening where the stop is no state, and `reopen` says how.
    """

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
    reopens: Moment | None = None
    next_from: NextFrom = "event"
    match: Match = "first"
    scale: tuple[tuple[Condition | None, Fraction], ...] = ()
    warnings: tuple[Warn, ...] = ()
    at_limit: tuple[Conversion, ...] = ()
    credits: Credits | None = None
    attain: Attainment | None = None
    rules: Rules = DEFAULT
    reads: Reads = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reads", reads_of(self))


class Version(NamedTuple):
    """A later version of the terms, in force from an instant on."""

    since: int
    terms: Terms


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that was promised, compiled: what `evaluate` works on.

    `zone` is that of calendar days and months; `effective_from` the instant before which nothing is promised; `later`
    the versions that follow, in order of time; `kinds` are the kinds of events that any target of any version reads.
    `supplied_to` tells the policy to which the host supplied calendars; empty where it owes none.
    """

    name: str
    targets: tuple[Target, ...]
    zone: str
    version: str = ""
    source: str = ""
    assumptions: tuple[str, ...] = ()
    rules: Rules = DEFAULT
    effective_from: int | None = None
    entitlements: tuple[Entitlement, ...] = ()
    scope: Scope | None = None
    usage: tuple[UsageRule, ...] = ()
    queue: tuple[Rank, ...] = ()
    later: tuple[Version, ...] = ()
    kinds: frozenset[str] = field(init=False, repr=False, compare=False)
    fields: frozenset[str] = field(init=False, repr=False, compare=False)
    plan: Plan = field(init=False, repr=False, compare=False)
    _digest: str = field(init=False, repr=False, compare=False, default="")
    supplied_to: str = field(default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset({OVERRIDE}).union(*map(_kinds, self.versions())))
        object.__setattr__(self, "fields", frozenset[str]().union(*map(_fields, self.versions())))
        object.__setattr__(self, "plan", plan_of(self))

    def versions(self) -> tuple[Terms, ...]:
        """Return these terms and all that follow them, in order of time."""
        return (self, *(version.terms for version in self.later))

    @property
    def digest(self) -> str:
        """What tells these terms from others: a hash of their targets, goals, rules and calendars. Made once."""
        if not self._digest:
            object.__setattr__(self, "_digest", digest_of(self))  # made twice in a race, and alike
        return self._digest

    @property
    def origin(self) -> str:
        """What tells the policy of these terms from others, whatever calendars were supplied to it."""
        return getattr(self, "supplied_to", "") or self.digest  # a pickle of an earlier version lacks it

    def names(self) -> tuple[str, ...]:
        """Return the names of the targets of all versions."""
        return tuple(dict.fromkeys(target.name for terms in self.versions() for target in terms.targets))

    def target(self, name: str) -> Target | None:
        """Return a target of these terms by name, or None."""
        return next((target for target in self.targets if target.name == name), None)


def _kinds(terms: Terms) -> frozenset[str]:
    return kinds_read(terms.targets).union(*(entitlement.kinds() for entitlement in terms.entitlements))


def _fields(terms: Terms) -> frozenset[str]:
    more = [entitlement.fields() for entitlement in terms.entitlements]
    more += [] if terms.scope is None else [terms.scope.fields()]
    more += [rule.fields() for rule in terms.usage] + [rank.fields() for rank in terms.queue]
    return facts_read(terms.targets).union(*more)
