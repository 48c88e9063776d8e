"""What an evaluation says beside its targets. The desk is open Mo-Fr 10:00-19:00 in UTC; the 23rd is a Monday."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.engine.desk import at, promise, resolution, told

from slacal import (
    BadInput,
    Calendar,
    CoverageWarning,
    Evaluation,
    Event,
    History,
    HolidayDates,
    Policy,
    ProductionCalendar,
    Stage,
    UnknownName,
    WrongType,
    show,
)

EIGHT = {"within": "8 business hours"}
TWO_TARGETS = promise(
    {},
    targets={
        "answer": {"measures": "first_response", "goals": [EIGHT]},
        "fix": {"measures": "resolution", "goals": [EIGHT]},
    },
)
CREATED = ("23 10:00", "created")


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


LAST_YEAR = ProductionCalendar("RU").known_years()[1]


@pytest.mark.parametrize(
    ("goal", "solved", "seen", "notes"),
    [
        ("8 business hours", True, LAST_YEAR + 1, 0),  # all of it lies in a year that is known
        ("8 business hours", False, LAST_YEAR + 1, 1),
        ("not regulated", False, LAST_YEAR, 0),
        ("not regulated", False, LAST_YEAR + 1, 1),
    ],
)
def test_a_cycle_rests_on_the_dates_up_to_its_end_its_due_or_now(
    goal: str, solved: bool, seen: int, notes: int
) -> None:
    desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC", "holidays": {"production": "RU"}}
    policy = promise({"measures": "resolution", "goals": [{"within": goal}]}, calendars={"desk": desk})
    since = datetime(LAST_YEAR, 7, 1, 9, tzinfo=UTC)
    events = [Event(since, "created"), Event(since + timedelta(hours=2), "changed", status="solved")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        history = History("T-1", events if solved else events[:1])
        found = policy.evaluate(history, as_of=datetime(seen, 9, 1, tzinfo=UTC)).notes
    assert len(found) == notes


@pytest.mark.parametrize(
    ("covers", "said"),
    [
        ((date.min, date(2026, 11, 23)), "not known from 2026-11-24"),
        ((date(2026, 11, 24), date.max), "not known before 2026-11-24"),
    ],
)
def test_holiday_data_that_ends_on_one_side_alone_is_noted_there(covers: tuple[date, date], said: str) -> None:
    # From Monday 10:00 sixteen hours end on Tuesday at 17:00.
    policy = promise(
        {"measures": "resolution", "goals": [{"within": "16 business hours"}]}, calendars={"desk": {"supplied": True}}
    )
    week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays=HolidayDates.of([], covers=covers))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        history = History("T-1", [Event(at("23 10:00"), "created")])
        (note,) = policy.evaluate(history, as_of=at("23 12:00"), calendars={"desk": week}).notes
    assert said in note


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


def test_p18_of_goals_that_all_count_the_open_one_that_is_due_first_is_at_hand_and_one_without_a_due_last() -> None:
    goals = [{"within": "not regulated"}, EIGHT, {"within": "4 business hours"}]
    seen = told(promise({"measures": "resolution", "match": "all", "goals": goals}), "23 12:00", CREATED)["t"]
    assert [one.due_at for one in seen.cycles] == [None, at("23 18:00"), at("23 14:00")]
    assert (seen.number, seen.due_at) == (3, at("23 14:00"))


def test_p18_of_goals_that_all_count_none_that_holds_is_one_pending_cycle() -> None:
    goals = [{"when": {"tier": tier}, **EIGHT} for tier in ("gold", "silver", "tin")]
    seen = told(promise({"measures": "resolution", "match": "all", "goals": goals}), "23 12:00", CREATED)["t"]
    assert [(one.number, one.stage) for one in seen.cycles] == [(1, Stage.PENDING)]


@pytest.mark.parametrize(
    ("asked", "problem", "mend"),
    [
        ("answr", "is not in the policy", "did you mean 'answer'?"),
        ("zzz", "is not in the policy", "use one of answer, fix"),
        (3, "is not the name of a target", "use one of answer, fix"),
    ],
)
def test_what_is_no_target_is_refused_with_the_targets_that_there_are(asked: Any, problem: str, mend: str) -> None:
    found = told(TWO_TARGETS, "23 12:00", CREATED)
    with pytest.raises((UnknownName, WrongType)) as refused:
        found[asked]
    assert (refused.value.field, refused.value.problem, refused.value.mend) == ("target", problem, mend)


def test_a_result_is_made_once() -> None:
    found = told(TWO_TARGETS, "23 12:00", CREATED)
    assert found["fix"] is found["fix"]


def test_an_evaluation_prints_each_of_its_targets_draws_itself_and_hashes_apart_from_another() -> None:
    found = told(TWO_TARGETS, "23 12:00", CREATED)
    assert (
        repr(found) == "<Evaluation of 'T-1' at 2026-11-23 12:00:00+00:00: answer: running, open, fix: running, open>"
    )
    assert found._repr_html_() == show.evaluation(found).html
    assert hash(found) != hash(told(TWO_TARGETS, "23 13:00", CREATED))


@pytest.mark.parametrize(
    ("breach", "due"), [("at", at("23 18:00")), ("after", at("23 18:00") + timedelta(microseconds=1))]
)
def test_p1_the_next_change_is_the_instant_of_the_breach(breach: str, due: datetime) -> None:
    found = told(resolution(rules={"breach": breach}), "23 12:00", CREATED)
    assert found.next_change_at == due


def test_the_dues_of_cycles_that_are_over_do_not_hide_the_next_change() -> None:
    # A hundred and one questions, a minute after each other and answered at once: their dues, from 18:00 to 19:40 by
    # the clock around, bring nothing; that of the one open question, asked at 11:41, does, at 19:41.
    target = {
        "start": "asked", "stop": "answered", "reopen": "new_cycle", "calendar": "around",
        "goals": [{"within": "8 business hours"}],
    }  # fmt: skip
    start = at("23 10:00")
    asked = [start + timedelta(minutes=minute) for minute in range(102)]
    events = [Event(when, kind) for when in asked[:-1] for kind in ("asked", "answered")]
    found = promise(target).evaluate(History("T-1", [*events, Event(asked[-1], "asked")]), as_of=asked[-1])
    assert found.next_change_at == at("23 19:41") + timedelta(microseconds=1)


def test_a_kind_that_nothing_reads_is_noted_with_the_nearest_that_something_does() -> None:
    policy = promise({"start": "asked", "stop": "answered", "goals": [EIGHT]})
    found = told(policy, "23 12:00", ("23 10:00", "askd"), ("23 11:00", "printed"))
    assert found.notes == (
        "no target reads events of kind 'askd'; did you mean 'asked'?",
        "no target reads events of kind 'printed'; the facts that they change count",
    )


def test_every_cycle_of_every_target_is_explained_and_a_target_without_one_too() -> None:
    targets = {
        "fix": {"start": "asked", "stop": "answered", "reopen": "new_cycle", "goals": [EIGHT]},
        "visit": {"start": "called", "stop": "visited", "goals": [EIGHT]},
    }
    story = (("23 10:00", "asked"), ("23 11:00", "answered"), ("23 12:00", "asked"))
    explained = told(promise({}, targets=targets), "23 13:00", *story).explain()
    assert [(one.target, one.number) for one in explained] == [("fix", 1), ("fix", 2), ("visit", 0)]
