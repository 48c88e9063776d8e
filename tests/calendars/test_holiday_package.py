"""What the holidays package is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from slacal import PublicHolidays, WrongType


def test_a_country_is_named_by_a_text() -> None:
    country: Any = 5
    with pytest.raises(WrongType) as caught:
        PublicHolidays(country)
    assert (caught.value.field, caught.value.value) == ("country", 5)
