"""What an evaluation says beside its targets. The desk is open Mo-Fr 10:00-19:00 in UTC; the 23rd is a Monday."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime

import pytest
from tests.engine.desk import at, promise, resolution, told

from slacal import BadInput, CoverageWarning, Evaluation, Event, History, Policy, ProductionCalendar


@pytest.mark.parametrize(("year", "notes"), [(2026, 0), (2035, 1)])
def test_holidays_that_nobody_has_decreed_yet_are_noted(year: int, notes: int) -> None:
    desk = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow", "holidays": "RU"}  # moved by decree, year by year
    target = {"measures": "resolution", "goals": [{"within": "16 business hours"}]}
    written = {"name": "desk", "calendar": "desk", "calendars": {"desk": desk}, "targets": {"t": target}}
    created = Event(datetime(year, 7, 2, 9, tzinfo=UTC), "created")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        found = Policy.from_dict(written).evaluate(History("T-1", [created]), as_of=created.at)
        said = [note for note in found.notes if note.startswith("calendar desk:")]
    assert len(said) == notes


@pytest.mark.parametrize(("created", "notes"), [("07-01", 0), ("12-30", 1)])
def test_a_due_behind_the_last_year_of_a_table_is_noted_before_that_year_is_over(created: str, notes: int) -> None:
    # Forty hours are more than four days of nine: from 1 July they end in that year, from 30 December in the next.
    year = ProductionCalendar("RU").known_years()[1]
    desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC", "holidays": {"production": "RU"}}
    target = {"measures": "resolution", "goals": [{"within": "40 business hours"}]}
    policy = promise(target, calendars={"desk": desk})
    since = datetime.fromisoformat(f"{year}-{created}T09:00+00:00")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        found = policy.evaluate(History("T-1", [Event(since, "created")]), as_of=since)
        said = [note for note in found.notes if f"are not known from {year + 1}-01-01" in note]
    assert len(said) == notes


def test_before_its_first_event_a_ticket_has_no_scope_no_usage_and_no_next_due() -> None:
    found = told(resolution(), "23 12:00")
    assert (found.usage, found.entitlements, found.next_due_at, found.next_change_at) == ((), None, None, None)
    assert found.registered_at is None
    assert [name for name in found] == ["t"]  # noqa: C416 - the walk over the names is what is tested


def test_a_tracker_refuses_an_event_before_the_last_one() -> None:
    tracker = resolution().track("T-1").after(Event(at("23 12:00"), "created"))
    with pytest.raises(BadInput, match="lies before the event ahead of it"):
        tracker.after(Event(at("23 11:00"), "changed"))


def test_an_override_that_nobody_can_take_is_remarked_once() -> None:
    events = [Event(at("23 10:00"), "created")]
    events += [Event(at("23 11:00"), "due_override", details={"target": "tt", "due_at": "2026-11-24T10:00+00:00"})] * 2
    events += [Event(at("23 12:00"), "due_override", {"due_at": "2026-11-24T10:00+00:00"})]
    notes = resolution().evaluate(History("T-1", events), as_of=at("23 13:00")).notes
    assert len([note for note in notes if "names the target 'tt'" in note]) == 1
    assert len([note for note in notes if "says no due_at among its details" in note]) == 1


def test_what_nobody_reads_is_told_by_its_kind_a_hundred_times_at_most() -> None:
    kinds = [Event(at("23 11:00"), f"kind {number}") for number in range(102)]
    found = resolution().evaluate(History("T-1", [Event(at("23 10:00"), "created"), *kinds]), as_of=at("23 13:00"))
    told_of = " ".join(found.notes)
    assert ("kind 99" in told_of, "kind 100" in told_of) == (True, False)


def test_an_evaluation_at_a_wall_time_without_a_zone_is_refused_by_its_name() -> None:
    known = told(resolution(), "23 12:00", ("23 10:00", "created"))
    with pytest.raises(BadInput) as refused:
        Evaluation("T-1", datetime(2026, 11, 23, 12), known.terms, known.known)
    assert (refused.value.field, refused.value.code) == ("as_of", "naive-datetime")


def test_p18_of_goals_that_all_count_the_last_begun_is_at_hand_once_none_is_open() -> None:
    # For gold two of the three goals hold, both solved at 12:00; without the third there is one, due at 18:00.
    goals = [{"when": {"tier": tier}, "within": "8 business hours"} for tier in ("gold", "silver")]
    policy = promise({"measures": "resolution", "match": "all", "goals": [*goals, {"within": "9 business hours"}]})
    story = (("23 10:00", "created", {"tier": "gold"}), ("23 12:00", "changed", {"status": "solved"}))
    seen = told(policy, "23 13:00", *story)["t"]
    assert [one.goal for one in seen.cycles] == ["8 business hours", "9 business hours"]
    assert (seen.number, seen.goal) == (2, "9 business hours")
    lone = told(promise({"measures": "resolution", "match": "all", "goals": goals}), "23 13:00", *story)["t"]
    assert (len(lone.cycles), lone.number, lone.due_at) == (1, 1, at("23 18:00"))
