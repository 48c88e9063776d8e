"""`check_laws`: every law put to one subject, and a table of which it keeps, breaks and cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from slacal.calendars.calendar import Calendar
from slacal.engine.terms import Terms
from slacal.testing.laws import CALENDAR_LAWS, POLICY_LAWS, LawBroken, check_law, law_named
from slacal.testing.subject import can

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slacal.policies.policy import Policy
    from slacal.testing.law import Law

__all__ = ["LawReport", "LawResult", "Putting", "check_laws", "putting"]

_MICROSECOND = timedelta(microseconds=1)


class LawResult(NamedTuple):
    """How one law fared: ``told`` is the smallest example that breaks it, or the questions that have no answer."""

    law: str
    statement: str
    verdict: Literal["held", "broken", "skipped"]
    told: str = ""


@dataclass(frozen=True, slots=True)
class LawReport:
    """How a subject fared under laws; prints as a table, with the smallest example of each broken law below it."""

    results: tuple[LawResult, ...]

    @property
    def held(self) -> tuple[str, ...]:
        """The names of the laws that were kept on every case."""
        return self._named("held")

    @property
    def broken(self) -> tuple[str, ...]:
        """The names of the laws that were broken."""
        return self._named("broken")

    @property
    def skipped(self) -> tuple[str, ...]:
        """The names of the laws that ask what the subject does not answer."""
        return self._named("skipped")

    def _named(self, verdict: str) -> tuple[str, ...]:
        return tuple(one.law for one in self.results if one.verdict == verdict)

    def __getitem__(self, law: str) -> LawResult:
        return next(one for one in self.results if one.law == law)

    def __str__(self) -> str:
        rows = [("law", "verdict", "says"), *((one.law, one.verdict, one.statement) for one in self.results)]
        first, second = (max(len(row[place]) for row in rows) for place in (0, 1))
        rows.insert(1, ("-" * first, "-" * second, "-" * len("says")))
        lines = [f"{law:{first}}  {verdict:{second}}  {says}" for law, verdict, says in rows]
        counts = [f"{len(self._named(one))} {one}" for one in ("held", "broken", "skipped")]
        broken = [f"\n{one.told}" for one in self.results if one.verdict == "broken"]
        return "\n".join([*lines, "", ", ".join(counts), *broken])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001 - as IPython calls it
        printer.text("..." if cycle else str(self))


class Putting:
    """Laws put to one subject: the cases are drawn once, and each law is asked of all of them."""

    def __init__(
        self, subject: Any, calendar: Calendar | None, policy: Policy | Terms | None, examples: int, tick: timedelta
    ) -> None:
        self.subject = subject
        self.calendar = calendar
        self.policy = policy
        self.examples = examples
        self.tick = tick
        self._cases: dict[str, list[Any]] = {}

    def cases(self, about: Literal["calendar", "policy"]) -> Sequence[Any]:
        """Return the cases for the laws of calendars, or of policies, drawn when they are first asked for."""
        from slacal.testing.law_cases import calendar_cases, drawn, ticket_cases

        if about not in self._cases:
            known: Any = self.policy
            strategy: Any = ticket_cases(known) if about == "policy" else calendar_cases(self.calendar, self.tick)
            self._cases[about] = drawn(strategy, self.examples)
        return self._cases[about]

    def judge(self, law: Law) -> LawResult:
        """Return how a law fares; a case that breaks it is made as small as it goes."""
        about: Literal["calendar", "policy"] = "policy" if law.name in POLICY_LAWS else "calendar"
        described = self.policy if about == "policy" else self.calendar
        lacking = law.lacks(self.subject, described)
        if not lacking and about == "policy" and described is None:
            lacking = ["policy"]
        if lacking:
            return LawResult(law.name, law.statement, "skipped", f"asks for {', '.join(lacking)}")
        try:
            verdicts = {law.holds(self.subject, case) for case in self.cases(about)}
        except LawBroken as broken:
            return LawResult(law.name, law.statement, "broken", self._smallest(law) or str(broken))
        if verdicts == {"skipped"}:
            return LawResult(law.name, law.statement, "skipped", "has no answer to any case")
        return LawResult(law.name, law.statement, "held")

    def _smallest(self, law: Law) -> str:
        try:
            check_law(
                law, self.subject, calendar=self.calendar, policy=self.policy,
                examples=10 * self.examples, tick=self.tick,
            )  # fmt: skip
        except LawBroken as broken:
            return str(broken)
        return ""  # so rare that it was not met again


def check_laws(
    subject: Any,
    *,
    calendar: Calendar | None = None,
    policy: Policy | Terms | None = None,
    laws: Iterable[str] | None = None,
    examples: int = 100,
    tick: timedelta = _MICROSECOND,
) -> LawReport:
    """Put laws to a subject and return how it fared: all that it can be asked, or those that `laws` names.

    `subject`: a `Calendar`, a `Policy`, or code of anybody's that answers like one; for hours two methods are enough,
    ``add(start, amount)`` and ``elapsed(start, end)``. `calendar` and `policy` describe what it stands for, so that
    cases lie near its edges and the oracle can judge; a `Calendar` and a `Policy` stand for themselves. `tick` is the
    least amount of time that it tells apart. Cost: seconds for a hundred examples. Raises: UnknownName; MissingExtra
    without hypothesis. Nothing is raised where a law is broken: look at `LawReport.broken`.

    >>> class RoundTheClock:
    ...     def add(self, start, amount):
    ...         return start + amount
    ...
    ...     def elapsed(self, start, end):
    ...         return abs(end - start)
    >>> report = check_laws(RoundTheClock(), laws=["antisymmetry", "zero"])
    >>> report.broken, report["zero"].told
    (('antisymmetry',), 'asks for subtract, roll_forward, roll_back')
    """
    names = list(laws) if laws is not None else list(POLICY_LAWS if can(subject, "evaluate") else CALENDAR_LAWS)
    put = putting(subject, calendar=calendar, policy=policy, examples=examples, tick=tick)
    return LawReport(tuple(put.judge(law_named(name)) for name in names))


def putting(
    subject: Any, *, calendar: Calendar | None, policy: Policy | Terms | None, examples: int, tick: timedelta
) -> Putting:
    """Return laws put to a subject; a calendar and a policy stand for themselves."""
    if isinstance(subject, Calendar):
        calendar = calendar or subject
    elif policy is None and (isinstance(subject, Terms) or hasattr(subject, "terms_with")):
        policy = subject
    return Putting(subject, calendar, policy, examples, tick)
