"""What can be put to laws, and what is refused at the door; calendars that a policy leaves to be supplied."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from slacal import BadInput, Calendar, Policy, UnknownName, WrongType
from slacal.testing.law_putting import putting
from slacal.testing.law_report import check_law, check_laws

OFFICE = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
ON_CALL = Policy.from_dict(
    {
        "name": "On call",
        "zone": "Europe/Berlin",
        "calendars": {"announced": {"supplied": True}},
        "targets": {"answer": {"start": "created", "stop": "reply", "goals": [{"within": "2 business hours"}]}},
    }
)
ANNOUNCED = {"announced": OFFICE}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"calendar": "Mo-Fr 09:00-17:00"}, "calendar"),
        ({"policy": "support.yaml"}, "policy"),
        ({"examples": 0}, "examples"),
        ({"examples": "many"}, "examples"),
        ({"tick": timedelta(0)}, "tick"),
        ({"tick": -timedelta(minutes=1)}, "tick"),
        ({"tick": 60}, "tick"),
        ({"calendars": ANNOUNCED}, "calendars"),  # a calendar asks for none
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(more: dict[str, Any], field: str) -> None:
    with pytest.raises((BadInput, WrongType)) as refused:
        putting(OFFICE, **more)
    assert refused.value.field == field


@pytest.mark.parametrize("subject", [None, "Mo-Fr 09:00-17:00", 7, object()])
def test_a_subject_that_answers_nothing_is_told_which_two_methods_it_needs(subject: object) -> None:
    with pytest.raises(WrongType, match=r"add\(start, amount\) and elapsed\(start, end\)") as refused:
        putting(subject)
    assert refused.value.field == "subject"


def test_one_answer_is_enough_to_be_asked() -> None:
    class Door:
        def is_open(self, at: object) -> bool:
            return True

    assert check_law("oracle: is_open", Door(), calendar=Calendar.always(), examples=5) == "held"


@pytest.mark.parametrize("law", ["followed", "stored", "oracle: evaluate"])
def test_a_policy_keeps_the_laws_with_the_calendars_that_it_leaves_to_be_supplied(law: str) -> None:
    assert check_law(law, ON_CALL, calendars=ANNOUNCED, examples=5) == "held"


def test_code_of_ones_own_is_held_against_a_policy_and_what_is_supplied_to_it() -> None:
    class Desk:
        def evaluate(self, history: Any, *, as_of: Any) -> Any:
            return ON_CALL.evaluate(history, as_of=as_of, calendars=ANNOUNCED)

    assert check_law("oracle: evaluate", Desk(), policy=ON_CALL, calendars=ANNOUNCED, examples=5) == "held"


def test_a_calendar_that_is_missing_is_asked_for_as_it_can_be_given() -> None:
    with pytest.raises(BadInput, match=r"pass calendars=\{'announced': \.\.\.\}"):
        check_law("met in time", ON_CALL, examples=5)
    with pytest.raises(UnknownName):
        check_law("met in time", ON_CALL, calendars={"anounced": OFFICE}, examples=5)


def test_no_more_cases_are_drawn_than_in_hours() -> None:
    with pytest.raises(BadInput, match=r"^examples=10000000 lies outside 1 to 1000000; pass how many cases to draw"):
        check_laws(Calendar.always(), examples=10_000_000)
