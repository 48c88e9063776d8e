"""DateRule: the RRULE of an all-day event, as dates.

Most rules of holiday feeds are a month and a day, year after year, many of them since long ago; those are counted out
here, the others go to `slacal.calendars.recurrence`, whose rules begin in 1970 or hold in every year.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from slacal.calendars.recurrence import rule_dates, rule_text
from slacal.calendars.recurrence_text import DAYS, checked_rule
from slacal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_YEAR = 1970
_UNTIL = re.compile(r"(UNTIL=\d{8})T\d{6}(Z?)", re.IGNORECASE)
_PLAIN = {"FREQ", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY"}
_NAMES_A_DAY = {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}


class DateRule(NamedTuple):
    """Dates that recur from `start` on; `text` is empty where they are its month and day, every year."""

    start: date
    text: str
    until: date | None = None

    @classmethod
    def of(cls, written: str, start: date, field: str) -> DateRule:
        """Read a rule that begins on `start`. Raises: BadInput for a rule of times, or one that matches no date.

        >>> [str(on) for on in DateRule.of("FREQ=YEARLY", date(1880, 12, 25), "RRULE").dates(range(2026, 2028))]
        ['2026-12-25', '2027-12-25']
        """
        try:
            parts = _parts(written, field)
            if _is_anniversary(parts, start):
                return cls._anniversary(start, _until(parts), written, field)
            return cls(start, rule_text(_text(parts, start, written, field), field))
        except BadInput as refused:
            raise BadInput(field, written, refused.problem, refused.mend) from None

    @classmethod
    def _anniversary(cls, start: date, until: date | None, written: str, field: str) -> DateRule:
        if until is not None and until < start:
            _refuse(written, field, f"ends before {start}, its own first date", "mend UNTIL or DTSTART")
        return cls(start, "", until)

    def dates(self, years: range) -> Iterator[date]:
        """Yield its dates in `years`, in order. Cost: as `rule_dates`; little for a month and a day."""
        for year in range(max(years.start, self.start.year), years.stop):
            found = rule_dates(self.text, year) if self.text else _anniversary(self.start, year)
            yield from (on for on in found if self.start <= on <= (self.until or date.max))

    @property
    def ends(self) -> bool:
        """Whether it has a last date."""
        return self.until is not None or "UNTIL=" in self.text or "COUNT=" in self.text

    @property
    def gives_its_start(self) -> bool:
        """Whether its start is one of its dates; RFC 5545 does not say what else it should be."""
        return not self.text or self.start in rule_dates(self.text, self.start.year)

    @property
    def special(self) -> str:
        """What `SpecialDay` takes for these dates; empty where it knows no rule that begins so early."""
        if self.start.year < _FIRST_YEAR:
            return ""
        until = f";UNTIL={_compact(self.until)}" if self.until else ""
        return f"rrule:{self.text or f'DTSTART={_compact(self.start)};FREQ=YEARLY{until}'}"


def _parts(written: str, field: str) -> dict[str, str]:
    until = _UNTIL.search(written)
    if until and until[2]:
        _refuse(written, field, "ends at an instant", "write UNTIL as a date, since its event is one of dates")
    dated = written.replace(until[0], until[1]) if until else written
    # Any start will do here: only the spelling is settled.
    text = checked_rule(f"DTSTART=20000101;{dated}", field)
    parts = dict(part.split("=") for part in text.split(";"))
    del parts["DTSTART"]
    return parts


def _is_anniversary(parts: dict[str, str], start: date) -> bool:
    if parts["FREQ"] != "YEARLY" or not parts.keys() <= _PLAIN:
        return False
    month, day = parts.get("BYMONTH"), parts.get("BYMONTHDAY")
    return month in ({str(start.month)} if day else {str(start.month), None}) and day in {str(start.day), None}


def _anniversary(start: date, year: int) -> tuple[date, ...]:
    try:
        return (start.replace(year=year),)
    except ValueError:  # 29 February
        return ()


def _text(parts: dict[str, str], start: date, written: str, field: str) -> str:
    """Return the rule with its start; one from before 1970 with what the start says, and without it."""
    if start.year >= _FIRST_YEAR:
        parts = {"DTSTART": _compact(start), **parts}
    elif parts.keys() & {"COUNT", "INTERVAL"}:
        _refuse(written, field, f"counts from before {_FIRST_YEAR}", "start the event later, in step with its rule")
    elif not parts.keys() & _NAMES_A_DAY and parts["FREQ"] != "DAILY":
        parts = {**_said_by(start, parts["FREQ"]), **parts}
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _said_by(start: date, freq: str) -> dict[str, str]:
    if freq == "WEEKLY":
        return {"BYDAY": DAYS[start.weekday()]}
    month = {"BYMONTH": str(start.month)} if freq == "YEARLY" else {}
    return {**month, "BYMONTHDAY": str(start.day)}


def _until(parts: dict[str, str]) -> date | None:
    return date.fromisoformat(parts["UNTIL"]) if "UNTIL" in parts else None


def _compact(on: date) -> str:
    return on.isoformat().replace("-", "")


def _refuse(written: str, field: str, problem: str, mend: str) -> NoReturn:
    raise BadInput(field, written, problem, mend)
