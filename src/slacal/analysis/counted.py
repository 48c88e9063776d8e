"""The cycles of an evaluated log, grouped, with what compliance counts of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.analysis.cycle_frame import CycleFrame, Whole  # first of all: it says how to install what is missing
from slacal.analysis.grouping import check_names, grouped, ordered, union
from slacal.analysis.periods import WEEKDAYS, part_of
from slacal.analysis.tally import Judged, percentiles, tally, wilson, worst
from slacal.batch.log_codes import Codes
from slacal.batch.numbers import MISSING

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.analysis.cycle_frame import Column
    from slacal.batch.evaluating import LogResult
    from slacal.batch.numbers import Ints

_DECIDING = {"goal", "commitment"}  # grouped by one of them, an objective stands apart by itself
_WEEK_HOURS = 168


class Counted:
    """Cycles in groups. ``rows`` are those that count: all, or the worst one of each ticket and target."""

    def __init__(self, result: LogResult, by: Sequence[str], dated_by: str, zone: str | None, *, each: str) -> None:
        """Read the cycles, and group them."""
        self.result = result
        self.cycles = CycleFrame(result.frame, zone)
        check_names(by, self.cycles)
        self.by = by
        self.groups = grouped(self.cycles, by, dated_by, result.policy.terms.plan.names)
        self.judged = Judged.of(
            self.cycles.codes("ticket").places, self.cycles.codes("target").places,
            self.cycles.whole("remaining_s"), self.cycles.said,
        )  # fmt: skip
        self.rows = worst(self.judged) if each == "ticket" else np.arange(len(self.judged.ticket))

    def table(self, shares: Sequence[int]) -> dict[str, Column]:
        """Return the columns of a table with a row for each group."""
        groups, size = self.groups.places, self.groups.size
        counted = self.judged.some(self.rows)
        firm = None if _DECIDING & set(self.by) else counted.firm
        found = tally(counted, groups[self.rows], size, shared=firm)
        low, high = wilson(found.kept, found.shared)
        counts = {name: column for name, column in found._asdict().items() if name not in {"shared", "kept"}}
        completed = np.bincount(groups[self.judged.completed], minlength=size)
        return {
            **self.groups.keys, **counts, "share_met": found.share, "share_low": low, "share_high": high,
            "completed": completed, **self._percentiles(shares),
            "paused_s": _sums(groups, size, self.cycles.whole("paused_s")),
        }  # fmt: skip

    def _percentiles(self, shares: Sequence[int]) -> dict[str, Column]:
        """Return percentiles of completed cycles."""
        done = np.flatnonzero(self.judged.completed)
        groups, size = self.groups.places[done], self.groups.size
        elapsed, used = self.cycles.whole("elapsed_s")[done], self.cycles.ratios("elapsed_ratio")[done]
        promised = ~np.isnan(used)
        made: dict[str, Column] = {}
        for share in shares:
            found, none = percentiles(elapsed, groups, size, share)
            made[f"elapsed_p{share}_s"] = Whole(np.where(none, MISSING, found))
        for share in shares:
            ratio, none = percentiles(used[promised], groups[promised], size, share)
            made[f"used_p{share}"] = np.where(none, np.nan, ratio)
        return made

    def worst(self, many: int) -> Any:
        """Return the rows of the cycles with least remaining."""
        left = self.judged.left[self.rows]
        asked = np.flatnonzero((left != MISSING) & ~self.judged.none[self.rows])
        return self.cycles.rows(self.rows[asked[np.argsort(left[asked], kind="stable")[:many]]])

    def pauses(self) -> dict[str, Column]:
        """Return the columns of pauses by group and cause."""
        pauses = CycleFrame(self.result.pauses)
        cycle, row = _common(self.cycles, pauses)
        cause = ordered(pauses.codes("cause"))
        many = len(cause.values) + 1
        pairs, place = np.unique(self.groups.places[cycle] * many + cause.places[row], return_inverse=True)
        group, what = np.divmod(pairs, many)
        return {
            **self.groups.some(group), "cause": Codes(what, cause.values),
            "cycles": np.bincount(place, minlength=len(pairs)),
            **{name: _sums(place, len(pairs), pauses.whole(name)[row]) for name in ("paused_s", "paused_real_s")},
        }  # fmt: skip

    def week(self) -> dict[str, Column]:
        """Return the columns of breaches by target and hour of the week."""
        late = np.flatnonzero(self.judged.breached)
        at, zone = self.cycles.instants("breached_at")[late], self.cycles.zone
        target = ordered(self.cycles.codes("target"), self.result.policy.terms.plan.names)
        hours = 24 * _numbers(part_of("weekday", at, zone), WEEKDAYS) + _numbers(part_of("hour", at, zone), range(24))
        rows = np.arange(len(target.values) * _WEEK_HOURS)
        return {
            "target": Codes(rows // _WEEK_HOURS, target.values),
            "weekday": Codes(rows // 24 % 7, list(WEEKDAYS)),
            "hour": rows % 24,
            "breached": np.bincount(target.places[late] * _WEEK_HOURS + hours, minlength=len(rows)),
        }

    def credits(self) -> dict[str, Column]:
        """Return the columns of credits by group: cycles with a penalty, and the sum of their percents."""
        percent = self.cycles.ratios("penalty_percent")
        given = np.flatnonzero(~np.isnan(percent))
        groups, size = self.groups.places[given], self.groups.size
        cycles, sums = np.bincount(groups, minlength=size), np.bincount(groups, percent[given], minlength=size)
        some = np.flatnonzero(cycles)
        return {**self.groups.some(some), "cycles": cycles[some], "penalty_percent": sums[some]}


def _common(cycles: CycleFrame, pauses: CycleFrame) -> tuple[Ints, Ints]:
    """Return the pauses whose cycles are in both frames: the row of the cycle, and that of the pause."""
    key: list[Ints] = [np.zeros(len(frame.whole("cycle")), np.int64) for frame in (cycles, pauses)]
    for name in ("ticket", "target"):
        values, places = union(frame.codes(name) for frame in (cycles, pauses))
        key = [one * len(values) + place for one, place in zip(key, places, strict=True)]
    numbers = [frame.whole("cycle") for frame in (cycles, pauses)]
    wide = 1 + max(int(number.max(initial=0)) for number in numbers)
    ours, theirs = (one * wide + number for one, number in zip(key, numbers, strict=True))
    order = np.argsort(ours, kind="stable")
    place = np.searchsorted(ours[order], theirs)
    known = np.flatnonzero(np.isin(theirs, ours))
    return order[place[known]], known


def _sums(groups: Ints, size: int, values: Ints) -> Ints:
    found = np.zeros(size, np.int64)
    np.add.at(found, groups, values)
    return found


def _numbers(codes: Codes, known: Sequence[Any]) -> Ints:
    """Return the place of each value in a list."""
    return np.array([known.index(value) for value in codes.values], np.int64)[codes.places]
