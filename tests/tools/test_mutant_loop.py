"""What becomes of a change of the code, told by a loop over tests that know which change is made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tools.mutant_loop import Loop

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import os, time
import pytest

CHANGE = os.environ.get

def test_quick():
    assert CHANGE("MUTANT_UNDER_TEST") not in {"a.x_one__mutmut_1", "fail"}

def test_slow():
    assert CHANGE("MUTANT_UNDER_TEST") not in {"a.x_one__mutmut_1", "a.x_one__mutmut_2", "a.x_two__mutmut_1", "fail"}

def test_endless():
    while CHANGE("MUTANT_UNDER_TEST") == "a.x_two__mutmut_2":
        time.sleep(0.01)
"""
QUICK, SLOW, ENDLESS = (f"test_it.py::test_{name}" for name in ("quick", "slow", "endless"))
TESTS_OF = {"a.x_one": [SLOW, QUICK], "a.x_two": [SLOW, QUICK, ENDLESS]}


def loop(place: Path, *mutants: str, tests: str = TESTS) -> tuple[str, dict[str, tuple[str, str]]]:
    (place / "test_it.py").write_text(tests)
    (place / "pytest.ini").touch()
    fates = place / "fates"
    seconds = {QUICK: 0.0, SLOW: 0.2, ENDLESS: 0.1}
    plan = {"mutants": mutants, "tests_of": TESTS_OF, "seconds": seconds, "patience": 0.5, "fates": str(fates)}
    (place / "plan.json").write_text(json.dumps(plan))
    words = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "tools.mutant_loop", "--mutants=plan.json"]
    path = os.pathsep.join(map(str, [ROOT / "src", ROOT]))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=place,
        env=environment | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = map(json.loads, fates.read_text().splitlines())
    return ended.stdout, {mutant: (fate, test) for mutant, fate, test in lines}


def test_a_change_is_killed_by_the_quickest_test_that_notices_and_survives_where_none_does(tmp_path: Path) -> None:
    _, fates = loop(tmp_path, *(f"a.x_one__mutmut_{n}" for n in (1, 2, 3)))
    assert fates["a.x_one__mutmut_1"] == ("killed", QUICK)
    assert fates["a.x_one__mutmut_2"] == ("killed", SLOW)
    assert fates["a.x_one__mutmut_3"] == ("survived", "")


def test_an_endless_test_is_ended_and_a_change_that_no_test_reaches_is_named(tmp_path: Path) -> None:
    _, fates = loop(tmp_path, "a.x_two__mutmut_2", "a.x_three__mutmut_1")
    assert fates["a.x_two__mutmut_2"] == ("killed", "")
    assert fates["a.x_three__mutmut_1"] == ("no tests", "")


def test_the_tests_must_pass_where_nothing_changes(tmp_path: Path) -> None:
    said, fates = loop(tmp_path, "a.x_one__mutmut_1", tests=TESTS + "\ndef test_wrong(): assert False\n")
    assert "nothing can be learned: the unchanged code fails in test_it.py::test_wrong" in said
    assert "" not in fates


def test_a_test_must_fail_where_every_changed_function_fails(tmp_path: Path) -> None:
    said, _ = loop(tmp_path, tests="def test_of_other_code(): pass\n")
    assert "nothing can be learned: all tests pass where each changed function fails" in said


def test_a_test_that_has_noticed_a_change_of_the_function_goes_first_then_one_of_its_file_then_the_quickest() -> None:
    plan = {"tests_of": {"a.x_one": ["b", "c", "d", "e"]}, "seconds": {"b": 1, "c": 2, "d": 3, "e": 4}, "patience": 1}
    session: Any = SimpleNamespace(items=[SimpleNamespace(nodeid=test) for test in "bcde"])
    loop = Loop(session, plan)
    assert loop.order("a.x_one__mutmut_7") == ["b", "c", "d", "e"]
    loop.learn("a.x_two__mutmut_1", "d")
    assert loop.order("a.x_one__mutmut_7") == ["d", "b", "c", "e"]
    loop.learn("a.x_one__mutmut_2", "e")
    assert loop.order("a.x_one__mutmut_7") == ["e", "d", "b", "c"]
    loop.learn("b.x_one__mutmut_2", "c")
    assert loop.order("a.x_one__mutmut_7") == ["e", "d", "b", "c"]
