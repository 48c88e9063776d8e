"""Laws put to a subject give a table that says what was kept, what was broken and what could not be asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from slacal import BadInput, Calendar, Policy, UnknownName, WrongType
from slacal.testing import CALENDAR_LAWS, POLICY_LAWS, Columns, LawBroken, check_law, check_laws
from slacal.testing.law_putting import Putting

OFFICE = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
SUPPORT = Policy.from_dict(
    {
        "name": "Support",
        "zone": "UTC",
        "targets": {"answer": {"start": "created", "stop": "reply", "goals": [{"within": "2 calendar hours"}]}},
    }
)


class Foreign:
    """Two methods: hours from nine to five whatever the zone says, a minute of them lost."""

    def add(self, start: datetime, amount: timedelta) -> datetime:
        return OFFICE.add(start, amount) + timedelta(minutes=1)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return OFFICE.elapsed(start, end)


def test_a_calendar_stands_for_itself_and_keeps_every_law_that_it_can_be_asked() -> None:
    report = check_laws(OFFICE, examples=10)
    assert report.broken == ()
    assert len(report.held) == 51  # all but the nine of columns
    assert {law.partition(":")[0] for law in report.skipped} == {"columns"}


def test_a_calendar_by_columns_keeps_the_laws_of_columns() -> None:
    laws = [law for law in CALENDAR_LAWS if law.startswith("columns")]
    assert check_laws(Columns(OFFICE), calendar=OFFICE, laws=laws, examples=10).held == tuple(laws)


def test_a_policy_stands_for_itself_and_keeps_every_law() -> None:
    assert check_laws(SUPPORT, examples=10).held == tuple(POLICY_LAWS)


def test_two_methods_are_enough_and_what_they_cannot_say_is_skipped() -> None:
    report = check_laws(Foreign(), calendar=OFFICE, examples=20)
    assert len(report.held) + len(report.broken) == 13  # the ten of add and elapsed, and three answers of the oracle
    assert {"inverse", "composition", "oracle: add"} <= set(report.broken)
    assert "antisymmetry" in report.held
    assert report["zero"].told == "asks for subtract, roll_forward, roll_back"


def test_without_a_description_the_oracle_is_not_asked() -> None:
    assert check_laws(Foreign(), laws=["oracle: add"], examples=5)["oracle: add"].told == "asks for calendar"


def test_the_table_names_every_law_and_shows_the_smallest_example_below() -> None:
    report = check_laws(Foreign(), calendar=OFFICE, laws=["antisymmetry", "inverse", "spans"], examples=20)
    lines = str(report).splitlines()
    assert lines[:5] == [
        "law           verdict  note            says",
        "------------  -------  --------------  ----",
        "antisymmetry  held                     elapsed(a, b) == -elapsed(b, a)",
        "inverse       broken                   elapsed(a, add(a, d)) == d, for d > 0",
        "spans         skipped  asks for spans  spans(a, b) lie in order, apart, inside, and sum to elapsed(a, b)",
    ]
    assert lines[6] == "1 held, 1 broken, 1 skipped"
    assert lines[8] == "inverse: elapsed(a, add(a, d)) == d, for d > 0"
    # The smallest case: Monday at nine in UTC, and a minute is lost whatever is added.
    assert lines[-1].startswith(
        "  Case(a=datetime(2026, 1, 5, 10, 0, tzinfo=ZoneInfo('Europe/Berlin')), amount=timedelta("
    )


def test_a_notebook_shows_the_table() -> None:
    class Printer:
        def text(self, text: str) -> None:
            self.told = text

    printer, report = Printer(), check_laws(OFFICE, laws=["bounds"], examples=5)
    report._repr_pretty_(printer, cycle=False)
    assert printer.told == str(report)


def test_an_example_too_rare_to_be_met_again_is_shown_as_it_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> str:
        return "held"

    monkeypatch.setattr(Putting, "search", held)
    told = check_laws(Foreign(), calendar=OFFICE, laws=["inverse"], examples=5)["inverse"].told
    assert told.startswith("inverse: elapsed(a, add(a, d)) == d")


def test_a_subject_that_answers_nothing_did_not_keep_the_law() -> None:
    class Silent(Foreign):
        def elapsed(self, start: datetime, end: datetime) -> timedelta:
            raise NotImplementedError

    report = check_laws(Silent(), laws=["bounds"], examples=5)
    assert report["bounds"].told == "has no answer to any case"
    assert (report["bounds"].asked, report["bounds"].answered) == (5, 0)


class AnswersOneInTen(Foreign):
    """Right, and silent on nine cases of ten."""

    def __init__(self) -> None:
        self.asked = 0

    def add(self, start: datetime, amount: timedelta) -> datetime:
        self.asked += 1
        if self.asked % 10:
            raise NotImplementedError
        return OFFICE.add(start, amount)


def test_a_law_that_was_hardly_asked_says_how_often() -> None:
    report = check_laws(AnswersOneInTen(), calendar=OFFICE, laws=["inverse", "bounds"], examples=40)
    assert report.held == ("inverse", "bounds")
    assert (report["inverse"].asked, report["inverse"].answered) == (40, 4)
    assert (report["bounds"].asked, report["bounds"].answered) == (40, 40)
    lines = str(report).splitlines()
    assert lines[2] == "inverse  held     4 of 40 cases  elapsed(a, add(a, d)) == d, for d > 0"
    assert lines[3] == "bounds   held                    0 <= elapsed(a, b) <= b - a in real time, for a <= b"


def test_a_broken_law_counts_the_cases_up_to_the_first_that_breaks_it() -> None:
    class RightTwice(Foreign):
        asked = 0

        def add(self, start: datetime, amount: timedelta) -> datetime:
            self.asked += 1
            if self.asked == 1:
                raise NotImplementedError
            return OFFICE.add(start, amount) + (self.asked > 3) * timedelta(minutes=1)

    found = check_laws(RightTwice(), calendar=OFFICE, laws=["oracle: add"], examples=10)["oracle: add"]
    # Asked four times: the first has no answer, the second and third are right, the fourth is a minute late.
    assert (found.verdict, found.asked, found.answered, found.note) == ("broken", 4, 3, "")


def test_a_report_goes_by_the_names_of_the_laws_that_were_put() -> None:
    report = check_laws(OFFICE, laws=["inverse", "columns: add"], examples=5)
    assert list(report) == ["inverse", "columns: add"]
    assert len(report) == 2
    assert "inverse" in report
    assert "bounds" not in report
    with pytest.raises(UnknownName, match="did you mean 'inverse'"):
        report["invers"]


def test_an_unknown_law_is_refused() -> None:
    with pytest.raises(UnknownName):
        check_laws(OFFICE, laws=["gravity"])
    with pytest.raises(WrongType, match=r"laws=\['inverse'\]"):
        check_laws(OFFICE, laws="inverse")
    with pytest.raises(BadInput, match="did you mean 'smallest'"):
        check_law("inverse", OFFICE, report="smalest")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_broken_law_in_a_class_of_tests_fails_and_what_is_not_answered_is_skipped() -> None:
    from unittest import SkipTest

    from slacal.testing import CalendarLaws

    class TestForeign(CalendarLaws):
        subject = Foreign()
        calendar = OFFICE
        examples = 20

    tests: Any = TestForeign()
    tests.test_antisymmetry()
    with pytest.raises(LawBroken, match="inverse"):
        tests.test_inverse()
    with pytest.raises(SkipTest, match="asks for spans"):
        tests.test_spans()
    assert OFFICE.is_open(datetime(2026, 1, 5, 9, tzinfo=UTC))


class Worn:
    """A desk whose every seventh answer is a second late."""

    asked = 0

    def add(self, start: datetime, amount: timedelta) -> datetime:
        self.asked += 1
        return OFFICE.add(start, amount) + timedelta(seconds=self.asked % 7 == 0)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return OFFICE.elapsed(start, end)


ASKED_AGAIN = "asked again, this case obeys the law: answers depend on more than the question, as on earlier ones"


def test_answers_that_change_from_one_question_to_the_next_are_told_as_that() -> None:
    found = check_laws(Worn(), calendar=OFFICE, examples=40)["inverse"]
    assert found.verdict == "broken"
    assert "due = datetime(" in found.told
    assert ASKED_AGAIN in found.told
    with pytest.raises(LawBroken, match=ASKED_AGAIN):
        check_law("inverse", Worn(), calendar=OFFICE, examples=40)


class Once(Foreign):
    """A desk that is wrong once, and never again."""

    asked = 0

    def add(self, start: datetime, amount: timedelta) -> datetime:
        self.asked += 1
        return OFFICE.add(start, amount) - timedelta(seconds=self.asked == 3)  # less open time has passed then


def test_a_case_that_is_never_met_again_is_asked_once_more() -> None:
    found = check_laws(Once(), calendar=OFFICE, laws=["inverse"], examples=10)["inverse"]
    assert (found.verdict, found.asked) == ("broken", 3)
    assert ASKED_AGAIN in found.told


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("add", None, "add answered None, which is no datetime"),
        ("add", "2026-11-20T18:00+03:00", "add answered '2026-11-20T18:00+03:00', which is no datetime"),
        ("add", datetime(2026, 11, 20, 18), "add answered datetime(2026, 11, 20, 18, 0), which has no time zone"),
        ("elapsed", 3_600.0, "elapsed answered 3600.0, which is no timedelta"),
    ],
)
def test_an_answer_of_another_kind_is_told_as_such(question: str, answer: object, told: str) -> None:
    class Desk(Foreign):
        pass

    def says(*_: object) -> object:
        return answer

    setattr(Desk, question, says)
    found = check_laws(Desk(), examples=10, laws=["inverse"])["inverse"]
    assert found.told.splitlines()[1].strip() == told


def test_a_class_in_place_of_an_instance_is_refused_and_one_that_can_be_asked_is_not() -> None:
    with pytest.raises(WrongType, match=r"is a class; pass an instance, as in Foreign\(\)"):
        check_laws(Foreign)

    class Fixed:
        @staticmethod
        def add(start: datetime, amount: timedelta) -> datetime:
            return start + amount

        @classmethod
        def elapsed(cls, start: datetime, end: datetime) -> timedelta:
            return end.astimezone(UTC) - start.astimezone(UTC)

    assert check_laws(Fixed, laws=["antisymmetry", "composition"], examples=10).broken == ()
