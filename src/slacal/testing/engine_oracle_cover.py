"""Who is covered, and from when until when: the terms that events began, kept in plain lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.entitlements import StartField
from slacal.engine.facts import as_text
from slacal.engine.limits import CalendarSpan, RealTime
from slacal.testing.engine_oracle_goals import date_of
from slacal.testing.engine_oracle_hours import end_of_date, same_wall_time
from slacal.testing.oracle_clock import DAY, date_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.entitlements import Entitlement, Renewal
    from slacal.engine.facts import Scalar
    from slacal.engine.moments import Happening, OnceKey

Span = tuple[int, int | None]


class Cover:
    """What the entitlements of one version come to, learned one event after another."""

    def __init__(self, entitlements: tuple[Entitlement, ...]) -> None:
        self.entitlements = entitlements
        self.spans: list[list[Span]] = [[] for _ in entitlements]
        self.used: set[OnceKey] = set()

    def holds(self, facts: Mapping[str, Scalar], at: int) -> bool:
        """Tell whether a ticket is covered; one of which no entitlement speaks is."""
        speaking = [
            spans
            for one, spans in zip(self.entitlements, self.spans, strict=True)
            if one.when is None or one.when.holds(facts)
        ]
        if not speaking:
            return True
        return any(since <= at and (end is None or at < end) for spans in speaking for since, end in spans)

    def edges(self) -> set[int]:
        """Return every instant at which a term begins or ends."""
        return {edge for spans in self.spans for span in spans for edge in span if edge is not None}

    def learn(self, happening: Happening) -> None:
        """Take one event; a voucher is used up when it brought a term, and all entitlements read it before that."""
        used: set[OnceKey] = set()
        for one, spans in zip(self.entitlements, self.spans, strict=True):
            known = len(spans)
            self._learn_one(one, spans, happening)
            if len(spans) > known and not isinstance(one.start, StartField):
                used |= one.start.spends(happening)
        self.used |= used

    def _learn_one(self, one: Entitlement, spans: list[Span], happening: Happening) -> None:
        if isinstance(one.start, StartField):
            _follow_field(one, one.start.field, spans, happening)
        elif one.renew is not None and spans and one.renew.on.fires(happening):
            _renew(one, one.renew, spans, happening.event.instant)
        elif one.start.fires(happening, frozenset(self.used)):
            spans.append(_span(one, happening.event.instant, one.lasts))


def _renew(one: Entitlement, renew: Renewal, spans: list[Span], at: int) -> None:
    """Add a term where the last one ends, or where the event is; cover without end is not renewed."""
    ends = [end for _, end in spans if end is not None]
    if len(ends) == len(spans):
        spans.append(_span(one, max(ends) if renew.since == "old_end" else at, renew.lasts))


def _follow_field(one: Entitlement, field: str, spans: list[Span], happening: Happening) -> None:
    """Let a term begin where the field of this history says now, and not where it said; others have their own."""
    said, says = (happening.before or {}).get(field), happening.after.get(field)
    if said != says:
        was, since = (_beginning(value, one.zone) for value in (said, says))
        old = next((span for span in spans if span[0] == was), None)
        if old is not None:
            spans.remove(old)
        if since is not None:
            spans.append(_span(one, since, one.lasts))


def _beginning(value: Scalar, zone: str) -> int | None:
    """Return where a date begins: 24:00 of the date before it."""
    if value is None or len(as_text(value)) > len("2026-11-20"):
        return date_of(value, zone)
    ends = date_of(value, zone)
    assert ends is not None  # noqa: S101 - the field holds a date
    return end_of_date(date_shown(ends - DAY - DAY // 2, zone), zone)


def _span(one: Entitlement, since: int, lasts: object) -> Span:
    """Return a term; days and months keep the wall time, and one that ends with the day is over at 24:00."""
    if isinstance(lasts, RealTime):
        end = since + lasts.amount
    elif isinstance(lasts, CalendarSpan):
        end = same_wall_time(since, one.zone, days=lasts.days, months=lasts.months)
    else:
        return since, None
    return since, end if one.ends == "instant" else end_of_date(date_shown(end, one.zone), one.zone)
