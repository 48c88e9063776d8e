"""The public strategies: what each shrinks towards, and that what it draws prints as the Python that builds it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zoneinfo
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

import slacal
from slacal import testing

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

#: What each strategy shrinks towards, as it prints.
SIMPLEST = {
    "amounts": "datetime.timedelta(seconds=3600)",
    "calendars": "Calendar.weekly('Mo-Fr 09:00-17:00', zone='UTC')",
    "dates": "datetime.date(2026, 1, 5)",
    "day_rules": "DayRule(lands='close', counts_from='next_day', arrival='event', cutoff=None)",
    "events": (
        "Event(datetime.datetime(2026, 1, 5, 9, 0, tzinfo=zoneinfo.ZoneInfo(key='UTC')), 'created', "
        "{'status': 'new', 'priority': 'high', 'tier': 'gold'})"
    ),
    "goals": "{'within': '8 business hours'}",
    "histories": (
        "History(ticket='T-1', events=(Event(datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.timezone.utc), "
        "'created', {'status': 'new', 'priority': 'high', 'tier': 'gold'}),))"
    ),
    "holiday_dates": "HolidayDates.of({datetime.date(2026, 1, 5): 'holiday'})",
    "holiday_sources": "()",
    "instants": "datetime.datetime(2026, 1, 5, 9, 0, tzinfo=zoneinfo.ZoneInfo(key='UTC'))",
    "messy_histories": (
        "History(ticket='T-1', events=(Event(datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.timezone.utc), "
        "'created', {'status': 'new', 'priority': 'high', 'tier': 'gold'}), "
        "Event(datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.timezone.utc), "
        "'created', {'status': 'new', 'priority': 'high', 'tier': 'gold'})))"
    ),
    "policies": (
        "Policy.from_dict({'name': 'Support', 'zone': 'UTC', 'calendars': {'desk': {'week': 'Mo-Fr 09:00-17:00'}}, "
        "'targets': {'answer': {'measures': 'first_response', 'goals': [{'within': '8 business hours'}]}}})"
    ),
    "policy_documents": (
        "{'name': 'Support', 'zone': 'UTC', 'calendars': {'desk': {'week': 'Mo-Fr 09:00-17:00'}}, "
        "'targets': {'answer': {'measures': 'first_response', 'goals': [{'within': '8 business hours'}]}}}"
    ),
    "production_calendars": "ProductionCalendar('RU')",
    "public_holidays": "PublicHolidays('DE')",
    "special_days": "SpecialDay('2026-01-05', 'off')",
    "weekly_calendars": "Calendar.weekly('Mo-Fr 09:00-17:00', zone='UTC')",
    "weekly_hours": "WeeklyHours.parse('Mo-Fr 09:00-17:00')",
    "zones": "'UTC'",
}
ANSWERS = {
    "evaluations": "<Evaluation of 'T-1' at 2026-01-05 09:00:00+00:00: answer: running, open>",
    "trackers": "<Tracker of 'T-1' under 'Support'>",
}
DRAWS = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def strategy_of(name: str) -> SearchStrategy[Any]:
    strategy: SearchStrategy[Any] = getattr(testing, name)()
    return strategy


def rebuilt(value: object) -> object:
    """Return what the repr of a value builds, after ``import datetime, zoneinfo`` and ``from slacal import *``."""
    face = {name: getattr(slacal, name) for name in slacal.__all__}
    return eval(repr(value), {"datetime": dt, "zoneinfo": zoneinfo, **face})  # noqa: S307 - a repr of ours


@pytest.mark.parametrize(("name", "printed"), [*SIMPLEST.items(), *ANSWERS.items()])
def test_each_strategy_shrinks_towards_the_simplest_value(name: str, printed: str) -> None:
    assert repr(testing.simplest(strategy_of(name))) == printed


@pytest.mark.parametrize("name", SIMPLEST)
def test_what_is_drawn_prints_as_the_python_that_builds_it(name: str) -> None:
    @DRAWS
    @given(strategy_of(name))
    def prints(value: object) -> None:
        assert rebuilt(value) == value

    prints()


def test_every_strategy_of_the_face_is_in_the_tables_above() -> None:
    drawing = {name for name in testing.__all__ if testing._HOME[name].startswith("strategies")}
    assert drawing == {*SIMPLEST, *ANSWERS}


@pytest.mark.parametrize("name", [*SIMPLEST, *ANSWERS, "simplest"])
def test_every_strategy_is_explained_and_shown_in_use(name: str) -> None:
    assert ">>>" in (getattr(testing, name).__doc__ or "")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="calender"):
        getattr(testing, "calender")  # noqa: B009  # a plain attribute would not pass the type checkers


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_importing_the_room_loads_no_hypothesis() -> None:
    assert run("import sys, slacal.testing; print('hypothesis' in sys.modules)").strip() == "False"


def test_without_hypothesis_a_strategy_says_what_to_install() -> None:
    code = """
import sys
sys.modules["hypothesis"] = None
import slacal
try:
    from slacal.testing import calendars
except slacal.MissingExtra as missing:
    print(missing)
"""
    assert 'pip install "slacal[testing]"' in run(code)
