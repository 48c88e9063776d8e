"""Columns: a calendar that answers many questions at once, by way of `slacal.batch`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.calendars.calendar import Calendar
from slacal.errors import MissingExtra
from slacal.errors.doors import check_type
from slacal.testing.oracle_clock import datetime_of
from slacal.testing.oracle_doors import known_amounts, known_instants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from slacal.calendars.day_rule import DayRule


class Columns:
    """A calendar as a subject of the laws of columns: ``add_many`` and the like, lists in and lists out.

    Every other question goes to the calendar itself. Code of your own that answers for whole columns needs the same
    methods, and no numpy. Raises: WrongType and BadInput as `Calendar` does; MissingExtra without ``slacal[batch]``.

    >>> office = Columns(Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC"))
    >>> office.is_open_many([datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 1, 5, 17, tzinfo=UTC)])
    [True, False]
    """

    def __init__(self, calendar: Calendar) -> None:
        check_type("calendar", calendar, Calendar, "a Calendar", "pass the hours that are asked")
        try:
            import numpy as np

            from slacal import batch  # rooms stand apart: this one is looked up when columns are asked for
        except ImportError as error:
            problem = "needs numpy and narwhals, which are not installed"
            raise MissingExtra("Columns", "slacal.batch", problem, 'pip install "slacal[batch]"') from error
        self.calendar = calendar
        self._batch: Any = batch
        self._np: Any = np

    def __getattr__(self, question: str) -> Any:
        if question.startswith("__") or question == "calendar":
            raise AttributeError(question)
        return getattr(self.calendar, question)

    def _instants(self, field: str, at: Sequence[datetime]) -> Any:
        return self._np.array(known_instants(field, at), "int64").view("M8[us]")

    def _datetimes(self, found: Any) -> list[datetime]:
        return [datetime_of(one) for one in found.astype("M8[us]").astype("int64").tolist()]

    def is_open_many(self, at: Sequence[datetime]) -> list[bool]:
        """Tell for each instant whether it is open."""
        found: list[bool] = self._batch.is_open(self.calendar, self._instants("at", at)).tolist()
        return found

    def elapsed_many(self, starts: Sequence[datetime], ends: Sequence[datetime]) -> list[timedelta]:
        """Return the open time between each start and its end."""
        found: list[timedelta] = self._batch.elapsed(
            self.calendar, self._instants("starts", starts), self._instants("ends", ends)
        ).tolist()
        return found

    def add_many(self, starts: Sequence[datetime], amounts: Sequence[timedelta]) -> list[datetime]:
        """Return for each start the moment by which its amount of open time has passed, in UTC."""
        by = self._np.array(known_amounts("amounts", amounts), "m8[us]")
        return self._datetimes(self._batch.add(self.calendar, self._instants("starts", starts), by))

    def subtract_many(self, ends: Sequence[datetime], amounts: Sequence[timedelta]) -> list[datetime]:
        """Return for each end the latest moment from which its amount of open time passes, in UTC."""
        by = self._np.array(known_amounts("amounts", amounts), "m8[us]")
        return self._datetimes(self._batch.subtract(self.calendar, self._instants("ends", ends), by))

    def add_business_days_many(self, starts: Sequence[datetime], days: int, *, rule: DayRule) -> list[datetime]:
        """Return for each start the instant at which so many business days end, in UTC."""
        found = self._batch.add_business_days(self.calendar, self._instants("starts", starts), days, rule=rule)
        return self._datetimes(found)
