"""Bad arguments are refused where a strategy is built, in our words, and not where it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from slacal import BadInput, UnknownName, WrongType
from slacal.testing import calendars, dates, events, histories, instants, messy_histories, simplest, special_days

if TYPE_CHECKING:
    from collections.abc import Callable

Refused = tuple["Callable[[], object]", type[Exception], str]
BAD: Any = 5
REFUSED: list[Refused] = [
    (lambda: instants(BAD), WrongType, "calendar=5 is not a Calendar; pass the hours of the desk, or leave it out"),
    (lambda: instants(near=BAD), WrongType, "near=5 is not a datetime; pass an aware datetime.datetime"),
    (lambda: calendars(parts=0), BadInput, "parts=0 lies outside 1 to 100; pass how many to combine at most"),
    (lambda: dates("Europe/Berlim"), UnknownName, "is not a known time zone; did you mean 'Europe/Berlin'?"),
    (lambda: special_days([]), WrongType, "zone=[] is not a time zone"),  # type: ignore[arg-type]  # the point
    (lambda: histories(facts=["a"]), WrongType, "facts=['a'] is not a mapping"),  # type: ignore[arg-type]  # likewise
    (lambda: histories(facts={"queue": []}), BadInput, "facts.queue=[] holds no value"),
    (lambda: histories(facts={"queue": [{}]}), WrongType, "facts.queue={} is not a plain value"),  # type: ignore[list-item]  # likewise
    (lambda: histories(facts={"status": ["opn"]}), BadInput, "facts.status='opn' is not a choice; did you mean 'o"),
    (lambda: messy_histories(most=0), BadInput, "most=0 lies outside 1 to 1000"),
    (lambda: simplest(BAD), WrongType, "strategy=5 is not a strategy; build one, as in simplest(calendars())"),
]  # fmt: skip


@pytest.mark.parametrize(("build", "kind", "told"), REFUSED)
def test_bad_arguments_are_refused_when_a_strategy_is_built(
    build: Callable[[], object], kind: type[Exception], told: str
) -> None:
    with pytest.raises(kind) as caught:
        build()
    assert told in str(caught.value)


def test_facts_may_be_given_to_single_events_as_to_histories() -> None:
    assert simplest(events(facts={"queue": ["billing"]})).changes == {"status": "new", "queue": "billing"}


def test_a_strategy_is_built_once_for_each_zone() -> None:
    assert dates("Europe/Berlin") is dates("Europe/Berlin")
    assert dates("Europe/Berlin") is not dates()
