"""Coverage by tests/tracing.py: what was traced is kept, whatever ends the process afterwards."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from coverage import CoverageData

from slacal.spans.span import Span

if TYPE_CHECKING:
    from pathlib import Path

TEST = """
from slacal.spans.span import Span

def test_a_span():
    assert Span(0, 60).length == 60
"""
KILLED = "import os\n\ndef pytest_unconfigure():\n    os._exit(0)  # as one that takes too long to end\n"


def test_what_was_traced_outlives_a_worker_that_is_killed_at_its_end(tmp_path: Path) -> None:
    tmp_path.joinpath("test_one.py").write_text(TEST, "utf-8")
    tmp_path.joinpath("conftest.py").write_text(KILLED, "utf-8")
    kept = tmp_path / "data"
    traced = ["-m", "coverage", "run", f"--rcfile={os.devnull}", f"--data-file={kept}", "--source=slacal"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "PYTEST_"))}
    tests = ["-m", "pytest", "-q", "-c", os.devnull, f"--rootdir={tmp_path}", "-p", "tests.tracing", str(tmp_path)]
    ended = subprocess.run([sys.executable, *traced, *tests], env=own, capture_output=True, text=True, check=False)
    assert "1 passed" in ended.stdout, ended.stdout + ended.stderr
    data = CoverageData(str(kept))
    data.read()
    body, first = inspect.getsourcelines(vars(Span)["length"].fget)
    (span,) = (file for file in data.measured_files() if file.endswith("spans/span.py"))
    assert first + len(body) - 1 in (data.lines(span) or ())  # the line that the test alone reaches
