"""Hypothesis strategies for the plain values of the other rooms; each takes the type, as no room imports another.

What slacal makes of a whole log, `FoundGoals` or `Compliance`, is not drawn: make it of a log that is.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from hypothesis import assume
from hypothesis import strategies as st

from slacal.testing.strategies import amounts, instants
from slacal.testing.strategies_of_answers import evaluations, within_reach
from slacal.testing.strategies_of_histories import histories
from slacal.testing.strategies_of_hours import weekly_calendars
from slacal.testing.strategies_of_policies import policies

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

_TICKETS = st.integers(1, 99).map(lambda number: f"T-{number}")
_TARGETS = st.sampled_from(["answer", "solution"])
_GROUPS = st.sampled_from(["(all)", "high", "low"])
_COUNTS = st.integers(0, 10_000)
_FACTS = st.one_of(st.none(), st.booleans(), _COUNTS, st.text(max_size=20))
_LINES = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=60)

# -- analysis ----------------------------------------------------------------------------------------------------------


def agendas(kind: type[Any]) -> SearchStrategy[Any]:
    """Draw agendas of some tickets."""
    return st.dictionaries(_TICKETS, instants(), max_size=5).map(kind)


@st.composite
def upcoming(draw: DrawFn, kind: type[Any]) -> Any:
    """Draw promises that are still open, as their cycles tell them."""
    seen = draw(evaluations())
    ahead = [
        (due, cycle)
        for target in seen.targets
        for cycle in target.cycles
        if cycle.is_open and (due := cycle.due_at) is not None and due >= seen.as_of
    ]
    assume(ahead)
    due, cycle = draw(st.sampled_from(ahead))
    return kind(due, seen.ticket, cycle.target, cycle.number, due - seen.as_of, cycle.remaining, cycle)


def differences(kind: type[Any]) -> SearchStrategy[Any]:
    """Draw figures that were, and are otherwise now."""
    names = st.sampled_from(["answer[0].outcome", "answer[0].elapsed", "policy", "calendar desk"])
    return st.builds(kind, names, _FACTS, _FACTS).filter(lambda found: found.then != found.now)


@st.composite
def audits(draw: DrawFn, kind: type[Any]) -> Any:
    """Draw what became of a stored result."""
    rows = st.lists(differences(_beside(kind, "Difference")), max_size=3).map(tuple)
    found = draw(rows)
    return kind(not found, found, draw(rows))


@st.composite
def contrasts(draw: DrawFn, kind: type[Any]) -> Any:
    """Draw a cycle under two policies."""
    history = draw(histories())
    as_of = history.events[-1].at + timedelta(hours=draw(st.integers(0, 240)))
    asked = draw(policies()), draw(policies())
    old, new = within_reach(lambda: [one.evaluate(history, as_of=as_of) for one in asked])
    target = draw(st.sampled_from([*old]))
    cycles = [seen[target].cycles if target in seen else () for seen in (old, new)]
    told = (first[0].explain() if first else None for first in cycles)
    return kind(history.ticket, target, 1, tuple(zip(("old", "new"), told, strict=True)))


@st.composite
def figures(draw: DrawFn, kind: type[Any]) -> Any:
    """Draw figures over some runs: each lies within its interval."""
    low, mean, high = sorted(draw(st.lists(st.integers(0, 100).map(float), min_size=3, max_size=3)))
    return kind(mean, low, high, draw(st.floats(0, 10)))


def shares(kind: type[Any]) -> SearchStrategy[Any]:
    """Draw the share of a target and a group."""
    return st.builds(kind, _TARGETS, _GROUPS, figures(_beside(kind, "Figure")))


def waits(kind: type[Any]) -> SearchStrategy[Any]:
    """Draw the waits of a group."""
    figure = figures(_beside(kind, "Figure"))
    return st.builds(kind, _GROUPS, figure, figure)


def simulated(kind: type[Any]) -> SearchStrategy[Any]:
    """Draw what a simulation found."""
    figure = figures(_beside(kind, "Figure"))
    return st.builds(
        kind, st.integers(1, 8), st.integers(1, 50), _COUNTS, figure,
        st.lists(shares(_beside(kind, "Share")), max_size=3, unique_by=_named).map(tuple),
        st.lists(waits(_beside(kind, "Wait")), max_size=2, unique_by=_named).map(tuple),
        st.one_of(st.none(), figure), st.lists(_LINES, max_size=2).map(tuple),
    )  # fmt: skip


def _named(row: Any) -> tuple[str, ...]:
    """Return by what rows tell each other apart: the texts before their figures."""
    return tuple(value for value in row if isinstance(value, str))


@st.composite
def teams(draw: DrawFn, kind: type[Any]) -> Any:
    """Draw teams: their hours, their size, and how long a ticket takes them."""
    times = st.lists(amounts(), max_size=3)
    by_group = st.dictionaries(_GROUPS, st.lists(amounts(), min_size=1, max_size=3), max_size=2)
    orders = st.sampled_from([("arrival", ()), ("due", ()), ("priority", ("high", "low"))])
    size = st.one_of(st.none(), st.integers(1, 9))
    return kind(draw(weekly_calendars()), draw(size), *draw(orders), draw(times | by_group))


def _beside(kind: type[Any], name: str) -> Any:
    """Return another type of the module of a type."""
    return getattr(sys.modules[kind.__module__], name)


# -- show and batch ----------------------------------------------------------------------------------------------------


@st.composite
def pictures(draw: DrawFn, kind: type[Any]) -> Any:
    """Draw pictures of some lines of text."""
    text = draw(st.lists(_LINES, min_size=1, max_size=4).map("\n".join).filter(bool))
    return kind(f"<pre>{escape(text)}</pre>", text, draw(st.sampled_from(["en", "ru"])))


def promises_steps(kind: type[Any]) -> SearchStrategy[Any]:
    """Draw steps that carry due dates to workers."""
    return st.builds(kind, policies())


def log_steps(kind: type[Any]) -> SearchStrategy[Any]:
    """Draw steps that carry logs to workers."""
    return st.builds(kind, policies(), instants(), faults=st.sampled_from(["raise", "rows"]))
