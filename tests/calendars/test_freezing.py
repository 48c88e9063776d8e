"""Frozen dates: what they keep, and what they say at their edges (rule C17)."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slacal import BadDocument, BeyondData, Calendar, Layer

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 11, 17), date(2026, 11, 24)  # a Tuesday, and the Tuesday after it
NIGHTS = Calendar.weekly(
    "Mo-Fr 22:00-06:00; Sa 10:00-12:00",
    zone="Europe/Berlin",
    holidays={date(2026, 11, 18): "fair"},
    special_days={date(2026, 11, 20): {"hours": "off", "reason": "inventory"}},
)
FROZEN = NIGHTS.freeze(FIRST, LAST)
DESK_WEEK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
DESK = DESK_WEEK.freeze(FIRST, LAST)

LISTED = {  # one stretch after another, and one date after another
    "spans": [["2026-11-20T09:00:00+00:00", "2026-11-20T18:00:00+00:00"]],
    "zone": "Europe/Berlin",
    "covers": ["2026-11-19T23:00:00+00:00", "2026-11-22T23:00:00+00:00"],
    "days": [["2026-11-20", "2026-11-20T09:00:00+00:00", "2026-11-20T18:00:00+00:00"]],
    "reasons": [["2026-11-20", "week", "Friday"], ["2026-11-21", "week", "Saturday"], ["2026-11-22", "week", "Sunday"]],
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=BERLIN)


def test_c17_a_frozen_date_says_who_closed_it_and_why() -> None:
    said = [(FROZEN.day(date(2026, 11, day)).layer, FROZEN.day(date(2026, 11, day)).reason) for day in (18, 20, 21, 22)]
    assert said == [
        (Layer.PUBLIC_HOLIDAY, "fair"),
        (Layer.SPECIAL_DAY, "inventory"),
        (Layer.WEEK, "Saturday"),
        (Layer.WEEK, "Sunday"),
    ]


def test_c17_a_frozen_calendar_explains_its_dates_as_the_calendar_did() -> None:
    assert FROZEN.explain(at("17 00:00"), at("24 00:00")) == NIGHTS.explain(at("17 00:00"), at("24 00:00"))
    assert FROZEN.explain(at("17 00:00"), at("17 06:00"))[0].reason == "Monday"  # whose shift began before the dates


def test_c17_reasons_survive_every_way_to_keep_a_frozen_calendar() -> None:
    again = [
        Calendar.from_dict(FROZEN.to_dict()),
        Calendar.loads(FROZEN.dumps()),
        pickle.loads(pickle.dumps(FROZEN)),  # noqa: S301 - bytes of our own
        copy.deepcopy(FROZEN),
        eval(repr(FROZEN), {"Calendar": Calendar, "datetime": dt}),  # noqa: S307 - that a repr rebuilds is the claim
        FROZEN.freeze(FIRST, LAST),
    ]
    for one in again:
        assert (one, hash(one)) == (FROZEN, hash(FROZEN))
        assert one.day(date(2026, 11, 18)).reason == "fair"


def test_c17_calendars_frozen_for_other_reasons_are_not_equal() -> None:
    other = NIGHTS.replace(holidays={date(2026, 11, 18): "strike"}).freeze(FIRST, LAST)
    assert [*other.spans(at("17 00:00"), at("24 00:00"))] == [*FROZEN.spans(at("17 00:00"), at("24 00:00"))]
    assert other != FROZEN


def test_c17_a_document_without_reasons_is_read() -> None:
    tree = {key: value for key, value in LISTED.items() if key != "reasons"}
    bare = Calendar.from_dict(tree)
    assert bare.day(date(2026, 11, 22)).reason == "no span on 2026-11-22"
    assert bare.day(date(2026, 11, 20)).reason == "given span"
    assert Calendar.from_dict(bare.to_dict()) == bare


def test_c17_a_layer_that_is_none_is_refused_by_its_place() -> None:
    short: dict[str, Any] = {**DESK.to_dict(), "frozen": [["weak", "Tuesday", []]]}
    listed: dict[str, Any] = {**LISTED, "reasons": [["2026-11-21", "weak", "-"]]}
    for tree, place in ((listed, "reasons"), (short, "frozen")):
        with pytest.raises(BadDocument) as caught:
            Calendar.from_dict(tree)
        assert [fault.mend for fault in caught.value.faults] == ["did you mean 'week'?"]
        assert caught.value.faults[0].field.startswith(f"calendar.{place}[0]")


def test_c17_the_state_after_the_last_closing_has_no_known_end() -> None:
    evening = DESK.status(at("23 20:00"))
    assert (evening.is_open, evening.since, evening.until) == (False, at("23 19:00"), None)
    assert "from 2026-11-24" in evening.note
    assert str(evening) == "closed, no end known: outside hours"


def test_c17_the_state_before_the_first_opening_has_no_known_begin() -> None:
    morning = DESK.status(at("17 09:00"))
    assert (morning.is_open, morning.since, morning.until, morning.note) == (False, None, at("17 10:00"), "")


def test_c17_a_shift_that_the_frozen_dates_cut_has_no_known_ends() -> None:
    assert FROZEN.status(at("23 23:00"))[:3] == (True, at("23 22:00"), None)
    assert FROZEN.status(at("17 05:00"))[:3] == (True, None, at("17 06:00"))
    always = Calendar.always(zone="Europe/Berlin").freeze(FIRST, LAST)
    assert always.status(at("20 12:00"))[:3] == (True, None, None)
    assert str(always.status(at("20 12:00"))) == "open, no end known: always open"


@pytest.mark.parametrize("outside", ["16 23:59:59", "24 00:00", "24 12:00"])
def test_c17_the_state_outside_the_frozen_dates_is_refused(outside: str) -> None:
    with pytest.raises(BeyondData):
        DESK.status(at(outside))


def test_c17_the_days_that_own_a_shift_from_before_the_dates_are_no_others() -> None:
    # 17 Tuesday, 19 Thursday, 21 Saturday, 23 Monday; 18 and 20 are closed, 22 is Sunday
    assert FROZEN.count_business_days(FIRST, LAST - timedelta(days=1), counts_from="same_day") == 4


def test_c17_a_shift_that_ends_as_the_dates_begin_is_none_of_theirs() -> None:
    tuesday = date(2026, 11, 17), date(2026, 11, 18)
    evenings, evening = (Calendar.weekly(f"{days} 18:00-24:00", zone="UTC") for days in ("Mo-Tu", "Tu"))
    assert evenings.freeze(*tuesday) == evening.freeze(*tuesday)


def test_c17_the_edge_of_the_frozen_dates_is_no_closing_and_no_opening() -> None:
    # the night of Monday the 23rd runs until 06:00 of the 24th, that of Monday the 16th until 06:00 of the 17th
    always = Calendar.always(zone="Europe/Berlin").freeze(FIRST, LAST)
    for calendar in (FROZEN, FROZEN & NIGHTS, always):
        with pytest.raises(BeyondData):
            calendar.next_close(at("23 23:00"))
        with pytest.raises(BeyondData):
            calendar.previous_open(at("17 05:00"))
    assert FROZEN.next_close(at("17 05:00")) == at("17 06:00")
    assert [*FROZEN.spans_after(at("23 23:00"))] == [(at("23 23:00"), at("24 00:00"))]  # clipped


def test_c17_a_frozen_calendar_that_is_written_date_by_date_is_read() -> None:
    assert Calendar.from_dict(LISTED) == DESK_WEEK.freeze(date(2026, 11, 20), date(2026, 11, 23))


def test_c17_twenty_frozen_years_are_read_back_from_their_own_text() -> None:
    desk = Calendar.weekly("Mo-Fr 09:00-12:00,13:00-17:00", zone="Europe/Berlin", holidays="DE-BE")
    years = desk.freeze(date(2011, 1, 1), date(2031, 1, 1))
    assert Calendar.loads(years.dumps()) == years
    assert eval(repr(years), {"Calendar": Calendar}) == years  # noqa: S307 - that a repr rebuilds is the claim


SHORT = {"frozen": [["week", "x", [[0, 1]]]], "zone": "UTC", "covers": LISTED["covers"]}


@pytest.mark.parametrize(
    ("tree", "field"),
    [
        ({**SHORT, "dates": {"2026-11-20": [1]}}, "calendar.dates.2026-11-20"),
        ({**SHORT, "dates": {"2026-11-20": [True]}}, "calendar.dates.2026-11-20"),
        ({**SHORT, "dates": {"9999-12-31": [0, 0]}}, "calendar.dates.9999-12-31"),
        ({**SHORT, "dates": {"today": [0]}}, "calendar.dates"),
        (SHORT, "calendar.dates"),
        ({**SHORT, "frozen": [["week", "x", [[0, 1]] * 1000]], "dates": {"2026-11-20": [0] * 1000}}, "calendar.dates"),
        ({**SHORT, "frozen": [["week", "x", [[0, 2**62]]]], "dates": {"2026-11-20": [0]}}, "calendar.dates"),
        ({"frozen": [], "zone": "UTC", "dates": {}}, "calendar.covers"),
    ],
)
def test_c17_a_short_text_that_cannot_be_read_is_refused_by_its_place(tree: dict[str, object], field: str) -> None:
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict(tree)
    assert caught.value.faults[0].field.startswith(field)
