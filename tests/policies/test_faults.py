from __future__ import annotations

import pytest

from slacal.errors import BadDocument, BadInput, UnknownName
from slacal.policies.faults import check_keys, flat, read_both, read_each, stray_key, together, under, unknown_name


def wrong(field: str) -> BadInput:
    return BadInput(field, 1, "is wrong", "mend it", "my-code")


@pytest.mark.parametrize(
    ("steps", "inside", "outside"),
    [
        ((), "within", "within"),
        (("goals", 2), "", "goals[2]"),
        (("goals", 2), "within", "goals[2].within"),
        (("goals",), "[2].within", "goals[2].within"),
        (("week",), ".fri[0]", "week.fri[0]"),
        (("First answer",), "goals", '["First answer"].goals'),
        ((), "", ""),
    ],
)
def test_a_path_grows_outwards(steps: tuple[str | int, ...], inside: str, outside: str) -> None:
    (fault,) = under(steps, wrong(inside))
    assert (fault.field, fault.code, fault.mend) == (outside, "my-code", "mend it")


def test_a_document_gives_its_own_faults_and_they_keep_their_types() -> None:
    inner = BadDocument("inner", [wrong("a"), UnknownName("b", 1, "is unknown", "mend it")])
    faults = list(under(("x",), BadDocument("outer", [inner, wrong("c")])))
    assert [(type(fault), fault.field) for fault in faults] == [
        (BadInput, "x.a"), (UnknownName, "x.b"), (BadInput, "x.c"),
    ]  # fmt: skip


def test_the_faults_of_a_piece_are_those_of_the_piece_itself() -> None:
    found = together([wrong("a"), wrong("b")])
    assert (found.field, [fault.field for fault in found.faults]) == ("", ["a", "b"])


def test_an_unknown_name_is_compared_with_three_hundred_names_and_no_more() -> None:
    far = [f"{n}" for n in range(299)]
    near, too_late = (unknown_name("gold", [*first, "golf"], "a term", "define it") for first in (far, [*far, "299"]))
    assert (near.mend, near.problem) == ("did you mean 'golf'?", "is not a term of this policy")
    assert (too_late.mend, too_late.code) == ("define it", "unknown-name")


def read(piece: int) -> int:
    if piece < 0:
        raise wrong("")
    return 2 * piece


def test_every_piece_is_read_or_every_fault_told() -> None:
    assert read_each(enumerate([1, 2]), read) == [2, 4]
    with pytest.raises(BadDocument) as refused:
        read_each(enumerate([1, -1, -2]), read)
    assert [fault.field for fault in flat(refused.value)] == ["[1]", "[2]"]


def test_a_hundred_faults_are_enough() -> None:
    with pytest.raises(BadDocument) as refused:
        read_each(enumerate([-1] * 5_000), read)
    assert len(refused.value.faults) == 100


def test_two_pieces_of_different_kinds_are_read_together() -> None:
    assert read_both(("a", lambda: 1), ("b", lambda: "x")) == (1, "x")
    with pytest.raises(BadDocument) as refused:
        read_both(("a", lambda: read(-1)), ("b", lambda: read(-1)))
    assert [fault.field for fault in refused.value.faults] == ["a", "b"]


def test_an_unknown_key_is_given_the_nearest_known_one() -> None:
    fault = stray_key("calender", 1, ["calendar", "goals"])
    assert (fault.field, fault.problem, fault.mend) == ("calender", "is an unknown key", "did you mean 'calendar'?")


def test_all_unknown_keys_are_told() -> None:
    with pytest.raises(BadDocument) as refused:
        check_keys({"usee": 1, "use": 2, "wen": 3}, ("use", "when"))
    assert [fault.field for fault in refused.value.faults] == ["usee", "wen"]
