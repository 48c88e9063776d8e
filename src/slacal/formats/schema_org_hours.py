"""One OpeningHoursSpecification of schema.org: its days, its hours, the dates between which it holds.

Opening times are wall times. An end before its start is on the next day. 00:00 to 00:00 is closed and 00:00 to 23:59
is open all day: conventions of search engines, since a schema.org time is one of a single day. No opening at all is
closed, too. Any other end that equals its start might mean either, and is refused.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from slacal.calendars.day_windows import WHOLE_DAY
from slacal.calendars.names import weekday_number
from slacal.calendars.plain_date import date_of
from slacal.errors import BadInput, nearest
from slacal.spans.day_time import DAY, Window, clock_text, seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPE = "OpeningHoursSpecification"
_LONG_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOLIDAYS = "PublicHolidays"
_ADDRESSES = ("https://schema.org/", "http://schema.org/", "schema:")
_KNOWN = (
    "@context",
    "@type",
    "@id",
    "name",
    "description",
    "dayOfWeek",
    "opens",
    "closes",
    "validFrom",
    "validThrough",
)
_OFFSET = re.compile(r"\d(?:Z|[+-]\d\d:?\d\d)$")
_FIRST, _LAST = date(1000, 1, 1), date(9999, 12, 31)
_ALMOST_MIDNIGHT = (DAY - 60, DAY - 1)  # 23:59, with seconds or without


class Specification(NamedTuple):
    """One specification: its weekdays (Monday is 0), its window, or None for closed, and the dates of its hours."""

    path: str
    weekdays: frozenset[int]
    public_holidays: bool
    window: Window | None
    dates: tuple[date, date] | None = None
    name: str = ""


def specification_of(said: object, path: str) -> Specification:
    """Read one specification from plain JSON. Raises: BadInput naming the property."""
    if not isinstance(said, dict):
        raise BadInput(path, said, "is no opening-hours specification", 'write {"dayOfWeek": ..., "opens": ..., ...}')
    tree = cast("dict[str, object]", said)
    for key in tree:
        if key not in _KNOWN:
            mend = nearest(key, _KNOWN, f"leave it out; known are {', '.join(_KNOWN)}")
            raise BadInput(f"{path}.{key}", tree[key], "is not known of opening hours", mend)
    if _plain(tree.get("@type", TYPE)) != TYPE:
        raise BadInput(f"{path}.@type", tree["@type"], "is no opening-hours specification", f"write {TYPE!r}")
    name = tree.get("name", "")
    if not isinstance(name, str):
        raise BadInput(f"{path}.name", name, "is not text", "write one text, in quotes")
    days = list(_days(tree.get("dayOfWeek"), f"{path}.dayOfWeek"))
    weekdays = frozenset(day for day in days if day is not None)
    return Specification(path, weekdays, None in days, _window(tree, path), _dates(tree, path), name.strip())


def _plain(word: object) -> object:
    """Return the word of schema.org that a name or an address means."""
    for address in _ADDRESSES:
        if isinstance(word, str) and word.startswith(address):
            return word.removeprefix(address)
    return word


def _days(said: object, field: str) -> Iterator[int | None]:
    """Yield the weekdays, None for public holidays."""
    if isinstance(said, list):
        for number, one in enumerate(cast("list[object]", said)):
            yield from _days(one, f"{field}[{number}]")
    elif said is not None:
        word = _plain(_named(said))
        weekday = weekday_number(word) if isinstance(word, str) else None
        if weekday is None and word != _HOLIDAYS:
            mend = nearest(str(word), (*_LONG_NAMES, _HOLIDAYS), f"write one of {', '.join(_LONG_NAMES)}, {_HOLIDAYS}")
            raise BadInput(field, word, "is not a day", mend)
        yield weekday


def _named(said: object) -> object:
    return cast("dict[str, object]", said).get("@id") if isinstance(said, dict) else said


def _window(tree: Mapping[str, object], path: str) -> Window | None:
    opens, closes = (_seconds(tree.get(key), f"{path}.{key}") for key in ("opens", "closes"))
    if opens is None and closes is None:
        return None
    if opens is None or closes is None:
        missing = "closes" if closes is None else "opens"
        raise BadInput(f"{path}.{missing}", None, "is missing", "give both times, or neither for closed")
    if opens == 0 and closes in _ALMOST_MIDNIGHT:
        return WHOLE_DAY
    if opens == closes == 0:
        return None
    if opens == closes:
        mend = "write 00:00 to 23:59 for all day, 00:00 to 00:00 for closed, or split the hours at midnight"
        raise BadInput(f"{path}.closes", tree["closes"], "is also when it opens: closed, or 24 hours", mend)
    if opens >= DAY or closes > DAY:
        raise BadInput(f"{path}.closes", tree["closes"], "lies past the day", "write times up to 24:00")
    return Window.between(opens, closes, f"{path}.closes")


def _seconds(said: object, field: str) -> int | None:
    if said is None:
        return None
    if isinstance(said, str) and _OFFSET.search(said):
        raise BadInput(field, said, "has an offset", "write the wall time alone; zone= says where it is")
    return seconds_of(cast("str", said), field)


def _dates(tree: Mapping[str, object], path: str) -> tuple[date, date] | None:
    if tree.get("validFrom") is None and tree.get("validThrough") is None:
        return None
    begins = _date(tree.get("validFrom"), _FIRST, f"{path}.validFrom")
    ends = _date(tree.get("validThrough"), _LAST, f"{path}.validThrough")
    if begins < _FIRST:
        raise BadInput(f"{path}.validFrom", str(begins), "lies before the year 1000", "mend the year")
    if ends < begins:
        raise BadInput(f"{path}.validThrough", str(ends), f"lies before validFrom, {begins}", "swap the two")
    return begins, ends


def _date(said: object, default: date, field: str) -> date:
    if said is None:
        return default
    if not isinstance(said, str):
        raise BadInput(field, said, "is not a date", "write it as '2026-12-31'")
    return date_of(said, field)


def written(specification: Specification) -> dict[str, object]:
    """Return a specification as plain JSON. Raises: BadInput for hours that schema.org cannot tell."""
    names = [_ADDRESSES[0] + _LONG_NAMES[weekday] for weekday in sorted(specification.weekdays)]
    names += [_ADDRESSES[0] + _HOLIDAYS] * specification.public_holidays
    opens, closes = _clocks(specification.window, specification.path)
    days = {"dayOfWeek": names[0] if len(names) == 1 else names} if names else {}
    tree: dict[str, object] = {"@type": TYPE, **days, "opens": opens, "closes": closes}
    if specification.dates:
        begins, ends = specification.dates
        tree |= {"validFrom": begins.isoformat(), "validThrough": ends.isoformat()}
    return {**tree, "name": specification.name} if specification.name else tree


def _clocks(window: Window | None, path: str) -> tuple[str, str]:
    if window is None:
        return "00:00", "00:00"
    if window == WHOLE_DAY:
        return "00:00", "23:59"
    if window.opens == 0 and window.closes in _ALMOST_MIDNIGHT:
        raise BadInput(path, str(window), "would be read as all day", "write 00:00-24:00, or another minute")
    if window.closes - window.opens == DAY:
        problem = "is a whole day that is no date, for which schema.org has no words"
        raise BadInput(path, str(window), problem, "split it at midnight")
    return clock_text(window.opens), clock_text(window.closes % DAY)
