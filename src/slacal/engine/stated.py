"""Conditions and moments as short text, in the words of a policy: the same in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.conditions import AllOf, AnyOf, Between, Dated, IsAny, Not, Present
from slacal.engine.moments import Becomes, FirstOf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from slacal.engine.conditions import Condition
    from slacal.engine.moments import Moment


def condition_text(condition: Condition) -> str:
    """Return a condition as a policy would write it, on one line.

    >>> condition_text(AllOf((IsAny("priority", frozenset({"high", "urgent"})), Not(Present("vendor")))))
    '{priority: [high, urgent], vendor: absent}'
    """
    if isinstance(condition, AnyOf):
        return f"{{any: [{', '.join(map(condition_text, condition.inner))}]}}"
    if isinstance(condition, AllOf):
        return f"{{{', '.join(condition_text(one).removeprefix('{').removesuffix('}') for one in condition.inner)}}}"
    if isinstance(condition, Not):
        if isinstance(condition.inner, Present):
            return f"{{{condition.inner.field}: absent}}"
        return f"{{not: {condition_text(condition.inner)}}}"
    field, asked = _asked(condition)
    return f"{{{field}: {asked}}}"


def _asked(condition: Condition) -> tuple[str, str]:
    if isinstance(condition, IsAny):
        return condition.field, _listed(sorted(condition.texts))
    if isinstance(condition, Between):
        names = ("at_least", "more_than", "at_most", "less_than")
        bounds = [(name, getattr(condition, name)) for name in names]
        return condition.field, _mapping([(name, f"{bound:g}") for name, bound in bounds if bound is not None])
    if isinstance(condition, Dated):
        dates = (("from", condition.since), ("before", condition.before))
        return condition.field, _mapping([(name, day.isoformat()) for name, day in dates if day is not None])
    return ", ".join(sorted(condition.fields())), "present"


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def _mapping(pairs: list[tuple[str, str]]) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in pairs)}}}"


def moment_text(moment: Moment) -> str:
    """Return a moment as a policy would write it, on one line.

    >>> from slacal.engine.moments import OnEvent
    >>> moment_text(FirstOf((OnEvent(frozenset({"created"})), Becomes(IsAny("status", frozenset({"open"}))))))
    'created | {status: open}'
    """
    if isinstance(moment, FirstOf):
        return " | ".join(map(moment_text, moment.moments))
    if isinstance(moment, Becomes):
        return condition_text(moment.condition)
    return " | ".join(sorted(moment.kinds()))


def number_text(number: Fraction) -> str:
    """Return a number as a policy would write it.

    >>> from fractions import Fraction
    >>> number_text(Fraction(3, 2)), number_text(Fraction(2))
    ('1.5', '2')
    """
    return f"{float(number):.12g}"
