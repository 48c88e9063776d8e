"""Percentages as documents write them, kept exactly."""

from __future__ import annotations

import re
from fractions import Fraction

from slacal.errors import BadInput, WrongType
from slacal.policies.written import thawed

_PERCENT = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*%?")


def percent_of(written: object, most: int) -> Fraction:
    """Read a percentage, a number or a text such as ``"12.5%"``, above 0 and at most `most`.

    Raises: BadInput, WrongType; the field is "".

    >>> percent_of("12.5%", 100), percent_of(50, 100)
    (Fraction(25, 2), Fraction(50, 1))
    """
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise WrongType("", thawed(written), "is not a percentage", "write a number, or a text such as '50%'")
    match = _PERCENT.fullmatch(str(written).strip())
    if match is None:
        raise BadInput("", written, "is not a percentage", "write a number, or a text such as '50%'")
    percent = Fraction(match[1])
    if not 0 < percent <= most:
        raise BadInput("", written, "is out of bounds", f"write more than 0 and at most {most} percent")
    return percent
