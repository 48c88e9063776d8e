"""Names that are explained by other names: in which order they can be read, which go in circles, which grow too far."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from slacal.documents.path import path_text
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.errors import SlacalError

    Uses = Mapping[str, tuple[str, ...]]

MOST = 256  # names that one may come to when all that it uses is written out: a few lines could else mean millions
DEEPEST = 32
MOST_CIRCLES = 10  # that are reported at once
TOLD = 8  # names of a long circle


def reading_order(uses: Uses) -> list[str]:
    """Return the names, each after those that it uses. None may go in circles.

    >>> reading_order({"busy": ("waiting",), "waiting": ()})
    ['waiting', 'busy']
    """
    known = {name: [one for one in used if one in uses] for name, used in uses.items()}
    return list(TopologicalSorter(known).static_order())


def reference_faults(uses: Uses) -> list[SlacalError]:
    """Return a fault for each circle, at the name where it begins; without circles, for each that grows too far."""
    left = dict(uses)
    faults: list[SlacalError] = []
    while len(faults) < MOST_CIRCLES:
        try:
            order = reading_order(left)
        except CycleError as error:
            names: list[str] = error.args[1][::-1]
            story = " uses ".join(names if len(names) <= TOLD else [*names[:TOLD], "..."])
            faults.append(_fault(names[0], f"goes in a circle: {story}", "break the circle", "circle"))
            del left[names[0]]
        else:
            return faults or list(_too_much(uses, order))
    return faults


def _too_much(uses: Uses, order: list[str]) -> Iterator[SlacalError]:
    sizes: dict[str, tuple[int, int]] = {}
    for name in order:
        used = [sizes[one] for one in uses[name] if one in sizes]
        count, depth = 1 + sum(count for count, _ in used), 1 + max((depth for _, depth in used), default=0)
        if count > MOST or depth > DEEPEST:
            problem = f"comes to more than {MOST} names, or {DEEPEST} inside each other, when it is written out"
            yield _fault(name, problem, "write it in simpler words", "too-large")
            count, depth = 1, 1
        sizes[name] = count, depth


def _fault(name: str, problem: str, mend: str, code: str) -> SlacalError:
    return BadInput(path_text((name,)), name, problem, mend, code)
