"""Scale: for some tickets more or less of every amount, as in "VIP customers at half the time"."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from slacal.engine.limits import BusinessDays, CalendarSpan, Given, OpenTime, RealTime
from slacal.errors import BadInput, WrongType
from slacal.policies.condition import condition_of
from slacal.policies.faults import check_keys, read_both, read_each
from slacal.policies.percent import percent_of
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from slacal.engine.conditions import Condition
    from slacal.engine.limits import Limit
    from slacal.errors import SlacalError
    from slacal.policies.book import Book

    Step = tuple[Condition | None, Fraction]

MOST = 1_000  # percent
_FORM = "write scale: [{when: condition, to: 50%}]"


def scale_of(written: object, book: Book) -> tuple[Step, ...]:
    """Read a list of which the first match holds; each factor is exact. Raises: BadInput, WrongType, BadDocument.

    >>> from slacal.policies.book import Book
    >>> [str(factor) for _, factor in scale_of([{"when": {"vip": "true"}, "to": "50%"}], Book())]
    ['1/2']
    """
    if not is_list(written) or not written:
        raise WrongType("", thawed(written), "is not a list of percentages", _FORM)
    return tuple(read_each(enumerate(written), lambda item: _step(item, book)))


def _step(written: object, book: Book) -> Step:
    if not is_mapping(written) or "to" not in written:
        raise WrongType("", thawed(written), "does not say to which percentage", _FORM)
    check_keys(written, ("when", "to"))
    return read_both(
        ("when", lambda: condition_of(written["when"], book) if "when" in written else None),
        ("to", lambda: percent_of(written["to"], MOST) / 100),
    )


def scale_faults(steps: Iterable[Step], limits: Iterable[Limit | Given]) -> Iterator[SlacalError]:
    """Yield a fault for each step that would leave part of a microsecond, of a day or of a month. Cost: linear."""
    counts = [(count, limit.text) for limit in limits for count in _counts(limit)]
    common = gcd(*(count for count, _ in counts))  # a part p/q of n is whole where q divides n
    for place, (_, factor) in enumerate(steps):
        if common % factor.denominator:
            text = next(text for count, text in counts if count % factor.denominator)
            mend = "write a percentage that does, or a goal of its own for these tickets"
            written = f"{float(factor * 100):g}%"
            yield BadInput(f"scale[{place}].to", written, f"makes no whole number of {text!r}", mend, "not-whole")


def _counts(limit: Limit | Given | None) -> tuple[int, ...]:
    """Return what has to stay whole in a limit."""
    if isinstance(limit, Given):
        return _counts(limit.otherwise)
    if isinstance(limit, OpenTime | RealTime):
        return (limit.amount,)
    if isinstance(limit, BusinessDays):
        return (limit.days,)
    return (limit.days, limit.months) if isinstance(limit, CalendarSpan) else ()
