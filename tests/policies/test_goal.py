from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from slacal.calendars.day_rule import DayRule
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, NoPromise, Unlimited, Until
from slacal.errors import BadDocument
from slacal.policies.policy import Policy

if TYPE_CHECKING:
    from slacal.engine.terms import Goal

HOUR = 3_600_000_000
MOSCOW = ZoneInfo("Europe/Moscow")
OFFICE = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}


def policy_with(*goals: dict[str, Any], **more: Any) -> Policy:
    target = {"start": "created", "stop": "solved", "goals": list(goals)}
    return Policy.from_dict({"name": "Support", "calendars": {"office": OFFICE}, "targets": {"it": target}, **more})


def meant(**goal: Any) -> Goal:
    return policy_with(goal).terms.targets[0].goals[0]


def due(start: str, facts: dict[str, Any] | None = None, **goal: Any) -> str:
    created = datetime.fromisoformat(start).replace(tzinfo=MOSCOW)
    found = policy_with(goal).promises(created, facts)["it"].due_at
    assert found is not None
    return f"{found:%Y-%m-%d %H:%M}"


def faults(*goals: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(BadDocument) as refused:
        policy_with(*goals, **more)
    return [fault.field.removeprefix("targets.it.goals") for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        # Friday 20 November 2026, 18:00; one open hour is left
        ({"within": "8 business hours"}, "2026-11-23 17:00"),  # 1 h Friday, 7 h Monday
        ({"within": "1 business hour"}, "2026-11-20 19:00"),  # used up at the closing: due there
        ({"within": "1 business hour", "edge": "far"}, "2026-11-23 10:00"),
        ({"within": "90 calendar minutes"}, "2026-11-20 19:30"),
        ({"within": "72 calendar hours"}, "2026-11-23 18:00"),
        ({"within": "3 calendar days"}, "2026-11-23 18:00"),
        ({"within": "2 weeks"}, "2026-12-04 18:00"),
        ({"within": "1 business day"}, "2026-11-23 19:00"),
        ({"within": "1 business day", "lands": "same_time"}, "2026-11-23 18:00"),
        ({"within": "1 business day", "lands": "open"}, "2026-11-23 10:00"),
        ({"within": "1 business day", "lands": "17:00"}, "2026-11-23 17:00"),
        ({"within": "1 business day", "counts_from": "same_day"}, "2026-11-20 19:00"),
        ({"within": "1 business day", "cutoff": "14:00"}, "2026-11-24 19:00"),  # counts as Monday 10:00
        ({"within": "1 business day", "cutoff": "18:01"}, "2026-11-23 19:00"),
        ({"within": "end of business day"}, "2026-11-20 19:00"),
        ({"within": "end of business day", "offset": 1}, "2026-11-23 19:00"),
        ({"within": "end of business day", "min_window": "1 business hour"}, "2026-11-20 19:00"),
        ({"within": "end of business day", "min_window": "61 business minutes"}, "2026-11-23 19:00"),
    ],
)
def test_a_goal_is_due_as_its_words_say(goal: dict[str, Any], expected: str) -> None:
    assert due("2026-11-20T18:00", **goal) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2026-11-30T12:00", "2027-02-28 12:00"), ("2026-11-21T12:00", "2027-02-21 12:00")],
)
def test_three_months_end_on_the_last_day_of_a_shorter_month(start: str, expected: str) -> None:
    assert due(start, within="3 months") == expected


def test_a_year_from_the_29th_of_february_ends_on_the_28th() -> None:
    assert due("2024-02-29T12:00", within="1 year") == "2025-02-28 12:00"


@pytest.mark.parametrize(
    ("arrival", "expected"),
    [("event", "2026-11-23 19:00"), ("next_open", "2026-11-24 19:00"), ("keep_time", "2026-11-24 19:00")],
)
def test_a_saturday_is_day_0_or_moves_to_monday_first(arrival: str, expected: str) -> None:
    assert due("2026-11-21T12:00", within="1 business day", arrival=arrival) == expected


def test_a_date_field_is_due_at_that_very_instant() -> None:
    facts = {"promised": "2026-11-22T03:00:00+03:00"}  # a Sunday night: no hours move it
    assert due("2026-11-20T18:00", facts, at="promised") == "2026-11-22 03:00"


def test_a_bare_date_is_the_end_of_that_day_in_the_zone_of_the_dates() -> None:
    assert due("2026-11-20T18:00", {"promised": "2026-11-22"}, at="promised") == "2026-11-23 00:00"


def test_options_of_days_become_a_rule() -> None:
    goal = meant(
        within="2 business days", lands="same_time", counts_from="same_day", arrival="next_open", cutoff="14:00"
    )
    rule = DayRule(lands="same_time", counts_from="same_day", arrival="next_open", cutoff="14:00")
    assert goal.limit == BusinessDays(2, rule, "2 business days")


def test_the_rest_of_a_goal_is_passed_on() -> None:
    goal = meant(within="8 business hours", commitment="objective", note="best effort", edge="far", calendar="always")
    assert (goal.commitment, goal.note, goal.edge) == ("objective", "best effort", "far")
    assert goal.calendar is not None
    assert goal.calendar.pick({}).name == "always"


def test_limits_that_are_never_due() -> None:
    assert meant(within="not regulated").limit == Unlimited("not regulated")
    assert meant(sla="none").limit == NoPromise()
    assert meant(at="due_date").limit == Until("due_date", "at due_date", "Europe/Moscow")


def test_a_fact_may_hold_the_amount_and_the_options_of_days_are_about_it_too() -> None:
    goal = meant(within={"fact": "term", "else": "2 business days"}, lands="17:00", counts_from="same_day",
                 min_window="1 business hour")  # fmt: skip
    rule = DayRule(lands="17:00", counts_from="same_day")
    words = "as the fact 'term' says, else 2 business days"
    days = BusinessDays(2, rule, "2 business days", HOUR)
    assert goal.limit == Given("term", days, rule, words, HOUR, "Europe/Moscow")


def test_dates_are_those_of_the_policys_zone() -> None:
    span = CalendarSpan("3 months", months=3, zone="Europe/Moscow")
    given = meant(within={"fact": "term", "else": "3 months"}).limit
    assert meant(within="3 months").limit == span
    assert isinstance(given, Given)
    assert given.otherwise == span


@pytest.mark.parametrize("within", ["8 business hours", "1 business day", "not regulated", {"fact": "term"}])
def test_what_is_counted_on_a_calendar_may_name_it(within: Any) -> None:
    calendar = meant(within=within, calendar="office").calendar
    assert calendar is not None
    assert calendar.pick({}).name == "office"


def test_days_end_at_the_edge_of_the_product_only_where_it_says_what_a_day_is() -> None:
    # Friday 20 November 2026, 18:00: the day of the policy's own words ends as Monday opens, not as Friday closes
    policy = policy_with({"within": "1 business day", "lands": "open"}, preset="freshdesk_2025")
    friday = datetime(2026, 11, 20, 18, tzinfo=MOSCOW)
    assert policy.promises(friday)["it"].due_at == datetime(2026, 11, 23, 10, tzinfo=MOSCOW)


def test_an_offset_is_at_most_a_hundred_years_of_days() -> None:
    # 100 years of 365.25 days are 36,525 days
    assert policy_with({"within": "end of business day", "offset": 0}) is not None
    assert policy_with({"within": "end of business day", "offset": 36_525}) is not None
    assert faults({"within": "end of business day", "offset": 36_526}) == ["[0].offset"]


def test_an_offset_is_told_in_the_words_of_the_goal() -> None:
    assert meant(within="end of business day", offset=2).limit.text == "end of business day, 2 later"


def test_the_first_goal_that_matches_holds() -> None:
    policy = policy_with({"when": {"priority": [1, 2]}, "within": "1 business hour"}, {"within": "2 business hours"})
    monday = datetime(2026, 11, 23, 10, tzinfo=MOSCOW)
    goals = [policy.promises(monday, {"priority": priority})["it"].goal for priority in ("1", "3")]
    assert goals == ["1 business hour", "2 business hours"]


@pytest.mark.parametrize(
    ("goal", "fields"),
    [
        ({}, ["[0]"]),
        ({"within": "1 business hour", "sla": "none"}, ["[0]"]),
        ({"within": "2 days"}, ["[0].within"]),
        ({"within": "2 days", "commitment": "frm", "edge": "middle", "note": 5, "calendar": "offce", "when": {}},
         ["[0].within", "[0].commitment", "[0].edge", "[0].note", "[0].calendar", "[0].when"]),
        ({"sla": None}, ["[0].sla"]),
        ({"at": 5}, ["[0].at"]),
        ({"within": "1 business day", "lands": "noon"}, ["[0].lands"]),
        ({"within": "1 business day", "counts_from": "today"}, ["[0].counts_from"]),
        ({"within": "1 business day", "arrival": 5}, ["[0].arrival"]),
        ({"within": "1 business day", "cutoff": "24:01"}, ["[0].cutoff"]),
        ({"within": "end of business day", "offset": -1}, ["[0].offset"]),
        ({"within": "end of business day", "offset": True}, ["[0].offset"]),
        ({"within": "end of business day", "min_window": "1 calendar hour"}, ["[0].min_window"]),
        ({"within": "1 business hour", "rules": {"pin": "latest"}}, ["[0].rules.pin"]),
        ({"within": "1 business hour", "wen": {}}, ["[0].wen"]),
    ],
)  # fmt: skip
def test_every_fault_of_a_goal_has_its_path(goal: dict[str, Any], fields: list[str]) -> None:
    assert faults(goal) == fields


@pytest.mark.parametrize(
    ("limit", "option"),
    [
        ({"within": "8 business hours"}, {"lands": "close"}),
        ({"within": "8 business hours"}, {"cutoff": "14:00"}),
        ({"within": "8 calendar hours"}, {"edge": "far"}),
        ({"within": "8 calendar hours"}, {"calendar": "office"}),
        ({"within": "1 business day"}, {"offset": 1}),
        ({"within": "1 business day"}, {"min_window": "1 business hour"}),
        ({"within": "end of business day"}, {"lands": "17:00"}),
        ({"within": "end of business day"}, {"counts_from": "next_day"}),
        ({"within": "not stated"}, {"edge": "far"}),
        ({"at": "due_date"}, {"calendar": "office"}),
        ({"within": {"fact": "term"}}, {"offset": 1}),
        ({"within": {"fact": "term"}}, {"min_window": "1 business hour"}),
        ({"sla": "none"}, {"calendar": "office"}),
    ],
)
def test_an_option_that_would_say_nothing_is_refused(limit: dict[str, Any], option: dict[str, Any]) -> None:
    assert faults({**limit, **option}) == [f"[0].{next(iter(option))}"]


def test_a_goal_without_a_condition_stands_last() -> None:
    assert faults({"within": "1 business hour"}, {"when": {"priority": 1}, "within": "2 business hours"}) == ["[0]"]


def test_a_target_needs_a_goal() -> None:
    assert faults() == [""]


@pytest.mark.parametrize(
    ("key", "value"),
    [("within", "1 calendar day"), ("within", "3 months"), ("at", "due_date"), ("within", {"fact": "term"})],
)
def test_dates_need_a_zone(key: str, value: Any) -> None:
    assert faults({key: value}, calendars={}, calendar="always") == [f"[0].{key}"]
    assert policy_with({key: value}, calendars={}, calendar="always", zone="UTC").terms.zone == "UTC"


def test_business_days_around_the_clock_need_a_zone_too() -> None:
    around_the_clock = {"within": "1 business day", "calendar": "always"}
    assert faults(around_the_clock, calendars={}) == ["[0].within"]
    assert policy_with(around_the_clock, calendars={}, zone="UTC").terms.zone == "UTC"
    hours = {"within": "8 business hours", "calendar": "always"}
    assert list(policy_with(hours, calendars={}).targets) == ["it"]


def test_a_limit_that_cannot_be_read_asks_for_no_calendar() -> None:
    assert faults({"within": "2 days"}, calendars={}) == ["[0].within"]
