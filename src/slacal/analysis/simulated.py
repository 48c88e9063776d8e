"""What a simulation found: figures over its runs."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from slacal.errors import UnknownName, nearest
from slacal.errors.doors import check_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALL = "(all)"
_Found = TypeVar("_Found")


class Figure(NamedTuple):
    """A figure over the runs: its mean, the interval that holds nine runs of ten, and the mean's standard error.

    One run tells nothing of the error, which is NaN then.
    """

    mean: float
    low: float
    high: float
    error: float

    @classmethod
    def of(cls, values: Iterable[float | None]) -> Figure | None:
        """Return the figure of what the runs gave; None where none gave any."""
        known = np.array([value for value in values if value is not None], np.float64)
        if not len(known):
            return None
        low, high = np.quantile(known, (0.05, 0.95)).tolist()
        error = float(known.std(ddof=1)) / len(known) ** 0.5 if len(known) > 1 else nan
        return cls(float(known.mean()), low, high, error)


class Share(NamedTuple):
    """The percentage of a group's tickets that met a target, of those that met or breached it."""

    target: str
    group: str
    percent_met: Figure


class Wait(NamedTuple):
    """How long a group's tickets waited to be taken up, on average and in the slowest tenth, in seconds open."""

    group: str
    mean_s: Figure
    p90_s: Figure


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the runs of `simulate` gave: an interval is of one run, which is `weeks` long.

    ``tickets`` are those of a run that count. ``waits`` and ``use``, the percentage of the team's open time in which
    its places were busy, are there where the team has a size. ``notes`` say what should not be silent.
    """

    weeks: int
    runs: int
    seed: int
    tickets: Figure
    shares: tuple[Share, ...]
    waits: tuple[Wait, ...]
    use: Figure | None
    notes: tuple[str, ...]

    def share(self, target: str, group: str = ALL) -> Figure:
        """Return the percentage of promises kept of a target and a group. Raises: UnknownName, WrongType."""
        check_type("target", target, str, "the name of a target", "name one of the policy")
        check_type("group", group, str, "the name of a group", "name a group, or leave it out for all")
        found = {f"{share.target}: {share.group}": share.percent_met for share in self.shares}
        return _named("share", f"{target}: {group}", found)

    def wait(self, group: str = ALL) -> Wait:
        """Return how long the tickets of a group waited. Raises: UnknownName, WrongType."""
        check_type("group", group, str, "the name of a group", "name a group, or leave it out for all")
        return _named("wait", group, {wait.group: wait for wait in self.waits})

    def columns(self) -> dict[str, list[Any]]:
        """Return the shares as columns, as a frame takes them: ``pandas.DataFrame(run.columns())``."""
        rows = [(share.target, share.group, *share.percent_met) for share in self.shares]
        names = ("target", "group", "percent_met", "low", "high", "error")
        return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _named(field: str, name: str, found: dict[str, _Found]) -> _Found:
    if name not in found:
        mend = nearest(name, found, f"use one of {', '.join(map(repr, found))}" if found else "give the team a size")
        raise UnknownName(field, name, "is not among the figures", mend)
    return found[name]


def shares_of(runs: Sequence[dict[tuple[str, str], float | None]]) -> tuple[Share, ...]:
    """Return the shares over all runs, in the order of the first that has them."""
    keys = dict.fromkeys(key for run in runs for key in run)
    found = [(key, Figure.of(run.get(key) for run in runs)) for key in keys]
    return tuple(Share(*key, figure) for key, figure in found if figure is not None)


def waits_of(runs: Sequence[dict[str, tuple[float, float]]]) -> tuple[Wait, ...]:
    """Return the waits over all runs."""
    found: list[Wait] = []
    for group in dict.fromkeys(group for run in runs for group in run):
        told = [run[group] for run in runs if group in run]
        mean, p90 = (Figure.of(values) for values in zip(*told, strict=True))
        if mean is not None and p90 is not None:
            found.append(Wait(group, mean, p90))
    return tuple(found)
