"""Why one row could not be used."""

from __future__ import annotations

from slacal.errors import BadInput
from slacal.formats.row_fault import RowFault


def test_a_fault_says_line_column_value_problem_and_mend() -> None:
    fault = RowFault.of(7, BadInput("at", "soon", "is not a time", "write ISO 8601"), "T-1")
    assert str(fault) == "line 7: at='soon' is not a time; write ISO 8601"
    assert fault.ticket == "T-1"


def test_a_fault_of_no_row_names_the_ticket() -> None:
    fault = RowFault.of(0, BadInput("target", "soon", "is not a date", "write a date"), "T-1")
    assert str(fault).startswith("ticket T-1: target='soon'")
