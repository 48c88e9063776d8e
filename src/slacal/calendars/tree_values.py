"""Values of a plain tree, checked as they are read: what is not of the form wanted is refused by its path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from slacal.calendars.arguments import instant_of
from slacal.errors import BadInput, WrongType


def mapping_at(value: object, field: str, example: str) -> Mapping[str, Any]:
    """Return a mapping with text keys. Raises: WrongType."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise WrongType(field, value, "is not a mapping", f"write {example}")
    return value


def list_at(value: object, field: str, example: str) -> Sequence[Any]:
    """Return a list. Raises: WrongType."""
    if not isinstance(value, list | tuple):
        raise WrongType(field, value, "is not a list", f"write {example}")
    return value


def text_at(value: object, field: str) -> str:
    """Return text. Raises: WrongType."""
    if not isinstance(value, str):
        raise WrongType(field, value, "is not text", "write it in quotes")
    return value


def day_at(value: object, field: str) -> date:
    """Return a date, from a date or its ISO text. Raises: BadInput, WrongType."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text_at(value, field))
    except ValueError:
        raise BadInput(field, value, "is not a date", "write it as 2026-12-31") from None


def pair_at(value: object, field: str) -> tuple[Any, Any]:
    """Return the two items of a list. Raises: BadInput, WrongType."""
    items = list_at(value, field, "a list of two")
    if len(items) != 2:  # noqa: PLR2004 - a pair
        raise BadInput(field, value, "does not hold two values", "write a list of two")
    return items[0], items[1]


def micros_at(value: object, field: str) -> int:
    """Return an instant, from ISO text with an offset. Raises: BadInput, WrongType."""
    return instant_of(text_at(value, field), field)
