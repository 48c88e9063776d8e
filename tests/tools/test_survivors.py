"""The list of surviving mutants is read as it is written, and held against what a run has found."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.survivors import Survivor, of_diff, outlived, read, unlisted

ROOT = Path(__file__).parents[2]
LISTED = """\
# a note to the reader

spans.span.Span.clip
- if i < 1:
+ if i <= 1:
  equal: at 1 both branches
  give the same

spans.span.clip
- return i
+ return None
  wording: of a message
"""
METHOD = Survivor("spans.span.Span.clip", ("if i < 1:",), ("if i <= 1:",))
FUNCTION = Survivor("spans.span.clip", ("return i",), ("return None",))


def test_a_mutant_is_known_by_its_function_and_its_lines_wherever_they_stand() -> None:
    diff = "--- a.py\n+++ b.py\n@@ -7,2 +7,2 @@\n def clip(i):\n-    if i < 1:\n+    if i <= 1:"
    assert of_diff("slacal.spans.span.xǁSpanǁclip__mutmut_12", diff) == METHOD
    assert of_diff("slacal.spans.span.x_clip__mutmut_1", diff).where == "spans.span.clip"
    assert of_diff("slacal.spans.span.x__clip__mutmut_1", diff).where == "spans.span._clip"


def test_the_list_gives_each_survivor_its_reason() -> None:
    assert read(LISTED) == {METHOD: "equal: at 1 both branches give the same", FUNCTION: "wording: of a message"}


def test_a_survivor_without_a_reason_is_refused() -> None:
    with pytest.raises(SystemExit, match="needs a reason"):
        read(str(METHOD))


def test_a_survivor_that_is_not_listed_and_one_that_survives_no_more_are_both_told() -> None:
    known = {METHOD: "equal"}
    assert unlisted([METHOD, FUNCTION], known) == [FUNCTION]
    assert outlived([FUNCTION], known, ["spans/span.py"]) == [METHOD]
    assert outlived([METHOD], known, ["spans/span.py"]) == []
    assert outlived([], known, ["spans/spa.py", "timeline/walk.py"]) == []  # files that were not run


def test_every_listed_survivor_stands_in_code_that_is_there() -> None:
    for survivor in read((ROOT / "tests" / "survivors.txt").read_text("utf-8")):
        package, file, *_ = survivor.where.split(".")
        code = (ROOT / "src" / "slacal" / package / f"{file}.py").read_text("utf-8")
        lines = {line.strip() for line in code.splitlines()}
        assert set(survivor.before) <= lines, survivor.where
