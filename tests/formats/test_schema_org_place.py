"""The place in a page's JSON-LD that tells opening hours."""

from __future__ import annotations

import json

import pytest

from slacal.errors import BadDocument, BadInput, SlacalError
from slacal.formats.schema_org_place import Place

MONDAY = {"@type": "OpeningHoursSpecification", "dayOfWeek": "Monday", "opens": "09:00", "closes": "17:00"}


@pytest.mark.parametrize(
    "said",
    [
        {"openingHours": "Mo 09:00-17:00"},
        {"@type": "LocalBusiness", "name": "Desk", "openingHours": ["Mo 09:00-12:00", "Mo 12:00-17:00"]},
        {"openingHoursSpecification": MONDAY},
        {"openingHoursSpecification": [MONDAY]},
        {"openingHoursSpecification": [MONDAY], "openingHours": "Mo 09:00-17:00"},
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, {"openingHours": "Mo 09:00-17:00"}]},
        [{"@type": "WebSite"}, {"openingHours": "Mo 09:00-17:00"}],
        [MONDAY],
        MONDAY,
    ],
)
def test_the_hours_of_one_place_are_found_in_whatever_they_are_wrapped(said: object) -> None:
    assert Place.of(json.dumps(said)).week().text() == "Mo 09:00-17:00"


@pytest.mark.parametrize(
    "said", [{}, [], 3, None, "Mo-Fr 09:00-17:00", {"name": "Desk"}, [MONDAY, {"name": "Desk"}], {"@graph": {}}]
)
def test_a_text_without_hours_is_refused(said: object) -> None:
    with pytest.raises(BadInput) as refusal:
        Place.of(json.dumps(said))
    assert refusal.value.field == "schema.org"


def test_a_misspelt_key_is_told_its_name() -> None:
    with pytest.raises(BadInput) as refusal:
        Place.of('{"openinghourSpecification": []}')
    assert "openingHours" in refusal.value.mend


def test_two_places_are_one_too_many() -> None:
    with pytest.raises(BadInput) as refusal:
        Place.of('[{"openingHours": "Mo 09:00-17:00"}, {"openingHours": "Tu 09:00-17:00"}]')
    assert refusal.value.value == 2


def test_texts_and_specifications_must_say_the_same() -> None:
    place = Place.of(json.dumps({"openingHoursSpecification": [MONDAY], "openingHours": "Mo 09:00-18:00"}))
    with pytest.raises(BadInput) as refusal:
        place.week()
    assert refusal.value.field == "openingHours"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (["Mo 09:00-17:00", "Dec 24 off"], "openingHours[1]"),
        (["Mo 09:00-17:00; PH off"], "openingHours[0]"),
        ("Mo 9am-5pm", "openingHours"),
        (["Mo 09:00-17:00", 3], "openingHours[1]"),
    ],
)
def test_a_text_that_is_more_than_a_week_is_refused_by_its_place(said: object, field: str) -> None:
    with pytest.raises(SlacalError) as refusal:
        Place.of(json.dumps({"openingHours": said})).week()
    assert refusal.value.field == field


def test_every_fault_is_told_at_once() -> None:
    wrong = [{"dayOfWeek": "Montag"}, MONDAY, {**MONDAY, "closes": "late"}]
    with pytest.raises(BadDocument) as refusal:
        Place.of(json.dumps({"openingHoursSpecification": wrong})).week()
    fields = [fault.field for fault in refusal.value.faults]
    assert fields == ["openingHoursSpecification[0].dayOfWeek", "openingHoursSpecification[2].closes"]


def test_specifications_are_bounded() -> None:
    with pytest.raises(BadInput) as refusal:
        Place.of(json.dumps({"openingHoursSpecification": [MONDAY] * 1_001})).week()
    assert refusal.value.field == "openingHoursSpecification"
