from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.terms import NamedCalendar
from slacal.errors import BadInput, UnknownName, WrongType
from slacal.policies.policy import Policy

GOAL = {"within": "8 business hours"}
DOCUMENT: dict[str, Any] = {
    "name": "Support",
    "zone": "UTC",
    "calendars": {
        "office": {"week": "Mo-Fr 09:00-18:00"},
        "maintenance": {"supplied": True},
        "working": {"base": "office", "minus": ["maintenance"]},
    },
    "calendar": "working",
    "targets": {"fix": {"measures": "resolution", "goals": [GOAL]}},
}
NIGHT = Calendar.of_spans([(datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 11, tzinfo=UTC))], zone="UTC")
OFFICE = Calendar.weekly("Mo-Fr 09:00-18:00", zone="UTC")


def test_a_calendar_that_the_host_supplies_is_part_of_others() -> None:
    terms = Policy.from_dict(DOCUMENT).terms_with({"maintenance": NIGHT})
    assert terms.targets[0].calendar.pick({}) == NamedCalendar("working", OFFICE - NIGHT)


def test_a_policy_built_past_its_checks_takes_the_calendars_of_its_host() -> None:
    given = {"maintenance": NIGHT}
    assert Policy.model_construct(**DOCUMENT).terms_with(given) == Policy.from_dict(DOCUMENT).terms_with(given)


def test_the_last_calendars_are_kept() -> None:
    policy = Policy.from_dict(DOCUMENT)
    first = policy.terms_with({"maintenance": NIGHT})
    assert policy.terms_with({"maintenance": NIGHT}) is first
    assert policy.terms_with({"maintenance": Calendar.never()}) != first


def test_a_later_version_may_ask_for_one_too() -> None:
    change = {"from": "2027-01-01", "calendars": {"freeze": {"supplied": True}}, "calendar": "freeze"}
    policy = Policy.from_dict({**DOCUMENT, "then": [change]})
    terms = policy.terms_with({"maintenance": NIGHT, "freeze": OFFICE})
    assert terms.later[0].terms.targets[0].calendar.pick({}).calendar == OFFICE
    with pytest.raises(BadInput) as refused:
        policy.terms_with({"maintenance": NIGHT})
    assert refused.value.field == "calendars.freeze"


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        (None, BadInput, "calendars.maintenance"),
        ({}, BadInput, "calendars.maintenance"),
        ({"maintenance": "Mo-Fr 09:00-18:00"}, WrongType, "calendars.maintenance"),
        ({"maintenance": NIGHT, "office": OFFICE}, UnknownName, "calendars.office"),
        ({"maintenence": NIGHT}, UnknownName, "calendars.maintenence"),
    ],
)
def test_what_is_missing_or_not_asked_for_is_refused(given: Any, error: type[BadInput], field: str) -> None:
    with pytest.raises(error) as refused:
        Policy.from_dict(DOCUMENT).terms_with(given)
    assert refused.value.field == field


def test_a_policy_that_is_owed_a_calendar_has_no_terms_without_it() -> None:
    with pytest.raises(BadInput):
        _ = Policy.from_dict(DOCUMENT).terms


def test_a_policy_knows_its_tickets_in_whatever_order_its_calendars_stand() -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)
    ticket = History("T-1", [Event(monday, "created")])
    found = Policy.from_dict(DOCUMENT).evaluate(ticket, as_of=monday, calendars={"maintenance": NIGHT})
    turned = {**DOCUMENT, "calendars": dict(reversed(DOCUMENT["calendars"].items()))}
    assert Policy.from_dict(turned).queue_of([found]) == (found,)


def test_the_origin_hashes_calendars_as_they_are_written_for_kept_evaluations_of_every_version_hold_it() -> None:
    # JSON with sorted keys: the digest where none of the host's calendars opens, and the calendars of each version.
    calendars = {"обслуживание": {"supplied": True}, "office": {"week": "Mo-Fr 09:00-18:00"}}
    policy = Policy.from_dict({**DOCUMENT, "calendars": calendars, "calendar": "office"})
    closed = policy.terms_with({"обслуживание": Calendar.never(zone="UTC")}).digest
    said = f'["{closed}", [{{"office": {{"week": "Mo-Fr 09:00-18:00"}}, "обслуживание": {{"supplied": true}}}}]]'
    assert policy.terms_with({"обслуживание": NIGHT}).origin == sha256(said.encode()).hexdigest()[:16]
