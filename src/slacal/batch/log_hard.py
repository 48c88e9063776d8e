"""Which tickets go to the scalar engine, and why: what columns cannot say, it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from slacal.batch.log_signals import readable
from slacal.engine.limits import OpenTime
from slacal.engine.terms import Terms
from slacal.errors import WrongType

if TYPE_CHECKING:
    from slacal.batch.numbers import Flags, Ints
    from slacal.engine.terms import Target, Warn

_MANY_PAUSES = 12


class Hard:
    """The tickets of one target that go to the scalar engine, each for the first reason that was found."""

    def __init__(self, tickets: int) -> None:
        self._why = np.zeros(tickets, np.int8)
        self._reasons = [""]

    def mark(self, tickets: Ints, reason: str) -> None:
        """Send some tickets away, unless they go already."""
        if not len(tickets):
            return
        if reason not in self._reasons:
            self._reasons.append(reason)
        self._why[tickets[self._why[tickets] == 0]] = self._reasons.index(reason)

    @property
    def flags(self) -> Flags:
        """Tell for each ticket whether it goes."""
        flags: Flags = self._why != 0
        return flags

    def counts(self) -> dict[str, int]:
        """Return how many tickets go for each reason."""
        found = np.bincount(self._why, minlength=len(self._reasons)).tolist()
        return {reason: found[place] for place, reason in enumerate(self._reasons) if reason and found[place]}


def terms_of(policy: object, field: str = "policy") -> Terms:
    """Return what a policy promises. Raises: WrongType for what is no policy; asked so that pydantic need not load."""
    found = getattr(policy, "terms", None)
    if not isinstance(found, Terms):
        raise WrongType(field, policy, "is not a Policy", "build one with Policy.load")
    return found


def beyond_columns(terms: Terms, target: Target) -> str:
    """Return why all tickets of a target need the scalar engine; an empty text where they do not."""
    asked = {
        "versions": bool(terms.later),
        "entitlements": bool(terms.entitlements),
        "scope": terms.scope is not None,
        f"match {target.match}": target.match != "first",
        "at_limit": _converts(terms, target),
        "next_from": target.next_from != "event",
        "capped pauses": target.reads.capped,
        "once_by": bool(target.reads.vouchers) or not readable(target),
        "orphans raise": target.reads.pairs and target.rules.orphans == "raise",
        "many pauses": len(target.pauses) > _MANY_PAUSES,
        "warnings": not all(map(_is_summed, target.warnings)),
    }
    return next((reason for reason, holds in asked.items() if holds), "")


def _converts(terms: Terms, target: Target) -> bool:
    return bool(target.at_limit) or any(
        one.opens and one.to == target.name for other in terms.targets for one in other.at_limit
    )


def _is_summed(warn: Warn) -> bool:
    """Tell whether a warning comes with an amount of counted time, or at the due."""
    if warn.share is not None:
        return True
    return isinstance(warn.amount, OpenTime) and warn.side == "before_due"
