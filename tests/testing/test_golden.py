"""Golden answers: what a table says of tickets is held against a policy, and what differs is shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from slacal import BadInput, Policy, UnknownName, WrongType
from slacal.testing import assert_same_answers

if TYPE_CHECKING:
    from pathlib import Path

SUPPORT = Policy.from_dict(
    {
        "name": "Support",
        "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}},
        "targets": {
            "answer": {
                "start": "created",
                "stop": "reply",
                "pause": {"status": "waiting"},
                "goals": [
                    {"when": {"priority": "high"}, "within": "4 business hours"},
                    {"within": "8 business hours"},
                ],
            }
        },
    }
)
# Friday 20 November 2026, 18:00, and a desk open 10:00 to 19:00: one hour on Friday, and with 4 business hours three
# more on Monday, so 13:00; with 8 business hours seven more, so 17:00. T-2 waits on Monday from 11:00 to 12:00: an hour
# later, 14:00. Its reply at 13:30 comes after 1 h on Friday, 1 h from 10:00 and 1 h 30 min from 12:00.
TABLE = """\
ticket,at,kind,priority,status,target,due_at,outcome,stage,elapsed,remaining,paused,completed_at
T-1,2026-11-20 18:00,created,low,new,,,,,,,,
T-1,2026-11-23 12:00,,,,answer,2026-11-23 17:00,open,running,3:00,5:00,0:00,none
T-2,2026-11-20 18:00,created,high,new,,,,,,,,
T-2,2026-11-23 11:00,changed,,waiting,,,,,,,,
T-2,2026-11-23 11:30,,,,answer,none,open,paused,2:00,2:00,0:30,
T-2,2026-11-23 12:00,changed,,new,,,,,,,,
T-2,2026-11-23 13:30,reply,,,,,,,,,,
T-2,2026-11-24 10:00,,,,answer,2026-11-23 14:00,met,completed,3:30,0:30,1:00,2026-11-23 13:30

"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_that_the_policy_agrees_with_passes(table: Path) -> None:
    assert_same_answers(table, SUPPORT, zone="Europe/Moscow")
    assert_same_answers(str(table), SUPPORT, zone="Europe/Moscow")


def test_every_answer_that_differs_is_shown_and_the_first_ones_explained(table: Path) -> None:
    text = TABLE.replace("2026-11-23 17:00,open", "2026-11-23 18:00,met").replace("3:30,0:30", "3:30,-0:30")
    table.write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError) as found:
        assert_same_answers(table, SUPPORT, zone="Europe/Moscow", explain=1)
    lines = str(found.value).splitlines()
    assert lines[0] == "3 of 20 answers differ"
    assert [line.split() for line in lines[2:5]] == [
        ["3", "T-1", "answer", "2026-11-23", "12:00:00+03:00", "due_at", "2026-11-23", "18:00:00+03:00", "2026-11-23",
         "17:00:00+03:00"],
        ["3", "T-1", "answer", "2026-11-23", "12:00:00+03:00", "outcome", "met", "open"],
        ["9", "T-2", "answer", "2026-11-24", "10:00:00+03:00", "remaining", "-0:30", "0:30"],
    ]  # fmt: skip
    explained = "\n".join(lines[5:])
    assert "T-1, answer:" in explained
    assert "T-2, answer:" not in explained


ASKED = {"ticket": "T-1", "at": "2026-11-23T12:00+03:00", "target": "answer", "outcome": "open"}
CREATED = {"ticket": "T-1", "at": "2026-11-20T18:00+03:00", "kind": "created"}


def test_a_dash_removes_a_fact_and_a_detail_belongs_to_its_event() -> None:
    urgent = {**CREATED, "priority": "high"}
    calmed = {"ticket": "T-1", "at": "2026-11-20T18:00+03:00", "kind": "changed", "priority": "-"}
    by_hand = {
        "ticket": "T-1", "at": "2026-11-20T18:10+03:00", "kind": "due_override",
        "details.due_at": "2026-11-24T10:00+03:00",
    }  # fmt: skip
    assert_same_answers([urgent, {**ASKED, "due_at": "2026-11-23T13:00+03:00"}], SUPPORT)  # 4 business hours
    assert_same_answers([urgent, calmed, {**ASKED, "due_at": "2026-11-23T17:00+03:00"}], SUPPORT)  # 8
    assert_same_answers([urgent, by_hand, {**ASKED, "due_at": "2026-11-24T10:00+03:00"}], SUPPORT)


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([CREATED], "rows"),
        ([ASKED], "rows[1].ticket"),
        ([CREATED, {**ASKED, "at": "2026-11-23 12:00"}], "rows[2].at"),
        ([CREATED, {**ASKED, "at": "noon"}], "rows[2].at"),
        ([CREATED, {**ASKED, "at": ""}], "rows[2].at"),
        ([CREATED, {**ASKED, "outcome": ""}], "rows[2].target"),
        ([CREATED, {**ASKED, "elapsed": "3 h"}], "rows[2].elapsed"),
        ([{**CREATED, "outcome": "open"}, ASKED], "rows[1].outcome"),
        ([CREATED, {**ASKED, "target": "anwser"}], "rows[2].target"),
        ([CREATED, {**ASKED, "elapsd": "99:00"}], "rows[2].elapsd"),
        ([CREATED, {**ASKED, "kind": "reply"}], "rows[2].kind"),
        ([CREATED, {**ASKED, "priority": "high"}], "rows[2].priority"),
        ([CREATED, {**ASKED, "details.by": "bot"}], "rows[2].details.by"),
        ([CREATED, {**ASKED, "due_at": "none", " due_at": "2026-11-23T17:00+03:00"}], "rows[2]"),
    ],
)
def test_a_row_that_says_nothing_is_refused_with_its_place(rows: list[dict[str, str]], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        assert_same_answers(rows, SUPPORT)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("header", "mend"),
    [
        (TABLE.splitlines()[0].replace(",", ";"), "separate cells with commas"),
        (TABLE.splitlines()[0].replace(",", "\t"), "separate cells with commas"),
        ("sep=;", "separate cells with commas"),
        ("# the examples of the contract", "name the columns in the first line"),
        ("", "name the columns in the first line"),
        (TABLE.splitlines()[0].replace("ticket", "Ticket"), "write 'ticket' for 'Ticket'"),
    ],
)
def test_a_first_line_without_the_columns_of_every_row_is_refused(table: Path, header: str, mend: str) -> None:
    table.write_text(f"{header}\n{TABLE}", encoding="utf-8")
    with pytest.raises(BadInput, match=f"has no column 'ticket'; {mend}$") as refused:
        assert_same_answers(table, SUPPORT, zone="Europe/Moscow")
    assert refused.value.field == "rows[1]"


def test_a_table_without_times_is_refused_by_its_header(table: Path) -> None:
    table.write_text(TABLE.replace("ticket,at,", "ticket,when,"), encoding="utf-8")
    with pytest.raises(BadInput, match="has no column 'at'; name the columns"):
        assert_same_answers(table, SUPPORT, zone="Europe/Moscow")


@pytest.mark.parametrize("column", ["at", "due_at"])
def test_a_date_is_not_taken_for_its_midnight(column: str) -> None:
    asked = {**ASKED, column: "2026-11-23"}
    with pytest.raises(
        BadInput, match="is a date without a time; write 2026-11-23 00:00 if midnight is meant"
    ) as refused:
        assert_same_answers([CREATED, asked], SUPPORT, zone="Europe/Moscow")
    assert refused.value.field == f"rows[2].{column}"


@pytest.mark.parametrize(
    ("column", "word", "mend"),
    [("outcome", "Open", "did you mean 'open'"), ("stage", "closed", "did you mean 'paused'|write one of pending")],
)
def test_a_word_that_is_never_the_answer_is_refused(column: str, word: str, mend: str) -> None:
    with pytest.raises(BadInput, match=f"is no {column}; ({mend})"):
        assert_same_answers([CREATED, {**ASKED, column: word}], SUPPORT)


def test_a_time_that_a_clock_shows_twice_is_the_first_and_one_that_it_skips_lies_later() -> None:
    office = Policy.from_dict(
        {
            "name": "Support",
            "zone": "Europe/Berlin",
            "targets": {"answer": {"start": "created", "stop": "reply", "goals": [{"within": "1 calendar hour"}]}},
        }
    )
    # 25 October 2026: the clock goes back from 03:00+02:00; 29 March: it goes on from 02:00 to 03:00
    twice = {"ticket": "T-1", "at": "2026-10-25 02:30", "kind": "created"}
    skipped = {"ticket": "T-2", "at": "2026-03-29 02:30", "kind": "created"}
    asked = {"at": "2026-10-26 09:00", "target": "answer"}
    right = [
        {**asked, "ticket": "T-1", "due_at": "2026-10-25T01:30Z"},
        {**asked, "ticket": "T-2", "due_at": "2026-03-29T02:30Z"},
    ]
    assert_same_answers([twice, skipped, *right], office, zone="Europe/Berlin")


def test_a_misspelt_answer_is_told_the_nearest_one() -> None:
    with pytest.raises(BadInput, match="did you mean 'due_at'"):
        assert_same_answers([CREATED, {**ASKED, "due": "1999-01-01T00:00Z"}], SUPPORT)


@pytest.mark.parametrize(
    ("rows", "policy", "field"),
    [
        (5, SUPPORT, "rows"),
        (b"answers.csv", SUPPORT, "rows"),
        ([1, 2], SUPPORT, "rows[1]"),
        ([CREATED, {**ASKED, "paused": 0}], SUPPORT, "rows[2].paused"),  # no text, and not to be taken for empty
        ([CREATED, ASKED], "support.yaml", "policy"),
    ],
)
def test_what_are_no_rows_and_what_is_no_policy_is_refused(rows: Any, policy: Any, field: str) -> None:
    with pytest.raises(WrongType) as refused:
        assert_same_answers(rows, policy)
    assert refused.value.field == field


def test_the_text_of_a_table_is_no_path() -> None:
    with pytest.raises(BadInput, match="not the path of one"):
        assert_same_answers(TABLE, SUPPORT, zone="Europe/Moscow")


@pytest.mark.parametrize("header", ["ticket,at,kind,priority,status,target,due_at,due_at ", "ticket,at,kind,,status"])
def test_a_header_names_each_column_once(table: Path, header: str) -> None:
    table.write_text(TABLE.replace(TABLE.splitlines()[0], header), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        assert_same_answers(table, SUPPORT, zone="Europe/Moscow")
    assert refused.value.field == "rows[1]"


@pytest.mark.parametrize("content", [b'ticket,at\n"T-1,2026', b"ticket,at\nT-\xff,2026"])
def test_what_is_no_csv_in_utf_8_is_refused(table: Path, content: bytes) -> None:
    table.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        assert_same_answers(table, SUPPORT)
    assert refused.value.field == "rows"


def test_a_row_with_a_cell_too_many_is_refused(table: Path) -> None:
    table.write_text(TABLE.replace("created,low,new,,,,,,,,", "created,low,new,,,,,,,,,,"), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        assert_same_answers(table, SUPPORT, zone="Europe/Moscow")
    assert refused.value.field == "rows[2]"


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownName):
        assert_same_answers([CREATED, ASKED], SUPPORT, zone="Europe/Moskow")
