from __future__ import annotations

import pytest

from slacal.calendars.transferred import READINGS, transferred_of, transferred_text
from slacal.errors import BadInput, WrongType
from slacal.spans.day_time import Window


@pytest.mark.parametrize("name", READINGS)
def test_c5_each_reading_has_a_name(name: str) -> None:
    assert transferred_of(name) == name
    assert transferred_text(transferred_of(name)) == name


@pytest.mark.parametrize("written", ["10:00-15:00,16:00-17:00", [("10:00", "15:00"), ("16:00", "17:00")]])
def test_c5_explicit_windows_are_a_reading(written: str) -> None:
    reading = transferred_of(written)
    assert reading == (Window.parse("10:00-15:00"), Window.parse("16:00-17:00"))
    assert transferred_of(transferred_text(reading)) == reading


def test_c5_no_windows_at_all_are_closed() -> None:
    assert transferred_of(()) == "closed"


def test_an_unknown_reading_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadInput) as refusal:
        transferred_of("replace", "holidays.transferred")
    assert (refusal.value.field, refusal.value.mend) == ("holidays.transferred", "did you mean 'replaced'?")


def test_a_reading_is_no_boolean() -> None:
    with pytest.raises(WrongType):
        transferred_of(False)  # type: ignore[arg-type] # handed in to be refused
