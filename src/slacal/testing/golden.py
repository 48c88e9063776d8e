"""Golden answers: a contract's own examples, held against the policy that is to say the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.engine.replay import replay
from slacal.errors import BadInput
from slacal.errors.doors import check_type, whole_of
from slacal.spans.instant import to_micros
from slacal.testing.golden_rows import golden_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from slacal.calendars.calendar import Calendar
    from slacal.engine.evaluation import Evaluation
    from slacal.policies.policy import Policy
    from slacal.testing.golden_rows import Expected

__all__ = ["assert_same_answers"]

_MINUTE = timedelta(minutes=1)


class _Difference(NamedTuple):
    row: Expected
    column: str
    expected: str
    got: str


def assert_same_answers(
    rows: str | Path | Iterable[Mapping[str, str]],
    policy: Policy,
    *,
    zone: str | None = None,
    calendars: Mapping[str, Calendar] | None = None,
    explain: int = 2,
) -> None:
    """Hold the answers of a policy against those of a table, the path of a CSV file or rows as mappings of texts.

    A row without ``target`` is an event: ``ticket``, ``at``, ``kind`` (``changed`` if empty), any other column is a
    fact that it changes (``-`` removes one), ``details.NAME`` a detail of its own. A row with ``target`` is an
    answer: what is said of the ticket's target at the instant ``at``, in any of ``due_at``, ``outcome``, ``stage``,
    ``elapsed``, ``remaining``, ``paused``, ``overdue``, ``completed_at``, ``breached_at`` and more; ``none`` where
    there is no such time. An empty cell is not looked at, and all others of such a row are empty. Times are ISO 8601
    with an offset, or wall times of `zone`: of one that the clock shows twice the first, and one that it skips as much
    later as it skips. Amounts are hours and minutes, as in ``8:30``. Raises: AssertionError that shows every answer
    that differs, and explains the first ones (as many as `explain`); BadInput and WrongType for what cannot be read,
    and where nothing is expected; OSError.

    >>> support = Policy.from_dict({
    ...     "name": "Support",
    ...     "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... })
    >>> assert_same_answers([
    ...     {"ticket": "T-1", "at": "2026-11-20 18:00", "kind": "created"},
    ...     {"ticket": "T-1", "at": "2026-11-23 12:00", "target": "answer", "due_at": "2026-11-23 17:00",
    ...      "elapsed": "3:00"},
    ... ], support, zone="Europe/Moscow")
    """
    from slacal.policies.policy import Policy  # who has a policy has imported it

    check_type("policy", policy, Policy, "a Policy", "read it with Policy.load(path)")
    whole_of("explain", explain, "pass how many answers to explain")
    golden = golden_rows(rows, zone)
    terms = policy.terms_with(calendars)
    differ: list[_Difference] = []
    for row in golden.expected:
        said = replay(terms, golden.histories[row.ticket], row.as_of)
        differ += _differences(row, said)
    if differ:
        shown = list(dict.fromkeys((one.row.ticket, one.row.as_of, one.row.target) for one in differ))[:explain]
        told = [
            f"\n{ticket}, {target}:\n{replay(terms, golden.histories[ticket], as_of)[target].explain()}"
            for ticket, as_of, target in shown
        ]
        raise AssertionError("\n".join([_table(differ, sum(len(row.answers) for row in golden.expected)), *told]))


def _differences(row: Expected, said: Evaluation) -> list[_Difference]:
    if row.target not in said:
        mend = f"take one of {', '.join(said)}"
        raise BadInput(f"rows[{row.row}].target", row.target, "is not a target of the policy", mend)
    result = said[row.target]
    pairs = [(column, right, getattr(result, column)) for column, right in row.answers.items()]
    return [
        _Difference(row, column, _text(right, row.as_of), _text(found, row.as_of))
        for column, right, found in pairs
        if _plain(right) != _plain(found)
    ]


def _plain(answer: object) -> object:
    return to_micros(answer) if isinstance(answer, datetime) else answer


def _text(answer: object, as_of: datetime) -> str:
    if isinstance(answer, datetime):
        return answer.astimezone(as_of.tzinfo).isoformat(" ")
    if isinstance(answer, timedelta):
        minutes, rest = divmod(abs(answer), _MINUTE)
        seconds = f":{rest.total_seconds():02g}" if rest else ""
        return f"{'-' if answer < timedelta(0) else ''}{minutes // 60}:{minutes % 60:02}{seconds}"
    return "none" if answer is None else str(answer)


def _table(differ: list[_Difference], asked: int) -> str:
    head = ("row", "ticket", "target", "as of", "answer", "expected", "got")
    lines: list[tuple[Any, ...]] = [head]
    lines += [
        (str(one.row.row), one.row.ticket, one.row.target, _text(one.row.as_of, one.row.as_of), *one[1:])
        for one in differ
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    rows = ["  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([f"{len(differ)} of {asked} answers differ", *rows])
