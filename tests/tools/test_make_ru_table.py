from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_shipped_table_is_what_the_tool_makes_of_the_published_figures() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_ru_table.py")],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        check=True,
        capture_output=True,
    )
    assert made.stdout == (ROOT / "src" / "slacal" / "calendars" / "data" / "ru.csv").read_bytes()
