"""Plan: terms laid out for stepping through events: a row for each clock that may run, a column for each version."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from slacal.engine.terms import Target, Terms


class Row(NamedTuple):
    """The clock of one target, or of one goal of a target whose goals all count; None where a version lacks it."""

    name: str
    versions: tuple[Target | None, ...]


class Plan(NamedTuple):
    """The rows, the instants at which later versions begin, and what a host need not look for where there is none.

    ``timed``: something may happen to a cycle between events. ``worldly``: cover or scope decide, so every event may
    matter to every clock. ``roles``: some clock takes the events of one instant together (rule P19).
    """

    rows: tuple[Row, ...]
    versions: tuple[Terms, ...]
    since: tuple[int, ...]
    timed: bool
    worldly: bool
    roles: bool

    def version_at(self, at: int) -> int:
        """Return the place of the version in force."""
        return bisect_right(self.since, at) if self.since else 0


def plan_of(terms: Terms) -> Plan:
    """Lay out terms with all their versions."""
    versions = terms.versions()
    rows = tuple(row for name in terms.names() for row in _rows(name, versions))
    targets = [target for row in rows for target in row.versions if target is not None]
    worldly = any(one.entitlements or one.scope is not None for one in versions)
    return Plan(
        rows,
        versions,
        tuple(version.since for version in terms.later),
        timed=worldly
        or any(target.reads.timed or (terms.later and target.rules.pin == "latest") for target in targets),
        worldly=worldly,
        roles=any(target.rules.tie_order == "roles" for target in targets),
    )


def _rows(name: str, versions: tuple[Terms, ...]) -> list[Row]:
    found = [terms.target(name) for terms in versions]
    most = max(len(_split(target)) for target in found if target is not None)
    split = [_split(target) if target is not None else [] for target in found]
    return [Row(name, tuple(each[place] if place < len(each) else None for each in split)) for place in range(most)]


def _split(target: Target) -> list[Target]:
    """Return a target for each goal, where every goal that holds counts by itself (rule P18)."""
    if target.match != "all":
        return [target]
    return [replace(target, goals=(goal,)) for goal in target.goals]
