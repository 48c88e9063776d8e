"""schema.org in JSON-LD as a calendar, and back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from slacal import Calendar, SpecialDay
from slacal.calendars.weekly import WeeklyHours
from slacal.errors import BadInput, SlacalError, UnknownName
from slacal.formats.schema_org import dumps, lacking, loads
from slacal.testing.strategies import weekly_calendars

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

# As a shop's page tells it, with what search engines ask for beside the hours.
SHOP = """\
{
  "@context": "https://schema.org",
  "@type": "Store",
  "name": "Bücher am Markt",
  "address": {"@type": "PostalAddress", "addressLocality": "Münster"},
  "geo": {"@type": "GeoCoordinates", "latitude": 51.96, "longitude": 7.62},
  "openingHoursSpecification": [
    {
      "@type": "OpeningHoursSpecification",
      "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
      "opens": "09:30",
      "closes": "18:30"
    },
    {"@type": "OpeningHoursSpecification", "dayOfWeek": "Saturday", "opens": "10:00", "closes": "16:00"},
    {"@type": "OpeningHoursSpecification", "dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"},
    {"@type": "OpeningHoursSpecification", "dayOfWeek": "PublicHolidays", "opens": "00:00", "closes": "00:00"}
  ],
  "specialOpeningHoursSpecification": {
    "@type": "OpeningHoursSpecification",
    "name": "Christmas Eve",
    "opens": "10:00",
    "closes": "13:00",
    "validFrom": "2026-12-24",
    "validThrough": "2026-12-24"
  }
}
"""


def refusal_of(call: Callable[[], object]) -> SlacalError | None:
    try:
        call()
    except SlacalError as refusal:
        return refusal
    return None


def test_the_page_of_a_shop_is_read() -> None:
    assert loads(SHOP, zone="Europe/Berlin", holidays="DE-NW") == Calendar.weekly(
        "Mo-Fr 09:30-18:30; Sa 10:00-16:00; PH off",
        zone="Europe/Berlin",
        holidays="DE-NW",
        special_days=[SpecialDay("2026-12-24", "10:00-13:00", reason="Christmas Eve")],
    )


def test_short_texts_are_read_and_written() -> None:
    week = Calendar.weekly("Mo-Fr 09:00-12:00,13:00-17:00; Sa 22:00-02:00", zone="Europe/Berlin")
    text = dumps(week, form="texts")
    assert json.loads(text)["openingHours"] == ["Mo-Fr 09:00-12:00", "Mo-Fr 13:00-17:00", "Sa 22:00-02:00"]
    assert loads(text, **lacking(week)) == week


def test_a_bar_that_closes_after_midnight_is_open_then() -> None:
    # the published example: open from Saturday at 6 pm until Sunday at 3 am
    bar = loads('[{"dayOfWeek": "Saturday", "opens": "18:00", "closes": "03:00"}]', zone="Europe/Berlin")
    assert bar == Calendar.weekly("Sa 18:00-03:00", zone="Europe/Berlin")


@st.composite
def calendars_that_fit(draw: DrawFn) -> Calendar:
    """Draw weekly calendars for all of which schema.org has words."""
    hours = st.sampled_from(["off", "10:00-15:00", "00:00-24:00", "09:00-12:00,13:00-24:00", "22:00-06:00"])
    ordinary = draw(
        st.sampled_from(["Mo-Fr 09:00-17:00", "24/7", "Mo-Th 22:00-06:00; Sa 10:00-14:00", "Fr 18:00-24:00"])
    )
    parts = st.sampled_from(["Jun", "Jul 06-Aug 31 Mo-Fr", "Dec 24", "Feb 01-Mar 15 Sa,Su"])
    seasons = [
        f"; {year} {draw(parts)} {draw(hours)}" + draw(st.sampled_from(["", ' "why, not"']))
        for year in draw(st.lists(st.integers(2025, 2030), unique=True, max_size=3))
    ]
    holidays = draw(st.sampled_from(["", "; PH off", "; PH 10:00-14:00,18:00-02:00"]))
    days = draw(st.lists(st.integers(0, 100).map(lambda number: 3 * number), unique=True, max_size=4))
    special = [
        SpecialDay(
            (first := date(2026, 1, 1) + timedelta(days=day), first + timedelta(days=draw(st.integers(0, 2)))),
            draw(hours),
            reason=draw(st.sampled_from(["", 'the "good" day'])),
        )
        for day in days
    ]
    return Calendar.weekly(
        ordinary + "".join(seasons) + holidays,
        zone=draw(st.sampled_from(["UTC", "Europe/Berlin"])),
        holidays=draw(st.sampled_from([None, [date(2026, 12, 25)], "DE"])),
        special_days=special,
        overnight=draw(st.sampled_from(["civil", "shift"])),
        coverage=draw(st.sampled_from(["warn", "raise", "ignore"])),
    )


@given(calendars_that_fit())
def test_a_calendar_is_its_json_and_what_it_lacks(calendar: Calendar) -> None:
    assert loads(dumps(calendar), **lacking(calendar)) == calendar


@given(weekly_calendars(), st.sampled_from(["specification", "texts"]))
def test_any_other_calendar_is_written_whole_or_refused_by_name(calendar: Calendar, form: Any) -> None:
    refusal = refusal_of(lambda: dumps(calendar, form=form))
    if refusal is not None:
        event(refusal.field)
        assert refusal.field.partition("[")[0] in {
            "weeks", "week", "week.holidays", "week.dated", "special_days", "calendar",
        }  # fmt: skip
        return
    assert loads(dumps(calendar, form=form), **lacking(calendar)) == calendar


def test_rules_that_overlap_are_refused_although_a_calendar_lets_the_later_one_win() -> None:
    desk = Calendar.weekly("Mo-Fr 10:00-19:00; 2026 Jul 10:00-15:00; 2026 Jul 14 off", zone="Europe/Paris")
    with pytest.raises(BadInput) as refusal:
        dumps(desk)
    assert refusal.value.field == "week.dated[1].validFrom"
    special = desk.replace(
        week="Mo-Fr 10:00-19:00", special_days={"2026-07-13..2026-07-14": "off", "2026-07-14": "off"}
    )
    with pytest.raises(BadInput) as refusal:
        dumps(special)
    assert refusal.value.field == "special_days[1].validFrom"


def test_hours_put_together_by_hand_are_held_against_their_text() -> None:
    twice = WeeklyHours.parse("Mo-Fr 10:00-19:00; 2026 Jul 06-10 Mo 10:00-12:00; 2026 Jul 06-10 Tu 10:00-12:00")
    with pytest.raises(BadInput) as refusal:
        dumps(Calendar.weekly(twice, zone="UTC"))
    assert refusal.value.field == "calendar"


def test_a_form_that_there_is_not_and_a_zone_that_there_is_not_are_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        dumps(Calendar.weekly("24/7", zone="UTC"), form="html")  # type: ignore[arg-type] # handed in to be refused
    assert refusal.value.field == "form"
    with pytest.raises(UnknownName):
        loads(SHOP, zone="Europe/Berlino")


WORDS = st.sampled_from(["09:00", "17:00", "00:00", "Monday", "2026-01-01"])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), WORDS),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.dictionaries(
            st.sampled_from([
                "openingHours", "openingHoursSpecification", "specialOpeningHoursSpecification", "dayOfWeek", "opens",
                "closes", "validFrom", "validThrough", "@type", "@id", "@graph", "name",
            ]),
            inside,
            max_size=5,
        ),
    ),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_no_json_raises_anything_but_errors_of_slacal(said: object) -> None:
    refusal = refusal_of(lambda: loads(json.dumps(said), zone="UTC"))
    assert refusal is None or refusal.mend


@pytest.mark.parametrize("text", ["", "{", "[" * 5_000, '{"a": 1, "a": 2}', "<script>", "x" * 1_048_577, "NaN"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(SlacalError):
        loads(text, zone="UTC")
