"""Rule C18: a combination is written, read, explained and shown as what it is.

November 2026: the 16th is a Monday, the 20th a Friday.
"""

from __future__ import annotations

import datetime as dt
from datetime import date, timedelta
from typing import Any

import pytest

from slacal import Calendar
from slacal.spans.wall import wall_micros
from slacal.spans.zone import zone_info

BERLIN = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
TOKYO = Calendar.weekly("Mo 09:00-17:00", zone="Asia/Tokyo")
B, T = BERLIN.to_dict(), TOKYO.to_dict()
APIA = Calendar.weekly("Mo-Su 22:00-06:00", zone="Pacific/Apia")
FRIDAY = date(2026, 11, 20)

TREES: list[dict[str, Any]] = [
    {"any_of": [B]},
    {"all_of": [B], "zone": "UTC"},
    {"any_of": [{"any_of": [B, T]}, T]},
    {"any_of": [B, {"any_of": [B, T]}]},
    {"any_of": [{"all_of": [B, T]}], "zone": "UTC"},
    {"any_of": [{"any_of": [B], "zone": "UTC"}], "zone": "Asia/Tokyo"},
    {"any_of": [{"any_of": [B, T], "zone": "UTC"}, T]},
    {"all_of": [B, T], "zone": "Europe/Berlin"},
    {"base": {"base": B, "minus": [T]}, "minus": [T], "zone": "UTC"},
]


def rebuilt(calendar: Calendar) -> Calendar:
    found = eval(repr(calendar), {"Calendar": Calendar, "datetime": dt})  # noqa: S307 - that a repr rebuilds is the claim
    assert isinstance(found, Calendar)
    return found


def test_a_combination_of_one_with_dates_of_its_own_is_the_same_whichever_way_it_is_said() -> None:
    assert Calendar.from_dict({"all_of": [B], "zone": "UTC"}) == Calendar.from_dict({"any_of": [B], "zone": "UTC"})


@pytest.mark.parametrize("tree", TREES)
def test_c18_a_combination_from_a_document_is_what_its_repr_builds(tree: dict[str, Any]) -> None:
    read = Calendar.from_dict(tree)
    assert rebuilt(read) == read
    assert Calendar.from_dict(read.to_dict()) == read


def test_c18_the_zone_of_the_left_part_is_no_zone_of_its_own() -> None:
    back = (BERLIN | TOKYO).in_zone("UTC").in_zone("Europe/Berlin")
    assert back == BERLIN | TOKYO == rebuilt(back) == Calendar.from_dict(back.to_dict())
    assert BERLIN.in_zone("UTC").in_zone("Europe/Berlin") == BERLIN
    assert Calendar.from_dict({"any_of": [B]}) == BERLIN


def test_c18_a_calendar_with_other_dates_gives_its_own_reason() -> None:
    # Friday in Los Angeles, 08:00 to 08:00 UTC, is Friday 17:00 to Saturday 17:00 in Tokyo; its noon is a Saturday
    week = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Asia/Tokyo")
    assert week.in_zone("America/Los_Angeles").day(FRIDAY).reason == "Saturday"
    nights = Calendar.weekly("Mo-Fr 01:00-02:00", zone="Asia/Tokyo")  # Fridays 08:00 to 09:00 in Los Angeles
    assert nights.in_zone("America/Los_Angeles").day(date(2026, 11, 21)).reason == "Sunday"


def test_c18_a_combined_date_names_what_closes_it() -> None:
    fair, inventory = (BERLIN.with_days({FRIDAY: "off"}, reason=why) for why in ("fair", "inventory"))
    assert (BERLIN & fair).day(FRIDAY).reason == "fair"
    assert (fair | inventory).day(FRIDAY).reason == "fair; inventory"
    assert (BERLIN | TOKYO).day(FRIDAY + timedelta(days=2)).reason == "Sunday"


@pytest.mark.parametrize("same", [APIA, APIA | APIA, APIA & Calendar.always(), APIA - TOKYO, APIA - Calendar.never()])
def test_c10_a_date_that_the_zone_skipped_adds_nothing_to_a_night(same: Calendar) -> None:
    # Samoa went from Thursday, 29 December 2011, 24:00 to Saturday the 31st, 00:00
    frozen = same.freeze(date(2011, 12, 20), date(2012, 1, 10))
    for day, hours in ((28, "22:00-30:00"), (29, "22:00-30:00"), (30, ""), (31, "22:00-30:00")):
        for calendar in (same, frozen):
            assert ",".join(map(str, calendar.day(date(2011, 12, day)).windows)) == hours


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [  # Berlin, 25 October 2026: 02:00 to 03:00 by the clock is 00:00 to 01:00 UTC, and again 01:00 to 02:00 UTC
        ("00:30", "00:45", "02:30-02:45"),
        ("01:30", "01:45", ""),  # in the second reading alone
        ("01:30", "02:00", ""),  # to the end of the second reading
        ("00:30", "01:15", ""),  # closes at 02:15, before it opened by the clock
        ("01:30", "03:00", "03:00-04:00"),
        ("00:10", "01:50", "02:10-02:50"),
        ("09:00:00.5", "10:00", "10:00:01-11:00"),
        ("09:00:15", "10:00:30", "10:00:15-11:00:30"),
    ],
)
def test_c9_windows_show_nothing_open_that_the_stretches_do_not(start: str, end: str, hours: str) -> None:
    day = date(2026, 10, 25)
    given = Calendar.of_spans([(f"{day}T{start}Z", f"{day}T{end}Z")], zone="Europe/Berlin")
    for calendar in (given, given | given, given.freeze(day, day + timedelta(days=1))):
        found = calendar.day(day)
        assert ",".join(map(str, found.windows)) == hours
        for window in found.windows:
            opens, closes = (wall_micros(day.toordinal(), at, zone_info("Europe/Berlin")) for at in window)
            [(low, high)] = calendar.horizon.hours.day(day.toordinal()).pairs
            assert low <= opens < closes <= high
