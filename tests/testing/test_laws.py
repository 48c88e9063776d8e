"""Laws catch what they are made to catch: each is broken by a subject that is wrong in just that way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from slacal.calendars.calendar import Calendar
from slacal.testing.laws import LAWS, LawBroken, check_law
from slacal.testing.oracle_clock import instant_of

if TYPE_CHECKING:
    from slacal.calendars.day_rule import DayRule

OFFICE = Calendar.weekly("Mo-Fr 09:00-12:00,13:00-17:00", zone="Europe/Berlin")
MICROSECOND, NONE = timedelta(microseconds=1), timedelta(0)


class Wrapped:
    """A right calendar, of which a subclass answers one question wrongly."""

    def __init__(self, calendar: Calendar = OFFICE) -> None:
        self.right = calendar

    def __getattr__(self, question: str) -> Any:
        if question.startswith("__"):
            raise AttributeError(question)
        return getattr(self.right, question)

    def add(self, start: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.add(start, amount, edge=edge)

    def subtract(self, end: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.subtract(end, amount, edge=edge)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return self.right.elapsed(start, end)


class ClosingCounts(Wrapped):
    """Takes the closing instant for open."""

    def is_open(self, at: datetime) -> bool:
        return self.right.is_open(at) or self.right.is_open(at - MICROSECOND)


class LandsOnOpenings(Wrapped):
    """Lands on the next opening where the closing is meant, and the other way round."""

    def add(self, start: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.add(start, amount, edge="near" if edge == "far" else "far")

    def subtract(self, end: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.subtract(end, amount, edge="near" if edge == "far" else "far")


class LosesAMicrosecond(Wrapped):
    """Is one microsecond late."""

    def add(self, start: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.add(start, amount, edge=edge) + MICROSECOND

    def subtract(self, end: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.subtract(end, amount, edge=edge) + MICROSECOND


class NeverNegative(Wrapped):
    """Counts between two instants whatever their order."""

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return abs(self.right.elapsed(start, end))


class WallClock(Wrapped):
    """Takes the caller's wall times for those of the calendar."""

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        first, last = (at.replace(tzinfo=UTC) for at in (start, end))
        return self.right.elapsed(first, last)


class AnswersInUtc(Wrapped):
    """Forgets the caller's zone."""

    def add(self, start: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.add(start, amount, edge=edge).astimezone(UTC)


class CountsTheFirst(Wrapped):
    """Counts the first date along with the others."""

    def count_business_days(self, first: date, last: date, *, counts_from: Any = "same_day") -> int:
        del counts_from
        return self.right.count_business_days(first, last, counts_from="same_day")


class ADayEarly(Wrapped):
    """Comes a day too early for those who come late."""

    def add_business_days(self, start: datetime, days: int, *, rule: DayRule) -> datetime:
        late = instant_of(start) // 3_600_000_000 % 24 >= 12
        return self.right.add_business_days(start, days, rule=rule) - timedelta(days=late)


class SkipsAStretch(Wrapped):
    """Leaves out the first stretch of an explanation, and of the spans."""

    def explain(self, start: datetime, end: datetime) -> Any:
        return self.right.explain(start, end)[1:]

    def spans(self, start: datetime, end: datetime) -> Any:
        return list(self.right.spans(start, end))[1:]


class OpensAtOnce(Wrapped):
    """Finds the opening or closing that it stands on."""

    def next_open(self, at: datetime) -> datetime:
        return self.right.next_open(at - MICROSECOND)

    def next_close(self, at: datetime) -> datetime:
        return self.right.next_close(at - MICROSECOND)

    def roll_forward(self, at: datetime) -> datetime:
        return self.right.next_open(at - MICROSECOND)

    def roll_back(self, at: datetime) -> datetime:
        return self.right.previous_close(at)


@pytest.mark.parametrize(
    ("law", "faulty"),
    [
        ("additivity", NeverNegative),
        ("antisymmetry", NeverNegative),
        ("bounds", WallClock),
        ("inverse", LosesAMicrosecond),
        ("first moment", LandsOnOpenings),
        ("composition", LosesAMicrosecond),
        ("zone invariance", WallClock),
        ("zone of answers", AnswersInUtc),
        ("near and far", LandsOnOpenings),
        ("mirror", LandsOnOpenings),
        ("mirrored edges", LandsOnOpenings),
        ("there and back", LandsOnOpenings),
        ("an open instant", ClosingCounts),
        ("openings", OpensAtOnce),
        ("closings", OpensAtOnce),
        ("forward to the opening", OpensAtOnce),
        ("back to the closing", OpensAtOnce),
        ("zero", OpensAtOnce),
        ("spans", SkipsAStretch),
        ("explanation", SkipsAStretch),
        ("counted again", CountsTheFirst),
        ("counts add up", CountsTheFirst),
        ("order of days", ADayEarly),
        ("no days", ADayEarly),
        ("oracle: is_open", ClosingCounts),
        ("oracle: elapsed", WallClock),
        ("oracle: add", LandsOnOpenings),
        ("oracle: add far", LandsOnOpenings),
        ("oracle: subtract", LandsOnOpenings),
        ("oracle: subtract far", LandsOnOpenings),
        ("oracle: next_open", OpensAtOnce),
        ("oracle: next_close", OpensAtOnce),
        ("oracle: roll_back", OpensAtOnce),
        ("oracle: count_business_days", CountsTheFirst),
        ("oracle: add_business_days", ADayEarly),
        ("oracle: spans", SkipsAStretch),
    ],
)
def test_a_law_is_broken_by_a_subject_that_is_wrong_in_its_way(law: str, faulty: type[Wrapped]) -> None:
    with pytest.raises(LawBroken, match=law):
        check_law(law, faulty(), calendar=OFFICE, examples=10_000, report="first")  # ends at the first


@pytest.mark.parametrize("law", LAWS)
def test_a_right_calendar_behind_another_face_breaks_none(law: str) -> None:
    check_law(law, Wrapped(), calendar=OFFICE, examples=5)


class RoundTheClock:
    """Code of a user's own, with the two questions and no more."""

    def add(self, start: datetime, amount: timedelta) -> datetime:
        return (start.astimezone(UTC) + amount).astimezone(start.tzinfo)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return end.astimezone(UTC) - start.astimezone(UTC)


def test_code_of_ones_own_stands_under_the_laws_that_it_can_answer() -> None:
    verdicts = {name: check_law(name, RoundTheClock(), examples=10) for name in LAWS}
    held = [name for name, verdict in verdicts.items() if verdict == "held"]
    assert held == [
        "additivity", "antisymmetry", "bounds", "inverse", "first moment", "composition", "later start, later due",
        "more time, later due", "zone invariance", "zone of answers",
    ]  # fmt: skip


def test_described_hours_let_the_oracle_judge_code_of_ones_own() -> None:
    assert check_law("oracle: add", RoundTheClock(), calendar=Calendar.always(), examples=10) == "held"
    with pytest.raises(LawBroken, match="right = "):
        check_law("oracle: add", RoundTheClock(), calendar=OFFICE, report="first")


def test_a_broken_law_names_itself_what_was_found_and_a_small_case() -> None:
    with pytest.raises(LawBroken) as broken:
        check_law("antisymmetry", NeverNegative(), calendar=OFFICE)
    text = str(broken.value)
    assert text.startswith("antisymmetry: elapsed(a, b) == -elapsed(b, a)\n  there = ")
    assert "Case(calendar=Calendar.weekly('Mo-Fr 09:00-12:00,13:00-17:00', zone='Europe/Berlin')" in text


@pytest.mark.parametrize("law", LAWS.values(), ids=lambda law: law.name)
def test_every_law_says_what_it_asks(law: Any) -> None:
    assert law.statement
    assert law.needs
    assert law.lacks(OFFICE, OFFICE) == []


def test_amounts_beyond_the_horizon_are_no_breach() -> None:
    once = Calendar.of_spans([("2026-01-05T09:00Z", "2026-01-05T10:00Z")], zone="UTC")
    assert check_law("inverse", once, calendar=once, examples=20) == "held"
    assert NONE < MICROSECOND
