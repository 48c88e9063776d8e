"""Wall times by the column, far days among near ones."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from slacal.batch.walls import clock_changes, instants_of, walls_of

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_far_day_is_read_without_all_the_days_before_it() -> None:
    walls = ["1700-01-01T00:00", "2026-03-28T12:00", "2026-07-01T12:00", "9999-12-30T12:00", "2026-01-01T12:00", "NaT"]
    found = instants_of(np.array(walls, "M8[us]").view(np.int64), BERLIN).view("M8[us]")
    # local mean time of Berlin until 1893: 53 min 28 s; +1 h in winter, +2 h in summer
    wanted = ["1699-12-31T23:06:32", "2026-03-28T11:00", "2026-07-01T10:00", "9999-12-30T11:00", "2026-01-01T11:00"]
    assert found[:5].tolist() == np.array(wanted, "M8[us]").tolist()
    assert np.isnat(found[5])


def test_a_far_day_asks_a_zone_about_some_days_only() -> None:
    asked: list[int] = []

    class Counting(ZoneInfo):
        def fromutc(self, dt: datetime) -> datetime:
            asked.append(dt.year)
            return super().fromutc(dt)

    far = np.array(["0002-01-01", "2026-07-01T10:00", "9998-12-30"], "M8[us]").view(np.int64)
    walls_of(far, Counting("Europe/Berlin"))
    assert len(asked) < 10_000  # three blocks of 512 days; from the year 2 to 9998 there are 3,651,000 days


def test_blocks_of_days_meet_without_a_gap() -> None:
    hours = np.arange(0, 6 * 366 * 24, 5, dtype=np.int64) * 3_600_000_000 + 1_577_836_800_000_000  # from 2020
    found = walls_of(hours, BERLIN)
    changes, offsets = clock_changes(BERLIN, 18_200, 20_600)  # days since 1970: 2019-10 to 2026-05
    steps = np.searchsorted(np.array(changes), hours // 1_000_000, "right")
    assert ((found - hours) // 1_000_000 == np.array(offsets)[steps]).all()
    one = datetime.fromtimestamp(int(hours[777]) // 1_000_000, UTC)
    assert (found[777] - hours[777]) // 1_000_000 == (one.astimezone(BERLIN).utcoffset() or BERLIN).total_seconds()  # type: ignore[union-attr] # Berlin has one
