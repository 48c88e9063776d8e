"""Which goal would we have met? The smallest one that a given share of past tickets meets, group by group."""

from __future__ import annotations

from collections.abc import Iterator as AnyIterator
from typing import TYPE_CHECKING, Any

from slacal.analysis.found_goal import FoundGoal, FoundGoals, share_of
from slacal.analysis.goal_probe import UNITS, check_target, group_of, probe_of
from slacal.analysis.met_share import CENSORED, MetShare, worst_of
from slacal.analysis.spent_days import days_needed
from slacal.analysis.spent_time import Stopwatch
from slacal.batch.evaluating import opening_of  # first of all: it says how to install what is missing
from slacal.batch.log_hard import terms_of
from slacal.batch.log_rows import rows_of, table_of
from slacal.batch.log_signals import Asker
from slacal.calendars.day_rule import DayRule
from slacal.engine.history import History
from slacal.errors import BadInput, nearest
from slacal.errors.doors import all_of, check_choice, check_type
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from slacal.analysis.goal_probe import Group, Unit
    from slacal.analysis.met_share import Censored
    from slacal.analysis.spent_time import Measured
    from slacal.engine.facts import Scalar
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy


def find_goal(  # noqa: PLR0913 - what is asked, and how to read a log
    events: Any,
    policy: Policy,
    target: str,
    as_of: datetime,
    columns: Mapping[str, str] | None = None,
    *,
    share: float = 0.95,
    by: Sequence[str] = (),
    unit: Unit = "business hours",
    rule: DayRule = DayRule.RU_CIVIL_CODE,
    censored: Censored = "left_out",
    confidence: float = 0.95,
    created_with: Mapping[str, str] | None = None,
    zone: str | None = None,
) -> FoundGoals:
    """Return the smallest goal of a target that `share` of the tickets would have met, for each group of facts `by`.

    `events`: a list of histories, or a log as `evaluate_log` takes it, with its `columns`, `created_with` and `zone`.
    The target's own goals are put aside; a ticket to which they promise nothing stays out. Its starts, stops, pauses
    and calendars stay; what happens at a limit, and due dates that were set by hand, do not count. A ticket is in the
    group of its facts as its clock last read them, and counts by its longest cycle there.

    `unit`: ``"calendar hours"`` counts around the clock; ``"business days"`` are counted as `rule` reads them.
    `censored` says how a ticket counts that is still open and not late yet: ``"left_out"``, so that the share is the
    `percent met` of a report; as ``"missed"``; or by the estimate of Kaplan and Meier. Cancelled tickets that were not
    late do not count at all. `confidence`: that of ``low`` and ``high``.

    Cost: that of `evaluate_log`; for days some 50 microseconds a ticket more. Raises: UnknownName, BadInput, WrongType.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> monday = datetime(2026, 11, 23, 10, tzinfo=UTC)
    >>> histories = [
    ...     History(f"T-{hours}", [Event(monday, "created"), Event(monday + timedelta(hours=hours), "agent_reply")])
    ...     for hours in (1, 2, 3, 5)
    ... ]
    >>> found = find_goal(histories, policy, "answer", as_of=datetime(2026, 11, 24, tzinfo=UTC), share=0.75)[()]
    >>> found.within, found.share_met(timedelta(hours=2))
    ('180 business minutes', 0.5)
    """
    terms = terms_of(policy)
    facts = _checked(terms, target, by, unit, censored)
    check_type("rule", rule, DayRule, "a DayRule", 'pass one, as in DayRule(lands="17:00")')
    share_of(share)
    share_of(confidence, "confidence")
    now = to_micros(as_of, "as_of")
    if _is_list(events):
        _refuse_columns(columns=columns, created_with=created_with, zone=zone)
        groups, measured = _of_histories(_histories(events), terms, target, facts, unit, now)
    else:
        log = _Log(events, {} if columns is None else columns, created_with, zone)
        groups, measured = _of_log(log, terms, target, facts, unit, now)
    needed = days_needed(measured, rule) if unit == "business days" else measured.cycles[6]
    ticket, group, state = measured.cycles[:3]
    group, state, needed = worst_of(ticket, group, state, needed)
    found: list[FoundGoal] = []
    for place in sorted(range(len(groups)), key=lambda one: _in_order(groups[one])):
        mine = group == place
        steps = MetShare(needed[mine], state[mine], censored, 1 if unit == "business days" else 0)
        if steps.tickets:
            named = tuple(zip(facts, groups[place], strict=True))
            blank = FoundGoal(
                named, share, None, None, None, steps.tickets, steps.still_open, unit, confidence, steps
            )  # fmt: skip
            found.append(blank.at(share))
    return FoundGoals(target, facts, tuple(found), measured.unusable)


class _Log:
    """A log as columns, and what its columns mean."""

    def __init__(self, events: Any, columns: Any, created_with: Any, zone: str | None) -> None:
        self.events, self.columns, self.zone = events, columns, zone
        self.opening = opening_of(created_with)


def _checked(terms: Terms, target: str, by: Sequence[str], unit: Unit, censored: Censored) -> tuple[str, ...]:
    check_choice("unit", unit, UNITS)
    check_choice("censored", censored, CENSORED)
    check_type("target", target, str, "the name of a target", f"use one of {', '.join(terms.plan.names)}")
    facts = tuple(dict.fromkeys(all_of("by", by, str, "the name of a fact", 'pass a list such as ["priority"]')))
    check_target(terms, target, facts, unit)
    return facts


def _is_list(events: object) -> bool:
    """Tell histories from a log: frames and dicts are neither lists nor iterators."""
    return isinstance(events, list | tuple | AnyIterator)


def _histories(events: Iterable[History]) -> tuple[History, ...]:
    return all_of("events", events, History, "a History", "build it with History(ticket, events)")


def _refuse_columns(**given: object) -> None:
    for name, value in given.items():
        if value is not None:
            raise BadInput(name, value, "says nothing of histories", "leave out columns, created_with and zone")


def _in_order(group: Group) -> list[tuple[bool, str]]:
    return [(value is None, value or "") for value in group]


def _of_histories(
    histories: Sequence[History], terms: Terms, target: str, by: Sequence[str], unit: Unit, now: int
) -> tuple[list[Group], Measured]:
    groups = list(dict.fromkeys(group for one in histories for group in _groups(one, by)))
    watch = Stopwatch(probe_of(terms, target, by, groups, unit), now)
    watch.take_histories(enumerate(histories))
    return groups, watch.measured()


def _groups(history: History, by: Sequence[str]) -> Iterator[Group]:
    """Yield the groups in which a ticket ever was."""
    facts: dict[str, Scalar] = {}
    for event in history.events:
        facts.update(event.changes)
        yield group_of([facts.get(name) for name in by])


def _of_log(
    log: _Log, terms: Terms, target: str, by: Sequence[str], unit: Unit, now: int
) -> tuple[list[Group], Measured]:
    table = table_of(log.events, log.columns, terms.fields.union(by), log.zone)
    rows = rows_of(table, now, log.opening)
    for place, name in enumerate(by):
        if name not in rows.facts:
            mend = nearest(name, rows.facts, f"its facts are {', '.join(sorted(rows.facts))}")
            raise BadInput(f"by[{place}]", name, "is not a fact of the log", mend, "missing-column")
    found, facts = Asker(rows).facts(by)
    groups = list(dict.fromkeys(group_of([one[name] for name in by]) for one in facts)) if len(found.places) else []
    watch = Stopwatch(probe_of(terms, target, by, groups, unit), now)
    watch.take_rows(rows)
    return groups, watch.measured()
