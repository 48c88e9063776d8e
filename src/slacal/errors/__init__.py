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

_LONGEST = 499  # characters of a message: logs and terminals show it whole
_LONGEST_FIELD, _LONGEST_VALUE, _LONGEST_PROBLEM = 100, 80, 160
_LONGEST_NAME = 100  # nobody mistypes a longer one, and looking for the like takes time with its square
_MOST_SHOWN = 20  # faults of a document
_brief = Repr()
_brief.maxstring = _brief.maxother = _LONGEST_VALUE
_brief.maxlong = 40
_brief.maxlevel = 3


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
        field, problem = _short(self.field, _LONGEST_FIELD), _short(self.problem, _LONGEST_PROBLEM)
        about = f"{field}={_shown(self.value)} {problem}; "
        return about + _short(self.mend, _LONGEST - len(about))


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

    ``faults`` holds one error for each. The message lists the first ones with their paths, and the notes of the error
    the next ones, which a traceback shows below it.
    """

    code = "bad-document"

    def __init__(self, field: str, faults: Iterable[SlacalError]) -> None:
        """Gather `faults`, in the order in which they stand in the document `field`."""
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(field, count, f"has {count} fault{'' if count == 1 else 's'}", "mend each one listed")
        lines = [f"  {fault}" for fault in self.faults[:_MOST_SHOWN]]
        self._message, shown = _first_lines(f"{_short(field, _LONGEST_FIELD)} {self.problem}:", lines, count)
        for line in lines[shown:]:
            self.add_note(line)

    def __reduce__(self) -> tuple[type[BadDocument], tuple[str, tuple[SlacalError, ...]]]:
        return type(self), (self.field, self.faults)

    def __str__(self) -> str:
        return self._message


class SlacalWarning(UserWarning):
    """The root of every warning that slacal gives."""


class CoverageWarning(SlacalWarning):
    """An answer rests on dates for which holiday data is not known."""


def _short(text: str, most: int) -> str:
    """Return text for a message: what does not print is escaped, and what is long is cut in its middle."""
    if len(text) > most:
        text = f"{text[: most // 2]}...{text[len(text) + 3 - (most - most // 2) :]}"
    if not text.isprintable():
        text = "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)
        return _short(text, most)
    return text


def _shown(value: object) -> str:
    """Return a short repr of whatever it is; one that cannot be shown is named by its type."""
    try:
        return _short(_brief.repr(value), _LONGEST_VALUE)
    except Exception:  # noqa: BLE001  # whole numbers of thousands of digits, and objects of the caller's own
        return _short(f"<{type(value).__name__}>", _LONGEST_VALUE)


def _first_lines(head: str, lines: list[str], count: int) -> tuple[str, int]:
    """Return the message of `count` faults, with as many of their `lines` as fit into it, and how many these are."""
    rest = f"\n  and {count} more, in its faults"
    message, shown = head, 0
    for line in lines:
        room = _LONGEST - len(message) - 1 - (len(rest) if shown + 1 < count else 0)
        if shown and len(line) > room:
            break
        message += f"\n{line if len(line) <= room else _short(line, room)}"
        shown += 1
    if shown < count:
        message += rest.replace(str(count), str(count - shown), 1)
    return message, shown


def nearest(name: object, known: Iterable[str], otherwise: str) -> str:
    """Return a mend: the known name most like `name`, or else `otherwise`, also where `name` is no text.

    >>> nearest("suport", ["support", "emea"], "name a calendar")
    "did you mean 'support'?"
    """
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        return otherwise
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else otherwise


for _public in (
    SlacalError, BadInput, WrongType, UnknownName, NeverOpens, NeverCloses, BeyondHorizon, BeyondData, MissingExtra,
    BadDocument, SlacalWarning, CoverageWarning,
):  # fmt: skip
    _public.__module__ = "slacal"
