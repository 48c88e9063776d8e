"""Classes whose tests are the laws: one test for each, for pytest and for unittest."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import SkipTest

from slacal.errors import BadInput, UnknownName, nearest
from slacal.errors.doors import all_of
from slacal.testing.law_putting import putting
from slacal.testing.laws import CALENDAR_LAWS, POLICY_LAWS, LawBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy
    from slacal.testing.law import Law
    from slacal.testing.law_putting import Putting


class _Laws:
    """What both classes share: the cases of a class are drawn once, and all of its tests ask about them."""

    subject: ClassVar[Any] = None
    calendar: ClassVar[Calendar | None] = None
    policy: ClassVar[Policy | Terms | None] = None
    laws: ClassVar[tuple[str, ...] | None] = None
    examples: ClassVar[int] = 100
    tick: ClassVar[timedelta] = timedelta(microseconds=1)
    _known: ClassVar[Mapping[str, Law]]
    _put: ClassVar[Putting | None] = None

    def __init_subclass__(cls, **options: Any) -> None:
        """Give the class its tests. Raises: WrongType, UnknownName for a law that there is not."""
        super().__init_subclass__(**options)
        if {"laws", "_known"} & cls.__dict__.keys():
            cls._give_tests(cls._named())

    @classmethod
    def obeys(cls, law: Law) -> None:
        """Put one law to the subject. Raises: LawBroken; SkipTest for what it does not answer; BadInput, WrongType."""
        result = cls._putting().judge(law)
        if result.verdict == "skipped":
            raise SkipTest(result.told)
        if result.verdict == "broken":
            raise LawBroken(result.told)

    @classmethod
    def _putting(cls) -> Putting:
        """Return the laws put to the subject; what is wrong with the class is raised by one of its tests alone."""
        if "_put" not in cls.__dict__:
            cls._put = None
            if cls.subject is None:
                raise BadInput(f"{cls.__name__}.subject", None, "is not set", "write subject = ... in the class")
            cls._put = putting(
                cls.subject, calendar=cls.calendar, policy=cls.policy, examples=cls.examples, tick=cls.tick
            )
        if cls._put is None:
            raise SkipTest("nothing was asked: another test of the class says why")
        return cls._put

    @classmethod
    def _named(cls) -> Collection[str]:
        """Return the laws that the class names, all of its kind for None. Raises: WrongType, UnknownName."""
        if cls.laws is None:
            return cls._known
        field = f"{cls.__name__}.laws"
        names = all_of(field, cls.laws, str, "the name of a law", 'name some, as in laws = ("additivity", "zero")')
        for name in names:
            if name not in cls._known:
                mend = nearest(name, cls._known, f"take some of {', '.join(cls._known)}")
                raise UnknownName(field, name, "is not the name of such a law", mend)
        return names

    @classmethod
    def _give_tests(cls, laws: Collection[str]) -> None:
        """Give the class a test for each of some laws; None stands where pytest and unittest shall see no other."""
        for law in cls._known.values():
            name = f"test_{re.sub(r'[^a-z0-9]+', '_', law.name)}"
            if law.name in laws:
                setattr(cls, name, getattr(cls, name, None) or _test_of(law))  # a test of a user's own is kept
            elif name not in cls.__dict__:
                setattr(cls, name, None)


def _test_of(law: Law) -> Callable[[_Laws], None]:
    def test(self: _Laws) -> None:
        self.obeys(law)

    test.__doc__ = f"{law.statement}."
    return test


class CalendarLaws(_Laws):
    """One test for each law of calendars: set ``subject``, and ``calendar`` where the subject is not a `Calendar`.

    ``examples``, ``tick`` and ``laws`` are as in `check_laws`. Laws that ask what the subject does not answer are
    skipped. For unittest the class is a test case as well: ``class TestOffice(CalendarLaws, unittest.TestCase)``.

    >>> class TestOffice(CalendarLaws):
    ...     subject = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")
    ...     examples = 20
    ...     laws = ("additivity", "bounds")
    >>> TestOffice().test_additivity()
    """

    _known = CALENDAR_LAWS


class PolicyLaws(_Laws):
    """One test for each law of tickets: set ``subject``, and ``policy`` where the subject is not a `Policy`.

    All else is as for `CalendarLaws`.

    >>> class TestSupport(PolicyLaws):
    ...     subject = Policy.from_dict({
    ...         "name": "Support", "zone": "UTC",
    ...         "targets": {"update": {"measures": "periodic_update", "goals": [{"within": "2 calendar hours"}]}},
    ...     })
    ...     examples = 20
    >>> TestSupport().test_met_in_time()
    """

    _known = POLICY_LAWS
