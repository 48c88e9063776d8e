"""Holiday feeds: the all-day events of an iCalendar file (RFC 5545), as days off, and days off as such a file.

An event closes its dates whole. Yearly and other rules, EXDATE, RDATE, replaced and cancelled occurrences are followed.
Events with times of day, and components that are no events, are refused by name.

TRANSP says nothing by default: published holiday calendars mark their days TRANSPARENT, so that they block nobody.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict
from uuid import NAMESPACE_OID, uuid5

from slacal.calendars.holiday_dates import HolidayDates
from slacal.calendars.special_day import SpecialDay
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import check_choice
from slacal.formats.feed_events import check_rules, dated_years, events_in, occurrences
from slacal.formats.icalendar_text import STAMP, text_value, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.formats.holiday_event import HolidayEvent

__all__ = ["Lacking", "dumps", "lacking", "loads", "special_days"]

Reading: TypeAlias = Literal["closed", "ignore"]
CoversLike: TypeAlias = "Literal['dated', 'always'] | tuple[date, date]"
_MOST_YEARS = 400
_LAST_YEAR = 9_999


class Lacking(TypedDict):
    """What the text of holidays cannot hold: the keyword arguments of `loads` that give them back."""

    years: range
    covers: CoversLike


def loads(
    text: str | bytes,
    *,
    years: range,
    transparent: Reading = "closed",
    tentative: Reading = "closed",
    timed: Literal["refuse", "ignore"] = "refuse",
    coverage: Literal["raise", "ignore"] = "raise",
    covers: CoversLike = "dated",
) -> HolidayDates:
    r"""Read the days off of a feed in `years`, each with the SUMMARY of its event, or of all of them.

    ``"ignore"`` leaves out what is TRANSP:TRANSPARENT, what is STATUS:TENTATIVE, what has times of day; and with
    ``coverage="ignore"`` the years may reach beyond what the feed knows.

    ``covers`` says of which dates the feed tells all days off; beyond them rule C8 holds. ``"dated"``: of the whole
    years from its first to its last dated event, one that does not recur for ever, within `years`; of all `years` if it
    has none, or with ``coverage="ignore"``. Or a first and a last date; or ``"always"``.

    Bounds: 1 MiB, 400 years, 40 rules other than a month and a day. Raises: BadDocument with every fault, BadInput,
    BeyondData, MissingExtra.

    >>> christmas = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\nEND:VEVENT"
    >>> loads(f"BEGIN:VCALENDAR\n{christmas}\nEND:VCALENDAR", years=range(2026, 2027)).dates
    ((datetime.date(2026, 12, 25), 'Christmas'),)
    """
    events = events_in(text, _ignored(transparent, tentative, timed))
    names: dict[date, dict[str, None]] = {}
    found = occurrences(events, _checked(years), coverage)
    for each in found:
        for on in each.dates():
            if on.year in years:
                names.setdefault(on, {})[each.event.name] = None
    known = years if coverage == "ignore" else dated_years(events, found, years)
    return HolidayDates.of({on: "; ".join(said) for on, said in names.items()}, covers=_covers(covers, known))


def special_days(
    text: str | bytes,
    *,
    years: range | None = None,
    transparent: Reading = "closed",
    tentative: Reading = "closed",
    timed: Literal["refuse", "ignore"] = "refuse",
    coverage: Literal["raise", "ignore"] = "raise",
) -> tuple[SpecialDay, ...]:
    r"""Read the events of a feed as closed special days, in its order, each with the event's SUMMARY.

    Without `years` rules stay rules, and one that a special day cannot say is refused; with `years` every event is a
    date or a range of dates that meets them. Otherwise as `loads`.

    >>> christmas = "BEGIN:VEVENT\nDTSTART:20201225\nRRULE:FREQ=YEARLY\nSUMMARY:Christmas\nEND:VEVENT"
    >>> special_days(f"BEGIN:VCALENDAR\n{christmas}\nEND:VCALENDAR")
    (SpecialDay('rrule:DTSTART=20201225;FREQ=YEARLY', 'off', reason='Christmas'),)
    """
    events = events_in(text, _ignored(transparent, tentative, timed))
    if years is None:
        check_rules([event for event in events if event.rule])
        return tuple(day for event in events if event.counts for day in _as_said(event))
    found = occurrences(events, _checked(years), coverage)
    return tuple(SpecialDay((each.first, each.last), reason=each.event.name) for each in found)


def dumps(holidays: HolidayDates) -> str:
    """Return the days off as an iCalendar file, one all-day event a date; the same dates are always the same text.

    Raises: BadInput naming what cannot be written, WrongType, MissingExtra.

    >>> dumps(HolidayDates.of({date(2026, 12, 25): "Christmas"})).splitlines()[6:8]
    ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas']
    """
    beside = lacking(holidays)
    text = written("holidays", [line for on, name in holidays.dates for line in _event_lines(on, name)])
    if loads(text, **beside) != holidays:
        raise BadInput("dates", holidays, "are out of order, or name a date twice", "build them with HolidayDates.of")
    return text


def lacking(holidays: HolidayDates) -> Lacking:
    """Return what the text cannot hold, so that ``loads(dumps(h), **lacking(h)) == h``: the years and what is covered.

    >>> lacking(HolidayDates.of([date(2026, 12, 25), date(2027, 1, 1)]))
    {'years': range(2026, 2028), 'covers': 'always'}
    """
    if not isinstance(holidays, HolidayDates):
        raise WrongType("holidays", holidays, "is not HolidayDates", "pass HolidayDates.of({date: name})")
    if not holidays.dates:
        raise BadInput("dates", (), "are none, and a feed without events says nothing", "write no feed")
    days = [on for on, _ in holidays.dates]
    return {"years": _checked(range(min(days).year, max(days).year + 1)), "covers": holidays.covers or "always"}


def _event_lines(on: date, name: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE_OID, f'slacal holiday {on} {name}')}",
        f"DTSTAMP:{STAMP}",
        f"DTSTART;VALUE=DATE:{on.isoformat().replace('-', '')}",
        f"SUMMARY:{text_value(name, f'dates.{on}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _ignored(transparent: Reading, tentative: Reading, timed: str) -> frozenset[str]:
    said = {"transparent": transparent, "tentative": tentative, "timed": timed}
    for field, value in said.items():
        check_choice(field, value, ("refuse" if field == "timed" else "closed", "ignore"))
    return frozenset(field.upper() for field, value in said.items() if value == "ignore")


def _covers(covers: CoversLike, known: range) -> tuple[date, date] | None:
    if not isinstance(covers, str):
        return covers
    check_choice("covers", covers, ("dated", "always"))
    return None if covers == "always" else (date(known.start, 1, 1), date(known.stop - 1, 12, 31))


def _checked(years: range) -> range:
    if not isinstance(years, range):
        raise WrongType("years", years, "is not a range of years", "pass range(2026, 2029) for 2026 to 2028")
    if years.step != 1 or not 0 < years.start < years.stop <= _LAST_YEAR + 1 or len(years) > _MOST_YEARS:
        mend = f"pass up to {_MOST_YEARS} years, the first one and the one after the last"
        raise BadInput("years", years, "are no years that can be read", mend)
    return years


def _as_said(event: HolidayEvent) -> Iterator[SpecialDay]:
    if event.rule is None:
        for start in event.starts(range(1, _LAST_YEAR + 1)):
            yield SpecialDay(event.span(start), reason=event.name)
        return
    if event.days > 1 or event.more or event.less or not event.rule.special:
        mend = "pass years=range(2026, 2029), so that its dates are counted out"
        raise BadInput(f"{event.path}.RRULE", event.name, "is more than the rule of a special day can say", mend)
    yield SpecialDay(event.rule.special, reason=event.name)
