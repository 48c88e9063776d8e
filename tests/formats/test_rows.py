"""Rows of CSV and JSON Lines, good ones and bad ones."""

from __future__ import annotations

import gzip
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pytest

from slacal.errors import BadInput, WrongType
from slacal.formats.log_text import open_log
from slacal.formats.rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from slacal.formats.log_text import LogText


class Row(NamedTuple):
    """One row of the columns that were read."""

    line: int
    values: tuple[object, ...]
    fault: BadInput | None


def read(text: LogText, columns: Sequence[str], **options: Any) -> list[Row]:
    table = read_rows(text, columns, **options)
    cells = [[column.values[place] for place in column.places] for column in table.columns]
    return [
        Row(line, values, table.faults.get(row))
        for row, (line, values) in enumerate(zip(table.lines, zip(*cells, strict=True), strict=True))
    ]


def rows_of(content: str | bytes, *columns: str, optional: tuple[str, ...] = (), delimiter: str = ",") -> list[Row]:
    stream = BytesIO(content.encode() if isinstance(content, str) else content)
    with open_log(stream) as text:
        return read(text, columns, optional=optional, delimiter=delimiter)


def good(content: str | bytes, *columns: str, delimiter: str = ",") -> list[tuple[int, tuple[object, ...]]]:
    return [(row.line, row.values) for row in rows_of(content, *columns, delimiter=delimiter) if row.fault is None]


def problems(content: str | bytes, *columns: str) -> list[tuple[int, str]]:
    return [(row.line, row.fault.problem) for row in rows_of(content, *columns) if row.fault is not None]


def test_the_columns_asked_for_come_in_the_order_asked_for_trimmed() -> None:
    assert good("a, b ,c\n1, 2 ,3\n4,5,6\n", "c", "b") == [(2, ("3", "2")), (3, ("6", "5"))]


def test_one_column_and_the_first_column_are_enough() -> None:
    assert good("a,b\n1,2\n", "a") == [(2, ("1",))]


def test_a_byte_order_mark_and_windows_line_ends_and_blank_lines_are_no_matter() -> None:
    assert good("\ufeff\r\na,b\r\n\r\n1,2\r\n\r\n", "a", "b") == [(4, ("1", "2"))]


def test_a_quoted_cell_may_hold_commas_and_lines_and_the_row_is_known_by_its_first_line() -> None:
    assert good('a,b\n"1\n2","x,y"\n3,z\n', "a", "b") == [(2, ("1\n2", "x,y")), (4, ("3", "z"))]


def test_a_gzip_file_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(gzip.compress(b"a\n1\n"))
    with open_log(path) as text:
        assert [row.values for row in read(text, ["a"])] == [("1",)]
        assert text.done() == text.size == path.stat().st_size


def test_a_damaged_gzip_file_is_refused_not_half_read() -> None:
    lines = "".join(f"{number}\n" for number in range(50_000))
    with pytest.raises(BadInput) as refused:
        rows_of(gzip.compress(f"a\n{lines}".encode())[:-2_000], "a")
    assert refused.value.code == "damaged"


def test_a_stream_that_was_given_stays_open() -> None:
    stream = BytesIO(b"a\n1\n")
    with open_log(stream) as text:
        assert len(read(text, ["a"])) == 1
    assert not stream.closed


def test_a_stream_of_text_is_refused() -> None:
    with pytest.raises(WrongType), open_log(cast("BytesIO", StringIO("a\n1\n"))):
        pass


def test_an_optional_column_that_is_missing_says_nothing() -> None:
    (row,) = rows_of("a,b\n1,2\n", "a", optional=("b", "c"))
    assert row.values == ("1", "2", "")


def test_a_missing_column_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(BadInput) as refused:
        rows_of("number,opened_at\n1,2\n", "numbr")
    assert (refused.value.code, refused.value.mend) == ("missing-column", "did you mean 'number'?")


def test_another_delimiter_is_recognised_in_the_mend() -> None:
    with pytest.raises(BadInput) as refused:
        rows_of("number;opened_at\n1;2\n", "number")
    said = "the columns seem to be separated by ';': say delimiter=';' (a shell's --delimiter ';')"
    assert refused.value.mend == said
    assert good("number;opened_at\n1;2\n", "number", delimiter=";") == [(2, ("1",))]


def test_a_column_that_is_there_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="twice"):
        rows_of("a,a\n1,2\n", "a")


@pytest.mark.parametrize("content", ["", "\n\n", "a,b\n", "a,b\n\n"])
def test_an_empty_log_is_refused(content: str) -> None:
    with pytest.raises(BadInput) as refused:
        rows_of(content, "a")
    assert refused.value.code == "empty-log"


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n"])
def test_a_delimiter_is_one_character(delimiter: str) -> None:
    with pytest.raises(BadInput, match="delimiter"):
        rows_of("a\n1\n", "a", delimiter=delimiter)


def test_a_row_with_too_few_or_too_many_cells_is_a_fault_and_the_rest_is_read() -> None:
    content = "a,b\n1,2\n3\n4,5,6\n7,8\n"
    assert good(content, "a", "b") == [(2, ("1", "2")), (5, ("7", "8"))]
    assert problems(content, "a", "b") == [
        (3, "has 1 cells, the header has 2"),
        (4, "has 3 cells, the header has 2"),
    ]


def test_a_row_with_too_few_cells_still_tells_those_it_has() -> None:
    assert [row.values for row in rows_of("a,b,c\n1,2\n", "a", "c")] == [("1", "")]


@pytest.mark.parametrize("line", ["1;2;3", "-- end of report --"])
def test_a_row_that_is_one_single_cell_tells_nothing(line: str) -> None:
    assert [row.values for row in rows_of(f"a,b,c\n{line}\n", "a", "c")] == [("", "")]


def test_a_quotation_mark_that_never_closes_names_the_lines_it_swallows() -> None:
    content = 'a,b\n1,2\n"3,4\n5,6\n'
    assert good(content, "a", "b") == [(2, ("1", "2"))]
    assert problems(content, "a", "b")[0][0] == 3
    assert "lines 3 to 4" in problems(content, "a", "b")[0][1]


def test_a_torn_quotation_is_a_fault_of_its_own_line_alone() -> None:
    content = 'a,b\n"1"x,2\n3,4\n'
    assert [line for line, _ in problems(content, "a", "b")] == [2]
    assert good(content, "a", "b") == [(3, ("3", "4"))]


def test_a_row_that_is_not_utf_8_is_a_fault_and_other_letters_are_not() -> None:
    content = "a,b\nй,2\n".encode() + b"\xff,4\n5,6\n"
    assert good(content, "a") == [(2, ("й",)), (4, ("5",))]
    assert problems(content, "a") == [(3, "is not UTF-8")]


def test_a_header_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        rows_of("a,b\n1,2\n".encode("utf-16"), "a")
    assert refused.value.code == "encoding"


def test_json_lines_are_known_by_their_first_brace() -> None:
    content = '\n{"a": " x ", "b": 1.5, "c": true, "d": null}\n\n{"a": "y"}\n'
    assert good(content, "a", "b", "c", "d") == [(2, ("x", 1.5, "true", None)), (4, ("y", "", "", ""))]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[1]", "is not a JSON object"),
        ('{"a": 1', "is not JSON"),
        ('{"a": 1, "a": 2}', "repeated key"),
        ('{"a": NaN}', "is not a finite number"),
        ('{"a": {"b": 1}}', "is no plain value"),
        ('{"a": ' + "[" * 100_000, "nests too deep"),
        ('{"a": "\udcff"}', "is not UTF-8"),
    ],
)
def test_a_bad_line_of_json_is_a_fault_and_the_rest_is_read(line: str, problem: str) -> None:
    content = f'{{"a": 1}}\n{line}\n{{"a": 2}}\n'.encode(errors="surrogateescape")
    assert good(content, "a") == [(1, (1,)), (3, (2,))]
    ((number, found),) = problems(content, "a")
    assert number == 2
    assert problem in found


def test_a_column_that_no_object_has_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        rows_of('{"number": 1}\n{"number": 2}\n', "nmber")
    assert (refused.value.code, refused.value.mend) == ("missing-column", "did you mean 'number'?")
