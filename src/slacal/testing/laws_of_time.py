"""The laws of open time: elapsed is additive, add is its inverse, and both are one story told from two sides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slacal.testing.law import Case, Law, aware, expect, in_order, same
from slacal.testing.oracle_clock import datetime_of, instant_of

_NONE = timedelta(0)
_MICROSECOND = timedelta(microseconds=1)


def _additivity(subject: Any, case: Case) -> None:
    whole = subject.elapsed(case.a, case.c)
    parts = subject.elapsed(case.a, case.b) + subject.elapsed(case.b, case.c)
    expect(whole == parts, whole=whole, parts=parts)


def _antisymmetry(subject: Any, case: Case) -> None:
    there, back = subject.elapsed(case.a, case.b), subject.elapsed(case.b, case.a)
    expect(there == -back, there=there, back=back)


def _bounds(subject: Any, case: Case) -> None:
    a, b = in_order(case.a, case.b)
    open_time, real_time = subject.elapsed(a, b), datetime_of(instant_of(b)) - datetime_of(instant_of(a))
    expect(_NONE <= open_time <= real_time, open_time=open_time, real_time=real_time)


def _inverse(subject: Any, case: Case) -> None:
    due = aware(subject.add(case.a, case.amount))
    passed = subject.elapsed(case.a, due)
    expect(passed == case.amount, due=due, passed=passed)


def _first_moment(subject: Any, case: Case) -> None:
    due = subject.add(case.a, case.amount)
    just_before = datetime_of(instant_of(due) - case.tick // _MICROSECOND)
    passed = subject.elapsed(case.a, just_before)
    expect(passed == case.amount - case.tick, due=due, passed=passed)


def _composition(subject: Any, case: Case) -> None:
    once = subject.add(case.a, case.amount + case.more)
    twice = subject.add(aware(subject.add(case.a, case.amount)), case.more)
    expect(same(once, twice), once=once, twice=twice)


def _monotone_start(subject: Any, case: Case) -> None:
    a, b = in_order(case.a, case.b)
    first, second = subject.add(a, case.amount), subject.add(b, case.amount)
    expect(instant_of(first) <= instant_of(second), first=first, second=second)


def _monotone_amount(subject: Any, case: Case) -> None:
    less, longer = subject.add(case.a, case.amount), subject.add(case.a, case.amount + case.more)
    expect(instant_of(less) < instant_of(longer), less=less, longer=longer)


def _zone_invariance(subject: Any, case: Case) -> None:
    a, b = case.a.astimezone(case.zone), case.b.astimezone(case.zone)
    here, there = subject.elapsed(case.a, case.b), subject.elapsed(a, b)
    expect(here == there, here=here, there=there)
    due, due_there = subject.add(case.a, case.amount), subject.add(a, case.amount)
    expect(same(due, due_there), due=due, due_there=due_there)


def _zone_of_answers(subject: Any, case: Case) -> None:
    at = case.a.astimezone(case.zone)
    due = subject.add(at, case.amount)
    expect(due.tzinfo is case.zone, due=due)
    roundabout = due.astimezone(case.a.tzinfo).astimezone(case.zone)
    expect((due.replace(fold=0), due.fold) == (roundabout.replace(fold=0), roundabout.fold), due=due)


def _near_and_far(subject: Any, case: Case) -> None:
    near = subject.add(case.a, case.amount, edge="near")
    far = subject.add(case.a, case.amount, edge="far")
    expect(instant_of(near) <= instant_of(far), near=near, far=far)
    expect(subject.elapsed(near, far) == _NONE, near=near, far=far)
    expect(subject.elapsed(far, datetime_of(instant_of(far) + 1)) == _MICROSECOND, far=far)


def _mirror(subject: Any, case: Case) -> None:
    begin = aware(subject.subtract(case.a, case.amount))
    passed = subject.elapsed(begin, case.a)
    expect(passed == case.amount, begin=begin, passed=passed)
    just_after = datetime_of(instant_of(begin) + 1)
    less = subject.elapsed(just_after, case.a)
    expect(less == case.amount - _MICROSECOND, begin=begin, just_after=less)


def _mirror_edges(subject: Any, case: Case) -> None:
    near = subject.subtract(case.a, case.amount, edge="near")
    far = subject.subtract(case.a, case.amount, edge="far")
    expect(instant_of(far) <= instant_of(near), near=near, far=far)
    expect(subject.elapsed(far, near) == _NONE, near=near, far=far)
    expect(subject.elapsed(datetime_of(instant_of(far) - 1), far) == _MICROSECOND, far=far)


def _there_and_back(subject: Any, case: Case) -> None:
    due = aware(subject.add(case.a, case.amount))
    near, far = subject.subtract(due, case.amount, edge="near"), subject.subtract(due, case.amount, edge="far")
    found = f"{far} .. {near}"
    expect(instant_of(far) <= instant_of(near) and instant_of(case.a) <= instant_of(near), due=due, found=found)
    expect(subject.elapsed(case.a, near) == _NONE, due=due, found=found)


def _negative_amounts(subject: Any, case: Case) -> None:
    back, begin = subject.add(case.a, -case.amount), subject.subtract(case.a, case.amount)
    expect(same(back, begin), back=back, begin=begin)
    forth, due = subject.subtract(case.a, -case.amount), subject.add(case.a, case.amount)
    expect(same(forth, due), forth=forth, due=due)


def _zero(subject: Any, case: Case) -> None:
    forward, opened = subject.add(case.a, _NONE), subject.roll_forward(case.a)
    expect(same(forward, opened), forward=forward, opened=opened)
    back, closed = subject.subtract(case.a, _NONE), subject.roll_back(case.a)
    expect(same(back, closed), back=back, closed=closed)


_BOTH = ("add", "elapsed")
_EDGED = ("add(edge)", "elapsed")
_MIRRORED = ("subtract(edge)", "elapsed")

LAWS_OF_TIME = (
    Law("additivity", "elapsed(a, c) == elapsed(a, b) + elapsed(b, c)", ("elapsed",), _additivity),
    Law("antisymmetry", "elapsed(a, b) == -elapsed(b, a)", ("elapsed",), _antisymmetry),
    Law("bounds", "0 <= elapsed(a, b) <= b - a in real time, for a <= b", ("elapsed",), _bounds),
    Law("inverse", "elapsed(a, add(a, d)) == d, for d > 0", _BOTH, _inverse),
    Law("first moment", "a microsecond before add(a, d), less than d has passed", _BOTH, _first_moment),
    Law("composition", "add(add(a, d), e) == add(a, d + e), for d, e > 0", ("add",), _composition),
    Law("later start, later due", "add(a, d) <= add(b, d), for a <= b", ("add",), _monotone_start),
    Law("more time, later due", "add(a, d) < add(a, d + e), for e > 0", ("add",), _monotone_amount),
    Law("zone invariance", "the same instants in another zone have the same answers", _BOTH, _zone_invariance),
    Law("zone of answers", "an answer is in the zone of the question", ("add",), _zone_of_answers),
    Law("near and far", "add near <= add far, nothing is open between, and far is open", _EDGED, _near_and_far),
    Law("mirror", "elapsed(subtract(a, d), a) == d, and less than d from any later moment",
        ("subtract", "elapsed"), _mirror),
    Law("mirrored edges", "subtract far <= subtract near, nothing is open between, and before far it is",
        _MIRRORED, _mirror_edges),
    Law("there and back", "subtract(add(a, d), d) is a, but for closed time around it",
        (*_MIRRORED, "add"), _there_and_back),
    Law("negative amounts", "add(a, -d) == subtract(a, d), and the other way round", ("add", "subtract"),
        _negative_amounts),
    Law("zero", "add(a, 0) == roll_forward(a), subtract(a, 0) == roll_back(a)",
        ("add", "subtract", "roll_forward", "roll_back"), _zero),
)  # fmt: skip
