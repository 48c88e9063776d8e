"""The form of a stored state: which kind of value stands where, so that damage is named by its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

from slacal.errors import BadInput

_MEND = "resume with what Tracker.to_dict returned, or replay the history"
Check: TypeAlias = Callable[[object, str], None]


def _leaf(*kinds: type) -> Check:
    def check(value: object, field: str) -> None:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise BadInput(field, value, "is not what a state holds here", _MEND, "bad-state")

    return check


def _many(form: Check) -> Check:
    def check(value: object, field: str) -> None:
        for place, item in enumerate(_list(value, field)):
            form(item, f"{field}[{place}]")

    return check


def _some(form: Check) -> Check:
    """Return the check of a list that is never empty."""

    def check(value: object, field: str) -> None:
        if not _list(value, field):
            raise BadInput(field, value, "is empty", _MEND, "bad-state")
        _many(form)(value, field)

    return check


def _row(*forms: Check) -> Check:
    def check(value: object, field: str) -> None:
        items = _list(value, field)
        if len(items) != len(forms):
            raise BadInput(field, value, f"does not hold {len(forms)} values", _MEND, "bad-state")
        for place, (item, form) in enumerate(zip(items, forms, strict=True)):
            form(item, f"{field}[{place}]")

    return check


def _perhaps(form: Check) -> Check:
    def check(value: object, field: str) -> None:
        if value is not None:
            form(value, field)

    return check


def _parts(needed: Mapping[str, Check], more: Mapping[str, Check]) -> Check:
    """Return the check of a mapping: the parts that it must have, and those that it may leave out."""

    def check(value: object, field: str) -> None:
        parts = _mapping(value, field)
        for key, form in needed.items():
            if key not in parts:
                raise BadInput(f"{field}.{key}", None, "is missing", _MEND, "bad-state")
            form(parts[key], f"{field}.{key}")
        for key in parts.keys() & more.keys():
            more[key](parts[key], f"{field}.{key}")

    return check


def _list(value: object, field: str) -> list[object]:
    if not isinstance(value, list | tuple):
        raise BadInput(field, value, "is not a list", _MEND, "bad-state")
    return list(cast("list[object]", value))


def _mapping(value: object, field: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(field, value, "is not a mapping", _MEND, "bad-state")
    return dict(cast("Mapping[str, Any]", value))


def _facts(value: object, field: str) -> None:
    for name, fact in _mapping(value, field).items():
        _text(name, field)
        form = _date if type(fact) is dict else _scalar
        form(fact, f"{field}.{name}")  # pyright: ignore[reportUnknownArgumentType]  # of a stored state: anything


_text, _whole, _flag = _leaf(str), _leaf(int), _leaf(bool)
_moment, _place = _leaf(int, type(None)), _leaf(int, type(None))
_scalar = _leaf(str, int, float, bool, type(None))
_date = _parts({"date": _text}, {})
_goal = _perhaps(_row(_whole, _whole))
_NUMBERS = ("amount", "days", "months", "min_window")
_limit = _parts(
    {"kind": _text},
    {
        **dict.fromkeys(("text", "zone", "field"), _text),
        **dict.fromkeys(_NUMBERS, _whole),
        "rule": _parts({}, dict.fromkeys(("lands", "counts_from"), _text)),
    },
)
_pairs = _many(_row(_text, _text))
_clock = _parts(
    {
        "started_at": _whole, "stage": _text,
        "last": _some(_row(_whole, _moment, _whole, _text, _whole)), "reason": _text,
        "ended_at": _moment, "original_due": _moment, "match": _row(_goal, _limit, _whole, _place),
        "goal": _goal, "limit": _limit, "allowance": _perhaps(_row(_whole, _text, _moment, _flag)),
        "anchor": _moment, "since": _whole, "judged_from": _whole,
    },
    {
        "version": _whole, "breached_at": _moment, "override": _moment, "nominal": _moment, "covered": _flag,
        "final": _flag, "converted": _text, "had_goal": _flag, "changed": _flag, "limit_passed": _moment,
        "rolls_on": _place, "spent": _many(_row(_whole, _whole)),
        "decisions": _many(_row(_text, _text, _whole, _many(_text))),
    },
)  # fmt: skip
_rows = _many(
    _parts(
        {
            "target": _text, "clocks": _many(_clock), "held": _many(_row(_many(_flag), _many(_text))),
            "vouchers": _pairs,
        },
        {},
    )
)  # fmt: skip
check_state: Check = _parts(
    {
        "facts": _perhaps(_facts), "at": _moment, "first": _moment, "rows": _rows,
        "covers": _many(_many(_many(_row(_whole, _moment)))), "vouchers": _many(_pairs), "unread": _many(_text),
        "remarks": _many(_text), "calendars": _many(_leaf(int, dict)), "ticket": _text,
        "tie": _perhaps(_parts({
            "facts": _perhaps(_facts), "rows": _rows, "events": _some(_row(_text, _text, _facts, _facts)),
        }, {})),
    },
    {},
)  # fmt: skip
