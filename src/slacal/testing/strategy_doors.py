"""The doors of strategies: arguments are checked where a strategy is built, and not where it draws."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from slacal.calendars.calendar import Calendar
from slacal.engine.facts import FACT
from slacal.errors import BadInput
from slacal.errors.doors import check_choice, check_type, each_of, mapping_of, whole_of
from slacal.spans.instant import plain
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from hypothesis.strategies import SearchStrategy

    from slacal.engine.facts import Scalar

T_co = TypeVar("T_co", covariant=True)
_MOST_EVENTS = 1_000
_FACTS = 'pass the values of each fact by its name, as in {"queue": ["billing", "sales"]}'


class OfZone(Protocol[T_co]):
    """A strategy that needs the name of a zone."""

    def __call__(self, zone: str = "UTC") -> SearchStrategy[T_co]:
        """Return the strategy."""
        ...


def kept_by_zone(build: OfZone[T_co]) -> OfZone[T_co]:
    """Check the zone of a strategy, and build it once for each zone."""
    kept = lru_cache(build)

    @wraps(build)
    def of_zone(zone: str = "UTC") -> SearchStrategy[T_co]:
        return kept(zone_name(zone))

    return of_zone


def check_calendar(calendar: object) -> None:
    """Refuse what is neither a calendar nor None."""
    check_type(
        "calendar", calendar, (Calendar, type(None)), "a Calendar", "pass the hours of the desk, or leave it out"
    )


def most_of(most: object) -> int:
    """Return how many events a ticket has at most. Raises: WrongType, BadInput."""
    return whole_of("most", most, "pass how many events a ticket has at most", least=1, most=_MOST_EVENTS)


def _values(field: str, values: object) -> Iterator[Scalar]:
    for value in each_of(field, cast("Iterable[Scalar]", values), _FACTS):
        check_type(field, value, FACT, "a plain value", _FACTS)
        yield plain(value, field) if isinstance(value, datetime) and value.tzinfo is not None else value


def facts_of(facts: object, statuses: Collection[str]) -> Mapping[str, Sequence[Scalar]]:
    """Return facts by name, each with its values; a status is one that lives know how to follow.

    Raises: WrongType, BadInput.
    """
    found: dict[str, tuple[Scalar, ...]] = {}
    for name, values in mapping_of("facts", facts, _FACTS).items():
        check_type("facts", name, str, "the name of a fact", _FACTS)
        found[name] = tuple(_values(f"facts.{name}", values))
        if not found[name]:
            raise BadInput(f"facts.{name}", values, "holds no value", _FACTS)
    for status in found.get("status", ()):
        check_choice("facts.status", status, statuses)
    return found
