"""Whatever a command line says, the program ends with a documented code and a plain line, never with a traceback."""

# ruff: noqa: E501  # tables: a case is easier to find on a long line

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.laws.bad_values import CLASSES
from tests.laws.good_values import CSV, JSON_TEXT, TOML_TEXT, YAML_TEXT

from slacal.cli import main

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTED = {0, 1, 2}
AS_OF = ("--as-of", "2026-11-23T12:00:00Z")
BAD_ARGUMENTS = (
    (), ("",), ("reprot",), ("report",), ("check",), ("--nonsense",), ("check", ""), ("check", "missing.yaml"), ("check", "."),
    ("check", "good.txt"), ("check", "good.yaml", "--from", "yesterday"), ("check", "good.yaml", "--from", "2026-02-30"),
    ("check", "good.yaml", "--from", "2027-01-01", "--to", "2026-01-01"), ("check", "good.yaml", "--format", "xml"),
    ("check", "good.yaml", "--from", "9999-12-31"), ("check", "good.yaml", "--events", "missing.csv"), ("check", "a\0b.yaml"),
    ("check", "good.yaml", "--events", "log.csv", "--zone", "../etc/passwd"), ("check", "\x1b[2J.yaml"), ("doctor", "--jsn"),
    ("report", "good.yaml"), ("report", "missing.yaml", "log.csv", *AS_OF), ("report", "good.yaml", "missing.csv", *AS_OF),
    ("report", "good.yaml", "log.csv", "--as-of", "now-ish"), ("report", "good.yaml", "log.csv", "--as-of", "2026-11-20T09:00"),
    ("report", "good.yaml", "log.csv", *AS_OF, "--zone", "utc "), ("report", "good.yaml", "log.csv", *AS_OF, "--kind", "row"),
    ("report", "good.yaml", "log.csv", *AS_OF, "--fact", "="), ("report", "good.yaml", "log.csv", *AS_OF, "--ticket", ""),
    ("report", "good.yaml", "log.csv", *AS_OF, "--ticket", "nobody"), ("report", "good.yaml", "log.csv", *AS_OF, "--mapping", "no.toml"),
    ("report", "good.yaml", "log.csv", *AS_OF, "--mapping", "good.yaml"), ("report", "good.yaml", "log.csv", *AS_OF, "--out", "a.xls"),
    ("report", "good.yaml", "log.csv", *AS_OF, "--event", "a", "--event", "b"), ("report", "log.csv", "good.yaml", *AS_OF),
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(YAML_TEXT, encoding="utf-8")
    (tmp_path / "log.csv").write_bytes(CSV)
    return tmp_path


def assert_ended(capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
    """Run a command line, and check how it ends."""
    code = main(arguments)
    said = capsys.readouterr()
    assert code in DOCUMENTED
    assert "Traceback" not in said.err
    assert "\x1b[2J" not in said.err
    assert code == 0 or said.err.strip() or said.out.strip()
    assert all(len(line) < 600 for line in said.err.splitlines())  # a message, and whose it is


@pytest.mark.parametrize("arguments", BAD_ARGUMENTS, ids=" ".join)
def test_bad_arguments(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert_ended(capsys, *arguments)


@pytest.mark.parametrize("kind", ["empty text", "unfit characters", "mutated text", "deep nesting", "document"])
@pytest.mark.parametrize(("name", "good"), [("p.yaml", YAML_TEXT), ("p.json", JSON_TEXT), ("p.toml", TOML_TEXT)])
def test_bad_policies(kind: str, name: str, good: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = CLASSES[kind](Random(f"{kind} {name}"), good.encode())  # noqa: S311  # repeatable, nothing secret
    (folder / name).write_bytes(bad if isinstance(bad, bytes) else str(bad).encode("utf-8", "surrogatepass"))
    assert_ended(capsys, "check", name)
    assert_ended(capsys, "report", name, "log.csv", *AS_OF)


@pytest.mark.parametrize("kind", ["empty text", "unfit characters", "mutated text", "long text", "document"])
@pytest.mark.parametrize("name", ["l.csv", "l.jsonl", "l.csv.gz"])
def test_bad_logs(kind: str, name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = CLASSES[kind](Random(f"{kind} {name}"), CSV)  # noqa: S311  # repeatable, nothing secret
    (folder / name).write_bytes(bad if isinstance(bad, bytes) else str(bad).encode("utf-8", "surrogatepass"))
    assert_ended(capsys, "report", "good.yaml", name, *AS_OF)
