from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from slacal.errors import BadDocument
from slacal.policies.checking import checked
from slacal.policies.policy import Policy

FIRST, LAST = date(2027, 1, 1), date(2028, 1, 1)
VISIT = {"start": "agreed", "stop": "agreed", "goals": [{"within": "2 business hours"}]}  # stops as it starts, a trap
TRAP = ("trap", "targets.visit.stop")
DESK = {"week": "Mo-Fr 09:00-17:00", "holidays": "none"}
PLAIN: dict[str, Any] = {"name": "Support", "zone": "UTC", "calendars": {"desk": DESK}, "calendar": "desk"}


def told(content: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(content)
    return [(one.level, one.field) for one in checked(refused.value, content, FIRST, LAST)]


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"zone": "Europe/Moskow"}, ["zone"]),  # the calendar rests on it
        ({"scope": {"rows": "tier"}}, ["scope.columns", "scope.table"]),
        ({"scope": 5}, ["scope"]),
        ({"entitlements": 5}, ["entitlements"]),
        ({"definitions": {"gold": 5, "paid": {"tier": "paid"}}}, ["definitions.gold"]),
        ({"calender": "desk"}, ["calender"]),
    ],
)
def test_what_is_free_of_faults_is_reviewed(wrong: dict[str, Any], fields: list[str]) -> None:
    content = {**PLAIN, "targets": {"visit": VISIT}, **wrong}
    assert told(content) == [*(("fault", field) for field in fields), TRAP]


def test_what_rests_on_a_piece_with_a_fault_is_left_out_and_is_no_fault_itself() -> None:
    shop = {**VISIT, "calendar": "shop"}
    content = {
        **PLAIN,
        "calendars": {"desk": DESK, "shop": {"week": "Mo 9-25"}},
        "targets": {"a": shop, "visit": VISIT},
    }
    assert told(content) == [("fault", "calendars.shop.week"), TRAP]


@pytest.mark.parametrize(("content", "field"), [({"name": "Support"}, "targets"), ([], "policy")])
def test_where_too_little_is_left_its_faults_alone_are_told(content: Any, field: str) -> None:
    assert told(content) == [("fault", field)]


def test_a_fault_is_told_with_its_code_its_value_and_its_mend() -> None:
    content = {**PLAIN, "calendar": "dsk", "targets": {"visit": VISIT}}
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(content)
    fault = checked(refused.value, content, FIRST, LAST)[0]
    assert (fault.code, fault.value, fault.mend) == ("unknown-name", "dsk", "did you mean 'desk'?")
