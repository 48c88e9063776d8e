"""What the holidays package is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import holidays
import pytest
from holidays.countries.germany import Germany
from holidays.countries.sri_lanka import SriLankaStaticHolidays

from slacal import BadInput, PublicHolidays, UnknownName, WrongType


class Ours(Germany):
    """A class of one's own that says so far what Germany's does."""


class Works(holidays.HolidayBase):
    """A class of one's own under a code that nobody has."""

    country = "OUR-WORKS"


def test_a_country_is_named_by_a_text() -> None:
    country: Any = 5
    with pytest.raises(WrongType) as caught:
        PublicHolidays(country)
    assert (caught.value.field, caught.value.value) == ("country", 5)


def test_a_mend_lists_twenty_names_and_says_that_there_are_more() -> None:
    # the Solomon Islands have ten provinces, and eleven other names for them
    with pytest.raises(UnknownName) as caught:
        PublicHolidays("SB", "Q")
    listed = caught.value.mend.removeprefix("write one of ").split(", ")
    assert (len(listed), listed[0], listed[-1]) == (21, "'CE'", "...")


# In 2018 Lori and Shirak, where the earthquake of 7 December 1988 was, rested on that Friday for Saturday the 15th.
def test_c5_a_part_of_a_country_has_transfers_of_its_own_beside_the_countrys() -> None:
    country, part = (PublicHolidays.parse(code).year(2018) for code in ("AM", "AM-LO"))
    moved, worked = {date(2018, 12, 7): date(2018, 12, 15)}, {date(2018, 12, 15): date(2018, 12, 7)}
    assert part.exchanged == {**country.exchanged, **moved}
    assert part.workdays == {**country.workdays, **worked}
    assert country.workdays[date(2018, 3, 17)] == date(2018, 3, 9)  # the Friday after Women's Day, in all of Armenia


def test_c5_without_transfers_a_part_of_a_country_has_none_either() -> None:
    plain = PublicHolidays.parse("AM-LO", transferred="ignore").year(2018)
    assert date(2018, 3, 8) in plain.off
    assert not {date(2018, 3, 9), date(2018, 12, 7)} & plain.off.keys()


def test_c5_without_transfers_a_day_off_for_once_stays() -> None:
    # Latvia rested on Monday 24 September 2018, when the Pope came
    assert date(2018, 9, 24) in PublicHolidays("LV", transferred="ignore").year(2018).off


@pytest.mark.parametrize(("code", "category"), [("DE-BY", "catholic"), ("BV", "public")])
def test_c8_a_category_without_a_table_is_known_as_far_as_the_package_goes(code: str, category: str) -> None:
    # Bavaria has its Catholic holidays by rule, and nobody lives on Bouvet Island
    assert PublicHolidays.parse(code, categories=category).known_years()[1] == 2100


def test_c8_of_several_categories_the_table_that_ends_first_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    # "bank" comes before "workday", and Sri Lanka itself is known until 2026
    monkeypatch.setattr(SriLankaStaticHolidays, "special_bank_holidays", {2020: (1, 2, "for once")})
    monkeypatch.setattr(SriLankaStaticHolidays, "special_workday_holidays", {2023: (1, 3, "for once")})
    assert PublicHolidays("LK", categories=("bank", "workday")).known_years()[1] == 2020


@pytest.mark.parametrize("given", [Ours, Works])
def test_c7_an_object_of_a_class_of_ones_own_is_refused(given: type[holidays.HolidayBase]) -> None:
    with pytest.raises(BadInput) as caught:
        PublicHolidays.of(given())
    assert (caught.value.field, caught.value.value) == ("holidays", given.__name__)
    assert caught.value.problem == "is no single country or market of the holidays package"
