"""The laws that hold every answer against the oracle, which walks and counts: one law a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from slacal.errors import SlacalError
from slacal.testing.law import Case, Law, LawBroken, expect, in_order
from slacal.testing.oracle import Oracle
from slacal.testing.oracle_clock import date_shown, instant_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.day_rule import DayRule

    Question = Callable[[Any, Case], object]


@lru_cache(maxsize=64)
def oracle_of(calendar: Calendar) -> Oracle:
    """Return the oracle of a calendar: the same one for as long as it is in use, since it remembers dates."""
    return Oracle(calendar)


def _agrees(name: str, needs: str, question: Question) -> Law:
    """Return the law that a question has the oracle's answer, an error included: it may not refuse what is there."""

    def check(subject: Any, case: Case) -> None:
        assert case.calendar is not None  # noqa: S101 - the law needs it, and is skipped without
        right = question(oracle_of(case.calendar), case)
        try:
            found = question(subject, case)
        except SlacalError as error:
            raise LawBroken(f"  right = {right!r}\n  error = {error!r}") from error
        expect(_plain(found) == _plain(right), found=found, right=right)

    return Law(f"oracle: {name}", f"{name} is what walking and counting gives", (needs, "calendar"), check)


def _plain(answer: object) -> object:
    """Return an answer so that it can be compared: datetimes as instants."""
    if isinstance(answer, datetime):
        return instant_of(answer)
    if isinstance(answer, list | tuple):
        return list(map(_plain, cast("Iterable[object]", answer)))
    return answer


def _between(case: Case) -> tuple[datetime, datetime]:
    a, b = in_order(case.a, case.b)
    return a, b


def _rule(case: Case) -> DayRule:
    return case.rule if case.days > 0 else replace(case.rule, cutoff=None)


def _dates(case: Case) -> tuple[date, date]:
    assert case.calendar is not None  # noqa: S101 - the law needs it, and is skipped without
    zone = case.calendar.zone
    return date_shown(instant_of(case.a), zone), date_shown(instant_of(case.b), zone)


_NONE = timedelta(0)

LAWS_OF_ORACLE = (
    _agrees("is_open", "is_open", lambda s, c: s.is_open(c.a)),
    _agrees("elapsed", "elapsed", lambda s, c: s.elapsed(c.a, c.b)),
    _agrees("add", "add", lambda s, c: s.add(c.a, c.amount)),
    _agrees("add far", "add(edge)", lambda s, c: s.add(c.a, c.amount, edge="far")),
    _agrees("subtract", "subtract", lambda s, c: s.subtract(c.a, c.amount)),
    _agrees("subtract far", "subtract(edge)", lambda s, c: s.subtract(c.a, c.amount, edge="far")),
    _agrees("add nothing", "add", lambda s, c: s.add(c.a, _NONE)),
    _agrees("next_open", "next_open", lambda s, c: s.next_open(c.a)),
    _agrees("next_close", "next_close", lambda s, c: s.next_close(c.a)),
    _agrees("previous_open", "previous_open", lambda s, c: s.previous_open(c.a)),
    _agrees("previous_close", "previous_close", lambda s, c: s.previous_close(c.a)),
    _agrees("roll_forward", "roll_forward", lambda s, c: s.roll_forward(c.a)),
    _agrees("roll_back", "roll_back", lambda s, c: s.roll_back(c.a)),
    _agrees("spans", "spans", lambda s, c: list(s.spans(*_between(c)))),
    _agrees("is_business_day", "is_business_day", lambda s, c: s.is_business_day(_dates(c)[0])),
    _agrees("count_business_days", "count_business_days", lambda s, c: s.count_business_days(*_dates(c))),
    _agrees(
        "add_business_days", "add_business_days(rule)", lambda s, c: s.add_business_days(c.a, c.days, rule=_rule(c))
    ),
)
