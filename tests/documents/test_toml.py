"""TOML to plain trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slacal.documents import loads

if TYPE_CHECKING:
    from collections.abc import Callable

    Refused = Callable[..., list[tuple[str, str]]]


def test_toml_is_read_as_written() -> None:
    text = """
        name = "Gold"
        2026-12-31 = "off"
        [targets.gold]
        goals = [{ within = "8 business hours", weight = 1.5 }, { firm = true, count = 0x1F }]
        [[then]]
        zone = 'Europe/Riga'
        [[then]]
    """
    assert loads(text, format="toml").content == {
        "name": "Gold",
        "2026-12-31": "off",
        "targets": {"gold": {"goals": [{"within": "8 business hours", "weight": 1.5}, {"firm": True, "count": 31}]}},
        "then": [{"zone": "Europe/Riga"}, {}],
    }


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2026-11-21", "2026-11-21"),
        ("19:00:00", "19:00:00"),
        ("07:32:00.5", "07:32:00.500000"),
        ("2026-11-21T19:00:00", "2026-11-21T19:00:00"),
        ("2026-11-21 19:00:00Z", "2026-11-21T19:00:00+00:00"),
        ("2026-11-21T19:00:00-03:30", "2026-11-21T19:00:00-03:30"),
    ],
)
def test_dates_and_times_become_iso_text(written: str, text: str) -> None:
    assert loads(f"at = [{written}]", format="toml").content == {"at": [text]}


def test_an_empty_document_is_an_empty_mapping() -> None:
    assert loads("# nothing yet\n", format="toml").content == {}


@pytest.mark.parametrize(
    "string",
    [
        '"' + "[" * 40 + r"\"" + "[" * 40 + '"',
        "'" + "[" * 40 + "\\'",
        '"""' + "[" * 40 + '"\n""' + r"\"" + "[" * 40 + '"""""',
        "'''" + "[" * 40 + "'\n''" + "[" * 40 + "'''''",
        "1 # " + "[" * 40,
    ],
)
def test_brackets_and_dots_in_texts_and_comments_do_not_nest(string: str) -> None:
    assert loads(f"a = {string}\nb = 2", format="toml").content["b"] == 2  # type: ignore[index, call-overload]  # pyright: ignore  a mapping, as written


def test_brackets_after_a_text_that_ends_with_quotes_are_counted(refused: Refused) -> None:
    # Taken alone, the last quote would open a text that hides the brackets behind it.
    assert refused('a = ["""x"""", ' + "[" * 40, "toml") == [("too-deep", "document")]


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", str(2**63)])
def test_numbers_that_readers_take_differently_are_refused(number: str, refused: Refused) -> None:
    assert refused(f"a.b = [0, {number}]", "toml") == [("number", "a.b[1]")]


def test_a_number_of_thousands_of_digits_is_refused(refused: Refused) -> None:
    assert refused("a = " + "1" * 5_000, "toml") == [("number", "document")]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("a = 19:00", "line 1, column 7"),
        ("a = 1\na = 2", "line 2, column 6"),
        ("a = 1\n\nb = [", "line 3, column 6"),
        ("a: 1", "line 1, column 2"),
        ('a = "x\n', "line 1, column 7"),
    ],
)
def test_a_syntax_error_has_its_line_and_column(text: str, field: str, refused: Refused) -> None:
    assert refused(text, "toml") == [("syntax", field)]


def test_a_character_by_escape_is_refused(refused: Refused) -> None:
    assert refused(r'a = ["\u0007"]', "toml") == [("character", "a[0]")]
