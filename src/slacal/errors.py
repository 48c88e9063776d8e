"""Every error and warning of slacal: what was wrong, where, and how to mend it.

Each error carries the same facts: ``code`` (stable, for programs), ``field`` (the argument or the path in a
document), ``value`` (what was given), ``problem`` and ``mend`` (for people). Each is also the built-in error that a
caller would expect, so ``except ValueError`` keeps working.
"""

from __future__ import annotations

from difflib import get_close_matches
from reprlib import Repr
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_brief = Repr()
_brief.maxstring = _brief.maxother = 80
_brief.maxlong = 40


class SlacalError(Exception):
    """The root of every error that slacal raises.

    >>> from slacal.errors import BadInput
    >>> error = BadInput("goal", "24 hours", "does not say which hours", "write '24 business hours'")
    >>> str(error)
    "goal='24 hours' does not say which hours; write '24 business hours'"
    >>> error.code, error.field, error.value
    ('bad-input', 'goal', '24 hours')
    """

    code = "error"

    def __init__(self, field: str, value: object, problem: str, mend: str, code: str = "") -> None:
        """Keep the facts; ``args`` holds them whole, so the error pickles."""
        self.code = code or type(self).code
        super().__init__(field, value, problem, mend, self.code)
        self.field = field
        self.value = value
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.field}={_brief.repr(self.value)} {self.problem}; {self.mend}"


class BadInput(SlacalError, ValueError):
    """An argument or a piece of a document that cannot be meant."""

    code = "bad-input"


class WrongType(SlacalError, TypeError):
    """An argument of a type that the question does not take."""

    code = "wrong-type"


class UnknownName(SlacalError, LookupError):
    """A name that nothing carries: a zone, a country, a calendar, a target."""

    code = "unknown-name"


class NeverOpens(SlacalError, LookupError):
    """No opening within the years searched."""

    code = "never-opens"


class NeverCloses(SlacalError, LookupError):
    """No closing within the years searched."""

    code = "never-closes"


class BeyondHorizon(SlacalError, OverflowError):
    """An answer farther away than the years searched, or outside the dates that Python knows."""

    code = "beyond-horizon"


class BeyondData(SlacalError, LookupError):
    """An answer that would rest on holiday data which is not known for its date."""

    code = "beyond-data"


class MissingExtra(SlacalError, ImportError):
    """An optional library that this call needs is not installed."""

    code = "missing-extra"


class BadDocument(SlacalError, ValueError):
    """A document with faults, all of them at once.

    ``faults`` holds one error for each; the message lists the first ones with their paths.
    """

    code = "bad-document"

    def __init__(self, field: str, faults: Iterable[SlacalError]) -> None:
        """Gather `faults`, in the order in which they stand in the document `field`."""
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(field, count, f"has {count} fault{'' if count == 1 else 's'}", "mend each one listed")

    def __reduce__(self) -> tuple[type[BadDocument], tuple[str, tuple[SlacalError, ...]]]:
        return type(self), (self.field, self.faults)

    def __str__(self) -> str:
        shown = [f"  {fault}" for fault in self.faults[:20]]
        if len(self.faults) > len(shown):
            shown.append(f"  and {len(self.faults) - len(shown)} more")
        return "\n".join([f"{self.field} {self.problem}:", *shown])


class SlacalWarning(UserWarning):
    """The root of every warning that slacal gives."""


class CoverageWarning(SlacalWarning):
    """An answer rests on dates for which holiday data is not known."""


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a mend: the known name most like `name`, or else `otherwise`.

    >>> nearest("suport", ["support", "emea"], "name a calendar")
    "did you mean 'support'?"
    """
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else otherwise


for _public in (
    SlacalError, BadInput, WrongType, UnknownName, NeverOpens, NeverCloses, BeyondHorizon, BeyondData, MissingExtra,
    BadDocument, SlacalWarning, CoverageWarning,
):  # fmt: skip
    _public.__module__ = "slacal"
