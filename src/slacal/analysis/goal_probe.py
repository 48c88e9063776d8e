"""The probe: a policy with one target, whose goals tell groups of tickets apart and promise nothing of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from slacal.engine.conditions import AllOf, IsAny, Not, Present
from slacal.engine.facts import as_text
from slacal.engine.limits import NoPromise, OpenTime, RealTime
from slacal.engine.terms import Goal, Version
from slacal.errors import BadInput, UnknownName, nearest
from slacal.spans.instant import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.engine.conditions import Condition
    from slacal.engine.terms import Target, Terms

Unit: TypeAlias = Literal["business hours", "calendar hours", "business days"]
UNITS: tuple[str, ...] = get_args(Unit)
Group: TypeAlias = tuple[str | None, ...]  # the text of each fact, None where it is absent
_BOUND_TO_GOAL = frozenset({"prorate", "tightest"})  # what they give depends on the amounts of both goals


def check_target(terms: Terms, name: str, by: Sequence[str], unit: Unit) -> None:
    """Refuse a target of which no goal can be found. Raises: UnknownName, BadInput."""
    if name not in terms.plan.places:
        known = terms.plan.names
        mend = nearest(name, known, f"use one of {', '.join(known)}")
        raise UnknownName("target", name, "is not in the policy", mend)
    for target in _versions(terms, name):
        _check_rules(target, by, unit)


def _versions(terms: Terms, name: str) -> Iterator[Target]:
    yield from (found for version in terms.versions() if (found := version.target(name)) is not None)


def _check_rules(target: Target, by: Sequence[str], unit: Unit) -> None:
    if target.scale:
        raise BadInput("target", target.name, "scales its goals by facts", "name these facts in by, without the scale")
    for rules in (target.rules, *(goal.rules for goal in target.goals)):
        if (by or len(target.goals) > 1) and rules.on_change in _BOUND_TO_GOAL:
            problem = f"reads a change of goal as on_change: {rules.on_change}, which depends on the goals themselves"
            raise BadInput("target", target.name, problem, "read such changes as carry to find a goal")
        if unit == "business days" and (rules.after_pause != "exact" or rules.anchor != "start"):
            problem = "moves a due in days by after_pause or anchor"
            raise BadInput("target", target.name, problem, "find its goal in business hours")


def probe_of(terms: Terms, name: str, by: Sequence[str], groups: Sequence[Group], unit: Unit) -> Terms:
    """Return terms with the target alone, and for each goal of its own one for each group, labelled by its place.

    A ticket that is promised nothing, by ``sla: none`` or for want of a goal, is promised nothing by the probe.
    """

    def only(version: Terms) -> Terms:
        target = version.target(name)
        targets = () if target is None else (_probe(target, by, groups, unit),)
        return replace(version, targets=targets, queue=(), usage=(), later=())

    later = tuple(Version(version.since, only(version.terms)) for version in terms.later)
    return replace(only(terms), later=later)


def _probe(target: Target, by: Sequence[str], groups: Sequence[Group], unit: Unit) -> Target:
    goals: list[Goal] = []
    for goal in target.goals:
        nothing = isinstance(goal.limit, NoPromise)
        goals += [replace(goal, label="")] if nothing else _goals(goal, by, groups, unit)
    return replace(
        target, goals=tuple(goals), match="first", warnings=(), at_limit=(), credits=None, attain=None
    )  # fmt: skip


def _goals(goal: Goal, by: Sequence[str], groups: Sequence[Group], unit: Unit) -> list[Goal]:
    limit = (RealTime if unit == "calendar hours" else OpenTime)(HOUR, "")  # any: time is counted past it
    plain = replace(goal, limit=limit, commitment="firm", edge=None)
    return [
        replace(plain, when=_all([goal.when, *map(_is, by, group)]), label=str(place))
        for place, group in enumerate(groups)
    ]


def _is(field: str, value: str | None) -> Condition:
    return Not(Present(field)) if value is None else IsAny(field, frozenset({value}))


def _all(conditions: list[Condition | None]) -> Condition | None:
    said = tuple(one for one in conditions if one is not None)
    return AllOf(said) if said else None


def group_of(values: Sequence[object]) -> Group:
    """Return the facts of a group as the conditions compare them."""
    return tuple(None if value is None else as_text(value) for value in values)  # type: ignore[arg-type] # facts
