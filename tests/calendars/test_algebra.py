"""Rules C8, C16 to C18: what calendars that are made of calendars know, count, explain and write.

November 2026: the 16th is a Monday, the 20th a Friday.
"""

from __future__ import annotations

import time
import warnings
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from slacal import BeyondData, Calendar, CoverageWarning, HolidayDates, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
NEW = Calendar.weekly("Mo-Su 08:00-20:00", zone="UTC")
ROUND = Calendar.weekly("Mo-Su 00:00-24:00", zone="UTC")
BERLIN = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
NEVER = Calendar.never()
FRIDAY = date(2026, 11, 20)
DAY = timedelta(days=1)


def at(text: str) -> datetime:
    """Return an instant of November 2026, from its day and time in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


def midnight(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00+00:00")


def knowing(first: str, last: str) -> Calendar:
    """Return a desk whose holidays are known from the one date to the other."""
    covers = date.fromisoformat(first), date.fromisoformat(last)
    return OLD.replace(holidays=HolidayDates.of([], covers=covers))


def told(calendar: Calendar, day: str) -> str:
    """Return what is said of a date that is not known: its edge, and the first year of the data that is named."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        calendar.is_open(midnight(day))
    if not caught:
        return ""
    edge, _, source = str(caught[0].message).removeprefix("holidays and transferred days are not known ").partition("(")
    return f"{edge}by {source.partition('datetime.date(')[2][:4]}"


# ---- C8


@pytest.mark.parametrize("order", [1, -1])
def test_c8_a_part_that_refuses_unknown_dates_and_knows_all_lets_the_other_warn(order: int) -> None:
    strict, other = [OLD.replace(coverage="raise"), knowing("2026-01-01", "2026-12-31")][::order]
    with pytest.warns(CoverageWarning):
        (strict | other).is_open(midnight("2027-06-01"))


@pytest.mark.parametrize("order", [1, -1])
def test_c8_a_combination_is_known_from_the_part_that_begins_last_to_the_part_that_ends_first(order: int) -> None:
    long, short = [knowing("2025-01-01", "2028-12-31"), knowing("2026-01-01", "2027-12-31")][::order]
    days = ("2025-06-02", "2026-06-01", "2028-06-01")
    assert [told(long | short, day) for day in days] == ["before 2026-01-01 by 2026", "", "from 2028-01-01 by 2026"]


OUTLIVED = (("2025-01-01", "2026-12-31"), "2026-07-01", ("2026-01-01", "2027-12-31"))
UNKNOWN = (("2028-01-01", "2028-12-31"), "2026-07-01", ("2027-01-01", "2029-12-31"))  # the old version knows nothing
AT_ONCE = (("2025-01-01", "2026-12-31"), "2026-07-01", ("2026-07-01", "2027-12-31"))
TOO_LATE = (("2026-07-01", "2026-12-31"), "2026-07-01", ("2027-01-01", "2027-12-31"))


@pytest.mark.parametrize(
    ("versions", "day", "said"),
    [
        (OUTLIVED, "2024-06-03", "before 2025-01-01 by 2025"),
        (OUTLIVED, "2027-06-01", ""),
        (OUTLIVED, "2028-06-01", "from 2028-01-01 by 2026"),
        (UNKNOWN, "2026-09-01", "before 2027-01-01 by 2027"),
        (UNKNOWN, "2029-06-01", ""),
        (UNKNOWN, "2030-06-03", "from 2030-01-01 by 2027"),
        (AT_ONCE, "2026-06-30", ""),
        (AT_ONCE, "2027-06-01", ""),
        (TOO_LATE, "2026-09-01", "before 2027-01-01 by 2027"),
        (TOO_LATE, "2027-06-01", ""),
    ],
)
def test_c8_versions_are_known_as_each_is_for_the_time_in_which_it_is_in_force(
    versions: tuple[tuple[str, str], str, tuple[str, str]], day: str, said: str
) -> None:
    old, change, new = versions
    assert told(knowing(*old).until(midnight(change), then=knowing(*new)), day) == said


# ---- C16


def test_c16_dates_whose_shifts_end_by_the_change_and_dates_that_begin_with_it_are_those_of_one_version() -> None:
    # A shift of the 17th ends by the midnight of the 19th, one of the 18th may go on; Friday begins after the change.
    for change, layers in (
        ("19 00:00", {17: "week", 18: "combined", 19: "public_holiday", 20: "week"}),
        ("19 12:00", {17: "week", 18: "combined", 19: "combined", 20: "week"}),
    ):
        changed = OLD.until(at(change), then=NEW.replace(holidays={date(2026, 11, 19): "fair"}))
        assert {day: changed.day(date(2026, 11, day)).layer for day in layers} == layers
    assert OLD.until(at("19 00:00"), then=NEVER).day(date(2026, 11, 19)).reason == "never open"


def test_c16_a_microsecond_of_the_old_hours_is_left_to_the_date_of_the_change() -> None:
    changed = ROUND.until(at("19 00:00:00.000001"), then=NEVER)
    days = [date(2026, 11, day) for day in (18, 19, 20)]
    assert [changed.is_business_day(day) for day in days] == [True, True, False]


def test_c16_a_new_version_whose_hours_of_the_date_are_over_by_the_change_does_not_open_it() -> None:
    morning = NEW.with_days({date(2026, 11, 18): "08:00-12:00"}, reason="half a day")
    assert OLD.until(at("18 12:00"), then=morning).day(date(2026, 11, 18)).reason == "Wednesday"


@pytest.mark.parametrize("change", ["19 12:00", "20 00:00"])
def test_c16_after_a_change_into_another_zone_the_new_version_says_why_a_date_is_closed(change: str) -> None:
    fair = BERLIN.replace(holidays={FRIDAY: "fair"})
    changed = OLD.until(at(change), then=fair)
    assert [changed.day(FRIDAY + more * DAY).reason for more in range(3)] == ["fair", "Saturday", "Sunday"]
    # Friday in Auckland is 11:00 of Thursday to 11:00 of Friday in UTC; at noon in UTC it is Saturday there.
    auckland = Calendar.weekly("Fr 00:00-01:00; Sa off", zone="Pacific/Auckland")
    assert OLD.until(at(change), then=auckland).day(FRIDAY).reason == "Saturday"


def test_c16_a_change_in_the_hour_that_the_clock_repeats_before_midnight_cuts_the_date_that_has_begun() -> None:
    # St John's, 29 October 2006: midnight at 02:30 UTC, and a minute later back to 23:01 of the 28th. At 02:40 UTC the
    # clock shows 23:10 of the 28th, and the 29th has lasted for ten minutes.
    change = datetime(2006, 10, 29, 2, 40, tzinfo=UTC)
    week, never = ROUND.replace(zone="America/St_Johns"), Calendar.never(zone="America/St_Johns")
    opened, closed = never.until(change, then=week), week.until(change, then=never)
    assert opened.day(date(2006, 10, 29)).spans[0].opens_at.astimezone(UTC) == change
    ten_minutes = [one.astimezone(UTC) for one in closed.day(date(2006, 10, 29)).spans[0]]
    assert ten_minutes == [change - timedelta(minutes=10), change]


def test_c16_a_change_in_a_night_across_a_date_left_out_cuts_that_night() -> None:
    # Samoa had no 30 December 2011: the night of Thursday the 29th, 22:00 to 30:00, ends on Saturday the 31st.
    apia = ZoneInfo("Pacific/Apia")
    nights, never = Calendar.weekly("Mo-Fr 22:00-06:00", zone=apia), Calendar.never(zone=apia)
    change, thursday = datetime(2011, 12, 31, 3, tzinfo=apia), date(2011, 12, 29)
    closed, opened = nights.until(change, then=never), never.until(change, then=nights)
    assert ",".join(map(str, closed.day(thursday).windows)) == "22:00-27:00"
    assert ",".join(map(str, opened.day(thursday).windows)) == "27:00-30:00"
    assert opened.status(change).reason == "Thursday"
    assert closed.day(date(2011, 12, 28)).layer is Layer.WEEK  # a night that was over before


@pytest.mark.parametrize("cut", ["19 03:00", "21 03:00", "21 06:00", "21 12:00"])
def test_c16_the_end_of_a_night_makes_no_business_day_of_the_date_of_the_change(cut: str) -> None:
    nights = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC")
    # the nights of the 16th to the 20th, and of the 23rd to the 25th
    assert nights.until(at(cut), then=nights).count_business_days(date(2026, 11, 15), date(2026, 11, 25)) == 8


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
@pytest.mark.parametrize("day", range(26, 32))
@pytest.mark.parametrize("hour", [0, 12])
def test_c16_a_change_in_the_last_days_of_a_year_loses_none_of_them(zone: str, day: int, hour: int) -> None:
    # The round-the-clock week is open on each date, before the change and after it, whatever the zone.
    changed = ROUND.until(datetime(2026, 12, day, hour, tzinfo=UTC), then=ROUND.replace(zone=zone))
    assert changed.count_business_days(date(2026, 12, 24), date(2027, 1, 2)) == 9


# ---- C17


def test_c17_a_frozen_date_keeps_all_its_windows() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-12:00,13:00-17:00", zone="UTC").freeze(FRIDAY, FRIDAY + DAY)
    assert ",".join(map(str, desk.day(FRIDAY).windows)) == "10:00-12:00,13:00-17:00"


def test_c17_frozen_dates_at_the_turn_of_a_year_are_counted_on_both_sides() -> None:
    frozen = ROUND.freeze(date(2026, 12, 31), date(2027, 1, 2))
    assert frozen.count_business_days(date(2026, 12, 31), date(2027, 1, 1), counts_from="same_day") == 2


@pytest.mark.parametrize("year", [2025, 2027])
def test_c17_the_years_beside_a_frozen_one_have_no_known_business_days(year: int) -> None:
    frozen = OLD.freeze(date(2026, 1, 1), date(2027, 1, 1))
    with pytest.raises(BeyondData):
        frozen.horizon.hours.business_days(year)


# ---- C18


def test_c18_either_has_the_business_days_of_both_parts() -> None:
    saturdays = Calendar.weekly("Sa 10:00-12:00", zone="UTC")
    assert (saturdays | OLD).count_business_days(date(2026, 11, 15), date(2026, 11, 22)) == 6


def test_c18_what_is_taken_from_nothing_leaves_no_business_day() -> None:
    assert (NEVER - OLD).count_business_days(date(2026, 11, 15), date(2026, 11, 22)) == 0


def test_c18_what_is_taken_out_does_not_close_a_date_that_the_left_part_closes() -> None:
    tuesdays = Calendar.weekly("Tu 09:00-17:00", zone="UTC")
    assert (OLD.with_days({FRIDAY: "off"}, reason="inventory") - tuesdays).day(FRIDAY).reason == "inventory"


# ---- as text


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Move the machine into a zone of 4:37 hours east."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be moved")
    monkeypatch.setenv("TZ", "XYZ-4:37")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_instants_are_written_in_utc_wherever_the_machine_stands() -> None:
    given = Calendar.of_spans([(at("20 12:00"), at("20 13:00"))], zone="UTC")
    assert repr(given) == "Calendar.of_spans([('2026-11-20T12:00:00+00:00', '2026-11-20T13:00:00+00:00')], zone='UTC')"
    assert "fromisoformat('2026-11-20T12:00:00+00:00')" in repr(OLD.until(at("20 12:00"), then=NEVER))
