"""What a calendar's picture shows of each kind of calendar: a week, a combination, versions, given stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars import algebra
from slacal.calendars.hours import FOR_EVER
from slacal.calendars.schedule import Schedule
from slacal.calendars.weekly import WeeklyHours
from slacal.show.blocks import Block, listed, nested, tabled
from slacal.show.markup import clipped
from slacal.show.plain_week import plain_rows
from slacal.show.said import calendar_said, hours_said, instant_said, on_said, source_said
from slacal.show.strip import strip, strip_lines
from slacal.spans.day_time import DAY, Window, windows_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from slacal.calendars.calendar import Calendar
    from slacal.show.words import Tongue

_MOST = 12  # special days, parts of the year, stretches
_PARTS = 4  # of a combination, or versions, that are drawn
_WEEKS = 4  # of a rota
_LONGEST = 120  # characters of a title
_ALL_DAY = ((Window(0, DAY),),) * 7
_NO_DAY: tuple[tuple[Window, ...], ...] = ((),) * 7


def title_of(calendar: Calendar, words: Tongue) -> str:
    """Return what a calendar is, in one line."""
    said = calendar.description
    if isinstance(said, algebra.Constant):
        return words.said(said.state)
    if isinstance(said, algebra.Combined):
        return words.said("any.one", said.zone) if len(said.parts) == 1 else words.said(said.how, len(said.parts))
    if isinstance(said, algebra.Versions):
        return words.said("versions")
    if isinstance(said, algebra.GivenSpans):
        return words.said("given" if said.covers is None else "frozen", words.counted("stretches", len(said.pairs)))
    if isinstance(said, Schedule):
        return clipped(" / ".join(WeeklyHours(week.days).text() for week in said.weeks), _LONGEST)
    return words.said("calendar")


def blocks_of(calendar: Calendar, words: Tongue) -> list[Block]:
    """Return the parts that show what a calendar says."""
    said = calendar.description
    if isinstance(said, Schedule):
        return _of_schedule(said, words)
    if isinstance(said, algebra.Constant):
        return [_week("", [_ALL_DAY if said.state == "always" else _NO_DAY], 0, words)]
    if isinstance(said, algebra.GivenSpans):
        return _of_spans(said, calendar.horizon.hours.zone, words)
    if isinstance(said, algebra.Combined):
        return _of_parts([(_part(said, place, words), part) for place, part in enumerate(said.parts)], words)
    if isinstance(said, algebra.Versions):
        return _of_parts(_versions(calendar, words), words)
    return [listed("", [said.written()])]


def _of_schedule(said: Schedule, words: Tongue) -> list[Block]:
    weeks = [week.days for week in said.weeks]
    since = words.dates(said.anchor, said.anchor) if said.anchor else ""
    titles = [
        words.said("rota", place + 1, len(weeks), since) if since else words.said("pattern")
        for place in range(len(weeks))
    ]
    found = [_week(title, weeks, place, words) for place, title in enumerate(titles[:_WEEKS])]
    found += [listed("", [words.said("and_more", len(weeks) - _WEEKS)])] if len(weeks) > _WEEKS else []
    dated = [rule.text() for week in dict.fromkeys(said.weeks) for rule in week.dated]
    found += [listed(words.said("week.dated"), _first(dated, words))] if dated else []
    on_holidays = [windows_text(week.holidays) for week in said.weeks if week.holidays]
    found += [listed(words.said("week.ph"), dict.fromkeys(on_holidays))] if on_holidays else []
    sources = [source_said(source, words) for source in said.holidays]
    found += [listed(words.said("sources"), _first(sources, words))] if sources else []
    found += [_special_days(said, words)] if said.special_days else []
    return found + ([listed("", [words.said("overnight")])] if said.overnight == "shift" else [])


def _week(title: str, weeks: Sequence[Sequence[Sequence[Window]]], place: int, words: Tongue) -> Block:
    rows = plain_rows(weeks, place, words)
    return Block(title, (strip(rows, words),), tuple(strip_lines(rows, words)))


def _special_days(said: Schedule, words: Tongue) -> Block:
    days = said.special_days
    heads = [words.said(code) for code in ("head.dates", "head.open", "head.why")]
    rows = [(on_said(day, words), hours_said(day, words), day.reason) for day in days[:_MOST]]
    more = words.said("and_more", len(days) - _MOST) if len(days) > _MOST else ""
    return tabled(words.said("special"), heads, rows, more)


def _of_spans(said: algebra.GivenSpans, zone: ZoneInfo, words: Tongue) -> list[Block]:
    found: list[Block] = []
    if said.covers is not None:
        low, high = (instant_said(at, zone, words) for at in said.covers)
        found.append(listed("", [f"{words.said('from')} {low} {words.said('to')} {high}"]))
    if not said.pairs:
        return found
    heads = [words.said(code) for code in ("from", "to")]
    rows = [tuple(instant_said(at, zone, words) for at in pair) for pair in said.pairs[:_MOST]]
    more = words.said("and_more", len(said.pairs) - _MOST) if len(said.pairs) > _MOST else ""
    return [*found, tabled(words.said("spans"), heads, rows, more)]


def _of_parts(parts: Sequence[tuple[str, Calendar]], words: Tongue) -> list[Block]:
    found = [nested(title, calendar_said(part, words), _leaf(part, words)) for title, part in parts[:_PARTS]]
    rest = [f"{title}: {calendar_said(part, words)}" for title, part in parts[_PARTS:]]
    return [*found, *([listed("", _first(rest, words))] if rest else [])]


def _leaf(part: Calendar, words: Tongue) -> list[Block]:
    """Return the parts of a part; of a combination within another its line of words is all."""
    said = part.description
    return [] if isinstance(said, algebra.Combined | algebra.Versions) else blocks_of(part, words)


def _part(said: algebra.Combined, place: int, words: Tongue) -> str:
    if said.how != "except":
        return words.said("part", place + 1)
    return words.said("part.minus" if place else "part.base")


def _versions(calendar: Calendar, words: Tongue) -> list[tuple[str, Calendar]]:
    """Return the versions in order of time; one that a later change takes over before it begins never counts."""
    zone = calendar.horizon.hours.zone
    found: list[tuple[str, Calendar]] = []
    limit, now = FOR_EVER, calendar
    while isinstance(now.description, algebra.Versions):
        said = now.description
        if said.instant < limit:
            found.append((words.said("then", instant_said(said.instant, zone, words)), said.new))
            limit = said.instant
        now = said.old
    return [(words.said("until", instant_said(limit, zone, words)), now), *reversed(found)]


def _first(lines: Sequence[str], words: Tongue) -> list[str]:
    more = len(lines) - _MOST
    return [*lines[:_MOST], *([words.said("and_more", more)] if more > 0 else [])]
