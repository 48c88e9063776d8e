"""Laws catch what they are made to catch: each is broken by a subject that is wrong in just that way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import slacal
from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.testing.columns import Columns
from slacal.testing.law_report import check_law
from slacal.testing.laws import CALENDAR_LAWS, LAWS, POLICY_LAWS, Case, LawBroken
from slacal.testing.laws_of_columns import LAWS_OF_COLUMNS
from slacal.testing.laws_of_days import LAWS_OF_DAYS
from slacal.testing.laws_of_edges import LAWS_OF_EDGES
from slacal.testing.laws_of_oracle import LAWS_OF_ORACLE
from slacal.testing.laws_of_tickets import LAWS_OF_TICKETS
from slacal.testing.laws_of_time import LAWS_OF_TIME
from slacal.testing.oracle_clock import instant_of

OFFICE = Calendar.weekly("Mo-Fr 09:00-12:00,13:00-17:00", zone="Europe/Berlin")
MICROSECOND, NONE = timedelta(microseconds=1), timedelta(0)


class Wrapped:
    """A right calendar, of which a subclass answers one question wrongly; ``hours`` are those it stands for."""

    hours = OFFICE

    def __init__(self) -> None:
        self.right = self.hours

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

    def __or__(self, other: Calendar) -> Calendar:
        return self.right | other

    def __and__(self, other: Calendar) -> Calendar:
        return self.right & other

    def __sub__(self, other: Calendar) -> Calendar:
        return self.right - other


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


class ForgetsHolidays(Wrapped):
    """Is open on the dates that were closed."""

    hours = Calendar.weekly(
        "Mo-Fr 09:00-12:00,13:00-17:00", zone="Europe/Berlin", special_days={date(2026, 1, 6): "off"}
    )

    def __init__(self) -> None:
        self.right = OFFICE


class ForgetsFold(Wrapped):
    """Takes the second reading of a doubled hour for the first one."""

    hours = Calendar.weekly("Mo-Su 22:00-06:00", zone="Europe/Berlin")

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return self.right.elapsed(start.replace(fold=0), end.replace(fold=0))


class ForgetsTheMorning(Wrapped):
    """Counts those who come in the afternoon from the day before."""

    def add(self, start: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        late = instant_of(start) // 3_600_000_000 % 24 >= 12
        return self.right.add(start - timedelta(days=late), amount, edge=edge)


class AnHourForAll(Wrapped):
    """Promises an hour whatever was asked for, and nothing backwards."""

    def add(self, start: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return self.right.add(start, max(NONE, min(amount, timedelta(hours=1))), edge=edge)


class Mixed(Wrapped):
    """Takes "either" for "both", forgets the old hours with the new ones, and the lunch when it is frozen."""

    def __or__(self, other: Calendar) -> Calendar:
        return self.right & other

    def until(self, instant: datetime, *, then: Calendar) -> Calendar:
        del instant
        return then

    def freeze(self, first: date, last: date) -> Calendar:
        return Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin").freeze(first, last)


class EveryDay(Wrapped):
    """Takes every date for a business day."""

    def is_business_day(self, day: date) -> bool:
        del day
        return True


class LandsADayEarly(Wrapped):
    """Lands on the day before, whatever day that is."""

    def add_business_days(self, start: datetime, days: int, *, rule: DayRule) -> datetime:
        return self.right.add_business_days(start, days, rule=rule) - timedelta(days=1)


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


class StartsLate(Wrapped):
    """Leaves out the first stretch ahead."""

    def spans_after(self, at: datetime) -> Any:
        return islice(self.right.spans_after(at), 1, None)


class OpensAtOnce(Wrapped):
    """Finds the opening or closing that it stands on."""

    def next_open(self, at: datetime) -> datetime:
        return self.right.next_open(at - MICROSECOND)

    def next_close(self, at: datetime) -> datetime:
        return self.right.next_close(at - MICROSECOND)

    def previous_open(self, at: datetime) -> datetime:
        return self.right.previous_open(at + MICROSECOND)

    def previous_close(self, at: datetime) -> datetime:
        return self.right.previous_close(at + MICROSECOND)

    def roll_forward(self, at: datetime) -> datetime:
        return self.right.next_open(at - MICROSECOND)

    def roll_back(self, at: datetime) -> datetime:
        return self.right.previous_close(at)


class Rows(Columns):
    """A right calendar by columns, of which a subclass answers one question wrongly."""

    hours = OFFICE

    def __init__(self) -> None:
        super().__init__(OFFICE)


class CarriesOver(Rows):
    """Lets a row wait for the row before it, and answers an hour apart."""

    def add_many(self, starts: Any, amounts: Any) -> list[datetime]:
        alone = super().add_many(starts, amounts)
        return [max(alone[: place + 1]) for place in range(len(alone))]


class OffByOne(Rows):
    """Is a microsecond off in every row."""

    def is_open_many(self, at: Any) -> list[bool]:
        return super().is_open_many([one - MICROSECOND for one in at])

    def elapsed_many(self, starts: Any, ends: Any) -> list[timedelta]:
        return [passed + MICROSECOND for passed in super().elapsed_many(starts, ends)]

    def add_many(self, starts: Any, amounts: Any) -> list[datetime]:
        return [due + MICROSECOND for due in super().add_many(starts, amounts)]

    def subtract_many(self, ends: Any, amounts: Any) -> list[datetime]:
        return [begin + MICROSECOND for begin in super().subtract_many(ends, amounts)]


class OneRule(Rows):
    """Reads every count of business days by the default rule."""

    def add_business_days_many(self, starts: Any, days: int, *, rule: DayRule) -> list[datetime]:
        del rule
        return super().add_business_days_many(starts, days, rule=DayRule())


MUTANTS: list[tuple[str, type[Wrapped | Rows]]] = [
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
    ("zone invariance", ForgetsFold),
    ("later start, later due", ForgetsTheMorning),
    ("more time, later due", AnHourForAll),
    ("negative amounts", AnHourForAll),
    ("spans from here", StartsLate),
    ("status", ClosingCounts),
    ("freezing", Mixed),
    ("algebra", Mixed),
    ("inclusion", Mixed),
    ("versions", Mixed),
    ("lands on a business day", LandsADayEarly),
    ("oracle: elapsed", ForgetsHolidays),
    ("oracle: add nothing", LosesAMicrosecond),
    ("oracle: roll_forward", OpensAtOnce),
    ("oracle: previous_open", OpensAtOnce),
    ("oracle: previous_close", OpensAtOnce),
    ("oracle: is_business_day", EveryDay),
    ("columns: is_open", OffByOne),
    ("columns: elapsed", OffByOne),
    ("columns: add", OffByOne),
    ("columns: subtract", OffByOne),
    ("columns: business days", OneRule),
    ("columns: any order", CarriesOver),
    ("columns: in parts", CarriesOver),
    ("columns: inverse", OffByOne),
    ("columns: oracle", OffByOne),
]


@pytest.mark.parametrize(("law", "faulty"), MUTANTS)
def test_a_law_is_broken_by_a_subject_that_is_wrong_in_its_way(law: str, faulty: type[Wrapped | Rows]) -> None:
    with pytest.raises(LawBroken, match=law):  # ends at the first
        check_law(law, faulty(), calendar=faulty.hours, examples=10_000, report="first")


def test_every_law_of_calendars_has_a_subject_that_it_catches() -> None:
    assert {law for law, _ in MUTANTS} == set(CALENDAR_LAWS)


@pytest.mark.parametrize("law", CALENDAR_LAWS)
def test_a_right_calendar_behind_another_face_keeps_it(law: str) -> None:
    subject = Rows() if law.startswith("columns") else Wrapped()
    assert check_law(law, subject, calendar=OFFICE, examples=5) == "held"


class RoundTheClock:
    """Code of a user's own, with the two questions and no more."""

    def add(self, start: datetime, amount: timedelta) -> datetime:
        return (start.astimezone(UTC) + amount).astimezone(start.tzinfo)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return end.astimezone(UTC) - start.astimezone(UTC)


def test_code_of_ones_own_stands_under_the_laws_that_it_can_answer() -> None:
    verdicts = {name: check_law(name, RoundTheClock(), examples=10) for name in CALENDAR_LAWS}
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
    assert text.rpartition("  ")[2].startswith("Case(a=datetime(")


def test_the_case_of_a_broken_law_can_be_pasted_and_breaks_it_again() -> None:
    with pytest.raises(LawBroken) as broken:
        check_law("oracle: elapsed", ForgetsHolidays(), calendar=ForgetsHolidays.hours, examples=2_000)
    names = {**vars(slacal), "Case": Case, "UTC": UTC, "datetime": datetime, "timedelta": timedelta, "date": date,
             "timezone": timezone, "ZoneInfo": ZoneInfo}  # fmt: skip
    names["Calendar"], names["SpecialDay"] = slacal.Calendar, slacal.SpecialDay
    case = eval(str(broken.value).splitlines()[-1], names)  # noqa: S307 - what the law printed
    with pytest.raises(LawBroken):
        LAWS["oracle: elapsed"].holds(ForgetsHolidays(), case)


def test_there_are_forty_laws_and_more_each_with_a_name_and_a_statement_of_its_own() -> None:
    families = (LAWS_OF_TIME, LAWS_OF_EDGES, LAWS_OF_DAYS, LAWS_OF_ORACLE, LAWS_OF_COLUMNS, LAWS_OF_TICKETS)
    every = [law for family in families for law in family]
    assert len(LAWS) == len(every) == 76
    assert len({law.name for law in every}) == len({law.statement for law in every}) == len(every)
    assert all(law.needs for law in every)
    assert {*CALENDAR_LAWS} | {*POLICY_LAWS} == {*LAWS}


@pytest.mark.parametrize("law", CALENDAR_LAWS.values(), ids=lambda law: law.name)
def test_a_calendar_by_columns_answers_all_that_laws_ask(law: Any) -> None:
    subject = Columns(OFFICE) if law.name.startswith("columns") else OFFICE
    assert law.lacks(subject, OFFICE) == []


def test_a_subject_that_raises_breaks_the_law_and_one_without_an_answer_does_not() -> None:
    class Unsure(RoundTheClock):
        def elapsed(self, start: datetime, end: datetime) -> timedelta:
            raise NotImplementedError

    class Torn(RoundTheClock):
        def elapsed(self, start: datetime, end: datetime) -> timedelta:
            raise KeyError("start")

    assert check_law("antisymmetry", Unsure(), examples=5) == "skipped"
    with pytest.raises(LawBroken, match=r"raised KeyError\('start'\)"):
        check_law("antisymmetry", Torn(), examples=5)


class NaiveAnswers(Wrapped):
    """Answers in wall times of UTC, without saying so, and takes them for that when they come back."""

    def add(self, start: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        return super().add(start, amount, edge=edge).astimezone(UTC).replace(tzinfo=None)

    def subtract(self, end: datetime, amount: timedelta, *, edge: Any = "near") -> datetime:
        if end.tzinfo is None:
            end = end.replace(tzinfo=UTC)
        return super().subtract(end, amount, edge=edge)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        first, last = (at if at.tzinfo else at.replace(tzinfo=UTC) for at in (start, end))
        return self.right.elapsed(first, last)


@pytest.mark.parametrize("law", ["inverse", "first moment", "composition", "there and back", "oracle: add"])
def test_an_answer_without_a_zone_breaks_the_law_in_words_wherever_the_machine_stands(law: str) -> None:
    with pytest.raises(LawBroken, match=r"(add|subtract) answered datetime\(.*, which has no time zone"):
        check_law(law, NaiveAnswers(), calendar=OFFICE, report="first")


def test_a_column_of_answers_without_a_zone_breaks_the_law_in_words() -> None:
    class NaiveColumn(Rows):
        def add_many(self, starts: Any, amounts: Any) -> list[datetime]:
            return [due.astimezone(UTC).replace(tzinfo=None) for due in super().add_many(starts, amounts)]

        def elapsed_many(self, starts: Any, ends: Any) -> list[timedelta]:
            return super().elapsed_many(starts, [at if at.tzinfo else at.replace(tzinfo=UTC) for at in ends])

    with pytest.raises(LawBroken, match="questions and answers must be aware"):
        check_law("columns: inverse", NaiveColumn(), calendar=OFFICE, report="first")


def test_a_case_that_the_oracle_cannot_judge_is_passed_over() -> None:
    once = Calendar.of_spans([("2026-01-05T09:00Z", "2026-01-05T10:00Z")], zone="UTC")
    never = Case(calendar=once, amount=timedelta(hours=2))  # it is open for one hour, once
    assert LAWS["oracle: add"].holds(RoundTheClock(), never) == "skipped"
    assert LAWS["columns: oracle"].holds(Columns(once), never) == "skipped"


def test_a_law_of_tickets_is_told_by_what_it_asks() -> None:
    assert {name for name, law in LAWS.items() if law.about == "policy"} == set(POLICY_LAWS)


def test_with_a_tick_times_and_amounts_are_whole_numbers_of_it() -> None:
    class Minutes(RoundTheClock):
        def add(self, start: datetime, amount: timedelta) -> datetime:
            assert start.second == start.microsecond == 0
            assert not amount % timedelta(minutes=1)
            return super().add(start, amount)

    for law in ("inverse", "first moment", "composition"):
        assert check_law(law, Minutes(), examples=30, tick=timedelta(minutes=1)) == "held"


def test_an_unknown_law_is_refused() -> None:
    with pytest.raises(slacal.UnknownName, match="additivty"):
        check_law("additivty", OFFICE)
    with pytest.raises(slacal.WrongType, match="such as 'inverse'"):
        check_law(["inverse"], OFFICE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_calendar_stands_for_itself() -> None:
    assert check_law("oracle: add", OFFICE, examples=5) == "held"


def test_amounts_beyond_the_horizon_are_no_breach() -> None:
    once = Calendar.of_spans([("2026-01-05T09:00Z", "2026-01-05T10:00Z")], zone="UTC")
    assert check_law("inverse", once, calendar=once, examples=20) == "held"
    assert NONE < MICROSECOND


def test_back_from_an_opening_a_wall_time_is_kept_before_that_of_an_earlier_arrival() -> None:
    # 08:59 arrives on Friday at 17:00, and Friday is day 1. Of Monday nothing lies before 09:00, so Friday is day 1 of
    # that arrival too, at 09:00; a minute later Monday is.
    rule = DayRule(lands="same_time", counts_from="same_day", arrival="next_open")
    a, b = (datetime(2026, 1, 5, hour, minute, tzinfo=ZoneInfo("Europe/Berlin")) for hour, minute in ((8, 59), (9, 0)))
    due = [OFFICE.add_business_days(at, -1, rule=rule) for at in (a, b, b + timedelta(minutes=1))]
    assert [(at.day, at.hour, at.minute) for at in due] == [(2, 17, 0), (2, 9, 0), (5, 9, 1)]
    (order,) = (law for law in LAWS_OF_DAYS if law.name == "order of days")
    order.check(OFFICE, Case(calendar=OFFICE, a=a, b=b, days=-1, rule=rule))
