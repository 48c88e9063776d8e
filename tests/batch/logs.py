"""Histories as logs: columns of numpy arrays, and frames of every library."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from slacal import Event, History

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slacal.engine.terms import Terms

LIBRARIES = ["numpy", "pandas", "polars", "pyarrow"]


class Promised:
    """A policy that has nothing but its terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms


def columns_of(terms: Terms, log: Sequence[History], *, kinds: bool) -> dict[str, Any]:
    """Return histories as columns; a fact that a row does not change, or that is absent, is None."""
    events = [(history.ticket, event) for history in log for event in history.events]
    facts = sorted({name for _, event in events for name in event.changes} | terms.fields)
    details = sorted({name for _, event in events for name in event.details})
    found: dict[str, Any] = {
        "ticket": np.array([ticket for ticket, _ in events], object),
        "at": np.array([event.instant for _, event in events], "M8[us]"),
    }
    for name in facts:
        found[name] = np.array([event.changes.get(name) for _, event in events], object)
    if kinds:
        found["event"] = np.array([event.kind for _, event in events], object)
        for name in details:
            found[name] = np.array([event.details.get(name) for _, event in events], object)
    return found


def names_of(log: Iterable[History], *, kinds: bool) -> dict[str, str]:
    facts = {name for history in log for event in history.events for name in event.changes}
    details = {name for history in log for event in history.events for name in event.details} if kinds else set[str]()
    return {name: name for name in facts} | {f"details.{name}": name for name in details}


def without_removals(history: History, ticket: str) -> History:
    """Return a history in which no fact is taken away: a log of events has no cell for that."""
    events = [
        Event(e.at, e.kind, {name: value for name, value in e.changes.items() if value is not None}, details=e.details)
        for e in history.events
    ]
    return History(ticket, events)


def listed(column: Any) -> list[Any]:
    for name in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, name):
            return cast("list[Any]", getattr(column, name)())
    raise TypeError(repr(column))


def as_frame(library: str, columns: dict[str, list[Any]]) -> Any:
    """Return columns as a frame; instants are of UTC."""
    if library == "numpy":
        return {name: np.array(values, "M8[us]" if name == "at" else object) for name, values in columns.items()}
    module = pytest.importorskip(library)
    zoned = {**columns, "at": [at.replace(tzinfo=UTC) for at in columns["at"]]}
    return module.table(zoned) if library == "pyarrow" else module.DataFrame(zoned)
