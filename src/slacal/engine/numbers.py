"""Numbers in facts, read exactly as they are written: logs hold them as text."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from slacal.engine.facts import as_text

if TYPE_CHECKING:
    from slacal.engine.facts import Scalar

_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")


def number_in(value: Scalar) -> Fraction | None:
    """Return the number that a fact holds, or None where it holds something else.

    >>> number_in("0.1"), number_in(3), number_in("three"), number_in(True)
    (Fraction(1, 10), Fraction(3, 1), None, None)
    """
    text = as_text(value).strip()
    return Fraction(text) if _NUMBER.fullmatch(text) else None
