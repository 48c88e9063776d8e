"""Rules: how promises are read where readings differ. Every decision has a name, and the first one is the default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Breach: TypeAlias = Literal["after", "at"]
PausedDue: TypeAlias = Literal["none", "projected"]
Anchor: TypeAlias = Literal["start", "first_counting"]
AfterPause: TypeAlias = Literal["exact", "close"]
FixedDates: TypeAlias = Literal["stay", "extend"]
AtClosed: TypeAlias = Literal["stay", "next_open"]
OnChange: TypeAlias = Literal["carry", "recompute", "restart", "freeze", "tightest", "prorate"]
CalendarChange: TypeAlias = Literal["carry", "recompute", "snapshot"]
Pin: TypeAlias = Literal["start", "latest"]
TieOrder: TypeAlias = Literal["history", "roles"]
Orphans: TypeAlias = Literal["note", "raise"]
DueOverride: TypeAlias = Literal["stays", "until_change"]
CoverWhen: TypeAlias = Literal["start", "throughout"]
Coverage: TypeAlias = Literal["warn", "raise", "ignore"]


@dataclass(frozen=True, slots=True)
class Rules:
    """One reading for each question on which contracts differ; the nearest of goal, target and policy wins.

    >>> Rules(breach="at").breach, Rules().on_change
    ('at', 'carry')
    """

    breach: Breach = "after"
    paused_due: PausedDue = "none"
    anchor: Anchor = "start"
    after_pause: AfterPause = "exact"
    fixed_dates: FixedDates = "stay"
    at_closed: AtClosed = "stay"
    on_change: OnChange = "carry"
    calendar_change: CalendarChange = "carry"
    pin: Pin = "start"
    tie_order: TieOrder = "history"
    orphans: Orphans = "note"
    due_override: DueOverride = "stays"
    cover: CoverWhen = "start"
    coverage: Coverage = "warn"


DEFAULT = Rules()
