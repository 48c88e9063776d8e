from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.errors import BadDocument
from slacal.policies.policy import Policy

NOTHING: dict[str, Any] = {}
BERLIN = "Europe/Berlin"
WEEK = "Mo-Fr 09:00-17:00"


def policy_with(calendars: dict[str, Any], **more: Any) -> Policy:
    target = {"measures": "resolution", "pause": "never", "goals": [{"within": "1 calendar hour"}]}
    return Policy.from_dict({"name": "Support", "calendars": calendars, "targets": {"fix": target}, **more})


def meant(written: dict[str, Any], **others: dict[str, Any]) -> Calendar:
    """Return the calendar that a document means, the policy's zone being Berlin's."""
    policy = policy_with({"it": written, **others}, zone=BERLIN, calendar="it")
    measured = {**policy.to_dict(), "targets": {"fix": {"measures": "resolution", "goals": [{"within": "not stated"}]}}}
    return Policy.from_dict(measured).terms.targets[0].calendar.pick({}).calendar


def faults(calendars: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(BadDocument) as refused:
        policy_with(calendars, **more)
    return [fault.field for fault in refused.value.faults]


def faults_of(**written: Any) -> list[str]:
    """Return where one calendar is at fault, paths inside it."""
    found = faults({"it": {"week": WEEK, "zone": BERLIN, **written}})
    assert all(field.startswith("calendars.it") for field in found)
    return [field.removeprefix("calendars.it").removeprefix(".") for field in found]


@pytest.mark.parametrize(
    "week",
    [WEEK, {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}],
    ids=["text", "mapping"],
)
def test_a_week_is_text_or_a_mapping(week: object) -> None:
    assert meant({"week": week}) == Calendar.weekly(WEEK, zone=BERLIN)


def test_a_zone_of_its_own_wins_over_the_policys() -> None:
    assert meant({"week": WEEK, "zone": "Asia/Tokyo"}).zone == "Asia/Tokyo"
    assert meant({"week": WEEK}).zone == BERLIN


def test_always_and_never_are_weeks() -> None:
    assert meant({"week": "always"}) == Calendar.always(zone=BERLIN)
    assert meant({"week": "never"}) == Calendar.never(zone=BERLIN)


def test_always_but_for_holidays_is_closed_on_them() -> None:
    calendar = meant({"week": "always", "holidays": ["2026-11-20"]})
    assert [calendar.is_business_day(date(2026, 11, day)) for day in (19, 20, 21)] == [True, False, True]


def test_never_but_for_special_days_opens_on_them() -> None:
    calendar = meant({"week": "never", "special_days": {"2026-11-20": "10:00-11:00"}})
    assert [calendar.is_business_day(date(2026, 11, day)) for day in (19, 20, 21)] == [False, True, False]


def test_weeks_take_turns() -> None:
    early, late = "Mo-Fr 06:00-14:00", "Mo-Fr 14:00-22:00"
    rota = meant({"week": {"rota": [early, late], "anchor": "2026-01-05"}})
    assert rota == Calendar.rota([early, late], anchor=date(2026, 1, 5), zone=BERLIN)


@pytest.mark.parametrize(
    ("written", "holidays"),
    [
        ("RU", "RU"),
        ("DE-BY", "DE-BY"),
        ("2026-12-31", [date(2026, 12, 31)]),
        (["DE", "2026-12-31"], ["DE", date(2026, 12, 31)]),
        ({"public": "RU", "transferred": "ignore"}, PublicHolidays("RU", transferred="ignore")),
        (
            {"public": "DE", "categories": ["public", "catholic"], "observed": False, "language": "de"},
            PublicHolidays("DE", categories=("public", "catholic"), observed=False, language="de"),
        ),
        ({"production": "RU"}, ProductionCalendar("RU")),
        (
            {"production": "RU", "decree": False, "transferred": "own", "shortened": "ignore"},
            ProductionCalendar("RU", decree="ignore", transferred="own", shortened="ignore"),
        ),
        ({"production": "RU", "decree": True, "shortened": "2 hours"}, ProductionCalendar("RU", shortened="2 hours")),
    ],
)
def test_holidays_in_each_form(written: object, holidays: object) -> None:
    assert meant({"week": WEEK, "holidays": written}) == Calendar.weekly(WEEK, zone=BERLIN, holidays=holidays)


def test_no_holidays_can_be_said_aloud() -> None:
    assert meant({"week": WEEK, "holidays": "none"}) == Calendar.weekly(WEEK, zone=BERLIN)


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        ("2026-12-31", "10:00-15:00"),
        ("12-31", "off"),
        ("2026-12-24..2026-12-31", {"like": "sat"}),
        ("easter+1", {"close_earlier": "1 hour", "reason": "eve"}),
        ("rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", {"open_later": "90 minutes"}),
        ("12-30", {"hours": "10:00-12:00", "reason": "stocktaking"}),
    ],
)
def test_special_days_in_each_form(on: str, hours: object) -> None:
    days: dict[object, object] = {on: hours}
    expected = Calendar.weekly(WEEK, zone=BERLIN, special_days=days)
    assert meant({"week": WEEK, "special_days": days}) == expected


def test_overnight_is_passed_on() -> None:
    night = {"week": "Mo-Su 22:00-06:00", "overnight": "shift"}
    assert meant(night) == Calendar.weekly("Mo-Su 22:00-06:00", zone=BERLIN, overnight="shift")


def test_calendars_are_made_of_calendars_in_any_order() -> None:
    day, night = {"week": "Mo-Fr 09:00-17:00"}, {"week": "Mo-Fr 12:00-22:00", "zone": "UTC"}
    a, b = Calendar.weekly("Mo-Fr 09:00-17:00", zone=BERLIN), Calendar.weekly("Mo-Fr 12:00-22:00", zone="UTC")
    assert meant({"any_of": ["a", "b"]}, a=day, b=night) == a | b
    assert meant({"all_of": ["a", "b"]}, a=day, b=night) == a & b
    assert meant({"base": "a", "minus": ["b"]}, a=day, b=night) == a - b
    assert meant({"any_of": ["a", "b"], "zone": "Asia/Tokyo"}, a=day, b=night) == (a | b).in_zone("Asia/Tokyo")


def test_a_week_in_which_nothing_opens_is_right_where_something_else_does() -> None:
    closed = meant({"week": {"rota": ["off", WEEK], "anchor": "2026-01-05"}})
    assert closed == Calendar.rota(["off", WEEK], anchor=date(2026, 1, 5), zone=BERLIN)
    days = {"12-24": "10:00-11:00"}
    assert meant({"week": "off", "special_days": days}) == Calendar.weekly("off", zone=BERLIN, special_days=days)


def test_a_date_with_blanks_around_it_is_the_date() -> None:
    change = {"from": " 2027-01-01 ", "week": "Mo-Fr 10:00-17:00"}
    days = {day: meant({"week": WEEK, "then": [change]}).day(day) for day in (date(2026, 12, 31), date(2027, 1, 1))}
    assert [str(day.windows[0].opens // 3600) for day in days.values()] == ["9", "10"]


def test_calendars_that_are_taken_from_each_other_are_refused() -> None:
    plain = {"week": WEEK, "zone": BERLIN}
    circle = {"a": {"base": "c", "minus": ["b"]}, "b": {"base": "c", "minus": ["a"]}, "c": plain}
    assert faults(circle, calendar="c") in (["calendars.a"], ["calendars.b"])


def test_every_field_is_at_fault_by_itself() -> None:
    wrong = {"zone": "Mars", "week": "Mo-Fr 9-17", "holidays": "XX", "overnight": "shft"}
    fields = faults_of(**wrong, special_days={"12-32": "off"})
    assert fields == ["week", "zone", "holidays", "overnight", "special_days.12-32"]


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ({"week": 5}, ["week"]),
        ({"week": {"mon": [["09:00", "x"]], "funday": "off"}}, ["week.mon[0]"]),
        ({"week": {"rota": [], "anchor": "2026-01-05"}}, ["week.rota"]),
        ({"week": {"rota": ["Mo 9-17", 5, WEEK], "anchor": "2026-01-05"}}, ["week.rota[0]", "week.rota[1]"]),
        ({"week": {"rota": [WEEK], "anchor": "soon"}}, ["week.anchor"]),
        ({"week": {"rota": [WEEK], "anchr": "2026-01-05"}}, ["week.anchr"]),
        ({"week": "off"}, ["week"]),
        ({"zone": 5}, ["zone"]),
        ({"holidays": 5}, ["holidays"]),
        ({"holidays": ["XX", "2026-13-01", NOTHING, "DE"]}, ["holidays[0]", "holidays[1]", "holidays[2]"]),
        ({"holidays": {"public": "XX"}}, ["holidays.public"]),
        ({"holidays": {"public": "DE-XX"}}, ["holidays.public"]),
        ({"holidays": {"public": "RU", "observed": "no"}}, ["holidays.observed"]),
        ({"holidays": {"public": "RU", "transfered": "own"}}, ["holidays.transfered"]),
        ({"holidays": {"public": "RU", "transferred": "sometimes"}}, ["holidays.transferred"]),
        ({"holidays": {"production": "RU", "decree": [1]}}, ["holidays.decree"]),
        ({"holidays": {"production": "RU", "decree": "closed"}}, ["holidays.decree"]),  # a word of the table alone
        ({"holidays": {"production": "XX", "public": "RU"}}, ["holidays.production"]),
        ({"holidays": {"fact": "country"}}, ["holidays.else"]),
        ({"holidays": {"fact": 5, "else": "XX"}}, ["holidays.fact", "holidays.else"]),
        ({"holidays": ["DE", {"fact": "country", "else": "DE"}]}, ["holidays[1]"]),
        ({"holidays": {"dates": {"2026-12-31": "eve"}}}, ["holidays"]),
        ({"holidays": {"public": "RU", "categories": 5}}, ["holidays.categories"]),
        ({"zone": {"fact": "zone", "else": "Mars"}}, ["zone.else"]),
        ({"special_days": 5}, ["special_days"]),
        (
            {"special_days": {"12-31": "late", "2026-12-31..2026-12-24": "off", "12-30": {"like": "x"}}},
            ["special_days.12-31", 'special_days["2026-12-31..2026-12-24"]', "special_days.12-30.like"],
        ),
        ({"any_of": ["it"]}, ["", ""]),  # two kinds at once, and a circle
        ({"supplied": True}, [""]),
        ({"supplied": False}, ["", "supplied"]),
        ({"then": []}, ["then"]),
        ({"then": [{"from": "2027-01-01"}]}, ["then[0]"]),
        ({"then": [{"week": WEEK}, {"from": "soon", "week": WEEK}]}, ["then[0].from", "then[1].from"]),
        (
            {"then": [{"from": "2027-01-01", "week": "Mo 9-17"}, {"from": "2026-01-01", "zone": {"fact": "z"}}]},
            ["then[0].week", "then[1].from", "then[1].zone"],
        ),
        ({"wek": WEEK}, ["wek"]),
    ],
)
def test_every_fault_of_a_calendar_has_its_path(written: dict[str, Any], fields: list[str]) -> None:
    assert faults_of(**written) == fields


def test_more_recurring_days_than_are_read_are_one_fault() -> None:
    many = {f"rrule:FREQ=YEARLY;BYMONTH={n % 12 + 1};BYMONTHDAY={n % 28 + 1}": "off" for n in range(300)}
    assert faults_of(special_days=many) == ["special_days"]


def test_what_is_no_mapping_is_no_calendar() -> None:
    assert faults({"it": 5, "that": [WEEK]}) == ["calendars.it", "calendars.that"]


def test_a_calendar_needs_hours() -> None:
    assert faults({"it": {"zone": BERLIN}}) == ["calendars.it"]


def test_a_combined_calendar_has_no_holidays_of_its_own() -> None:
    parts = {"a": {"week": WEEK, "zone": BERLIN}}
    assert faults({"it": {"any_of": ["a"], "holidays": "DE"}, **parts}) == ["calendars.it.holidays"]


def test_base_and_minus_go_together() -> None:
    parts = {"a": {"week": WEEK, "zone": BERLIN}}
    assert faults({"it": {"base": "a"}, **parts}) == ["calendars.it.minus"]


def test_an_unknown_part_is_named() -> None:
    parts = {"a": {"week": WEEK, "zone": BERLIN}}
    assert faults({"it": {"all_of": ["a", "b"]}, "x": {"base": "c", "minus": ["a", 5]}, **parts}) == [
        "calendars.it.all_of[1]", "calendars.x.base", "calendars.x.minus[1]",
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [[], "a", 5])
def test_a_combined_calendar_names_its_parts_in_a_list(parts: Any) -> None:
    both = {"a": {"week": WEEK, "zone": BERLIN}, "it": {"any_of": parts}}
    assert faults(both, calendar="a") == ["calendars.it.any_of"]


def test_calendars_that_are_made_of_each_other_are_refused() -> None:
    assert faults({"a": {"any_of": ["b"]}, "b": {"any_of": ["a"]}}) in (["calendars.a"], ["calendars.b"])


def test_a_few_lines_cannot_grow_into_millions_of_calendars() -> None:
    bomb: dict[str, Any] = {f"a{n}": {"any_of": [f"a{n + 1}", f"a{n + 1}"]} for n in range(40)}
    assert all("a" in field for field in faults({**bomb, "a40": {"week": WEEK, "zone": BERLIN}}))


def test_a_week_without_a_zone_is_refused_unless_the_policy_has_one() -> None:
    assert faults({"it": {"week": WEEK}}) == ["calendars.it.zone"]


@pytest.mark.parametrize("name", ["always", "never", "event", " "])
def test_a_reserved_word_names_no_calendar(name: str) -> None:
    (field,) = faults({name: {"week": WEEK, "zone": BERLIN}})
    assert field.startswith("calendars")
