from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.engine.conditions import IsAny
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.terms import CalendarRecipe, NamedCalendar, OwnCalendar
from slacal.errors import BadDocument, BadInput, WrongType
from slacal.policies.policy import Policy

GERMAN = {"week": "Mo-Fr 09:00-18:00", "zone": "Europe/Berlin", "holidays": "DE"}
GOAL = {"within": "8 business hours"}
FIX = {"measures": "resolution", "goals": [GOAL]}


def policy_with(**more: Any) -> Policy:
    return Policy.from_dict({"name": "S", "calendars": {"office": GERMAN}, "targets": {"fix": FIX}, **more})


def calendar_of(policy: Policy, target: int = 0) -> NamedCalendar:
    return policy.terms.targets[target].calendar.pick({})


@pytest.mark.parametrize("coverage", ["raise", "ignore"])
def test_coverage_reaches_the_calendars_of_the_policy(coverage: Any) -> None:
    expected = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Berlin", holidays="DE", coverage=coverage)
    assert calendar_of(policy_with(rules={"coverage": coverage})).calendar == expected


def test_a_target_may_have_a_coverage_of_its_own() -> None:
    targets = {"fix": FIX, "answer": {**FIX, "rules": {"coverage": "ignore"}}}
    policy = policy_with(rules={"coverage": "raise"}, targets=targets)
    raising, ignoring = (
        Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Berlin", holidays="DE", coverage=coverage)
        for coverage in ("raise", "ignore")
    )
    assert [calendar_of(policy, place).calendar for place in (0, 1)] == [raising, ignoring]


def test_a_target_with_a_coverage_of_its_own_counts_on_the_calendars_of_the_host_too() -> None:
    targets = {"fix": {**FIX, "rules": {"coverage": "ignore"}}}
    policy = policy_with(calendars={"hosts": {"supplied": True}}, zone="UTC", targets=targets)
    night = Calendar.weekly("Mo-Fr 20:00-23:00", zone="UTC")
    assert policy.terms_with({"hosts": night}).targets[0].calendar.pick({}) == NamedCalendar("hosts", night)


def test_coverage_reaches_a_calendar_that_has_holidays_from_a_later_date_on() -> None:
    change = {"from": "2027-01-01", "holidays": "DE"}
    plain = {"week": "Mo-Fr 09:00-18:00", "zone": "Europe/Berlin"}
    policy = policy_with(calendars={"office": {**plain, "then": [change]}}, rules={"coverage": "raise"})
    at = datetime(2026, 12, 31, 23, tzinfo=UTC)  # midnight in Berlin
    before = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Berlin", coverage="raise")
    after = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Berlin", holidays="DE", coverage="raise")
    assert calendar_of(policy).calendar == before.until(at, then=after)


def test_a_calendar_without_holidays_has_no_coverage() -> None:
    policy = policy_with(calendars={"office": {"week": "always", "zone": "UTC"}}, rules={"coverage": "raise"})
    assert calendar_of(policy).calendar == Calendar.always(zone="UTC")


def test_the_customers_own_calendar_is_made_of_the_facts() -> None:
    own = {**GERMAN, "zone": {"fact": "zone", "else": "Europe/Berlin"}, "holidays": {"fact": "country", "else": "DE"}}
    choice = policy_with(calendars={"own": own}, zone="UTC").terms.targets[0].calendar
    recipe = CalendarRecipe('{"week": "Mo-Fr 09:00-18:00"}', ("zone", "Europe/Berlin"), ("country", '"DE"'))
    assert choice.options == ((None, OwnCalendar("own", recipe)),)
    tokyo = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Asia/Tokyo", holidays="DE")
    assert choice.pick({"zone": "Asia/Tokyo"}) == NamedCalendar("own", tokyo)


def test_the_customers_own_calendar_keeps_its_words_as_they_are_written() -> None:
    eve = {"12-31": {"hours": "off", "reason": "канун"}}
    own = {"week": "Mo-Fr 09:00-18:00", "zone": {"fact": "zone", "else": "UTC"}, "special_days": eve}
    ((_, calendar),) = policy_with(calendars={"own": own}).terms.targets[0].calendar.options
    assert isinstance(calendar, OwnCalendar)
    assert '"reason": "канун"' in calendar.recipe.document


def test_the_customers_own_calendar_has_no_part_in_another() -> None:
    own = {**GERMAN, "zone": {"fact": "zone", "else": "UTC"}}
    both = {"any_of": ["office", "own"], "zone": {"fact": "zone", "else": "UTC"}}
    with pytest.raises(BadDocument) as refused:
        policy_with(calendars={"office": GERMAN, "own": own, "both": both}, calendar="office")
    assert [fault.field for fault in refused.value.faults] == ["calendars.both.any_of[1]", "calendars.both.zone"]


def test_the_zone_of_dates_is_not_one_that_a_customer_names() -> None:
    own = {**GERMAN, "zone": {"fact": "zone", "else": "UTC"}}
    with pytest.raises(BadDocument) as refused:
        policy_with(calendars={"own": own}, targets={"fix": {**FIX, "goals": [{"within": "3 calendar days"}]}})
    assert [fault.code for fault in refused.value.faults] == ["no-zone"]


def test_entitlements_scope_usage_and_queue_are_part_of_the_terms() -> None:
    free = {"when": {"tier": "free"}, "start": "key_registered", "lasts": "3 months"}
    scope = {"rows": "tier", "columns": "service", "table": {"free": {"install": "excluded"}}}
    queue = [{"when": {"tier": "paid"}, "by": ["due"]}, {"by": ["registered"]}]
    usage = [{"when": "paying", "unit": "hour", "of": "fix", "step": 0.5}]
    more = {"definitions": {"paying": {"tier": "paid"}}, "usage": usage, "queue": queue}
    terms = policy_with(entitlements={"free": free}, scope=scope, **more).terms
    assert [one.name for one in terms.entitlements] == ["free"]
    assert terms.scope is not None
    assert terms.scope.cell({"tier": "free", "service": "install"}).kind == "excluded"
    assert [(rule.of, rule.when) for rule in terms.usage] == [("fix", IsAny("tier", frozenset({"paid"})))]
    assert [rank.by for rank in terms.queue] == [("due",), ("registered",)]


def test_their_faults_are_told_with_all_others() -> None:
    wrong = {"entitlements": {"free": {"start": "x"}}, "scope": {"rows": "a"}, "usage": [{"unit": "day"}], "queue": [5]}
    with pytest.raises(BadDocument) as refused:
        policy_with(**wrong, rules={"cover": "always"})
    assert {fault.field for fault in refused.value.faults} >= {
        "entitlements.free.lasts", "scope.columns", "scope.table", "usage[0].unit", "queue[0]", "rules.cover",
    }  # fmt: skip


def test_cover_comes_from_what_the_ticket_is_about() -> None:
    day = datetime(2026, 11, 23, 9, tzinfo=UTC)
    free = {"start": "key_registered", "lasts": "3 months"}
    policy = policy_with(entitlements={"free": free})
    ticket = History("T-1", [Event(day, "created")])
    key = History("key 7", [Event(day - timedelta(days=10), "key_registered")])
    assert str(policy.evaluate(ticket, as_of=day, about=[key])["fix"].stage) == "running"
    assert str(policy.evaluate(ticket, as_of=day)["fix"].stage) == "not_covered"
    with pytest.raises(WrongType) as refused:
        policy.evaluate(ticket, as_of=day, about=["key 7"])  # type: ignore[list-item]  # to be refused
    assert refused.value.field == "about[0]"


def test_a_fact_that_holds_no_amount_is_refused_when_a_ticket_comes() -> None:
    goal = {"within": {"fact": "term", "else": "8 business hours"}}
    policy = policy_with(targets={"fix": {"measures": "resolution", "goals": [goal]}})
    monday = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 09:00 in Berlin
    due = [policy.promises(monday, facts)["fix"].due_at for facts in ({"term": "2 business hours"}, {})]
    assert due == [monday + timedelta(hours=2), monday + timedelta(hours=8)]
    with pytest.raises(BadInput) as refused:
        policy.promises(monday, {"term": "24 hours"})
    assert refused.value.field == "facts.term"
