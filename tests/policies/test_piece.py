from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import ValidationError

from slacal.documents.caps import MAX_FAULTS
from slacal.errors import BadDocument, BadInput
from slacal.policies.book import Book
from slacal.policies.piece import Piece, Text, as_pydantic, carried_by, checked_by, faults_of, one_of, plain
from slacal.policies.written import frozen

Colour = Literal["red", "green"]


def even(written: Any, _: Book) -> None:
    if written % 2:
        raise BadInput("", written, "is odd", "write an even number")


class Box(Piece):
    """A piece with a little of everything."""

    label: Text
    colour: Annotated[Colour, one_of(Colour)] = "red"
    size: Annotated[int, checked_by(even)] = 0
    inside: tuple[Box, ...] = ()
    from_: Text = ""


def faults(tree: Any, book: Book | None = None) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Box.__pydantic_validator__.validate_python(frozen(tree), context=book or Book())
    return [(fault.field, fault.problem) for fault in faults_of(refused.value, Box)]


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
    ],
)
def test_a_field_of_the_wrong_kind_is_told(tree: dict[str, Any], problem: str) -> None:
    assert [told for _, told in faults(tree)] == [problem]


def test_reading_goes_on_after_a_fault_but_not_for_ever() -> None:
    boxes = [{"label": "x", "size": 1}] * (2 * MAX_FAULTS)
    book = Book()
    assert len(faults({"label": "x", "inside": boxes}, book)) == MAX_FAULTS
    assert len(book.refused) == MAX_FAULTS


def test_plain_data_comes_back_as_it_was_written() -> None:
    tree = {"label": "outer", "inside": [{"label": "inner", "size": 2}, {"label": "other", "colour": "red"}]}
    box = Box.model_validate(frozen(tree))
    assert plain(box) == box.model_dump() == tree
    assert plain({"boxes": [box]}) == {"boxes": [tree]}


def test_faults_go_through_pydantic_and_come_out_the_same() -> None:
    bad = BadDocument("box", [BadInput("inside[1].size", 3, "is odd", "write an even number")])
    error = as_pydantic("Box", bad)
    assert error.errors()[0]["loc"] == ("inside", 1, "size")
    assert carried_by(error) == list(bad.faults)


def test_a_key_that_is_a_word_of_python_has_a_field_of_nearly_its_name() -> None:
    box = Box.model_validate(frozen({"label": "x", "from": "y"}))
    assert (box.from_, box.written()) == ("y", {"label": "x", "from": "y"})
    assert faults({"label": "x", "from_": "y", "from": " "}) == [("from", "is empty"), ("from_", "is an unknown key")]
