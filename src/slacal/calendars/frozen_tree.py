"""A frozen calendar as a short tree: what its dates are like, each kind once, and which date is of which kind.

``frozen`` lists the kinds: [layer, reason, [[start, end], ...]], in microseconds since the midnight in UTC of the date.
``dates`` maps the first date of each run of dates to the kinds of its dates, as places in that list.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from slacal.calendars.algebra import GivenSpans
from slacal.calendars.layer import Layer
from slacal.calendars.tree_values import day_at, list_at, mapping_at, pair_at, text_at, triple_at
from slacal.errors import BadInput, BeyondHorizon, WrongType, nearest
from slacal.spans.instant import DAY
from slacal.spans.span_set import clipped, merged
from slacal.spans.wall import EPOCH_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

Runs: TypeAlias = dict[int, list[int]]
_MOST = 250_000  # stretches: a short text may name a long list of them once for each date
_KIND = "a list of [layer, reason, [[start, end], ...]]"


class Kind(NamedTuple):
    """What dates have in common: who decided them, why, and their stretches since the midnight in UTC."""

    layer: Layer
    reason: str
    pairs: tuple[tuple[int, int], ...]


def short_tree(said: GivenSpans) -> dict[str, Any] | None:
    """Return the kinds and the dates of a frozen calendar, or None where they do not say all that it says."""
    if said.covers is None or not said.reasons:
        return None
    owned: dict[int, list[tuple[int, int]]] = {}
    for day, start, end in said.owned:
        owned.setdefault(day, []).append((start - _midnight(day), end - _midnight(day)))
    kinds: dict[Kind, int] = {}
    runs: Runs = {}
    going: dict[int, list[int]] = {}  # the run that goes on, by the date that it goes on with
    for day, layer, reason in said.reasons:
        run = going.get(day) or runs.setdefault(day, [])
        kind = Kind(layer, reason, tuple(owned.get(day, ())))
        run.append(kinds.setdefault(kind, len(kinds)))
        going = {day + 1: run}
    if len(said.owned) > _MOST or given_of([*kinds], runs, said.zone, said.covers) != said:
        return None
    return {
        "frozen": [[kind.layer.value, kind.reason, [list(pair) for pair in kind.pairs]] for kind in kinds],
        "dates": {date.fromordinal(first).isoformat(): places for first, places in runs.items()},
    }


def given_of(kinds: Sequence[Kind], runs: Runs, zone: str, covers: tuple[int, int]) -> GivenSpans:
    """Return the frozen calendar that has these kinds on these dates."""
    days = [(first + place, kinds[kind]) for first in sorted(runs) for place, kind in enumerate(runs[first])]
    owned = tuple(
        (day, start + _midnight(day), end + _midnight(day)) for day, kind in days for start, end in kind.pairs
    )
    pairs = clipped(merged((start, end) for _, start, end in owned), *covers)
    return GivenSpans(tuple(pairs), zone, covers, owned, tuple((day, kind.layer, kind.reason) for day, kind in days))


def kind_at(said: object, field: str) -> Kind:
    """Read one kind. Raises: BadInput, WrongType."""
    layer, reason, pairs = triple_at(said, field, _KIND)
    each = enumerate(list_at(pairs, f"{field}[2]", "[[start, end], ...]"))
    stretches = tuple(_stretch_at(pair, f"{field}[2][{place}]") for place, pair in each)
    return Kind(layer_at(layer, f"{field}[0]"), text_at(reason, f"{field}[1]"), stretches)


def _stretch_at(pair: object, field: str) -> tuple[int, int]:
    start, end = pair_at(pair, field)
    return _whole_at(start, f"{field}[0]"), _whole_at(end, f"{field}[1]")


def runs_at(said: object, field: str, kinds: Sequence[Kind]) -> Runs:
    """Read which date is of which kind. Raises: BadInput, also where the dates have too many stretches; WrongType."""
    runs: Runs = {}
    for text, places in mapping_at(said, field, '{"2026-12-31": [0, 1]}').items():
        first, under = day_at(text, field).toordinal(), f"{field}.{text}"
        runs[first] = [_whole_at(place, under) for place in list_at(places, under, "a list of places in frozen:")]
        for place in runs[first]:
            if not 0 <= place < len(kinds):
                raise BadInput(under, place, "is no place in frozen:", f"count from 0 to {len(kinds) - 1}")
    if sum(len(kinds[place].pairs) for places in runs.values() for place in places) > _MOST:
        raise BadInput(field, len(runs), f"have more than {_MOST:,} stretches", "freeze fewer dates")
    for first, run in runs.items():
        _check_ends(run, first, kinds, f"{field}.{date.fromordinal(first)}")
    return runs


def _check_ends(places: Sequence[int], first: int, kinds: Sequence[Kind], field: str) -> None:
    after = first + len(places)
    if after > date.max.toordinal():
        raise BadInput(field, len(places), "dates run past the year 9999", "name fewer")
    for at in {at for place in places for pair in kinds[place].pairs for at in pair}:
        if _midnight(first) + at not in _INSTANTS or _midnight(after) + at not in _INSTANTS:
            problem = "microseconds from the midnights of these dates lie outside the years 1 to 9999"
            raise BeyondHorizon(field, at, problem, "name nearer dates, or a smaller number")


def layer_at(name: object, field: str) -> Layer:
    """Read a layer by its name. Raises: BadInput."""
    known = [layer.value for layer in Layer]
    if not isinstance(name, str) or name not in known:
        raise BadInput(field, name, "is not a layer", nearest(name, known, f"write one of {', '.join(known)}"))
    return Layer(name)


def _whole_at(value: object, field: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongType(field, value, "is not a whole number", "write a number without a point")
    return value


def _midnight(day: int) -> int:
    return (day - EPOCH_DAY) * DAY


_INSTANTS = range(_midnight(date.min.toordinal()), _midnight(date.max.toordinal() + 1))
