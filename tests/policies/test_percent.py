from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from slacal.errors import BadInput, SlacalError
from slacal.policies.percent import percent_of, percent_text


@pytest.mark.parametrize(
    ("written", "percent"),
    [(50, Fraction(50)), ("50%", Fraction(50)), ("50 %", Fraction(50)), ("50", Fraction(50)),
     ("0.1%", Fraction(1, 10)), (1.5, Fraction(3, 2)), ("33.333%", Fraction(33_333, 1_000)), (100, Fraction(100))],
)  # fmt: skip
def test_a_percentage_is_exact(written: Any, percent: Fraction) -> None:
    assert percent_of(written, 100) == percent


@pytest.mark.parametrize("written", [0, "0%", 101, "100.1%", -5, True, None, "half", "1e3", [], "5%%", 1e-9])
def test_what_is_no_percentage_is_refused(written: Any) -> None:
    with pytest.raises(SlacalError):
        percent_of(written, 100)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        (0.5, "write '50%' or '0.5%'"),
        ("0.75", "write '75%' or '0.75%'"),
        (1, "write '100%' or '1%'"),
        ("0.125", "write '12.5%' or '0.125%'"),
    ],
)
def test_a_bare_number_up_to_one_may_be_a_share_and_is_refused(written: Any, mend: str) -> None:
    with pytest.raises(BadInput) as refused:
        percent_of(written, 100)
    assert (refused.value.code, refused.value.mend) == ("ambiguous", mend)


@pytest.mark.parametrize(("percent", "text"), [(Fraction(200), "200%"), (Fraction(1, 8), "0.125%")])
def test_a_percentage_has_a_short_text(percent: Fraction, text: str) -> None:
    assert percent_text(percent) == text
