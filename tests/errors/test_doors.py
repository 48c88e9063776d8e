"""The doors: arguments are told by their types before anything else is asked of them."""

from __future__ import annotations

from itertools import count, repeat
from typing import Any

import numpy as np
import pytest

from slacal.errors import BadDocument, BadInput, WrongType, nearest
from slacal.errors.doors import all_of, check_choice, each_of, mapping_of, path_of, year_of


class Touchy:
    def __eq__(self, other: object) -> bool:
        raise RuntimeError("touched")

    def __hash__(self) -> int:
        raise RuntimeError("touched")

    def __repr__(self) -> str:
        raise RuntimeError("touched")


@pytest.mark.parametrize("value", [None, [], Touchy(), np.array([1, 2]), "fare"], ids=lambda _: "value")
def test_a_choice_is_refused_without_comparing_it(value: Any) -> None:
    with pytest.raises(BadInput, match="is not a choice"):
        check_choice("edge", value, ("near", "far"))


def test_an_iterator_without_end_is_refused_at_its_first_bad_item() -> None:
    with pytest.raises(WrongType, match=r"names\[0\]=0 is not text"):
        all_of("names", count(), str, "text", "pass names")
    with pytest.raises(WrongType):
        all_of("names", repeat(None), str, "text", "pass names")


@pytest.mark.parametrize("value", [5, "text", b"bytes", None, np.array(5)])
def test_what_is_no_list_is_not_gone_through(value: Any) -> None:
    with pytest.raises(WrongType):
        each_of("events", value, "pass a list")


@pytest.mark.parametrize("value", [True, 1.0, "2026", None])
def test_a_year_is_a_whole_number(value: object) -> None:
    with pytest.raises(WrongType):
        year_of(value)


@pytest.mark.parametrize("year", [0, -1, 10_000, 10**5_000], ids=lambda _: "year")
def test_a_year_is_one_that_python_knows(year: int) -> None:
    with pytest.raises(BadInput, match="outside the years 1 to 9999"):
        year_of(year)


@pytest.mark.parametrize(("path", "kind"), [(5, WrongType), ("a\0b", BadInput), ("\x1b[2J", BadInput)])
def test_a_path_is_text_that_prints(path: object, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        path_of(path)


def test_pairs_are_no_mapping() -> None:
    with pytest.raises(WrongType):
        mapping_of("facts", [("a", 1)], "pass a mapping")


# -- messages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [10**5_000, Touchy(), "x" * 10**6, [[["x" * 99] * 9] * 9] * 9, "\u202e\ud800"], ids=lambda _: "value"
)
def test_a_message_is_short_and_prints_whatever_the_value(value: object) -> None:
    said = str(BadInput("f" * 10_000, value, "is \x1b[2J" * 10_000, "write " + "x" * 10_000))
    assert len(said) < 500
    assert said.isprintable()


def test_a_long_document_says_its_first_faults_and_notes_the_next_ones() -> None:
    bad = BadDocument("policy", [BadInput(f"f{n}", "v", "is wrong " * 6, "mend it") for n in range(30)])
    lines = str(bad).splitlines()
    assert len(str(bad)) < 500
    assert lines[0] == "policy has 30 faults:"
    shown = len(lines) - 2
    assert lines[-1] == f"  and {30 - shown} more, in its faults"
    assert len(bad.__notes__) == 20 - shown  # the first twenty faults are told, here or there
    assert bad.__notes__[0].startswith(f"  f{shown}=")


def test_a_name_that_nobody_mistyped_has_no_nearest_one() -> None:
    assert nearest(5, ["near"], "write near") == "write near"
    assert nearest("near" * 100, ["near"], "write near") == "write near"
