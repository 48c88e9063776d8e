"""Hypothesis strategies for answers: what drawn calendars and policies say, for tests of code that shows or stores it.

An answer prints as the library prints it; a failing test notes beside it what was asked, as the Python that builds it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache, reduce
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from hypothesis import note, reject
from hypothesis import strategies as st

from slacal.calendars.calendar import Calendar
from slacal.engine.tracker import Tracker
from slacal.errors import BeyondHorizon
from slacal.testing.strategies import calendars, instants
from slacal.testing.strategies_of_histories import histories, messy_histories
from slacal.testing.strategies_of_hours import dates, weekly_calendars, zones
from slacal.testing.strategies_of_policies import policies

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.calendars.review import Finding
    from slacal.calendars.stretch import Day, OpenSpan, Status, Stretch
    from slacal.engine.cycle import Cycle
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.explain import Explanation
    from slacal.engine.history import History
    from slacal.engine.target_result import TargetResult
    from slacal.policies.policy import Policy

_Answer = TypeVar("_Answer")


@st.composite
def _asked(draw: DrawFn, some: SearchStrategy[Calendar] | None = None) -> tuple[Calendar, datetime]:
    calendar = draw(calendars() if some is None else some)
    at = draw(instants(calendar))
    note({"calendar": calendar, "at": at})
    return calendar, at


@st.composite
def _tickets(draw: DrawFn) -> tuple[Policy, History]:
    policy, history = draw(policies()), draw(st.one_of(histories(), messy_histories()))
    note({"policy": policy, "history": history})
    return policy, history


def within_reach(ask: Callable[[], _Answer]) -> _Answer:
    """Ask, and pass over a promise that a calendar of a second a day does not keep in 200 years."""
    try:
        return ask()
    except BeyondHorizon:
        reject()


@st.composite
def days(draw: DrawFn) -> Day:
    """Draw what a calendar says of a date."""
    calendar = draw(calendars())
    on = draw(dates(calendar.zone))
    note({"calendar": calendar, "date": on})
    return calendar.day(on)


@st.composite
def statuses(draw: DrawFn) -> Status:
    """Draw what a calendar says of an instant."""
    calendar, at = draw(_asked())
    return calendar.status(at)


@st.composite
def stretches(draw: DrawFn) -> Stretch:
    """Draw one of the stretches in which a calendar accounts for three days."""
    calendar, start = draw(_asked())
    return draw(st.sampled_from(calendar.explain(start, start + timedelta(days=3))))


@st.composite
def open_spans(draw: DrawFn) -> OpenSpan:
    """Draw one of the next open spans of a calendar."""
    calendar, start = draw(_asked(weekly_calendars()))  # each opens again and again
    return draw(st.sampled_from([*islice(calendar.spans_after(start), 3)]))


@st.composite
def findings(draw: DrawFn) -> Finding:
    """Draw what the review of a calendar finds whose nights are longer than its days."""
    swapped = Calendar.weekly("Mo-Fr 18:00-09:00", zone=draw(zones()))
    year = draw(st.integers(2025, 2030))
    note({"calendar": swapped, "year": year})
    return swapped.review(date(year, 1, 1), date(year + 1, 1, 1))[0]


@st.composite
def evaluations(draw: DrawFn) -> Evaluation:
    """Draw what a policy says of a ticket, well-formed or messy, at its last event or up to some days later.

    >>> from slacal.testing import simplest
    >>> simplest(evaluations())
    <Evaluation of 'T-1' at 2026-01-05 09:00:00+00:00: answer: running, open>
    """
    policy, history = draw(_tickets())
    last = history.events[-1].at if history.events else draw(instants())
    hours = draw(st.one_of(st.just(0), st.integers(0, 30 * 24)))
    as_of = last + timedelta(hours=hours)
    note({"as_of": as_of})
    return within_reach(lambda: policy.evaluate(history, as_of=as_of))


@st.composite
def trackers(draw: DrawFn) -> Tracker:
    """Draw trackers of tickets to which something has happened.

    >>> from slacal.testing import simplest
    >>> simplest(trackers())
    <Tracker of 'T-1' under 'Support'>
    """
    policy, history = draw(_tickets())
    return within_reach(lambda: reduce(Tracker.after, history, policy.track(history.ticket)))


@st.composite
def target_results(draw: DrawFn) -> TargetResult:
    """Draw what an evaluation says of one target."""
    evaluation = draw(evaluations())
    return evaluation[draw(st.sampled_from([*evaluation]))]


@lru_cache
def cycles() -> SearchStrategy[Cycle]:
    """Draw one cycle of an evaluation."""
    return (
        target_results()
        .filter(lambda found: len(found.cycles) > 0)
        .flatmap(lambda found: st.sampled_from(found.cycles))
    )


@lru_cache
def explanations() -> SearchStrategy[Explanation]:
    """Draw the explanation of a cycle."""
    return cycles().map(lambda cycle: cycle.explain())
