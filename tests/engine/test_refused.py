"""What promises refuse once tickets meet them, in the very words: field, value, problem, mend and code."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from tests.engine.desk import at, promise, resolution, told
from tests.engine.stored import LICENCE, PARTS, event

from slacal import BadInput, Evaluation, Event, History, NeverOpens, SlacalError
from slacal.calendars.day_rule import DayRule
from slacal.engine.amount_text import MEND, amount_in
from slacal.engine.dates import instant_in
from slacal.engine.limits import BusinessDays, CalendarSpan, OpenTime, RealTime
from slacal.engine.matching import scaled
from slacal.engine.stated_errors import of_target

if TYPE_CHECKING:
    from collections.abc import Callable

Parts: TypeAlias = "tuple[str, object, str, str, str]"


def refused(call: Callable[[], object]) -> Parts:
    """Return the parts of the refusal of a call."""
    with pytest.raises(SlacalError) as caught:
        call()
    bad = caught.value
    return bad.field, bad.value, bad.problem, bad.mend, bad.code


# -- amounts


@pytest.mark.parametrize(
    ("text", "problem", "mend", "code"),
    [
        ("soon", "is not an amount", MEND, "bad-input"),
        ("0.0000000001 business hours", "is finer than a microsecond", "write fewer decimals", "bad-input"),
        ("0 business minutes", "is no time at all", "write an amount above 0", "bad-input"),
        ("0 calendar days", "is no time at all", "write an amount above 0", "bad-input"),
        ("36526 business days", "is longer than 100 years", "write a shorter amount", "bad-input"),
        ("876601 calendar hours", "is longer than 100 years", "write a shorter amount", "bad-input"),
        ("5218 weeks", "is longer than 100 years", "write a shorter amount", "bad-input"),
        ("1201 months", "is longer than 100 years", "write a shorter amount", "bad-input"),
        ("101 years", "is longer than 100 years", "write a shorter amount", "bad-input"),
        (
            "1.5 business days", "is not a whole number of days", "write a whole number, or an amount of hours",
            "bad-input",
        ),
        (
            "24 hours", "does not say which hours", "write '24 business hours' or '24 calendar hours'",
            "unclear-amount",
        ),
        ("1 day", "does not say which days", "write '1 business day' or '1 calendar day'", "unclear-amount"),
        (
            "5 working minutes", "has a kind of minutes that is not known, 'working'",
            "write '5 business minutes' or '5 calendar minutes'", "unclear-amount",
        ),
        (
            "2 calendar weeks", "is not an amount of weeks", "write '2 weeks', or business days", "bad-input",
        ),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_in_these_words(text: str, problem: str, mend: str, code: str) -> None:
    assert refused(lambda: amount_in(text)) == ("", text, problem, mend, code)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("876600 calendar hours", RealTime(876_600 * 3_600_000_000, "876600 calendar hours")),  # 36,525 days
        ("0.000001  business minutes", OpenTime(60, "0.000001 business minutes")),
        ("36525 business days", BusinessDays(36_525, DayRule(), "36525 business days")),
        ("36525 calendar days", CalendarSpan("36525 calendar days", days=36_525)),
        ("5217 weeks", CalendarSpan("5217 weeks", days=36_519)),
        ("1200 months", CalendarSpan("1200 months", months=1_200)),
        ("100 years", CalendarSpan("100 years", months=1_200)),
    ],
)
def test_an_amount_of_a_hundred_years_is_read(text: str, amount: object) -> None:
    assert amount_in(text) == amount


def test_an_amount_that_does_not_stay_whole_is_refused() -> None:
    mend = "write amounts that do"
    for amount in (
        BusinessDays(1, DayRule(), "1 business day"),
        CalendarSpan("1 month", months=1),
        OpenTime(3, "3 us"),
    ):
        parts = ("scale", amount.text, "does not stay whole when it is scaled", mend, "not-whole")
        assert refused(lambda amount=amount: scaled(amount, Fraction(1, 2))) == parts  # type: ignore[misc]


def test_a_share_of_an_amount_says_so() -> None:
    rule = DayRule(lands="open")
    half, third = Fraction(1, 2), Fraction(1, 8)
    assert scaled(OpenTime(8, "eight"), half) == OpenTime(4, "eight, at 50%")
    assert scaled(RealTime(8, "eight"), third) == RealTime(1, "eight, at 12.5%")
    assert scaled(BusinessDays(4, rule, "four", 7), half) == BusinessDays(2, rule, "four, at 50%", 7)
    span = CalendarSpan("both", days=4, months=2, zone="Europe/Riga")
    assert scaled(span, half) == CalendarSpan("both, at 50%", days=2, months=1, zone="Europe/Riga")
    assert scaled(span, Fraction(1)) is span


# -- dates and facts


@pytest.mark.parametrize(
    ("value", "problem", "mend"),
    [
        ("tomorrow", "is not a date", "write it as '2026-11-20' or '2026-11-20T18:00+03:00'"),
        (date.max, "lies outside the dates that can be counted", "name a nearer date"),
        (date.min, "lies outside the dates that can be counted", "name a nearer date"),
    ],
)
def test_what_is_no_date_is_refused_in_these_words(value: Any, problem: str, mend: str) -> None:
    found = refused(lambda: instant_in(value, "facts.wanted", "UTC", bare="ends"))
    assert found == ("facts.wanted", value, problem, mend, "bad-input")


def told_of(policy_rest: dict[str, Any], *events: Event) -> Callable[[], object]:
    """Return the call that asks a policy of an eight-hour target about events, all the way to its usage."""
    policy = promise({"measures": "resolution", "goals": [{"within": "8 business hours"}]}, **policy_rest)
    return lambda: policy.evaluate(History("T", events), as_of=at("27 12:00")).usage


def test_facts_that_hold_no_amount_are_refused_by_their_names() -> None:
    hours = {"usage": [{"of": "hours", "unit": "hour"}]}
    problem, mend = "is not an amount used", "give a number such as 1 or 0.5"
    for odd in ("many", -1):
        found = refused(told_of(hours, event("23 10:00", "created", {"hours": odd})))
        assert found == ("facts.hours", odd, problem, mend, "bad-input")
    paid = {"entitlements": {"l": {**LICENCE, "lasts": {"fact": "length"}}}}
    found = refused(told_of(paid, event("23 10:00", "licence", {"length": "3 business days"}, key="1")))
    problem, mend = "is counted on a calendar, and cover is not", "give calendar days, weeks, months or years"
    assert found == ("facts.length", "3 business days", problem, mend, "bad-input")


def test_a_renewal_that_is_too_short_is_refused_with_its_date() -> None:
    renewed = {**LICENCE, "renew": {"on": "paid", "from": "event", "lasts": {"fact": "length"}, "at_least": "1 year"}}
    rest = {"entitlements": {"l": renewed}}
    story = (event("23 10:00", "licence", {"length": "11 months"}, key="1"), event("24 10:00", "paid"))
    problem = "is shorter than a renewal may be at 2026-11-24"
    assert refused(told_of(rest, *story)) == ("facts.length", "11 months", problem, "give at least 1 year", "bad-input")


# -- tickets


def test_a_pause_that_has_not_begun_may_be_refused() -> None:
    arrived = event("23 11:00", "arrived")
    target = {"measures": "resolution", "goals": [{"within": "8 business hours"}], "pause": [PARTS]}
    policy = promise(target, rules={"orphans": "raise"})
    found = refused(lambda: policy.evaluate(History("T", [event("23 10:00", "created"), arrived]), as_of=arrived.at))
    problem = "ends the pause 'parts' of target 't', which has not begun"
    assert found == ("event", arrived, problem, "send its beginning first, or say orphans: note", "bad-input")
    ordered = [event("23 10:00", "created"), event("23 10:30", "ordered"), arrived]
    assert str(policy.evaluate(History("T", ordered), as_of=arrived.at)["t"].stage) == "running"


def test_an_error_of_a_calendar_is_told_of_the_target_that_asked() -> None:
    fault = NeverOpens("calendar", 7, "never opens", "open it", "a-code")
    told_so = of_target("t", fault)
    assert type(told_so) is NeverOpens
    parts = ("targets.t.calendar (calendar)", 7, "never opens", "open it", "a-code")
    assert (told_so.field, told_so.value, told_so.problem, told_so.mend, told_so.code) == parts


def evaluation(as_of: str = "23 12:00") -> Evaluation:
    return told(resolution(), as_of, ("23 10:00", "created"))


def test_evaluations_of_another_policy_or_instant_are_refused_in_these_words() -> None:
    here, later, other = evaluation(), evaluation("23 13:00"), resolution("4 business hours")
    parts = ("evaluations[0]", here, "is of another policy", "pass what this policy evaluated", "bad-input")
    assert refused(lambda: other.queue_of([here])) == parts
    assert refused(lambda: other.charges_of([here])) == parts
    problem = f"is not of {here.as_of}, as the first is"
    found = refused(lambda: resolution().queue_of([here, later]))
    assert found == ("evaluations[1]", later, problem, "evaluate all at once", "bad-input")


def test_a_resumption_before_the_pause_is_refused_in_these_words() -> None:
    paused = told(resolution(), "23 12:00", ("23 10:00", "created", {"status": "waiting"}))["t"]
    asked = at("23 09:59")
    problem = f"lies before the pause began at {at('23 10:00')}"
    found = refused(lambda: paused.due_if_resumed(asked))
    assert found == ("at", asked, problem, "ask about a later instant", "bad-input")
    assert paused.due_if_resumed(at("23 10:00")) == at("23 18:00")


def test_a_target_is_asked_for_by_its_name() -> None:
    seen = evaluation()
    assert refused(lambda: seen[0])[:4] == ("target", 0, "is not the name of a target", "use one of t")  # type: ignore[index]
    assert refused(lambda: seen["resolution"])[:4] == ("target", "resolution", "is not in the policy", "use one of t")


def test_events_out_of_order_are_refused_in_these_words() -> None:
    early, late = event("23 10:00", "created"), event("23 11:00", "changed")
    found = refused(lambda: History("T", [late, early]))
    mend = "use History.sorted(ticket, events)"
    assert found == ("events[1]", early, "lies before the event ahead of it", mend, "out-of-order")
    found = refused(lambda: Event(at("23 10:00"), " "))
    assert found == ("kind", " ", "is not an event kind", "name what happened, as in 'created'", "bad-input")


def test_an_instant_without_an_offset_is_refused() -> None:
    naive = datetime(2026, 11, 23, 12)
    with pytest.raises(BadInput) as caught:
        resolution().evaluate(History("T"), as_of=naive)
    assert (caught.value.field, caught.value.value) == ("as_of", naive)
