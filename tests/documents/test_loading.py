"""One way in for every format."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slacal.documents import Format, load, loads
from slacal.errors import BadDocument, SlacalError, UnknownName

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = {
    "policy.yaml": "name: Gold",
    "policy.YML": "name: Gold",
    "policy.json": '{"name": "Gold"}',
    "policy.toml": 'name = "Gold"',
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_suffix_names_the_format(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(WRITTEN[name], encoding="utf-8")
    document = load(file)
    assert document.content == {"name": "Gold"}
    assert document.name == str(file)
    assert load(str(file)) == document


@pytest.mark.parametrize(("name", "mend"), [("a.yam", "did you mean '.yaml'?"), ("a", "name the file .yaml")])
def test_an_unknown_suffix_is_refused(name: str, mend: str) -> None:
    with pytest.raises(UnknownName) as caught:
        load(name)
    assert (caught.value.field, caught.value.value) == ("path", name)
    assert caught.value.mend.startswith(mend)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "policy.json")


def test_faults_of_a_file_name_it(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(b'{"a": 1, "a": 2}')
    with pytest.raises(BadDocument) as caught:
        load(file)
    assert caught.value.field == str(file)


def test_no_more_of_a_file_is_read_than_a_document_may_hold(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    with file.open("wb") as stream:
        stream.truncate(2**40)  # a sparse file: a terabyte that takes no room
    with pytest.raises(BadDocument) as caught:
        load(file)
    assert caught.value.faults[0].code == "too-long"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownName) as caught:
        loads("", format="jsn")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  the mistake is the test
    assert (caught.value.field, caught.value.mend) == ("format", "did you mean 'json'?")


def test_bytes_and_text_read_alike() -> None:
    assert loads("a: ü".encode()) == loads("a: ü")


def test_all_formats_read_the_same_tree() -> None:
    yaml = loads("{days: {2026-12-31: off}, opens: 19:00, at: 2026-11-21, share: 0.5, count: 3, firm: true}")
    json = loads(
        '{"days": {"2026-12-31": "off"}, "opens": "19:00", "at": "2026-11-21", "share": 0.5, "count": 3, "firm": true}',
        format="json",
    )
    toml = loads(
        'days = {2026-12-31 = "off"}\nopens = "19:00"\nat = 2026-11-21\nshare = 0.5\ncount = 3\nfirm = true',
        format="toml",
    )
    assert yaml.content == json.content == toml.content


PIECES = (
    *("a", "é", "1", "-1.5", "19:00", "2026-11-21", "true", "null", "nan", ".", "'", '"', "'''", '"""', "\\", "\\u00"),
    *("\n", "\r\n", "\n  ", " ", "\t", "#", ":", ": ", "=", " = ", ",", "[", "]", "[[", "]]", "{", "}", "- ", "? "),
    *("&a ", "*a", "!t ", "<<: ", "|\n", ">-\n ", "%YAML 1.1\n", "---\n", "...\n"),
    *("\ufeff", "\x00", "\ud800", "\u2028"),
)
hostile = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(hostile | st.binary(max_size=40), st.sampled_from(["yaml", "json", "toml"]))
@example("\ud83d\ude00", "yaml")
@example('"\\U00110000"', "yaml")
def test_no_text_raises_anything_but_our_own_error(text: str | bytes, format: Format) -> None:  # noqa: A002  as in loads
    try:
        said = repr(loads(text, format=format))
    except SlacalError as error:
        said = str(error)
    assert said.encode()  # and it can be printed


def test_loading_a_format_imports_only_its_parser() -> None:
    code = (
        "import sys; held = set(sys.modules); from slacal.documents import loads; loads('{}', format='json');"
        "print(*sorted({'ruamel', 'tomllib', 'pydantic'} & {name.partition('.')[0] for name in {*sys.modules} - held}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not ran.stdout.strip()
