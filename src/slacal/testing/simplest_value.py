"""The simplest value that a strategy draws: what a failing test shrinks towards."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.strategies import SearchStrategy

from slacal.errors.doors import check_call, check_type

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
_SEARCH = settings(
    max_examples=3_000,
    phases=[Phase.generate, Phase.shrink],
    database=None,
    derandomize=True,
    deadline=None,
    suppress_health_check=_QUIET,
)


def _anything(_: object) -> bool:
    return True


def simplest(strategy: SearchStrategy[T], condition: Callable[[T], object] = _anything) -> T:
    """Return the simplest value of a strategy, or the simplest for which `condition` holds; the same each time.

    Raises: hypothesis.errors.NoSuchExample when 3,000 draws find none; WrongType.

    >>> from slacal.testing import weekly_calendars
    >>> simplest(weekly_calendars(), lambda calendar: calendar.zone != "UTC")
    Calendar.weekly('Mo-Fr 09:00-17:00', zone='Europe/Berlin')
    """
    check_type("strategy", strategy, SearchStrategy, "a strategy", "build one, as in simplest(calendars())")
    check_call("condition", condition, "pass a function of one value")
    return find(strategy, lambda value: bool(condition(value)), settings=_SEARCH)
