"""Arrays of instants and amounts: what 64 bits cannot hold is refused, never wrapped around."""

from __future__ import annotations

import numpy as np
import pytest

from slacal.batch.instants import times
from slacal.errors import BeyondHorizon


@pytest.mark.parametrize(
    ("count", "dtype"),
    [
        (1 << 62, "M8[D]"),  # in seconds times 86,400, of which 64 bits keep 0: 1970
        (213_503_982_334_602, "M8[D]"),  # one day more than 2 ** 64 seconds: 1970-01-02
        (10**15, "M8[Y]"),
        (1 << 60, "m8[h]"),
        (30_500_568_904_944, "m8[W]"),  # a little more than 2 ** 64 seconds
    ],
)
def test_a_number_that_wraps_around_in_seconds_is_refused(count: int, dtype: str) -> None:
    with pytest.raises(BeyondHorizon) as caught:
        times(np.array([0, count], dtype), "start", "M" if dtype[0] == "M" else "m")
    assert caught.value.field == "start[1]"


def test_coarse_units_other_steps_and_other_orders_of_bytes_are_read() -> None:
    days = times(np.array(["2026-11-20", "NaT"], "M8[D]"), "start", "M")
    assert days.raw.tolist() == [20_777 * 86_400, np.iinfo(np.int64).min]
    assert times(np.array([3], "m8[15m]"), "amount", "m").high == 45 * 60_000_000
    assert times(np.array([7], ">m8[us]"), "amount", "m").high == 7
