"""One form for every figure: what was measured, how fast the machine was in the same moments, the goal, the verdict.

A machine is told by three units, measured in turn with the figures: AZ, one ``astimezone`` of this interpreter; CLOOP,
a loop in C over bin tables, for a row of elapsed and of add. Goals hold on the reference machine: figures are scaled.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bench.machine import machine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REFERENCE = {"AZ": 200.0, "CLOOP": 3.0, "CLOOP add": 4.0}  # nanoseconds
HEAD = ("figure", "measured", "beside", "on the reference machine", "goal", "verdict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number, in `unit`; `beside` names what scales it, empty for a ratio or a size."""

    name: str
    value: float
    unit: str
    beside: str = ""
    beside_ns: float | None = None
    goal: float | None = None
    better: Literal["less", "more"] = "less"

    @property
    def scaled(self) -> float | None:
        """The number on the reference machine; None where the unit could not be measured."""
        if not self.beside:
            return self.value
        return self.value * REFERENCE[self.beside] / self.beside_ns if self.beside_ns else None

    @property
    def verdict(self) -> str:
        """Whether the goal is met."""
        if self.goal is None:
            return ""
        if self.scaled is None:
            return "unknown"
        return "met" if (self.scaled <= self.goal if self.better == "less" else self.scaled >= self.goal) else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """Return the figure as the texts under `HEAD`."""
        sign = "≤" if self.better == "less" else "≥"
        return (
            self.name,
            shown(self.value, self.unit),
            f"{self.beside} {shown(self.beside_ns, 'ns')}" if self.beside and self.beside_ns else self.beside,
            "?" if self.scaled is None else shown(self.scaled, self.unit),
            "" if self.goal is None else f"{sign} {shown(self.goal, self.unit)}",
            self.verdict,
        )


def shown(value: float, unit: str) -> str:
    """Return a number with its unit, in three digits or so."""
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def times(value: float) -> str:
    """Return a ratio as text."""
    return shown(value, "").strip() + "×"


def duration(nanoseconds: float) -> str:
    """Return nanoseconds in the unit that suits them."""
    steps = (1e9, "s"), (1e6, "ms"), (1e3, "us"), (1.0, "ns")
    size, unit = next((step for step in steps if nanoseconds >= step[0]), steps[-1])
    return shown(nanoseconds / size, unit)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of text in columns, numbers to the right."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(line[1:], widths[1:], strict=True))]
        ).rstrip()
        for line in lines
    )


def options(doc: str) -> ArgumentParser:
    """Return the parser of a benchmark, described by the first line of its docstring."""
    parser = ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument(
        "--keep", metavar="FILE", type=Path, help="put the figures into this file, in place of older ones"
    )
    return parser


def finish(room: str, figures: Sequence[Figure], keep: Path | None, **more: Any) -> None:
    """Print the figures of a benchmark, and put them into a file if one is named: there each room has one entry."""
    print("\n" + table(HEAD, [figure.cells() for figure in figures]), flush=True)
    if keep is None:
        return
    keep.parent.mkdir(parents=True, exist_ok=True)
    kept: dict[str, Any] = json.loads(keep.read_text("utf-8")) if keep.exists() else {"rooms": {}}
    kept["rooms"][room] = {"machine": machine(), "figures": [asdict(figure) for figure in figures], **more}
    keep.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept_figures(kept: dict[str, Any]) -> list[Figure]:
    """Return all figures of such a file, room by room."""
    return [Figure(**figure) for room in kept["rooms"].values() for figure in room["figures"]]
