"""Scale: for some tickets more or less of every amount, as in "VIP customers at half the time"."""

from __future__ import annotations

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
    """Yield a fault for each step that would leave part of a microsecond, of a day or of a month."""
    several = list(limits)
    for place, (_, factor) in enumerate(steps):
        for limit in several:
            if not _whole(limit, factor):
                problem = f"makes no whole number of {limit.text!r}"
                mend = "write a percentage that does, or a goal of its own for these tickets"
                yield BadInput(f"scale[{place}].to", f"{float(factor * 100):g}%", problem, mend, "not-whole")
                break


def _whole(limit: Limit | Given | None, factor: Fraction) -> bool:
    if isinstance(limit, Given):
        return _whole(limit.otherwise, factor)
    if isinstance(limit, OpenTime | RealTime):
        return (limit.amount * factor).denominator == 1
    if isinstance(limit, BusinessDays):
        return (limit.days * factor).denominator == 1
    if isinstance(limit, CalendarSpan):
        return (limit.days * factor).denominator == (limit.months * factor).denominator == 1
    return True
