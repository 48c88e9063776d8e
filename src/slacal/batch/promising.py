"""Due dates for a whole frame of tickets that were only just created."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from slacal.batch.evaluating import cycles_of
from slacal.batch.log_codes import Codes
from slacal.batch.log_dues import dues_of
from slacal.batch.log_frame import Maker
from slacal.batch.log_hard import Hard, beyond_columns, terms_of
from slacal.batch.log_rows import AT, OPENING, Rows, Table, refuse_missing, table_of
from slacal.batch.log_scalar import history_of
from slacal.batch.log_signals import Asker, signals_of
from slacal.batch.numbers import MISSING
from slacal.engine.replay import replay
from slacal.errors.doors import all_of, check_type
from slacal.spans.instant import from_micros, to_micros
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    from slacal.batch.numbers import Ints
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy


def promises(
    tickets: Any,
    policy: Policy,
    *,
    created: str = "created",
    facts: Sequence[str] | Mapping[str, str] | None = None,
    zone: str | None = None,
) -> Any:
    """Return the frame with a column ``<target>_due_at`` for each target: what is promised to each ticket.

    As `Policy.promises` says of each row alone; missing where nothing is due. A column of such a name that the frame
    has is replaced; every ticket has a creation. `created` is the column of instants,
    `facts` those of the columns that the policy may read, or a mapping from its names to theirs; all columns of names
    that it reads where None. `zone`: that of wall times without one. Times are in the zone of `created`.
    Cost: some hundred nanoseconds a ticket and target. Raises: WrongType, BadInput; what `Policy.promises` does, for
    the first ticket that cannot be judged.

    >>> import numpy as np
    >>> policy = Policy.from_dict({
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... })
    >>> tickets = {"created": np.array(["2026-11-20T18:00", "2026-11-23T10:30"], "M8[s]")}
    >>> promises(tickets, policy)["answer_due_at"].tolist()
    [datetime.datetime(2026, 11, 23, 17, 0), datetime.datetime(2026, 11, 23, 18, 30)]
    """
    check_type("created", created, str, "the name of a column", "name the column of the tickets' creation")
    terms = terms_of(policy)
    names = _names(facts)
    wanted = terms.fields if facts is None else ()
    table = table_of(tickets, {**dict(names), AT: created}, wanted, zone, ticket=None)
    rows = _rows_of(table)
    maker = Maker(table.frame, str(table.zone_of(AT)))
    dues = {name: np.full(len(rows), MISSING) for name in terms.plan.names}
    for first, some in rows.parts():
        asker = Asker(some)
        for name, due in dues.items():
            _write_dues(terms, name, asker, due[first : first + len(some)])
    made = {f"{name}_due_at": maker.instants(due) for name, due in dues.items()}
    if table.frame is None:
        return {**table.arrays, **made}
    return nw.to_native(table.frame.with_columns(*(_series(table.frame, name, one) for name, one in made.items())))


def _names(facts: Sequence[str] | Mapping[str, str] | None) -> Mapping[str, str]:
    """Return which columns hold facts, by the names of the policy. Raises: WrongType."""
    if isinstance(facts, Mapping):
        return facts
    given = () if facts is None else facts
    check_type("facts", given, Sequence, "a list of names", "pass a list of names, or {our name: column}")
    return {name: name for name in all_of("facts", given, str, "the name of a column", "pass a list of names")}


def _series(frame: nw.DataFrame[Any], name: str, values: Any) -> nw.Series[Any]:
    native: Any = nw.to_native(frame)
    if frame.implementation.is_pandas():
        values.index, values.name = native.index, name  # old narwhals rename in a way of which pandas 3.1 warns
    if frame.implementation.is_pyarrow():
        values = nw.get_native_namespace(frame).chunked_array([values])
    found: nw.Series[Any] = nw.from_native(values, series_only=True)
    return found if found.name == name else found.alias(name)


def _rows_of(table: Table) -> Rows:
    """Return a log in which each ticket is created, and nothing else happens."""
    at = table.times(AT)
    refuse_missing(at == MISSING, table, AT)
    count = len(at)
    facts = {name: table.facts(name) for name in table.names if name != AT}
    kinds = Codes(np.zeros(count, np.int64), [OPENING])
    return Rows([], np.arange(count + 1), np.ones(count, np.bool_), at, kinds, facts, facts, {}, 0)


def _write_dues(terms: Terms, name: str, asker: Asker, due: Ints) -> None:
    """Write when the tickets of a part are due."""
    rows = asker.rows
    target = terms.target(name)
    reason = "versions" if target is None else beyond_columns(terms, target)
    if target is None or reason not in ("", "warnings"):
        _ask(terms, name, rows, np.arange(len(rows)), due)
        return
    hard = Hard(len(rows))
    signals = signals_of(target, asker)
    cycles = cycles_of(target, signals, rows.at, hard)
    found = dues_of(cycles)
    told = cycles.promises.told[found.match]
    if terms.effective_from is not None:
        told &= rows.at[cycles.spans.ticket] >= terms.effective_from
    due[cycles.spans.ticket] = np.where(told, found.shown, MISSING)
    _ask(terms, name, rows, np.flatnonzero(hard.flags), due)


def _ask(terms: Terms, name: str, rows: Rows, tickets: Ints, due: Ints) -> None:
    """Write what the scalar engine says of some tickets."""
    utc = zone_info("UTC")
    for ticket in tickets.tolist():
        at = from_micros(int(rows.at[ticket]), utc)
        found = replay(terms, history_of(rows, ticket), at)[name].due_at
        due[ticket] = MISSING if found is None else to_micros(found)
