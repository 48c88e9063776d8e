"""What an unquoted YAML scalar means: a number only where JSON has the same one, so times, dates and `off` are text."""

from __future__ import annotations

import re

from slacal.documents.written_float import float_of

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][+-]?[0-9]++)?")
_LONGEST_WHOLE = 40  # digits: enough to be seen as too many, few enough to convert at once


def is_nothing(text: str) -> bool:
    """Return whether an unquoted scalar stands for no value."""
    return text in _NOTHING


def meaning(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar.

    Leading zeros, ``0x1F``, ``1_000``, ``+1`` and ``.inf`` stay text, like ``19:00``, ``2026-12-31`` and ``off``.

    >>> meaning("8"), meaning("1.5"), meaning("19:00"), meaning("off"), meaning("~")
    (8, 1.5, '19:00', 'off', None)
    """
    if text in _NOTHING:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    return float_of(text) if number[1] or number[2] else int(text[:_LONGEST_WHOLE])
