"""Review: what will hurt, found before it does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, HolidayDates, ProductionCalendar, PublicHolidays

FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)
ZONES = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"]  # 14 hours before UTC, and 8 behind it
DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
HALF = ProductionCalendar.of({date(2026, 5, 4): "day_off"}, name="works", covers=(date(2026, 3, 1), date(2026, 9, 30)))


def found(calendar: Calendar, first: date = FIRST, last: date = LAST) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in calendar.review(first, last)]


def test_a_sound_calendar_has_no_findings() -> None:
    assert found(DESK.replace(holidays="DE")) == []


def test_data_that_begins_too_late_or_ends_too_early_is_found() -> None:
    half = DESK.replace(holidays=HALF)
    assert found(half) == [("data-begins", "holidays"), ("data-ends", "holidays")]
    begins, ends = (finding.problem for finding in half.review(FIRST, LAST))
    assert begins.endswith("knows nothing before 2026-03-01")
    assert ends.endswith("knows nothing after 2026-09-30")


def test_data_of_exactly_the_dates_is_enough() -> None:
    assert found(DESK.replace(holidays=HALF), date(2026, 3, 1), date(2026, 10, 1)) == []
    assert found(DESK.replace(holidays=HALF), date(2026, 2, 28), date(2026, 10, 1)) == [("data-begins", "holidays")]
    assert found(DESK.replace(holidays=HALF), date(2026, 3, 1), date(2026, 10, 2)) == [("data-ends", "holidays")]


def test_of_tables_that_follow_one_another_the_first_begins_and_the_last_ends() -> None:
    spring = ProductionCalendar.of({}, name="spring", covers=(date(2026, 3, 1), date(2026, 6, 30)))
    summer = ProductionCalendar.of({}, name="summer", covers=(date(2026, 7, 1), date(2026, 9, 30)))
    begins, ends = (finding.problem for finding in DESK.replace(holidays=[spring, summer]).review(FIRST, LAST))
    assert ("spring" in begins, "knows nothing before 2026-03-01" in begins) == (True, True)
    assert ("summer" in ends, "knows nothing after 2026-09-30" in ends) == (True, True)


@pytest.mark.parametrize("combined", [DESK.replace(holidays=HALF) | DESK, DESK - DESK.replace(holidays=HALF)])
def test_data_of_the_calendars_in_a_combination_is_asked_about_the_same_dates(combined: Calendar) -> None:
    assert ("data-begins", "holidays") in found(combined, date(2026, 2, 28), date(2026, 10, 1))
    assert ("data-ends", "holidays") in found(combined, date(2026, 3, 1), date(2026, 10, 2))
    assert not {("data-begins", "holidays"), ("data-ends", "holidays")} & {
        *found(combined, date(2026, 3, 1), date(2026, 10, 1))
    }


def test_dates_with_a_coverage_end_as_tables_do() -> None:
    dates = HolidayDates.of({date(2026, 5, 4): "fair"}, covers=(FIRST, date(2026, 6, 30)))
    assert found(DESK.replace(holidays=dates)) == [("data-ends", "holidays")]
    assert found(DESK.replace(holidays={date(2026, 5, 4): "fair"})) == []


def test_of_two_versions_each_needs_data_for_its_own_time() -> None:
    table = ProductionCalendar.of({date(2027, 5, 4): "day_off"}, name="works")  # knows 2027
    later = DESK.until(datetime(2027, 1, 1, tzinfo=UTC), then=DESK.replace(holidays=table))
    assert found(later, FIRST, date(2028, 1, 1)) == []
    sooner = DESK.until(datetime(2026, 12, 1, tzinfo=UTC), then=DESK.replace(holidays=table))
    assert found(sooner, FIRST, date(2028, 1, 1)) == [("data-begins", "holidays")]


@pytest.mark.parametrize("zone", ZONES)
def test_a_version_that_ends_at_midnight_needs_no_data_for_the_date_that_begins_there(zone: str) -> None:
    old, new = (
        Calendar.weekly("Mo-Fr 10:00-19:00", zone=zone, holidays=ProductionCalendar.of({date(year, 5, 4): "day_off"}))
        for year in (2026, 2027)  # each table knows the whole of its year, and no other date
    )
    change = datetime(2027, 1, 1, tzinfo=ZoneInfo(zone))
    assert found(old.until(change, then=new), FIRST, date(2028, 1, 1)) == []
    later = old.until(change + timedelta(microseconds=1), then=new)  # so long the old one is in force on 1 January
    assert found(later, FIRST, date(2028, 1, 1)) == [("data-ends", "holidays")]
    sooner = old.until(change - timedelta(microseconds=1), then=new)  # so long the new one is on 31 December
    assert found(sooner, FIRST, date(2028, 1, 1)) == [("data-begins", "holidays")]


def test_a_version_needs_no_data_outside_of_the_dates_that_are_asked_about() -> None:
    table = DESK.replace(holidays=ProductionCalendar.of({date(2026, 5, 4): "day_off"}))  # knows 2026
    assert found(table.until(datetime(2028, 6, 1, tzinfo=UTC), then=DESK)) == []
    assert found(DESK.until(datetime(2025, 6, 1, tzinfo=UTC), then=table)) == []


@pytest.mark.parametrize("zone", ZONES)
def test_frozen_dates_are_those_of_their_zone(zone: str) -> None:
    frozen = DESK.replace(zone=zone).freeze(date(2026, 3, 1), date(2026, 10, 1))
    assert found(frozen, date(2026, 3, 1), date(2026, 10, 1)) == []
    assert found(frozen, date(2026, 2, 28), date(2026, 10, 1)) == [("data-begins", "spans")]
    assert found(frozen, date(2026, 3, 1), date(2026, 10, 2)) == [("data-ends", "spans")]


def test_frozen_dates_up_to_one_that_the_zone_left_out_are_enough() -> None:
    # Samoa went from Thursday 29 to Saturday 31 December 2011
    frozen = Calendar.weekly("24/7", zone="Pacific/Apia").freeze(date(2011, 12, 1), date(2011, 12, 31))
    assert found(frozen, date(2011, 12, 1), date(2011, 12, 31)) == []


def test_a_date_that_is_known_in_part_is_a_finding() -> None:
    def known(begins: str, ends: str) -> Calendar:
        return Calendar.from_dict({"spans": [[begins, ends]], "zone": "UTC", "covers": [begins, ends], "days": []})

    late = known("2026-03-01T00:00:00.000001+00:00", "2026-10-01T00:00:00+00:00")
    assert found(late, date(2026, 3, 1), date(2026, 10, 1)) == [("data-begins", "spans")]
    early = known("2026-03-01T00:00:00+00:00", "2026-09-30T23:59:59.999999+00:00")
    assert found(early, date(2026, 3, 1), date(2026, 10, 1)) == [("data-ends", "spans")]


def test_frozen_dates_that_end_are_a_finding_and_no_error() -> None:
    frozen = DESK.freeze(date(2026, 3, 1), date(2026, 10, 1))
    assert found(frozen, date(2026, 3, 1), date(2026, 10, 1)) == []
    assert found(frozen) == [("data-begins", "spans"), ("data-ends", "spans")]
    assert found(frozen, LAST, date(2028, 1, 1)) == [("data-ends", "spans"), ("no-future", "week")]


def test_hours_that_never_come_are_found() -> None:
    assert found(Calendar.never()) == [("no-future", "week")]
    assert found(Calendar.always()) == found(Calendar.weekly("24/7", zone="UTC")) == []


def test_hours_that_come_in_the_first_second_alone_come() -> None:
    once = Calendar.weekly("off", zone="UTC", special_days={FIRST: [("00:00", "00:00:01")]})
    assert found(once) == []
    assert found(once, date(2026, 1, 2)) == [("no-future", "week")]


@pytest.mark.parametrize(
    ("calendar", "field"),
    [
        (Calendar.weekly("Mo 18:00-09:00", zone="UTC"), "week"),
        (Calendar.weekly("Mo-Fr 10:00-19:00; Dec 24 18:00-09:00", zone="UTC"), "week"),
        (Calendar.weekly("Mo-Fr 10:00-19:00; PH 18:00-09:00", zone="UTC", holidays="DE"), "week"),
        (DESK.with_days({"12-31": "18:00-09:00"}), "special_days.12-31"),
        (DESK.replace(holidays=PublicHolidays("DE", transferred="18:00-09:00")), "holidays.transferred"),
    ],
)
def test_a_window_of_more_than_twelve_hours_past_midnight_is_found_wherever_it_stands(
    calendar: Calendar, field: str
) -> None:
    assert found(calendar) == [("long-night", field)]


def test_a_night_of_twelve_hours_is_no_finding() -> None:
    assert found(DESK.with_days({"12-31": "21:00-09:00"})) == []


def test_hours_for_public_holidays_that_nobody_names_are_found() -> None:
    week = Calendar.weekly("Mo-Fr 10:00-19:00; PH off", zone="UTC")
    assert found(week) == [("holidays-missing", "holidays")]
    assert found(week.replace(holidays="DE")) == []
    assert found(DESK) == []


def test_shortened_days_that_public_holidays_do_not_know_are_found() -> None:
    assert found(DESK.replace(holidays="RU")) == [("shortened-unknown", "holidays")]
    assert found(DESK.replace(holidays=["RU", ProductionCalendar("RU")])) == []


def test_zones_that_differ_between_the_databases_are_found_in_every_part() -> None:
    both = DESK | Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow")
    problems = [finding.problem for finding in both.review(FIRST, LAST, differing_zones=frozenset({"Europe/Moscow"}))]
    assert problems == ["Europe/Moscow has other rules in the system's database than in the packaged one"]
    moved = DESK.in_zone("Europe/Moscow").review(FIRST, LAST, differing_zones=frozenset({"Europe/Moscow"}))
    assert [finding.code for finding in moved] == ["zone-differs"]


def test_a_finding_is_printed_with_its_place_its_trouble_and_its_mend() -> None:
    swapped = Calendar.weekly("Mo-Fr 18:00-09:00", zone="UTC")  # 15 hours a night
    assert [str(finding) for finding in swapped.review(FIRST, LAST)] == [
        (
            "week: 18:00-33:00 runs past midnight for more than 12 hours; "
            "check whether the two times were swapped; a real night shift may stay"
        )
    ]


def test_of_two_versions_only_the_one_that_holds_on_the_dates_is_reviewed() -> None:
    nights = Calendar.weekly("Mo-Fr 18:00-09:00", zone="UTC")
    for change, expected in ((2025, []), (2026, [("long-night", "week")]), (2028, [("long-night", "week")])):
        assert found(nights.until(datetime(change, 6, 1, tzinfo=UTC), then=DESK)) == expected
    assert found(nights.until(datetime(2026, 1, 1, tzinfo=UTC), then=DESK)) == []
    assert found(DESK.until(datetime(2027, 1, 1, tzinfo=UTC), then=nights)) == []


def test_special_hours_are_reviewed_and_trimmings_are_not() -> None:
    special = {"12-31": {"close_earlier": "1 hour"}, "12-30": "18:00-09:00"}
    assert found(DESK.with_days(special)) == [("long-night", "special_days.12-30")]
