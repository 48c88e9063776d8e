"""A desk as its history shows it: when tickets arrive, of which kind, and what happens to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from slacal.analysis.paths import Paths, paths_of
from slacal.batch.evaluating import opening_of
from slacal.batch.log_codes import Codes
from slacal.batch.log_hard import terms_of
from slacal.batch.log_rows import Rows, rows_of, table_of
from slacal.batch.walls import walls_of
from slacal.calendars.calendar import Calendar
from slacal.engine.facts import as_text
from slacal.errors import BadInput, nearest
from slacal.errors.doors import check_type
from slacal.spans.instant import to_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from slacal.batch.numbers import Ints
    from slacal.policies.policy import Policy

HOUR = 3_600_000_000  # microseconds
WEEK = 168  # hours
_MONDAY = 72  # the hours from Monday to 1970-01-01, a Thursday


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """A desk as `fit` found it: ``tickets`` of a history, and for each how often one like it comes in a week.

    ``calendar`` is when its team worked, and its zone that of the hours of the week; ``by`` the fact that parts the
    tickets into ``groups``, None for one group. ``until`` is the last creation, in microseconds.
    """

    tickets: int
    groups: tuple[str, ...]
    calendar: Calendar
    by: str | None
    until: int
    rows: Rows
    paths: Paths
    group: Ints
    hour: Ints
    week: Ints
    rate: np.ndarray[Any, np.dtype[np.float64]]

    def __repr__(self) -> str:
        return f"Desk({self.tickets} tickets, by={self.by!r}, groups={self.groups})"


def fit(
    events: Any,
    policy: Policy,
    as_of: datetime,
    columns: Mapping[str, str] | None = None,
    *,
    calendar: Calendar,
    by: str | None = "priority",
    created_with: Mapping[str, str] | None = None,
    zone: str | None = None,
) -> Desk:
    """Return the desk that a log shows: what is known of it at `as_of`, to be simulated under other terms.

    The log and what leads to its columns are as for `evaluate_log`; name in `columns` every fact that a policy to be
    tried reads. `calendar`: when the team worked. `by`: the fact whose value at the creation parts the tickets into
    groups.

    What is fitted: tickets arrive by chance, at each hour of the week and in each group as often as in the history,
    in the zone of `calendar`; each goes the way of a ticket that arrived in the same hour of the week and group. A way
    is a list of stretches. While the clock of a promise of `policy` runs, the team works, which is kept as open time of
    `calendar`; while none runs, others do, which is kept as real time. A ticket that was still open at `as_of` goes
    the way of one of its group that was worked on for longer. What such a log cannot tell: how long hands were on a
    ticket (see `Team`), and whatever changes from week to week for reasons of its own. Facts that are instants stay as
    they were. Cost: some microseconds an event. Raises: WrongType, BadInput.

    >>> import numpy as np
    >>> office = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> policy = Policy.from_dict({
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "2 business hours"}]}},
    ... })
    >>> log = {
    ...     "ticket": np.array(["T-1", "T-1", "T-2", "T-2"]),
    ...     "at": np.array(["2026-11-16T10:00", "2026-11-16T11:30", "2026-11-20T18:00", "2026-11-23T13:00"], "M8[s]"),
    ...     "event": np.array(["created", "agent_reply"] * 2),
    ... }
    >>> fit(log, policy, datetime(2026, 11, 24, tzinfo=UTC), calendar=office, by=None)
    Desk(2 tickets, by=None, groups=('',))
    """
    check_type("calendar", calendar, Calendar, "a Calendar", "pass the hours of the team in the history")
    if by is not None:
        check_type("by", by, str, "the name of a fact", "pass one name, or None for a single group")
    terms, now = terms_of(policy), to_micros(as_of, "as_of")
    wanted = terms.fields if by is None else terms.fields | {by}
    table = table_of(events, {} if columns is None else columns, wanted, zone)
    rows = _begun(rows_of(table, now, opening_of(created_with)))
    if not len(rows):
        raise BadInput("events", 0, "tickets begin by then", "pass a log with tickets, and an as_of behind them")
    group = _groups(rows, by)
    created = rows.at[rows.bounds[:-1]]
    hours = walls_of(created, zone_info(calendar.zone)) // HOUR
    span = np.arange(int(hours.min()), int(hours.max()) + 1)
    seen = np.bincount((span + _MONDAY) % WEEK, minlength=WEEK)
    hour = (hours + _MONDAY) % WEEK
    return Desk(
        len(created), tuple(group.values), calendar, by, int(created.max()), rows,
        paths_of(rows, terms, calendar, now), group.places, hour, (hours - hours.min()) // WEEK, 1 / seen[hour],
    )  # fmt: skip


def _begun(rows: Rows) -> Rows:
    """Leave out the tickets that begin after the question."""
    begun = np.flatnonzero(np.diff(rows.bounds))
    tickets = [rows.tickets[place] for place in begun.tolist()]
    bounds = np.append(rows.bounds[begun], rows.bounds[-1:])
    return Rows(
        tickets, bounds, rows.heads, rows.at, rows.kinds, rows.facts, rows.changed, rows.details, 0,
    )  # fmt: skip


def _groups(rows: Rows, by: str | None) -> Codes:
    """Return the group of each ticket: what a fact said at its creation, an empty text where it said nothing."""
    heads = rows.bounds[:-1]
    if by is None:
        return Codes(np.zeros(len(heads), np.int64), [""])
    if by not in rows.facts:
        mend = nearest(by, rows.facts, f"name its column, as in columns={{{by!r}: 'urgency'}}, or pass by=None")
        raise BadInput("by", by, "is not a fact of the log", mend)
    places, values = rows.facts[by].taken(heads)
    texts = np.array([*map(as_text, values), ""])[places]  # -1: the last one
    names, found = np.unique(texts, return_inverse=True)
    return Codes(found, names.tolist())
