"""Errors of calendars, told from where a user can mend them: the target that asked."""

from __future__ import annotations

from typing import TypeVar

from slacal.errors import SlacalError

Fault = TypeVar("Fault", bound=SlacalError)


def of_target(name: str, fault: Fault) -> Fault:
    """Return the same error, at the calendar of the target whose due could not be found."""
    return type(fault)(f"targets.{name}.calendar ({fault.field})", fault.value, fault.problem, fault.mend, fault.code)
