"""Strategies for what laws are checked on: near the edges of a calendar, or from what a policy reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from slacal.errors import MissingExtra

try:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from hypothesis.errors import Flaky
except ImportError:
    problem = "need the package hypothesis, which is not installed"
    raise MissingExtra("laws", "hypothesis", problem, 'pip install "slacal[testing]"') from None

from slacal.testing.laws_of_tickets import TicketCase
from slacal.testing.oracle_clock import datetime_of, instant_of
from slacal.testing.policy_tickets import tickets
from slacal.testing.strategies import cases

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.calendars.calendar import Calendar
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy
    from slacal.testing.law import Case

__all__ = ["Flaky", "calendar_cases", "drawn", "given", "settings_for", "ticket_cases"]

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
_MICROSECOND = timedelta(microseconds=1)
_ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])
_MINUTE = 60_000_000
Drawn = TypeVar("Drawn")


def settings_for(examples: int, *, shrink: bool) -> settings:
    """Return how many examples are drawn, and whether one that fails is made smaller; no clock may fail a law."""
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    return settings(
        max_examples=examples, phases=phases, deadline=None, database=None, report_multiple_bugs=False,
        suppress_health_check=_QUIET,
    )  # fmt: skip


def drawn(strategy: SearchStrategy[Drawn], examples: int) -> list[Drawn]:
    """Return so many values of a strategy."""
    found: list[Drawn] = []

    @settings_for(examples, shrink=False)
    @given(strategy)
    def take(value: Drawn) -> None:
        found.append(value)

    take()
    return found


def calendar_cases(calendar: Calendar | None, tick: timedelta = _MICROSECOND) -> SearchStrategy[Case]:
    """Draw what laws of calendars are checked on; times and amounts are whole numbers of `tick`."""
    drawn = cases(calendar)
    return drawn if tick == _MICROSECOND else drawn.map(lambda case: _rounded(case, tick))


def _rounded(case: Case, tick: timedelta) -> Case:
    a, b, c = (_at_tick(at, tick) for at in (case.a, case.b, case.c))
    amount, more = (max(by // tick * tick, tick) for by in (case.amount, case.more))
    return case._replace(a=a, b=b, c=c, amount=amount, more=more, tick=tick)


def _at_tick(at: datetime, tick: timedelta) -> datetime:
    instant, step = instant_of(at), tick // _MICROSECOND
    return datetime_of(instant // step * step).astimezone(at.tzinfo)


@st.composite
def ticket_cases(draw: DrawFn, policy: Policy | Terms) -> TicketCase:
    """Draw what laws of tickets are checked on."""
    history, as_of = draw(tickets(policy))
    minutes = draw(st.one_of(st.sampled_from([0, 1, 60, 480, 1_440]), st.integers(0, 10_000)))
    later = datetime_of(instant_of(as_of) + minutes * _MINUTE)
    return TicketCase(policy, history, as_of, later, draw(st.integers(0, 7)), ZoneInfo(draw(_ZONES)))
