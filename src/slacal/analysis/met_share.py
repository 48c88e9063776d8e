"""The share of tickets that meet a goal, as a function of the goal; what is not known of open ones has a name."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

from slacal.analysis.spent_time import CANCELLED, COMPLETED, OPEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from slacal.batch.numbers import Flags, Ints

    Shares: TypeAlias = NDArray[np.float64]

Censored: TypeAlias = Literal["left_out", "missed", "kaplan_meier"]
CENSORED: tuple[str, ...] = get_args(Censored)
_ROUNDING = 1e-12  # what a product of shares may be off by


class MetShare:
    """Tickets of one group as steps: the goals at which the share changes, and how many tickets are what there.

    Arrays have an entry for each of ``goals``, which rise. A ticket is late under a goal smaller than what it needs;
    otherwise it met it if it was completed, is open, or was cancelled in time and counts no more.
    """

    def __init__(self, needed: Ints, state: Ints, censored: Censored, least: int) -> None:
        """Sort the tickets. `least`: the smallest goal that there is."""
        needed = np.maximum(needed, least)
        self.tickets, self.still_open = len(needed), int(np.count_nonzero(state == OPEN))
        self.goals = np.unique(needed)
        place = np.searchsorted(self.goals, needed)
        self._counts = [np.bincount(place[state == one], minlength=len(self.goals)) for one in range(3)]
        self._censored = censored

    @cached_property
    def met(self) -> Ints:
        """How many tickets met each goal."""
        return np.cumsum(self._counts[COMPLETED])

    @cached_property
    def late(self) -> Ints:
        """How many tickets missed each goal, open and cancelled ones that had passed it included."""
        return self.tickets - np.cumsum(sum(self._counts))

    @cached_property
    def decided(self) -> Ints:
        """Of how many tickets the share is taken at each goal."""
        waiting = np.cumsum(self._counts[OPEN]) if self._censored == "missed" else 0
        return self.met + self.late + waiting

    @cached_property
    def shares(self) -> Shares:
        """The share met at each goal, NaN where nothing is decided."""
        if self._censored == "kaplan_meier":
            return 1 - self._survival[0]
        found: Shares = np.full(len(self.goals), np.nan)
        np.divide(self.met, self.decided, out=found, where=self.decided > 0)
        return found

    @cached_property
    def _survival(self) -> tuple[Shares, Shares]:
        """Return Kaplan and Meier's estimate of the share not met, and Greenwood's of its variance.

        Where nothing is left the formula gives none, which is NaN.
        """
        gone = np.cumsum(sum(self._counts))
        at_risk = self.tickets - gone + sum(self._counts)
        done = self._counts[COMPLETED]
        left: Shares = 1 - done / at_risk
        survival, rest = np.cumprod(left, dtype=np.float64), at_risk - done
        terms: Shares = np.divide(done, at_risk * rest, out=np.full(len(done), np.nan), where=rest > 0)
        return survival, survival**2 * np.cumsum(terms, dtype=np.float64)

    def reaches(self, share: Fraction) -> int | None:
        """Return the smallest goal that a share meets, None where no goal does."""
        if self._censored == "kaplan_meier":
            return self._first(self.shares >= float(share) - _ROUNDING)
        top, bottom = share.numerator, share.denominator
        if bottom * max(self.tickets, 1) < 1 << 62:
            return self._first((self.met * bottom >= top * self.decided) & (self.decided > 0))
        pairs = zip(self.met.tolist(), self.decided.tolist(), strict=True)
        return self._first(np.array([of > 0 and met * bottom >= top * of for met, of in pairs], np.bool_))

    def bounds(self, share: Fraction, confidence: float) -> tuple[int | None, int | None]:
        """Return between which goals the goal of a share lies, with a confidence; None where that is not known.

        Where every ticket is decided these are order statistics, by the binomial distribution and whatever that of
        the times (David and Nagaraja, Order Statistics, section 7.1); else the same test at each goal. For Kaplan and
        Meier's estimate Brookmeyer and Crowley's interval (Biometrics 38, 1982).
        """
        miss = (1 - confidence) / 2
        if self._censored == "kaplan_meier":
            survival, variance = self._survival
            reach = NormalDist().inv_cdf(1 - miss) * np.sqrt(variance)
            above = survival - (1 - float(share))
            return self._first(above <= reach + _ROUNDING), self._first(above < -reach - _ROUNDING)
        low = self._bisected(lambda met, of: binomial_cdf(of, float(share), met) > miss)
        high = self._bisected(lambda met, of: 1 - binomial_cdf(of, float(share), met - 1) <= miss)
        return low, high

    def _bisected(self, holds: _Test) -> int | None:
        """Return the first goal for whose counts a test holds, which it then does for all larger ones."""
        low, high = 0, len(self.goals)
        while low < high:
            middle = (low + high) // 2
            met, of = int(self.met[middle]), int(self.decided[middle])
            low, high = (low, middle) if of and holds(met, of) else (middle + 1, high)
        return int(self.goals[low]) if low < len(self.goals) else None

    def _first(self, flags: Flags) -> int | None:
        return int(self.goals[np.argmax(flags)]) if flags.any() else None


if TYPE_CHECKING:
    from collections.abc import Callable

    _Test: TypeAlias = Callable[[int, int], bool]


def binomial_cdf(tries: int, chance: float, most: int) -> float:
    """Return the probability of at most so many successes. Cost: linear in the tries.

    >>> round(binomial_cdf(3, 0.5, 1), 6)
    0.5
    """
    if most < 0:
        return 0.0
    if most >= tries:
        return 1.0
    taken = np.arange(tries)
    steps = np.log((tries - taken) / (taken + 1)) + np.log(chance / (1 - chance))
    logs = np.concatenate([[0.0], np.cumsum(steps)]) + tries * np.log1p(-chance)
    return min(float(np.exp(logs[: most + 1]).sum()), 1.0)


def worst_of(ticket: Ints, group: Ints, state: Ints, needed: Ints) -> tuple[Ints, Ints, Ints]:
    """Return for each ticket and group what its longest cycle needs, and where it stands: open while a cycle is."""
    rank = np.array([1, 2, 0])[state]  # cancelled, completed, open
    order = np.lexsort((ticket, group))
    ticket, group = ticket[order], group[order]
    heads = np.flatnonzero(np.append(np.True_, (ticket[1:] != ticket[:-1]) | (group[1:] != group[:-1]))[: len(ticket)])
    if not len(heads):
        return group, state, needed
    standing = np.array([CANCELLED, COMPLETED, OPEN])[np.maximum.reduceat(rank[order], heads)]
    return group[heads], standing, np.maximum.reduceat(needed[order], heads)


def exactly(share: float) -> Fraction:
    """Return a share as it is written: 0.95 is 19/20."""
    return Fraction(repr(float(share)))
