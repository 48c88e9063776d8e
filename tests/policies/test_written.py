from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from slacal.documents.written_float import WrittenFloat
from slacal.errors import BadDocument, BadInput, SlacalError
from slacal.policies.faults import flat
from slacal.policies.written import FrozenDict, frozen, in_order, thawed


def test_a_frozen_tree_thaws_to_what_it_was() -> None:
    tree: dict[str, Any] = {"a": [1, {"b": None}], "c": 2.5, "d": [], "e": {}}
    assert thawed(frozen(tree)) == tree


def test_a_number_thaws_to_a_plain_float_however_it_was_written() -> None:
    (number,) = thawed(frozen([WrittenFloat("1.10")]))
    assert (type(number), number) == (float, 1.1)


def test_dates_and_times_become_the_text_that_a_document_would_hold() -> None:
    tree = {date(2026, 12, 31): time(9, 30), "at": datetime(2026, 1, 5, 9, tzinfo=UTC)}
    assert frozen(tree) == {"2026-12-31": "09:30:00", "at": "2026-01-05T09:00:00+00:00"}


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        ("__setitem__", ("a", 2)),
        ("__delitem__", ("a",)),
        ("__ior__", ({"b": 1},)),
        ("update", ({"b": 1},)),
        ("setdefault", ("b", 1)),
        ("pop", ("a",)),
        ("popitem", ()),
        ("clear", ()),
    ],
)
def test_nothing_changes_a_frozen_mapping(change: str, arguments: tuple[Any, ...]) -> None:
    one = FrozenDict(a=1)
    with pytest.raises(TypeError, match=r"^a document that was read does not change; build another"):
        getattr(one, change)(*arguments)
    assert one == {"a": 1}


def test_a_frozen_mapping_is_a_value() -> None:
    one: FrozenDict[Any] = frozen({"a": {"b": [1]}})
    assert hash(one) == hash(frozen({"a": {"b": [1]}}))
    assert type(pickle.loads(pickle.dumps(one))) is FrozenDict  # noqa: S301  # our own bytes
    assert copy.deepcopy(one) == one
    assert hash(one) != hash(frozen({"a": {"b": [2]}}))


def test_equal_mappings_have_one_hash_in_whatever_order_they_were_written() -> None:
    one = frozen({"priority": 1, "not": {"tier": "free", "vip": True}})
    other = frozen({"not": {"vip": True, "tier": "free"}, "priority": 1})
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("tree", "fields"),
    [
        ({"a": {1, 2}}, ["a"]),
        ({"a": [object(), b"x"], "c": 1j}, ["a[0]", "a[1]", "c"]),
        ({1: "x"}, ["1"]),
        ({2**63 - 1: "x"}, ["9223372036854775807"]),  # beyond it a number is no name
        ({2**63: "x"}, ["int"]),
        ({"days": {date(2026, 12, 31): "off", "2026-12-31": "10:00-12:00"}}, ["days.2026-12-31"]),
        ({"a": float("nan")}, ["a"]),
    ],
)
def test_what_is_not_plain_data_is_refused_with_its_path(tree: object, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        frozen(tree)
    assert [fault.field for fault in flat(refused.value)] == fields


def test_a_tree_that_holds_itself_is_refused() -> None:
    mapping: dict[str, Any] = {}
    mapping["a"] = mapping
    listed: list[Any] = []
    listed.append(listed)
    for tree in (mapping, listed):
        with pytest.raises(BadDocument, match="levels deep"):
            frozen(tree)


def test_mappings_and_lists_may_stand_thirty_two_deep() -> None:
    def nested(levels: int) -> Any:
        tree: Any = 1
        for level in range(levels):
            tree = [tree] if level % 2 else {"a": tree}
        return tree

    assert thawed(frozen(nested(32))) == nested(32)
    with pytest.raises(BadDocument, match="levels deep"):
        frozen(nested(33))


def test_faults_stand_in_the_order_of_the_document_and_once() -> None:
    tree = frozen({"z": [{"b": 1, "a": 2}, 3], "a": 4})
    fields = ["a", "z[1]", "z[0].a", "z[0].missing", "z[0].b", "a", "nowhere"]
    faults = [BadInput(field, 0, "is wrong", "mend it") for field in fields]
    assert [fault.field for fault in in_order(faults, tree)] == [
        "nowhere", "z[0].missing", "z[0].b", "z[0].a", "z[1]", "a",
    ]  # fmt: skip


def test_a_fault_stands_as_far_in_the_order_as_its_path_leads() -> None:
    tree = frozen({"none": None, "some": 4, "piece": {"b": 1, "a": 2}})
    fields = ["piece.a", "piece.b", "some.inside", "none.inside"]
    faults = [BadInput(field, 0, "is wrong", "mend it") for field in fields]
    for told in (faults, faults[::-1]):
        assert [fault.field for fault in in_order(told, tree)] == fields[::-1]
