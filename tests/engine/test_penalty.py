"""Rule P31: each started unit of a breach gives a share. The desk is open Mo-Fr 10:00-19:00; the 23rd is a Monday."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.engine.desk import hours, promise, told


@pytest.mark.parametrize(
    ("unit", "units"),
    [
        # Due on Monday at 12:00, and late until Wednesday the 25th, 11:00: 7 + 9 + 1 = 17 business hours, 47 real ones.
        ("4 business hours", 5),  # 16 hours are four units, the 17th starts one more
        ("24 calendar hours", 2),
        ("1 business day", 3),  # Monday, Tuesday and Wednesday are touched
        ("2 business days", 2),
        ("1 calendar day", 2),  # a day ends on Tuesday at 12:00, the next on Wednesday
        ("1 month", 1),
    ],
)
def test_p31_each_started_unit_of_a_breach_counts_in_its_own_time(unit: str, units: int) -> None:
    target = {
        "measures": "resolution",
        "goals": [{"within": "2 business hours"}],
        "credits": {"each_started": unit, "give": 10, "of": "fee"},
    }
    late = told(promise(target), "25 11:00", ("23 10:00", "created"))["t"]
    assert late.overdue == hours(17)
    assert late.penalty is not None
    assert late.penalty == (units, Fraction(10 * units), "fee")
