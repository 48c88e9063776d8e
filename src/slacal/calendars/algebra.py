"""Calendars made of calendars: either, both, all but, one after the other; and calendars of given instants.

Each part compiles in its own zone, then the stretches are combined (rule C18). Dates are those of the left part's
zone. A part in that zone keeps the windows of its dates; of a part elsewhere, a date owns what is open between its
midnights.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from functools import reduce
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.calendars.coverage import coverage_note
from slacal.calendars.hours import FOR_EVER, DayHours, Known
from slacal.calendars.layer import Layer
from slacal.calendars.span_hours import (
    OUTSIDE,
    SpanHours,
    closed_reason,
    date_at,
    meets,
    owned_by,
    owning_dates,
    pairs_of,
)
from slacal.spans.day_time import DAY
from slacal.spans.instant import from_micros
from slacal.spans.span_set import clipped, complement, difference, intersection, merged, union
from slacal.spans.wall import day_exists, wall_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.hours import Description
    from slacal.spans.span_set import Pairs

How: TypeAlias = Literal["any", "all", "except"]
_FROZEN = "freeze more dates, or ask the calendar that was frozen"
_COMBINE: dict[How, Callable[[Pairs, Pairs], Pairs]] = {"any": union, "all": intersection, "except": difference}
_SIGNS: dict[How, str] = {"any": " | ", "all": " & ", "except": " - "}


@dataclass(frozen=True, slots=True)
class Combined:
    """Open where any part is, where all are, or where the first is and none of the others.

    A combination that comes first in one of its kind gives its parts to it; `zone` is "" where it is the left part's.
    """

    how: How
    parts: tuple[Calendar, ...]
    zone: str = ""

    def __post_init__(self) -> None:
        how, parts, zone = self.how, self.parts, self.zone
        first = parts[0].description
        if isinstance(first, Combined) and len(parts) == 1:
            how, parts, zone = first.how, first.parts, zone or first.zone
        elif isinstance(first, Combined) and first.how == how and not first.zone:
            parts = (*first.parts, *parts[1:])
        object.__setattr__(self, "how", how)
        object.__setattr__(self, "parts", parts)
        left = next(iter(parts)).zone
        object.__setattr__(self, "zone", "" if zone and zone == left else zone)

    def hours(self) -> SpanHours:
        return CombinedHours(self)

    def written(self) -> str:
        """Return the Python expression that builds the calendar."""
        text = "(" + _SIGNS[self.how].join(map(repr, self.parts)) + ")"
        return f"{text}.in_zone({self.zone!r})" if self.zone else text


def combination(how: How, parts: Iterable[Calendar], zone: str = "") -> Description:
    """Return the description of a combination: of one part with its own dates, that part's own."""
    made = Combined(how, tuple(parts), zone)
    return made if made.zone or len(made.parts) > 1 else next(iter(made.parts)).description


@dataclass(frozen=True, slots=True)
class Versions:
    """The `old` calendar before an instant, the `new` one from it on (rule C16)."""

    old: Calendar
    instant: int
    new: Calendar

    def hours(self) -> SpanHours:
        return VersionHours(self)

    def written(self) -> str:
        """Return the Python expression that builds the calendar."""
        at = from_micros(self.instant, UTC).isoformat()
        return f"{self.old!r}.until(datetime.datetime.fromisoformat({at!r}), then={self.new!r})"


@dataclass(frozen=True, slots=True)
class GivenSpans:
    """Open in the given stretches and at no other time.

    A frozen calendar also says which instants it `covers`, which date owns which stretch: (date, start, end), and who
    decided each date, and why: (date, layer, reason).
    """

    pairs: tuple[tuple[int, int], ...]
    zone: str
    covers: tuple[int, int] | None = None
    owned: tuple[tuple[int, int, int], ...] = ()
    reasons: tuple[tuple[int, Layer, str], ...] = ()

    def hours(self) -> SpanHours:
        return GivenHours(self)

    def written(self) -> str:
        """Return the Python expression that builds the calendar."""
        if self.covers is not None:
            from slacal.calendars.document import dumps_description

            return f"Calendar.loads({dumps_description(self)!r})"
        texts = [tuple(from_micros(at, UTC).isoformat() for at in pair) for pair in self.pairs]
        return f"Calendar.of_spans({texts!r}, zone={self.zone!r})"


@dataclass(frozen=True, slots=True)
class Constant:
    """Always open, or never."""

    state: Literal["always", "never"]
    zone: str

    def hours(self) -> SpanHours:
        return ConstantHours(self)

    def written(self) -> str:
        return f"Calendar.{self.state}(zone={self.zone!r})"


def _known(parts: Sequence[Calendar]) -> Known:
    """Return how far all parts are known: the narrowest of each side, refused where any part refuses."""
    limited = [k for k in (part.horizon.hours.known for part in parts) if k.low > -FOR_EVER or k.high < FOR_EVER]
    if not limited:
        return Known()
    begins_last, ends_first = max(limited, key=lambda k: k.low), min(limited, key=lambda k: k.high)
    speaks = next((k for k in limited if k.beyond == "raise"), limited[0])
    return speaks._replace(low=begins_last.low, since=begins_last.since, high=ends_first.high, source=ends_first.source)


def _known_in_turn(old: Calendar, instant: int, new: Calendar) -> Known:
    """Return how far two versions are known, each for the time in which it is in force: up to the first gap."""
    before, after, both = old.horizon.hours.known, new.horizon.hours.known, _known((old, new))
    late = after.low > instant  # the new one's data begins after the change
    if before.low >= instant:  # where the old one knows nothing, the new one's time counts
        low, since = (after.low, after.since) if late else (instant, before.since)
        return both._replace(low=low, since=since, high=max(after.high, instant), source=after.source)
    if before.high < instant:
        high, source = before.high, before.source
    else:
        high, source = (instant, after.since) if late else (max(after.high, instant), after.source)
    return both._replace(low=before.low, since=before.since, high=high, source=source)


class CombinedHours(SpanHours):
    """Stretches of several calendars, combined."""

    __slots__ = ("combined",)

    def __init__(self, combined: Combined) -> None:
        left = combined.parts[0].horizon.hours.zone
        SpanHours.__init__(self, zone_info(combined.zone) if combined.zone else left, _known(combined.parts))
        self.combined = combined

    def spans(self, low: int, high: int) -> Pairs:
        """Return the open stretches of [low, high), combined."""
        each = (pairs_of(part, low, high) for part in self.combined.parts)
        return reduce(_COMBINE[self.combined.how], each)

    def day(self, day: int) -> DayHours:
        """Return what any part gives the date, or what the others leave of that which the left part gives it."""
        pairs = tuple(self._owned(day))
        return DayHours(self.windows(day, pairs), Layer.COMBINED, self.reason(day, is_open=bool(pairs)), pairs)

    def _owned(self, day: int) -> Pairs:
        left, *others = self.combined.parts
        owned = merged(owned_by(left, day, self.zone))
        if self.combined.how == "any":
            return merged([*owned, *(pair for part in others for pair in owned_by(part, day, self.zone))])
        return intersection(owned, self.spans(owned[0][0], owned[-1][1])) if owned else []

    def _find_business_days(self, first: int, last: int) -> Iterable[int]:
        parts = self.combined.parts
        if self.combined.how == "any":
            return sorted({day for part in parts for day in owning_dates(part, first, last, self.zone)})
        owned = {day: owned_by(parts[0], day, self.zone) for day in owning_dates(parts[0], first, last, self.zone)}
        edges = [at for pairs in owned.values() for pair in pairs for at in pair]
        spans = self.spans(min(edges), max(edges)) if edges else []
        return (day for day, pairs in owned.items() if meets(pairs, spans))

    def reason(self, day: int, *, is_open: bool) -> str:
        """Return what closes the date: all parts of ``any``, any part of ``all``, the left part or the others.

        A part in another zone is asked about the date that it has there when it is noon here.
        """
        how, parts = self.combined.how, self.combined.parts
        if is_open:
            return "combined hours"
        closing = [part for part in (parts[:1] if how == "except" else parts) if not owned_by(part, day, self.zone)]
        if not closing:
            return "taken out of the hours" if how == "except" else "not open in all parts"
        reasons = dict.fromkeys(closed_reason(part, day, self.zone) for part in closing)
        named = [reason for reason in reasons if reason != OUTSIDE]
        return "; ".join(named) or OUTSIDE


class VersionHours(SpanHours):
    """The old calendar's dates and stretches before the instant, the new one's after it."""

    __slots__ = ("new_from", "old_until", "same_dates", "versions")

    def __init__(self, versions: Versions) -> None:
        old, new = versions.old.horizon.hours, versions.new.horizon.hours
        SpanHours.__init__(self, old.zone, _known_in_turn(versions.old, versions.instant, versions.new))
        self.versions = versions
        changes_on = date_at(versions.instant, old.zone)
        passed = 2 if day_exists(changes_on - 1, old.zone) else 3
        self.old_until = changes_on - passed  # whose shifts, even past midnight, end by the change
        self.new_from = date_at(versions.instant - 1, old.zone) + 1
        self.same_dates = new.zone.key == old.zone.key

    def spans(self, low: int, high: int) -> Pairs:
        """Return the open stretches of [low, high), each from the version in force."""
        cut = min(max(self.versions.instant, low), high)
        before = pairs_of(self.versions.old, low, cut) if low < cut else []
        after = pairs_of(self.versions.new, cut, high) if cut < high else []
        return merged([*before, *after])

    def day(self, day: int) -> DayHours:
        """Return the date as the version in force has it; the date of the change is cut at the instant."""
        if day <= self.old_until:
            return self.versions.old.horizon.hours.day(day)
        if day >= self.new_from and self.same_dates:
            return self.versions.new.horizon.hours.day(day)
        pairs = self._owned_near_the_change(day)
        return DayHours(self.windows(day, pairs), Layer.COMBINED, self.reason(day, is_open=bool(pairs)), pairs)

    def _owned_near_the_change(self, day: int) -> tuple[tuple[int, int], ...]:
        """Return what the old version gives the date before the change and the new one after it.

        Of a new version in another zone, the date owns what is open between its midnights.
        """
        at, new = self.versions.instant, self.versions.new
        before = [(start, min(end, at)) for start, end in self.versions.old.horizon.hours.day(day).pairs]
        after = [(max(start, at), end) for start, end in owned_by(new, day, self.zone)]
        return tuple(merged([*before, *after]))

    def _find_business_days(self, first: int, last: int) -> Iterator[int]:
        year = date.fromordinal(first).year
        if first <= self.old_until:
            old = self.versions.old.horizon.hours.business_days(year)
            yield from (day for day in old if first <= day <= min(last, self.old_until))
        for day in range(max(first, self.old_until + 1), min(last, self.new_from - 1) + 1):
            if self.day(day).pairs:
                yield day
        begin = max(first, self.new_from)
        if begin > last:
            return
        if self.same_dates:
            yield from (day for day in self.versions.new.horizon.hours.business_days(year) if begin <= day <= last)
        else:
            yield from SpanHours._find_business_days(self, begin, last)  # noqa: SLF001 - its own base, without super()

    def reason(self, day: int, *, is_open: bool) -> str:
        """Return the reason of the calendar that takes over, where it opens the date, or else of the one that ends.

        Of a date after the change, the new one says why it is closed, also where that is in another zone.
        """
        at, new = self.versions.instant, self.versions.new
        if day >= self.new_from and not is_open:
            return closed_reason(new, day, self.zone)
        taken_over = is_open and any(end > at for _, end in owned_by(new, day, self.zone))
        version = new if taken_over else self.versions.old
        return version.horizon.hours.day(day).reason


class GivenHours(SpanHours):
    """Given stretches."""

    __slots__ = ("owned", "pairs", "reasons")

    def __init__(self, given: GivenSpans) -> None:
        low, high = given.covers or (-FOR_EVER, FOR_EVER)
        SpanHours.__init__(
            self, zone_info(given.zone), Known(low, high, "the frozen dates", "the frozen dates", "raise", _FROZEN)
        )
        self.pairs = list(given.pairs)
        self.reasons = {day: (layer, reason) for day, layer, reason in given.reasons}
        self.owned: dict[int, tuple[tuple[int, int], ...]] | None = None
        if given.covers is not None:
            self.owned = {}
            for day, start, end in given.owned:
                self.owned[day] = (*self.owned.get(day, ()), (start, end))

    def spans(self, low: int, high: int) -> Pairs:
        """Return the given stretches in [low, high)."""
        return clipped(self.pairs, low, high)

    def day(self, day: int) -> DayHours:
        """Return what the date owns: of frozen dates, the stretches that began as theirs, and what decided them."""
        if self.owned is None:
            return SpanHours.day(self, day)
        pairs = self.owned.get(day, ())
        layer, reason = self.reasons.get(day) or (Layer.COMBINED, self.reason(day, is_open=bool(pairs)))
        return DayHours(self.windows(day, pairs), layer, reason, pairs)

    def _find_business_days(self, first: int, last: int) -> Iterator[int]:
        """Yield the dates that own a stretch. Raises: BeyondData for a year of which nothing is frozen."""
        if self.owned is None:
            yield from SpanHours._find_business_days(self, first, last)  # noqa: SLF001 - its own base, without super()
            return
        low, high = wall_micros(first, 0, self.zone), wall_micros(last, DAY, self.zone)
        if high <= self.known.low or low >= self.known.high:
            coverage_note(self, low, low)
        yield from sorted(day for day in self.owned if first <= day <= last)

    def reason(self, day: int, *, is_open: bool) -> str:
        """Return that the stretch was given, or that none was."""
        return "given span" if is_open else f"no span on {date.fromordinal(day)}"


class ConstantHours(SpanHours):
    """Everything or nothing."""

    __slots__ = ("is_always",)

    def __init__(self, constant: Constant) -> None:
        SpanHours.__init__(self, zone_info(constant.zone), Known())
        self.is_always = constant.state == "always"

    def spans(self, low: int, high: int) -> Pairs:
        """Return the whole of [low, high), or nothing."""
        return complement([], low, high) if self.is_always else []

    def reason(self, day: int, *, is_open: bool) -> str:  # noqa: ARG002 - the same on every date
        """Return which of the two it is."""
        return "always open" if self.is_always else "never open"
