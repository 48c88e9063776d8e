"""Laws put to one subject: what it stands for, what is drawn for it, and how each law fares."""

from __future__ import annotations

from datetime import timedelta
from inspect import getattr_static, isfunction
from typing import TYPE_CHECKING, Any, Literal

from slacal.calendars.calendar import Calendar
from slacal.engine.replay import replay
from slacal.engine.terms import Terms
from slacal.engine.tracker import resume, track
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import check_type, whole_of
from slacal.spans.instant import whole
from slacal.testing.law_result import LawResult
from slacal.testing.laws import LAWS, LawBroken
from slacal.testing.subject import can

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from slacal.engine.evaluation import Evaluation
    from slacal.engine.history import History
    from slacal.engine.tracker import Tracker
    from slacal.policies.policy import Policy
    from slacal.testing.law import Law, Verdict

__all__ = ["MICROSECOND", "Putting", "putting"]

MICROSECOND = timedelta(microseconds=1)
_MOST = 1_000_000  # cases: at some milliseconds each, hours
_CHANGING = "  asked again, this case obeys the law: answers depend on more than the question, as on earlier ones"
_QUESTIONS = {need.partition("(")[0] for law in LAWS.values() for need in law.needs if not need.startswith("__")}
_OWN = "give it two methods, add(start, amount) and elapsed(start, end), or evaluate(history, as_of=...) for tickets"


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
        self._cases: dict[str, Sequence[Any]] = {}

    def lacking(self, law: Law) -> list[str]:
        """Return the questions that the subject does not answer, and the description that nobody gave."""
        described = self.policy if law.about == "policy" else self.calendar
        missing = law.lacks(self.subject, described)
        return missing or (["policy"] if law.about == "policy" and described is None else [])

    def judge(self, law: Law) -> LawResult:
        """Return how a law fares; a case that breaks it is made as small as it goes."""
        lacking = self.lacking(law)
        if lacking:
            return LawResult(law.name, law.statement, "skipped", f"asks for {', '.join(lacking)}")
        verdicts: list[Verdict] = []
        case: Any = None
        try:
            for case in self._drawn(law):
                verdicts.append(law.holds(self.subject, case))
        except LawBroken as broken:
            told = self._smallest(law) or self._asked_again(law, case, broken)
            return LawResult(law.name, law.statement, "broken", told, len(verdicts) + 1, verdicts.count("held") + 1)
        asked, answered = len(verdicts), verdicts.count("held")
        if not answered:
            return LawResult(law.name, law.statement, "skipped", "has no answer to any case", asked)
        return LawResult(law.name, law.statement, "held", "", asked, answered)

    def search(self, law: Law, examples: int, report: Literal["smallest", "first"] = "smallest") -> Verdict:
        """Draw cases until one breaks the law, and make it as small as it goes, unless the first will do.

        Raises: LawBroken.
        """
        from slacal.testing.law_cases import Flaky, given, settings_for  # it needs hypothesis

        verdicts: set[Verdict] = set()
        breaches: list[LawBroken] = []

        @settings_for(examples, shrink=report == "smallest")
        @given(self._strategy(law))
        def holds(case: Any) -> None:
            try:
                verdicts.add(law.holds(self.subject, case))
            except LawBroken as broken:
                breaches.append(broken)
                raise

        try:
            holds()
        except Flaky:  # the smallest case was asked again, and the answers were others
            raise LawBroken(f"{breaches[-1]}\n{_CHANGING}") from None
        return "held" if "held" in verdicts else "skipped"

    def _strategy(self, law: Law) -> Any:
        from slacal.testing.law_cases import calendar_cases, ticket_cases

        known: Any = self.policy
        return ticket_cases(known) if law.about == "policy" else calendar_cases(self.calendar, self.tick)

    def _drawn(self, law: Law) -> Sequence[Any]:
        from slacal.testing.law_cases import drawn

        if law.about not in self._cases:
            self._cases[law.about] = drawn(self._strategy(law), self.examples)
        return self._cases[law.about]

    def _smallest(self, law: Law) -> str:
        try:
            self.search(law, 10 * self.examples)
        except LawBroken as broken:
            return str(broken)
        return ""  # so rare that it was not met again

    def _asked_again(self, law: Law, case: Any, broken: LawBroken) -> str:
        try:
            law.holds(self.subject, case)
        except LawBroken as still:
            return str(still)
        return f"{broken}\n{_CHANGING}"


class _Bound:
    """What a policy means, asked as the policy is; the calendars that it leaves to be supplied are in it."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def evaluate(self, history: History, *, as_of: datetime) -> Evaluation:
        return replay(self.terms, history, as_of)

    def track(self, ticket: str) -> Tracker:
        return track(self.terms, ticket)

    def resume(self, state: Mapping[str, Any]) -> Tracker:
        return resume(self.terms, state)


def putting(
    subject: Any,
    *,
    calendar: Calendar | None = None,
    policy: Policy | Terms | None = None,
    calendars: Mapping[str, Calendar] | None = None,
    examples: int = 100,
    tick: timedelta = MICROSECOND,
) -> Putting:
    """Return laws put to a subject; a calendar and a policy stand for themselves, `calendars` are supplied to it.

    Raises: WrongType, BadInput, UnknownName.
    """
    _check(calendar, policy, examples, tick)
    if isinstance(subject, Calendar):
        calendar = calendar or subject
    elif policy is None and _promises(subject):
        policy = subject
    if calendars is not None:
        if policy is None:
            raise BadInput("calendars", calendars, "are supplied to no policy", "say policy=... too")
        subject, policy = (_supplied(one, calendars) for one in (subject, policy))
    if isinstance(subject, Terms):
        subject = _Bound(subject)
    if isinstance(subject, type) and any(isfunction(getattr_static(subject, name, None)) for name in _QUESTIONS):
        raise WrongType("subject", subject, "is a class", f"pass an instance, as in {subject.__name__}()")
    if not any(can(subject, question) for question in _QUESTIONS):
        raise WrongType("subject", subject, "answers nothing that a law asks", _OWN)
    return Putting(subject, calendar, policy, examples, tick)


def _check(calendar: object, policy: object, examples: object, tick: object) -> None:
    """Refuse what describes nothing, and what nothing can be drawn by."""
    if calendar is not None:
        check_type("calendar", calendar, Calendar, "a Calendar", "say in a Calendar what the hours are meant to be")
    if policy is not None and not _promises(policy):
        raise WrongType("policy", policy, "is not a Policy", "say in a Policy what is promised")
    whole_of("examples", examples, "pass how many cases to draw, such as 100", least=1, most=_MOST)
    mend = "pass the least amount of time that the subject tells apart, such as timedelta(minutes=1)"
    check_type("tick", tick, timedelta, "an amount of time", mend)
    if isinstance(tick, timedelta) and whole(tick, "tick") <= 0:
        raise BadInput("tick", tick, "is not above zero", mend)


def _promises(value: object) -> bool:
    return isinstance(value, Terms) or hasattr(value, "terms_with")  # a Policy, whose import costs


def _supplied(value: Any, calendars: Mapping[str, Calendar]) -> Any:
    return value.terms_with(calendars) if hasattr(value, "terms_with") else value
