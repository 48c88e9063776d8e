"""Frozen dates: what they keep, and what they say at their edges (rule C17)."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from datetime import date, datetime, timedelta
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
DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin").freeze(FIRST, LAST)


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
    tree = DESK.to_dict()
    del tree["reasons"]
    assert Calendar.from_dict(tree).day(date(2026, 11, 22)).reason == "no span on 2026-11-22"


def test_c17_a_layer_that_is_none_is_refused_by_its_place() -> None:
    tree = DESK.to_dict()
    tree["reasons"][3][1] = "weak"
    with pytest.raises(BadDocument) as caught:
        Calendar.from_dict(tree)
    assert [(fault.field, fault.mend) for fault in caught.value.faults] == [
        ("calendar.reasons[3][1]", "did you mean 'week'?")
    ]


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
