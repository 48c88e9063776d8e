"""What is refused before any parser runs, and the caps that all formats share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from slacal.documents import loads
from slacal.documents.caps import MAX_BYTES, MAX_DEPTH, MAX_FAULTS, MAX_KEY, MAX_NODES
from slacal.errors import BadDocument, WrongType

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.documents import Format

    Refused = Callable[..., list[tuple[str, str]]]

FORMATS = pytest.mark.parametrize("format", ["yaml", "json", "toml"])

HOSTILE: dict[str, tuple[Format, str | bytes, str]] = {
    "a billion laughs": ("yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]", "anchor"),
    "a hundred thousand aliases": ("yaml", "a: &a x\n" + "b: *a\n" * 100_000, "too-long"),
    "yaml brackets": ("yaml", "[" * 100_000, "too-deep"),
    "yaml braces": ("yaml", "{" * 100_000, "too-deep"),
    "yaml braces with keys": ("yaml", "{a: " * 100_000, "too-deep"),
    "yaml brackets with text": ("yaml", "[a" * 100_000, "too-deep"),
    "yaml dashes": ("yaml", "- " * 100_000, "too-long"),
    "yaml indentation": ("yaml", "\n".join(" " * depth + "a:" for depth in range(500)), "too-deep"),
    "yaml question marks": ("yaml", "? " * 100_000, "too-long"),
    "json brackets": ("json", "[" * 100_000, "too-deep"),
    "json braces": ("json", '{"a":' * 100_000, "too-deep"),
    "json numbers": ("json", "[" + "1," * 500_000 + "1]", "too-many-values"),
    "json empty lists": ("json", "[]" * 500_000, "too-many-values"),
    "json quotes": ("json", '"' + '\\"' * 50_000, "syntax"),
    "toml brackets": ("toml", "a=" + "[" * 100_000, "too-deep"),
    "toml braces": ("toml", "a=" + "{a=" * 40_000, "too-deep"),
    "toml dots": ("toml", "a." * 100_000 + "a=1", "too-deep"),
    "toml header": ("toml", "[" + "a." * 100_000 + "a]", "too-deep"),
    "toml quotes": ("toml", '"""' * 30_000, "syntax"),
    "ten million letters": ("yaml", "a" * 10_000_000, "too-long"),
    "ten million bytes": ("json", b"a" * 10_000_000, "too-long"),
}


@pytest.mark.parametrize(("format", "text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_at_once(format: Format, text: str | bytes, code: str) -> None:  # noqa: A002  as in loads
    spent: list[float] = []
    loads("{}", format=format) if format != "toml" else loads("", format=format)
    for _ in range(3):
        started = time.process_time()
        with pytest.raises(BadDocument) as caught:
            loads(text, format=format)
        spent.append(time.process_time() - started)
        assert caught.value.faults[0].code == code
    assert min(spent) < 0.5  # a guard against hanging; some 50 ms on an idle machine, and machines are not idle


@FORMATS
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"a: \xff", "encoding"),
        ("a = 1".encode("utf-16"), "encoding"),
        ("\ufeff{}", "encoding"),
        (b"\xef\xbb\xbf{}", "encoding"),
        ("a: \x00", "character"),
        ("a: \x1b[31m", "character"),
        ("a: \x9b", "character"),
        ("a: \ud800", "character"),
        ("é" * (MAX_BYTES // 2 + 1), "too-long"),
    ],
)
def test_text_that_no_document_may_hold_is_refused_in_every_format(
    format: Format,  # noqa: A002  as in loads
    text: str | bytes,
    code: str,
    refused: Refused,
) -> None:
    ((found, _),) = refused(text, format)
    assert found == code


def test_an_unfit_character_is_shown_with_its_line_and_column(refused: Refused) -> None:
    assert refused("a: 1\nb: \x07") == [("character", "line 2, column 4")]


@FORMATS
def test_what_is_neither_text_nor_bytes_is_refused(format: Format) -> None:  # noqa: A002  as in loads
    with pytest.raises(WrongType) as caught:
        loads(42, format=format)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  the mistake is the test
    assert caught.value.field == "text"


def test_a_document_of_exactly_the_longest_length_is_read() -> None:
    text = '"' + "a" * (MAX_BYTES - 2) + '"'
    assert loads(text, format="json").content == text[1:-1]


@pytest.mark.parametrize(
    ("format", "opening", "closing"),
    [("json", "[", "]"), ("yaml", "[", "]"), ("yaml", "- ", ""), ("json", '{"a":', "}"), ("yaml", '{"a":', "}")],
)
def test_the_deepest_document_has_32_levels(format: Format, opening: str, closing: str, refused: Refused) -> None:  # noqa: A002  as in loads
    core = "" if closing else "[]"
    inner = 0 if closing else 1
    value = "1" if "a" in opening else ""
    depth = MAX_DEPTH - inner
    assert loads(opening * depth + value + core + closing * depth, format=format).content
    deeper = depth + 1
    assert refused(opening * deeper + value + core + closing * deeper, format) == [("too-deep", "document")]


@pytest.mark.parametrize(("header", "key"), [(0, 32), (16, 16), (31, 1)])
def test_dots_of_toml_are_levels_too(header: int, key: int, refused: Refused) -> None:
    # The root is one level, each part of a header one more, each part of a key but the last one more.
    def nested(header: int, key: int) -> str:
        line = ".".join("k" * key) + "=1"
        return f"[{'.'.join('h' * header)}]\n{line}" if header else line

    assert loads(nested(header, key), format="toml").content
    assert refused(nested(header, key + 1), "toml") == [("too-deep", "document")]


@pytest.mark.parametrize("format", ["json", "toml"])
def test_the_largest_document_has_50_000_values(format: Format, refused: Refused) -> None:  # noqa: A002  as in loads
    # One root and one list; the rest are the items of the list.
    opening, closing = ('{"a": [', "]}") if format == "json" else ("a = [", "]")
    most = MAX_NODES - 2
    assert loads(opening + ",".join("1" * most) + closing, format=format).content
    assert refused(opening + ",".join("1" * (most + 1)) + closing, format) == [("too-many-values", "document")]


def test_values_are_counted_in_yaml_as_well(monkeypatch: pytest.MonkeyPatch, refused: Refused) -> None:
    monkeypatch.setattr("slacal.documents.intake.MAX_NODES", 5)
    assert loads("a: [1, 2]\nb: 3").content == {"a": [1, 2], "b": 3}
    assert refused("a: [1, 2]\nb: 3\nc:") == [("too-many-values", "document")]


@FORMATS
def test_a_key_may_have_256_characters(format: Format, refused: Refused) -> None:  # noqa: A002  as in loads
    written = {"yaml": "{}: 1", "json": '{{"{}": 1}}', "toml": "{} = 1"}[format]
    assert loads(written.format("k" * MAX_KEY), format=format).content == {"k" * MAX_KEY: 1}
    assert refused(written.format("k" * (MAX_KEY + 1)), format) == [("key", "document")]


@pytest.mark.parametrize("format", ["yaml", "json"])
def test_reading_stops_after_100_faults(format: Format, refused: Refused) -> None:  # noqa: A002  as in loads
    members = ", ".join(['"a": 1'] * 500)
    assert refused("{" + members + "}", format) == [("repeated-key", "a")] * MAX_FAULTS
