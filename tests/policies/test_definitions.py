from __future__ import annotations

import pytest

from slacal.errors import BadDocument, SlacalError, WrongType
from slacal.policies.book import Book
from slacal.policies.definitions import check_definitions, term_names, terms_of


def faults(written: object) -> dict[str, str]:
    with pytest.raises(BadDocument) as refused:
        check_definitions(written, Book(terms=term_names(written)))
    return {fault.field: fault.code for fault in refused.value.faults}


def test_solved_and_waiting_are_there_unasked() -> None:
    terms = terms_of({})
    assert all(terms["solved"].holds({"status": status}) for status in ("solved", "resolved", "closed"))
    assert all(terms["waiting"].holds({"status": status}) for status in ("waiting", "pending", "on_hold"))


def test_a_built_in_term_may_be_redefined_and_others_follow() -> None:
    terms = terms_of({"busy": {"not": "waiting"}, "waiting": {"state": "awaiting"}})
    assert not terms["busy"].holds({"state": "awaiting"})
    assert terms["busy"].holds({"status": "waiting"})


def test_terms_may_use_terms_in_any_order() -> None:
    terms = terms_of({"idle": {"any": ["done", "waiting"]}, "done": {"all": ["solved", {"checked": True}]}})
    assert terms["idle"].holds({"status": "closed", "checked": "true"})
    assert not terms["idle"].holds({"status": "closed"})


def test_terms_that_explain_each_other_are_refused() -> None:
    assert faults({"a": {"not": "b"}, "b": {"any": ["a", {"x": 1}]}, "c": "c"}) == {"a": "circle", "c": "circle"}


def test_circles_and_faulty_definitions_are_reported_together() -> None:
    assert faults({"a": {"not": "a"}, "b": {}}) == {"a": "circle", "b": "bad-input"}


def test_every_faulty_definition_is_reported() -> None:
    assert faults({"a": {}, "b": "slved", "event": {"x": 1}, "c": {"x": 1}}) == {
        "a": "bad-input", "b": "unknown-name", "event": "reserved",
    }  # fmt: skip


def test_a_few_lines_cannot_grow_into_millions_of_conditions() -> None:
    bomb: dict[str, object] = {f"a{n}": {"any": [f"a{n + 1}", f"a{n + 1}"]} for n in range(40)}
    assert set(faults({**bomb, "a40": {"x": 1}}).values()) == {"too-large"}


def test_what_is_no_mapping_defines_nothing() -> None:
    with pytest.raises(WrongType):
        check_definitions(("solved",), Book())


def test_a_chain_of_terms_is_as_deep_as_it_may_be() -> None:
    chain: dict[str, object] = {f"a{n}": {"not": f"a{n + 1}"} for n in range(31)}
    try:
        terms = terms_of({**chain, "a31": {"x": 1}})
    except SlacalError:
        pytest.fail("32 inside each other are allowed")
    assert not terms["a0"].holds({"x": 1})  # turned round 31 times
