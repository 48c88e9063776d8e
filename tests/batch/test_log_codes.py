"""Columns of a log as codes: each value of a row is what was written there."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from slacal.batch.log_codes import codes_of, facts_of
from slacal.errors import WrongType


def objects(*values: object) -> np.ndarray[Any, Any]:
    held = np.empty(len(values), object)
    held[:] = values
    return held


def told(values: Any) -> list[Any]:
    codes = codes_of(values, "fact", None)
    return [None if place < 0 else codes.values[place] for place in codes.places.tolist()]


def test_true_and_1_are_different_facts_in_one_column() -> None:
    found = told(objects(True, 1, "1", False, 0, True))
    assert [(type(value), value) for value in found] == [
        (bool, True), (int, 1), (str, "1"), (bool, False), (int, 0), (bool, True),
    ]  # fmt: skip


def test_what_is_missing_in_a_nullable_column_of_pandas_says_nothing() -> None:
    pandas = pytest.importorskip("pandas")
    assert told(pandas.Series([True, None, False], dtype="boolean")) == [True, None, False]
    assert told(pandas.Series([7, None, 8], dtype="Int64")) == [7, None, 8]
    assert told(pandas.Series([pandas.NaT, "x", pandas.NA, float("nan")], dtype=object)) == [None, "x", None, None]


def test_numbers_of_numpy_among_objects_are_plain_numbers() -> None:
    found = told(objects(np.int64(1), np.bool_(True), np.float64("nan")))
    assert [type(value) for value in found] == [int, bool, type(None)]
    assert found[:2] == [1, True]


@pytest.mark.parametrize("first", [1 << 63, (1 << 64) - 2])
def test_whole_numbers_beyond_63_bits_stay_what_they_are(first: int) -> None:
    assert told(np.array([first, first + 1], np.uint64)) == [first, first + 1]


def test_neighbours_of_a_small_type_do_not_run_over() -> None:
    near = np.array([-128, 127] * 64, np.int8)  # 255 lies in no int8
    assert told(near) == near.tolist()


@pytest.mark.parametrize("value", [Decimal(1), b"A", 1j])
def test_a_value_that_an_event_refuses_as_a_fact_is_refused_in_a_column(value: object) -> None:
    with pytest.raises(WrongType) as caught:
        facts_of(objects("A", value), "vip", None)
    assert caught.value.field == "vip"


def test_lists_are_refused_by_name() -> None:
    with pytest.raises(WrongType) as caught:
        codes_of(objects(["A"], "B"), "ticket", None)
    assert caught.value.field == "ticket"


def test_instants_become_datetimes_in_utc() -> None:
    found = told(np.array(["2026-11-20T15:00", "NaT"], "M8[s]"))
    assert found == [datetime(2026, 11, 20, 15, tzinfo=UTC), None]
