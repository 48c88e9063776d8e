from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slacal.calendars.day_rule import DayRule
from slacal.engine.amount_text import amount_in, read_by, resolved
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, OpenTime, RealTime, Unlimited
from slacal.errors import BadInput

if TYPE_CHECKING:
    from slacal.engine.facts import Scalar
    from slacal.engine.limits import Limit

HOUR = 3_600_000_000
RULE = DayRule(lands="17:00")
PROMISED = Given("promised", OpenTime(HOUR, "1 business hour"), RULE, "as promised", 30, "Europe/Riga")


@pytest.mark.parametrize(
    ("fact", "limit"),
    [
        ("8 business hours", OpenTime(8 * HOUR, "8 business hours")),
        (" 8  business hours ", OpenTime(8 * HOUR, "8 business hours")),
        ("24 calendar hours", RealTime(24 * HOUR, "24 calendar hours")),
        ("2 business days", BusinessDays(2, RULE, "2 business days", 30)),
        ("3 months", CalendarSpan("3 months", months=3, zone="Europe/Riga")),
        (None, OpenTime(HOUR, "1 business hour")),
        ("", OpenTime(HOUR, "1 business hour")),
    ],
)
def test_a_fact_says_what_was_promised_and_the_goal_how_it_is_read(fact: Scalar, limit: Limit) -> None:
    assert resolved(PROMISED, {"promised": fact}) == limit


def test_what_no_fact_says_and_nothing_stands_for_is_not_stated() -> None:
    assert resolved(Given("promised", None, RULE, "as promised"), {"tier": "gold"}) == Unlimited("not stated")


def test_a_limit_that_is_stated_holds_whatever_the_facts_say() -> None:
    assert resolved(Unlimited("not regulated"), {"promised": "8 business hours"}) == Unlimited("not regulated")


AMOUNTS = "write an amount such as '24 business hours', '2 business days', '30 calendar minutes' or '3 months'"


@pytest.mark.parametrize(
    ("fact", "code", "mend"),
    [
        ("24 hours", "unclear-amount", "write '24 business hours' or '24 calendar hours'"),
        ("2 days", "unclear-amount", "write '2 business days' or '2 calendar days'"),
        ("soon", "bad-input", AMOUNTS),
        (24, "bad-input", AMOUNTS),
    ],
)
def test_a_fact_that_holds_no_amount_is_refused_by_its_name(fact: Scalar, code: str, mend: str) -> None:
    with pytest.raises(BadInput) as refused:
        resolved(PROMISED, {"promised": fact})
    bad = refused.value
    assert (bad.field, bad.value, bad.code, bad.mend) == ("facts.promised", fact, code, mend)


def test_an_amount_of_hours_has_no_reading_of_days() -> None:
    hour = amount_in("1 business hour")
    assert read_by(hour, RULE, 5, "Europe/Riga") is hour
