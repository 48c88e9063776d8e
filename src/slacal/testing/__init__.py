"""The room that proves it: hypothesis strategies, an oracle that walks and counts, and laws for any subject.

Each name loads when it is first used; those that draw need hypothesis, the extra ``slacal[testing]``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from slacal.errors import MissingExtra

if TYPE_CHECKING:
    from slacal.testing.columns import Columns as Columns
    from slacal.testing.golden import assert_same_answers as assert_same_answers
    from slacal.testing.law import Case as Case
    from slacal.testing.law import Law as Law
    from slacal.testing.law import LawBroken as LawBroken
    from slacal.testing.law_classes import CalendarLaws as CalendarLaws
    from slacal.testing.law_classes import PolicyLaws as PolicyLaws
    from slacal.testing.law_report import LawReport as LawReport
    from slacal.testing.law_report import check_law as check_law
    from slacal.testing.law_report import check_laws as check_laws
    from slacal.testing.law_result import LawResult as LawResult
    from slacal.testing.laws import CALENDAR_LAWS as CALENDAR_LAWS
    from slacal.testing.laws import LAWS as LAWS
    from slacal.testing.laws import POLICY_LAWS as POLICY_LAWS
    from slacal.testing.laws_of_tickets import TicketCase as TicketCase
    from slacal.testing.machine import TicketMachine as TicketMachine
    from slacal.testing.oracle import Oracle as Oracle
    from slacal.testing.policy_oracle import PolicyOracle as PolicyOracle
    from slacal.testing.policy_oracle import seen_by as seen_by
    from slacal.testing.policy_tickets import tickets as tickets
    from slacal.testing.simplest_value import simplest as simplest
    from slacal.testing.strategies import amounts as amounts
    from slacal.testing.strategies import calendars as calendars
    from slacal.testing.strategies import day_rules as day_rules
    from slacal.testing.strategies import instants as instants
    from slacal.testing.strategies_of_answers import evaluations as evaluations
    from slacal.testing.strategies_of_answers import trackers as trackers
    from slacal.testing.strategies_of_histories import events as events
    from slacal.testing.strategies_of_histories import histories as histories
    from slacal.testing.strategies_of_histories import messy_histories as messy_histories
    from slacal.testing.strategies_of_hours import dates as dates
    from slacal.testing.strategies_of_hours import holiday_dates as holiday_dates
    from slacal.testing.strategies_of_hours import holiday_sources as holiday_sources
    from slacal.testing.strategies_of_hours import production_calendars as production_calendars
    from slacal.testing.strategies_of_hours import public_holidays as public_holidays
    from slacal.testing.strategies_of_hours import special_days as special_days
    from slacal.testing.strategies_of_hours import weekly_calendars as weekly_calendars
    from slacal.testing.strategies_of_hours import weekly_hours as weekly_hours
    from slacal.testing.strategies_of_hours import zones as zones
    from slacal.testing.strategies_of_policies import goals as goals
    from slacal.testing.strategies_of_policies import policies as policies
    from slacal.testing.strategies_of_policies import policy_documents as policy_documents
    from slacal.testing.subject import Subject as Subject

_HOMES = {
    "columns": ("Columns",),
    "golden": ("assert_same_answers",),
    "law": ("Case", "Law", "LawBroken"),
    "law_classes": ("CalendarLaws", "PolicyLaws"),
    "law_report": ("LawReport", "check_law", "check_laws"),
    "law_result": ("LawResult",),
    "laws": ("CALENDAR_LAWS", "LAWS", "POLICY_LAWS"),
    "laws_of_tickets": ("TicketCase",),
    "machine": ("TicketMachine",),
    "oracle": ("Oracle",),
    "policy_oracle": ("PolicyOracle", "seen_by"),
    "policy_tickets": ("tickets",),
    "simplest_value": ("simplest",),
    "strategies": ("amounts", "calendars", "day_rules", "instants"),
    "strategies_of_answers": ("evaluations", "trackers"),
    "strategies_of_histories": ("events", "histories", "messy_histories"),
    "strategies_of_hours": (
        "dates", "holiday_dates", "holiday_sources", "production_calendars", "public_holidays", "special_days",
        "weekly_calendars", "weekly_hours", "zones",
    ),
    "strategies_of_policies": ("goals", "policies", "policy_documents"),
    "subject": ("Subject",),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    # when are we open?
    "calendars", "weekly_calendars", "weekly_hours", "special_days", "public_holidays", "production_calendars",
    "holiday_dates", "holiday_sources", "day_rules", "zones", "dates", "instants", "amounts",
    # what was promised, and what happened?
    "policies", "policy_documents", "goals", "histories", "messy_histories", "events", "evaluations", "trackers",
    # what does a failing test shrink towards?
    "simplest",
    # which law does it break?
    "check_laws", "check_law", "CalendarLaws", "PolicyLaws", "LawReport", "LawResult", "LAWS", "CALENDAR_LAWS",
    "POLICY_LAWS", "Law", "LawBroken", "Case", "TicketCase", "Subject", "Columns", "tickets",
    # what is right?
    "Oracle", "PolicyOracle", "seen_by", "TicketMachine", "assert_same_answers",
]  # fmt: skip


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'slacal.testing' has no attribute {name!r}")
    try:
        found = getattr(import_module(f"slacal.testing.{home}"), name)
    except ModuleNotFoundError as missing:
        if missing.name != "hypothesis":
            raise
        problem = "needs the package hypothesis, which is not installed"
        raise MissingExtra(name, "hypothesis", problem, 'pip install "slacal[testing]"') from None
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
