"""Classes whose tests are the laws: one test for each, for pytest and for unittest."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import SkipTest

from slacal.testing.law_report import putting
from slacal.testing.laws import CALENDAR_LAWS, POLICY_LAWS, LawBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy
    from slacal.testing.law import Law
    from slacal.testing.law_report import Putting


class _Laws:
    """What both classes share: the cases of a class are drawn once, and all of its tests ask about them."""

    subject: ClassVar[Any]
    calendar: ClassVar[Calendar | None] = None
    policy: ClassVar[Policy | Terms | None] = None
    examples: ClassVar[int] = 100
    tick: ClassVar[timedelta] = timedelta(microseconds=1)
    _put: ClassVar[Putting | None] = None

    @classmethod
    def obeys(cls, law: Law) -> None:
        """Put one law to the subject. Raises: LawBroken; SkipTest for what it does not answer."""
        put = cls.__dict__.get("_put")
        if put is None:
            put = cls._put = putting(
                cls.subject, calendar=cls.calendar, policy=cls.policy, examples=cls.examples, tick=cls.tick
            )
        result = put.judge(law)
        if result.verdict == "skipped":
            raise SkipTest(result.told)
        if result.verdict == "broken":
            raise LawBroken(result.told)


class CalendarLaws(_Laws):
    """One test for each law of calendars: set ``subject``, and ``calendar`` where the subject is not a `Calendar`.

    ``examples`` and ``tick`` are as in `check_laws`. Laws that ask what the subject does not answer are skipped.

    >>> class TestOffice(CalendarLaws):
    ...     subject = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
    ...     examples = 20
    >>> TestOffice().test_additivity()
    """


class PolicyLaws(_Laws):
    """One test for each law of tickets: set ``subject``, and ``policy`` where the subject is not a `Policy`.

    >>> class TestSupport(PolicyLaws):
    ...     subject = Policy.from_dict({
    ...         "name": "Support", "zone": "UTC",
    ...         "targets": {"update": {"measures": "periodic_update", "goals": [{"within": "2 calendar hours"}]}},
    ...     })
    ...     examples = 20
    >>> TestSupport().test_met_in_time()
    """


def _give_tests(to: type[_Laws], laws: Mapping[str, Law]) -> None:
    for law in laws.values():
        setattr(to, f"test_{re.sub(r'[^a-z0-9]+', '_', law.name)}", _test_of(law))


def _test_of(law: Law) -> Callable[[_Laws], None]:
    def test(self: _Laws) -> None:
        self.obeys(law)

    test.__doc__ = f"{law.statement}."
    return test


_give_tests(CalendarLaws, CALENDAR_LAWS)
_give_tests(PolicyLaws, POLICY_LAWS)
