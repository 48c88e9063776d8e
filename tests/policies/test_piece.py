from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import ValidationError

from slacal.documents.caps import MAX_FAULTS
from slacal.errors import BadDocument, BadInput, SlacalError
from slacal.policies.book import Book
from slacal.policies.piece import Piece, Text, as_pydantic, carried_by, checked_by, faults_of, one_of, plain
from slacal.policies.written import frozen

Colour = Literal["red", "green"]


def even(written: Any, _: Book) -> None:
    if written % 2:
        raise BadInput("", written, "is odd", "write an even number")


def a_target(written: Any, book: Book) -> None:
    if written not in book.targets:
        raise BadInput("", written, "is not a target", "name a target")


def box() -> Any:
    """Return a piece with a little of everything, made anew."""

    class Box(Piece):
        label: Text
        colour: Annotated[Colour, one_of(Colour)] = "red"
        size: Annotated[int, checked_by(even)] = 0
        height: int = 0
        of: Annotated[str, checked_by(a_target)] = ""
        inside: tuple[Box, ...] = ()
        from_: Text = ""

    return Box


def read(tree: Any, book: Book | None = None) -> Any:
    return box().__pydantic_validator__.validate_python(frozen(tree), context=book or Book())


def refused(tree: Any, book: Book | None = None) -> list[SlacalError]:
    with pytest.raises(ValidationError) as error:
        read(tree, book)
    return faults_of(error.value, box())


def faults(tree: Any, book: Book | None = None) -> list[tuple[str, str]]:
    return [(fault.field, fault.problem) for fault in refused(tree, book)]


def test_shape_and_meaning_are_told_together_from_within_and_without() -> None:
    inner = {"label": "inner", "colour": "gren", "size": 3, "lid": "on"}
    assert faults({"colour": 5, "inside": [{"label": "fine"}, inner, 7], "widht": 1}) == [
        ("label", "is missing"),
        ("colour", "is not a choice"),
        ("inside[1].colour", "is not a choice"),
        ("inside[1].size", "is odd"),
        ("inside[1].lid", "is an unknown key"),
        ("inside[2]", "is not a mapping"),
        ("widht", "is an unknown key"),
    ]


@pytest.mark.parametrize(
    ("tree", "problem"),
    [
        ({"label": None}, "is nothing, not a text"),
        ({"label": " "}, "is empty"),
        ({"label": "x", "inside": 5}, "is not a list"),
        ({"label": "x", "inside": None}, "is not a list"),
        ({"label": "x", "colour": None}, "is not a choice"),
        ({"label": "x", "height": "tall"}, "is not what the policy language has here"),
    ],
)
def test_a_field_of_the_wrong_kind_is_told(tree: dict[str, Any], problem: str) -> None:
    assert [told for _, told in faults(tree)] == [problem]


@pytest.mark.parametrize(
    ("colour", "mend"),
    [
        ("gren", "did you mean 'green'?"),
        ("blue", "write one of red, green"),
        (5, "write one of red, green"),
        (["red"], "write one of red, green"),
    ],
)
def test_a_word_is_one_of_those_to_choose_from(colour: Any, mend: str) -> None:
    assert [read({"label": "x", "colour": each}).colour for each in ("red", "green")] == ["red", "green"]
    (fault,) = refused({"label": "x", "colour": colour})
    assert (fault.field, fault.value, fault.mend, fault.code) == ("colour", colour, mend, "not-a-choice")


def test_a_reader_has_the_names_of_the_document_at_hand() -> None:
    book = Book(targets=frozenset({"fix"}))
    assert read({"label": "x", "of": "fix"}, book).of == "fix"
    assert faults({"label": "x", "of": "repair"}, book) == [("of", "is not a target")]


def test_reading_goes_on_after_a_fault_but_not_for_ever() -> None:
    boxes = [{"label": "x", "size": 1}] * (2 * MAX_FAULTS)
    book = Book()
    assert len(faults({"label": "x", "inside": boxes}, book)) == MAX_FAULTS
    assert [fault.problem for fault in book.refused] == ["is odd"] * MAX_FAULTS


def test_plain_data_comes_back_as_it_was_written() -> None:
    tree = {"label": "outer", "inside": [{"label": "inner", "size": 2}, {"label": "other", "colour": "red"}]}
    piece = box().model_validate(frozen(tree))
    assert plain(piece) == piece.model_dump() == tree
    assert plain({"boxes": [piece]}) == {"boxes": [tree]}


def test_faults_go_through_pydantic_and_come_out_the_same() -> None:
    bad = BadDocument("box", [BadInput("inside[1].size", 3, "is odd", "write an even number")])
    error = as_pydantic("Box", bad)
    assert str(error).startswith("1 validation error for Box")
    (line,) = error.errors()
    assert (line["loc"], line["input"]) == (("inside", 1, "size"), 3)
    assert line["msg"] == "Value error, is odd; write an even number"
    assert carried_by(error) == list(bad.faults)


def test_a_key_that_is_a_word_of_python_has_a_field_of_nearly_its_name() -> None:
    piece = box().model_validate(frozen({"label": "x", "from": "y"}))
    assert (piece.from_, piece.written()) == ("y", {"label": "x", "from": "y"})
    assert faults({"label": "x", "from_": "y", "from": " "}) == [("from", "is empty"), ("from_", "is an unknown key")]
