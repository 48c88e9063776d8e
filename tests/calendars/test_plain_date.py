from __future__ import annotations

from datetime import date, datetime

import pytest

from slacal.calendars.plain_date import date_of
from slacal.errors import BadInput, WrongType


@pytest.mark.parametrize("written", ["2026-12-31", " 2026-12-31 ", date(2026, 12, 31)])
def test_a_date_is_read(written: str | date) -> None:
    assert date_of(written, "from") == date(2026, 12, 31)


@pytest.mark.parametrize("written", ["20261231", "2026-W53-4", "31.12.2026", "2026-02-30", "", "2026-12-31T00:00"])
def test_only_one_spelling_is_a_date(written: str) -> None:
    with pytest.raises(BadInput) as refusal:
        date_of(written, "from")
    assert (refusal.value.field, refusal.value.value) == ("from", written)


@pytest.mark.parametrize("written", [datetime(2026, 12, 31), 20261231, None])
def test_a_datetime_is_no_date(written: object) -> None:
    with pytest.raises(WrongType):
        date_of(written, "from")  # type: ignore[arg-type] # handed in to be refused
