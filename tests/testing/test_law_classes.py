"""A class of laws gives one test for each law, to pytest and to unittest."""

from __future__ import annotations

import unittest

import pytest

from slacal import Calendar, Policy
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
