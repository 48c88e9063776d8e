from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import holidays
import pytest
from holidays.countries.sweden import Sweden

from slacal.calendars.public_holidays import PublicHolidays
from slacal.errors import BadInput, UnknownName, WrongType
from slacal.spans.day_time import Window

if TYPE_CHECKING:
    from collections.abc import Callable

RUSSIA = PublicHolidays("RU")


def texts(dates: dict[date, date | None]) -> dict[str, str]:
    return {str(on): str(other) for on, other in dates.items()}


def test_c7_holidays_are_plain_dates_with_names() -> None:
    off = PublicHolidays("DE", "BY").year(2026).off
    assert off[date(2026, 6, 4)] == "Fronleichnam"  # 60 days from 5 April, the Easter Sunday counted as the first
    assert date(2026, 6, 4) not in PublicHolidays("DE", "BE").year(2026).off


def test_c7_31_december_2026_is_given_in_exchange_and_no_holiday() -> None:
    # Government decree 1466 of 24 September 2025: 3 January moved to 9 January, 4 January to 31 December 2026.
    year = RUSSIA.year(2026)
    assert texts(dict(year.exchanged)) == {"2026-01-09": "2026-01-03", "2026-12-31": "2026-01-04"}
    assert date(2026, 12, 31) in year.off
    assert year.workdays == {}


def test_c7_statutory_holidays_alone_leave_the_exchanged_days_out() -> None:
    off = PublicHolidays("RU", transferred="ignore").year(2026).off
    assert date(2026, 12, 31) not in off
    assert date(2026, 1, 9) not in off
    assert date(2026, 1, 4) in off


def test_c5_a_working_saturday_knows_the_weekday_that_it_replaces() -> None:
    assert texts(dict(RUSSIA.year(2025).workdays)) == {"2025-11-01": "2025-11-03"}
    assert texts(dict(RUSSIA.year(2024).workdays)) == {
        "2024-04-27": "2024-04-29",
        "2024-11-02": "2024-04-30",
        "2024-12-28": "2024-12-30",
    }


# As their governments announced them for 2025.
@pytest.mark.parametrize(
    ("country", "workdays"),
    [
        ("BY", {"2025-01-11": "2025-01-06", "2025-04-26": "2025-04-28", "2025-07-12": "2025-07-04",
                "2025-12-20": "2025-12-26"}),
        ("CN", {"2025-01-26": "2025-02-03", "2025-02-08": "2025-02-04", "2025-04-27": "2025-05-05",
                "2025-09-28": "2025-10-07", "2025-10-11": "2025-10-08"}),
        ("HU", {"2025-05-17": "2025-05-02", "2025-10-18": "2025-10-24", "2025-12-13": "2025-12-24"}),
        ("LV", {"2025-05-10": "2025-05-02", "2025-11-08": "2025-11-17"}),
        ("TW", {"2025-02-08": "2025-01-27"}),
        ("DE", {}),
    ],
)  # fmt: skip
def test_c5_other_countries_move_their_working_days_too(country: str, workdays: dict[str, str]) -> None:
    year = PublicHolidays(country).year(2025)
    assert texts(dict(year.workdays)) == workdays
    assert texts({off: on for on, off in year.workdays.items() if off}) == texts(dict(year.exchanged))


def test_c5_a_working_day_may_be_moved_to_the_year_before() -> None:
    # Myanmar worked on 3 January 2026 for 26 December 2025.
    myanmar = PublicHolidays("MM")
    assert texts(dict(myanmar.year(2026).workdays)) == {"2026-01-03": "2025-12-26"}
    assert myanmar.year(2025).exchanged[date(2025, 12, 26)] == date(2026, 1, 3)


def test_c5_a_holiday_moved_from_a_weekday_comes_back_when_transfers_are_ignored() -> None:
    # Kazakhstan rested on 8 May 2020 in place of Monday 11 May.
    moved, plain = (PublicHolidays("KZ", transferred=reading).year(2020).off for reading in ("replaced", "ignore"))
    assert (date(2020, 5, 8) in moved, date(2020, 5, 11) in moved) == (True, False)
    assert (date(2020, 5, 8) in plain, date(2020, 5, 11) in plain) == (False, True)


def test_c5_markets_do_not_trade_on_working_saturdays() -> None:
    assert PublicHolidays("XSHG").year(2025).workdays == {}


def test_c7_days_in_lieu_can_be_left_out() -> None:
    # 1 January 2028 is a Saturday; England rests on Monday 3 January instead.
    assert date(2028, 1, 3) in PublicHolidays("GB", "ENG").year(2028).off
    assert date(2028, 1, 3) not in PublicHolidays("GB", "ENG", observed=False).year(2028).off


def test_c7_categories_add_up() -> None:
    public, both = PublicHolidays("GB"), PublicHolidays("DE", "BY", categories=("catholic", "public"))
    assert public.categories == ("public",)
    assert both.year(2026).off[date(2026, 8, 15)] == "Mariä Himmelfahrt"
    assert date(2026, 8, 15) not in PublicHolidays("DE", "BY").year(2026).off


def test_c7_names_never_follow_the_language_of_the_environment() -> None:
    code = "from slacal.calendars.public_holidays import PublicHolidays as P; print(ascii(P('DE').year(2026).off))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={"LANGUAGE": language, "PYTHONPATH": ":".join(sys.path)}, check=True,
            capture_output=True, text=True,
        ).stdout
        for language in ("", "uk", "en_US")
    }  # fmt: skip
    assert len(said) == 1
    assert "Neujahr" in said.pop()


def test_c8_the_years_of_russia_end_with_the_table_of_its_transfers() -> None:
    assert RUSSIA.known_years() == (1991, 2027)


def test_c8_the_known_dates_are_whole_years() -> None:
    assert RUSSIA.known_dates() == (date(1991, 1, 1), date(2027, 12, 31))


def test_c8_without_transfers_russia_still_lists_its_days_in_lieu_year_by_year() -> None:
    assert PublicHolidays("RU", transferred="ignore").known_years() == (1991, 2027)
    assert PublicHolidays("RU", transferred="ignore", observed=False).known_years()[1] > 2027


@pytest.mark.parametrize("country", ["DE", "US", "GB", "XNYS", "AM", "BG", "UA"])
def test_c8_countries_that_move_no_days_are_known_far_ahead(country: str) -> None:
    assert PublicHolidays(country).known_years()[1] == 2100


@pytest.mark.parametrize("country", ["AZ", "BY", "CN", "HU", "KZ", "KG", "LV", "MM", "TW", "UZ", "VN"])
def test_c8_countries_that_move_days_are_known_as_far_as_their_decrees(country: str) -> None:
    assert 2025 <= PublicHolidays(country).known_years()[1] < 2040
    assert PublicHolidays(country, transferred="ignore").known_years()[1] > 2040


def test_c8_a_category_that_stands_in_tables_is_known_as_far_as_they_go() -> None:
    table, rules = PublicHolidays("ID", categories="government"), PublicHolidays("ID")
    assert table.known_years()[1] < 2040 < rules.known_years()[1]


def test_years_outside_are_empty() -> None:
    assert RUSSIA.year(1950) == RUSSIA.year(2150) == ({}, {}, {})


@pytest.mark.parametrize(
    "both",
    [
        lambda: (PublicHolidays.parse("de-by"), PublicHolidays("DEU", "Bayern")),
        lambda: (PublicHolidays("DE", language="de"), PublicHolidays("DE")),
        lambda: (PublicHolidays("RU", language="en-US"), PublicHolidays("RU", language="en_US")),
        lambda: (PublicHolidays("DE", categories=["public", "public"]), PublicHolidays("DE", categories="public")),
        lambda: (PublicHolidays("NYSE"), PublicHolidays("XNYS")),
        lambda: (
            PublicHolidays("RU", transferred="10:00-12:00,12:00-15:00"),
            PublicHolidays("RU", transferred="10:00-15:00"),
        ),
    ],
)
def test_choices_that_say_the_same_are_equal(both: Callable[[], tuple[PublicHolidays, PublicHolidays]]) -> None:
    first, second = both()
    assert first == second
    assert hash(first) == hash(second)


@pytest.mark.parametrize(
    "choice",
    [
        RUSSIA,
        PublicHolidays("DE", "BY", categories=("catholic", "public"), observed=False, language="en_US"),
        PublicHolidays("RU", transferred="10:00-15:00,16:00-17:00"),
        PublicHolidays("XNYS", transferred="ignore"),
    ],
)
def test_a_choice_is_rebuilt_from_its_repr_and_its_pickle(choice: PublicHolidays) -> None:
    assert eval(repr(choice)) == choice  # noqa: S307 # the text is our own
    assert pickle.loads(pickle.dumps(choice)) == choice  # noqa: S301 # likewise
    assert replace(choice) == choice
    assert PublicHolidays.parse(choice.code).country == choice.country


def test_a_choice_says_no_more_than_it_must() -> None:
    assert repr(PublicHolidays.parse("DE-BY")) == "PublicHolidays('DE', 'BY')"
    assert PublicHolidays.parse("DE-BY", transferred="10:00-15:00").transferred == (Window.parse("10:00-15:00"),)


@pytest.mark.parametrize(
    ("arguments", "options", "field", "mend"),
    [
        (("Germany",), {}, "country", "did you mean 'DE'?"),
        (("Ukrain",), {}, "country", "did you mean 'UA'?"),
        (("Australi",), {}, "country", "did you mean 'AU'?"),  # nearer than Austria
        (("XX",), {}, "country", "write an ISO 3166 code such as 'RU' or 'DE'"),
        (("DE-BY",), {}, "country", "did you mean PublicHolidays.parse('DE-BY')?"),
        (("DE-Baden-Württemberg",), {}, "country", "did you mean PublicHolidays.parse('DE-Baden-Württemberg')?"),
        (("ile of men",), {}, "country", "did you mean 'IM'?"),
        (("Bavaria",), {}, "country", "write an ISO 3166 code such as 'RU' or 'DE'"),  # which is not Bulgaria
        (("DE", "Bayer"), {}, "subdivision", "did you mean 'Bayern'?"),
        (("PR", "CA"), {}, "subdivision", "write 'PR' alone"),  # California, another of the United States
        (("RU", "MOW"), {}, "subdivision", "write 'RU' alone"),
        (("RU", 5), {}, "subdivision", "write 'RU' alone"),
        (("DE",), {"categories": "publik"}, "categories", "did you mean 'public'?"),
        (("DE",), {"language": "en_UK"}, "language", "did you mean 'en_US'?"),
        (("NZ",), {"language": "de"}, "language", "leave it out"),
    ],
)
def test_c7_unknown_names_fail_when_built_with_the_nearest_known(
    arguments: tuple[Any, ...], options: dict[str, str], field: str, mend: str
) -> None:
    with pytest.raises(UnknownName) as refusal:
        PublicHolidays(*arguments, **options)  # type: ignore[arg-type] # options of any name
    assert (refusal.value.field, refusal.value.mend) == (field, mend)


@pytest.mark.parametrize("options", [{"observed": 1}, {"categories": [3]}, {"transferred": 3}, {"subdivision": 5}])
def test_options_of_another_type_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(WrongType):
        PublicHolidays("DE", **options)  # type: ignore[arg-type] # handed in to be refused


def test_no_category_at_all_is_refused() -> None:
    with pytest.raises(BadInput):
        PublicHolidays("DE", categories=())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (holidays.country_holidays("RU"), "PublicHolidays('RU')"),
        (holidays.country_holidays("DE", subdiv="BY", years=2026), "PublicHolidays('DE', 'BY')"),
        (holidays.country_holidays("US", observed=False, years=2020), "PublicHolidays('US', observed=False)"),
        (holidays.financial_holidays("NYSE", expand=False, years=2026), "PublicHolidays('XNYS')"),
        (holidays.financial_holidays("XSHG", language="en_US"), "PublicHolidays('XSHG', language='en_US')"),
        (holidays.country_holidays("DE", language="uk"), "PublicHolidays('DE', language='uk')"),
        (
            holidays.country_holidays("BR", categories=("public", "optional")),
            "PublicHolidays('BR', categories=('optional', 'public'))",
        ),
        (holidays.country_holidays("PR"), "PublicHolidays('PR')"),  # to the package it is one of the United States
        (holidays.financial_holidays("XLON"), "PublicHolidays('XLON')"),  # and this is England
    ],
)
def test_c7_an_object_of_the_package_is_kept_as_its_recipe(given: holidays.HolidayBase, expected: str) -> None:
    years = set(given.years)
    assert repr(PublicHolidays.of(given)) == expected
    assert given.years == years, "the object was changed by being read"


def test_c5_the_reading_of_transfers_stands_beside_an_object_of_the_package() -> None:
    given = PublicHolidays.of(holidays.country_holidays("RU"), transferred="own")
    assert given == PublicHolidays("RU", transferred="own")


def with_a_date_of_its_own() -> holidays.HolidayBase:
    given = holidays.country_holidays("DE")
    given.update({date(2026, 12, 31): "stocktaking"})
    return given


@pytest.mark.parametrize(
    "given",
    [
        holidays.country_holidays("RU") + holidays.country_holidays("KZ"),
        holidays.country_holidays("DE") + holidays.country_holidays("DE", subdiv="BY"),
        Sweden(include_sundays=True),
        with_a_date_of_its_own(),
        holidays.HolidayBase(),
    ],
)
def test_c7_an_object_without_a_recipe_is_refused(given: holidays.HolidayBase) -> None:
    with pytest.raises(BadInput) as refusal:
        PublicHolidays.of(given)
    assert refusal.value.field == "holidays"
    assert "holidays=[" in refusal.value.mend


def test_only_objects_of_the_package_have_a_recipe() -> None:
    with pytest.raises(WrongType):
        PublicHolidays.of({date(2026, 12, 31): "stocktaking"})


def test_the_working_days_of_russia_are_those_of_the_production_calendar() -> None:
    """Two sources that nobody on this project wrote: the holidays package, and xmlcalendar.ru in the shipped table."""
    from slacal.calendars.production import ProductionCalendar

    table = ProductionCalendar("RU")
    for year in range(2015, 2028):
        found = RUSSIA.year(year)
        for on in (date(year, 1, 1) + timedelta(days) for days in range(366)):
            facts = table.on(on)
            if facts is not None and on.year == year:
                works = on in found.workdays or (on.weekday() < 5 and on not in found.off)
                assert works is facts.type.is_worked, on
