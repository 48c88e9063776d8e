"""A folder with what the help's examples name, and standard input."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.desk import DESK, TICKET

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a policy, the events of a ticket, and a calendar."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "support.json").write_text(json.dumps(DESK), encoding="utf-8")
    (tmp_path / "ticket.csv").write_text(TICKET, encoding="utf-8")
    week = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow", "special_days": {"2026-12-31": "10:00-15:00"}}
    (tmp_path / "desk.json").write_text(json.dumps(week), encoding="utf-8")
    return tmp_path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Return what puts bytes on standard input."""

    class Stdin:
        """Standard input, as bytes."""

        def __init__(self, content: bytes) -> None:
            self.buffer = io.BytesIO(content)

    return lambda content: monkeypatch.setattr(sys, "stdin", Stdin(content))
