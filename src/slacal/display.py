"""How values look: as `slacal.show` draws them, to which this is the one late arrow, or as their repr."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

Drawing: TypeAlias = Literal["calendar", "cycle", "evaluation", "explanation", "policy", "target_result"]


def html_of(value: object, drawing: Drawing) -> str:
    """Return a value as HTML for a notebook, as the function of `slacal.show` with the name of the drawing draws it.

    >>> html_of(Calendar.always(), "calendar")[:21]
    '<figure class="slacal'
    """
    from slacal import show

    return str(getattr(show, drawing)(value).html)


def printed(value: object, printer: Any, cycle: bool) -> None:  # noqa: ARG001, FBT001  # as IPython calls _repr_pretty_
    """Print a value as its repr, which builds it; hypothesis would print fields, or the call by which it was drawn."""
    printer.text(repr(value))
