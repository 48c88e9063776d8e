"""Rules C7 and C8: public holidays as a frozen choice, and what is said beyond the dates that they know.

The Russian data ends with 2027, because the transfers of 2028 are not decreed yet; 10 January 2028 is a Monday.
"""

from __future__ import annotations

import pickle
import warnings
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import holidays as package
import pytest

from slacal import (
    BadInput,
    BeyondData,
    Calendar,
    CoverageWarning,
    DayRule,
    Layer,
    ProductionCalendar,
    PublicHolidays,
    UnknownName,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DESK = "Mo-Fr 10:00-19:00"
KNOWN, UNKNOWN = datetime(2027, 12, 1, 12, tzinfo=UTC), datetime(2028, 2, 1, 12, tzinfo=UTC)

# Every question, asked so that its answer needs a date of 2028.
QUESTIONS: dict[str, Callable[[Calendar], object]] = {
    "is_open": lambda desk: desk.is_open(UNKNOWN),
    "status": lambda desk: desk.status(UNKNOWN),
    "status until": lambda desk: desk.status(datetime(2027, 12, 31, 12, tzinfo=UTC)),
    "add": lambda desk: desk.add(KNOWN, timedelta(hours=300)),
    "subtract": lambda desk: desk.subtract(UNKNOWN, timedelta(hours=300)),
    "elapsed": lambda desk: desk.elapsed(KNOWN, UNKNOWN),
    "elapsed backwards": lambda desk: desk.elapsed(UNKNOWN, KNOWN),
    "next_open": lambda desk: desk.next_open(UNKNOWN),
    "next_close": lambda desk: desk.next_close(UNKNOWN),
    "previous_open": lambda desk: desk.previous_open(UNKNOWN),
    "previous_close": lambda desk: desk.previous_close(UNKNOWN),
    "roll_forward": lambda desk: desk.roll_forward(UNKNOWN),
    "roll_back": lambda desk: desk.roll_back(UNKNOWN),
    "spans": lambda desk: list(desk.spans(KNOWN, UNKNOWN)),
    "spans_after": lambda desk: list(islice(desk.spans_after(KNOWN), 60)),
    "spans_before": lambda desk: list(islice(desk.spans_before(UNKNOWN), 1)),
    "explain": lambda desk: desk.explain(KNOWN, UNKNOWN),
    "day": lambda desk: desk.day(date(2028, 1, 10)),
    "is_business_day": lambda desk: desk.is_business_day(date(2028, 1, 10)),
    "add_business_days": lambda desk: desk.add_business_days(KNOWN, 40),
    "add_business_days, landing by the clock": lambda desk: desk.add_business_days(
        KNOWN, 40, rule=DayRule(lands="same_time")
    ),
    "count_business_days": lambda desk: desk.count_business_days(date(2027, 12, 1), date(2028, 2, 1)),
}


def closed(calendar: Calendar, *days: str) -> list[bool]:
    return [not calendar.is_business_day(date.fromisoformat(day)) for day in days]


# ---- C7


def test_c7_a_public_holiday_is_closed_and_has_its_name() -> None:
    day = Calendar.weekly(DESK, zone="UTC", holidays="DE").day(date(2026, 5, 1))
    assert (day.windows, day.layer, day.reason) == ((), Layer.PUBLIC_HOLIDAY, "Erster Mai")


def test_c7_a_subdivision_has_holidays_of_its_own() -> None:
    # Corpus Christi, Thursday 4 June 2026, is kept in Bavaria and not in Berlin
    assert closed(Calendar.weekly(DESK, zone="UTC", holidays="DE-BY"), "2026-06-04") == [True]
    assert closed(Calendar.weekly(DESK, zone="UTC", holidays="DE-BE"), "2026-06-04") == [False]


@pytest.mark.parametrize(("observed", "friday"), [(True, True), (False, False)])
def test_c7_days_in_lieu_can_be_left_out(observed: bool, friday: bool) -> None:
    # Independence Day of 2026 is a Saturday, and Friday the 3rd is off in lieu
    desk = Calendar.weekly("Mo-Su 10:00-19:00", zone="UTC", holidays=PublicHolidays("US", observed=observed))
    assert closed(desk, "2026-07-03", "2026-07-04") == [friday, True]


def test_c7_categories_choose_what_counts() -> None:
    # 31 December is no public holiday in Germany; Brazil's optional days include Ash Wednesday, 18 February 2026
    public, both = PublicHolidays("BR"), PublicHolidays("BR", categories=("public", "optional"))
    assert closed(Calendar.weekly(DESK, zone="UTC", holidays=public), "2026-02-18", "2026-12-25") == [False, True]
    assert closed(Calendar.weekly(DESK, zone="UTC", holidays=both), "2026-02-18", "2026-12-25") == [True, True]


def test_c7_names_are_in_the_countrys_language_or_in_the_one_asked_for() -> None:
    names = [
        Calendar.weekly(DESK, zone="UTC", holidays=PublicHolidays("RU", language=language))
        .day(date(2026, 11, 4))
        .reason
        for language in (None, "en_US")
    ]
    assert names == ["День народного единства", "Unity Day"]


def test_c7_the_environment_does_not_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL"):
        monkeypatch.setenv(name, "en_US.UTF-8")
    assert PublicHolidays("RU").year(2029).off[date(2029, 11, 4)] == "День народного единства"


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (lambda: PublicHolidays("XX"), "country"),
        (lambda: PublicHolidays("DE", "XX"), "subdivision"),
        (lambda: PublicHolidays("DE", categories="publik"), "categories"),
        (lambda: PublicHolidays("RU", language="xx"), "language"),
        (lambda: Calendar.weekly(DESK, zone="UTC", holidays="XX"), "country"),
        (lambda: Calendar.weekly(DESK, zone="UTC", holidays=["RU", "DE-XX"]), "subdivision"),
    ],
)
def test_c7_an_unknown_name_fails_when_the_calendar_is_built(build: Callable[[], object], field: str) -> None:
    with pytest.raises(UnknownName) as caught:
        build()
    assert caught.value.field == field


def test_c7_the_choice_is_frozen_and_equal_when_it_says_the_same() -> None:
    bavaria = PublicHolidays("DE", "BY")
    assert bavaria == PublicHolidays.parse("DE-BY") == PublicHolidays("DE", "Bayern") == PublicHolidays.parse("de-by")
    assert len({bavaria, PublicHolidays.parse("DE-BY")}) == 1
    assert pickle.loads(pickle.dumps(bavaria)) == bavaria  # noqa: S301 - bytes of our own
    assert bavaria != PublicHolidays("DE")


def test_c7_an_object_of_the_holidays_package_is_kept_as_its_recipe() -> None:
    theirs = package.country_holidays("DE", subdiv="BY", years=2026)
    desk = Calendar.weekly(DESK, zone="UTC", holidays=theirs)
    assert desk == Calendar.weekly(DESK, zone="UTC", holidays="DE-BY")
    theirs.append({date(2026, 11, 18): "later"})  # what becomes of the object does not matter any more
    assert closed(desk, "2026-11-18", "2027-05-06") == [False, True]  # Ascension Day of another year


def test_c7_a_holidays_object_with_dates_of_its_own_is_refused() -> None:
    theirs = package.country_holidays("DE", years=2026)
    theirs.append({date(2026, 11, 18): "company day"})
    with pytest.raises(BadInput) as caught:
        Calendar.weekly(DESK, zone="UTC", holidays=theirs)
    assert caught.value.field == "holidays"


def test_c7_several_sources_stand_side_by_side() -> None:
    desk = Calendar.weekly(DESK, zone="UTC", holidays=["RU", "DE", date(2026, 11, 18)])
    # Unity Day, the Friday after Christmas Eve, the company's own day, and a day like any other
    assert closed(desk, "2026-11-04", "2026-12-25", "2026-11-18", "2026-11-19") == [True, True, True, False]


# ---- C8


@pytest.mark.parametrize("source", ["RU", ProductionCalendar("RU")])
@pytest.mark.parametrize("question", QUESTIONS)
def test_c8_beyond_known_dates_every_answer_warns(question: str, source: object) -> None:
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays=source)
    with pytest.warns(CoverageWarning, match="not known from 2028-01-01"):
        QUESTIONS[question](desk)


@pytest.mark.parametrize("question", QUESTIONS)
def test_c8_raise_refuses_the_answer(question: str) -> None:
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays="RU", coverage="raise")
    with pytest.raises(BeyondData) as caught:
        QUESTIONS[question](desk)
    assert "2028-01-01" in caught.value.problem


@pytest.mark.parametrize("question", QUESTIONS)
def test_c8_ignore_answers_in_silence(question: str) -> None:
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays="RU", coverage="ignore")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        QUESTIONS[question](desk)
    assert desk.is_business_day(date(2028, 1, 10))


def test_c8_within_known_dates_nothing_warns() -> None:
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays="RU")
    late = datetime(2027, 12, 30, 12, tzinfo=UTC)  # Thursday 15:00, the 31st is off
    assert str(desk.add(late, timedelta(hours=4))) == "2027-12-30 16:00:00+00:00"
    assert desk.elapsed(KNOWN, late) > timedelta()


@pytest.mark.parametrize(("hours", "warns"), [(4, False), (5, True)])
def test_c8_an_answer_warns_only_when_it_rests_on_an_unknown_date(hours: int, warns: bool) -> None:
    # Thursday 30 December 2027 has four hours left; the fifth is worked in 2028
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays="RU", coverage="raise")
    late = datetime(2027, 12, 30, 12, tzinfo=UTC)
    if warns:
        with pytest.raises(BeyondData):
            desk.add(late, timedelta(hours=hours))
    else:
        assert desk.add(late, timedelta(hours=hours)) == late + timedelta(hours=hours)


def test_c8_dates_before_the_data_begins_warn_too() -> None:
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays=ProductionCalendar("RU"))
    with pytest.warns(CoverageWarning, match="not known before 2015-01-01"):
        desk.is_open(datetime(2014, 12, 31, 20, tzinfo=UTC))  # 23:00 of the last day of 2014 in Moscow
    assert not desk.is_open(datetime(2014, 12, 31, 21, tzinfo=UTC))


def test_c8_the_edge_of_the_data_is_a_midnight_of_the_calendars_zone() -> None:
    desk = Calendar.weekly("24/7", zone="Europe/Moscow", holidays="RU", coverage="raise")
    assert not desk.is_open(datetime(2027, 12, 31, 20, 59, 59, tzinfo=UTC))  # a day off in exchange
    with pytest.raises(BeyondData):
        desk.is_open(datetime(2027, 12, 31, 21, tzinfo=UTC))


@pytest.mark.parametrize("question", ["is_open", "add", "next_open", "day", "add_business_days", "spans"])
def test_c8_the_warning_names_the_callers_line(question: str) -> None:
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays="RU")
    with pytest.warns(CoverageWarning) as caught:
        QUESTIONS[question](desk)
    assert caught[0].filename == __file__


def test_c8_the_source_that_ends_first_is_named() -> None:
    desk = Calendar.weekly(DESK, zone="Europe/Moscow", holidays=["DE", "RU"])
    with pytest.warns(CoverageWarning, match=r"PublicHolidays\('RU'\)"):
        desk.is_open(UNKNOWN)


def test_c8_plain_dates_and_weeks_know_every_year() -> None:
    desk = Calendar.weekly(DESK, zone="UTC", holidays=[date(2026, 11, 18)], coverage="raise")
    assert desk.is_open(datetime(2048, 11, 18, 12, tzinfo=UTC))  # a Wednesday


def test_c8_an_unknown_choice_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        Calendar.weekly(DESK, zone="UTC").replace(coverage="silent")
    assert caught.value.field == "coverage"


def test_c8_a_status_a_day_and_each_stretch_carry_a_note_where_holidays_are_not_known() -> None:
    desk = Calendar.weekly(DESK, zone="UTC", holidays=ProductionCalendar("RU"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        noted = [
            *(desk.status(instant).note for instant in (KNOWN, UNKNOWN)),
            *(desk.day(instant.date()).note for instant in (KNOWN, UNKNOWN)),
        ]
        told = desk.explain(datetime(2027, 12, 30, 12, tzinfo=UTC), datetime(2028, 1, 3, 12, tzinfo=UTC))
    assert [bool(note) for note in noted] == [False, True, False, True]
    assert "not known from 2028-01-01" in noted[1]
    assert [bool(part.note) for part in told] == [part.ends_at > datetime(2028, 1, 1, tzinfo=UTC) for part in told]
    silent = desk.replace(coverage="ignore")
    assert (silent.status(UNKNOWN).note, silent.day(UNKNOWN.date()).note) == ("", "")
