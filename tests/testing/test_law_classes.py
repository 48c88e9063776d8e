"""A class of laws gives one test for each law, to pytest and to unittest."""

from __future__ import annotations

import unittest
from types import ModuleType
from typing import Any, ClassVar

import pytest

from slacal import Calendar, Policy, UnknownName, WrongType
from slacal.testing import CALENDAR_LAWS, POLICY_LAWS, CalendarLaws, PolicyLaws


class TestOffice(CalendarLaws):
    """As a user writes it."""

    subject = Calendar.weekly("Mo-Fr 09:00-17:00", zone="Europe/Berlin")
    examples = 10


class TestSupport(PolicyLaws):
    """Likewise, for a policy."""

    subject = Policy.from_dict(
        {
            "name": "Support",
            "zone": "UTC",
            "targets": {"answer": {"start": "created", "stop": "reply", "goals": [{"within": "2 calendar hours"}]}},
        }
    )
    examples = 10


@pytest.mark.parametrize(("cls", "laws"), [(CalendarLaws, CALENDAR_LAWS), (PolicyLaws, POLICY_LAWS)])
def test_there_is_one_test_for_each_law_and_its_docstring_is_the_statement(cls: type, laws: dict[str, object]) -> None:
    tests = {name: value for name, value in vars(cls).items() if name.startswith("test_")}
    assert len(tests) == len(laws)
    assert tests["test_" + next(iter(laws))].__doc__ == f"{next(iter(laws.values())).statement}."  # type: ignore[attr-defined]


def names_in(cls: Any) -> list[str]:
    """Return the tests that unittest and pytest find in a class: what is named so, and can be called."""
    found: Any = unittest.TestLoader().getTestCaseNames(cls)
    return list(found)


def test_a_class_has_the_tests_of_the_laws_that_it_names() -> None:
    class Few(CalendarLaws):
        subject = TestOffice.subject
        laws: ClassVar[tuple[str, ...] | None] = ("zero", "oracle: elapsed")

    class Fewer(Few):
        laws: ClassVar[tuple[str, ...] | None] = ("bounds",)

    class Whole(Fewer):
        laws = None

    class Heir(Few):
        pass

    assert names_in(Few) == names_in(Heir) == ["test_oracle_elapsed", "test_zero"]
    assert names_in(Fewer) == ["test_bounds"]
    assert names_in(Whole) == names_in(CalendarLaws)
    assert len(names_in(Whole)) == len(CALENDAR_LAWS)


def test_a_test_of_a_users_own_is_kept() -> None:
    class Base(PolicyLaws):
        def test_met_in_time(self) -> str:
            return "own"

    class Own(Base):
        laws = ("met in time",)

    assert names_in(Own) == ["test_met_in_time"]
    assert Own().test_met_in_time() == "own"


@pytest.mark.parametrize("name", ["additivty", "met in time"])
def test_a_law_that_there_is_not_is_refused_where_the_class_is_written(name: str) -> None:
    with pytest.raises(UnknownName, match=r"Mistyped\.laws="):
        type("Mistyped", (CalendarLaws,), {"laws": ("zero", name)})


def test_one_law_as_text_is_no_list_of_laws() -> None:
    with pytest.raises(WrongType, match=r"Alone\.laws='zero' is not a list"):
        type("Alone", (CalendarLaws,), {"laws": "zero"})


def test_a_class_without_a_subject_fails_once_and_says_so() -> None:
    class Nobody(CalendarLaws, unittest.TestCase):
        laws = ("zero", "bounds", "additivity")

    class Mute(Nobody):
        subject = object()

    for cls, told in [(Nobody, "Nobody.subject=None is not set; write subject = ..."), (Mute, "answers nothing")]:
        result = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(cls).run(result)
        assert (result.testsRun, len(result.errors), len(result.skipped)) == (3, 1, 2)
        assert told in result.errors[0][1]


def test_a_subject_may_come_when_the_tests_begin() -> None:
    class Late(CalendarLaws, unittest.TestCase):
        laws = ("bounds",)
        examples = 5

        @classmethod
        def setUpClass(cls) -> None:
            cls.subject = TestOffice.subject

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Late).run(result)
    assert (result.testsRun, result.skipped, result.wasSuccessful()) == (1, [], True)


def test_unittest_passes_over_a_class_that_is_no_test_case() -> None:
    module = ModuleType("tests_of_a_user")
    vars(module)["TestOffice"] = TestOffice
    assert unittest.defaultTestLoader.loadTestsFromModule(module).countTestCases() == 0
    vars(module)["TestAlso"] = type("TestAlso", (TestOffice, unittest.TestCase), {})
    assert unittest.defaultTestLoader.loadTestsFromModule(module).countTestCases() == len(CALENDAR_LAWS)


def test_unittest_runs_them_too() -> None:
    class Office(CalendarLaws, unittest.TestCase):
        subject = TestOffice.subject
        examples = 5

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromNames(["test_bounds", "test_columns_add"], Office).run(result)  # type: ignore[arg-type]
    assert result.wasSuccessful()
    assert (result.testsRun, len(result.skipped)) == (2, 1)


def test_classes_do_not_share_their_cases() -> None:
    class Other(CalendarLaws):
        subject = Calendar.always()
        examples = 5

    Other().test_bounds()  # type: ignore[attr-defined]
    assert Other._put is not None
    assert Other._put is not TestOffice.__dict__.get("_put")
