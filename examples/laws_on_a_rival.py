"""Put another library's answers under the laws: an adapter of two methods, and a table of what holds.

Not part of the tests, as it needs a package that they do not: ``pip install businesstime==0.3.0 "slacal[testing]"``,
then ``python examples/laws_on_a_rival.py``. docs/how-to/find-faults-with-laws.md tells what it shows.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from slacal import Calendar
from slacal.testing import check_laws

HOURS = Calendar.weekly("Mo-Fr 09:00-17:00", zone="UTC")  # what the adapter stands for
LAWS = ("antisymmetry", "additivity", "bounds", "oracle: elapsed")


class Adapter:
    """businesstime in the two methods that laws ask for; it has no `add`, and no law asks it for one."""

    def __init__(self) -> None:
        import businesstime  # type: ignore[import-not-found]  # not installed where types are checked  # pyright: ignore[reportMissingImports]

        made: Any = businesstime  # pyright: ignore[reportUnknownVariableType]
        self.hours = made.BusinessTime(business_hours=(time(9), time(17)))

    def add(self, start: datetime, amount: timedelta) -> datetime:
        raise NotImplementedError("businesstime counts between two times, and finds no due time")

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        if end < start:  # backwards it has a fault of its own, which the page tells: ask forwards
            return -self.elapsed(end, start)
        passed: timedelta = self.hours.businesstime_hours(_wall(start), _wall(end))
        return passed


def _wall(at: datetime) -> datetime:
    """Return the wall time of UTC, which is what the library takes."""
    return at.astimezone(UTC).replace(tzinfo=None)


if __name__ == "__main__":
    print(check_laws(Adapter(), calendar=HOURS, laws=LAWS, tick=timedelta(minutes=1), examples=1_000))
