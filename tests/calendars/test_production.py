from __future__ import annotations

import csv
import locale
import pickle
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slacal.calendars.day_table import DayTable
from slacal.calendars.production import DayType, ProductionCalendar
from slacal.errors import BadDocument, BadInput, UnknownName, WrongType
from slacal.spans.day_time import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[1] / "data"
RUSSIA = ProductionCalendar("RU")
WORKS = ProductionCalendar.of({date(2026, 5, 4): "day_off", date(2026, 5, 9): "workday"}, name="works")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def test_c6_the_shipped_table_expands_to_the_published_one_date_by_date() -> None:
    published = rows("ru_production_calendar.csv")
    assert len(published) == 4383
    for row in published:
        day = RUSSIA.on(date.fromisoformat(row["date"]))
        assert day is not None
        planned = "day_off" if day.type is DayType.WEEKEND else day.type.value
        assert (planned, str(int(day.decree)), day.name) == (
            row["day_type"], row["nonworking_by_decree"], row["holiday_ru"],
        ), row  # fmt: skip
        assert ("day_off" if day.decree else planned) == row["day_type_with_decree"], row
        if row["moved_from"]:
            assert str(day.moved_from) == row["moved_from"]


def test_c6_the_shipped_table_expands_to_the_published_year_2027() -> None:
    published = rows("ru_production_calendar_2027.csv")
    assert len(published) == 365
    for row in published:
        day = RUSSIA.on(date.fromisoformat(row["date"]))
        assert day is not None
        assert ("day_off" if day.type is DayType.WEEKEND else day.type.value) == row["day_type"], row


def test_c6_an_ordinary_weekend_has_neither_a_name_nor_a_transfer_and_every_other_day_off_has_one() -> None:
    for year in range(2015, 2028):
        for on, day in RUSSIA.year(year).items():
            if day.type is DayType.WEEKEND:
                assert (on.weekday() >= 5, day.name, day.moved_from) == (True, "", None)
            elif day.type is DayType.DAY_OFF:
                assert bool(day.name) is not bool(day.moved_from), on


def test_c6_working_days_and_hours_are_those_of_the_norm() -> None:
    """Order 588n: eight hours for each working day of a 40-hour week, less one for each shortened day."""
    for row in rows("ru_norm_hours.csv"):
        month = int(row["month"])
        days = [day.type for on, day in RUSSIA.year(int(row["year"])).items() if month in (0, on.month)]
        working, shortened = sum(day.is_worked for day in days), days.count(DayType.SHORTENED)
        assert len(days) == int(row["calendar_days"])
        assert (working, shortened) == (int(row["working_days"]), int(row["shortened_days"])), row
        assert 8 * working - shortened == int(row["norm_hours_40h_week"]), row


def test_c5_working_weekends_know_the_weekday_that_they_replace() -> None:
    found = {
        str(on): str(day.replaces)
        for year in range(2015, 2028)
        for on, day in RUSSIA.year(year).items()
        if on.weekday() >= 5 and day.type.is_worked
    }
    assert found == {
        "2016-02-20": "2016-02-22",
        "2018-04-28": "2018-04-30",
        "2018-06-09": "2018-06-11",
        "2018-12-29": "2018-12-31",
        "2021-02-20": "2021-02-22",
        "2022-03-05": "2022-03-07",
        "2024-04-27": "2024-04-29",
        "2024-11-02": "2024-04-30",
        "2024-12-28": "2024-12-30",
        "2025-11-01": "2025-11-03",
        "2027-02-20": "2027-02-22",
    }


def test_c6_decree_days_stay_what_was_planned_and_are_marked() -> None:
    decreed = [on for year in (2020, 2021) for on, day in RUSSIA.year(year).items() if day.decree]
    assert (len([on for on in decreed if on.year == 2020]), len([on for on in decreed if on.year == 2021])) == (29, 7)
    day = RUSSIA.on(date(2020, 4, 30))
    assert day is not None
    assert (day.type, day.name) == (DayType.SHORTENED, "Нерабочие дни")


def test_c8_the_shipped_table_knows_where_it_ends() -> None:
    assert RUSSIA.known_years() == (2015, 2027)
    assert RUSSIA.on(date(2014, 12, 31)) is RUSSIA.on(date(2028, 1, 1)) is None
    assert RUSSIA.year(2028) == {}
    assert len(RUSSIA.year(2024)) == 366


@pytest.mark.parametrize(
    ("covers", "known"),
    [
        ((date(2026, 1, 1), date(2026, 12, 31)), (2026, 2026)),
        ((date(2025, 7, 1), date(2027, 6, 30)), (2026, 2026)),
        ((date(2026, 3, 1), date(2026, 12, 31)), (2027, 2026)),
        ((date(2025, 1, 2), date(2027, 12, 30)), (2026, 2026)),
    ],
)
def test_c8_a_year_is_known_when_it_is_covered_whole(covers: tuple[date, date], known: tuple[int, int]) -> None:
    assert ProductionCalendar.of({date(2026, 5, 4): "day_off"}, covers=covers).known_years() == known


def test_c17_a_table_carries_where_it_comes_from() -> None:
    about = RUSSIA.about
    assert (about.name, about.version, about.covers[1]) == ("RU", "2026-09-02", date(2027, 12, 31))
    assert "xmlcalendar.ru" in about.source
    assert "decrees" in about.licence


def test_single_dates_can_be_corrected_on_top() -> None:
    saturday, friday = date(2026, 12, 26), date(2026, 12, 25)
    first = RUSSIA.with_days({saturday: "workday", friday: "shortened"}, reason="order 7")
    second = first.with_days({friday: "day_off"}, reason="order 8")
    assert [day and (day.type.value, day.name) for day in map(second.on, (friday, saturday))] == [
        ("day_off", "order 8"),
        ("workday", "order 7"),
    ]
    assert second.year(2026)[friday] == second.on(friday)
    assert RUSSIA.on(friday) == ("workday", "", None, None, False)
    assert second != first != RUSSIA


def test_a_date_can_be_corrected_back_to_an_ordinary_one() -> None:
    day = RUSSIA.with_days({date(2026, 12, 31): "workday"}).on(date(2026, 12, 31))
    assert day == ("workday", "", None, None, False)


def test_dates_outside_the_table_cannot_be_corrected() -> None:
    with pytest.raises(BadDocument, match="outside what the table covers"):
        RUSSIA.with_days({date(2028, 1, 1): "day_off"})


def test_the_reading_has_named_options() -> None:
    assert (RUSSIA.transferred, RUSSIA.shortened, RUSSIA.decree) == ("replaced", timedelta(hours=1), "closed")
    other = ProductionCalendar("ru", transferred="10:00-15:00", shortened="30 minutes", decree="ignore")
    assert other.transferred == (Window.parse("10:00-15:00"),)
    assert other.shortened == timedelta(minutes=30)
    assert ProductionCalendar("RU", shortened="ignore").shortened == "ignore"


@pytest.mark.parametrize(
    "calendar",
    [
        RUSSIA,
        ProductionCalendar("RU", transferred="own", shortened="ignore", decree="ignore"),
        ProductionCalendar("RU", transferred="10:00-15:00", shortened="30 minutes"),
        RUSSIA.with_days({"2026-12-25": "day_off"}, reason="order 7").with_days({"2026-12-28": "shortened"}),
        WORKS,
        ProductionCalendar(WORKS.about, shortened="ignore").with_days({date(2026, 5, 5): "day_off"}),
    ],
)
def test_a_calendar_is_rebuilt_from_its_repr_and_its_pickle(calendar: ProductionCalendar) -> None:
    rebuilt = eval(repr(calendar))  # noqa: S307 # the text is our own
    assert rebuilt == calendar
    assert hash(rebuilt) == hash(calendar)
    assert pickle.loads(pickle.dumps(calendar)) == calendar  # noqa: S301 # likewise


def test_the_shipped_calendar_says_no_more_than_its_name() -> None:
    assert repr(RUSSIA) == "ProductionCalendar('RU')"
    assert len(pickle.dumps(RUSSIA)) < 500


def test_a_table_of_ones_own_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "works.csv"
    file.write_text("date,type\n2026-05-04,day_off\n2026-05-09,workday\n", encoding="utf-8-sig")
    assert ProductionCalendar.load(file) == ProductionCalendar.load(str(file)) == WORKS
    assert ProductionCalendar.load(file, shortened="ignore") == ProductionCalendar(WORKS.about, shortened="ignore")
    assert isinstance(WORKS.table, DayTable)


@pytest.fixture
def plain_ascii() -> Iterator[None]:
    """The environment of a service that says nothing of its language."""
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    yield
    locale.setlocale(locale.LC_CTYPE, before)


@pytest.mark.usefixtures("plain_ascii")
def test_a_file_is_utf_8_whatever_the_environment_says(tmp_path: Path) -> None:
    file = tmp_path / "works.csv"
    file.write_text("date,type,name\n2026-05-04,day_off,Праздник\n", encoding="utf-8")
    day = ProductionCalendar.load(file).on(date(2026, 5, 4))
    assert day is not None
    assert day.name == "Праздник"


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "works.csv"
    file.write_bytes("date,type,name\n2026-05-04,day_off,Праздник\n".encode("cp1251"))
    with pytest.raises(BadInput, match="UTF-8"):
        ProductionCalendar.load(file)


@pytest.mark.parametrize("name", ["DE", "", "RUS"])
def test_a_table_that_is_not_shipped_is_refused(name: str) -> None:
    with pytest.raises(UnknownName) as refusal:
        ProductionCalendar(name)
    assert "RU" in refusal.value.mend


@pytest.mark.parametrize(
    ("options", "field"),
    [({"transferred": "owned"}, "transferred"), ({"shortened": "1"}, "shortened"), ({"decree": "open"}, "decree")],
)
def test_an_unknown_reading_is_refused(options: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        ProductionCalendar("RU", **options)  # type: ignore[arg-type] # options of any name
    assert refusal.value.field == field


@pytest.mark.parametrize("table", [None, 2026, {date(2026, 5, 4): "day_off"}])
def test_a_table_of_another_type_is_refused(table: object) -> None:
    with pytest.raises(WrongType):
        ProductionCalendar(table)  # type: ignore[arg-type] # handed in to be refused
