"""Track: a cycle's stretches laid along a line, counted time to scale, and what is not counted drawn short."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.engine.stage import Outcome
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from slacal.engine.explain import Explanation

Kind: TypeAlias = Literal["counted", "closed", "paused", "outside", "ahead"]
_OF_STEP: Mapping[str, Kind] = {
    "counted": "counted", "closed": "closed", "paused": "paused", "before": "outside", "after": "outside",
}  # fmt: skip
#: How wide a kind is drawn at most, as shares of the track: each part by itself, and all together.
_AT_MOST: Mapping[Kind, tuple[float, float]] = {"closed": (0.03, 0.3), "paused": (0.3, 0.4), "outside": (0.055, 0.15)}
_VISIBLE = 0.006  # closed time that would be drawn narrower than this share is left out


class Part(NamedTuple):
    """One part of the track: [start, end) in microseconds since 1970, what it is, and where it is drawn.

    ``late`` is what lies after the due of a breached cycle; ``cut`` what is drawn shorter than to scale.
    """

    start: int
    end: int
    kind: Kind
    late: bool = False
    left: float = 0.0
    right: float = 0.0
    cut: bool = False


class Track(NamedTuple):
    """The parts of a cycle in order, without gap or overlap; ``scale`` is that of counted time, per microsecond."""

    parts: tuple[Part, ...]
    scale: float

    def place(self, instant: int) -> float | None:
        """Return where an instant lies on the track; None where it lies on neither side of it."""
        if not self.parts or not self.parts[0].start <= instant <= self.parts[-1].end:
            return None
        found = self.parts[max(bisect_right(self.parts, instant, key=_start) - 1, 0)]
        return found.left + (found.right - found.left) * (instant - found.start) / (found.end - found.start)

    @property
    def leaves_out(self) -> bool:
        """Whether closed time has no room on it."""
        return any(part.kind == "closed" and part.left == part.right for part in self.parts)


def _start(part: Part) -> int:
    return part.start


def ended_at(explained: Explanation) -> int:
    """Return the instant at which a cycle ended, or at which it is seen, in microseconds since 1970."""
    if explained.after is not None:
        return to_micros(explained.after.starts_at)
    return to_micros(explained.steps[-1].ends_at if explained.steps else explained.as_of)


def track(explained: Explanation, width: float) -> Track:
    """Lay an explanation along a line of `width`; without parts where nothing was measured.

    Counted time is to scale. Closed time, pauses, and what lies outside the cycle have each at most so much room that
    nights and weekends do not hide the hours that count. Cost: linear in the stretches.
    """
    parts = [*_divided(_joined(_stretches(explained)), _divisions(explained))]
    late = _late(explained)
    return _laid([part._replace(late=late[0] <= part.start < late[1]) for part in parts], width)


def _stretches(explained: Explanation) -> Iterator[Part]:
    """Yield the stretches of the explanation, and the time to a due that lies beyond them."""
    if not explained.steps and not explained.ahead and explained.after is None:
        return
    due = None if explained.due_at is None else to_micros(explained.due_at)
    past = [step for step in (explained.before, *explained.steps, explained.after) if step is not None]
    found = [Part(to_micros(one.starts_at), to_micros(one.ends_at), _OF_STEP[one.how]) for one in past]
    found += [
        Part(to_micros(one.starts_at), to_micros(one.ends_at), "ahead" if one.how == "counted" else _OF_STEP[one.how])
        for one in explained.ahead
    ]
    if due is not None and due < found[0].start:
        yield Part(due, found[0].start, "outside")
    yield from found
    if due is not None and due > found[-1].end:
        yield Part(found[-1].end, due, "outside")


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, those of one kind that follow each other as one."""
    for _, group in groupby((part for part in parts if part.end > part.start), key=lambda part: part.kind):
        several = list(group)
        yield Part(several[0].start, several[-1].end, several[0].kind)


def _divisions(explained: Explanation) -> list[int]:
    ends = {ended_at(explained)}
    return sorted(ends if explained.due_at is None else ends | {to_micros(explained.due_at)})


def _divided(parts: Iterable[Part], at: Sequence[int]) -> Iterator[Part]:
    for part in parts:
        bounds = [part.start, *(one for one in at if part.start < one < part.end), part.end]
        yield from (part._replace(start=start, end=end) for start, end in pairwise(bounds))


def _late(explained: Explanation) -> tuple[int, int]:
    """Return from when to when the cycle was late; empty where it was not."""
    if explained.due_at is None or explained.outcome is not Outcome.BREACHED:
        return 0, 0
    return to_micros(explained.due_at), ended_at(explained)


# -- laying out --------------------------------------------------------------------------------------------------


def _laid(parts: Sequence[Part], width: float) -> Track:
    if not parts:
        return Track((), 0.0)
    limits = _limits(parts, width)
    scale = _scale(parts, limits, width)
    laid: list[Part] = []
    left = 0.0
    for part, limit in zip(parts, limits, strict=True):
        whole = scale * (part.end - part.start)
        right = left + min(whole, limit)
        laid.append(part._replace(left=left, right=right, cut=whole > limit))
        left = right
    return Track(tuple(laid), scale)


def _limits(parts: Sequence[Part], width: float) -> list[float]:
    """Return how wide each part may be; the kind that matters most has no limit, so that the track is filled."""
    kinds: set[Kind] = {part.kind for part in parts}
    free = next(some for some in ({"counted", "ahead"}, {"paused"}, {"closed"}, {"outside"}) if some & kinds)
    limits = {kind: _limit(kind, sum(part.kind == kind for part in parts), width) for kind in kinds}
    return [float("inf") if part.kind in free else limits[part.kind] for part in parts]


def _limit(kind: Kind, number: int, width: float) -> float:
    each, together = _AT_MOST.get(kind, (1.0, 1.0))
    share = min(each, together / number)
    return 0.0 if kind == "closed" and share < _VISIBLE else share * width


def _scale(parts: Sequence[Part], limits: Sequence[float], width: float) -> float:
    """Return the scale at which the parts, none wider than its limit, fill the width."""
    lengths = [part.end - part.start for part in parts]
    room, rest = width, sum(lengths)
    for length, limit in sorted(zip(lengths, limits, strict=True), key=lambda pair: pair[1] / pair[0]):
        if room / rest * length <= limit:
            break
        room, rest = room - limit, rest - length
    return room / rest
