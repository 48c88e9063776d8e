"""One ticket under several policies: the explanations of its cycle side by side, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from slacal.engine.words import printable
from slacal.engine.words_en import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.engine.explain import Explanation
    from slacal.engine.ruling import Ruling
    from slacal.engine.tiling import Step

_FIGURES = ("goal", "calendar", "commitment", "stage", "outcome", "reason", "started_at", "due_at")
_AMOUNTS = ("elapsed", "paused", "remaining")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Why a cycle came out otherwise: its explanation under each policy, None where a policy has no such cycle.

    ``str()`` names the figures that differ, then tells under each policy its stretches, sums and the decisions that the
    others did not take.
    """

    ticket: str
    target: str
    cycle: int
    explanations: tuple[tuple[str, Explanation | None], ...]

    @property
    def figures(self) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """The figures that differ: the name of each, and its value under each policy; None where one lacks it."""
        told = [one for _, one in self.explanations]
        pairs = ((name, tuple(getattr(one, name, None) for one in told)) for name in (*_FIGURES, *_AMOUNTS))
        return tuple((name, values) for name, values in pairs if any(value != values[0] for value in values))

    @property
    def decisions(self) -> tuple[tuple[str, Ruling], ...]:
        """The decisions that not all policies took, each behind the name of one that did."""
        return tuple(_alone([(name, one.decisions if one else ()) for name, one in self.explanations]))

    @property
    def steps(self) -> tuple[tuple[str, Step], ...]:
        """The stretches that not all policies have so, each behind the name of one that does."""
        return tuple(_alone([(name, one.steps if one else ()) for name, one in self.explanations]))

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield printable(f"{self.ticket}, {self.target}, cycle {self.cycle}")
        names = [name for name, _ in self.explanations]
        for figure, values in self.figures:
            said = (f"{name} {_text(value)}" for name, value in zip(names, values, strict=True))
            yield printable(f"  {figure}: {', '.join(said)}")
        alone = self.decisions
        for name, one in self.explanations:
            yield printable(f"under {name}:")
            own = tuple(decision for other, decision in alone if other == name)
            lines = ["no such cycle"] if one is None else str(replace(one, decisions=own)).splitlines()
            yield from (f"  {line}" for line in lines)


def _text(value: Any) -> str:
    return "none" if value is None else ENGLISH.worded(value, "") or "none"


def _alone(told: Sequence[tuple[str, Sequence[Any]]]) -> Iterator[tuple[str, Any]]:
    """Yield what not all have, in order."""
    common = set[Any].intersection(*(set(values) for _, values in told))
    yield from ((name, value) for name, values in told for value in values if value not in common)
