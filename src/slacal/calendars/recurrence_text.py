"""The text of a recurrence: the part of RFC 5545's RRULE that is about dates, checked and in one spelling.

A rule without ``DTSTART`` holds in every year, and must name its days itself; one that counts (``COUNT``,
``INTERVAL``) must say from when. Parts that RFC 5545 does not allow together are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from slacal.calendars.names import WEEKDAYS
from slacal.calendars.plain_date import date_of
from slacal.errors import BadInput, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS = tuple(name.upper() for name in WEEKDAYS)
WEEKDAY = re.compile(rf"([+-]?\d{{1,2}})?({'|'.join(DAYS)})")
_NUMBER = re.compile(r"[+-]?\d{1,4}")
_LIMITS = {
    "INTERVAL": 999, "COUNT": 9_999, "BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366,
}  # fmt: skip
_FROM_THE_END = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
_SINGLE = ("INTERVAL", "COUNT")
_ALLOWED = {
    "YEARLY": ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"),
    "MONTHLY": ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"),
    "WEEKLY": ("BYMONTH", "BYDAY"),
    "DAILY": ("BYMONTH",),
}
_NAME_A_DAY = {"YEARLY": ("BYMONTHDAY", "BYDAY", "BYYEARDAY"), "MONTHLY": ("BYMONTHDAY", "BYDAY"), "WEEKLY": ("BYDAY",)}
_ORDER = ("DTSTART", "FREQ", "INTERVAL", "COUNT", "UNTIL", *_ALLOWED["YEARLY"], "WKST")
_LONGEST = 500
WEEKS_OF_A_MONTH = 5  # at most, counted by one weekday
_FIRST_YEAR = 1970


def within_months(parts: Mapping[str, str]) -> bool:
    """Tell whether the numbers of weekdays count within a month, and not within a year."""
    return parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts


def checked_rule(written: str, field: str) -> str:
    """Return the rule in its one spelling, ``KEY=VALUE`` joined by semicolons. Raises: BadInput.

    >>> checked_rule("byday=4th;bymonth=11;interval=1;freq=yearly", "on")
    'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'
    """
    return _Rule(written, field).text()


class _Rule:
    """One rule while it is read; every refusal names the whole of it."""

    def __init__(self, written: str, field: str) -> None:
        self.written = written
        self.field = field
        self.parts: dict[str, str] = {}

    def refuse(self, problem: str, mend: str) -> NoReturn:
        raise BadInput(self.field, self.written, problem, mend)

    def text(self) -> str:
        """Return the rule in its one spelling: parts in order, without those that say what holds anyway."""
        if len(self.written) > _LONGEST:
            self.refuse("is too long for a rule", f"keep it to {_LONGEST} characters")
        for part in self.written.upper().strip(" ;").split(";"):
            self.read(*(piece.strip() for piece in part.partition("=")))
        for key, default in (("INTERVAL", "1"), ("WKST", "MO")):
            if self.parts.get(key) == default:
                del self.parts[key]
        self.check_together()
        return ";".join(f"{key}={self.parts[key]}" for key in _ORDER if key in self.parts)

    def read(self, key: str, equals: str, value: str) -> None:
        """Take one part of the rule. Raises: BadInput for one that is not known or stands twice."""
        if not equals and key in _ORDER:
            self.refuse(f"has {key} without a value", f"write {key}=...")
        if key not in _ORDER:
            known = f"a rule for dates is made of {', '.join(_ORDER)}"
            self.refuse(f"has a part {key + equals + value!r} that is not known", nearest(key, _ORDER, known))
        if key in self.parts:
            self.refuse(f"has {key} twice", "keep one of the two")
        self.parts[key] = self.value(key, value)

    def value(self, key: str, value: str) -> str:
        """Return the value of a part in its one spelling."""
        if key in ("FREQ", "WKST"):
            known = tuple(_ALLOWED) if key == "FREQ" else DAYS
            if value not in known:
                self.refuse(f"has {key}={value}", f"write one of {', '.join(known)}")
            return value
        if key in ("DTSTART", "UNTIL"):
            iso = re.sub(r"(\d{4})(\d\d)(\d\d)", r"\1-\2-\3", value)
            return date_of(iso, f"{self.field}.{key}").isoformat().replace("-", "")
        pieces = [piece.strip() for piece in value.split(",")]
        if key == "BYDAY":
            found = sorted({self.weekday(piece) for piece in pieces})
            return ",".join(f"{nth or ''}{DAYS[day]}" for day, nth in found)
        numbers = sorted({self.number(key, piece) for piece in pieces})
        if key in _SINGLE and len(numbers) > 1:
            self.refuse(f"has several values of {key}", "keep one")
        return ",".join(map(str, numbers))

    def number(self, key: str, piece: str) -> int:
        """Return a number within the limits of its part; some count from the end."""
        low, high = (-_LIMITS[key] if key in _FROM_THE_END else 1), _LIMITS[key]
        number = int(piece) if _NUMBER.fullmatch(piece) else 0
        if not number or not low <= number <= high:
            self.refuse(f"has {key}={piece}", f"write numbers from {low} to {high}, but no 0")
        return number

    def weekday(self, piece: str) -> tuple[int, int]:
        """Return a weekday, Monday being 0, and which of them in its month or year; 0 is every one."""
        match = WEEKDAY.fullmatch(piece)
        if match is None or (match[1] is not None and not 0 < abs(int(match[1])) <= _LIMITS["BYWEEKNO"]):
            self.refuse(f"has BYDAY={piece}", "write weekdays such as MO, 2TU or -1FR")
        return DAYS.index(match[2]), int(match[1] or 0)

    def check_together(self) -> None:
        """Refuse parts that cannot stand beside one another."""
        parts = self.parts
        freq = parts.get("FREQ")
        if freq is None:
            self.refuse("does not say how often", f"add FREQ, one of {', '.join(_ALLOWED)}")
        for key in parts:
            if key in _ALLOWED["YEARLY"] and key not in _ALLOWED[freq]:
                self.refuse(f"has {key}, which FREQ={freq} does not take", "write it with another FREQ")
        if "COUNT" in parts and "UNTIL" in parts:
            self.refuse("has both COUNT and UNTIL", "keep one of the two")
        if "BYWEEKNO" in parts and "BYDAY" not in parts:
            self.refuse("names a week but no day of it", "add BYDAY")
        numbers = [int(number) for number in re.findall(r"-?\d+", parts.get("BYDAY", ""))]
        if numbers and ("BYWEEKNO" in parts or freq == "WEEKLY"):
            self.refuse("numbers the weekdays of a week", "leave the numbers in BYDAY out")
        if within_months(parts) and any(abs(number) > WEEKS_OF_A_MONTH for number in numbers):
            self.refuse("numbers a weekday that no month has so often", "count from 1 to 5, or from its end -1 to -5")
        if "BYSETPOS" in parts and not any(key in parts for key in _NAME_A_DAY[freq]):
            self.refuse("has BYSETPOS with nothing to choose from", "add BYDAY or BYMONTHDAY")
        self.check_start(freq)

    def check_start(self, freq: str) -> None:
        """Refuse a start that is too early, and the lack of one where the rule counts from it."""
        start = self.parts.get("DTSTART")
        if start is not None:
            if int(start[:4]) < _FIRST_YEAR:
                self.refuse(f"starts before {_FIRST_YEAR}", "start it later, or leave DTSTART out")
            return
        for key in _SINGLE:
            if key in self.parts:
                self.refuse(f"has {key} but does not say from when", "add DTSTART=20260101")
        if freq in _NAME_A_DAY and not any(key in self.parts for key in _NAME_A_DAY[freq]):
            self.refuse("does not say on which day", f"add one of {', '.join(_NAME_A_DAY[freq])}, or DTSTART")
