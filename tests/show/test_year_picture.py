"""A year: its months counted, its days shaded, its exceptions named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.show.reading import tree_of

from slacal import BeyondData, Calendar, WrongType, show

OFFICE = Calendar.weekly(
    "Mo-Fr 09:00-17:00",
    zone="Europe/Berlin",
    holidays={date(2026, 12, day): name for day, name in ((25, "Christmas"), (28, "closure"), (29, "closure"))},
    special_days={date(2026, 12, 31): {"close_earlier": "3 hours", "reason": "New Year's Eve"}},
)


@pytest.fixture(scope="module")
def picture() -> show.Picture:
    return show.year(OFFICE, 2026)


def test_the_head_counts_business_days_and_hours(picture: show.Picture) -> None:
    # 261 weekdays in 2026, less three; 258 x 8 h less the three of New Year's Eve
    assert str(picture).splitlines()[0] == "2026, Europe/Berlin, 258 business days, 2061 h open"


def test_each_month_has_its_business_days_and_hours(picture: show.Picture) -> None:
    rows = [line.split() for line in str(picture).splitlines()]
    assert ["February", "20", "160", "h"] in rows
    assert ["December", "20", "157", "h"] in rows  # 23 weekdays less three; 160 h less three


def test_exceptions_are_named_neighbours_as_one(picture: show.Picture) -> None:
    assert str(picture).splitlines()[-5:] == [
        "Exceptions to the plain week:",
        "  Fri 25 Dec  closed       Christmas",
        "  28–29 Dec   closed       closure",
        "  Thu 31 Dec  09:00–14:00  New Year's Eve · special day",
        "  Decided, where nothing else is said, by: public holiday",
    ]


def test_every_date_stands_in_its_month_under_its_weekday(picture: show.Picture) -> None:
    months = [table for table in tree_of(picture.html).iter("table") if "cols" not in (table.get("class") or "")]
    dates = [[cell.text for cell in month.iter("td") if cell.text] for month in months]
    assert [len(month) for month in dates] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    first = next(months[0].iter("td"))
    assert first.get("colspan") == "3"  # 1 January 2026 is a Thursday


def test_a_date_says_its_hours_and_its_name(picture: show.Picture) -> None:
    titles = [cell.get("title") for cell in tree_of(picture.html).iter("td")]
    assert titles.count("8 h") == 257
    assert "5 h: New Year's Eve" in titles
    assert "closed: Christmas" in titles


def test_the_legend_names_each_amount(picture: show.Picture) -> None:
    texts = ["".join(item.itertext()) for item in tree_of(picture.html).iter("li")]
    assert texts == ["closed", "5 h", "8 h", "named below"]


def test_the_same_in_russian() -> None:
    text = str(show.year(OFFICE, 2026, language="ru")).splitlines()
    assert text[0] == "2026, Europe/Berlin, 258 рабочих дней, открыто 2061 ч"
    assert any(line.split() == ["февраль", "20", "160", "ч"] for line in text)


def test_many_exceptions_are_named_at_first_and_then_counted() -> None:
    days = [date(2026, 1, 2) + timedelta(days=2 * step) for step in range(40)]
    closing = OFFICE.with_days(dict.fromkeys(days, "off"), reason="works")
    text = str(show.year(closing, 2026))
    assert text.count("works") == 24
    assert "and 19 more" in text  # 40 closures and 3 of December are 43, less 24


def test_a_year_of_which_a_part_is_known_shows_it_and_one_of_which_nothing_is_does_not() -> None:
    frozen = OFFICE.freeze(date(2026, 12, 1), date(2027, 1, 1))
    assert "20 business days, 157 h open" in str(show.year(frozen, 2026))
    with pytest.raises(BeyondData):
        show.year(frozen, 2030)


def test_what_is_no_year_is_refused() -> None:
    with pytest.raises(WrongType, match="is not a year"):
        show.year(OFFICE, "2026")  # type: ignore[arg-type] # the fault
