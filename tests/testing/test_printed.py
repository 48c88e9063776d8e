"""What a failing test prints is pasted below two imports, and is the value with which it failed."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import slacal
from slacal import testing
from slacal.analysis import Difference, Figure, Share, Simulated, Team, Wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

PASTED: dict[str, Any] = {
    "datetime": dt, "zoneinfo": zoneinfo, **{name: getattr(slacal, name) for name in slacal.__all__}
}  # fmt: skip
QUIET = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]
QUICK = settings(max_examples=2_000, database=None, phases=[Phase.generate], suppress_health_check=QUIET)
VALUES = (
    slacal.Calendar, slacal.WeeklyHours, slacal.SpecialDay, slacal.PublicHolidays, slacal.ProductionCalendar,
    slacal.HolidayDates, slacal.DayRule, slacal.Event, slacal.History, slacal.Policy,
)  # fmt: skip
DRAWN: dict[str, SearchStrategy[Any]] = {
    **{name: getattr(testing, name)() for name in testing.__all__[:19]},
    **{kind.__name__: st.from_type(kind) for kind in VALUES},
    "instants of a night shift": testing.instants(slacal.Calendar.weekly("Mo-Su 22:00-06:00", zone="Europe/Berlin")),
    "histories with facts": testing.messy_histories(facts={"queue": ["billing", "sales"]}),
}
OF_ROOMS = (Difference, Figure, Share, Simulated, Team, Wait)
ANSWERS = (slacal.Day, slacal.Status, slacal.Stretch, slacal.OpenSpan, slacal.Finding, slacal.Explanation)


def failure(drawn: SearchStrategy[Any], which: Callable[[Any], bool]) -> tuple[Any, str]:
    """Return the value with which a test fails, and what hypothesis prints of it."""
    found: list[Any] = []

    @QUICK
    @given(drawn)
    def fails(x: Any) -> None:
        if which(x):
            found[:] = [x]
            raise AssertionError

    with pytest.raises(AssertionError) as failed:
        fails()
    return found[0], "\n".join(failed.value.__notes__)


def argument(said: str) -> str:
    """Return what stands for the argument in the call that hypothesis prints."""
    found = re.search(r"^    x=(.*?)^\)$", said, re.DOTALL | re.MULTILINE)
    assert found is not None, said
    return found[1]


def built(said: str, names: dict[str, Any]) -> Any:
    """Return what Python says of a text: of values that the tests drew themselves."""
    return eval(said, dict(names))  # noqa: S307


def some(part: int) -> Callable[[Any], bool]:
    """Tell values apart by what they print, the same way in every run: a fifth of them fails."""
    return lambda value: crc32(repr(value).encode()) % 5 == part


@pytest.mark.parametrize("part", range(5))
@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_value_is_built_again_by_what_is_printed(name: str, part: int) -> None:
    value, said = failure(DRAWN[name], some(part) if part else lambda _: True)
    assert built(f"dict(x={argument(said)})", PASTED) == {"x": value}, said


@pytest.mark.parametrize("kind", OF_ROOMS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("part", range(2))
def test_a_value_of_a_room_is_built_again_below_the_imports_of_its_room(kind: type[Any], part: int) -> None:
    value, said = failure(st.from_type(kind), some(part))
    names = {**PASTED, **{one.__name__: one for one in OF_ROOMS}, "nan": float("nan")}
    assert repr(built(f"dict(x={argument(said)})", names)) == repr({"x": value}), said


@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
def test_an_answer_prints_as_itself_and_what_was_asked_is_noted(kind: type[Any]) -> None:
    value, said = failure(st.from_type(kind), lambda _: True)
    assert argument(said).strip().rstrip(",") == repr(value)
    asked = built(re.split(r"\n(?=\{|F\w+ing )", said)[0], PASTED)
    assert "calendar" in asked or "policy" in asked
