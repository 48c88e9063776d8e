"""Every law by name, and `check_law`, which looks for a case that breaks one."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from slacal.errors import UnknownName
from slacal.testing.law import Case, Law, LawBroken, Verdict
from slacal.testing.laws_of_columns import LAWS_OF_COLUMNS
from slacal.testing.laws_of_days import LAWS_OF_DAYS
from slacal.testing.laws_of_edges import LAWS_OF_EDGES
from slacal.testing.laws_of_oracle import LAWS_OF_ORACLE
from slacal.testing.laws_of_tickets import LAWS_OF_TICKETS
from slacal.testing.laws_of_time import LAWS_OF_TIME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy

__all__ = ["CALENDAR_LAWS", "LAWS", "POLICY_LAWS", "Case", "Law", "LawBroken", "Verdict", "check_law"]

_OF_CALENDARS = (*LAWS_OF_TIME, *LAWS_OF_EDGES, *LAWS_OF_DAYS, *LAWS_OF_ORACLE, *LAWS_OF_COLUMNS)
CALENDAR_LAWS: Mapping[str, Law] = MappingProxyType({law.name: law for law in _OF_CALENDARS})
"""The laws of calendars, by name."""

POLICY_LAWS: Mapping[str, Law] = MappingProxyType({law.name: law for law in LAWS_OF_TICKETS})
"""The laws of policies and their tickets, by name."""

LAWS: Mapping[str, Law] = MappingProxyType({**CALENDAR_LAWS, **POLICY_LAWS})
"""All laws, by name."""

_MICROSECOND = timedelta(microseconds=1)


def check_law(
    law: Law | str,
    subject: Any,
    *,
    calendar: Calendar | None = None,
    policy: Policy | Terms | None = None,
    examples: int = 100,
    tick: timedelta = _MICROSECOND,
    report: Literal["smallest", "first"] = "smallest",
) -> Verdict:
    """Check a law on drawn cases; a case that breaks it is made as small as it goes, unless the first will do.

    `calendar` describes the hours that `subject` stands for: cases then lie near its edges, and the laws that ask
    the oracle can be checked. `policy` likewise describes what it promises, and is needed by the laws of tickets, whose
    cases are drawn from what it reads. `tick` is the least amount of time that the subject tells apart: times and
    amounts are whole numbers of it. A law that asks what the subject does not answer is skipped. Raises: LawBroken;
    UnknownName; MissingExtra without hypothesis.

    >>> from slacal.calendars.calendar import Calendar
    >>> hours = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow")
    >>> check_law("additivity", hours, calendar=hours, examples=5)
    'held'
    """
    from slacal.testing.law_cases import (
        calendar_cases,
        given,
        settings_for,
        ticket_cases,
    )  # it needs hypothesis

    found = law_named(law)
    of_tickets = found.name in POLICY_LAWS
    if found.lacks(subject, policy if of_tickets else calendar) or (of_tickets and policy is None):
        return "skipped"
    drawn: Any = ticket_cases(policy) if of_tickets and policy is not None else calendar_cases(calendar, tick)
    verdicts: set[Verdict] = set()

    @settings_for(examples, shrink=report == "smallest")
    @given(drawn)
    def holds(case: Any) -> None:
        verdicts.add(found.holds(subject, case))

    holds()
    return "held" if "held" in verdicts else "skipped"


def law_named(law: Law | str) -> Law:
    """Return the law of a name. Raises: UnknownName."""
    if isinstance(law, Law):
        return law
    if law not in LAWS:
        raise UnknownName("law", law, "is not the name of a law", f"take one of {', '.join(LAWS)}")
    return LAWS[law]
