from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from slacal.engine.conditions import IsAny
from slacal.errors import BadDocument, SlacalError
from slacal.policies.book import Book
from slacal.policies.faults import flat
from slacal.policies.policy import Policy
from slacal.policies.scale import scale_of

NOTHING: dict[str, Any] = {}
VIP = {"when": {"vip": True}, "to": "50%"}


def test_the_first_match_holds_and_a_default_may_stand_last() -> None:
    vip = IsAny("vip", frozenset({"true"}))
    assert scale_of([VIP, {"to": 150}], Book()) == ((vip, Fraction(1, 2)), (None, Fraction(3, 2)))


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("50%", [""]),
        ([], [""]),
        ([5, {"when": {"a": 1}}], ["[0]", "[1]"]),
        ([{"when": NOTHING, "to": 0}], ["[0].when", "[0].to"]),
        ([{**VIP, "too": 5}], ["[0].too"]),
    ],
)
def test_every_fault_has_its_path(written: Any, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        scale_of(written, Book())
    assert [fault.field for fault in flat(refused.value)] == fields


def scaled(within: object, to: object) -> Policy:
    target = {"measures": "resolution", "goals": [{"within": within}], "scale": [{"when": {"vip": True}, "to": to}]}
    return Policy.from_dict({"name": "S", "zone": "UTC", "calendar": "always", "targets": {"it": target}})


@pytest.mark.parametrize(
    ("within", "to"),
    [
        ("1 business day", 50),
        ("3 business days", "50%"),
        ("end of business day", 50),
        ("3 calendar days", 50),
        ("1 month", 50),
        ("1 year", 10),  # 1.2 months
        ("0.000001 business minutes", "1%"),  # 60 microseconds
        ({"fact": "term", "else": "1 business day"}, 50),
    ],
)
def test_a_part_of_a_day_or_of_a_microsecond_is_refused_at_reading(within: object, to: object) -> None:
    with pytest.raises(BadDocument) as refused:
        scaled(within, to)
    assert [fault.field for fault in refused.value.faults] == ["targets.it.scale[0].to"]


def test_the_goal_that_would_not_stay_whole_is_named() -> None:
    goals = [{"when": {"tier": "paid"}, "within": "2 business days"}, {"within": "3 business days"}]
    target = {"measures": "resolution", "goals": goals, "scale": [VIP]}
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict({"name": "S", "zone": "UTC", "calendar": "always", "targets": {"it": target}})
    (fault,) = refused.value.faults
    # half of 2 days is 1 day, and half of 3 is none
    assert fault.code == "not-whole"
    assert fault.problem == "makes no whole number of '3 business days'"


@pytest.mark.parametrize(
    ("within", "to"),
    [
        ("2 business days", 50),
        ("1 year", 50),
        ("1 business hour", "33.3%"),
        ("not regulated", "1%"),
        ({"fact": "t"}, 33),
    ],
)
def test_what_stays_whole_may_be_scaled(within: object, to: object) -> None:
    assert len(scaled(within, to).terms.targets[0].scale) == 1


def test_a_condition_of_a_scale_may_be_a_term() -> None:
    halved = [{"when": "vip", "to": "50%"}]
    target = {"measures": "resolution", "goals": [{"within": "2 business days"}], "scale": halved}
    terms = {"vip": {"tier": "gold"}}
    tree = {"name": "S", "zone": "UTC", "calendar": "always", "definitions": terms, "targets": {"it": target}}
    promised = Policy.from_dict(tree).promises(datetime(2026, 11, 20, tzinfo=UTC), {"tier": "gold"})
    assert promised["it"].due_at == datetime(2026, 11, 22, tzinfo=UTC)  # the 21st is the first day, and ends then
