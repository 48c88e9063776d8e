"""The one late arrow: values of the floors below find how they look in `slacal.show`, when they are looked at."""

from __future__ import annotations

from typing import Literal, TypeAlias

Drawing: TypeAlias = Literal["calendar", "cycle", "evaluation", "explanation", "policy", "target_result"]


def html_of(value: object, drawing: Drawing) -> str:
    """Return a value as HTML for a notebook, as the function of `slacal.show` with the name of the drawing draws it.

    >>> html_of(Calendar.always(), "calendar")[:21]
    '<figure class="slacal'
    """
    from slacal import show

    return str(getattr(show, drawing)(value).html)
