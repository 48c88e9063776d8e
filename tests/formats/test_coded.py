"""Columns as places in a list of their values."""

from __future__ import annotations

from array import array

from slacal.formats.coded import Coded, Coder


def test_cells_are_trimmed_and_equal_texts_share_a_place() -> None:
    coder = Coder()
    coder.take(["b", " a", "b "])
    coder.take(["a", ""])
    column = coder.coded()
    assert (list(column.places), list(column.values)) == ([0, 1, 0, 1, 2], ["b", "a", ""])


def test_1_and_1_0_keep_apart_until_they_are_united() -> None:
    coder = Coder()
    coder.take([1, 1.0, "1"])
    assert [repr(value) for value in coder.coded().values] == ["1", "1.0", "'1'"]
    assert list(coder.coded().united().places) == [0, 0, 1]


def test_what_says_nothing_has_no_place() -> None:
    column = Coded(array("q", [0, 1, 2, 0]), ["", "x", None]).silent()
    assert [column.at(row) for row in range(4)] == [None, "x", None, None]
    assert list(column.places) == [-1, 0, -1, -1]


def test_values_that_mean_the_same_share_a_place() -> None:
    column = Coded(array("q", [0, 1, 2]), ["one", "eins", "two"]).read({0: "1", 1: "1", 2: "2"})
    assert (list(column.places), list(column.values)) == ([0, 0, 1], ["1", "2"])


def test_rows_are_kept_by_their_mark() -> None:
    assert list(Coded(array("q", [3, 4, 5]), []).kept(bytearray(b"\1\0\1")).places) == [3, 5]
