"""A new value is kept once, if it answers what was counted by hand; an old one is never written again."""

from __future__ import annotations

import base64
import json
import pickle
from typing import TYPE_CHECKING

import pytest
from tools.keep_values import WrongAnswerError, keep, said

if TYPE_CHECKING:
    from pathlib import Path

NEW = {
    "build": "Calendar.weekly('Mo-Fr 09:00-17:00', zone='UTC')",
    "why": "A Friday of eight hours.",
    "answers": {"value.day(on('2026-11-20')).spans[0].length": "8:00:00"},
    "write": "value.to_dict()",
    "read": "Calendar.from_dict(document)",
}


def test_a_new_value_is_kept_and_an_old_one_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "new.json").write_text(json.dumps(NEW), encoding="utf-8")
    old = json.dumps({**NEW, "pickle": "of long ago"})
    (tmp_path / "old.json").write_text(old, encoding="utf-8")
    assert keep(tmp_path) == ["new"]
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == old
    entry = json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))
    assert {name: entry[name] for name in NEW} == NEW
    assert said(entry, entry["read"], document=entry["document"]) == said(entry, entry["build"])
    assert pickle.loads(base64.b64decode(entry["pickle"])) == said(entry, entry["build"])  # noqa: S301 - our own bytes
    assert keep(tmp_path) == []


def test_a_value_that_answers_otherwise_than_was_counted_is_not_kept(tmp_path: Path) -> None:
    text = json.dumps({**NEW, "answers": {"value.zone": "Asia/Tokyo"}})
    (tmp_path / "new.json").write_text(text, encoding="utf-8")
    with pytest.raises(WrongAnswerError, match="Asia/Tokyo"):
        keep(tmp_path)
    assert (tmp_path / "new.json").read_text(encoding="utf-8") == text
