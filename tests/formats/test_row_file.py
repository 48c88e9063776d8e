"""Files of flat rows: whole or not at all, and back as they were."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from slacal.errors import BadInput, UnknownName
from slacal.formats.row_file import reading, row_format, writing

FIELDS = ("a", "b")
TEXTS = ["", "x,y", 'say "no"', "two\nlines", "a lone\rreturn", " spaces ", "й", "=1+1"]


@pytest.mark.parametrize("name", ["rows.csv", "rows.csv.gz", "rows.jsonl", "rows.ndjson.gz"])
def test_texts_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    with writing(tmp_path / name, FIELDS) as write:
        for text in TEXTS:
            write((text, "-"))
    assert [values for _, values in reading(tmp_path / name, FIELDS)] == [[text, "-"] for text in TEXTS]


def test_csv_writes_nothing_for_none_and_words_for_truths(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.csv", FIELDS) as write:
        write((None, True))
        write((0.1, 7))
    assert (tmp_path / "rows.csv").read_bytes() == b"a,b\n,true\n0.1,7\n"


def test_the_same_rows_give_the_same_packed_bytes(tmp_path: Path) -> None:
    for name in ("one.csv.gz", "two.csv.gz"):
        with writing(tmp_path / name, FIELDS) as write:
            write(("1", "2"))
    assert (tmp_path / "one.csv.gz").read_bytes() == (tmp_path / "two.csv.gz").read_bytes()
    assert gzip.decompress((tmp_path / "one.csv.gz").read_bytes()) == b"a,b\n1,2\n"


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("what was there", encoding="utf-8")

    def fail() -> None:
        with writing(tmp_path / "rows.csv", FIELDS) as write:
            write(("1", "2"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    device = Path(os.devnull)
    (tmp_path / "rows.csv").symlink_to(device)
    with writing(tmp_path / "rows.csv", FIELDS) as write:
        write(("1", "2"))
    assert device.exists()
    assert not device.is_file()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "here.csv").write_text("", encoding="utf-8")
    (tmp_path / "there.csv").symlink_to(tmp_path / "here.csv")
    with writing(tmp_path / "there.csv", FIELDS) as write:
        write(("1", "2"))
    assert (tmp_path / "there.csv").is_symlink()
    assert (tmp_path / "here.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"


@pytest.mark.parametrize("name", ["rows", "rows.xlsx", "rows.gz", "rows.txt.gz"])
def test_a_suffix_that_names_no_format_is_refused(name: str) -> None:
    with pytest.raises(UnknownName, match=r"\.csv"):
        row_format(name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.csv", "a,c\n1,2\n"),
        ("rows.csv", "a,b\n1\n"),
        ("rows.csv", 'a,b\n"1"x,2\n'),
        ("rows.jsonl", '{"a": 1}\n'),
        ("rows.jsonl", "{\n"),
    ],
)
def test_other_rows_are_refused(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadInput):
        list(reading(tmp_path / name, FIELDS))


def test_values_of_json_keep_their_types(tmp_path: Path) -> None:
    values: list[Any] = [None, 1.5]
    with writing(tmp_path / "rows.jsonl", FIELDS) as write:
        write(values)
    assert [row for _, row in reading(tmp_path / "rows.jsonl", FIELDS)] == [values]
