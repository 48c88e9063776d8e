"""Suspension: states of a ticket in which its clocks stand, though nothing pauses them (rules P11, P24, P25).

While one holds, a cycle has ended for a time: it is cancelled, or not covered. When none holds any more it runs on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.entitlements import Cover, entitled
from slacal.engine.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.clock import Clock
    from slacal.engine.facts import Scalar
    from slacal.engine.terms import Target, Terms

DONE, NO_GOAL, OUT_OF_SCOPE, NOT_COVERED = "done", "no_goal", "out_of_scope", "not_covered"
CONVERTED, CANCELLED, GOAL_CHANGED, WITHDRAWN = "converted", "cancelled", "goal_changed", "withdrawn"
RULE_OF = {DONE: "P11", NOT_COVERED: "P24", OUT_OF_SCOPE: "P25", CONVERTED: "P25", NO_GOAL: "P9"}


class Suspension(NamedTuple):
    """The stage and the reason of a cycle that stands, and the target or service into which it is converted."""

    stage: Stage
    reason: str
    converted: str = ""


class World(NamedTuple):
    """What a target's clock depends on besides its own history: the terms in force, and what is covered."""

    terms: Terms
    cover: Cover = Cover()
    version: int = 0


_DONE = Suspension(Stage.CANCELLED, DONE)
_UNCOVERED = Suspension(Stage.NOT_COVERED, NOT_COVERED)


def suspension_of(
    target: Target, clock: Clock | None, facts: Mapping[str, Scalar], at: int, world: World
) -> Suspension | None:
    """Return what suspends a cycle, or None: the ticket is done, its service is excluded, or it is not covered."""
    if target.cancel is not None and target.cancel.stands(facts):
        return _DONE
    terms = world.terms
    if terms.scope is not None and terms.scope.cell(facts).kind == "excluded":
        reason = CONVERTED if terms.scope.converts else OUT_OF_SCOPE
        return Suspension(Stage.CANCELLED, reason, terms.scope.converts)
    if terms.entitlements and not is_covered(target, clock, facts, at, world):
        return _UNCOVERED
    return None


def is_covered(target: Target, clock: Clock | None, facts: Mapping[str, Scalar], at: int, world: World) -> bool:
    """Tell whether a cycle is covered: for `cover: start`, one that was covered once stays so."""
    if clock is not None and clock.covered and target.rules.cover == "start":
        return True
    names = entitled(world.terms.entitlements, world.cover, facts, at)
    return names is None or bool(names)
