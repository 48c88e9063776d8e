"""Attainment: whether the share of cycles that a policy promises was met in each month, quarter or year (rule P31)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.analysis.periods import part_of  # first of all: it says how to install what is missing
from slacal.analysis.tally import tally
from slacal.batch.log_codes import Codes
from slacal.batch.numbers import MISSING

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from slacal.analysis.counted import Counted
    from slacal.batch.numbers import Ints
    from slacal.engine.terms import Attainment, Terms


class Window(NamedTuple):
    """One period of a target: what was promised of it, and what came of it."""

    target: str
    version: str
    period: str
    promised: Fraction
    met: int
    breached: int
    open: int
    has_ended: bool

    @property
    def verdict(self) -> str:
        """``kept`` or ``missed`` once nothing can change it any more, else ``open``."""
        every = self.met + self.breached + self.open
        if not self.has_ended:
            return "open"
        if 100 * self.met >= self.promised * every:
            return "kept"
        return "missed" if 100 * (self.met + self.open) < self.promised * every else "open"


def windows(counted: Counted) -> Iterator[Window]:
    """Yield each period in which cycles of a target began that promises a share: firm ones, each counted by itself."""
    terms, cycles = counted.result.policy.terms, counted.cycles
    began = cycles.instants("started_at")
    version = np.searchsorted([since for since, _ in terms.later], began, "right")
    target = cycles.codes("target")
    firm = counted.judged.firm & (began != MISSING) & ~counted.judged.none
    for name in terms.plan.names:
        for place, each in enumerate(terms.versions()):
            held = each.target(name)
            if held is not None and held.attain is not None and name in target.values:
                here = firm & (version == place) & (target.places == target.values.index(name))
                yield from _of_version(counted, np.flatnonzero(here), (name, each, held.attain))


def _of_version(counted: Counted, rows: Ints, said: tuple[str, Terms, Attainment]) -> Iterator[Window]:
    name, terms, attain = said
    periods = part_of(attain.each, counted.cycles.instants("started_at")[rows], terms.zone)
    now = part_of(attain.each, counted.cycles.instants("as_of")[:1], terms.zone)
    found = tally(counted.judged.some(rows), periods.places, len(periods.values))
    for place, period in enumerate(periods.values):
        met, breached, left = (int(column[place]) for column in (found.met, found.breached, found.open))
        yield Window(name, terms.version, period, attain.percent, met, breached, left, period < now.values[0])


def attainment_frame(counted: Counted) -> Any:
    """Return the periods as a frame."""
    found = list(windows(counted))
    counts = {name: np.array([getattr(one, name) for one in found], np.int64) for name in ("met", "breached", "open")}
    decided = counts["met"] + counts["breached"]
    reached = np.divide(100.0 * counts["met"], decided, out=np.full(len(found), np.nan), where=decided > 0)
    promised = np.array([float(one.promised) for one in found], np.float64)
    texts = {name: _codes([getattr(one, name) for one in found]) for name in ("target", "version", "period", "verdict")}
    verdict = texts.pop("verdict")
    return counted.cycles.frame(
        {**texts, "promised_percent": promised, **counts, "reached_percent": reached, "verdict": verdict}
    )


def _codes(texts: list[str]) -> Codes:
    values = list(dict.fromkeys(texts))
    return Codes(np.array([values.index(text) for text in texts], np.int64), values)
