"""Words: every sentence of an explanation is a code and its values, put into a template of one language."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Value: TypeAlias = str | int | timedelta | datetime
_MICROSECOND = timedelta(microseconds=1)


def hours_text(amount: timedelta, units: tuple[str, str, str] = ("h", "min", "s")) -> str:
    """Return an amount in hours and minutes, never in days: a "day" of open time is the very trap.

    Seconds and below appear only where there are any.

    >>> hours_text(timedelta(days=3)), hours_text(timedelta(seconds=90))
    ('72 h 00 min', '0 h 01 min 30 s')
    """
    micros = amount // _MICROSECOND
    sign = "-" if micros < 0 else ""
    seconds, rest = divmod(abs(micros), 1_000_000)
    minutes, second = divmod(seconds, 60)
    hour, minute, of_seconds = units
    text = f"{sign}{minutes // 60} {hour} {minutes % 60:02} {minute}"
    if second or rest:
        text += f" {second}{f'.{rest:06}'.rstrip('0') if rest else ''} {of_seconds}"
    return text


class Language(NamedTuple):
    """How one language says things: its templates by code, its dates, its units, and what it calls goals and days.

    A template names its values by place: ``{0}`` is said as it is, ``{0:goal}`` is a goal, ``{0:day}`` the reason of a
    calendar, and any other word a code of that family, such as ``{0:why}``. ``{0:if.named}`` is said inside the text of
    that code, and not at all where it is empty. ``{at}`` is the instant of a decision.
    """

    texts: Mapping[str, str]
    weekdays: tuple[str, ...]
    date: str
    units: tuple[str, str, str]
    goal: Callable[[str], str]
    day: Callable[[str], str]

    def said(self, code: str, *values: Value, at: datetime | None = None) -> str:
        """Return the sentence of a code; a code that the language does not know is said with its values."""
        template = self.texts.get(code)
        if template is None:
            return " ".join([code, *(self.worded(value, "") for value in values)])
        return template.format(*(_Worded(self, value) for value in values), at=self.when(at) if at else "")

    def worded(self, value: Value, family: str) -> str:
        """Return one value in words."""
        if family.startswith("if."):
            return self.texts[family].format(self.worded(value, "")) if value else ""
        if isinstance(value, datetime):
            return self.when(value)
        if isinstance(value, timedelta):
            return hours_text(value, self.units)
        text = printable(str(value))
        if family == "goal":
            return self.goal(text)
        if family == "day":
            return self.day(text)
        return self.texts.get(f"{family}.{text}", text)

    def when(self, at: datetime) -> str:
        """Return an instant with its weekday, in its own zone; seconds appear only where there are any."""
        return f"{self.weekdays[at.weekday()]} {at.strftime(self.date)} {clock_text(at)}"


class _Worded:
    """A value that a template says in the language's words."""

    __slots__ = ("_language", "_value")

    def __init__(self, language: Language, value: Value) -> None:
        self._language = language
        self._value = value

    def __format__(self, family: str) -> str:
        return self._language.worded(self._value, family)


def printable(text: str) -> str:
    r"""Return the text with every character escaped that does not print: texts come from logs and policies.

    >>> printable("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in text)


def clock_text(at: datetime) -> str:
    """Return the time of day of an instant, to the minute where it is whole.

    >>> clock_text(datetime(2026, 11, 20, 18, 0)), clock_text(datetime(2026, 11, 20, 18, 0, 1))
    ('18:00', '18:00:01')
    """
    if at.microsecond:
        return at.strftime("%H:%M:%S.%f")
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")
