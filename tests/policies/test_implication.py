"""Implication: conditions are compared without a false claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.engine.conditions import AllOf, AnyOf, Condition, Not
from slacal.policies.book import Book
from slacal.policies.condition import condition_of
from slacal.policies.implication import always, implies, possible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.facts import Scalar


def read(written: Any) -> Condition:
    return condition_of(written, Book())


@pytest.mark.parametrize(
    ("condition", "other", "answer"),
    [
        ({"tier": "gold"}, {"tier": ["gold", "paid"]}, "yes"),
        ({"tier": ["gold", "free"]}, {"tier": ["gold", "paid"]}, "no"),
        ({"tier": "gold"}, {"tier": "present"}, "yes"),
        ({"tier": "present"}, {"tier": "gold"}, "no"),
        ({"tier": "absent"}, {"not": {"tier": "gold"}}, "yes"),
        ({"not": {"tier": "gold"}}, {"tier": "absent"}, "no"),
        ({"tier": 1}, {"tier": "1"}, "yes"),  # scalars compare as text
        ({"tier": "gold", "priority": 1}, {"priority": 1}, "yes"),
        ({"priority": 1}, {"tier": "gold", "priority": 1}, "no"),
        ({"size": {"at_least": 10}}, {"size": {"more_than": 5}}, "yes"),
        ({"size": {"at_least": 10}}, {"size": {"more_than": 10}}, "no"),
        ({"size": {"more_than": 10}}, {"size": {"at_least": 10}}, "yes"),
        ({"size": 7}, {"size": {"at_least": 5, "at_most": 9}}, "yes"),
        ({"size": {"at_least": 5, "at_most": 5}}, {"size": 5}, "no"),  # "5.0" is as large
        ({"size": {"at_least": 5}}, {"size": "present"}, "yes"),
        ({"due": {"from": "2026-03-01"}}, {"due": {"from": "2026-01-01"}}, "yes"),
        ({"due": {"before": "2026-03-02"}}, {"due": {"before": "2026-03-01"}}, "no"),
        ({"due": {"from": "2026-03-01", "before": "2026-03-02"}}, {"due": "2026-03-01"}, "no"),  # it may have a time
        ({"all": [{"a": 1}, {"any": [{"b": 1}, {"c": 1}]}]}, {"any": [{"b": 1}, {"c": 1}]}, "yes"),
        ({"any": [{"a": 1}, {"b": 1}]}, {"a": 1}, "no"),
    ],
)
def test_whether_one_condition_follows_from_another(condition: Any, other: Any, answer: str) -> None:
    assert implies(read(condition), read(other)) == answer


@pytest.mark.parametrize(
    ("conditions", "answer"),
    [
        ([{"tier": "gold"}, {"tier": "paid"}], "no"),
        ([{"tier": "gold"}, {"level": "paid"}], "yes"),
        ([{"size": {"less_than": 5}}, {"size": {"at_least": 5}}], "no"),
        ([{"size": {"less_than": 5}}, {"size": {"more_than": 4}}], "yes"),
        ([{"size": {"at_least": 5}}, {"size": "large"}], "no"),
        ([{"due": {"before": "2026-01-01"}}, {"due": {"from": "2026-01-01"}}], "no"),
        ([{"any": [{"a": 1}, {"b": 1}]}, {"not": {"a": 1}}, {"not": {"b": 1}}], "no"),
        ([{"a": 1}, {"a": "absent"}], "no"),
        ([{"size": {"less_than": 5}}], "yes"),  # there are smaller and larger numbers than any that is named
        ([{"size": {"more_than": 5}}], "yes"),
        # none of the four facts is 1, so that neither pair is
        ([{"not": {"all": [{"a": 1}, {"b": 1}]}}, {"not": {"all": [{"c": 1}, {"d": 1}]}},
          {"not": {"any": [{"a": 1}, {"b": 1}, {"c": 1}, {"d": 1}]}}], "yes"),
        # one of each pair is not 1: with a and c, that is b and d
        ([{"not": {"all": [{"a": 1}, {"b": 1}]}}, {"not": {"all": [{"c": 1}, {"d": 1}]}},
          {"a": 1, "c": 1}], "yes"),
        ([{"not": {"all": [{"a": 1}, {"b": 1}]}}, {"not": {"all": [{"c": 1}, {"d": 1}]}},
          {"a": 1, "c": 1, "d": 1}], "no"),
    ],
)  # fmt: skip
def test_whether_conditions_can_hold_together(conditions: list[Any], answer: str) -> None:
    assert possible(*map(read, conditions)) == answer


def test_a_condition_and_its_negation_together_always_hold() -> None:
    assert always(read({"any": [{"tier": "present"}, {"tier": "absent"}]})) == "yes"
    assert always(read({"any": [{"tier": "gold"}, {"tier": "absent"}]})) == "no"


def test_a_fact_asked_as_a_number_and_as_a_date_is_not_decided_where_no_value_is_found() -> None:
    # 20260104 is a number and a date at once; no bound names it, so that every value tried fails proves nothing.
    number = read({"x": {"more_than": 20260102, "less_than": 20260105}})
    day = read({"x": {"from": "2026-01-04", "before": "2026-01-05"}})
    assert number.holds({"x": "20260104"})
    assert day.holds({"x": "20260104"})
    assert possible(number, day) == "unknown"
    assert possible(number) == "yes"


def test_a_question_that_would_take_too_long_is_not_decided() -> None:
    pairs = tuple(AnyOf((read({f"a{n}": 1}), read({f"b{n}": 1}))) for n in range(40))
    neither = tuple(Not(AllOf((read({f"a{n}": 1}), read({f"b{n}": 1})))) for n in range(40))
    never = (AnyOf((read({"z": 1}), read({"z": 2}))), AnyOf((read({"z": 3}), read({"z": 4}))))
    assert possible(*pairs, *neither, *never) in ("no", "unknown")
    clash = tuple(AnyOf((AllOf((read({f"c{n}": 1}), read({"z": 3}))), read({f"a{n}": 1}))) for n in range(40))
    assert possible(*clash, *(Not(read({f"a{n}": 1})) for n in range(20)), read({"z": 4})) == "no"


def test_what_must_be_searched_for_beyond_the_limit_is_not_decided() -> None:
    # No fact has two values, so the last condition never holds; but that is found out only after each choice of the
    # pairs: for three pairs there are 8 of them, for seven 128, for twelve 4,096.
    pairs = [read({"any": [{f"a{n}": 1}, {f"b{n}": 1}]}) for n in range(12)]
    never = read({"any": [{"all": [{fact: 1}, {fact: 2}]} for fact in "xyz"]})
    assert [possible(*pairs[:count], never) for count in (3, 7, 12)] == ["no", "no", "unknown"]


def test_so_many_values_of_a_fact_that_trying_them_takes_too_long_are_not_decided() -> None:
    # Each name is tried by each condition: 20 by 20 are few, 500 by 500 are more than 200,000.
    named = [read({"any": [{"tier": str(n)} for n in range(count)]}) for count in (20, 500)]
    assert [possible(one, read({"tier": "none of them"})) for one in named] == ["no", "unknown"]


def test_a_number_too_large_to_be_compared_is_not_decided() -> None:
    assert possible(read({"size": {"at_least": 10**300}})) == "yes"
    assert possible(read({"size": {"at_least": 10**400}})) == "unknown"


def test_a_condition_of_a_hosts_own_is_not_decided() -> None:
    class Odd:
        """True of tickets whose number is odd."""

        def holds(self, facts: Mapping[str, Scalar]) -> bool:
            return str(facts.get("number")).endswith(tuple("13579"))

        def fields(self) -> frozenset[str]:
            return frozenset({"number"})

    assert (possible(Odd()), implies(Odd(), read({"number": "present"}))) == ("unknown", "unknown")


def pair(name: str, value: Any) -> dict[str, Any]:
    return {name: value}


def bounds(name: str, key: str, value: Any) -> dict[str, Any]:
    return {name: {key: value}}


def with_more(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    lists = st.builds(pair, st.sampled_from(["any", "all"]), st.lists(inner, min_size=1, max_size=3))
    return st.one_of(st.builds(pair, st.just("not"), inner), lists)


NAMES = st.sampled_from("ab")
NUMBERS: list[Any] = [1, 2, 5]
VALUES: list[Any] = [1, 2, "gold", [1, "gold"], "present", "absent"]
FACTS = st.dictionaries(NAMES, st.sampled_from(["1", "2", "5", "7.5", "gold", "2026-01-01", "2026-06-01"]))
LEAVES = st.one_of(
    st.builds(pair, NAMES, st.sampled_from(VALUES)),
    st.builds(
        bounds, NAMES, st.sampled_from(["at_least", "more_than", "at_most", "less_than"]), st.sampled_from(NUMBERS)
    ),
    st.builds(bounds, NAMES, st.sampled_from(["from", "before"]), st.just("2026-01-01")),
)
CONDITIONS = st.recursive(LEAVES, with_more, max_leaves=6)


@given(CONDITIONS, CONDITIONS, FACTS)
def test_no_facts_ever_refute_an_answer(first: Any, second: Any, facts: dict[str, Any]) -> None:
    one, other = read(first), read(second)
    if one.holds(facts) and other.holds(facts):
        assert possible(one, other) != "no"
    if one.holds(facts) and not other.holds(facts):
        assert implies(one, other) != "yes"
    if not one.holds(facts):
        assert always(one) != "yes"
