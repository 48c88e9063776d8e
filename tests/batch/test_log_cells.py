"""The cells of an answer: instants with the offset of the calendar's zone, as `datetime.isoformat` writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.batch import log_cells
from slacal.spans.instant import to_micros


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Africa/Monrovia"])
@given(
    st.lists(
        st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
        | st.datetimes(datetime(2026, 10, 25), datetime(2026, 10, 25, 4), timezones=st.just(UTC)),
        max_size=4,
    )
)
def test_instants_are_written_as_the_standard_library_writes_them(zone: str, drawn: list[datetime]) -> None:
    micros = np.array([to_micros(at) for at in drawn], np.int64)
    written = list(log_cells._texts_in(micros, zone))
    assert written == [at.astimezone(ZoneInfo(zone)).isoformat() for at in drawn]
