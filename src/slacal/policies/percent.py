"""Percentages as documents write them, kept exactly."""

from __future__ import annotations

import re
from fractions import Fraction

from slacal.errors import BadInput, WrongType
from slacal.policies.written import thawed

_PERCENT = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*(%?)")
_MEND = "write a text such as '50%'"


def percent_of(written: object, most: int) -> Fraction:
    """Read a percentage, ``"12.5%"`` or a bare number above 1: above 0 and at most `most`.

    A bare number up to 1 is refused: it may be meant as a share. Raises: BadInput, WrongType; the field is "".

    >>> percent_of("12.5%", 100), percent_of(50, 100)
    (Fraction(25, 2), Fraction(50, 1))
    >>> percent_of(0.5, 100)
    Traceback (most recent call last):
    slacal.BadInput: =0.5 may be a share or a percentage; write '50%' or '0.5%'
    """
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise WrongType("", thawed(written), "is not a percentage", _MEND)
    match = _PERCENT.fullmatch(str(written).strip())
    if match is None:
        raise BadInput("", thawed(written), "is not a percentage", _MEND)
    percent = Fraction(match[1])
    if not 0 < percent <= most:
        raise BadInput("", thawed(written), "is out of bounds", f"write more than 0 and at most {most} percent")
    if percent <= 1 and not match[2]:
        mend = f"write '{percent_text(percent * 100)}' or '{percent_text(percent)}'"
        raise BadInput("", thawed(written), "may be a share or a percentage", mend, "ambiguous")
    return percent


def percent_text(percent: Fraction) -> str:
    """Return the shortest text of a percentage of few decimals.

    >>> percent_text(Fraction(75)), percent_text(Fraction(1, 8))
    ('75%', '0.125%')
    """
    return f"{float(percent):.6f}".rstrip("0").rstrip(".") + "%"
