"""The face: few names, each explained and shown in use, and light to import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from types import FunctionType
from typing import cast

import pytest

import slacal

MOST_NAMES = 40
HEAVY = {"dateutil", "holidays", "hypothesis", "narwhals", "numpy", "pydantic", "rich", "ruamel"}
PROBE = """
import sys
from slacal import Calendar, Event, History
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def public_methods(cls: type) -> dict[str, object]:
    """Return the methods and properties that users of `cls` see, those of our own bases too."""
    ours = [base for base in reversed(cls.__mro__) if base.__module__.split(".")[0] == "slacal"]
    members = {name: member for base in ours for name, member in vars(base).items() if not name.startswith("_")}
    kinds = (staticmethod, classmethod, property, FunctionType)
    return {name: member for name, member in members.items() if isinstance(member, kinds)}


def doctests(value: object) -> str:
    """Return the docstring of `value`, and of a class those of its public methods too."""
    methods = list(public_methods(cast("type[object]", value)).values()) if isinstance(value, type) else []
    return "\n".join(inspect.getdoc(one) or "" for one in [value, *methods])


def is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Exception)  # their root shows how all of them look


def values() -> dict[str, object]:
    return {name: getattr(slacal, name) for name in slacal.__all__ if not name.startswith("_")}


def test_the_face_is_a_short_list_of_names() -> None:
    assert 0 < len(slacal.__all__) <= MOST_NAMES


def test_no_name_stands_in_the_face_twice() -> None:
    assert sorted(slacal.__all__) == sorted(set(slacal.__all__))


def test_dir_shows_every_public_name() -> None:
    assert set(slacal.__all__) <= set(dir(slacal))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Calender"):
        getattr(slacal, "Calender")  # noqa: B009  # a plain attribute would not pass the type checkers


@pytest.mark.parametrize("name", slacal.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(slacal, name) is not None


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, v in values().items() if callable(v)])
def test_every_public_class_and_function_has_a_docstring_of_its_own(name: str, value: object) -> None:
    text = (value.__dict__.get("__doc__") if isinstance(value, type) else value.__doc__) or ""
    assert text.strip(), name
    assert not text.startswith(f"{name}("), "a dataclass writes its signature there by itself"


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, v in values().items() if isinstance(v, type)])
def test_every_public_method_has_a_docstring(name: str, value: type) -> None:
    silent = [method for method, member in public_methods(value).items() if not inspect.getdoc(member)]
    assert silent == [], name


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, v in values().items() if callable(v) and not is_error(v)])
def test_every_public_class_and_function_shows_itself_in_use(name: str, value: object) -> None:
    assert ">>>" in doctests(value), name


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, v in values().items() if isinstance(v, type)])
def test_public_classes_live_in_slacal_by_name(name: str, value: type) -> None:
    assert (value.__module__, value.__qualname__) == ("slacal", name)


def test_calendars_and_histories_come_without_the_heavy_libraries() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "slacal" in loaded
    assert loaded & HEAVY == set()


def test_columns_of_instants_come_without_pydantic_and_without_a_library_of_frames() -> None:
    probe = PROBE.replace("from slacal import Calendar, Event, History", "from slacal import batch")
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"numpy", "narwhals"} <= loaded
    assert loaded & {"holidays", "hypothesis", "pandas", "polars", "pyarrow", "pydantic"} == set()
