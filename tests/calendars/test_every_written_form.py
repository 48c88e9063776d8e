"""How calendars and their parts are written, as Python and as documents: each option by itself, and all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.calendars.told import examples, rebuilt, value_of

from slacal import Calendar

if TYPE_CHECKING:
    from tests.policies.told import Example

EXAMPLES = examples("written.txt")
CALENDARS = [one for one in EXAMPLES if len(one.told) > 1]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_a_value_is_written_so_and_what_is_written_builds_it(example: Example) -> None:
    value = value_of(example.said)
    assert repr(value) == example.told[0]
    assert rebuilt(example.told[0]) == value


@pytest.mark.parametrize("example", CALENDARS, ids=[one.name for one in CALENDARS])
def test_the_document_of_a_calendar_is_this_and_reads_back_as_it(example: Example) -> None:
    calendar: Calendar = value_of(example.said)
    assert [calendar.dumps()] == example.told[1:]
    assert Calendar.loads(example.told[1]) == calendar
    assert hash(Calendar.loads(example.told[1])) == hash(calendar)
