"""Every public value resolves from its type, once hypothesis has called the hook, and the hook loads nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import slacal
from slacal.testing.register import HOMES

ROOT = Path(__file__).parents[2]
BY_HYPOTHESIS = {"Layer", "Outcome", "Stage"}  # it draws the members of enums by itself
# What slacal alone makes, of a whole log: the page says how to have it drawn.
OF_A_LOG = {"Comparison", "Compliance", "Desk", "FoundGoal", "FoundGoals", "LogResult", "LogSummary"}
VALUES = [name for name in slacal.__all__ if not issubclass(getattr(slacal, name), Exception)]


def types_of(room: str) -> list[str]:
    """Return the public classes of a room that are drawn by their types."""
    there = import_module(room)
    return [name for name in there.__all__ if isinstance(getattr(there, name), type) and name not in OF_A_LOG]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of packages in which slacal's entry points stand as pyproject.toml has them."""
    folder = tmp_path_factory.mktemp("installed")
    (info := folder / "hooks_of_slacal-1.dist-info").mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: hooks_of_slacal\nVersion: 1\n")
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in named.items()) for group, named in points.items()]
    (info / "entry_points.txt").write_text("\n".join(lines))
    return folder


def run(code: str, installed: Path) -> str:
    paths = os.pathsep.join([str(installed), str(ROOT / "src")])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("room", "names"),
    [("slacal", VALUES), *((room, types_of(room)) for room in ("slacal.analysis", "slacal.batch", "slacal.show"))],
)
def test_every_public_value_is_drawn_by_its_type_alone(room: str, names: list[str], installed: Path) -> None:
    code = f"""
import {room} as room
from hypothesis import HealthCheck, Phase, find, settings, strategies as st

quick = settings(database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
for name in {names}:
    drawn = getattr(room, name)
    assert type(find(st.from_type(drawn), lambda _: True, settings=quick)) is drawn, name
    print(name)
"""
    assert run(code, installed).split() == names != []


def test_a_calendar_of_ones_own_kind_is_registered_by_hand(installed: Path) -> None:
    code = """
from hypothesis import Phase, find, settings, strategies as st
from slacal import Calendar
from slacal.testing import weekly_calendars

class Shift(Calendar):
    __slots__ = ()

st.register_type_strategy(Shift, weekly_calendars().map(lambda one: Shift(one.description)))
one = settings(database=None, phases=[Phase.generate])
print(type(find(st.from_type(Shift), lambda _: True, settings=one)).__name__)
"""
    assert run(code, installed).strip() == "Shift"


@pytest.mark.parametrize(
    "imports",
    [
        "from hypothesis import strategies as st; from slacal import Calendar",
        "from slacal import Calendar; from hypothesis import strategies as st",
        "from hypothesis import strategies as st; from slacal.calendars.calendar import Calendar",
    ],
)
def test_the_order_of_imports_does_not_matter(imports: str, installed: Path) -> None:
    code = f"""
{imports}
from hypothesis import given, settings, HealthCheck

@settings(max_examples=5, database=None, suppress_health_check=list(HealthCheck))
@given(st.builds(lambda calendar: calendar, st.from_type(Calendar)))
def opens(calendar):
    assert isinstance(calendar, Calendar)

opens()
"""
    run(code, installed)


def test_a_function_is_called_with_drawn_values_by_its_hints_alone(installed: Path) -> None:
    code = """
from datetime import timedelta
from hypothesis import HealthCheck, given, infer, settings
from slacal import Calendar, DayRule

@settings(max_examples=3, database=None, suppress_health_check=list(HealthCheck))
@given(calendar=..., rule=...)
def names_a_zone(calendar: Calendar, rule: DayRule) -> None:
    assert calendar.zone and rule.lands

names_a_zone()
"""
    run(code, installed)


def test_the_hook_loads_neither_calendars_nor_what_they_rest_on(installed: Path) -> None:
    code = """
import sys, hypothesis
assert "slacal.testing.register" in sys.modules
print(*sorted(name for name in sys.modules if name.split(".")[0] in
      {"slacal", "pydantic", "holidays", "numpy", "dateutil", "narwhals"}))
"""
    assert set(run(code, installed).split()) <= {"slacal", "slacal.errors", "slacal.testing", "slacal.testing.register"}


def test_slacal_itself_loads_no_hypothesis(installed: Path) -> None:
    code = "import sys; from slacal import Calendar, Policy, Tracker; print('hypothesis' in sys.modules)"
    assert run(code, installed).strip() == "False"


def test_a_registered_module_keeps_its_own_loader(installed: Path) -> None:
    code = """
import hypothesis, importlib.util, inspect
from slacal.calendars import day_rule
print(type(day_rule.__loader__).__name__, type(day_rule.__spec__.loader).__name__)
print("class DayRule" in inspect.getsource(day_rule))
"""
    assert run(code, installed).split() == ["SourceFileLoader", "SourceFileLoader", "True"]


def test_every_value_of_the_face_has_a_strategy() -> None:
    registered = {name for names in HOMES.values() for name in names}
    rooms = {name for room in ("slacal.analysis", "slacal.batch", "slacal.show") for name in types_of(room)}
    assert registered | BY_HYPOTHESIS == {*VALUES, *rooms}


def test_the_page_names_what_is_not_drawn() -> None:
    page = (ROOT / "docs/how-to/test-your-schedule.md").read_text("utf-8")
    assert {name for name in OF_A_LOG if f"`{name}`" not in page} == set()
