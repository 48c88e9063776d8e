"""`check_laws`: laws put to one subject, and a table of which it keeps, breaks and cannot be asked; and `check_law`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from slacal.errors import UnknownName, nearest
from slacal.errors.doors import check_choice, check_type, each_of
from slacal.testing.law_putting import MICROSECOND, putting
from slacal.testing.laws import CALENDAR_LAWS, POLICY_LAWS, law_named
from slacal.testing.subject import can

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import timedelta

    from slacal.calendars.calendar import Calendar
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy
    from slacal.testing.law import Law, Verdict
    from slacal.testing.law_result import LawResult

__all__ = ["LawReport", "check_law", "check_laws"]

_HEAD = ("law", "verdict", "note", "says")


@dataclass(frozen=True, slots=True)
class LawReport:
    """How a subject fared under laws; prints as a table, with the smallest example of each broken law below it.

    Goes by the names of the laws that were put, whatever their verdict: ``report["inverse"]`` is a `LawResult`,
    ``list(report)`` are the names, and ``"inverse" in report`` tells that it was put, not that it was held.

    >>> report = check_laws(Calendar.always(), laws=["inverse", "bounds"], examples=5)
    >>> print(report)
    law      verdict  says
    -------  -------  ----
    inverse  held     elapsed(a, add(a, d)) == d, for d > 0
    bounds   held     0 <= elapsed(a, b) <= b - a in real time, for a <= b
    <BLANKLINE>
    2 held, 0 broken, 0 skipped
    >>> list(report), "spans" in report, report["bounds"].answered
    (['inverse', 'bounds'], False, 5)
    """

    results: tuple[LawResult, ...]

    @property
    def held(self) -> tuple[str, ...]:
        """The names of the laws that were kept on every case that had an answer; `LawResult.answered` counts those."""
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
        check_type("law", law, str, "the name of a law", "take one of those that list(report) names")
        for one in self.results:
            if one.law == law:
                return one
        raise UnknownName("law", law, "was not put", nearest(law, self, "take one of those that list(report) names"))

    def __iter__(self) -> Iterator[str]:
        return (one.law for one in self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __str__(self) -> str:
        counts = ", ".join(f"{len(self._named(one))} {one}" for one in ("held", "broken", "skipped"))
        broken = [f"\n{one.told}" for one in self.results if one.verdict == "broken"]
        return "\n".join([*self._table(), "", counts, *broken])

    def _table(self) -> list[str]:
        """Return the rows of the table; where no law has a note, there is no column of them."""
        rows: list[tuple[str, ...]] = [_HEAD]
        rows += [(one.law, one.verdict, one.note, one.statement) for one in self.results]
        if not any(one.note for one in self.results):
            rows = [(law, verdict, says) for law, verdict, _, says in rows]
        widths = [*(max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]), len(_HEAD[-1])]
        rows.insert(1, tuple("-" * width for width in widths))
        return ["  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001 - as IPython calls it
        printer.text("..." if cycle else str(self))


def check_laws(
    subject: Any,
    *,
    calendar: Calendar | None = None,
    policy: Policy | Terms | None = None,
    calendars: Mapping[str, Calendar] | None = None,
    laws: Iterable[Law | str] | None = None,
    examples: int = 100,
    tick: timedelta = MICROSECOND,
) -> LawReport:
    """Put laws to a subject and return how it fared: all that it can be asked, or those that `laws` names.

    `subject`: a `Calendar`, a `Policy`, or code of anybody's that answers like one; for hours two methods are enough,
    ``add(start, amount)`` and ``elapsed(start, end)``. `calendar` and `policy` describe what it stands for, so that
    cases lie near its edges and the oracle can judge; a `Calendar` and a `Policy` stand for themselves. `calendars` are
    those that the policy leaves to be supplied. `tick` is the least amount of time that it tells apart. Cost: seconds
    for a hundred examples. Raises: UnknownName; BadInput; WrongType, also for a subject that answers nothing;
    MissingExtra without hypothesis. Nothing is raised where a law is broken: look at `LawReport.broken`.

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
    put = putting(subject, calendar=calendar, policy=policy, calendars=calendars, examples=examples, tick=tick)
    every = POLICY_LAWS if can(put.subject, "evaluate") else CALENDAR_LAWS
    names = each_of("laws", every if laws is None else laws, "pass a list of names, as in laws=['inverse']")
    return LawReport(tuple(put.judge(law) for law in [law_named(name) for name in names]))


def check_law(
    law: Law | str,
    subject: Any,
    *,
    calendar: Calendar | None = None,
    policy: Policy | Terms | None = None,
    calendars: Mapping[str, Calendar] | None = None,
    examples: int = 100,
    tick: timedelta = MICROSECOND,
    report: Literal["smallest", "first"] = "smallest",
) -> Verdict:
    """Check a law on drawn cases; a case that breaks it is made as small as it goes, unless the first will do.

    The subject and what describes it are as in `check_laws`. A law that asks what the subject does not answer is
    ``"skipped"``; ``"held"`` says that it had an answer to some case, and `check_laws` counts to how many. Raises:
    LawBroken; UnknownName; BadInput; WrongType; MissingExtra without hypothesis.

    >>> check_law("additivity", Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow"), examples=5)
    'held'
    """
    check_choice("report", report, ("smallest", "first"))
    found = law_named(law)
    put = putting(subject, calendar=calendar, policy=policy, calendars=calendars, examples=examples, tick=tick)
    return "skipped" if put.lacking(found) else put.search(found, examples, report)
