"""The form of a stored state: every value of another kind, and every part that is gone, is refused by its place."""

from __future__ import annotations

import copy
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from tests.engine.stored import STORY, WHOLE, after, stored

from slacal import BadInput
from slacal.engine.state_form import _facts, _leaf, _many, _parts, _perhaps, _row, _some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Path: TypeAlias = tuple[str | int, ...]
STATE = stored(after(WHOLE, *STORY))
MEND = "resume with what Tracker.to_dict returned, or replay the history"
#: What a clock may leave out, and a state; what else there is may not be gone.
MAY_GO = {
    "version", "breached_at", "override", "nominal", "covered", "final", "converted", "had_goal", "changed",
    "limit_passed", "rolls_on", "spent", "decisions", "ticket",
    "days", "months", "amount", "rule", "text", "due", "extends", "min_window", "lands", "counts_from", "arrival",
    "cutoff",
}  # fmt: skip
#: Values that only what reads them asks about: those of limits that no other limit has.
UNASKED = {"due", "extends", "arrival", "cutoff"}


def inside(value: Any) -> Iterable[tuple[str | int, Any]]:
    """Return the parts of a mapping or a list; other values have none."""
    kind = type(value).__name__
    return value.items() if kind == "dict" else enumerate(value if kind == "list" else ())


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every place in a state, the whole first; facts, and calendars stored whole, are values."""
    yield path, value
    if path[:1] == ("calendars",) and len(path) == 2:
        return
    for part, one in inside(value):
        yield from places(one, (*path, part))


def field_of(path: Path) -> str:
    """Return a path in the words of a refusal: state.rows[0].clocks."""
    return "state" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def with_value(path: Path, value: Any) -> dict[str, Any]:
    """Return the state with another value at a path."""
    state: Any = copy.deepcopy(STATE)
    place = state
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return state  # type: ignore[no-any-return]  # a mapping as it was


def without(path: Path) -> dict[str, Any]:
    """Return the state without what stands at a path."""
    state: Any = copy.deepcopy(STATE)
    place = state
    for part in path[:-1]:
        place = place[part]
    del place[path[-1]]
    return state  # type: ignore[no-any-return]  # as above


def refused(state: dict[str, Any]) -> tuple[str, object, str, str, str]:
    """Return the parts of the refusal of a state."""
    with pytest.raises(BadInput) as caught:
        WHOLE.resume(state)
    bad = caught.value
    return bad.field, bad.value, bad.problem, bad.mend, bad.code


IN_STATE = [(path, value) for path, value in places(STATE) if len(path) > 0 and path[0] not in ("slacal", "policy")]
ODD = frozenset({"odd"})  # nothing that a state may hold


def test_every_value_of_another_kind_is_refused_with_what_stands_there() -> None:
    for path, value in IN_STATE:
        if path[-1] in UNASKED:
            continue
        of_facts = len(path) > 1 and path[-2] == "facts"
        kind = "a fact" if of_facts else type(value).__name__
        problem = {"dict": "is not a mapping", "list": "is not a list"}.get(kind, "is not what a state holds here")
        if path[-1] in ("goal", "allowance", "tie", "facts") and value is None:
            continue
        if path[:1] == ("calendars",) and len(path) == 2:
            problem = "is not what a state holds here"
        assert refused(with_value(path, ODD)) == (field_of(path), ODD, problem, MEND, "bad-state")


def test_every_part_that_is_gone_is_refused_by_its_name() -> None:
    gone = [path for path, _ in IN_STATE if isinstance(path[-1], str) and path[-1] not in MAY_GO]
    named = [path for path in gone if path[-2:-1] not in (("facts",), (2,), (3,))]  # which hold what they hold
    for path in named:
        assert refused(without(path)) == (field_of(path), None, "is missing", MEND, "bad-state")
    assert len(named) > 100


def test_a_number_is_no_flag_and_a_flag_no_number() -> None:
    numbers = [path for path, value in IN_STATE if type(value) is int and not {"facts", "calendars"} & set(path)]
    flags = [path for path, value in IN_STATE if type(value) is bool and not {"facts", "extends"} & set(path)]
    for path in numbers:
        if path[-1] not in UNASKED:
            assert refused(with_value(path, True))[0] == field_of(path)
    for path in flags:
        assert refused(with_value(path, 1))[0] == field_of(path)
    assert min(len(numbers), len(flags)) > 10


@pytest.mark.parametrize(
    ("path", "count"),
    [
        (("rows", 0, "clocks", 0, "match"), 4),
        (("rows", 0, "clocks", 0, "goal"), 2),
        (("rows", 0, "clocks", 0, "match", 0), 2),
        (("rows", 0, "clocks", 0, "allowance"), 4),
        (("rows", 0, "clocks", 0, "last", 0), 5),
        (("rows", 0, "clocks", 1, "spent", 0), 2),
        (("rows", 0, "clocks", 1, "decisions", 0), 4),
        (("rows", 0, "held", 1), 2),
        (("rows", 0, "vouchers", 1), 2),
        (("covers", 0, 0, 0), 2),
        (("vouchers", 0, 0), 2),
        (("tie", "events", 1), 4),
    ],
)
def test_a_list_with_a_place_for_each_value_is_neither_longer_nor_shorter(path: Path, count: int) -> None:
    known: Any = STATE
    for part in path:
        known = known[part]
    for odd in (known[:-1], [*known, known[-1]]):
        found = refused(with_value(path, odd))
        assert found == (field_of(path), odd, f"does not hold {count} values", MEND, "bad-state")


@pytest.mark.parametrize("path", [("rows", 0, "clocks", 0, "last"), ("tie", "events")])
def test_a_list_of_at_least_one_is_not_empty(path: Path) -> None:
    assert refused(with_value(path, [])) == (field_of(path), [], "is empty", MEND, "bad-state")


@pytest.mark.parametrize(
    ("fact", "field", "problem"),
    [
        ({"date": 7}, "state.facts.met.date", "is not what a state holds here"),
        ({}, "state.facts.met.date", "is missing"),
        (["2026-11-23"], "state.facts.met", "is not what a state holds here"),
    ],
)
def test_a_fact_is_a_plain_value_or_a_date(fact: Any, field: str, problem: str) -> None:
    found = refused(with_value(("facts", "met"), fact))
    assert (found[0], found[2]) == (field, problem)


def test_what_may_be_left_out_is_read_as_what_it_is_by_default() -> None:
    # A clock of no version, no cap and no decision: what a state of a plain ticket leaves out.
    state = without(("rows", 1, "clocks", 0, "rolls_on"))
    assert stored(WHOLE.resume(state))["rows"][1]["clocks"][0] == state["rows"][1]["clocks"][0]


def test_parts_that_a_state_does_not_know_are_not_asked_about() -> None:
    known = stored(WHOLE.resume({**STATE, "kept_by": {"host": 1}}))
    assert known == STATE


def test_a_mapping_of_another_kind_is_a_mapping_and_a_tuple_a_list() -> None:
    state = with_value(("facts",), MappingProxyType(STATE["facts"]))
    assert stored(WHOLE.resume({**state, "unread": tuple(STATE["unread"])})) == STATE


# -- the parts of the form, one by one: the form of a state is made of them as the module is imported


TEXT, NUMBER = _leaf(str), _leaf(int, type(None))
ODD_KIND, NO_LIST = "is not what a state holds here", "is not a list"


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (lambda: _leaf(str), "a"),
        (lambda: _leaf(int, type(None)), None),
        (lambda: _leaf(int, bool), True),
        (lambda: _many(_leaf(str)), ()),
        (lambda: _many(_leaf(str)), ["a", "b"]),
        (lambda: _some(_leaf(str)), ["a"]),
        (lambda: _row(_leaf(str), _leaf(int)), ("a", 1)),
        (_row, []),
        (lambda: _perhaps(_leaf(str)), None),
        (lambda: _perhaps(_leaf(str)), "a"),
        (lambda: _parts({"name": _leaf(str)}, {"size": _leaf(int)}), {"name": "a"}),
        (lambda: _parts({"name": _leaf(str)}, {"size": _leaf(int)}), {"name": "a", "size": 1, "unknown": None}),
    ],
)
def test_a_form_accepts_what_it_says(make: Callable[[], Callable[[object, str], None]], value: object) -> None:
    make()(value, "state.here")


@pytest.mark.parametrize(
    ("make", "value", "place", "found", "problem"),
    [
        (lambda: _leaf(str), 1, "", 1, ODD_KIND),
        (lambda: _leaf(int), True, "", True, ODD_KIND),  # a flag is no number, although Python counts it as one
        (lambda: _leaf(bool), 1, "", 1, ODD_KIND),
        (lambda: _many(TEXT), "ab", "", "ab", NO_LIST),
        (lambda: _many(TEXT), ["a", 2], "[1]", 2, ODD_KIND),
        (lambda: _some(TEXT), "ab", "", "ab", NO_LIST),
        (lambda: _some(TEXT), [], "", [], "is empty"),
        (lambda: _some(TEXT), [3, "b"], "[0]", 3, ODD_KIND),
        (lambda: _row(TEXT, NUMBER), {"a": 1}, "", {"a": 1}, NO_LIST),
        (lambda: _row(TEXT, NUMBER), ["a"], "", ["a"], "does not hold 2 values"),
        (lambda: _row(TEXT, NUMBER), ["a", 1, 2], "", ["a", 1, 2], "does not hold 2 values"),
        (lambda: _row(TEXT, NUMBER), ["a", "b"], "[1]", "b", ODD_KIND),
        (lambda: _perhaps(TEXT), 4, "", 4, ODD_KIND),
        (lambda: _parts({"name": TEXT}, {}), ["name"], "", ["name"], "is not a mapping"),
        (lambda: _parts({"name": TEXT}, {}), {"size": 1}, ".name", None, "is missing"),
        (lambda: _parts({"name": TEXT}, {}), {"name": 5}, ".name", 5, ODD_KIND),
        (lambda: _parts({}, {"size": NUMBER}), {"size": "6"}, ".size", "6", ODD_KIND),
        (lambda: _facts, {7: "a"}, "", 7, ODD_KIND),
    ],
)  # fmt: skip
def test_a_form_refuses_by_place_and_value(
    make: Callable[[], Callable[[object, str], None]], value: object, place: str, found: object, problem: str
) -> None:
    with pytest.raises(BadInput) as caught:
        make()(value, "state.here")
    bad = caught.value
    assert (bad.field, bad.value) == (f"state.here{place}", found)
    assert (bad.problem, bad.mend, bad.code) == (problem, MEND, "bad-state")
