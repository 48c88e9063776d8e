"""The laws of business days: counting there and back, and due dates that keep the order of arrivals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from slacal.calendars.day_rule import DayRule
from slacal.testing.law import Case, Law, expect, in_order
from slacal.testing.laws_of_oracle import oracle_of
from slacal.testing.oracle_clock import date_shown, instant_of, shown

if TYPE_CHECKING:
    from slacal.testing.oracle import Oracle

_EXACT = frozenset({"same_time", "same_time_in_hours"})
_MICROSECOND = timedelta(microseconds=1)
_NOON = DayRule(lands="12:00")


def keeps_order(rule: DayRule) -> bool:
    """Tell whether the rule promises that a later arrival is never due earlier."""
    if rule.arrival == "next_open":
        return True
    if rule.lands in _EXACT:
        return False
    return rule.arrival == "event" or (rule.cutoff is None and rule.counts_from == "next_day")


def _order(subject: Any, case: Case) -> None:
    rule = case.rule if case.days > 0 else replace(case.rule, cutoff=None)
    a, b = in_order(case.a, case.b)
    if not keeps_order(rule) or not _dates_are_in_order(case, a, b):
        return
    if rule.lands in _EXACT and not (_is_on_its_date(case, a) and _is_on_its_date(case, b)):
        return
    if rule.lands in _EXACT and case.days < 0 and _is_an_opening(case, b):
        return
    first = subject.add_business_days(a, case.days, rule=rule)
    second = subject.add_business_days(b, case.days, rule=rule)
    expect(instant_of(first) <= instant_of(second), first=first, second=second)


def _dates_are_in_order(case: Case, a: datetime, b: datetime) -> bool:
    """Tell whether the clock goes on from `a` to `b`, and no date about there closes after a later one."""
    doors, zone = _oracle(case).doors, _oracle(case).doors.zone
    if shown(instant_of(a), zone) > shown(instant_of(b), zone):
        return False
    reach = timedelta(days=2 * abs(case.days) + 8)
    on, last = date_shown(instant_of(a), zone) - reach, date_shown(instant_of(b), zone) + reach
    edges: list[tuple[int, int]] = []
    while on <= last:
        owned = doors.owned(on)
        if owned:
            edges.append((min(start for start, _ in owned), max(end for _, end in owned)))
        on += timedelta(days=1)
    return all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(edges))


def _is_on_its_date(case: Case, at: datetime) -> bool:
    """Tell whether an arrival is not in the tail of a night, whose wall time belongs to the date before."""
    oracle = _oracle(case)
    if not oracle.is_open(at):
        return True
    on = date_shown(instant_of(at), oracle.doors.zone)
    return any(start <= instant_of(at) < end for start, end in oracle.doors.owned(on))


def _is_an_opening(case: Case, at: datetime) -> bool:
    """Tell whether nothing of its date lies behind an arrival, which yet keeps its wall time."""
    oracle = _oracle(case)
    return oracle.is_open(at) and not oracle.is_open(at.astimezone(UTC) - _MICROSECOND)


def _oracle(case: Case) -> Oracle:
    assert case.calendar is not None  # noqa: S101 - the law needs it, and is skipped without
    return oracle_of(case.calendar)


def _no_days(subject: Any, case: Case) -> None:
    due = subject.add_business_days(case.a, 0, rule=replace(case.rule, cutoff=None))
    expect(instant_of(due) == instant_of(case.a), due=due)


def _counted_again(subject: Any, case: Case) -> None:
    start, landed = _local(case, case.a), _local(case, subject.add_business_days(case.a, case.days, rule=_NOON))
    if case.days < 0 and not subject.is_business_day(start):
        return
    count = subject.count_business_days(start, landed)
    expect(count == case.days, start=start, landed=landed, count=count)


def _lands_on_business_days(subject: Any, case: Case) -> None:
    landed = _local(case, subject.add_business_days(case.a, case.days, rule=_NOON))
    expect(subject.is_business_day(landed), landed=landed)


def _counts_add_up(subject: Any, case: Case) -> None:
    a, b, c = (_local(case, at) for at in (case.a, case.b, case.c))
    there, back = subject.count_business_days(a, b), subject.count_business_days(b, a)
    expect(there == -back, there=there, back=back)
    a, b, c = sorted((a, b, c))
    whole = subject.count_business_days(a, c)
    parts = subject.count_business_days(a, b) + subject.count_business_days(b, c)
    expect(whole == parts, whole=whole, parts=parts)
    both = subject.count_business_days(a, c, counts_from="same_day")
    expect(both == whole + subject.is_business_day(a), both=both, whole=whole)


def _local(case: Case, at: Any) -> date:
    assert case.calendar is not None  # noqa: S101 - the law needs it, and is skipped without
    return date_shown(instant_of(at), case.calendar.zone)


LAWS_OF_DAYS = (
    Law("order of days", "a later arrival is never due earlier, under the rules that promise it; where clocks go on, "
        "dates close in order, and no wall time is carried out of a night's tail, or back from an opening",
        ("add_business_days(rule)", "calendar"), _order),
    Law("no days", "add_business_days(a, 0) is a itself", ("add_business_days(rule)",), _no_days),
    Law("counted again", "from day 0 to the nth business day there are n, back from a business day too",
        ("add_business_days(rule)", "count_business_days", "is_business_day", "calendar"), _counted_again),
    Law("lands on a business day", "the nth business day is one", ("add_business_days(rule)", "is_business_day",
        "calendar"), _lands_on_business_days),
    Law("counts add up", "count(a, c) == count(a, b) + count(b, c) for a <= b <= c; count(a, b) == -count(b, a)",
        ("count_business_days(counts_from)", "is_business_day", "calendar"), _counts_add_up),
)  # fmt: skip
