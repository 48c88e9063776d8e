"""A track as text: a line of blocks, with what is marked on it underneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.show.marks import marks
from slacal.show.track import track

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from slacal.engine.explain import Explanation
    from slacal.engine.warning import DueWarning
    from slacal.show.marks import Mark
    from slacal.show.track import Kind, Part
    from slacal.show.words import Tongue

CELLS = 60
_BLOCKS: Mapping[Kind, str] = {"counted": "█", "ahead": "░", "paused": "‖", "closed": "·", "outside": " "}
_LATE = "▓"


def track_lines(explained: Explanation, warnings: Sequence[DueWarning], spoken: Tongue) -> Iterator[str]:
    """Yield the track of a cycle, what each block means, and each mark under its place."""
    laid = track(explained, CELLS)
    if not laid.parts:
        return
    cells = [" "] * CELLS
    for part in laid.parts:
        for cell in range(round(part.left), round(part.right)):
            cells[cell] = _block(part)
    yield f"|{''.join(cells)}|"
    yield from (line for line in _pointers(marks(explained, warnings, laid, CELLS, spoken)))
    yield _key(cells, spoken)


def _block(part: Part) -> str:
    return _LATE if part.late and part.kind == "counted" else _BLOCKS[part.kind]


def _pointers(found: Sequence[Mark]) -> Iterator[str]:
    """Yield a line for each mark that has words, in order of time, its sign under the cell where it lies."""
    for mark in sorted((mark for mark in found if mark.text), key=lambda one: one.at):
        yield f" {' ' * min(round(mark.at), CELLS - 1)}^ {mark.text}"


def _key(cells: Sequence[str], spoken: Tongue) -> str:
    signs = {**{_BLOCKS[kind]: f"key.{kind}" for kind in _BLOCKS}, _LATE: "key.late"}
    return ", ".join(f"{sign} {spoken.said(code)}" for sign, code in signs.items() if sign in cells and sign != " ")
