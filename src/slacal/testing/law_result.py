"""LawResult: how one law fared, and on how many cases it had an answer to judge."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["LawResult"]


class LawResult(NamedTuple):
    """How one law fared: ``told`` is the smallest example that breaks it, or the questions that have no answer.

    ``asked`` counts the cases that were put, up to the first that broke the law, and ``answered`` those that had an
    answer: a law that was held on 5 of 100 cases was hardly asked.

    >>> from slacal.testing import check_laws
    >>> class TooHardOnMondays:
    ...     def add(self, start, amount):
    ...         if start.weekday() == 0:
    ...             raise NotImplementedError
    ...         return start.astimezone(UTC) + amount
    >>> result = check_laws(TooHardOnMondays(), laws=["more time, later due"])["more time, later due"]
    >>> result.verdict, result.asked, 0 < result.answered < 100
    ('held', 100, True)
    """

    law: str
    statement: str
    verdict: Literal["held", "broken", "skipped"]
    told: str = ""
    asked: int = 0
    answered: int = 0

    @property
    def note(self) -> str:
        """What a table says beside the verdict: how many cases had an answer, where some had none; why none was put."""
        if self.verdict == "skipped":
            first, *more = self.told.split(", ")
            return f"{first} and {len(more)} more" if more else first
        held = self.verdict == "held"
        return f"{self.answered} of {self.asked} cases" if held and self.answered < self.asked else ""
