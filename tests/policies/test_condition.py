from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from slacal.documents import loads
from slacal.engine.conditions import IsAny
from slacal.errors import BadDocument, SlacalError, UnknownName
from slacal.policies.book import Book
from slacal.policies.condition import condition_of, terms_in, texts_of
from slacal.policies.faults import flat

if TYPE_CHECKING:
    from slacal.documents import Format

NOTHING: dict[str, Any] = {}
BOOK = Book(terms={"solved": IsAny("status", frozenset({"solved"}))})


def fields_of(written: object) -> list[str]:
    """Return where a condition is at fault."""
    with pytest.raises(SlacalError) as refused:
        condition_of(written, BOOK)
    return [fault.field for fault in flat(refused.value)]


@pytest.mark.parametrize(
    ("written", "facts", "holds"),
    [
        ("solved", {"status": "solved"}, True),
        ("solved", NOTHING, False),
        ({"priority": "high"}, {"priority": "high"}, True),
        ({"priority": "high"}, NOTHING, False),
        ({"priority": 1}, {"priority": "1"}, True),  # facts from a log are text
        ({"priority": "1"}, {"priority": 1}, True),
        ({"vip": True}, {"vip": "true"}, True),
        ({"vip": True}, {"vip": "True"}, False),
        ({"priority": [1, 2]}, {"priority": "2"}, True),
        ({"priority": [1, 2]}, {"priority": "3"}, False),
        ({"priority": 1, "tier": "gold"}, {"priority": 1}, False),  # all of them
        ({"priority": 1, "tier": "gold"}, {"priority": 1, "tier": "gold"}, True),
        ({"tier": "present"}, {"tier": "gold"}, True),
        ({"tier": "present"}, {"tier": None}, False),
        ({"tier": "absent"}, NOTHING, True),
        ({"tier": "absent"}, {"tier": "gold"}, False),
        ({"not": {"tier": "gold"}}, NOTHING, True),
        ({"not": "solved"}, {"status": "solved"}, False),
        ({"any": ["solved", {"tier": "gold"}]}, {"tier": "gold"}, True),
        ({"all": ["solved", {"tier": "gold"}]}, {"tier": "gold"}, False),
        ({"tier": "gold", "not": "solved"}, {"tier": "gold", "status": "solved"}, False),
        ({"users": {"at_least": 10}}, {"users": "10"}, True),
        ({"users": {"more_than": 10}}, {"users": 10}, False),
        ({"users": {"at_least": 10, "less_than": 20}}, {"users": 20}, False),
        ({"users": {"at_most": 2.5}}, {"users": 2.5}, True),
        ({"users": {"at_most": 2.5}}, {"users": "many"}, False),
        ({"bought": {"from": "2026-01-01", "before": "2027-01-01"}}, {"bought": "2026-12-31"}, True),
        ({"bought": {"from": "2026-01-01", "before": "2027-01-01"}}, {"bought": "2025-12-31"}, False),
        ({"bought": {"before": "2027-01-01"}}, {"bought": "2027-01-01"}, False),
    ],
)
def test_a_condition_holds_as_written(written: object, facts: dict[str, Any], holds: bool) -> None:
    assert condition_of(written, BOOK).holds(facts) is holds


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        (NOTHING, [""]),  # an empty condition would hold of everything
        (None, [""]),
        (5, [""]),
        (["solved"], [""]),
        ("slved", [""]),
        ({"not": NOTHING}, ["not"]),
        ({"any": []}, ["any"]),
        ({"any": "solved"}, ["any"]),
        ({"any": ["solved", "slved", NOTHING]}, ["any[1]", "any[2]"]),
        ({"all": [{"not": "x"}, {"not": "y"}]}, ["all[0].not", "all[1].not"]),
        ({"event": "created"}, ["event"]),
        ({"always": 1}, ["always"]),
        ({"": 1}, ['[""]']),
        ({"tier": None}, ["tier"]),
        ({"tier": []}, ["tier"]),
        ({"tier": [None, ["a"]]}, ["tier[0]", "tier[1]"]),
        ({"tier": ["present", "gold", "absent"]}, ["tier[0]", "tier[2]"]),
        ({"users": NOTHING}, ["users"]),
        ({"users": {"at_leas": 3}}, ["users.at_leas"]),
        ({"users": {"at_least": "3", "at_most": True}}, ["users.at_least", "users.at_most"]),
        ({"users": {"at_least": 3, "before": "2026-01-01"}}, ["users.before"]),
        ({"bought": {"from": "January", "before": 2026}}, ["bought.from", "bought.before"]),
    ],
)
def test_every_fault_of_a_condition_has_its_path(written: object, fields: list[str]) -> None:
    assert fields_of(written) == fields


def test_an_unknown_term_is_given_the_nearest_one() -> None:
    with pytest.raises(UnknownName) as refused:
        condition_of("slved", BOOK)
    assert refused.value.mend == "did you mean 'solved'?"


def test_a_mistyped_bound_is_given_the_nearest_one() -> None:
    with pytest.raises(BadDocument) as refused:
        condition_of({"users": {"at_leas": 3}}, BOOK)
    assert refused.value.faults[0].mend == "did you mean 'at_least'?"


def test_beside_a_date_no_bound_of_numbers_is_known() -> None:
    with pytest.raises(BadDocument) as refused:
        condition_of({"bought": {"from": "2026-01-01", "at_leas": 3}}, BOOK)
    assert refused.value.faults[0].mend == "known here: from, before"


def test_values_are_compared_as_text() -> None:
    assert texts_of([1, 1.0, "1", True, "true"]) == {"1", "true"}


@pytest.mark.parametrize(
    ("text", "format", "mend"),
    [
        ("release: 1.10", "yaml", "put it in quotes, '1.10', or write 1.1"),
        ("release: 1e3", "yaml", "put it in quotes, '1e3', or write 1000"),
        ("release: [2, 1.0]", "yaml", "put it in quotes, '1.0', or write 1"),
        ('{"release": 1.10}', "json", "put it in quotes, '1.10', or write 1.1"),
        ("release = 1.10", "toml", "put it in quotes, '1.10', or write 1.1"),
    ],
)
def test_a_number_that_would_lose_its_text_is_refused(text: str, format: Format, mend: str) -> None:  # noqa: A002 - the word of the interface
    written: Any = loads(text, format=format).content
    with pytest.raises(BadDocument) as refused:
        condition_of(written, BOOK)
    (fault,) = flat(refused.value)
    assert fault.mend == mend


@pytest.mark.parametrize("text", ["release: '1.10'", "release: [1.5, '1.10']"])
def test_a_number_that_keeps_its_text_is_compared(text: str) -> None:
    condition = condition_of(loads(text).content, BOOK)
    assert condition.holds({"release": "1.10"})
    assert not condition.holds({"release": "1.1"})


def test_a_bound_is_a_number_however_it_is_written() -> None:
    condition = condition_of(loads("size: {at_least: 1.10}").content, BOOK)
    assert (condition.holds({"size": "1.1"}), condition.holds({"size": "1.09"})) == (True, False)


def test_terms_are_found_wherever_a_condition_uses_them() -> None:
    written = {"tier": "gold", "not": "a", "any": ["b", {"all": ["c", {"not": {"any": ["d"]}}]}], "all": 5}
    assert list(terms_in(written)) == ["a", "b", "c", "d"]
