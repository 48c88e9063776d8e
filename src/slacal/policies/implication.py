"""What conditions say of each other: whether they can hold together, and whether one follows from another.

Every condition asks facts one by one, so for each fact a few values stand for all: none at all, the texts that are
named, one that nobody named, and numbers and dates at and between the bounds. A value that is found proves that
conditions can hold together; where every value fails, none can.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.engine.conditions import AllOf, AnyOf, Between, Dated, IsAny, Not, Present
from slacal.engine.facts import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.engine.conditions import Condition

Answer: TypeAlias = Literal["yes", "no", "unknown"]
_MOST_STEPS = 2_000
_MOST_TESTS = 200_000  # of a value by a condition
_Literal: TypeAlias = "tuple[Condition, bool]"  # a condition of one fact, and whether it is to hold
_OTHER: dict[Answer, Answer] = {"yes": "no", "no": "yes", "unknown": "unknown"}
_NOTHING: Condition = AllOf(())


class _TooMuchError(Exception):
    """The question would take too long to decide."""


def possible(*conditions: Condition) -> Answer:
    """Tell whether some facts fulfil all of the conditions; ``"unknown"`` where that is too much to decide.

    >>> possible(IsAny("tier", frozenset({"gold"})), IsAny("tier", frozenset({"paid", "free"})))
    'no'
    """
    try:
        masks = _values_by_literal(conditions)
        return "yes" if _Search(masks).can([(one, True) for one in conditions], {}) else _refuted(conditions)
    except (_TooMuchError, RecursionError):
        return "unknown"


def implies(condition: Condition, other: Condition) -> Answer:
    """Tell whether `other` holds wherever `condition` does.

    >>> implies(IsAny("tier", frozenset({"gold"})), Present("tier"))
    'yes'
    """
    return _OTHER[possible(condition, Not(other))]


def always(condition: Condition) -> Answer:
    """Tell whether a condition holds of all facts, those of an empty ticket too."""
    return implies(_NOTHING, condition)


class _Search:
    """A search for facts: every choice of ``any`` is tried until one leaves each fact a value."""

    def __init__(self, masks: dict[_Literal, int]) -> None:
        self._masks = masks
        self._steps = 0

    def can(self, open_: list[tuple[Condition, bool]], left: dict[str, int]) -> bool:
        """Tell whether the conditions can come out as wanted; `left` has the values that each fact may still have."""
        todo, left = list(open_), dict(left)
        choices: list[list[tuple[Condition, bool]]] = []
        while todo:
            self._step()
            condition, wanted = todo.pop()
            if isinstance(condition, Not):
                todo.append((condition.inner, not wanted))
            elif isinstance(condition, AllOf | AnyOf):
                parts = [(one, wanted) for one in condition.inner]
                if isinstance(condition, AllOf) == wanted:
                    todo += parts
                else:
                    choices.append(parts)
            elif not self._narrow(condition, left, wanted=wanted):
                return False
        return self._choose(choices, left)

    def _choose(self, choices: list[list[tuple[Condition, bool]]], left: dict[str, int]) -> bool:
        if not choices:
            return True
        first, *rest = sorted(choices, key=len)
        others = [(AnyOf(tuple(one if wanted else Not(one) for one, wanted in parts)), True) for parts in rest]
        return any(self.can([part, *others], left) for part in first)

    def _narrow(self, condition: Condition, left: dict[str, int], *, wanted: bool) -> bool:
        (field,) = condition.fields()
        left[field] = left.get(field, -1) & self._masks[condition, wanted]
        return left[field] != 0

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _TooMuchError


def _refuted(conditions: Sequence[Condition]) -> Answer:
    """Return the answer where no value did: a fact that is asked as a number and as a date has more than were tried."""
    leaves = list(_leaves(conditions))
    numbers, dates = ({one.field for one in leaves if isinstance(one, kind)} for kind in (Between, Dated))
    return "unknown" if numbers & dates else "no"


def _leaves(conditions: Iterable[Condition]) -> Iterator[IsAny | Present | Between | Dated]:
    """Yield the conditions of one fact that conditions are made of. Raises: _TooMuchError for one unknown here."""
    for condition in conditions:
        if isinstance(condition, Not):
            yield from _leaves((condition.inner,))
        elif isinstance(condition, AllOf | AnyOf):
            yield from _leaves(condition.inner)
        elif isinstance(condition, IsAny | Present | Between | Dated):
            yield condition
        else:
            raise _TooMuchError


def _values_by_literal(conditions: Iterable[Condition]) -> dict[_Literal, int]:
    """Return for each literal the values of its fact that fulfil it, a bit for each."""
    by_field: dict[str, list[IsAny | Present | Between | Dated]] = {}
    for leaf in dict.fromkeys(_leaves(conditions)):
        by_field.setdefault(leaf.field, []).append(leaf)
    masks: dict[_Literal, int] = {}
    for field, leaves in by_field.items():
        values = list(_values(leaves))
        if len(values) * len(leaves) > _MOST_TESTS:
            raise _TooMuchError
        for leaf in leaves:
            held = sum(1 << place for place, value in enumerate(values) if leaf.holds({field: value}))
            masks[leaf, True], masks[leaf, False] = held, ~held  # an absent fact fulfils none, so that one is ever left
    return masks


def _values(leaves: Iterable[IsAny | Present | Between | Dated]) -> Iterator[str | None]:
    """Yield values that stand for all: each other one is, to these conditions, like one of them."""
    several = list(leaves)
    texts = frozenset[str]().union(*(one.texts for one in several if isinstance(one, IsAny)))
    yield None
    yield from sorted(texts)
    for value in ("?", *_numbers(several), *_dates(several)):
        yield _unnamed(value, texts)


def _unnamed(value: str, texts: frozenset[str]) -> str:
    """Return a spelling of the value that no condition names; a number and a date may be followed by more."""
    while value in texts:
        value += " "
    return value


def _numbers(leaves: Iterable[Condition]) -> Iterator[str]:
    several = [one for one in leaves if isinstance(one, Between)]
    bounds = [bound for one in several for bound in (one.at_least, one.more_than, one.at_most, one.less_than)]
    try:
        known = sorted({float(bound) for bound in bounds if bound is not None})
    except OverflowError:
        raise _TooMuchError from None
    if known:
        between = [low / 2 + high / 2 for low, high in pairwise(known)]
        yield from ("-inf", *(as_text(number) for number in (*known, *between)), "inf")


def _dates(leaves: Iterable[Condition]) -> Iterator[str]:
    several = [one for one in leaves if isinstance(one, Dated)]
    known = {bound for one in several for bound in (one.since, one.before) if bound is not None}
    if known:  # dates that can hold together begin at a bound, or with the first date of all
        yield from (f"{day.isoformat()}T" for day in sorted({date.min, *known}))
