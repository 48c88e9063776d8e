"""Texts in braces that their own commas tear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slacal.documents import loads
from slacal.errors import BadDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    Refused = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "field", "mend"),
    [
        (
            "main: {week: Mo-Fr 09:00-12:00,13:00-18:00}",
            "main.week",
            'week: "Mo-Fr 09:00-12:00,13:00-18:00"',
        ),
        (
            "[{week: Mo-Fr 09:00-12:00, 13:00-18:00,\n  Sa 10:00-12:00, zone: Europe/Riga}]",
            "[0].week",
            'week: "Mo-Fr 09:00-12:00, 13:00-18:00, Sa 10:00-12:00"',
        ),
        ("{a: 1, 5, 5}", "a", 'a: "1, 5, 5"'),
    ],
)
def test_a_torn_text_is_one_fault_that_says_what_to_quote(text: str, field: str, mend: str) -> None:
    with pytest.raises(BadDocument) as caught:
        loads(text)
    (fault,) = caught.value.faults
    assert (fault.code, fault.field, fault.mend) == ("torn-text", field, f"put the text in quotes: {mend}")


def test_every_torn_text_of_a_mapping_is_reported(refused: Refused) -> None:
    assert refused("{a: x, y, b: z, c: v, w}") == [("torn-text", "a"), ("torn-text", "c")]


@pytest.mark.parametrize(
    ("text", "field"),
    [("{a, b: c}", "a"), ("{b: , a}", "a"), ("{b: [c], a}", "a"), ('{b: "c", a}', "a"), ("{week:Mo}", '["week:Mo"]')],
)
def test_a_key_without_a_value_that_continues_no_text_is_a_fault_too(text: str, field: str, refused: Refused) -> None:
    assert refused(text) == [("stray-key", field)]


@pytest.mark.parametrize("text", ["{a: , b : }", "{a:\n, b:\n}", '{"a":, b: null}', "a:\nb:\n", "{? a : , b: ~}"])
def test_a_key_with_its_colon_may_have_no_value(text: str) -> None:
    assert loads(text).content == {"a": None, "b": None}
