"""Rules C16 to C19: versions, what can be reproduced, calendars made of calendars, and weeks that take turns.

November 2026: the 16th is a Monday, the 20th a Friday. Berlin is at +01:00 then, Moscow at +03:00, New York at -05:00.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from slacal import BadInput, BeyondData, Calendar, CoverageWarning, Layer, ProductionCalendar, WrongType
from slacal.environment.versions import versions_in_use
from slacal.spans.day_time import Window

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR = timedelta(hours=1)
OLD = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
NEW = Calendar.weekly("Mo-Su 08:00-20:00", zone="UTC")


def at(text: str) -> datetime:
    """Return an instant of November 2026, from its day and time in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


def stretches(calendar: Calendar, start: str, end: str) -> list[str]:
    """Return the open stretches between two instants, as day and time in UTC."""
    return [f"{opens:%d %H:%M}-{closes:%d %H:%M}" for opens, closes in calendar.spans(at(start), at(end))]


def windows(calendar: Calendar, day: date) -> str:
    return ",".join(map(str, calendar.day(day).windows)) or "off"


# ---- C16


def test_c16_time_used_before_the_change_stays_and_the_rest_runs_on_the_new_hours() -> None:
    changed = OLD.until(at("19 00:00"), then=NEW)  # on Thursday
    # Wednesday 15:00 + 6 h: two on Wednesday, four on Thursday from 08:00
    assert changed.add(at("18 15:00"), 6 * HOUR) == at("19 12:00")
    assert OLD.elapsed(at("18 15:00"), at("19 00:00")) == 2 * HOUR
    assert changed.elapsed(at("18 15:00"), at("19 12:00")) == 6 * HOUR


def test_c16_a_change_in_open_time_neither_doubles_nor_loses_any() -> None:
    changed = OLD.until(at("18 12:00"), then=NEW)
    assert stretches(changed, "17 00:00", "19 00:00") == ["17 09:00-17 17:00", "18 09:00-18 20:00"]


def test_c16_a_change_cuts_a_stretch_that_the_new_hours_do_not_have() -> None:
    changed = NEW.until(at("18 18:00"), then=OLD)
    assert stretches(changed, "18 00:00", "20 00:00") == ["18 08:00-18 18:00", "19 09:00-19 17:00"]


def test_c16_dates_before_the_change_are_the_old_ones_and_after_it_the_new_ones() -> None:
    changed = OLD.until(at("19 00:00"), then=NEW)
    assert [windows(changed, date(2026, 11, day)) for day in (18, 19)] == ["09:00-17:00", "08:00-20:00"]
    # Saturdays and Sundays are business days of the new hours alone: Mo-We, then Th-Su
    assert changed.count_business_days(date(2026, 11, 15), date(2026, 11, 22)) == 7
    assert OLD.count_business_days(date(2026, 11, 15), date(2026, 11, 22)) == 5


def test_c16_business_days_are_counted_years_from_the_change_and_into_another_zone() -> None:
    changed = OLD.until(at("18 12:00"), then=NEW)
    # before it 2 January, a Friday, and the 45 weeks from Monday the 5th; after it every date for a year
    assert changed.count_business_days(date(2026, 1, 1), date(2026, 11, 15)) == 226
    assert changed.count_business_days(date(2026, 11, 15), date(2027, 11, 15)) == 365
    berlin = Calendar.weekly("Mo-Su 08:00-20:00", zone="Europe/Berlin")
    assert OLD.until(at("18 12:00"), then=berlin).count_business_days(date(2026, 11, 15), date(2026, 11, 30)) == 15


@pytest.mark.parametrize("day", range(1, 6))
def test_c17_versions_that_change_in_the_first_days_of_a_year_count_its_first_date(day: int) -> None:
    # 1 January 2026 is a Thursday, on which both are open from nine to noon.
    changed = OLD.until(datetime(2026, 1, day, 12, tzinfo=UTC), then=NEW)
    assert changed.count_business_days(date(2025, 12, 31), date(2026, 1, 1)) == 1


NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC")


@pytest.mark.parametrize("cut", ["19 00:00", "19 03:00", "19 12:00", "19 22:00", "21 03:00", "21 06:00", "22 12:00"])
def test_c16_a_change_to_the_same_hours_changes_neither_a_date_nor_a_count(cut: str) -> None:
    changed = NIGHTS.until(at(cut), then=NIGHTS)
    days = [date(2026, 11, day) for day in range(15, 26)]
    assert [windows(changed, day) for day in days] == [windows(NIGHTS, day) for day in days]
    assert [changed.is_business_day(day) for day in days] == [NIGHTS.is_business_day(day) for day in days]
    for start in ("17 12:00", "19 12:00", "21 02:00"):
        assert changed.add_business_days(at(start), 1) == NIGHTS.add_business_days(at(start), 1)
        assert changed.add_business_days(at(start), -1) == NIGHTS.add_business_days(at(start), -1)


def test_c16_a_night_that_a_change_cuts_stays_with_its_date() -> None:
    # Wednesday's night ends at Thursday 03:00, when the new hours begin; Thursday owns what is new
    changed = NIGHTS.until(at("19 03:00"), then=OLD)
    assert [windows(changed, date(2026, 11, day)) for day in (18, 19, 20)] == [
        "22:00-27:00",
        "09:00-17:00",
        "09:00-17:00",
    ]
    # and where the new hours are nights, the rest of Wednesday's night is Wednesday's
    begun = OLD.until(at("19 03:00"), then=NIGHTS)
    assert [windows(begun, date(2026, 11, day)) for day in (18, 19)] == ["09:00-17:00,27:00-30:00", "22:00-30:00"]


def test_c16_dates_stay_those_of_the_old_calendars_zone_when_the_new_one_is_elsewhere() -> None:
    tokyo = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Asia/Tokyo")  # 00:00-09:00 UTC
    changed = OLD.until(at("19 00:00"), then=tokyo.replace(week="Mo-Fr 04:00-18:00"))  # 19:00 of the day before
    assert changed.zone == "UTC"
    assert windows(changed, date(2026, 11, 18)) == "09:00-17:00"
    # Thursday 00:00-09:00 is Tokyo's Thursday, 19:00-24:00 its Friday; on Sunday evening Tokyo's Monday begins
    assert windows(changed, date(2026, 11, 19)) == "00:00-09:00,19:00-24:00"
    assert windows(changed, date(2026, 11, 22)) == "19:00-24:00"


def test_c16_versions_follow_each_other() -> None:
    twice = OLD.until(at("17 00:00"), then=NEW).until(at("19 00:00"), then=Calendar.never())
    assert stretches(twice, "16 00:00", "30 00:00") == ["16 09:00-16 17:00", "17 08:00-17 20:00", "18 08:00-18 20:00"]


def test_c16_what_takes_over_is_a_calendar() -> None:
    with pytest.raises(WrongType) as caught:
        OLD.until(at("19 00:00"), then="Mo-Fr 09:00-17:00")  # type: ignore[arg-type] # the very thing that must fail
    assert caught.value.field == "then"


# ---- C17


FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)


def test_c17_equal_calendars_have_one_fingerprint() -> None:
    left = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow", holidays=ProductionCalendar("RU"))
    right = Calendar.weekly(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "10:00-19:00"), zone="Europe/Moscow")
    right = right.replace(holidays=ProductionCalendar("RU"))
    assert left.fingerprint(FIRST, LAST) == right.fingerprint(FIRST, LAST)


@pytest.mark.parametrize(
    "other",
    [
        OLD.replace(week="Mo-Fr 09:00-17:01"),
        OLD.replace(zone="Etc/GMT-1"),
        OLD.with_days({date(2026, 11, 18): "off"}),
        OLD.replace(overnight="shift"),  # the same instants, said otherwise
        OLD.until(datetime(2026, 12, 31, 16, tzinfo=UTC), then=NEW),
    ],
)
def test_c17_what_differs_has_another_fingerprint(other: Calendar) -> None:
    assert other.fingerprint(FIRST, LAST).digest != OLD.fingerprint(FIRST, LAST).digest


def test_c17_a_fingerprint_is_of_its_dates() -> None:
    assert OLD.fingerprint(FIRST, LAST).digest != OLD.fingerprint(FIRST, date(2027, 1, 2)).digest
    assert len(str(OLD.fingerprint(FIRST, LAST))) == 64  # SHA-256 in hexadecimal


def test_c17_versions_of_data_stand_beside_the_digest_and_are_not_hashed() -> None:
    found = OLD.fingerprint(FIRST, LAST)
    assert {"slacal", "holidays", "tzdata"} <= dict(found.versions).keys()
    assert dict(found.versions)["time zones"] == versions_in_use()["time zones"]  # of the two databases the one read
    assert found._replace(versions=()).digest == found.digest


def test_c17_frozen_dates_answer_as_they_did() -> None:
    desk = Calendar.weekly("Mo-Fr 22:00-06:00", zone="Europe/Moscow", holidays=ProductionCalendar("RU"))
    frozen = desk.freeze(FIRST, LAST)
    low, high = (datetime(year, 1, 1, tzinfo=UTC) - 3 * HOUR for year in (2026, 2027))  # the midnights of Moscow
    assert [*frozen.spans(low, high)] == [*desk.spans(low, high)]
    assert frozen.elapsed(low, high) == desk.elapsed(low, high)
    days = [FIRST + timedelta(days=days) for days in range(365)]
    assert [frozen.is_business_day(day) for day in days] == [desk.is_business_day(day) for day in days]
    assert frozen.add_business_days(at("20 12:00"), 10) == desk.add_business_days(at("20 12:00"), 10)


OUTSIDE: list[Callable[[Calendar], object]] = [
    lambda frozen: frozen.is_open(at("15 23:59:59")),
    lambda frozen: frozen.is_open(at("21 00:00")),
    lambda frozen: frozen.elapsed(at("20 16:00"), at("21 00:01")),
    lambda frozen: frozen.add(at("20 16:00"), 2 * HOUR),
    lambda frozen: frozen.next_open(at("20 17:00")),
    lambda frozen: frozen.previous_close(at("16 09:00")),
    lambda frozen: frozen.day(date(2026, 11, 23)),
    lambda frozen: frozen.is_business_day(date(2026, 11, 23)),
    lambda frozen: frozen.count_business_days(date(2026, 11, 16), date(2026, 11, 23)),
    lambda frozen: frozen.add_business_days(at("20 12:00"), 1),
]


@pytest.mark.parametrize("question", OUTSIDE)
def test_c17_a_question_outside_the_frozen_dates_is_refused(question: Callable[[Calendar], object]) -> None:
    with pytest.raises(BeyondData):
        question(OLD.freeze(date(2026, 11, 16), date(2026, 11, 21)))


def test_c17_a_question_inside_the_frozen_dates_is_answered_up_to_their_end() -> None:
    frozen = OLD.freeze(date(2026, 11, 16), date(2026, 11, 21))
    assert frozen.add(at("20 16:00"), HOUR) == at("20 17:00")
    assert frozen.elapsed(at("16 00:00"), at("21 00:00")) == 40 * HOUR
    assert len([*frozen.spans(at("16 00:00"), at("21 00:00"))]) == 5


def test_c17_frozen_dates_are_half_open_and_in_order() -> None:
    with pytest.raises(BadInput) as caught:
        OLD.freeze(FIRST, FIRST)
    assert caught.value.field == "last"


def test_c17_a_frozen_calendar_is_a_value_like_any_other() -> None:
    frozen = OLD.freeze(date(2026, 11, 16), date(2026, 11, 21))
    assert Calendar.loads(frozen.dumps()) == frozen
    assert frozen == OLD.freeze(date(2026, 11, 16), date(2026, 11, 21))


# ---- C18


EMEA = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Berlin")  # 08:00-17:00 UTC
AMER = Calendar.weekly("Mo-Fr 09:00-18:00", zone="America/New_York")  # 14:00-23:00 UTC


def test_c18_open_where_either_part_is() -> None:
    assert stretches(EMEA | AMER, "20 00:00", "22 00:00") == ["20 08:00-20 23:00"]


def test_c18_open_where_both_parts_are() -> None:
    assert stretches(EMEA & AMER, "20 00:00", "22 00:00") == ["20 14:00-20 17:00"]


def test_c18_open_where_the_left_part_is_and_the_right_is_not() -> None:
    assert stretches(EMEA - AMER, "20 00:00", "22 00:00") == ["20 08:00-20 14:00"]
    lunch = Calendar.weekly("Mo-Su 12:00-13:00", zone="Europe/Berlin")
    assert stretches(EMEA - lunch, "20 00:00", "22 00:00") == ["20 08:00-20 11:00", "20 12:00-20 17:00"]


def test_c18_each_part_keeps_the_clock_of_its_own_zone() -> None:
    # between 8 and 29 March 2026 New York has summer time and Berlin has not: 14:00 becomes 13:00 UTC
    day = datetime(2026, 3, 16, tzinfo=UTC)
    found = [*(EMEA & AMER).spans(day, day + 24 * HOUR)]
    assert [(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in found] == [("13:00", "17:00")]


def test_c18_dates_are_those_of_the_left_parts_zone() -> None:
    assert (EMEA | AMER).zone == "Europe/Berlin"
    assert (AMER | EMEA).zone == "America/New_York"
    # Friday in Berlin: 00:00 to 24:00 there, of which New York's Thursday evening has 23:00-24:00 UTC less nothing
    assert windows(EMEA | AMER, date(2026, 11, 20)) == "09:00-24:00"
    assert windows(AMER | EMEA, date(2026, 11, 20)) == "03:00-18:00"
    assert (EMEA | AMER).day(date(2026, 11, 20)).layer is Layer.COMBINED


def test_c18_a_date_may_own_what_is_another_date_elsewhere() -> None:
    tokyo = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Asia/Tokyo")  # 00:00-09:00 UTC
    either = AMER | tokyo
    # Sunday evening in New York is Monday morning in Tokyo: 19:00-24:00 of Sunday the 15th
    assert windows(either, date(2026, 11, 15)) == "19:00-24:00"
    assert either.is_business_day(date(2026, 11, 15))
    assert not either.is_business_day(date(2026, 11, 14))


def test_c18_a_date_with_several_stretches_is_one_business_day() -> None:
    lunch = Calendar.weekly("Mo-Su 12:00-13:00", zone="Europe/Berlin")
    assert (EMEA - lunch).count_business_days(date(2026, 11, 15), date(2026, 11, 22)) == 5
    long = Calendar.of_spans([(at("16 12:00"), at("18 12:00")), (at("18 13:00"), at("18 14:00"))], zone="UTC")
    assert long.count_business_days(date(2026, 11, 15), date(2026, 11, 22)) == 3


def test_c18_a_date_begins_at_its_first_midnight_where_it_has_two() -> None:
    # St John's, 29 October 2006: 00:00 at 02:30 UTC, and a minute later back to 23:01 of the 28th; 00:00 again at 03:30
    doubled = datetime(2006, 10, 29, 2, 40, tzinfo=UTC)  # 23:10 of the 28th by the clock, after its midnight
    given = Calendar.of_spans([(doubled, doubled + HOUR / 6)], zone="America/St_Johns")
    days = [date(2006, 10, 28), date(2006, 10, 29)]
    assert [bool(given.day(day).spans) for day in days] == [False, True]
    assert [given.is_business_day(day) for day in days] == [False, True]
    assert [given.count_business_days(day, day, counts_from="same_day") for day in days] == [0, 1]


def test_c18_a_combined_date_says_why_it_is_closed() -> None:
    shut = date(2026, 11, 20)
    closed = EMEA.with_days({shut: "off"}, reason="inventory")
    tuesdays = Calendar.weekly("Tu 09:00-18:00", zone="Europe/Berlin")
    evenings = Calendar.weekly("Mo-Fr 19:00-20:00", zone="Europe/Berlin")
    reasons = {
        "open": (EMEA | AMER).day(shut).reason,
        "closed by the right part": (EMEA & tuesdays).day(shut).reason,
        "not in both": (EMEA & evenings).day(shut).reason,
        "taken out": (EMEA - EMEA).day(shut).reason,
        "closed by the left part": (closed & AMER).day(shut).reason,
        "closed by the left part, and no more to take": (closed - AMER).day(shut).reason,
    }
    assert reasons == {
        "open": "combined hours",
        "closed by the right part": "Friday",
        "not in both": "not open in all parts",
        "taken out": "taken out of the hours",
        "closed by the left part": "inventory",
        "closed by the left part, and no more to take": "inventory",
    }


def test_c18_in_zone_chooses_the_zone_of_the_dates_and_leaves_the_instants() -> None:
    moved = (EMEA | AMER).in_zone("America/New_York")
    assert moved.zone == "America/New_York"
    assert stretches(moved, "20 00:00", "22 00:00") == stretches(EMEA | AMER, "20 00:00", "22 00:00")
    assert windows(moved, date(2026, 11, 20)) == "03:00-18:00"
    single = AMER.in_zone("Asia/Tokyo")  # 23:00-08:00 there: Tuesday the 17th has Monday's morning part too
    assert windows(single, date(2026, 11, 17)) == "00:00-08:00,23:00-24:00"


def test_c18_business_days_are_counted_in_the_left_parts_dates() -> None:
    # Friday 23:30 UTC is Saturday 00:30 in Berlin: day 0 is Saturday, and the next business day is Monday
    assert (EMEA | AMER).add_business_days(at("20 23:30"), 1) == at("23 23:00")
    assert (AMER | EMEA).add_business_days(at("20 23:30"), 1) == at("23 23:00")
    # Monday 04:00 UTC is Monday in Berlin and still Sunday in New York
    assert (EMEA | AMER).add_business_days(at("23 04:00"), 1) == at("24 23:00")
    assert (AMER | EMEA).add_business_days(at("23 04:00"), 1) == at("23 23:00")


def test_c18_the_same_signs_in_a_row_make_one_calendar_of_many_parts() -> None:
    three = EMEA | AMER | Calendar.never()
    assert three == (EMEA | AMER) | Calendar.never()
    assert stretches(three, "20 00:00", "22 00:00") == ["20 08:00-20 23:00"]
    less = Calendar.always() - EMEA - AMER
    assert stretches(less, "20 00:00", "21 00:00") == ["20 00:00-20 08:00", "20 23:00-21 00:00"]


def test_c18_brackets_keep_their_meaning() -> None:
    assert stretches(EMEA - (AMER - EMEA), "20 00:00", "22 00:00") == ["20 08:00-20 17:00"]
    assert stretches((EMEA - AMER) - EMEA, "20 00:00", "22 00:00") == []
    assert stretches((EMEA | AMER) & (EMEA - AMER), "20 00:00", "22 00:00") == ["20 08:00-20 14:00"]


def test_c18_a_combination_knows_no_more_than_its_parts() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow", holidays="RU")
    for combined in (desk | EMEA, EMEA & desk, Calendar.always() - desk):
        with pytest.warns(CoverageWarning):
            combined.is_open(datetime(2028, 2, 1, tzinfo=UTC))


def test_c18_calendars_are_combined_with_calendars_alone() -> None:
    with pytest.raises(WrongType):
        EMEA | "Mo-Fr 09:00-18:00"  # type: ignore[operator] # the very thing that must fail


def test_c18_a_combined_calendar_has_no_week_to_change() -> None:
    with pytest.raises(BadInput) as caught:
        (EMEA | AMER).replace(zone="UTC")
    assert "not a weekly calendar" in caught.value.problem
    with pytest.raises(BadInput):
        (EMEA | AMER).with_days({date(2026, 11, 20): "off"})


# ---- C19


def test_c19_weeks_take_turns_from_the_week_of_the_anchor() -> None:
    early, late = "Mo-Fr 06:00-14:00", "Mo-Fr 14:00-22:00"
    rota = Calendar.rota([early, late], anchor=date(2026, 11, 16), zone="UTC")
    mondays = [windows(rota, date(2026, 11, 2) + timedelta(weeks=weeks)) for weeks in range(5)]
    assert mondays == ["06:00-14:00", "14:00-22:00", "06:00-14:00", "14:00-22:00", "06:00-14:00"]


@pytest.mark.parametrize("anchor", [date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 22)])
def test_c19_the_anchor_may_be_any_day_of_its_week(anchor: date) -> None:
    rota = Calendar.rota(["Mo 06:00-14:00", "Mo 14:00-22:00"], anchor=anchor, zone="UTC")
    assert windows(rota, date(2026, 11, 16)) == "06:00-14:00"
    assert windows(rota, date(2026, 11, 23)) == "14:00-22:00"


def test_c19_three_weeks_come_round_in_three() -> None:
    rota = Calendar.rota(["Mo 01:00-02:00", "Mo 02:00-03:00", "off"], anchor=date(2026, 11, 16), zone="UTC")
    found = [windows(rota, date(2026, 11, 16) + timedelta(weeks=weeks)) for weeks in range(-3, 4)]
    assert found == ["01:00-02:00", "02:00-03:00", "off", "01:00-02:00", "02:00-03:00", "off", "01:00-02:00"]


def test_c19_a_sunday_night_belongs_to_the_week_it_starts_in() -> None:
    rota = Calendar.rota(["Su 22:00-06:00", "Mo-Su 09:00-10:00"], anchor=date(2026, 11, 16), zone="UTC")
    assert stretches(rota, "22 00:00", "23 12:00") == ["22 22:00-23 06:00", "23 09:00-23 10:00"]


def test_c19_holidays_and_special_days_overrule_a_rota_too() -> None:
    rota = Calendar.rota(
        ["Mo-Fr 06:00-14:00", "Mo-Fr 14:00-22:00"], anchor=date(2026, 11, 16), zone="UTC",
        holidays=[date(2026, 11, 17)], special_days={date(2026, 11, 25): {"like": "mon"}, "11-26": "08:00-09:00"},
    )  # fmt: skip
    found = [windows(rota, date(2026, 11, day)) for day in (16, 17, 24, 25, 26)]
    assert found == ["06:00-14:00", "off", "14:00-22:00", "14:00-22:00", "08:00-09:00"]


def test_c19_a_rota_of_one_week_is_that_week_every_week() -> None:
    rota = Calendar.rota(["Mo 06:00-14:00"], anchor=date(2026, 11, 16), zone="UTC")
    assert rota.day(date(2026, 11, 23)).windows == (Window.parse("06:00-14:00"),)


def test_c19_a_rota_without_weeks_or_with_a_datetime_as_anchor_is_refused() -> None:
    with pytest.raises(BadInput):
        Calendar.rota([], anchor=date(2026, 11, 16), zone="UTC")
    with pytest.raises(WrongType) as caught:
        Calendar.rota(["Mo 06:00-14:00"], anchor=at("16 00:00"), zone="UTC")
    assert caught.value.field == "anchor"


def test_c17_a_package_that_is_not_installed_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    assert dict(OLD.fingerprint(FIRST, LAST).versions)["slacal"] == "not installed"
