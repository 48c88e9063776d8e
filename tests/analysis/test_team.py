"""A team is a value, and says what is wrong with it at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from slacal import BadInput, Calendar, SlacalError, WrongType
from slacal.analysis.team import Team

OFFICE = Calendar.weekly("Mo-Fr 08:00-18:00", zone="UTC")
HOUR = timedelta(hours=1)


def test_teams_of_the_same_words_are_equal_and_hash_alike() -> None:
    one = Team(OFFICE, 4, "priority", ("high", "low"), {"high": [HOUR], "low": [HOUR, 2 * HOUR]})
    same = Team(OFFICE, 4, "priority", ["high", "low"], {"high": (HOUR,), "low": (HOUR, 2 * HOUR)})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a list will do
    assert (one, hash(one)) == (same, hash(same))


def test_hands_on_times_are_those_of_the_group_or_of_all() -> None:
    assert Team(OFFICE, service={"high": [HOUR]}).times("high") == (HOUR,)
    assert Team(OFFICE, service={"high": [HOUR]}).times("low") == ()
    assert Team(OFFICE, service=[HOUR]).times("low") == (HOUR,)


@pytest.mark.parametrize(
    ("options", "kind", "field"),
    [
        ({"calendar": "Mo-Fr 08:00-18:00"}, WrongType, "calendar"),
        ({"size": 0}, BadInput, "size"),
        ({"size": True}, BadInput, "size"),
        ({"order": "random"}, BadInput, "order"),
        ({"order": "priority"}, BadInput, "ranks"),
        ({"ranks": ("high",)}, BadInput, "ranks"),
        ({"service": [5]}, WrongType, "service[0]"),
        ({"service": {"high": [-HOUR]}}, BadInput, "service.high[0]"),
        ({"service": {"high": []}}, BadInput, "service.high"),
        ({"service": {7: [HOUR]}}, WrongType, "service"),
    ],
)
def test_what_is_no_team_is_refused_by_name(options: dict[str, Any], kind: type[SlacalError], field: str) -> None:
    given: dict[str, Any] = {"calendar": OFFICE} | options
    with pytest.raises(kind) as refused:
        Team(**given)
    assert refused.value.field == field
