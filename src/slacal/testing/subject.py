"""Subject: whatever answers like a calendar and can stand under the laws, the library's own paths or a user's code.

Two questions are enough, `add` and `elapsed`. A law that asks more is skipped for a subject that has no answer.
"""

from __future__ import annotations

from inspect import Parameter, signature
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from datetime import datetime, timedelta


@runtime_checkable
class Subject(Protocol):
    """The least that a subject answers: aware datetimes in, aware datetimes out.

    Every `Calendar` is one. Code of your own needs the same two methods:

    >>> class RoundTheClock:
    ...     def add(self, start: datetime, amount: timedelta) -> datetime:
    ...         return start + amount
    ...
    ...     def elapsed(self, start: datetime, end: datetime) -> timedelta:
    ...         return end - start
    >>> isinstance(RoundTheClock(), Subject)
    True
    """

    def add(self, start: datetime, amount: timedelta, /) -> datetime:
        """Return the moment by which `amount` of open time has passed since `start`."""
        ...

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        """Return the open time between two instants."""
        ...


def can(subject: object, question: str) -> bool:
    """Tell whether a subject answers a question: a method's name, or with its option, as in ``add(edge)``.

    >>> can(timedelta(1), "total_seconds"), can(timedelta(1), "add(edge)")
    (True, False)
    """
    name, _, option = question.rstrip(")").partition("(")
    method = getattr(subject, name, None)
    if not callable(method) or not option:
        return callable(method)
    try:
        parameters = signature(method).parameters.values()
    except ValueError:  # what is not written in Python need not say what it takes
        return False
    return any(one.name == option or one.kind is Parameter.VAR_KEYWORD for one in parameters)
