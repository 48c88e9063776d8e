"""Review of lists of which the first match wins: rules that nothing reaches, and conditions that never hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.conditions import AnyOf
from slacal.policies.draft import finding
from slacal.policies.implication import always, implies, possible
from slacal.policies.written import is_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.calendars.review import Finding
    from slacal.documents.path import Steps
    from slacal.engine.conditions import Condition
    from slacal.engine.terms import Choice, Target
    from slacal.policies.draft import Draft

    Conditions = Sequence[Condition | None]
    Place = tuple[Steps, str]

_MOST_RULES = 100  # of one list that are compared with each other


def reach_findings(draft: Draft) -> Iterator[Finding]:
    """Yield what no ticket ever reaches: goals, scales, calendars, conversions, entitlements, usage, ranks, terms."""
    for name, condition in draft.book.terms.items():
        if name in draft.tree.get("definitions", {}):
            yield from _idle_term(name, condition)
    if draft.book.calendar is not None:
        yield from _calendars(draft.book.calendar, ("calendar",))
    for written, target in draft.targets():
        yield from _of_target(target, ("targets", target.name), chosen=is_list(written.get("calendar")))
    for entitlement in draft.terms.entitlements:
        if entitlement.when is not None and possible(entitlement.when) == "no":
            yield _never(("entitlements", entitlement.name, "when"), "the entitlement covers nobody")
    yield from _each([rule.when for rule in draft.terms.usage], ("usage",))
    yield from _in_order([rank.when for rank in draft.terms.queue], ("queue",), "rank")


def _idle_term(name: str, condition: Condition) -> Iterator[Finding]:
    place = ("definitions", name)
    if possible(condition) == "no":
        yield _never(place, "nothing is ever meant by the term")
    elif always(condition) == "yes":
        mend = "say what the term leaves out"
        yield finding("always-holds", place, "holds of every ticket, so the term tells nothing apart", mend)


def _of_target(target: Target, place: Steps, *, chosen: bool) -> Iterator[Finding]:
    whens = [goal.when for goal in target.goals]
    yield from (_in_order if target.match == "first" else _each)(whens, (*place, "goals"), "goal")
    for number, goal in enumerate(target.goals):
        if goal.calendar is not None:
            yield from _calendars(goal.calendar, (*place, "goals", number, "calendar"))
    yield from _in_order([condition for condition, _ in target.scale], (*place, "scale"), "scale")
    yield from _in_order([one.when for one in target.at_limit], (*place, "at_limit"), "conversion")
    if chosen:
        yield from _calendars(target.calendar, (*place, "calendar"))


def _calendars(choice: Choice, place: Steps) -> Iterator[Finding]:
    yield from _in_order([condition for condition, _ in choice.options], place, "calendar")


def _each(whens: Conditions, place: Steps, what: str = "rule") -> Iterator[Finding]:
    for number, when in enumerate(whens):
        if when is not None and possible(when) == "no":
            yield _never((*place, number, "when"), f"the {what} holds of no ticket")


def _in_order(whens: Conditions, place: Steps, what: str) -> Iterator[Finding]:
    """Yield the rules that contradict themselves, and those whose tickets the rules before them take."""
    yield from _each(whens, place, what)
    before: list[Condition] = []
    for number, when in enumerate(whens[:_MOST_RULES]):
        if when is not None and possible(when) == "no":
            continue
        if before and (by := _taken_by(when, before)):
            where = (*place, number) if when is None else (*place, number, "when")
            mend = f"put this {what} before the one that covers it, or take it out"
            yield finding("never-reached", where, f"is never reached: {by} every ticket that it is about", mend)
        if when is not None:
            before.append(when)


def _taken_by(when: Condition | None, before: list[Condition]) -> str:
    """Return the rules that take all that a rule is about, in words, or "" where it cannot be told."""
    for one in before:
        if (always(one) if when is None else implies(when, one)) == "yes":
            return "one before it takes"
    together = AnyOf(tuple(before))
    found = always(together) if when is None else implies(when, together)
    return "those before it together take" if found == "yes" else ""


def _never(place: Steps, so: str) -> Finding:
    problem = f"contradicts itself, so {so}"
    return finding("never-holds", place, problem, "take out one of the parts that exclude each other")
