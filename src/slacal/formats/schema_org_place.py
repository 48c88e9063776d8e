"""Place: the one thing in a page's JSON-LD that tells opening hours, whatever it is wrapped in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from slacal.calendars.day_windows import merged_windows
from slacal.calendars.weekly import WeeklyHours
from slacal.documents import loads
from slacal.errors import BadDocument, BadInput, SlacalError, nearest
from slacal.formats.schema_org_hours import specification_of
from slacal.formats.schema_org_week import special_days_of, week_of

if TYPE_CHECKING:
    from slacal.calendars.day_windows import Week
    from slacal.calendars.special_day import SpecialDay
    from slacal.formats.schema_org_hours import Specification

Tree: TypeAlias = dict[str, object]
_NAME = "schema.org"
_TEXTS, _WEEK, _SPECIAL = "openingHours", "openingHoursSpecification", "specialOpeningHoursSpecification"
_KEYS = {_TEXTS, _WEEK, _SPECIAL}
_OF_HOURS = {"dayOfWeek", "opens", "closes"}
_MOST = 1_000


class Place:
    """The hours of one place, as plain JSON."""

    def __init__(self, said: Tree) -> None:
        """Take the object that has the keys of hours."""
        self.said = said

    @classmethod
    def of(cls, text: str | bytes) -> Place:
        """Find the place in JSON text. Raises: BadDocument, BadInput when there is none, or more than one."""
        content: object = loads(text, format="json", name=_NAME).content
        if isinstance(content, dict) and "@graph" in content and not _KEYS & content.keys():
            content = cast("Tree", content)["@graph"]
        nodes = [cast("Tree", node) for node in _listed(content) if isinstance(node, dict)]
        if nodes and all(_OF_HOURS & node.keys() for node in nodes):
            return cls({_WEEK: nodes})
        places = [node for node in nodes if _KEYS & node.keys()]
        if len(places) != 1:
            raise _unclear(nodes, len(places))
        return cls(places[0])

    def week(self) -> WeeklyHours:
        """Return the hours of its week; where it tells them twice, both must say the same."""
        if _WEEK not in self.said:
            return self._week_of_texts()
        week = week_of(self._specifications(_WEEK))
        if _TEXTS in self.said and self._week_of_texts().days != week.days:
            raise BadInput(_TEXTS, self.said[_TEXTS], f"says other hours than {_WEEK}", "keep one of the two")
        return week

    def special_days(self) -> tuple[SpecialDay, ...]:
        """Return its special days."""
        return special_days_of(self._specifications(_SPECIAL))

    def _week_of_texts(self) -> WeeklyHours:
        days: Week = ((),) * 7
        said = self.said.get(_TEXTS, [])
        for number, text in enumerate(_listed(said)):
            field = f"{_TEXTS}[{number}]" if isinstance(said, list) else _TEXTS
            week = WeeklyHours.parse(cast("str", text), field)
            if week.dated or week.holidays is not None:
                raise BadInput(field, text, "is more than the hours of a week", f"write dates and holidays as {_WEEK}")
            days = tuple(merged_windows((*before, *more)) for before, more in zip(days, week.days, strict=True))
        return WeeklyHours(days)

    def _specifications(self, key: str) -> list[Specification]:
        said = self.said.get(key, [])
        items = _listed(said)
        if len(items) > _MOST:
            raise BadInput(key, len(items), f"are more than the {_MOST:,} that are read", "leave out the oldest")
        found: list[Specification] = []
        faults: list[SlacalError] = []
        for number, item in enumerate(items):
            try:
                found.append(specification_of(item, f"{key}[{number}]" if isinstance(said, list) else key))
            except SlacalError as fault:
                faults.append(fault)
        if faults:
            raise BadDocument(_NAME, faults)
        return found


def _listed(said: object) -> list[object]:
    return cast("list[object]", said) if isinstance(said, list) else [said]


def _unclear(nodes: list[Tree], count: int) -> BadInput:
    if count:
        return BadInput(_NAME, count, "places tell opening hours, and only one can be meant", "give the object of one")
    hours = [key for node in nodes for key in node if "hours" in key.lower()]
    mend = nearest(hours[0] if hours else "", _KEYS, f"give an object with {_WEEK}")
    return BadInput(_NAME, hours[0] if hours else "", "tells no opening hours", mend)
