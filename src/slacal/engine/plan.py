"""Plan: terms laid out for stepping through events: a row for each clock that may run, a column for each version."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from slacal.engine.suspension import World

if TYPE_CHECKING:
    from slacal.engine.clock import Clock
    from slacal.engine.terms import Target, Terms


class Row(NamedTuple):
    """The clock of one target, or of one goal of a target whose goals all count; None where a version lacks it.

    ``pairs`` and ``vouchers``: whether any version pauses from one moment to another, or takes a moment but once.
    """

    name: str
    versions: tuple[Target | None, ...]
    pairs: bool
    vouchers: bool

    def target_of(self, clock: Clock) -> Target:
        """Return the target that a clock is pinned to."""
        target = self.versions[clock.version]
        assert target is not None  # noqa: S101 - a cycle is begun, and goes over, in versions that have its target
        return target


class Plan(NamedTuple):
    """The rows, the versions and the instants at which later ones begin; and what may be passed over.

    ``worlds`` are the versions before anything brought cover. ``by_kind`` and ``by_field`` tell which rows read a kind
    of event or a fact, as bits; ``places`` are the rows of each name. ``timed``: something may happen to a cycle
    between events. ``entitles``: events may bring cover. ``roles``: some clock takes the events of one instant together
    (rule P19).
    """

    rows: tuple[Row, ...]
    versions: tuple[Terms, ...]
    since: tuple[int, ...]
    timed: bool
    entitles: bool
    roles: bool
    names: tuple[str, ...]
    places: dict[str, list[int]]
    worlds: tuple[World, ...]
    by_kind: dict[str, int]
    by_field: dict[str, int]

    def version_at(self, at: int) -> int:
        """Return the place of the version in force."""
        return bisect_right(self.since, at)


def plan_of(terms: Terms) -> Plan:
    """Lay out terms with all their versions."""
    versions = terms.versions()
    rows = tuple(row for name in terms.names() for row in _rows(name, versions))
    targets = [target for row in rows for target in row.versions if target is not None]
    entitles = any(one.entitlements for one in versions)
    return Plan(
        rows,
        versions,
        tuple(version.since for version in terms.later),
        timed=entitles
        or any(target.reads.timed or (terms.later and target.rules.pin == "latest") for target in targets),
        entitles=entitles,
        roles=any(target.rules.tie_order == "roles" for target in targets),
        names=terms.names(),
        places={name: [at for at, row in enumerate(rows) if row.name == name] for name in terms.names()},
        worlds=tuple(World(one, version=version) for version, one in enumerate(versions)),
        by_kind=_readers(rows, [one.kinds() for terms in versions for one in terms.entitlements], "kinds"),
        by_field=_readers(rows, [fields for terms in versions for fields in _fields_of_all(terms)], "fields"),
    )


def _fields_of_all(terms: Terms) -> list[frozenset[str]]:
    """Return the facts that decide of every clock: by cover and by scope."""
    found = [one.fields() for one in terms.entitlements]
    return found if terms.scope is None else [*found, terms.scope.fields()]


def _readers(rows: tuple[Row, ...], by_all: list[frozenset[str]], what: Literal["kinds", "fields"]) -> dict[str, int]:
    """Return which rows read each kind or field, as bits."""
    found: dict[str, int] = {}
    for place, row in enumerate(rows):
        for target in row.versions:
            for name in getattr(target.reads, what) if target is not None else ():
                found[name] = found.get(name, 0) | 1 << place
    return {**found, **dict.fromkeys(frozenset[str]().union(*by_all), (1 << len(rows)) - 1)}


def _rows(name: str, versions: tuple[Terms, ...]) -> list[Row]:
    found = [terms.target(name) for terms in versions]
    most = max(len(_split(target)) for target in found if target is not None)
    split = [_split(target) if target is not None else [] for target in found]
    return [_row(name, tuple(each[place] if place < len(each) else None for each in split)) for place in range(most)]


def _row(name: str, versions: tuple[Target | None, ...]) -> Row:
    reads = [target.reads for target in versions if target is not None]
    return Row(name, versions, any(one.pairs for one in reads), any(one.vouchers for one in reads))


def _split(target: Target) -> list[Target]:
    """Return a target for each goal, where every goal that holds counts by itself (rule P18)."""
    if target.match != "all":
        return [target]
    return [replace(target, goals=(goal,)) for goal in target.goals]
