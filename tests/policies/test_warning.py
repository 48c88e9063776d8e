from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from slacal.engine.limits import CalendarSpan, OpenTime
from slacal.engine.terms import Warn
from slacal.errors import SlacalError
from slacal.policies.book import Book
from slacal.policies.faults import flat
from slacal.policies.warning import warnings_of

HOUR = 3_600_000_000
BOOK = Book(date_zone="Europe/Riga")


def test_a_warning_is_a_share_or_an_amount_on_one_side() -> None:
    written = [
        "75%",
        "12.5 %",
        "1 business hour before due",
        "3 calendar days  after due",
        "1 business hour after start",
    ]
    hour = OpenTime(HOUR, "1 business hour")
    assert warnings_of(written, BOOK) == (
        Warn("75%", share=Fraction(3, 4)),
        Warn("12.5 %", share=Fraction(1, 8)),
        Warn("1 business hour before due", amount=hour),
        Warn(
            "3 calendar days after due",
            amount=CalendarSpan("3 calendar days", days=3, zone="Europe/Riga"),
            side="after_due",
        ),
        Warn("1 business hour after start", amount=hour, side="after_start"),
    )


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("75%", [""]),
        ([], [""]),
        ([0.75, "0%", "0.75", "1 hour before due", "1 business hour before the due", "x%", True],
         ["[0]", "[1]", "[2]", "[3]", "[4]", "[5]", "[6]"]),
        (["75%", "80%", "75 %", 75, "75.0"], ["[2]", "[3]", "[4]"]),
        (["1 calendar hour before due", "60 calendar minutes before due"], ["[1]"]),
    ],
)  # fmt: skip
def test_every_fault_has_its_path(written: Any, fields: list[str]) -> None:
    with pytest.raises(SlacalError) as refused:
        warnings_of(written, BOOK)
    assert [fault.field for fault in flat(refused.value)] == fields


def test_a_warning_by_dates_needs_a_zone() -> None:
    with pytest.raises(SlacalError):
        warnings_of(["3 calendar days before due"], Book())


def test_a_bare_number_is_a_percentage() -> None:
    assert warnings_of([75, "80", 12.5], BOOK) == (
        Warn("75%", share=Fraction(3, 4)),
        Warn("80%", share=Fraction(4, 5)),
        Warn("12.5%", share=Fraction(1, 8)),
    )


def test_warnings_that_differ_in_amount_or_side_are_several() -> None:
    written = ["1 business hour before due", "1 calendar hour before due", "1 business hour after due"]
    assert len(warnings_of(written, BOOK)) == 3
