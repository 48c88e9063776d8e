"""iCalendar text (RFC 5545) as components and properties, and back: what feeds and availability share.

The icalendar package takes the lines apart, and what they mean is read here, line by line as it is asked for. Its own
reading of components leaves out what it cannot read, and builds time zones from whatever a text says that they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.documents.caps import UNFIT, fit_text
from slacal.documents.faults import refusal
from slacal.errors import BadInput, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from slacal.errors import BadDocument

MOST_COMPONENTS = 5_000
_LONGEST_LINE = 8_192  # characters of a line that is read; a description may be longer
_DEEPEST = 8
_LINE = re.compile(r"([A-Za-z0-9-]+)[;:]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
STAMP = "19700101T000000Z"  # no clock is read, so that the same value is the same text


class Property(NamedTuple):
    """One property: its value, escapes undone, and its parameters."""

    value: str
    params: Mapping[str, str]


class Component:
    """One component: its properties by name, its inner components, and the path that messages name."""

    __slots__ = ("lines", "name", "parts", "path")

    def __init__(self, name: str, path: str) -> None:
        """Start with nothing inside."""
        self.name = name
        self.path = path
        self.lines: dict[str, list[str]] = {}
        self.parts: list[Component] = []

    def properties(self, name: str) -> list[Property]:
        """Return all properties of a name, in order. Raises: BadInput for a line that is no property."""
        return [self._property(name, line) for line in self.lines.get(name, ())]

    def one(self, name: str) -> Property | None:
        """Return the property of a name that stands at most once. Raises: BadInput when it stands twice."""
        found = self.properties(name)
        if len(found) > 1:
            raise self.fault(name, found[1].value, "is written twice", "keep one of the two")
        return found[0] if found else None

    def text(self, name: str, default: str = "") -> str:
        """Return the text of a property that stands at most once."""
        found = self.one(name)
        return default if found is None else found.value

    def word(self, name: str, default: str, known: Iterable[str]) -> str:
        """Return a property that is one of some words, in capitals. Raises: BadInput for another word."""
        word = self.text(name, default).strip().upper()
        if word not in known:
            raise self.fault(name, word, "is not a word that is known here", f"write one of {', '.join(known)}")
        return word

    def fault(self, name: str, value: object, problem: str, mend: str) -> BadInput:
        """Return the refusal of a property."""
        return BadInput(f"{self.path}.{name}", value, problem, mend)

    def _property(self, name: str, line: str) -> Property:
        if len(line) > _LONGEST_LINE:
            raise self.fault(name, line, f"is longer than {_LONGEST_LINE} characters", "shorten it")
        try:
            _, params, value = _parser().Contentline(line).parts()
        except ValueError:
            raise self.fault(name, line, "is no iCalendar property", "write it as 'NAME;PARAMETER=x:value'") from None
        return Property(value, {key.upper(): str(said) for key, said in params.items()})


def read_calendars(text: str | bytes, name: str) -> list[Component]:
    """Return the VCALENDAR objects of a text; each inner component has a path such as ``VEVENT[3]``, counted from 0.

    Bounds: 1 MiB, 5,000 components, 8 levels. Raises: BadDocument, WrongType, MissingExtra.
    """
    parser = _parser()
    checked = fit_text(text, name)
    if _LONE_RETURN.search(checked):
        raise refusal(name, "\r", "has a line end that is not CRLF", "save it with CRLF or LF line ends", "syntax")
    reading = _Reading(name)
    for line in parser.Contentlines.from_ical(checked):
        if line.strip():
            reading.take(str(line))
    return reading.calendars()


class _Reading:
    """One reading of one text: the components that are open, outermost first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._root = Component("", "")
        self._open = [self._root]
        self._counts: dict[str, int] = {}

    def take(self, line: str) -> None:
        """Take one unfolded line: a component begins or ends, or has one more property."""
        found = _LINE.match(line)
        if found is None:
            raise self._refused(line, "is no iCalendar line", "write lines as 'NAME:value', long ones folded")
        name = found[1].upper()
        if name == "BEGIN":
            self._begin(line[found.end() :].strip().upper())
        elif name == "END":
            self._end(line[found.end() :].strip().upper())
        elif len(self._open) == 1:
            raise self._refused(line, "stands outside of BEGIN:VCALENDAR", "give the text of one iCalendar file")
        else:
            self._open[-1].lines.setdefault(name, []).append(line)

    def _begin(self, name: str) -> None:
        if len(self._open) == 1 and name != "VCALENDAR":
            raise self._refused(name, "is no calendar", "start with BEGIN:VCALENDAR")
        if len(self._open) > _DEEPEST or sum(self._counts.values()) >= MOST_COMPONENTS:
            problem = f"lies too deep, or beyond the {MOST_COMPONENTS:,} components that are read"
            raise self._refused(name, problem, "split the file")
        count = self._counts[name] = self._counts.get(name, 0) + 1
        component = Component(name, f"{name}[{count - 1}]")
        self._open[-1].parts.append(component)
        self._open.append(component)

    def _end(self, name: str) -> None:
        if len(self._open) == 1 or self._open.pop().name != name:
            raise self._refused(f"END:{name}", "ends what did not begin there", "give each BEGIN its END")

    def calendars(self) -> list[Component]:
        """Return the calendars of the text. Raises: BadInput where a component is left open."""
        if len(self._open) > 1:
            raise self._refused(self._open[-1].name, "does not end", f"end it with END:{self._open[-1].name}")
        if not self._root.parts:
            raise self._refused("", "is no iCalendar text", "start with BEGIN:VCALENDAR")
        for calendar in self._root.parts:
            calendar.word("VERSION", "2.0", ("2.0",))
            calendar.word("CALSCALE", "GREGORIAN", ("GREGORIAN",))
        return self._root.parts

    def _refused(self, value: str, problem: str, mend: str) -> BadDocument:
        return refusal(self.name, value, problem, mend, "syntax")


def text_value(text: str, field: str) -> str:
    """Return text escaped as the value of a property. Raises: BadInput for characters that iCalendar cannot hold."""
    if (unfit := UNFIT.search(text)) or "\r" in text:
        code = ord(unfit[0]) if unfit else ord("\r")
        raise BadInput(field, text, f"holds the character U+{code:04X}, which cannot be written", "leave it out")
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def written(kind: str, lines: Iterable[str]) -> str:
    """Return the text of one VCALENDAR that holds `lines`, folded, with CRLF line ends."""
    parser = _parser()
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//slacal//{kind}//EN")
    folded = parser.Contentlines(parser.Contentline(line) for line in (*head, *lines, "END:VCALENDAR"))
    return str(folded.to_ical(), "utf-8")


def _parser() -> Any:
    try:
        from icalendar import parser
    except ImportError:
        mend = 'pip install "slacal[ics]"'
        raise MissingExtra("format", "iCalendar", "needs the package icalendar, which is not installed", mend) from None
    return parser
