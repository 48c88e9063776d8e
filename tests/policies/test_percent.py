from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from slacal.errors import SlacalError
from slacal.policies.percent import percent_of


@pytest.mark.parametrize(
    ("written", "percent"),
    [(50, Fraction(50)), ("50%", Fraction(50)), ("50 %", Fraction(50)), ("50", Fraction(50)),
     (0.1, Fraction(1, 10)), ("33.333%", Fraction(33_333, 1_000)), (100, Fraction(100))],
)  # fmt: skip
def test_a_percentage_is_exact(written: Any, percent: Fraction) -> None:
    assert percent_of(written, 100) == percent


@pytest.mark.parametrize("written", [0, "0%", 101, "100.1%", -5, True, None, "half", "1e3", [], "5%%", 1e-9])
def test_what_is_no_percentage_is_refused(written: Any) -> None:
    with pytest.raises(SlacalError):
        percent_of(written, 100)
