"""A calendar of a class of one's own stays of that class: in its text, as `Calendar` prints as what builds it."""

from __future__ import annotations

import pytest

from slacal import Calendar

NIGHTS = Calendar.weekly("Mo-Fr 22:00-30:00", zone="UTC")


class Shift(Calendar):
    """A calendar of somebody's own."""

    __slots__ = ()


@pytest.mark.parametrize("built", [NIGHTS, NIGHTS | Calendar.always(), Calendar.never()], ids=repr)
def test_a_calendar_of_ones_own_kind_prints_as_one(built: Calendar) -> None:
    shift = Shift(built.description)
    assert repr(shift) == f"Shift({built!r}.description)"
    assert eval(repr(shift), {"Calendar": Calendar, "Shift": Shift}) == shift  # noqa: S307 - what a repr is for
    assert repr(NIGHTS) == "Calendar.weekly('Mo-Fr 22:00-30:00', zone='UTC')"
