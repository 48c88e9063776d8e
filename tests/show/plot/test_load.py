"""Load by hour of the week: events counted on the walls of a zone, opening hours shaded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from matplotlib.patches import StepPatch

from slacal import Calendar
from slacal.errors import BadInput, WrongType
from slacal.show.plot import load_by_hour_of_week

if TYPE_CHECKING:
    from matplotlib.axes import Axes

pd: Any = pytest.importorskip("pandas")
pl: Any = pytest.importorskip("polars")
pa: Any = pytest.importorskip("pyarrow")

BERLIN = ZoneInfo("Europe/Berlin")
DESK = Calendar.weekly("Mo-Fr 10:00-19:00; Sa 09:30-16:00", zone="Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=BERLIN)


def counts(axes: Axes) -> dict[int, int]:
    """Return how many events each hour of the week has, from Monday at midnight; hours without any left out."""
    [steps] = [patch for patch in axes.patches if isinstance(patch, StepPatch)]
    values = np.asarray(steps.get_data()[0]).tolist()
    return {hour: int(many) for hour, many in enumerate(values) if many}


def shaded(axes: Axes) -> list[tuple[float, float]]:
    boxes = (patch.get_window_extent() for patch in axes.patches if not isinstance(patch, StepPatch))
    inner = [box.transformed(axes.transData.inverted()) for box in boxes]
    return [(round(box.x0, 6), round(box.x1, 6)) for box in inner]


def test_events_are_counted_by_the_hour_on_the_desks_own_walls() -> None:
    # 10:15 and 10:59 on a Monday, 23:30 UTC on a Tuesday: half past midnight on Wednesday in Berlin, 2 * 24 + 0.
    events = [MONDAY, MONDAY + timedelta(minutes=44), datetime(2026, 11, 24, 23, 30, tzinfo=UTC)]
    axes = load_by_hour_of_week(events, DESK)
    assert counts(axes) == {10: 2, 48: 1}
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("hour of the week, Europe/Berlin", "events in 1 week")


def test_opening_hours_are_shaded() -> None:
    week_days = [(24 * day + 10, 24 * day + 19) for day in range(5)]
    assert shaded(load_by_hour_of_week([MONDAY], DESK)) == [*week_days, (129.5, 136)]  # Saturday begins at 120


def test_in_another_zone_events_and_hours_move_together() -> None:
    axes = load_by_hour_of_week([MONDAY], Calendar.weekly("Mo 10:00-19:00", zone="Europe/Berlin"), zone="UTC")
    assert counts(axes) == {9: 1}  # Berlin is an hour ahead in winter
    assert shaded(axes) == [(9, 18)]


def test_a_holiday_in_one_week_of_three_hides_no_weekday_and_a_night_runs_on() -> None:
    nights = Calendar.weekly("Su 22:00-06:00; Th 10:00-19:00", zone="Europe/Berlin", holidays="DE")
    events = [datetime(2026, 12, day, 12, tzinfo=BERLIN) for day in (14, 21, 30)]  # 25 and 26 December are off
    axes = load_by_hour_of_week(events, nights)
    assert shaded(axes) == [(0, 6), (82, 91), (166, 168)]
    assert axes.get_ylabel() == "events in 3 weeks"


@pytest.mark.parametrize(
    "events",
    [
        np.array(["2026-11-23T09:15", "NaT"], "M8[s]"),
        pd.Series([MONDAY, None]),
        pl.Series([MONDAY, None]),
        pa.chunked_array([pa.array([MONDAY, None], pa.timestamp("us", "Europe/Berlin"))]),
        [MONDAY, None],
    ],
    ids=["numpy", "pandas", "polars", "pyarrow", "list"],
)
def test_columns_of_any_library_are_taken_and_nulls_left_out(events: Any) -> None:
    assert counts(load_by_hour_of_week(events, DESK)) == {10: 1}


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(BadInput, match=r"events=\[\] hold no instant"):
        load_by_hour_of_week([], DESK)
    with pytest.raises(BadInput, match=r"events\[0\].* has no time zone"):
        load_by_hour_of_week([datetime(2026, 11, 23)], DESK)
    with pytest.raises(WrongType, match=r"events\[1\]='noon' is not an instant"):
        load_by_hour_of_week([MONDAY, "noon"], DESK)
    with pytest.raises(WrongType, match="is not a Calendar"):
        load_by_hour_of_week([MONDAY], "Mo-Fr")  # type: ignore[arg-type]  # the point


def test_events_are_counted_in_whole_numbers() -> None:
    ticks = np.asarray(load_by_hour_of_week([MONDAY], DESK).get_yticks())
    assert (ticks == ticks.round()).all()
