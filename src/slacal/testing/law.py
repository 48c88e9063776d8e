"""Law: a sentence that every right calendar obeys, with the check that finds where one does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from slacal.errors import BeyondHorizon, NeverCloses, NeverOpens
from slacal.testing.oracle_clock import instant_of
from slacal.testing.subject import can

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta, tzinfo

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.day_rule import DayRule
    from slacal.testing.subject import Subject

Verdict: TypeAlias = Literal["held", "skipped"]


class LawBroken(AssertionError):
    """A subject does not obey a law; the message names the law, the case and what was found."""


class Case(NamedTuple):
    """What a law is checked on: instants in any order, amounts above zero, a number of business days, not zero.

    ``calendar`` describes the hours that the subject stands for, None where nobody said; ``zone`` is a zone to ask in
    beside that of the instants; ``other`` a calendar to combine with.
    """

    calendar: Calendar | None
    a: datetime
    b: datetime
    c: datetime
    amount: timedelta
    more: timedelta
    days: int
    rule: DayRule
    zone: tzinfo
    other: Calendar


@dataclass(frozen=True, slots=True)
class Law:
    """One law: ``statement`` says it, ``needs`` are the questions it asks, ``check`` raises LawBroken.

    ``"calendar"`` among the needs: the law holds answers against a description of the hours.

    >>> from slacal.testing.laws import LAWS
    >>> LAWS["antisymmetry"].statement
    'elapsed(a, b) == -elapsed(b, a)'
    """

    name: str
    statement: str
    needs: tuple[str, ...]
    check: Callable[[Any, Case], None]

    def lacks(self, subject: Subject, calendar: Calendar | None) -> list[str]:
        """Return the questions that the law asks and the subject does not answer; none: it can be checked."""
        there = [need for need in self.needs if need != "calendar"]
        missing = [need for need in there if not can(subject, need)]
        return missing + ["calendar"] * ("calendar" in self.needs and calendar is None)

    def holds(self, subject: Subject, case: Case) -> Verdict:
        """Check the law on one case; skipped where the subject lacks an answer, or finds none within its horizon.

        Raises: LawBroken.
        """
        if self.lacks(subject, case.calendar):
            return "skipped"
        try:
            self.check(subject, case)
        except (NeverOpens, NeverCloses, BeyondHorizon):
            return "skipped"
        except LawBroken as broken:
            message = f"{self.name}: {self.statement}\n{broken}\n{case!r}"
            raise LawBroken(message) from None
        return "held"


def expect(truth: object, **found: object) -> None:
    """Raise LawBroken with all that was found, unless `truth` holds."""
    if not truth:
        raise LawBroken("\n".join(f"  {name} = {value!r}" for name, value in found.items()))


def same(one: datetime, other: datetime) -> bool:
    """Tell whether two datetimes are one instant; datetimes of one zone forget `fold` when compared."""
    return instant_of(one) == instant_of(other)


def in_order(*instants: datetime) -> list[datetime]:
    """Return datetimes in the order of their instants."""
    return sorted(instants, key=instant_of)
