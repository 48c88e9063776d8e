"""Draft: one version of a policy under review, and how a finding about it is put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from slacal.calendars.review import Finding
from slacal.documents.path import path_text
from slacal.policies.written import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from slacal.calendars.review import Level
    from slacal.documents.path import Steps
    from slacal.engine.terms import Target, Terms
    from slacal.policies.book import Book


class Brings(Protocol):
    """A log, as far as a review asks: the facts and the kinds of events that it brings."""

    @property
    def facts(self) -> frozenset[str]:
        """The facts."""
        ...

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of events."""
        ...


class Draft(NamedTuple):
    """One version: as it is written, what it means, its calendars, and the dates [first, last) on which it holds.

    ``supplied`` are the calendars that only the host knows, and those made of them.
    """

    tree: Mapping[str, Any]
    terms: Terms
    book: Book
    supplied: frozenset[str]
    first: date
    last: date

    def targets(self) -> Iterator[tuple[Mapping[str, Any], Target]]:
        """Yield each target as it is written, and what it means."""
        written = self.tree["targets"]
        yield from ((written[target.name], target) for target in self.terms.targets)


def finding(code: str, steps: Iterable[str | int], problem: str, mend: str, level: Level = "trap") -> Finding:
    """Return a finding about what stands at `steps` in the document."""
    return Finding(code, path_text(steps), problem, mend, level)


def value_at(tree: Any, steps: Steps) -> object:
    """Return what a document says at a place, or None where it says nothing there.

    >>> value_at({"goals": [{"within": "3 months"}]}, ("goals", 0, "within"))
    '3 months'
    """
    here = tree
    for step in steps:
        if is_mapping(here):
            here = here.get(str(step))
        elif is_list(here) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here
