"""Opening-hours text into the hours of a week, of dates and of public holidays.

The language is the one of OpenStreetMap's ``opening_hours`` key: rules in order, of which a later one wins. What a
calendar cannot keep (sun times, open ends, school holidays, fallback rules) is refused by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from slacal.calendars.date_text import Selected, read_selected, starts_selector
from slacal.calendars.dated_hours import DatedHours
from slacal.calendars.day_windows import WHOLE_DAY, merged_windows, week_without
from slacal.calendars.hours_tokens import Cursor
from slacal.calendars.names import EVERY_WEEKDAY, MONTHS, WEEKDAYS
from slacal.calendars.times_text import read_windows

if TYPE_CHECKING:
    from slacal.calendars.date_selector import DateSelector
    from slacal.calendars.day_windows import Week
    from slacal.calendars.hours_tokens import Token
    from slacal.errors import BadInput
    from slacal.spans.day_time import Window

_OPEN, _CLOSED = ("open",), ("off", "closed")
_Effect: TypeAlias = Literal["replaces", "adds", "removes"]


class HoursParts(NamedTuple):
    """What the text says: a week Monday first, dated hours in order, and public holidays if it names them."""

    days: Week
    dated: tuple[DatedHours, ...]
    holidays: tuple[Window, ...] | None


class _Rule(NamedTuple):
    """One rule: what it is about, its windows, what they do to the hours before it, and its words."""

    selected: Selected
    windows: tuple[Window, ...]
    effect: _Effect
    reason: str
    piece: Token


def parse_hours(text: str, field: str = "week") -> HoursParts:
    """Read opening-hours text, rule by rule.

    Bounds: 4,096 characters. Cost: proportional to the text. Raises: BadInput, with the piece and its position.

    >>> parse_hours("Mo-Fr 09:00-17:00; PH off").days[4]
    (Window.parse('09:00-17:00'),)
    """
    cursor = Cursor(text, field)
    hours = _Hours(cursor)
    hours.lay(_read_rule(cursor, "replaces"))
    while cursor.peek().kind != "end":
        hours.lay(_read_rule(cursor, _read_separator(cursor)))
    return HoursParts(hours.days, tuple(hours.dated), hours.holidays)


def _read_separator(cursor: Cursor) -> _Effect:
    token = cursor.take()
    if token.is_mark(";"):
        return "replaces"
    if token.is_mark(","):
        return "adds"
    if token.is_mark("||"):
        raise cursor.fault(token, "starts a fallback rule, which cannot be kept", "write the hours themselves")
    raise _unexpected(cursor, token)


def _read_rule(cursor: Cursor, effect: _Effect) -> _Rule:
    first = cursor.peek()
    if first.kind == "end" or first.is_mark(";") or first.is_mark(","):
        raise cursor.fault(cursor.last(), "has no rule on one side", "drop it, or write the rule")
    selected = read_selected(cursor)
    windows = read_windows(cursor)
    state = _read_state(cursor)
    comment = cursor.take() if cursor.peek().kind == "comment" else None
    if cursor.peek() is first:
        raise _unexpected(cursor, first)
    piece = cursor.since(first)
    if not (windows or state):
        _check_bare(cursor, piece, comment)
    if state in _CLOSED:
        effect = "removes" if windows else "replaces"
    elif not windows:
        windows = (WHOLE_DAY,)
    return _Rule(selected, windows, effect, _kept_reason(cursor, selected, comment), piece)


def _read_state(cursor: Cursor) -> str:
    if cursor.peek().is_word(*_OPEN, *_CLOSED):
        return cursor.take().text.lower()
    if cursor.peek().is_word("unknown"):
        raise cursor.fault(cursor.peek(), "says that nobody knows, which cannot be kept", "write the hours, or 'off'")
    return ""


def _check_bare(cursor: Cursor, piece: Token, comment: Token | None) -> None:
    """Refuse a rule without hours, unless it is dates or weekdays that stand alone: open all day."""
    if comment is not None:
        raise cursor.fault(piece, "is a comment without hours", "write the hours before it, or 'off'")
    if cursor.peek().is_mark(","):
        raise cursor.fault(
            piece, "has no hours before the comma", "give each rule its hours, as in 'Mo-Fr 09:00-17:00'"
        )


def _kept_reason(cursor: Cursor, selected: Selected, comment: Token | None) -> str:
    if comment is None:
        return ""
    if selected.dates is None:
        mend = "drop it; only hours of dates keep their comment"
        raise cursor.fault(comment, "is a comment on hours of every week, which cannot be kept", mend)
    return comment.text[1:-1]


def _unexpected(cursor: Cursor, token: Token) -> BadInput:
    if starts_selector(token):
        return cursor.fault(token, "stands behind the hours", "write dates before weekdays and both before the hours")
    if token.kind == "word":
        known = f"{', '.join(WEEKDAYS)}, {', '.join(MONTHS)}, easter, week, PH, off"
        return cursor.fault(token, "is not a word of opening hours here", f"the words are {known}")
    return cursor.fault(token, "is not expected here", "write hours as in 'Mo-Fr 09:00-12:00,13:00-17:00; Sa off'")


class _Hours:
    """The hours while rules are laid on them, one after another."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.days: Week = ((),) * 7
        self.dated: list[DatedHours] = []
        self.holidays: tuple[Window, ...] | None = None
        self._dated_weekdays: frozenset[int] = frozenset()

    def lay(self, rule: _Rule) -> None:
        """Let a rule replace, add to or take from what stands."""
        self._check_order(rule)
        dates, weekdays, public_holidays = rule.selected
        if dates is not None:
            self._lay_dated(rule, dates)
        if weekdays:
            self._lay_weekly(rule, weekdays)
        if public_holidays:
            self._lay_holidays(rule)

    def _check_order(self, rule: _Rule) -> None:
        """Refuse an order in which the text would let the later rule win, and a calendar would not (rule C3)."""
        both_closed = self.holidays == () and (rule.effect == "removes" or not rule.windows)
        if self.holidays is not None and not rule.selected.public_holidays and not both_closed:
            problem = "stands behind the rule for public holidays, which wins over it in a calendar"
            raise self.cursor.fault(rule.piece, problem, "put the PH rule last")
        if not self._dated_weekdays.isdisjoint(rule.selected.weekdays):
            problem = "stands behind a rule for dates, which wins over it in a calendar"
            raise self.cursor.fault(rule.piece, problem, "put rules for dates after those for the week")

    def _lay_dated(self, rule: _Rule, dates: DateSelector) -> None:
        if rule.effect == "removes":
            problem = "closes a part of some dates, which cannot be kept"
            raise self.cursor.fault(rule.piece, problem, "write the hours that remain on these dates")
        self.dated.append(DatedHours(dates, rule.windows, rule.effect, rule.reason))
        self._dated_weekdays |= dates.on_weekdays()

    def _lay_weekly(self, rule: _Rule, weekdays: tuple[int, ...]) -> None:
        if rule.effect == "removes":
            closed = tuple(rule.windows if day in weekdays else () for day in EVERY_WEEKDAY)
            self.days = week_without(self.days, closed)
            return
        days = list(self.days)
        for day in weekdays:
            before = days[day] if rule.effect == "adds" else ()
            days[day] = merged_windows(before + rule.windows)
        self.days = tuple(days)

    def _lay_holidays(self, rule: _Rule) -> None:
        if rule.effect == "removes":
            problem = "closes a part of public holidays, which cannot be kept"
            raise self.cursor.fault(rule.piece, problem, "write the hours that remain on public holidays")
        if rule.effect == "adds" and self.holidays is None:
            problem = "adds to the hours of whatever weekday a public holiday falls on, which cannot be kept"
            raise self.cursor.fault(rule.piece, problem, "part it by ';' and write all hours of public holidays")
        before = self.holidays or () if rule.effect == "adds" else ()
        self.holidays = merged_windows(before + rule.windows)
