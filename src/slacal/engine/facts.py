"""Facts: what is known of a ticket after the changes so far. Scalars; compared as text, because logs are text."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | date | datetime | None
FACT = (str, int, float, date, type(None))  # the types of one
Facts: TypeAlias = dict[str, Scalar]


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
