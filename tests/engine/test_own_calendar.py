from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.engine.own_calendar import calendar_in, own_calendar
from slacal.engine.terms import CalendarRecipe
from slacal.errors import BadDocument, BadInput, UnknownName
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from slacal.engine.facts import Scalar

WEEK = "Mo-Fr 09:00-18:00"
OWN = CalendarRecipe(json.dumps({"week": WEEK}), ("zone", "Europe/Riga"), ("country", '"DE"'))
BOXING_DAY = date(2025, 12, 26)  # a Friday; a holiday in Germany, and none in France


def test_the_facts_of_a_ticket_say_the_zone_and_the_holidays() -> None:
    expected = Calendar.weekly(WEEK, zone="Asia/Tokyo", holidays="FR")
    assert own_calendar(OWN, {"zone": "Asia/Tokyo", "country": "FR"}) == expected
    assert own_calendar(OWN, {"zone": "Asia/Tokyo", "country": "FR"}).is_business_day(BOXING_DAY)


@pytest.mark.parametrize("facts", [{}, {"zone": "", "country": None}])
def test_what_no_fact_says_is_as_the_document_says(facts: dict[str, Scalar]) -> None:
    assert own_calendar(OWN, facts) == Calendar.weekly(WEEK, zone="Europe/Riga", holidays="DE")


def test_a_fact_may_say_the_holidays_alone() -> None:
    recipe = CalendarRecipe(json.dumps({"week": WEEK, "zone": "Europe/Riga"}), None, ("country", "[]"))
    assert own_calendar(recipe, {"country": "DE"}) == Calendar.weekly(WEEK, zone="Europe/Riga", holidays="DE")


def test_a_customer_may_have_several_sources_of_holidays_or_none() -> None:
    both = own_calendar(OWN, {"country": "FR, 2025-12-26"})
    assert [both.is_business_day(date(2025, 12, day)) for day in (25, 26, 29)] == [False, False, True]
    assert own_calendar(OWN, {"country": "none"}).is_business_day(date(2025, 12, 25))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"zone": "Mars"}, "facts.zone"),
        ({"zone": 3}, "facts.zone"),
        ({"country": "XX"}, "facts.country"),
        ({"country": "DE,"}, "facts.country"),
        ({"country": "2025-13-01"}, "facts.country"),
    ],
)
def test_a_fact_that_names_no_zone_or_no_holidays_is_refused_by_its_name(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        own_calendar(OWN, facts)
    assert (refused.value.field, refused.value.value) == (field, next(iter(facts.values())))


def test_a_fact_is_refused_for_what_is_wrong_with_the_zone_itself() -> None:
    with pytest.raises(UnknownName) as wrong:
        zone_name("Mars")
    with pytest.raises(BadInput) as refused:
        own_calendar(OWN, {"zone": "Mars"})
    why = (wrong.value.problem, wrong.value.mend, wrong.value.code)
    assert (refused.value.problem, refused.value.mend, refused.value.code) == why
    assert refused.value.code == "unknown-name"


@pytest.mark.parametrize("tree", [{"week": "soon"}, {"week": WEEK, "then": [{"from": "2027-01-01", "week": "soon"}]}])
def test_hours_are_refused_alike_from_the_beginning_and_from_a_change_on(tree: dict[str, Any]) -> None:
    with pytest.raises(BadDocument) as refused:
        calendar_in({**tree, "zone": "UTC"})
    assert (refused.value.field, [fault.field for fault in refused.value.faults]) == ("", [".week"])


def test_customers_alike_share_one_calendar() -> None:
    assert own_calendar(OWN, {"zone": "UTC"}) is own_calendar(OWN, {"zone": "UTC", "tier": "gold"})


def test_hours_change_at_midnight_in_the_zone_of_the_calendar() -> None:
    tree = {"week": WEEK, "zone": "Asia/Tokyo", "then": [{"from": "2027-01-01", "week": "Mo-Fr 10:00-19:00"}]}
    midnight = datetime(2026, 12, 31, 15, tzinfo=UTC)  # 00:00 in Tokyo, nine hours ahead
    old, new = Calendar.weekly(WEEK, zone="Asia/Tokyo"), Calendar.weekly("Mo-Fr 10:00-19:00", zone="Asia/Tokyo")
    assert calendar_in(tree) == old.until(midnight, then=new)


def test_each_change_keeps_what_the_ones_before_it_said() -> None:
    changes = [{"from": "2027-01-01", "special_days": {"03-01": "off"}}, {"from": "2028-01-01", "week": "24/7"}]
    calendar = calendar_in({"week": WEEK, "zone": "UTC", "then": changes})
    assert [calendar.is_business_day(date(year, 3, 1)) for year in (2027, 2028, 2029)] == [False, False, False]
    assert [calendar.is_business_day(date(year, 1, 2)) for year in (2027, 2028)] == [False, True]  # Saturday, Sunday


def test_a_change_may_name_calendars_too() -> None:
    named = {"office": Calendar.weekly(WEEK, zone="UTC"), "lunch": Calendar.weekly("Mo-Fr 12:00-13:00", zone="UTC")}
    tree = {"all_of": ["office"], "then": [{"from": "2027-01-01", "all_of": ["office", "lunch"]}]}
    calendar = calendar_in(tree, named)
    hours = [calendar.day(day).windows[0].opens // 3600 for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert hours == [9, 12]  # a Thursday, and a Friday on which both are open for an hour only
