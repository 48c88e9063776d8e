"""One promise from options, answered as a policy would."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from slacal.cli.one_promise import created_at, promise_of
from slacal.engine.replay import replay
from slacal.errors import BadInput

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 18, tzinfo=BERLIN)


def options(within: str) -> Namespace:
    return Namespace(hours="Mo-Fr 10:00-19:00; Sa 09:00-16:00", zone="Europe/Berlin", holidays=None, within=within)


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ("4 business hours", datetime(2026, 11, 21, 12)),  # an hour on Friday, three on Saturday
        ("2 business days", datetime(2026, 11, 23, 19)),  # Saturday is the first, Monday the second
        ("30 calendar minutes", datetime(2026, 11, 20, 18, 30)),
        ("2 weeks", datetime(2026, 12, 4, 18)),
        ("end of business day", datetime(2026, 11, 20, 19)),
    ],
)
def test_amounts_are_those_of_a_policy(within: str, due: datetime) -> None:
    found = replay(promise_of(options(within)), created_at(FRIDAY), FRIDAY)
    assert found["promise"].due_at == due.replace(tzinfo=BERLIN)


@pytest.mark.parametrize("within", ["4 hours", "soon", ""])
def test_an_amount_that_is_not_clear_is_refused(within: str) -> None:
    with pytest.raises(BadInput) as refused:
        promise_of(options(within))
    assert (refused.value.field, refused.value.value) == ("--within", within)
