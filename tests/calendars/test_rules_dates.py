"""Rules C3 to C6: who decides a date, special days, transferred working days, production calendars.

Facts of the Russian tables: Saturday 1 November 2025 was worked (an hour less) for Monday the 3rd; Saturday
2 November 2024 (an hour less) for Tuesday 30 April; Wednesday 4 November 2026 is a holiday, and Tuesday the 3rd
is an hour shorter; Thursday 31 December 2026 is off in exchange for Sunday 4 January; a decree closed Tuesday
31 March 2020.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from slacal import BadDocument, BadInput, Calendar, Layer, ProductionCalendar, PublicHolidays, SpecialDay, WrongType

if TYPE_CHECKING:
    from collections.abc import Mapping

# Each weekday opens at an hour of its own, so that the hours tell which weekday they are those of.
EACH = "Mo 08:00-18:00; Tu 09:00-18:00; We 10:00-18:00; Th 11:00-18:00; Fr 12:00-18:00; Sa 13:00-18:00"
WEDNESDAY = date(2026, 11, 18)


def weekly(week: str = EACH, holidays: object = None, special_days: object = ()) -> Calendar:
    return Calendar.weekly(week, zone="Europe/Moscow", holidays=holidays).replace(special_days=special_days)


def hours(calendar: Calendar, day: date) -> str:
    """Return the windows of a date as text."""
    return ",".join(map(str, calendar.day(day).windows)) or "off"


def decided(calendar: Calendar, day: date) -> tuple[str, str, str]:
    """Return the windows of a date, the layer that decided and the reason."""
    return hours(calendar, day), calendar.day(day).layer.value, calendar.day(day).reason


# ---- C3


def test_c3_the_week_decides_by_its_weekday() -> None:
    assert decided(weekly(), WEDNESDAY) == ("10:00-18:00", "week", "Wednesday")
    assert decided(weekly(), date(2026, 11, 22)) == ("off", "week", "Sunday")


def test_c3_dated_hours_win_over_the_week() -> None:
    dated = weekly(f'{EACH}; Nov 18 12:00-14:00 "stocktaking"')
    assert decided(dated, WEDNESDAY) == ("12:00-14:00", "dated_week", "stocktaking")
    assert decided(dated, date(2026, 11, 19)) == ("11:00-18:00", "week", "Thursday")


def test_c3_a_public_holiday_wins_over_dated_hours() -> None:
    dated = weekly(f"{EACH}; Nov 04 12:00-14:00", holidays=PublicHolidays("RU", language="en_US"))
    assert decided(dated, date(2026, 11, 4)) == ("off", "public_holiday", "Unity Day")


def test_c3_a_public_holiday_has_the_hours_that_the_week_gives_public_holidays() -> None:
    dated = weekly(f"{EACH}; PH 12:00-14:00", holidays=PublicHolidays("RU", language="en_US"))
    assert decided(dated, date(2026, 11, 4)) == ("12:00-14:00", "public_holiday", "Unity Day")


@pytest.mark.parametrize("holidays", [["RU", "DE-BY"], ["DE-BY", "RU"]])  # All Saints' Day in Bavaria
def test_c3_a_transferred_working_day_wins_over_a_holiday_whichever_stands_first(holidays: list[object]) -> None:
    found = decided(weekly(holidays=holidays), date(2025, 11, 1))
    assert found == ("08:00-18:00", "transferred_workday", "working Saturday in place of 2025-11-03")


def test_c3_a_production_calendar_wins_over_public_holidays_and_their_transfers() -> None:
    table = ProductionCalendar.of(
        {date(2025, 11, 1): "day_off", date(2025, 11, 3): "workday", date(2025, 11, 5): "day_off"}, name="works"
    )
    for holidays in (["RU", table], [table, "RU"]):
        calendar = weekly(holidays=holidays)
        off = ("off", "production_calendar", "day off of the production calendar")
        assert [decided(calendar, date(2025, 11, day)) for day in (1, 5)] == [off, off]
        assert hours(calendar, date(2025, 11, 3)) == "08:00-18:00"  # off for the law, worked by the table


def test_c3_a_decree_wins_over_what_the_table_planned() -> None:
    table = ProductionCalendar("RU")
    assert decided(weekly(holidays=table), date(2020, 3, 31)) == ("off", "decree", "non-working day by decree")


@pytest.mark.parametrize("day", [date(2020, 3, 31), date(2020, 5, 1), date(2024, 11, 2), date(2024, 11, 5)])
def test_c3_a_special_day_wins_over_everything(day: date) -> None:
    special = SpecialDay(day, "10:00-15:00", reason="stocktaking")
    calendar = weekly(holidays=["RU", ProductionCalendar("RU")], special_days=[special])
    assert decided(calendar, day) == ("10:00-15:00", "special_day", "stocktaking")


def test_c3_within_the_week_the_later_rule_wins() -> None:
    assert hours(weekly("Mo-Fr 10:00-19:00; We 12:00-14:00"), WEDNESDAY) == "12:00-14:00"
    assert hours(weekly("Mo-Fr 10:00-19:00; Nov 12:00-14:00; Nov 18 13:00-15:00"), WEDNESDAY) == "13:00-15:00"


def test_c3_within_the_holidays_the_later_source_wins() -> None:
    named: Mapping[date, str] = {date(2026, 11, 4): "company day"}
    for holidays, reason in (
        ([PublicHolidays("RU", language="en_US"), named], "company day"),
        ([named, PublicHolidays("RU", language="en_US")], "Unity Day"),
    ):
        assert weekly(holidays=holidays).day(date(2026, 11, 4)).reason == reason


def test_c3_within_the_tables_the_later_table_wins() -> None:
    works = ProductionCalendar.of({WEDNESDAY: "day_off"}, name="works")
    plant = ProductionCalendar.of({WEDNESDAY: "shortened"}, name="plant")
    assert hours(weekly(holidays=[works, plant]), WEDNESDAY) == "10:00-17:00"
    assert hours(weekly(holidays=[plant, works]), WEDNESDAY) == "off"


def test_c3_within_the_special_days_the_later_one_wins_and_is_laid_on_the_layers_below() -> None:
    first, second = SpecialDay(WEDNESDAY, "12:00-14:00"), SpecialDay("11-18", {"close_earlier": "1 hour"})
    assert hours(weekly(special_days=[first, second]), WEDNESDAY) == "10:00-17:00"
    assert hours(weekly(special_days=[second, first]), WEDNESDAY) == "12:00-14:00"


def test_c3_layers_stand_in_order_from_the_strongest() -> None:
    assert [*Layer][:7] == [
        Layer.SPECIAL_DAY, Layer.DECREE, Layer.PRODUCTION_CALENDAR, Layer.TRANSFERRED_WORKDAY, Layer.PUBLIC_HOLIDAY,
        Layer.DATED_WEEK, Layer.WEEK,
    ]  # fmt: skip


# ---- C4


@pytest.mark.parametrize(
    ("said", "windows"),
    [
        ("off", "off"),
        ("12:00-14:00,15:00-16:00", "12:00-14:00,15:00-16:00"),
        ("22:00-02:00", "22:00-26:00"),
        ({"like": "sat"}, "13:00-18:00"),
        ({"like": "sun"}, "off"),
        ({"close_earlier": "1 hour"}, "10:00-17:00"),
        ({"close_earlier": timedelta(minutes=90)}, "10:00-16:30"),
        ({"open_later": "2 hours"}, "12:00-18:00"),
        ({"close_earlier": "8 hours"}, "off"),  # exactly the window
        ({"open_later": "8 hours"}, "off"),
    ],
)
def test_c4_what_a_special_day_makes_of_its_date(said: object, windows: str) -> None:
    calendar = weekly(special_days={WEDNESDAY: said})
    assert hours(calendar, WEDNESDAY) == windows
    assert calendar.day(WEDNESDAY).layer is Layer.SPECIAL_DAY
    assert hours(calendar, date(2026, 11, 17)) == "09:00-18:00"


def test_c4_closing_earlier_takes_from_the_last_window_alone() -> None:
    two = weekly("We 09:00-12:00,13:00-14:00")
    assert hours(two.with_days({WEDNESDAY: {"close_earlier": "30 minutes"}}), WEDNESDAY) == "09:00-12:00,13:00-13:30"
    assert hours(two.with_days({WEDNESDAY: {"close_earlier": "2 hours"}}), WEDNESDAY) == "09:00-12:00"
    assert hours(two.with_days({WEDNESDAY: {"open_later": "4 hours"}}), WEDNESDAY) == "13:00-14:00"


def test_c4_closing_earlier_on_a_closed_date_leaves_it_closed() -> None:
    calendar = weekly(holidays=[WEDNESDAY], special_days={WEDNESDAY: {"close_earlier": "1 hour"}})
    assert hours(calendar, WEDNESDAY) == "off"


@pytest.mark.parametrize(
    ("on", "dates"),
    [
        (date(2026, 11, 18), ["2026-11-18"]),
        ("2026-11-18", ["2026-11-18"]),
        ("11-18", ["2026-11-18", "2027-11-18"]),  # Wednesday and Thursday
        ("02-29", ["2028-02-29"]),  # leap years only
        ("2026-12-30..2027-01-02", ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]),
        ((date(2026, 12, 30), date(2026, 12, 31)), ["2026-12-30", "2026-12-31"]),
        ("easter+1", ["2026-04-06", "2027-03-29", "2028-04-17"]),  # Easter: 5 April, 28 March, 16 April
        ("easter-2", ["2026-04-03", "2027-03-26", "2028-04-14"]),
        # the fourth Thursday of November; the last Monday of May
        ("rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26", "2027-11-25", "2028-11-23"]),
        ("rrule:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", ["2026-05-25", "2027-05-31", "2028-05-29"]),
    ],
)
def test_c4_on_which_dates_a_special_day_falls(on: object, dates: list[str]) -> None:
    calendar = weekly("Mo-Su 10:00-19:00", special_days={on: "12:00-14:00"})
    days = [date(2026, 1, 1) + timedelta(days=days) for days in range(3 * 365 + 1)]
    found = [str(day) for day in days if calendar.day(day).layer is Layer.SPECIAL_DAY]
    assert [day for day in found if day in dates] == dates
    assert all(day in dates or day[4:] == "-11-18" for day in found)


def test_c4_a_special_day_says_why() -> None:
    reason = {"hours": "off", "reason": "inventory"}
    assert weekly(special_days={WEDNESDAY: reason}).day(WEDNESDAY).reason == "inventory"
    assert weekly().with_days({WEDNESDAY: "off"}, reason="inventory").day(WEDNESDAY).reason == "inventory"
    assert weekly(special_days={WEDNESDAY: "off"}).day(WEDNESDAY).reason == "special day"


def test_c4_special_days_may_open_a_calendar_whose_week_never_does() -> None:
    calendar = Calendar.weekly("off", zone="UTC", special_days={WEDNESDAY: "10:00-15:00"})
    assert calendar.count_business_days(date(2026, 1, 1), date(2026, 12, 31)) == 1


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-02-30", "off"),
        ("13-01", "off"),
        ("2026-12-31..2026-12-24", "off"),
        ("easter+300", "off"),
        ("rrule:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "off"),
        ("some day", "off"),
        (WEDNESDAY, "10:00"),
        (WEDNESDAY, {"like": "someday"}),
        (WEDNESDAY, {"close_earlier": "0 hours"}),
        (WEDNESDAY, {"close_earlier": "25 hours"}),
        (WEDNESDAY, {"shut": "1 hour"}),
        (WEDNESDAY, {"like": "mon", "open_later": "1 hour"}),
    ],
)
def test_c4_what_cannot_be_meant_is_refused(on: object, said: object) -> None:
    with pytest.raises(BadDocument) as caught:
        weekly(special_days={on: said})
    assert [fault.field.startswith("special_days.") for fault in caught.value.faults] == [True]


def test_c4_a_datetime_is_no_date() -> None:
    from datetime import datetime

    with pytest.raises(WrongType):
        SpecialDay(datetime(2026, 11, 18, 12))


# ---- C5


@pytest.mark.parametrize(
    ("reading", "saturday", "day_off"),
    [
        ("replaced", "08:00-18:00", "off"),  # Saturday 1 November 2025 has Monday's hours
        ("own", "13:00-18:00", "off"),
        ("12:00-16:00", "12:00-16:00", "off"),
        ([("10:00", "12:00"), ("13:00", "14:00")], "10:00-12:00,13:00-14:00", "off"),
        ("closed", "off", "off"),
        ("ignore", "13:00-18:00", "08:00-18:00"),  # as if nothing had been moved
    ],
)
def test_c5_transferred_weekend_read_from_public_holidays(reading: str, saturday: str, day_off: str) -> None:
    calendar = weekly(holidays=PublicHolidays("RU", transferred=reading))
    assert [hours(calendar, date(2025, 11, day)) for day in (1, 3)] == [saturday, day_off]


@pytest.mark.parametrize(
    ("reading", "saturday", "day_off"),
    [
        ("replaced", "08:00-17:00", "off"),  # the same, an hour less: that Saturday was a shortened day too
        ("own", "13:00-17:00", "off"),
        ("12:00-16:00", "12:00-15:00", "off"),
        ("closed", "off", "off"),
        ("ignore", "13:00-18:00", "08:00-18:00"),  # a Saturday like any other, so not shortened either
    ],
)
def test_c5_transferred_weekend_read_from_a_production_calendar(reading: str, saturday: str, day_off: str) -> None:
    calendar = weekly(holidays=ProductionCalendar("RU", transferred=reading))
    assert [hours(calendar, date(2025, 11, day)) for day in (1, 3)] == [saturday, day_off]


def test_c5_replaced_is_the_default() -> None:
    assert PublicHolidays("RU") == PublicHolidays("RU", transferred="replaced")
    assert ProductionCalendar("RU") == ProductionCalendar("RU", transferred="replaced")


def test_c5_transferred_weekend_has_the_hours_of_the_weekday_it_replaces() -> None:
    # Saturday 2 November 2024 for Tuesday 30 April
    day = date(2024, 11, 2)
    found = decided(weekly(holidays="RU"), day)
    assert found == ("09:00-18:00", "transferred_workday", "working Saturday in place of 2024-04-30")
    assert hours(weekly(holidays=ProductionCalendar("RU")), day) == "09:00-17:00"


def test_c5_transferred_weekend_has_mondays_hours_where_nothing_says_what_it_replaces() -> None:
    table = ProductionCalendar.of({date(2026, 11, 21): "workday"}, name="works")
    found = decided(weekly(holidays=table), date(2026, 11, 21))
    assert found == ("08:00-18:00", "production_calendar", "working Saturday")


def test_c5_c19_transferred_weekend_has_its_own_turn_of_the_rota_and_no_date_of_the_next() -> None:
    # Saturday 1 November 2025 was worked for Monday the 3rd, the first Monday of November, when the other week is on
    plain, dated = "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; Mo[1] 12:00-13:00"
    days_of = {
        weeks: Calendar.rota(weeks, anchor=date(2025, 10, 27), zone="UTC", holidays="RU")
        for weeks in ((plain, dated), (dated, plain))
    }
    found = {weeks: hours(calendar, date(2025, 11, 1)) for weeks, calendar in days_of.items()}
    assert found == {(plain, dated): "09:00-17:00", (dated, plain): "09:00-17:00"}


def test_c5_transferred_weekend_has_the_hours_of_a_date_of_the_year_before() -> None:
    # Myanmar worked on Saturday 3 January 2026 for Friday 26 December 2025
    calendar = Calendar.weekly(
        "Mo-Fr 09:00-17:00; Dec 26 10:00-12:00", zone="Asia/Yangon", holidays="MM", coverage="ignore"
    )
    assert hours(calendar, date(2026, 1, 3)) == "10:00-12:00"


def test_c5_closed_says_why() -> None:
    day = weekly(holidays=PublicHolidays("RU", transferred="closed")).day(date(2025, 11, 1))
    assert "not worked by this calendar" in day.reason
    assert not day.is_business_day


def test_c5_own_on_a_weekday_that_the_week_closes_stays_closed() -> None:
    calendar = weekly("Mo-Fr 10:00-19:00", holidays=PublicHolidays("RU", transferred="own"))
    assert hours(calendar, date(2025, 11, 1)) == "off"


def test_c5_a_day_off_given_for_a_holiday_at_the_weekend_needs_no_working_day() -> None:
    # Thursday 31 December 2026 is off for Sunday 4 January; 4 January stays a holiday
    for calendar in (weekly(holidays="RU"), weekly(holidays=ProductionCalendar("RU"))):
        assert [hours(calendar, date(2026, *day)) for day in ((1, 4), (12, 31))] == ["off", "off"]
    ignored = weekly("Mo-Su 10:00-19:00", holidays=PublicHolidays("RU", transferred="ignore"))
    assert [hours(ignored, date(2026, *day)) for day in ((1, 4), (12, 31))] == ["off", "10:00-19:00"]


def test_c5_an_unknown_reading_is_refused() -> None:
    for build in (PublicHolidays, ProductionCalendar):
        with pytest.raises(BadInput) as caught:
            build("RU", transferred="replace")
        assert "'replaced'" in caught.value.mend


# ---- C6


def test_c6_a_day_off_is_closed_whatever_the_week_says() -> None:
    calendar = weekly("Mo-Su 10:00-19:00", holidays=ProductionCalendar("RU"))
    found = decided(calendar, date(2026, 11, 4))
    assert found == ("off", "production_calendar", "День народного единства")
    assert hours(calendar, date(2026, 1, 3)) == "off"  # a Saturday, and a named holiday


def test_c6_an_ordinary_weekend_leaves_the_week_to_decide() -> None:
    calendar = weekly("Mo-Fr 10:00-19:00; Sa 09:00-16:00", holidays=ProductionCalendar("RU"))
    assert decided(calendar, date(2026, 11, 21)) == ("09:00-16:00", "week", "Saturday")
    assert decided(calendar, date(2026, 11, 22)) == ("off", "week", "Sunday")


def test_c6_an_ordinary_working_day_has_the_weeks_hours() -> None:
    assert decided(weekly(holidays=ProductionCalendar("RU")), WEDNESDAY) == ("10:00-18:00", "week", "Wednesday")


def test_c6_a_working_day_stays_closed_where_the_week_is() -> None:
    table = ProductionCalendar.of({WEDNESDAY: "workday"}, name="works")
    assert hours(weekly("Mo-Tu 10:00-19:00", holidays=table), WEDNESDAY) == "off"


@pytest.mark.parametrize(
    ("week", "shortened", "windows"),
    [
        ("Mo-Fr 10:00-19:00", "1 hour", "10:00-18:00"),
        ("Mo-Fr 10:00-19:00", "90 minutes", "10:00-17:30"),
        ("Mo-Fr 10:00-19:00", timedelta(hours=2), "10:00-17:00"),
        ("Mo-Fr 10:00-19:00", "ignore", "10:00-19:00"),
        ("Mo-Fr 09:00-13:00,14:00-18:00", "1 hour", "09:00-13:00,14:00-17:00"),
        ("Mo-Fr 09:00-13:00,14:00-14:30", "1 hour", "09:00-13:00"),  # a shorter one vanishes, no more is taken
        ("Mo-Fr 09:00-13:00,14:00-15:00", "1 hour", "09:00-13:00"),
        ("Mo-Fr 09:00-09:30", "1 hour", "off"),
        ("Mo-Fr 22:00-06:00", "1 hour", "22:00-24:00"),  # 22:00-29:00, cut by the holiday that follows (rule C2)
        ("Mo-Su 00:00-24:00", "1 hour", "00:00-23:00"),
    ],
)
def test_c6_a_shortened_day_ends_earlier(week: str, shortened: timedelta | str, windows: str) -> None:
    calendar = weekly(week, holidays=ProductionCalendar("RU", shortened=shortened))
    assert hours(calendar, date(2026, 11, 3)) == windows


def test_c6_a_shortened_night_ends_an_hour_earlier_on_the_next_morning() -> None:
    table = ProductionCalendar.of({WEDNESDAY: "shortened"}, name="works")
    assert hours(weekly("Mo-Fr 22:00-06:00", holidays=table), WEDNESDAY) == "22:00-29:00"


def test_c6_a_shortened_day_says_so() -> None:
    calendar = weekly("Mo-Fr 10:00-19:00", holidays=ProductionCalendar("RU"))
    assert decided(calendar, date(2026, 11, 3)) == ("10:00-18:00", "production_calendar", "shortened day")
    saturday = calendar.day(date(2025, 11, 1))
    assert saturday.reason == "working Saturday in place of 2025-11-03, shortened"


def test_c6_an_hour_off_is_the_default() -> None:
    assert ProductionCalendar("RU") == ProductionCalendar("RU", shortened=timedelta(hours=1), decree="closed")


@pytest.mark.parametrize(("decree", "windows"), [("closed", "off"), ("ignore", "09:00-18:00")])
def test_c6_decree_days_are_a_layer_that_can_be_left_out(decree: str, windows: str) -> None:
    assert hours(weekly(holidays=ProductionCalendar("RU", decree=decree)), date(2020, 3, 31)) == windows


def test_c6_a_table_carries_its_source_version_and_coverage() -> None:
    about = ProductionCalendar("RU").about
    assert (about.name, about.covers) == ("RU", (date(2015, 1, 1), date(2027, 12, 31)))
    assert "xmlcalendar.ru" in about.source
    assert about.version == "2026-09-02"


def test_c6_ru_by_its_code_is_the_holidays_package_and_knows_no_shortened_days() -> None:
    by_code, by_table = weekly("Mo-Fr 10:00-19:00", holidays="RU"), weekly(holidays=ProductionCalendar("RU"))
    assert by_code.description == weekly("Mo-Fr 10:00-19:00", holidays=PublicHolidays("RU")).description
    assert hours(by_code, date(2026, 11, 3)) == "10:00-19:00"
    assert hours(by_table, date(2026, 11, 3)) == "09:00-17:00"


def test_c6_single_dates_of_a_table_can_be_corrected() -> None:
    table = ProductionCalendar("RU").with_days({WEDNESDAY: "day_off"}, reason="repairs")
    assert decided(weekly(holidays=table), WEDNESDAY) == ("off", "production_calendar", "repairs")


def test_c6_an_ordinary_working_day_of_a_table_does_not_reopen_a_companys_own_day_off() -> None:
    for holidays in ([WEDNESDAY, ProductionCalendar("RU")], [ProductionCalendar("RU"), WEDNESDAY]):
        assert decided(weekly(holidays=holidays), WEDNESDAY) == ("off", "public_holiday", "holiday")
