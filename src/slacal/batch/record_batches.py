"""Steps for engines of many machines: values that travel to the workers and turn Arrow data into Arrow data."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from slacal.batch.evaluating import evaluate_log
from slacal.batch.log_hard import terms_of
from slacal.batch.log_rows import AT, TICKET, table_of
from slacal.batch.log_table import FIELDS, FLAGS, INSTANTS, RATIOS, TEXTS
from slacal.batch.promising import promises
from slacal.errors import BadInput, MissingExtra, WrongType
from slacal.errors.doors import all_of, check_choice, check_type, each_of
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from slacal.batch.evaluating import LogResult
    from slacal.policies.policy import Policy

FAULT = "fault"
_BATCHES = "pass record batches of one schema, as in table.to_batches()"


@dataclass(frozen=True, slots=True)
class PromisesStep:
    """`promises` for engines: a record batch or table of tickets in, the same with a column of due dates a target out.

    Rows are judged by themselves, so any split into batches will do. ``policy``, ``created``, ``facts`` and ``zone``
    are those of `promises`, and so are its errors: a batch with a ticket that cannot be judged fails. Pickles. Needs
    pyarrow.

    >>> import pyarrow as pa
    >>> policy = Policy.from_dict({
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... })
    >>> step = PromisesStep(policy, created="opened")
    >>> tickets = pa.record_batch({"opened": [datetime(2026, 11, 20, 18, tzinfo=UTC)]})
    >>> str(step(tickets)["answer_due_at"][0])
    '2026-11-23 17:00:00+00:00'
    """

    policy: Policy
    created: str = "created"
    facts: Sequence[str] | Mapping[str, str] | None = field(default=None, kw_only=True, hash=False)
    zone: str | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        """Check the policy where the step is made, not on some worker."""
        terms_of(self.policy)

    def __call__(self, tickets: Any) -> Any:
        """Return a record batch or table with the due dates, as it came. Raises: what `promises` does."""
        table = _table(tickets)
        return _like(tickets, promises(table, self.policy, created=self.created, facts=self.facts, zone=self.zone))

    def stream(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield each record batch with its due dates: what Spark's ``mapInArrow`` takes. Raises: as a call."""
        return map(self, each_of("batches", batches, _BATCHES))

    def schema_of(self, schema: Any) -> Any:
        """Return the Arrow schema of the answer to tickets of a schema, whatever rows they have. Raises: as a call."""
        return self(_empty(schema)).schema


@dataclass(frozen=True, slots=True)
class LogStep:
    """`evaluate_log` for engines: all rows of some tickets in, a row for each ticket, target and cycle out.

    All rows of a ticket must come together: split the log by ticket first. ``policy``, ``as_of``, ``columns``,
    ``created_with`` and ``zone`` are those of `evaluate_log`. Its categories are plain texts here, and the ticket keeps
    its type, so that the answers to all splits have one schema. ``faults`` says what becomes of tickets that cannot be
    judged: ``"raise"`` the first, or ``"rows"``: each has a row with nothing but the ticket and a column ``fault``,
    which is null for all others. Pickles. Needs pyarrow.

    >>> import pyarrow as pa
    >>> policy = Policy.from_dict({
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... })
    >>> step = LogStep(policy, datetime(2026, 11, 23, 12, tzinfo=UTC), {"at": "when"})
    >>> opened = datetime(2026, 11, 20, 18, tzinfo=UTC)
    >>> step(pa.table({"ticket": ["T-1"], "event": ["created"], "when": [opened]}))["elapsed_s"].to_pylist()
    [10800]
    """

    policy: Policy
    as_of: datetime
    columns: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    created_with: Mapping[str, str] = field(default_factory=dict[str, str], kw_only=True, hash=False)
    zone: str | None = field(default=None, kw_only=True)
    faults: Literal["raise", "rows"] = field(default="raise", kw_only=True)

    def __post_init__(self) -> None:
        """Check the arguments where the step is made, not on some worker."""
        terms_of(self.policy)
        to_micros(self.as_of, "as_of")
        check_choice("faults", self.faults, ("raise", "rows"))

    def __call__(self, log: Any) -> Any:
        """Return the cycles of a record batch or table, as it came.

        Raises: what `evaluate_log` does; BadInput for a ticket that cannot be judged, unless faults are rows.
        """
        table = _table(log)
        result = evaluate_log(
            table, self.policy, self.as_of, self.columns, created_with=self.created_with, zone=self.zone
        )
        if result.faults and self.faults == "raise":
            self._refuse(result)
        return _like(log, self._framed(result, self.schema_of(table.schema)))

    def stream(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield the cycles of all record batches of one split, which it gathers: what Spark's ``mapInArrow`` takes."""
        gathered = all_of("batches", batches, _arrow().RecordBatch, "a record batch", _BATCHES)
        for place, batch in enumerate(gathered):
            if batch.schema != gathered[0].schema:
                raise BadInput(f"batches[{place}]", batch.schema.names, "has another schema than the first", _BATCHES)
        if gathered:
            yield from self(_arrow().Table.from_batches(gathered)).to_batches()

    def schema_of(self, schema: Any) -> Any:
        """Return the Arrow schema of the answer to a log of a schema, whatever rows it has.

        Raises: BadInput, WrongType for columns, as `evaluate_log` does.
        """
        arrow, names = _arrow(), dict(self.columns)
        table = table_of(_empty(schema), names, self.policy.terms.fields, self.zone)
        ticket = schema.field(table.names[TICKET]).type
        types: dict[str, Any] = dict.fromkeys(FIELDS, arrow.int64())
        types["ticket"] = ticket.value_type if arrow.types.is_dictionary(ticket) else ticket
        types |= dict.fromkeys(TEXTS, arrow.string()) | dict.fromkeys(FLAGS, arrow.bool_())
        types |= dict.fromkeys(RATIOS, arrow.float64())
        types |= dict.fromkeys(INSTANTS, arrow.timestamp("us", str(table.zone_of(AT))))
        return arrow.schema(types if self.faults == "raise" else {**types, FAULT: arrow.string()})

    def _framed(self, result: LogResult, schema: Any) -> Any:
        """Return the cycles in the schema, and the faults after them where they are rows."""
        arrow = _arrow()
        if self.faults == "raise":
            return result.frame.cast(schema)
        frame = result.frame.append_column(FAULT, arrow.nulls(len(result.frame), arrow.string())).cast(schema)
        faults = [{"ticket": ticket, FAULT: str(error)} for ticket, error in result.faults.items()]
        return arrow.concat_tables([frame, arrow.Table.from_pylist(faults, schema)])

    def _refuse(self, result: LogResult) -> None:
        ticket, error = next(iter(result.faults.items()))
        rest = f", and {len(result.faults) - 1} more" if len(result.faults) > 1 else ""
        mend = "mend it, or pass faults='rows' to have a row that says so"
        raise BadInput("ticket", ticket, f"cannot be judged{rest}: {error}", mend, error.code) from error


def _arrow() -> Any:
    """Return pyarrow, which is the caller's. Raises: MissingExtra."""
    try:
        return import_module("pyarrow")
    except ModuleNotFoundError:
        raise MissingExtra("slacal.batch", "pyarrow", "is not installed", "pip install pyarrow") from None


def _empty(schema: Any) -> Any:
    """Return a table of a schema without rows. Raises: WrongType."""
    check_type("schema", schema, _arrow().Schema, "an Arrow schema", "pass that of the table, as in table.schema")
    return schema.empty_table()


def _table(data: Any) -> Any:
    """Return a record batch or table as a table. Raises: WrongType."""
    arrow = _arrow()
    if isinstance(data, arrow.Table):
        return data
    if not isinstance(data, arrow.RecordBatch):
        mend = "pass a pyarrow RecordBatch or Table, as in pyarrow.Table.from_pandas(frame)"
        raise WrongType("data", type(data).__name__, "is not Arrow data", mend)
    return arrow.Table.from_batches([data])


def _like(data: Any, table: Any) -> Any:
    """Return a table as a record batch where the data came as one."""
    arrow = _arrow()
    if isinstance(data, arrow.Table):
        return table
    if not len(table):
        return arrow.RecordBatch.from_pylist([], table.schema)
    return table.combine_chunks().to_batches()[0]
