"""Values of a plain tree, checked as they are read: what is not of the form wanted is refused by its path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeGuard, cast

from slacal.calendars.arguments import instant_of
from slacal.errors import BadInput, WrongType

_AS_DATE = "write it as 2026-12-31"


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether a value is a mapping with text keys."""
    return isinstance(value, Mapping) and all(isinstance(key, str) for key in cast("Mapping[object, object]", value))


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Tell whether a value is a list."""
    return isinstance(value, list | tuple)


def mapping_at(value: object, field: str, example: str) -> Mapping[str, Any]:
    """Return a mapping with text keys. Raises: WrongType."""
    if not is_mapping(value):
        raise WrongType(field, value, "is not a mapping", f"write {example}")
    return value


def list_at(value: object, field: str, example: str) -> Sequence[Any]:
    """Return a list. Raises: WrongType."""
    if not is_list(value):
        raise WrongType(field, value, "is not a list", f"write {example}")
    return value


def text_at(value: object, field: str, mend: str = "write it in quotes") -> str:
    """Return text. Raises: WrongType."""
    if not isinstance(value, str):
        raise WrongType(field, value, "is not text", mend)
    return value


def day_at(value: object, field: str) -> date:
    """Return a date, from a date or its ISO text. Raises: BadInput, WrongType."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text_at(value, field, _AS_DATE))
    except ValueError:
        raise BadInput(field, value, "is not a date", _AS_DATE) from None


def pair_at(value: object, field: str) -> tuple[Any, Any]:
    """Return the two items of a list. Raises: BadInput, WrongType."""
    items = list_at(value, field, "a list of two")
    if len(items) != 2:  # noqa: PLR2004 - a pair
        raise BadInput(field, value, "does not hold two values", "write a list of two")
    return items[0], items[1]


def triple_at(value: object, field: str, example: str) -> tuple[Any, Any, Any]:
    """Return the three items of a list. Raises: BadInput, WrongType."""
    items = list_at(value, field, example)
    if len(items) != 3:  # noqa: PLR2004 - a triple
        raise BadInput(field, value, "does not hold three values", f"write {example}")
    return items[0], items[1], items[2]


def micros_at(value: object, field: str) -> int:
    """Return an instant, from ISO text with an offset. Raises: BadInput, WrongType."""
    return instant_of(text_at(value, field, "write it as '2026-11-20T18:00:00+03:00'"), field)
