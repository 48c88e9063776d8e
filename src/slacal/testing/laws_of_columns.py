"""The laws of columns: what is asked of many at once is answered as if each had been asked alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from slacal.testing.law import Case, Law, aware, expect
from slacal.testing.laws_of_oracle import oracle_of
from slacal.testing.oracle_clock import instant_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def _starts(case: Case) -> list[datetime]:
    return [case.a, case.b, case.c, case.a]  # in any order, and one of them twice


def _plain(answers: Sequence[Any]) -> list[Any]:
    return [instant_of(one) if isinstance(one, datetime) else one for one in answers]


def _alike(many: Sequence[Any], alone: Sequence[Any]) -> None:
    expect(_plain(many) == _plain(alone), many=list(many), alone=list(alone))


def _is_open(subject: Any, case: Case) -> None:
    _alike(subject.is_open_many(_starts(case)), [subject.is_open(at) for at in _starts(case)])


def _elapsed(subject: Any, case: Case) -> None:
    starts, ends = _starts(case), [*_starts(case)[1:], case.b]
    alone = [subject.elapsed(start, end) for start, end in zip(starts, ends, strict=True)]
    _alike(subject.elapsed_many(starts, ends), alone)


def _amounts(case: Case) -> list[Any]:
    return [case.amount, case.more, case.amount + case.more, case.more]


def _add(subject: Any, case: Case) -> None:
    alone = [subject.add(at, by) for at, by in zip(_starts(case), _amounts(case), strict=True)]
    _alike(subject.add_many(_starts(case), _amounts(case)), alone)


def _subtract(subject: Any, case: Case) -> None:
    alone = [subject.subtract(at, by) for at, by in zip(_starts(case), _amounts(case), strict=True)]
    _alike(subject.subtract_many(_starts(case), _amounts(case)), alone)


def _days(subject: Any, case: Case) -> None:
    rule = case.rule if case.days > 0 else replace(case.rule, cutoff=None)
    alone = [subject.add_business_days(at, case.days, rule=rule) for at in _starts(case)]
    _alike(subject.add_business_days_many(_starts(case), case.days, rule=rule), alone)


def _any_order(subject: Any, case: Case) -> None:
    starts, amounts = _starts(case), _amounts(case)
    there, back = subject.add_many(starts, amounts), subject.add_many(starts[::-1], amounts[::-1])
    _alike(back[::-1], there)


def _in_parts(subject: Any, case: Case) -> None:
    starts, amounts = _starts(case), _amounts(case)
    parts = [*subject.add_many(starts[:1], amounts[:1]), *subject.add_many(starts[1:], amounts[1:])]
    _alike(parts, subject.add_many(starts, amounts))


def _inverse(subject: Any, case: Case) -> None:
    dues = [aware(due) for due in subject.add_many(_starts(case), _amounts(case))]
    passed = subject.elapsed_many(_starts(case), dues)
    expect(passed == _amounts(case), dues=dues, passed=passed)


def _oracle(subject: Any, case: Case) -> None:
    assert case.calendar is not None  # noqa: S101 - the law needs it, and is skipped without
    walker = oracle_of(case.calendar)
    right = [walker.add(at, by) for at, by in zip(_starts(case), _amounts(case), strict=True)]
    _alike(subject.add_many(_starts(case), _amounts(case)), right)


LAWS_OF_COLUMNS = (
    Law("columns: is_open", "is_open_many answers as is_open does, row by row", ("is_open_many", "is_open"), _is_open),
    Law("columns: elapsed", "elapsed_many answers as elapsed does, row by row", ("elapsed_many", "elapsed"), _elapsed),
    Law("columns: add", "add_many answers as add does, row by row", ("add_many", "add"), _add),
    Law("columns: subtract", "subtract_many answers as subtract does, row by row", ("subtract_many", "subtract"),
        _subtract),
    Law("columns: business days", "add_business_days_many answers as add_business_days does, row by row",
        ("add_business_days_many", "add_business_days(rule)"), _days),
    Law("columns: any order", "rows in another order have the same answers", ("add_many",), _any_order),
    Law("columns: in parts", "a column cut in two has the same answers", ("add_many",), _in_parts),
    Law("columns: inverse", "elapsed_many(a, add_many(a, d)) == d, for d > 0", ("add_many", "elapsed_many"), _inverse),
    Law("columns: oracle", "add_many is what walking and counting gives", ("add_many", "calendar"), _oracle),
)  # fmt: skip
