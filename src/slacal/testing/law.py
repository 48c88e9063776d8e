"""Law: a sentence that every right calendar or policy obeys, with the check that finds where one does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from slacal.calendars.calendar import Calendar
from slacal.calendars.day_rule import DayRule
from slacal.errors import BeyondHorizon, NeverCloses, NeverOpens, SlacalError
from slacal.testing.oracle_clock import instant_of
from slacal.testing.oracle_open import GaveUp
from slacal.testing.pasted import pasted
from slacal.testing.subject import can

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

Verdict: TypeAlias = Literal["held", "skipped"]

_NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)  # a Monday
_HOUR = timedelta(hours=1)
_DESCRIPTIONS = frozenset({"calendar", "policy"})
_OF_TICKETS = frozenset({"evaluate", "track", "resume", "policy"})
_KINDS = dict.fromkeys(("add", "subtract", "roll_forward", "roll_back"), datetime) | {"elapsed": timedelta}
_PLAIN = {*_KINDS, "is_open", "calendar"}
_NO_ANSWER = (NeverOpens, NeverCloses, BeyondHorizon, NotImplementedError, GaveUp)


class LawBroken(AssertionError):
    """A subject does not obey a law; the message names the law, what was found, and the case as it is built."""


class Case(NamedTuple):
    """What a law of calendars is checked on: instants in any order, amounts above zero, some business days, not zero.

    ``calendar`` describes the hours that the subject stands for, None where nobody said; ``zone`` is a zone to ask in
    beside that of the instants; ``other`` a calendar to combine with; ``tick`` the least amount of time that the
    subject tells apart.
    """

    calendar: Calendar | None = None
    a: datetime = _NINE
    b: datetime = _NINE
    c: datetime = _NINE
    amount: timedelta = _HOUR
    more: timedelta = _HOUR
    days: int = 1
    rule: DayRule = DayRule()
    zone: tzinfo = UTC
    other: Calendar = Calendar.always()
    tick: timedelta = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Law:
    """One law: ``statement`` says it, ``needs`` are the questions it asks, ``check`` raises LawBroken.

    ``"calendar"`` or ``"policy"`` among the needs: the law holds answers against a description of what is right.

    >>> from slacal.testing import LAWS
    >>> LAWS["antisymmetry"].statement
    'elapsed(a, b) == -elapsed(b, a)'
    """

    name: str
    statement: str
    needs: tuple[str, ...]
    check: Callable[[Any, Any], None]

    @property
    def about(self) -> Literal["calendar", "policy"]:
        """What the law is a law of: a calendar, or a policy and its tickets."""
        return "calendar" if _OF_TICKETS.isdisjoint(self.needs) else "policy"

    def lacks(self, subject: object, described: object) -> list[str]:
        """Return the questions that the law asks and the subject does not answer; none: it can be checked.

        `described`: the calendar or the policy that the subject stands for, or None.
        """
        missing = [need for need in self.needs if need not in _DESCRIPTIONS and not can(subject, need)]
        return missing + [need for need in self.needs if need in _DESCRIPTIONS and described is None]

    def holds(self, subject: object, case: Any) -> Verdict:
        """Check the law on one case; skipped where the subject has no answer, or it or the oracle none within reach.

        A subject that has no answer for one case raises NotImplementedError; any other error breaks the law.
        Raises: LawBroken.

        >>> from slacal.testing import LAWS, Case
        >>> LAWS["inverse"].holds(Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC"), Case(amount=timedelta(hours=9)))
        'held'
        """
        if self.lacks(subject, case[0]):
            return "skipped"
        noted = _Noted(case)
        try:
            self.check(_Answering(subject) if self._plain else subject, noted)
        except _NO_ANSWER:
            return "skipped"
        except LawBroken as broken:
            raise LawBroken(self._told(str(broken), noted)) from None
        except SlacalError as error:
            raise LawBroken(self._told(f"  raised {type(error).__name__}: {error}", noted)) from error
        except Exception as error:
            raise LawBroken(self._told(f"  raised {error!r}", noted)) from error
        return "held"

    @property
    def _plain(self) -> bool:
        """Whether the law only asks the subject plain questions, so that something may stand between."""
        return all(need.partition("(")[0] in _PLAIN for need in self.needs)

    def _told(self, found: str, noted: _Noted) -> str:
        return f"{self.name}: {self.statement}\n{found}\n  {noted.told()}"


class _Answering:
    """A subject whose answers are looked at: one of another kind is told as such, and not as what came of it."""

    def __init__(self, subject: Any) -> None:
        self._subject = subject

    def __getattr__(self, question: str) -> Any:
        asked, kind = getattr(self._subject, question), _KINDS.get(question)
        if kind is None:
            return asked

        def ask(*args: Any, **options: Any) -> Any:
            answer = asked(*args, **options)
            if not isinstance(answer, kind):
                raise LawBroken(f"  {question} answered {pasted(answer)}, which is no {kind.__name__}")
            if isinstance(answer, datetime) and answer.utcoffset() is None:
                raise LawBroken(f"  {question} answered {pasted(answer)}, which has no time zone")
            return answer

        return ask


class _Noted:
    """A case that notes which of its parts a law reads, so that no other is told."""

    def __init__(self, case: Any) -> None:
        self._case = case
        self._read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self._read.add(name)
        return getattr(self._case, name)

    def told(self) -> str:
        """Return the case as Python that builds it, without the parts that nobody read."""
        defaults: dict[str, object] = self._case._field_defaults
        names = [name for name in self._case._fields if name in self._read or name not in defaults]
        parts = [f"{name}={pasted(getattr(self._case, name))}" for name in names]
        return f"{type(self._case).__name__}({', '.join(parts)})"


def expect(truth: object, **found: object) -> None:
    """Raise LawBroken with all that was found, unless `truth` holds."""
    if not truth:
        raise LawBroken("\n".join(f"  {name} = {pasted(value)}" for name, value in found.items()))


def same(one: datetime, other: datetime) -> bool:
    """Tell whether two datetimes are one instant; datetimes of one zone forget `fold` when compared."""
    return instant_of(one) == instant_of(other)


def aware(answer: datetime) -> datetime:
    """Return an answer that goes into the next question. Raises: BadInput for one without a time zone."""
    instant_of(answer)
    return answer


def in_order(*instants: datetime) -> list[datetime]:
    """Return datetimes in the order of their instants."""
    return sorted(instants, key=instant_of)
