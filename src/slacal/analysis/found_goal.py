"""Found goals: the smallest goal that a history would have met, for each group of tickets, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from slacal.analysis.met_share import exactly
from slacal.errors import BadInput, UnknownName, WrongType
from slacal.errors.doors import check_type
from slacal.spans.instant import duration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction
    from typing import Any

    from numpy.typing import NDArray

    from slacal.analysis.goal_probe import Unit
    from slacal.analysis.met_share import MetShare

Amount: TypeAlias = timedelta | int
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, eq=False)
class FoundGoal:
    """The goal of one group: ``group`` are its facts, ``goal`` an amount of time, or a number of business days.

    ``goal`` is None where no goal reaches the ``share``. The goal of all tickets like these lies between ``low`` and
    ``high`` with the ``confidence`` asked for; None: the tickets are too few to say. ``tickets`` counts all of the
    group, ``open`` those that are not finished.
    """

    group: tuple[tuple[str, str | None], ...]
    share: float
    goal: Amount | None
    low: Amount | None
    high: Amount | None
    tickets: int
    open: int
    unit: Unit
    confidence: float
    steps: MetShare = field(repr=False)

    @property
    def within(self) -> str | None:
        """The goal in the words of a policy, rounded up to whole minutes; None where there is none."""
        if self.goal is None:
            return None
        if isinstance(self.goal, int):
            return f"{self.goal} business day{'' if self.goal == 1 else 's'}"
        minutes = max(-(-self.goal // _MINUTE), 1)
        return f"{minutes} {self.unit.split()[0]} minute{'' if minutes == 1 else 's'}"

    @property
    def curve(self) -> dict[str, NDArray[Any]]:
        """The share met as columns: each ``goal`` at which it changes, and ``share_met`` from there on.

        Goals rise. They are amounts of time in microseconds, or numbers of business days. A share is NaN where nothing
        is decided, as where all are open. Pass it to the DataFrame of any library.
        """
        goals = self.steps.goals
        return {"goal": goals if _in_days(self.unit) else goals.view("m8[us]"), "share_met": self.steps.shares}

    def share_met(self, goal: Amount) -> float:
        """Return the share of tickets that would meet a goal; NaN where nothing is decided under it."""
        wanted = int if _in_days(self.unit) else timedelta
        if not isinstance(goal, wanted) or isinstance(goal, bool):
            mend = "pass a whole number of days" if wanted is int else "pass a timedelta"
            raise WrongType("goal", goal, f"is not an amount of {self.unit}", mend)
        amount = goal if isinstance(goal, int) else goal // timedelta(microseconds=1)
        place = int(np.searchsorted(self.steps.goals, amount, "right")) - 1
        return float(self.steps.shares[place]) if place >= 0 else 0.0

    def at(self, share: float) -> FoundGoal:
        """Return the goal for another share, from the same tickets. Raises: BadInput."""
        wanted = share_of(share)
        low, high = self.steps.bounds(wanted, self.confidence)
        goal = self.steps.reaches(wanted)
        told = [_amount(one, self.unit) for one in (goal, low, high)]
        return replace(self, share=float(share), goal=told[0], low=told[1], high=told[2])


@dataclass(frozen=True, slots=True, eq=False)
class FoundGoals:
    """The goals of a target, a `FoundGoal` for each group, in order of their facts.

    ``unusable`` counts the tickets that could not be judged, which are in no group.
    """

    target: str
    by: tuple[str, ...]
    goals: tuple[FoundGoal, ...]
    unusable: int

    def __iter__(self) -> Iterator[FoundGoal]:
        return iter(self.goals)

    def __len__(self) -> int:
        return len(self.goals)

    def __getitem__(self, group: str | tuple[str | None, ...] | None) -> FoundGoal:
        """Return the goal of a group, named by its facts in the order of ``by``. Raises: UnknownName, WrongType."""
        values = group if isinstance(group, tuple) else (group,)
        found = {tuple(value for _, value in one.group): one for one in self.goals}
        mend = f"use one of {', '.join(map(repr, islice(found, 10)))}" if found else "find goals of a log with tickets"
        for value in values:
            check_type("group", value, (str, NoneType), "made of texts of facts", mend)
        if values not in found:
            raise UnknownName("group", group, "is not among the groups", mend)
        return found[values]

    def at(self, share: float) -> FoundGoals:
        """Return the goals for another share, from the same tickets. Raises: BadInput."""
        return replace(self, goals=tuple(one.at(share) for one in self.goals))


def share_of(share: object, field: str = "share") -> Fraction:
    """Return a share, exactly as it is written. Raises: WrongType; BadInput for 0, 1 and what lies outside."""
    if isinstance(share, bool) or not isinstance(share, int | float):
        raise WrongType(field, share, "is not a share", "pass a number such as 0.95")
    if not 0 < share < 1:
        raise BadInput(field, share, "does not lie between 0 and 1", "pass a share such as 0.95")
    return exactly(share)


def _in_days(unit: Unit) -> bool:
    return unit == "business days"


def _amount(found: int | None, unit: Unit) -> Amount | None:
    return found if found is None or _in_days(unit) else duration(found)
