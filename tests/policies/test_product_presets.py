"""Presets of products against what the products publish: examples of due dates, and rules told in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args
from zoneinfo import ZoneInfo

import pytest

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.rules import Rules
from slacal.errors import BadDocument
from slacal.policies.policy import Policy
from slacal.policies.product_presets import NO_PRODUCT, PRODUCTS, ProductPreset, days_meant, product_named

if TYPE_CHECKING:
    from slacal.engine.terms import Terms

ZONE = "Europe/London"  # no clock change in the weeks below


def policy_with(preset: str, week: str = "Mo-Fr 09:00-17:00", within: str = "1 day", **goal: Any) -> Policy:
    target = {"measures": "resolution", "goals": [{"within": within, **goal}]}
    return Policy.from_dict({
        "name": "Support", "zone": ZONE, "preset": preset, "calendars": {"office": {"week": week}},
        "targets": {"fix": target},
    })  # fmt: skip


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(ZONE))


def due(policy: Policy, start: str) -> str:
    found = policy.promises(at(start))["fix"].due_at
    assert found is not None
    return f"{found:%a %H:%M}"


@pytest.mark.parametrize(
    ("preset", "week", "start", "expected"),
    [
        # Freshdesk's help page before 2025: the same time of the next working day, to closing if out of hours
        ("freshdesk_2025", "Mo-Fr 09:00-17:00", "2025-04-28T08:00", "Mon 17:00"),
        ("freshdesk_2025", "Mo-Fr 09:00-17:00", "2025-04-25T18:00", "Mon 17:00"),
        ("freshdesk_2025", "Mo-Th 09:00-17:00; Fr 10:00-16:00", "2025-04-28T10:00", "Tue 10:00"),
        ("freshdesk_2025", "Mo-Th 09:00-17:00; Fr 10:00-16:00", "2025-04-25T10:00", "Mon 10:00"),
        # Freshdesk's migration guide of 2026: 24 business hours
        ("freshdesk_2026", "Mo-Su 09:00-21:00", "2026-11-23T09:00", "Tue 21:00"),
        ("freshdesk_2026", "Mo-Su 09:00-13:00", "2026-11-23T09:00", "Sat 13:00"),
        ("intercom", "Mo-Fr 09:00-17:00", "2026-11-20T16:55", "Wed 16:55"),  # Intercom's help page on SLAs
        ("servicenow", "Mo-Fr 09:00-17:00", "2026-11-23T09:00", "Wed 17:00"),  # ServiceNow, SLA durations
    ],
)
def test_one_day_is_what_the_product_publishes(preset: str, week: str, start: str, expected: str) -> None:
    assert due(policy_with(preset, week), start) == expected


def test_jira_counts_sixteen_hours_over_the_days_that_it_shows() -> None:
    # "How your team sees SLAs": Monday 9 to 17, Tuesday 9 to 16, Thursday 8 to 17; 6 h + 7 h + 3 h
    week = "Mo 09:00-17:00; Tu 09:00-16:00; Th 08:00-17:00"
    assert due(policy_with("jira", week, "16 business hours"), "2026-11-23T11:00") == "Thu 11:00"


def test_servicenow_moves_a_date_outside_the_schedule_to_the_next_opening() -> None:
    # its page on relative durations: 08 to 16, a target of Wednesday 11 January 2017, 20:30, is Thursday 08:00
    target = {"measures": "resolution", "goals": [{"at": "target"}], "calendar": "office"}
    policy = Policy.from_dict({
        "name": "Support", "zone": ZONE, "preset": "servicenow",
        "calendars": {"office": {"week": "Mo-Fr 08:00-16:00"}}, "targets": {"fix": target},
    })  # fmt: skip
    created = datetime(2017, 1, 10, 9, tzinfo=ZoneInfo(ZONE))
    found = policy.promises(created, {"target": "2017-01-11T20:30:00+00:00"})["fix"].due_at
    assert found == datetime(2017, 1, 12, 8, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("preset", "rules"),
    [
        ("zendesk", Rules(breach="at", pin="latest")),
        ("jira", Rules(tie_order="roles", calendar_change="recompute", pin="latest")),
        ("servicenow", Rules(breach="at", on_change="restart", at_closed="next_open")),
        ("freshdesk_2025", Rules()),
        ("freshdesk_2026", Rules()),
        ("intercom", Rules()),
        ("plain", Rules(calendar_change="carry")),
    ],
)
def test_the_rules_of_a_product_hold_where_the_policy_says_nothing(preset: str, rules: Rules) -> None:
    assert compiled(preset).rules == compiled(preset).targets[0].rules == rules


def compiled(preset: str, **more: Any) -> Terms:
    targets = {"fix": {"measures": "resolution", "goals": [{"within": "8 calendar hours"}], **more.pop("target", {})}}
    return Policy.from_dict({"name": "S", "preset": preset, "targets": targets, **more}).terms


def test_what_the_policy_says_itself_wins() -> None:
    assert compiled("servicenow", rules={"breach": "after"}).rules == Rules(on_change="restart", at_closed="next_open")
    assert compiled("jira", target={"reopen": "resume"}).targets[0].reopen == "resume"
    assert policy_with("freshdesk_2025", lands="close", edge="far").terms.targets[0].goals[0].edge == "far"


@pytest.mark.parametrize(("preset", "reopen"), [("jira", "restart"), ("plain", "once"), ("zendesk", "resume")])
def test_a_resolution_is_reopened_as_the_product_does(preset: str, reopen: str) -> None:
    assert compiled(preset).targets[0].reopen == reopen


def test_a_ticket_that_jira_reopens_has_a_second_cycle_and_its_first_one_stays() -> None:
    history = History(
        "T-1",
        [
            Event(at("2026-11-23T10:00"), "created", status="open"),
            Event(at("2026-11-23T12:00"), "changed", status="solved"),
            Event(at("2026-11-24T10:00"), "changed", status="open"),
        ],
    )
    result = policy_with("jira", "Mo-Fr 09:00-17:00", "8 business hours").evaluate(
        history, as_of=at("2026-11-24T11:00")
    )
    first, second = result["fix"].cycles
    assert (first.stage, first.elapsed, second.stage, second.elapsed) == (
        "completed", timedelta(hours=2), "running", timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.parametrize("preset", ["zendesk", "jira", "plain"])
def test_a_bare_day_is_refused_where_the_product_leaves_it_open(preset: str) -> None:
    with pytest.raises(BadDocument) as refused:
        policy_with(preset)
    assert [fault.field for fault in refused.value.faults] == ["targets.fix.goals[0].within"]


def test_every_product_is_known_by_name_and_no_other() -> None:
    assert list(PRODUCTS) == list(get_args(ProductPreset))
    assert product_named("jira") is PRODUCTS["jira"]
    assert product_named("jirra") is product_named(5) is product_named(["jira"]) is NO_PRODUCT
    with pytest.raises(BadDocument) as refused:
        compiled("jirra")
    assert [fault.mend for fault in refused.value.faults] == ["did you mean 'jira'?"]


@pytest.mark.parametrize(
    ("preset", "within", "goal", "expected"),
    [
        # 48 business hours: 7 on Monday, 40 until the closing of the next one, and 1
        ("intercom", "2 days", "2 days of 24 business hours", "2026-12-01T10:00"),
        ("freshdesk_2025", "2 days", "2 days", "2026-11-25T10:00"),  # the same time two working days later
    ],
)
def test_several_days_are_as_many_of_the_product_and_say_so(preset: str, within: str, goal: str, expected: str) -> None:
    found = policy_with(preset, within=within).promises(at("2026-11-23T10:00"))["fix"]
    assert (found.goal, found.due_at) == (goal, at(expected))


def test_a_hundred_years_are_the_most_days() -> None:
    (goal,) = policy_with("intercom", within="36525 days").terms.targets[0].goals
    assert goal.limit.text == "36525 days of 24 business hours"


@pytest.mark.parametrize("days", ["0 days", "36526 days"])
def test_a_number_of_days_has_bounds(days: str) -> None:
    with pytest.raises(BadDocument):
        policy_with("intercom", within=days)
    assert days_meant("1 business day", PRODUCTS["intercom"]) is None
