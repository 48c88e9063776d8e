"""Every law by name, and `check_law`, which looks for a case that breaks one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from slacal.errors import MissingExtra
from slacal.testing.law import Case, Law, LawBroken, Verdict
from slacal.testing.laws_of_days import LAWS_OF_DAYS
from slacal.testing.laws_of_edges import LAWS_OF_EDGES
from slacal.testing.laws_of_oracle import LAWS_OF_ORACLE
from slacal.testing.laws_of_time import LAWS_OF_TIME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.testing.subject import Subject

__all__ = ["LAWS", "Case", "Law", "LawBroken", "Verdict", "check_law"]

LAWS: Mapping[str, Law] = MappingProxyType(
    {law.name: law for law in (*LAWS_OF_TIME, *LAWS_OF_EDGES, *LAWS_OF_DAYS, *LAWS_OF_ORACLE)}
)


def check_law(
    law: Law | str,
    subject: Subject,
    *,
    calendar: Calendar | None = None,
    examples: int = 100,
    report: Literal["smallest", "first"] = "smallest",
) -> Verdict:
    """Check a law on drawn cases; a case that breaks it is made as small as it goes, unless the first will do.

    `calendar` describes the hours that `subject` stands for: cases then lie near its edges, and the laws that ask
    the oracle can be checked. A law that asks what the subject does not answer is skipped. Raises: LawBroken, and
    MissingExtra without hypothesis.

    >>> from slacal.calendars.calendar import Calendar
    >>> hours = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow")
    >>> check_law("additivity", hours, calendar=hours, examples=5)
    'held'
    """
    try:
        from hypothesis import HealthCheck, Phase, given, settings  # the laws themselves need no hypothesis
    except ImportError:
        problem = "needs the package hypothesis, which is not installed"
        raise MissingExtra("check_law", "hypothesis", problem, 'pip install "slacal[testing]"') from None
    from slacal.testing.strategies import cases

    found = LAWS[law] if isinstance(law, str) else law
    if found.lacks(subject, calendar):
        return "skipped"

    phases = [Phase.generate] if report == "first" else [Phase.generate, Phase.shrink]
    quiet = [HealthCheck.too_slow]

    @settings(max_examples=examples, phases=phases, deadline=None, database=None, suppress_health_check=quiet)
    @given(cases(calendar))
    def holds(case: Case) -> None:
        found.holds(subject, case)

    holds()
    return "held"
