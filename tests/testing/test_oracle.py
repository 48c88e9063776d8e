"""The oracle itself, held against facts counted by hand; the steps stand beside each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.calendars.production import ProductionCalendar
from slacal.calendars.public_holidays import PublicHolidays
from slacal.calendars.special_day import SpecialDay
from slacal.testing.oracle import GaveUp, Oracle, open_microseconds
from slacal.testing.oracle_clock import datetime_of, instant_of
from slacal.testing.oracle_open import doors_of
from slacal.testing.strategies import dates, weekly_calendars

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
NINE_HOURS = "Mo-Fr 10:00-19:00"


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def oracle(week: str, zone: str = "Europe/Moscow", **rest: Any) -> Oracle:
    return Oracle(Calendar.weekly(week, zone=zone, **rest))


def shown(spans: list[tuple[datetime, datetime]]) -> list[str]:
    return [f"{opens:%a %H:%M}-{closes:%a %H:%M}" for opens, closes in spans]


# ---- published terms of helpdesks, Moscow time, Russian holidays; a day has nine open hours


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        # 20 Nov 2026 is a Friday. From 10:00: Fri 9 h, Mon 9 h, 6 h left on Tuesday.
        ("2026-11-20T10:00", 24, "2026-11-24T16:00"),
        ("2026-11-20T10:00", 16, "2026-11-23T17:00"),  # Fri 9, then 7 on Monday
        ("2026-11-20T10:00", 8, "2026-11-20T18:00"),
        # From 18:30: half an hour on Friday, 9 on Monday, 9 on Tuesday, 5.5 left on Wednesday.
        ("2026-11-20T18:30", 24, "2026-11-25T15:30"),
        ("2026-11-20T18:30", 16, "2026-11-24T16:30"),  # 0.5, 9, then 6.5 on Tuesday
        ("2026-11-20T18:30", 8, "2026-11-23T17:30"),  # 0.5, then 7.5 on Monday
        # From the closing itself, or from Saturday noon: nothing before Monday.
        ("2026-11-20T19:00", 24, "2026-11-25T16:00"),
        ("2026-11-21T12:00", 16, "2026-11-24T17:00"),
        ("2026-11-21T12:00", 8, "2026-11-23T18:00"),
        # 30 Dec 2026 is a Wednesday: 4 h. The 31st is a day off in exchange, 1 to 8 January are holidays, the 9th and
        # 10th a weekend. Mon 11 Jan 9 h, Tue 12 Jan 9 h, 2 h left on Wednesday.
        ("2026-12-30T15:00", 24, "2027-01-13T12:00"),
        ("2026-12-30T15:00", 16, "2027-01-12T13:00"),  # 4, 9, then 3 on Tuesday
        ("2026-12-30T15:00", 8, "2027-01-11T14:00"),  # 4, then 4 on Monday
    ],
)
def test_business_hours_of_a_published_term(start: str, hours: int, due: str) -> None:
    assert oracle(NINE_HOURS, holidays="RU").add(moscow(start), hours * HOUR) == moscow(due)


@pytest.mark.parametrize(
    ("hours", "due"),
    [
        # No holidays: Wed 4 h, Thu 31 Dec 9 h, Fri 1 Jan 9 h, then 2 h on Monday 4 January.
        (24, "2027-01-04T12:00"),
        (16, "2027-01-01T13:00"),
        (8, "2026-12-31T14:00"),
    ],
)
def test_the_same_term_where_no_holidays_are_named(hours: int, due: str) -> None:
    assert oracle(NINE_HOURS).add(moscow("2026-12-30T15:00"), hours * HOUR) == moscow(due)


def test_c6_a_table_of_a_few_dates_leaves_the_others_to_the_holidays_beside_it() -> None:
    works = ProductionCalendar.of(
        {"2026-05-04": "day_off", "2026-05-08": "shortened", "2026-05-11": "workday"}, name="works"
    )
    for sources in (["RU", works], [works, PublicHolidays("RU")]):
        # Fri 1 May is a holiday and so stays closed. Mon 4 May is off at the works; Tue 5 to Thu 7 May are 9 h each;
        # Fri 8 May is an hour shorter; Mon 11 May is a day off in lieu of Sat 9 May, and the works name it a workday.
        expected = [
            *("Tue 10:00-Tue 19:00", "Wed 10:00-Wed 19:00", "Thu 10:00-Thu 19:00", "Fri 10:00-Fri 18:00"),
            "Mon 10:00-Mon 19:00",
        ]
        walker = oracle(NINE_HOURS, holidays=sources)
        assert shown(walker.spans(moscow("2026-05-01"), moscow("2026-05-12"))) == expected


@pytest.mark.parametrize(
    ("hours", "due"),
    [
        # 31 Dec is open again: Wed 4 h, Thu 9 h, Mon 11 Jan 9 h, then 2 h on Tuesday 12 January.
        (24, "2027-01-12T12:00"),
        (16, "2027-01-11T13:00"),
        (8, "2026-12-31T14:00"),
    ],
)
def test_the_same_term_on_statutory_holidays_alone(hours: int, due: str) -> None:
    statutory = oracle(NINE_HOURS, holidays=PublicHolidays("RU", transferred="ignore"))
    assert statutory.add(moscow("2026-12-30T15:00"), hours * HOUR) == moscow(due)


@pytest.mark.parametrize(
    ("transferred", "hours", "due"),
    [
        # From Friday 31 Oct 2025 18:30: 0.5 h. Saturday 1 Nov is worked for Monday 3 Nov; Tuesday 4 Nov is a holiday.
        ("replaced", 24, "2025-11-06T15:30"),  # 0.5, Sat 9, Wed 5 Nov 9, then 5.5 on Thursday
        ("replaced", 16, "2025-11-05T16:30"),  # 0.5, Sat 9, then 6.5 on Wednesday
        ("replaced", 8, "2025-11-01T17:30"),
        ("closed", 24, "2025-11-07T15:30"),  # the Saturday is closed, Monday stays off: a day later
        ("closed", 16, "2025-11-06T16:30"),
        ("closed", 8, "2025-11-05T17:30"),
    ],
)
def test_c5_a_transferred_working_saturday(transferred: str, hours: int, due: str) -> None:
    reading = oracle(NINE_HOURS, holidays=PublicHolidays("RU", transferred=transferred))
    assert reading.add(moscow("2025-10-31T18:30"), hours * HOUR) == moscow(due)


SIX_DAYS = "Mo-Fr 07:00-19:00; Sa 09:00-16:00"


@pytest.mark.parametrize(
    ("amount", "due"),
    [
        # Saturday 21 Nov 2026 closes at 16:00: a quarter of an hour is left, Monday opens at 07:00.
        (HOUR / 2, "2026-11-23T07:15"),
        (8 * HOUR, "2026-11-23T14:45"),
    ],
)
def test_a_week_of_six_days(amount: timedelta, due: str) -> None:
    assert oracle(SIX_DAYS, holidays="RU").add(moscow("2026-11-21T15:45"), amount) == moscow(due)


@pytest.mark.parametrize(
    ("transferred", "shortened", "due"),
    [
        # Friday 31 Oct 2025 from 18:00: 1 h; 7 h are left for Saturday 1 Nov, which is worked and shortened.
        ("replaced", "ignore", "2025-11-01T14:00"),  # 07-19: seven hours from 07:00
        ("own", "ignore", "2025-11-01T16:00"),  # 09-16: seven hours, to the closing
        ("replaced", "1 hour", "2025-11-01T14:00"),  # 07-18
        ("own", "1 hour", "2025-11-05T08:00"),  # 09-15: six; the seventh on Wednesday from 07:00
    ],
)
def test_c6_a_shortened_working_saturday(transferred: str, shortened: str, due: str) -> None:
    table = ProductionCalendar("RU", transferred=transferred, shortened=shortened)
    assert oracle(SIX_DAYS, holidays=table).add(moscow("2025-10-31T18:00"), 8 * HOUR) == moscow(due)


TEN_HOURS = "Mo-Fr 09:00-19:00"


@pytest.mark.parametrize(
    ("start", "rule", "due"),
    [
        # Friday 20 Nov 2026: the tenth business day after it is Friday 4 December (23-27 Nov are five, 30 Nov-4 Dec).
        ("2026-11-20T18:59", DayRule(), "2026-12-04T19:00"),
        ("2026-11-20T18:59", DayRule(counts_from="same_day"), "2026-12-03T19:00"),
        ("2026-11-20T18:59", DayRule(lands="same_time"), "2026-12-04T18:59"),
        # Saturday: the event's date is day 0, so Monday is the first of ten; or Monday itself is day 0.
        ("2026-11-21T12:00", DayRule(), "2026-12-04T19:00"),
        ("2026-11-21T12:00", DayRule(arrival="next_open"), "2026-12-07T19:00"),
        # Friday 25 Dec: 28, 29, 30 Dec are three, 11-15 January five more, Monday 18th and Tuesday 19th.
        ("2026-12-25T12:00", DayRule(), "2027-01-19T19:00"),
        ("2026-12-25T12:00", DayRule(counts_from="same_day"), "2027-01-18T19:00"),
    ],
)
def test_ten_working_days_of_a_published_term(start: str, rule: DayRule, due: str) -> None:
    assert oracle(TEN_HOURS, holidays="RU").add_business_days(moscow(start), 10, rule=rule) == moscow(due)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (DayRule(counts_from="same_day"), "2026-11-20T19:00"),  # within the day: its closing, a minute later
        (DayRule(), "2026-11-23T19:00"),  # the closing of the next one
    ],
)
def test_a_reaction_within_the_working_day(rule: DayRule, due: str) -> None:
    answers = oracle(TEN_HOURS, holidays="RU")
    assert answers.add_business_days(moscow("2026-11-20T18:59"), 1, rule=rule) == moscow(due)
    assert answers.add(moscow("2026-11-20T18:59"), 10 * HOUR) == moscow("2026-11-23T18:59")


@pytest.mark.parametrize(
    ("lands", "at", "due"),
    [
        # Windows 09-12 and 13-17; one business day after Monday 5 January 2026 is Tuesday.
        ("open", "11:00", "09:00"),
        ("17:30", "11:00", "17:30"),
        ("same_time", "20:00", "20:00"),
        ("same_time_in_hours", "08:00", "09:00"),
        ("same_time_in_hours", "12:00", "12:00"),  # exactly at a closing it stays
        ("same_time_in_hours", "12:30", "13:00"),
        ("same_time_in_hours", "20:00", "17:00"),
    ],
)
def test_where_a_business_day_lands(lands: str, at: str, due: str) -> None:
    answers = oracle("Mo-Fr 09:00-12:00,13:00-17:00")
    landed = answers.add_business_days(moscow(f"2026-01-05T{at}"), 1, rule=DayRule(lands=lands))
    assert landed == moscow(f"2026-01-06T{due}")


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-01-05T13:59", "2026-01-06T17:00"),  # Monday before the cutoff: Tuesday's closing
        ("2026-01-05T14:00", "2026-01-07T17:00"),  # at the cutoff it counts as Tuesday's opening
        ("2026-01-10T10:00", "2026-01-13T17:00"),  # Saturday counts as Monday's opening
    ],
)
def test_a_cutoff_moves_late_arrivals_to_the_next_business_day(at: str, due: str) -> None:
    answers = oracle("Mo-Fr 09:00-17:00")
    assert answers.add_business_days(moscow(at), 1, rule=DayRule(cutoff="14:00")) == moscow(due)


def test_business_days_count_backwards() -> None:
    answers = oracle("Mo-Fr 09:00-17:00")
    friday = answers.add_business_days(moscow("2026-01-12T12:00"), -1, rule=DayRule())  # from Monday
    assert friday == moscow("2026-01-09T17:00")
    assert answers.count_business_days(date(2026, 1, 12), date(2026, 1, 9)) == -1


# ---- clock changes (C9)


def test_c9_windows_in_the_hour_that_berlin_skips() -> None:
    # On 29 March 2026 the clock goes from 02:00 to 03:00. 02:00-02:30 moves to 03:00-03:30; 02:30-03:15 becomes
    # 03:30-03:15 and vanishes.
    night = oracle("Su 02:00-02:30,02:40-03:15", "Europe/Berlin")
    day = datetime(2026, 3, 29, tzinfo=BERLIN)
    assert shown(night.spans(day, day + 24 * HOUR)) == ["Sun 03:00-Sun 03:30"]


def test_c9_a_doubled_wall_time_is_its_first_reading() -> None:
    # On 25 October 2026 the clock goes from 03:00 back to 02:00 at 01:00Z. 02:15-02:45 is 00:15Z-00:45Z, once.
    night = oracle("Su 02:15-02:45", "Europe/Berlin")
    spans = night.spans(datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 10, 26, tzinfo=UTC))
    assert shown(spans) == ["Sun 00:15-Sun 00:45"]


def test_c9_a_window_around_the_doubled_hour_is_an_hour_longer() -> None:
    # 01:30 is 23:30Z the day before; 03:00 comes after both readings of 02:00-03:00, at 02:00Z.
    night = oracle("Su 01:30-03:00", "Europe/Berlin")
    day = datetime(2026, 10, 25, tzinfo=BERLIN)
    assert night.elapsed(day, day + timedelta(days=1)) == 2.5 * HOUR


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_c10_a_day_around_the_clock_is_as_long_as_it_was(day: date, hours: int) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
    assert oracle("24/7", "Europe/Berlin").elapsed(start, start + timedelta(days=1)) == hours * HOUR


def test_c9_a_skipped_date_has_no_windows() -> None:
    # Samoa went from Thursday 29 to Saturday 31 December 2011.
    samoa = oracle("Mo-Su 09:00-17:00", "Pacific/Apia")
    start, end = (datetime(2011, 12, day, 12, tzinfo=ZoneInfo("Pacific/Apia")) for day in (29, 31))
    assert shown(samoa.spans(start, end)) == ["Thu 12:00-Thu 17:00", "Sat 09:00-Sat 12:00"]
    assert not samoa.is_business_day(date(2011, 12, 30))
    assert samoa.count_business_days(date(2011, 12, 28), date(2011, 12, 31)) == 2


def test_c9_midnight_that_does_not_exist() -> None:
    # In Santiago 6 September 2026 begins at 01:00: the clock goes from 24:00 of the 5th, 04:00Z, to 01:00.
    santiago = oracle("Su 00:00-02:00", "America/Santiago")
    spans = santiago.spans(datetime(2026, 9, 6, tzinfo=UTC), datetime(2026, 9, 7, tzinfo=UTC))
    assert shown(spans) == ["Sun 04:00-Sun 05:00"]


# ---- night shifts (C2): week 22:00-06:00 every night, 1 January 2026 is a Thursday


@pytest.mark.parametrize(
    ("overnight", "hours", "open_times"),
    [
        # The closed Thursday loses its own 00-24, Wednesday's tail included; its tail on Friday stays.
        ("civil", "off", ["Wed 22:00-Thu 00:00", "Fri 00:00-Fri 06:00", "Fri 22:00-Sat 00:00"]),
        # The shift that starts on Thursday is gone; the tail of Wednesday's stays.
        ("shift", "off", ["Wed 22:00-Thu 06:00", "Fri 22:00-Sat 00:00"]),
        # Windows of its own replace Thursday's shift whole; Wednesday's tail stays.
        ("civil", "10:00-15:00", ["Wed 22:00-Thu 06:00", "Thu 10:00-Thu 15:00", "Fri 22:00-Sat 00:00"]),
        ("civil", "20:00-02:00", ["Wed 22:00-Thu 06:00", "Thu 20:00-Fri 02:00", "Fri 22:00-Sat 00:00"]),
    ],
)
def test_c2_a_special_thursday_among_nights(overnight: str, hours: str, open_times: list[str]) -> None:
    nights = oracle("Mo-Su 22:00-06:00", "UTC", overnight=overnight, special_days={date(2026, 1, 1): hours})
    spans = nights.spans(datetime(2025, 12, 31, 12, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC))
    assert shown(spans) == open_times


def test_c2_own_windows_end_at_midnight_before_another_special_day() -> None:
    special = {date(2026, 1, 1): "20:00-02:00", date(2026, 1, 2): "10:00-12:00"}
    nights = oracle("Mo-Fr 09:00-17:00", "UTC", special_days=special)
    spans = nights.spans(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC))
    assert shown(spans) == ["Thu 20:00-Fri 00:00", "Fri 10:00-Fri 12:00"]


def test_c4_closing_earlier_takes_from_the_last_window_and_no_more() -> None:
    special = [
        SpecialDay("2026-01-05", {"close_earlier": "2 hours"}),  # 13-17 becomes 13-15
        SpecialDay("2026-01-06", {"close_earlier": "5 hours"}),  # 13-17 vanishes, 09-12 stays whole
        SpecialDay("2026-01-07", {"open_later": "90 minutes"}),  # 09-12 becomes 10:30-12
        SpecialDay("2026-01-08", {"like": "sat"}),
    ]
    week = oracle("Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-11:00", "UTC", special_days=special)
    spans = week.spans(datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 9, tzinfo=UTC))
    assert shown(spans) == [
        "Mon 09:00-Mon 12:00", "Mon 13:00-Mon 15:00", "Tue 09:00-Tue 12:00", "Wed 10:30-Wed 12:00",
        "Wed 13:00-Wed 17:00", "Thu 10:00-Thu 11:00",
    ]  # fmt: skip


# ---- edges (C12, C13) and what cannot be found


def test_c12_near_is_the_closing_and_far_the_next_opening() -> None:
    week = oracle("Mo-Fr 10:00-19:00", "UTC")
    friday, monday = datetime(2026, 1, 9, 18, tzinfo=UTC), datetime(2026, 1, 12, 10, tzinfo=UTC)
    assert week.add(friday, HOUR) == datetime(2026, 1, 9, 19, tzinfo=UTC)
    assert week.add(friday, HOUR, edge="far") == monday
    assert week.subtract(monday + HOUR, HOUR) == monday
    assert week.subtract(monday + HOUR, HOUR, edge="far") == datetime(2026, 1, 9, 19, tzinfo=UTC)


def test_c13_nothing_rolls_to_the_nearest_open_time() -> None:
    week, sunday = oracle("Mo-Fr 10:00-19:00", "UTC"), datetime(2026, 1, 11, tzinfo=UTC)
    assert week.add(sunday, timedelta(0)) == datetime(2026, 1, 12, 10, tzinfo=UTC)
    assert week.subtract(sunday, timedelta(0)) == datetime(2026, 1, 9, 19, tzinfo=UTC)


def test_an_answer_too_far_to_walk_to_is_given_up() -> None:
    once = Oracle(Calendar.of_spans([("2026-01-05T09:00Z", "2026-01-05T10:00Z")], zone="UTC"), days=30)
    with pytest.raises(GaveUp):
        once.next_open(datetime(2026, 1, 6, tzinfo=UTC))


# ---- algebra, by membership


def test_c16_c18_combined_calendars() -> None:
    day, night = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC"), Calendar.weekly("Mo-Su 15:00-23:00", zone="UTC")
    start, end = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC)  # a Monday
    assert shown(Oracle(day | night).spans(start, end)) == ["Mon 09:00-Mon 23:00"]
    assert shown(Oracle(day & night).spans(start, end)) == ["Mon 15:00-Mon 17:00"]
    assert shown(Oracle(day - night).spans(start, end)) == ["Mon 09:00-Mon 15:00"]
    changed = Oracle(day.until(start + 16 * HOUR, then=night))
    assert shown(changed.spans(start, end)) == ["Mon 09:00-Mon 23:00"]
    assert open_microseconds(day & night, start, end) == 7_200_000_000


# ---- the walk from edge to edge is itself held against counting minute by minute


@given(data=st.data())
def test_walking_from_edge_to_edge_equals_counting_minutes(data: st.DataObject) -> None:
    calendar = data.draw(weekly_calendars())
    day = data.draw(dates(calendar.zone))
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    walker = Oracle(calendar)
    end = start + timedelta(days=2)
    step = timedelta(seconds=1 if _has_seconds(walker, start, end) else 60)
    end = end if step == timedelta(minutes=1) else start + timedelta(hours=1)
    assert walker.elapsed(start, end) == walker.counted(start, end, step=step)


def _has_seconds(walker: Oracle, start: datetime, end: datetime) -> bool:
    spans = walker.spans(start, end)
    return any(instant_of(at) % 60_000_000 for span in spans for at in span)


# ---- the same questions the other way round, and calendars of every kind


def test_a_negative_amount_is_counted_the_other_way() -> None:
    # Ten hours before Tuesday 12:00: two on Tuesday, eight on Monday from 11:00.
    week = oracle("Mo-Fr 10:00-19:00", "UTC")
    tuesday, monday = datetime(2026, 1, 6, 12, tzinfo=UTC), datetime(2026, 1, 5, 11, tzinfo=UTC)
    assert week.add(tuesday, -10 * HOUR) == week.subtract(tuesday, 10 * HOUR) == monday
    assert week.subtract(monday, -10 * HOUR) == week.add(monday, 10 * HOUR) == tuesday
    assert week.elapsed(tuesday, monday) == -week.elapsed(monday, tuesday) == -10 * HOUR


def test_an_edge_between_two_stretches_that_touch_is_no_gap() -> None:
    week = oracle("Mo-Su 00:00-24:00", "UTC")
    noon = datetime(2026, 1, 6, 12, tzinfo=UTC)
    assert week.add(noon, 12 * HOUR, edge="far") == noon + 12 * HOUR
    assert week.subtract(noon, 12 * HOUR, edge="far") == noon - 12 * HOUR


def test_counting_step_by_step_is_counting() -> None:
    # From 12:00 on Friday to 11:00 on Monday: seven hours and one.
    week = oracle("Mo-Fr 10:00-19:00", "UTC")
    friday, monday = datetime(2026, 1, 9, 12, tzinfo=UTC), datetime(2026, 1, 12, 11, tzinfo=UTC)
    assert week.counted(friday, monday, step=timedelta(minutes=30)) == week.elapsed(friday, monday) == 8 * HOUR


DAY_DESK = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00", zone="UTC")
LUNCH = Calendar.weekly("Mo-Fr 12:00-13:00", zone="UTC")
TOKYO = Calendar.weekly("Tu 08:00-10:00", zone="Asia/Tokyo")  # nine hours ahead: Monday 23:00 to Tuesday 1:00 in UTC
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
NOON = MONDAY + 12 * HOUR
OWNED: dict[str, tuple[Calendar, list[str]]] = {
    # A night belongs to Monday, on which it begins, and Tuesday's to Tuesday.
    "either": (DAY_DESK | NIGHTS, ["Mon 09:00-Mon 17:00", "Mon 22:00-Tue 06:00"]),
    "the first alone": (DAY_DESK - LUNCH, ["Mon 09:00-Mon 12:00", "Mon 13:00-Mon 17:00"]),
    "both": (DAY_DESK & LUNCH, ["Mon 12:00-Mon 13:00"]),
    "a part elsewhere": (LUNCH | TOKYO, ["Mon 12:00-Mon 13:00", "Mon 23:00-Tue 00:00"]),
    "none": (Calendar.never() | Calendar.never(), []),
    # The old desk until noon, and from then on another, that joins it there.
    "versions that join": (
        DAY_DESK.until(NOON, then=NIGHTS | DAY_DESK), ["Mon 09:00-Mon 17:00", "Mon 22:00-Tue 06:00"],
    ),
    "versions with a gap": (DAY_DESK.until(NOON, then=NIGHTS), ["Mon 09:00-Mon 12:00", "Mon 22:00-Tue 06:00"]),
    # Tokyo's hours hold from noon; of them Monday owns what lies before its midnight.
    "versions elsewhere": (DAY_DESK.until(NOON, then=TOKYO), ["Mon 09:00-Mon 12:00", "Mon 23:00-Tue 00:00"]),
    "given": (
        Calendar.of_spans([("2026-01-05T20:00Z", "2026-01-06T04:00Z")], zone="UTC"), ["Mon 20:00-Tue 00:00"],
    ),
    # A frozen date keeps what it owned.
    "frozen": (NIGHTS.freeze(date(2026, 1, 5), date(2026, 1, 7)), ["Mon 22:00-Tue 06:00"]),
    "always": (Calendar.always(), ["Mon 00:00-Tue 00:00"]),
    "never": (Calendar.never(), []),
}  # fmt: skip


@pytest.mark.parametrize("kind", OWNED)
def test_c18_what_a_date_owns_in_calendars_of_every_kind(kind: str) -> None:
    calendar, owned = OWNED[kind]
    found = doors_of(calendar).owned(MONDAY.date())
    assert shown([(datetime_of(start), datetime_of(end)) for start, end in found]) == owned
    assert calendar.is_business_day(MONDAY.date()) is bool(owned)


def test_a_thing_that_is_no_calendar_is_not_known() -> None:
    class Odd:
        """Something with a description that nobody wrote."""

        description = "odd hours"

    with pytest.raises(TypeError, match="knows no calendar of str"):
        doors_of(Odd())  # type: ignore[arg-type]  # handed in to be refused
