"""The questions as methods of columns: ``tickets["opened"].slacal.add(desk, amount)`` in pandas and polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.batch import questions
from slacal.errors import WrongType

if TYPE_CHECKING:
    from types import ModuleType

NAME = "slacal"


class ColumnMethods:
    """The questions of `slacal.batch`, asked of the column behind ``.slacal``; the calendar comes first."""

    def __init__(self, column: Any) -> None:
        """Keep the column, which each question has as its first instants."""
        self._column = column

    def add(self, calendar: Any, amount: Any, **options: Any) -> Any:
        """Return the moments by which `amount` of open time has passed: `slacal.batch.add`."""
        return questions.add(calendar, self._column, amount, **options)

    def subtract(self, calendar: Any, amount: Any, **options: Any) -> Any:
        """Return the moments from which `amount` of open time passes: `slacal.batch.subtract`."""
        return questions.subtract(calendar, self._column, amount, **options)

    def elapsed(self, calendar: Any, end: Any, **options: Any) -> Any:
        """Return the open time until `end`: `slacal.batch.elapsed`."""
        return questions.elapsed(calendar, self._column, end, **options)

    def is_open(self, calendar: Any, **options: Any) -> Any:
        """Tell where the calendar is open: `slacal.batch.is_open`."""
        return questions.is_open(calendar, self._column, **options)

    def add_business_days(self, calendar: Any, days: Any, **options: Any) -> Any:
        """Return the ends of so many business days: `slacal.batch.add_business_days`."""
        return questions.add_business_days(calendar, self._column, days, **options)


def register_methods(library: ModuleType) -> None:
    """Give the columns of a library, pandas or polars, the attribute ``.slacal``; a second time changes nothing.

    Raises: WrongType for another library.

    >>> import pandas as pd
    >>> register_methods(pd)
    >>> opened = pd.Series(pd.to_datetime(["2026-11-20T18:00Z"]))
    >>> desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> str(opened.slacal.add(desk, timedelta(hours=4))[0])
    '2026-11-23 13:00:00+00:00'
    """
    register = {"pandas": _of_pandas, "polars": _of_polars}.get(getattr(library, "__name__", ""))
    if register is None:
        raise WrongType(
            "library", library, "is not a library whose columns take methods", "pass the module pandas or polars"
        )
    register(library)


def _of_pandas(pandas: Any) -> None:
    if not hasattr(pandas.Series, NAME):
        pandas.api.extensions.register_series_accessor(NAME)(ColumnMethods)


def _of_polars(polars: Any) -> None:
    if not hasattr(polars.Series, NAME):
        polars.api.register_series_namespace(NAME)(ColumnMethods)
