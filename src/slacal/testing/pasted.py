"""Values as a person would write them: after the usual imports of names, what is printed can be pasted."""

from __future__ import annotations

_SHORTER = (
    ("datetime.timezone.utc", "UTC"),
    ("datetime.datetime(", "datetime("),
    ("datetime.timedelta(", "timedelta("),
    ("datetime.timezone(", "timezone("),
    ("datetime.date(", "date("),
    ("datetime.time(", "time("),
    ("zoneinfo.ZoneInfo(key=", "ZoneInfo("),
)


def pasted(value: object) -> str:
    """Return the repr of a value, with the names of datetime and zoneinfo as ``from datetime import ...`` has them.

    >>> from zoneinfo import ZoneInfo
    >>> from datetime import datetime
    >>> pasted(datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC")))
    "datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo('UTC'))"
    """
    text = repr(value)
    for long, short in _SHORTER:
        text = text.replace(long, short)
    return text
