"""Rules as documents write them: the nearest of goal, target and policy wins, for each key by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from slacal.engine import rules
from slacal.errors import BadInput
from slacal.policies.piece import Piece, one_of
from slacal.policies.written import thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.errors import SlacalError
    from slacal.policies.book import Book

#: What no goal can say, because it is settled before a goal is chosen: who has the say instead.
ABOVE_GOALS = ("pin", "tie_order", "orphans", "cover", "coverage")


class Rules(Piece):
    """One reading for each question on which contracts differ, in the policy or in a target."""

    breach: Annotated[rules.Breach, one_of(rules.Breach)] = "after"
    paused_due: Annotated[rules.PausedDue, one_of(rules.PausedDue)] = "none"
    anchor: Annotated[rules.Anchor, one_of(rules.Anchor)] = "start"
    after_pause: Annotated[rules.AfterPause, one_of(rules.AfterPause)] = "exact"
    fixed_dates: Annotated[rules.FixedDates, one_of(rules.FixedDates)] = "stay"
    at_closed: Annotated[rules.AtClosed, one_of(rules.AtClosed)] = "stay"
    on_change: Annotated[rules.OnChange, one_of(rules.OnChange)] = "carry"
    calendar_change: Annotated[rules.CalendarChange, one_of(rules.CalendarChange)] = "carry"
    pin: Annotated[rules.Pin, one_of(rules.Pin)] = "start"
    tie_order: Annotated[rules.TieOrder, one_of(rules.TieOrder)] = "history"
    orphans: Annotated[rules.Orphans, one_of(rules.Orphans)] = "note"
    due_override: Annotated[rules.DueOverride, one_of(rules.DueOverride)] = "stays"
    cover: Annotated[rules.CoverWhen, one_of(rules.CoverWhen)] = "start"
    coverage: Annotated[rules.Coverage, one_of(rules.Coverage)] = "warn"


class GoalRules(Rules):
    """The rules that a goal may have for itself."""

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:  # noqa: ARG003  # a hook
        for key in ABOVE_GOALS:
            if key in written:
                mend = "write it under rules: of the target or the policy"
                yield BadInput(key, thawed(written[key]), "says nothing in a goal", mend, "clash")


def merged(above: Mapping[str, Any], own: Rules | None) -> dict[str, Any]:
    """Return the rules that hold below `above`, own ones first."""
    return {**above, **(own.written() if own is not None else {})}
