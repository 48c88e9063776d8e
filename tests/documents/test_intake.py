"""The checks that are the same in every format."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from slacal.documents.caps import MAX_WHOLE, too_deep
from slacal.documents.intake import Intake
from slacal.errors import BadDocument


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 11, 21), "2026-11-21"),
        (time(19, 0), "19:00:00"),
        (datetime(2026, 11, 21, 19, 0, tzinfo=UTC), "2026-11-21T19:00:00+00:00"),
    ],
)
def test_dates_and_times_are_text_in_a_plain_tree(value: date | time, text: str) -> None:
    assert Intake("x").scalar(value, ()) == text


@pytest.mark.parametrize("value", [MAX_WHOLE, -MAX_WHOLE, 1.5, True, None, "line\n\ttab\r\n", "\u2028", "😀"])
def test_what_is_fit_is_kept(value: float | str | None) -> None:
    intake = Intake("x")
    assert intake.scalar(value, ()) is value
    assert intake.finish(value).content is value


def test_faults_of_the_whole_document_carry_its_name_and_the_others_their_path() -> None:
    intake = Intake("gold.yaml")
    intake.fault((), "", "is wrong", "mend it", "a")
    intake.fault(("zone", 0), "", "is wrong", "mend it", "b", line=7)
    with pytest.raises(BadDocument) as caught:
        intake.finish(None)
    assert [(fault.field, fault.problem) for fault in caught.value.faults] == [
        ("gold.yaml", "is wrong"),
        ("zone[0]", "on line 7 is wrong"),
    ]


def test_what_stops_the_reading_stands_after_the_faults_before_it() -> None:
    intake = Intake("x")
    intake.fault((), "", "is wrong", "mend it", "a")
    assert [fault.code for fault in intake.refusal(too_deep("x")).faults] == ["a", "too-deep"]
