"""Zone names: from names, zones and UTC; nothing that is not on the published list."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from slacal.errors import BadInput, UnknownName, WrongType
from slacal.spans.zone import known_zones, zone_info, zone_name


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (ZoneInfo("Asia/Kathmandu"), "Asia/Kathmandu"),
        (UTC, "UTC"),
        ("Etc/GMT-3", "Etc/GMT-3"),
        ("US/Eastern", "US/Eastern"),  # an old name stays the name that was given
    ],
)
def test_a_zone_is_known_by_its_name(zone: str | ZoneInfo, name: str) -> None:
    assert zone_name(zone) == name
    assert zone_info(name) is ZoneInfo(name)


def test_a_misspelt_name_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(UnknownName) as caught:
        zone_name("Europe/Berln")
    assert (caught.value.field, caught.value.value) == ("zone", "Europe/Berln")
    assert caught.value.mend == "did you mean 'Europe/Berlin'?"


def test_a_name_that_is_like_none_is_refused_with_an_example() -> None:
    with pytest.raises(UnknownName) as caught:
        zone_name("office")
    assert "'Europe/Berlin'" in caught.value.mend


@pytest.mark.parametrize("name", ["MSK", "IST", "CEST", "UTC+3", "GMT+03:00"])
def test_an_abbreviation_is_not_guessed(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        zone_name(name)
    assert caught.value.mend == "write a place, such as 'Europe/Moscow'"


@pytest.mark.parametrize(
    "name", ["", "europe/berlin", "MSK", "+03:00", "../../etc/passwd", "/etc/localtime", "localtime"]
)
def test_a_name_off_the_list_is_refused_even_where_a_file_has_it(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        zone_name(name, "calendars.desk.zone")
    assert (caught.value.field, caught.value.value) == ("calendars.desk.zone", name)


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=3)), timezone(timedelta(hours=3), "Europe/Moscow")])
def test_an_offset_is_no_zone_with_a_name(zone: timezone) -> None:
    with pytest.raises(BadInput) as caught:
        zone_name(zone, "calendars.desk.zone")
    assert (caught.value.field, caught.value.value) == ("calendars.desk.zone", zone)
    assert caught.value.problem == "has no IANA name"
    assert "'Europe/Berlin' or 'Etc/GMT-3'" in caught.value.mend


def test_a_zone_read_from_a_file_has_the_name_that_it_was_given_or_none() -> None:
    data = files("tzdata").joinpath("zoneinfo", "Europe", "Berlin").read_bytes()
    with pytest.raises(BadInput):
        zone_name(ZoneInfo.from_file(BytesIO(data)))
    with pytest.raises(UnknownName) as caught:
        zone_name(ZoneInfo.from_file(BytesIO(data), key="Berlin/Office"), "calendars.desk.zone")
    assert (caught.value.field, caught.value.value) == ("calendars.desk.zone", "Berlin/Office")


@pytest.mark.parametrize("zone", [None, 3, b"UTC", ZoneInfo])
def test_what_is_no_zone_is_refused(zone: object) -> None:
    with pytest.raises(WrongType) as caught:
        zone_name(zone, "to")  # type: ignore[arg-type] # the very thing that must fail
    assert (caught.value.field, caught.value.value) == ("to", zone)
    assert "'Europe/Berlin'" in caught.value.mend


def test_the_list_is_that_of_the_packaged_data() -> None:
    assert {"UTC", "Europe/Moscow", "America/Argentina/Buenos_Aires"} <= known_zones()
    assert "localtime" not in known_zones()
