"""Facts: what is known of a ticket after the changes so far. Scalars; compared as text, because logs are text."""

from __future__ import annotations

from datetime import date, datetime
from math import isfinite
from typing import TypeAlias

from slacal.errors import BadInput
from slacal.errors.doors import check_type
from slacal.spans.instant import to_micros

Scalar: TypeAlias = str | int | float | bool | date | datetime | None
FACT = (str, int, float, date, type(None))  # the types of one
Facts: TypeAlias = dict[str, Scalar]


def check_fact(value: object, field: str) -> None:
    """Refuse what is no plain value, a gap of a data frame (NaN, NaT), and a date whose zone fails.

    Raises: WrongType, BadInput.
    """
    check_type(field, value, FACT, "a plain value", "pass text, a number, a date or None")
    if value is not None and not isinstance(value, str | int):
        if not isfinite(value) if isinstance(value, float) else value != value:  # noqa: PLR0124 - NaT is not itself
            raise BadInput(field, value, "is not a value", "pass None where nothing is known")
        if isinstance(value, datetime) and value.tzinfo is not None:
            to_micros(value, field)


def as_text(value: Scalar) -> str:
    """Return the text by which a scalar is compared: 1, 1.0 and "1" are alike, and so are True and "true".

    >>> as_text(1.0), as_text(True)
    ('1', 'true')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
