"""Calendars as plain data: everything comes back, every fault is told at once, and nothing but our errors comes out."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal import (
    BadDocument,
    BadInput,
    Calendar,
    HolidayDates,
    ProductionCalendar,
    PublicHolidays,
    SlacalError,
    WrongType,
)

if TYPE_CHECKING:
    from pathlib import Path

DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
YEAR = ["2026-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00"]
ARRAY = np.array([1, 2])
YORK = Calendar.weekly("Mo-Fr 09:00-17:00", zone="America/New_York")
KINDS = {
    "weekly": Calendar.weekly(
        "Mo-Fr 10:00-19:00; Sa 22:00-06:00; Dec 24 off; PH 10:00-12:00",
        zone="Europe/Moscow",
        holidays=[PublicHolidays("RU", transferred="own"), date(2026, 5, 5), {date(2026, 5, 6): "fair"}],
        special_days={"12-31": "10:00-15:00", "easter+1": {"close_earlier": "1 hour", "reason": "eve"}},
        overnight="shift",
        coverage="raise",
    ),
    "production": Calendar.weekly(
        "Mo-Fr 09:00-18:00",
        zone="Europe/Moscow",
        holidays=ProductionCalendar("RU", shortened="ignore", decree="ignore").with_days({date(2026, 7, 1): "day_off"}),
    ),
    "own table": Calendar.weekly(
        "Mo-Fr 09:00-18:00", zone="UTC", holidays=ProductionCalendar.of({date(2026, 5, 4): "day_off"}, name="works")
    ),
    "rota": Calendar.rota(["Mo-Fr 06:00-14:00", "Mo-Fr 14:00-22:00"], anchor=date(2026, 1, 5), zone="UTC"),
    "always": Calendar.always(zone="Asia/Tokyo"),
    "never": Calendar.never(),
    "either": (DESK | YORK).in_zone("UTC"),
    "both": DESK & YORK,
    "all but": DESK - YORK - Calendar.never(),
    "versions": DESK.until(datetime(2027, 1, 1, tzinfo=UTC), then=YORK),
    "spans": Calendar.of_spans([("2026-01-01T00:00+00:00", "2026-01-02T00:00+00:00")], zone="UTC"),
    "frozen": DESK.freeze(date(2026, 1, 1), date(2026, 2, 1)),
    "frozen and closed": Calendar.never().freeze(date(2026, 1, 1), date(2026, 2, 1)),
}


def test_dates_may_be_dates_where_a_document_can_hold_them() -> None:
    # TOML has dates of its own, and so has Python; text says the same.
    named = {"2026-12-31": "fair"}
    said = [{"dates": named, "covers": [first, last]} for first, last in (
        (date(2026, 1, 1), date(2026, 12, 31)), ("2026-01-01", "2026-12-31"),
    )]  # fmt: skip
    one, other = (Calendar.from_dict({"week": "Mo-Fr 09:00-18:00", "zone": "UTC", "holidays": [each]}) for each in said)
    assert one == other
    assert not one.is_business_day(date(2026, 12, 31))


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_comes_back_equal_from_plain_data_and_from_json(name: str) -> None:
    calendar = KINDS[name]
    assert Calendar.from_dict(calendar.to_dict()) == calendar
    assert Calendar.loads(calendar.dumps()) == calendar
    assert json.loads(calendar.dumps())["slacal"] == 1


def test_always_open_but_for_holidays_is_a_week_around_the_clock() -> None:
    tree = {"week": "always", "zone": "UTC", "holidays": "DE"}
    assert Calendar.from_dict(tree) == Calendar.weekly("24/7", zone="UTC", holidays="DE")


def test_holidays_none_are_none() -> None:
    tree = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Berlin", "holidays": "none"}
    assert Calendar.from_dict(tree) == DESK


def test_a_special_day_in_a_list_may_stand_at_a_date_that_is_one() -> None:
    tree = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Berlin", "special_days": [[date(2026, 12, 31), "off"]]}
    assert Calendar.from_dict(tree) == DESK.with_days({date(2026, 12, 31): "off"})


def test_special_days_of_one_date_keep_their_order() -> None:
    twice = DESK.with_days({"12-31": "off"}).with_days({"12-31": "10:00-11:00"})
    assert Calendar.from_dict(twice.to_dict()) == twice


def test_a_newer_form_is_refused() -> None:
    with pytest.raises(BadInput, match="form"):
        Calendar.from_dict({"slacal": 2, "week": "Mo 09:00-10:00", "zone": "UTC"})


def test_all_faults_are_told_at_once_each_with_its_path() -> None:
    tree = {
        "week": "Mo-Fr 25:00-26:00",
        "zone": "Europe/Berln",
        "holidays": ["XX", {"public": "RU", "categores": ["public"]}],
        "overnight": "cut",
        "hollidays": 1,
    }
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict(tree)
    paths = {fault.field for fault in caught.value.faults}
    assert {"calendar.zone", "calendar.holidays[1].categores", "calendar.overnight", "calendar.hollidays"} <= paths
    assert any(path.startswith("calendar.week") for path in paths)
    assert any(path.startswith("calendar.holidays[0]") for path in paths)
    assert len(caught.value.faults) == 6


HOSTILE: list[Any] = [
    5,
    None,
    [],
    {},
    {"week": 5, "zone": "UTC"},
    {"week": {"rota": 5, "anchor": "2026-01-05"}, "zone": "UTC"},
    {"week": {"rota": ["Mo 09:00-10:00"], "anchor": 5}, "zone": "UTC"},
    {"week": {"rota": [], "anchor": "2026-01-05", "more": 1}, "zone": "UTC"},
    {"week": "Mo 09:00-10:00", "zone": 5},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"public": "RU", "categories": 5}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"public": 5}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"production": "RU", "decree": [1]}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"production": "RU", "days": 5}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"production": "RU", "days": {"2026-01-05": "y"}}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"production": "RU", "table": 5}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"dates": 5}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "holidays": {"dates": {"x": 5}}},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "special_days": [["12-31"]]},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "special_days": [5]},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "special_days": 5},
    {"week": "Mo 09:00-10:00", "zone": "UTC", "overnight": []},
    {"any_of": 5},
    {"any_of": []},
    {"base": {"week": "always", "zone": "UTC"}},
    {"old": {"week": "always", "zone": "UTC"}, "until": 5, "then": {"week": "never", "zone": "UTC"}},
    {"old": {"week": "always", "zone": "UTC"}, "until": "2026-01-01"},
    {"spans": 5, "zone": "UTC"},
    {"spans": [["2026-01-01T00:00"]], "zone": "UTC"},
    {"spans": [], "zone": "UTC", "covers": 5},
    {"spans": [], "zone": "UTC", "covers": ["2026-01-01T00:00Z", "2026-02-01T00:00Z"], "days": [[]]},
]


@pytest.mark.parametrize("tree", HOSTILE, ids=str)
def test_what_is_no_calendar_is_refused_with_a_path_and_a_mend(tree: Any) -> None:
    with pytest.raises(SlacalError) as caught:
        Calendar.from_dict(tree)
    assert caught.value.mend
    assert caught.value.field


_KEYS = st.sampled_from(["week", "zone", "holidays", "any_of", "base", "minus", "spans", "old", "until", "then", "x"])
_LEAVES = st.one_of(st.none(), st.integers(), st.text(max_size=8), st.sampled_from(["UTC", "Mo 09:00-10:00", "always"]))


@given(
    st.recursive(
        _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=8
    )
)
def test_any_tree_is_a_calendar_or_is_refused_by_our_own_error(tree: Any) -> None:
    try:
        calendar = Calendar.from_dict(tree)
    except SlacalError:
        return
    assert Calendar.from_dict(calendar.to_dict()) == calendar


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        (PublicHolidays("DE", "BY"), "DE-BY"),
        (
            PublicHolidays("DE", "BY", categories=["catholic", "public"], observed=False, language="en_US"),
            {"public": "DE-BY", "categories": ["catholic", "public"], "observed": False, "language": "en_US"},
        ),
        (PublicHolidays("RU", transferred="10:00-15:00"), {"public": "RU", "transferred": "10:00-15:00"}),
        (
            ProductionCalendar("RU", transferred="closed", decree="ignore"),
            {"production": "RU", "transferred": "closed", "shortened": "1 hour", "decree": False},
        ),
    ],
)
def test_a_source_of_holidays_is_written_with_what_it_says_and_no_more(source: Any, tree: Any) -> None:
    calendar = DESK.replace(holidays=source)
    assert calendar.to_dict()["holidays"] == [tree]
    assert Calendar.from_dict(calendar.to_dict()) == calendar


def test_dates_are_read_with_their_names_and_with_what_they_cover() -> None:
    dates = {"dates": {"2026-05-04": "fair"}, "covers": ["2026-01-01", "2026-12-31"]}
    expected = HolidayDates.of({date(2026, 5, 4): "fair"}, covers=(date(2026, 1, 1), date(2026, 12, 31)))
    for one, source in ((dates, expected), (date(2026, 5, 4), [date(2026, 5, 4)])):  # YAML and TOML have dates
        calendar = Calendar.from_dict({"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Berlin", "holidays": one})
        assert calendar == DESK.replace(holidays=source)


@pytest.mark.parametrize(
    ("holidays", "field"),
    [
        ({"country": "DE"}, "calendar.holidays"),
        ({"dates": {"2026-05-04": 5}}, "calendar.holidays.dates.2026-05-04"),
        ({"public": "DE", "categories": "public"}, "calendar.holidays.categories"),
        ({"dates": {"2026-05-04": "fair"}, "covers": ["2026-01-01"]}, "calendar.holidays.covers"),
    ],
)
def test_a_source_of_holidays_that_cannot_be_meant_is_refused_at_its_place(holidays: Any, field: str) -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict({"week": "Mo-Fr 10:00-19:00", "zone": "UTC", "holidays": holidays})
    assert [fault.field for fault in caught.value.faults] == [field]


def test_a_description_of_ones_own_is_not_written_as_plain_data() -> None:
    with pytest.raises(WrongType, match="of a kind of its own"):
        Calendar(OwnWords()).to_dict()


class OwnWords:
    """A description that slacal did not make, of the same shape as one that it did."""

    zone = "UTC"

    def hours(self) -> Any:
        return DESK.description.hours()

    def written(self) -> str:
        return "OwnWords()"


def test_a_zone_that_is_an_empty_text_is_missing() -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict({"week": "Mo-Fr 09:00-17:00", "zone": ""})
    assert [(fault.field, fault.problem) for fault in caught.value.faults] == [("calendar.zone", "is missing")]


def test_a_name_that_no_calendar_has_is_refused_in_its_place() -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict({"any_of": ["desk", {"week": "Mo-Fr 09:00-17:00", "zone": "UTC"}]})
    assert [(fault.field, fault.problem) for fault in caught.value.faults] == [
        ("calendar.any_of[0]", "is not a known calendar"),
    ]


def test_a_document_is_read_from_text_in_any_of_its_forms() -> None:
    desk = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
    assert Calendar.loads('{"week": "Mo-Fr 09:00-17:00", "zone": "UTC"}') == desk
    assert Calendar.loads('week = "Mo-Fr 09:00-17:00"\nzone = "UTC"', format="toml") == desk


def test_a_document_is_read_from_a_file_by_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('week = "Mo-Fr 09:00-17:00"\nzone = "UTC"', encoding="utf-8")
    assert Calendar.load(file) == Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")


WITHOUT_ZONE: list[Any] = [
    {"week": "Mo-Fr 09:00-17:00"},
    {"spans": []},
    {"frozen": [["week", "x", []]], "covers": YEAR, "dates": {"2026-01-01": [0]}},
]


@pytest.mark.parametrize("tree", WITHOUT_ZONE, ids=str)
def test_a_zone_that_is_not_there_is_said_to_be_missing(tree: Any) -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict(tree)
    assert [(fault.field, fault.problem) for fault in caught.value.faults] == [("calendar.zone", "is missing")]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"spans": [[YEAR[0], 5]]}, "calendar.spans[0][1]"),
        ({"covers": [YEAR[0], 5]}, "calendar.covers[1]"),
        ({"covers": YEAR, "days": [["2026-01-01", 5, YEAR[1]]]}, "calendar.days[0][1]"),
        ({"covers": YEAR, "days": [["2026-01-01", YEAR[0], 5]]}, "calendar.days[0][2]"),
    ],
)
def test_an_instant_that_is_none_is_refused_by_its_place_in_its_list(more: Any, field: str) -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict({"spans": [], "zone": "UTC", **more})
    assert [(fault.field, fault.value) for fault in caught.value.faults] == [(field, 5)]


def test_more_special_days_than_are_read_are_refused_by_the_path_of_them_all() -> None:
    rules = {f"rrule:FREQ=YEARLY;INTERVAL={years}": "off" for years in range(1, 42)}  # 40 may be
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict({"week": "Mo-Fr 09:00-17:00", "zone": "UTC", "special_days": rules})
    assert [fault.field for fault in caught.value.faults] == ["calendar.special_days"]


def test_a_fault_keeps_its_code_where_its_path_begins_further_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(zone: str) -> str:
        raise BadInput("zone", zone, "is on the moon", "name a place on earth", "far-away")

    monkeypatch.setattr("slacal.calendars.document.zone_name", refuse)
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict({"any_of": [{"week": "Mo-Fr 09:00-17:00", "zone": "Moon"}]})
    assert [(fault.field, fault.code) for fault in caught.value.faults] == [("calendar.any_of[0].zone", "far-away")]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone cannot be moved")
def test_c17_instants_are_written_in_utc_wherever_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = [["2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00"]]
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "XYZ-4:37")
        time.tzset()
        tree = Calendar.of_spans([(start, end) for start, end in spans], zone="Europe/Berlin").to_dict()
    time.tzset()
    assert tree["spans"] == spans


def test_what_people_wrote_stands_in_the_text_in_their_own_letters() -> None:
    assert "учёт товара" in DESK.with_days({"12-31": {"hours": "off", "reason": "учёт товара"}}).dumps()


WITH_AN_ARRAY: dict[str, Any] = {
    "calendar.holidays": {"week": "Mo 09:00-10:00", "holidays": ARRAY},
    "calendar.special_days[0][0]": {"week": "Mo 09:00-10:00", "special_days": [[ARRAY, "off"]]},
    "calendar.reasons[0][1]": {"spans": [], "covers": YEAR, "reasons": [["2026-01-01", ARRAY, "x"]]},
    "calendar.frozen[0][0]": {"frozen": [[ARRAY, "x", []]], "covers": YEAR},
}


@pytest.mark.parametrize("field", WITH_AN_ARRAY)
def test_an_array_in_place_of_a_name_is_refused_by_its_place(field: str) -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict({**WITH_AN_ARRAY[field], "zone": "UTC"})
    assert [fault.field for fault in caught.value.faults] == [field]


@pytest.mark.parametrize("key", ["slacal", "zone"])
def test_an_array_in_place_of_a_text_or_a_number_is_refused_by_its_place(key: str) -> None:
    tree = {**Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC").freeze(date(2026, 1, 1), date(2026, 2, 1)).to_dict()}
    with pytest.raises(SlacalError, match=rf"{key}=array\(\[1, 2\]\) is "):
        Calendar.from_dict({**tree, key: ARRAY})


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("calendar.spans[0]", {"spans": [YEAR[::-1]]}),
        ("calendar.covers", {"covers": YEAR[::-1]}),
        ("calendar.days[0]", {"covers": YEAR, "days": [["2026-01-01", *YEAR[::-1]]]}),
    ],
)
def test_a_stretch_that_ends_before_it_starts_is_refused_by_its_place(field: str, more: dict[str, Any]) -> None:
    with pytest.raises(BadDocument, match="ends before it starts") as caught:
        Calendar.from_dict({"spans": [], "zone": "UTC", **more})
    assert [fault.field for fault in caught.value.faults] == [field]


def test_a_stretch_without_length_is_no_stretch() -> None:
    nothing = Calendar.from_dict({"spans": [], "zone": "UTC", "covers": YEAR})
    assert Calendar.from_dict({"spans": [[YEAR[0], YEAR[0]]], "zone": "UTC", "covers": YEAR}) == nothing
