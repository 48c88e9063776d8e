"""Rules: how promises are read where readings differ. One can be said today; the others hold as their defaults say."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from slacal.policies.piece import Piece, one_of

Breach: TypeAlias = Literal["after", "at"]


class Rules(Piece):
    """``breach``: whether a clock that still runs at its very due is late (``at``), or only after it (``after``)."""

    LATER: ClassVar[frozenset[str]] = frozenset({
        "paused_due", "anchor", "after_pause", "fixed_dates", "at_closed", "on_change", "calendar_change", "pin",
        "tie_order", "orphans", "due_override", "cover", "coverage",
    })  # fmt: skip

    breach: Annotated[Breach, one_of(Breach)] = "after"
