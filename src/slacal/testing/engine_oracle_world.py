"""What cycles depend on besides their own ticket: which version is in force, what is in scope, and who is covered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slacal.testing.engine_oracle_cover import Cover
from slacal.testing.engine_oracle_hours import MINUTE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.facts import Scalar
    from slacal.engine.moments import Happening
    from slacal.engine.terms import Target, Terms
    from slacal.testing.engine_oracle_cycle import Cycle

Row = list["Target | None"]  # what one clock is measured by in each version; None where a version lacks it


class World:
    """All versions of the terms, and what each of them covers so far."""

    def __init__(self, terms: Terms) -> None:
        self.versions = terms.versions()
        self.since = [version.since // MINUTE for version in terms.later]
        self.covers = [Cover(one.entitlements) for one in self.versions]

    def version_at(self, minute: int) -> int:
        """Return the place of the version in force."""
        return sum(since <= minute for since in self.since)

    def rows(self, name: str) -> list[Row]:
        """Return the clocks of a target: one, or one for every goal where all of them are measured."""
        split = [_split(one.target(name)) for one in self.versions]
        return [[each[place] if place < len(each) else None for each in split] for place in range(max(map(len, split)))]

    def edges(self, after: int, until: int) -> list[int]:
        """Return the minutes after one and up to another at which a version or a term of cover begins or ends."""
        found = {edge // MINUTE for cover in self.covers for edge in cover.edges()} | set(self.since)
        return sorted(edge for edge in found if after < edge <= until)

    def learn(self, happening: Happening) -> None:
        """Take an event that may bring cover."""
        for cover in self.covers:
            cover.learn(happening)

    def entitles(self, cycle: Cycle) -> bool:
        """Tell whether the version of a cycle asks for cover."""
        return bool(self.versions[cycle.version].entitlements)

    def suspends(self, cycle: Cycle, target: Target, facts: Mapping[str, Scalar], minute: int) -> str:
        """Return why a cycle stands still, or an empty text: it is done, out of scope, or not covered."""
        if target.cancel is not None and target.cancel.stands(facts):
            return "done"
        scope = self.versions[cycle.version].scope
        if scope is not None and scope.cell(facts).kind == "excluded":
            return "converted" if scope.converts else "out_of_scope"
        kept = cycle.covered and target.rules.cover == "start"
        if self.entitles(cycle) and not kept and not self.covers[cycle.version].holds(facts, minute * MINUTE):
            return "not_covered"
        return ""


def _split(target: Target | None) -> list[Target]:
    if target is None:
        return []
    if target.match != "all":
        return [target]
    return [replace(target, goals=(goal,), match="first") for goal in target.goals]
