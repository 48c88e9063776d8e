"""How did we do? The table over flat rows, its totals, and its percentiles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.analysis.report_table import Line, MeasuredCycles, ReportTable, report_table
from slacal.batch.log_table import Texts
from slacal.batch.numbers import MISSING
from slacal.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

AS_OF = datetime(2026, 11, 20, tzinfo=UTC)


class Row(NamedTuple):
    """No more than the table reads."""

    ticket: str
    outcome: str = "met"
    stage: str = "completed"
    reason: str = ""
    elapsed_s: int = 60
    remaining_s: int | None = 0
    paused_s: int = 0
    goal: str = "4 business hours"
    commitment: str = "firm"
    target: str = "reply"


def table_of(rows: Iterable[Row], *, targets: Sequence[str] = (), unusable: Collection[str] = ()) -> ReportTable:
    """Return the table of rows, as columns."""
    rows, texts = list(rows), Texts()
    tickets = list(dict.fromkeys(row.ticket for row in rows))
    places = {
        name: texts.places([getattr(row, name) for row in rows])
        for name in ("target", "goal", "commitment", "stage", "outcome", "reason")
    }
    amounts = {
        name: np.array([MISSING if getattr(row, name) is None else getattr(row, name) for row in rows], np.int64)
        for name in ("elapsed_s", "remaining_s", "paused_s")
    }
    ticket = np.array([tickets.index(row.ticket) for row in rows], np.int64)
    columns: dict[str, Any] = {"ticket": ticket, **places, **amounts}
    cycles = MeasuredCycles(**columns, texts=texts.values)
    return report_table(cycles, targets=targets, unusable=len(unusable))


LATE = Row("x", "breached", "running", remaining_s=-5)
BREACHED = Row("x", "breached", "completed", remaining_s=-5)
OPEN = Row("x", "open", "paused")
NONE = Row("x", "none", "cancelled", "cancelled: done", remaining_s=None)
PENDING = Row("x", "open", "pending", "not_started", 0, None, 0, "")


def total(*rows: Row, **options: Any) -> Line:
    return table_of(rows, **options).line("reply")


def parts(line: Line) -> int:
    return line.met + line.breached + line.open + sum(count for _, count in line.none) + line.unusable


def test_each_outcome_has_its_column() -> None:
    rows = [
        Row("a"),
        Row("b"),
        BREACHED._replace(ticket="c"),
        LATE._replace(ticket="d"),
        OPEN,
        NONE._replace(ticket="e"),
    ]
    line = total(*rows, unusable={"f", "g", "h"})
    assert (line.tickets, line.met, line.breached, line.running_late, line.open) == (9, 2, 2, 1, 1)
    assert (line.none, line.unusable) == ((("cancelled: done", 1),), 3)
    assert parts(line) == line.tickets


def test_percent_met_is_of_those_that_are_decided() -> None:
    assert total(Row("a"), Row("b"), BREACHED, OPEN._replace(ticket="c")).percent_met == pytest.approx(200 / 3)
    assert total(OPEN).percent_met is None


@pytest.mark.parametrize(
    ("cycles", "outcome"),
    [
        ((Row("x"), BREACHED, OPEN), "breached"),
        ((Row("x"), OPEN), "open"),
        ((NONE, Row("x")), "met"),
        ((NONE,), "none"),
    ],
)
def test_a_ticket_counts_once_by_its_worst_cycle(cycles: tuple[Row, ...], outcome: str) -> None:
    for order in (cycles, cycles[::-1]):
        line = total(*order)
        counts = {"met": line.met, "breached": line.breached, "open": line.open, "none": sum(n for _, n in line.none)}
        assert counts == {**dict.fromkeys(counts, 0), outcome: 1}
        assert line.tickets == 1


def test_of_two_breached_cycles_the_one_with_least_remaining_gives_its_goal() -> None:
    mild, bad = BREACHED._replace(remaining_s=-1), LATE._replace(goal="1 business hour", remaining_s=-9)
    table = table_of([mild, bad])
    assert (table.line("reply", "1 business hour").breached, table.line("reply", "4 business hours").breached) == (1, 0)
    assert table.line("reply").running_late == 1


def test_a_cycle_that_was_cancelled_late_is_breached_and_runs_no_more() -> None:
    line = total(LATE._replace(stage="cancelled"))
    assert (line.breached, line.running_late) == (1, 0)


def test_open_tickets_whose_clock_never_started_are_told_apart() -> None:
    line = total(PENDING, OPEN._replace(ticket="y"))
    assert (line.open, line.not_started) == (2, 1)


def test_rows_of_a_ticket_need_not_be_neighbours_and_may_have_several_targets() -> None:
    table = table_of([Row("a"), Row("b"), BREACHED._replace(ticket="a"), Row("a", target="solve")])
    assert [(line.target, line.goal, line.tickets) for line in table] == [
        ("reply", None, 2),
        ("reply", "4 business hours", 2),
        ("solve", None, 1),
        ("solve", "4 business hours", 1),
    ]
    assert table.tickets == 2


def test_targets_that_no_row_names_have_a_line_too() -> None:
    line = table_of([], targets=["reply"], unusable={"a"}).line("reply")
    assert (line.tickets, line.unusable, line.percent_met, line.median_elapsed_s) == (1, 1, None, None)


def test_amounts_are_those_of_cycles() -> None:
    line = total(Row("a", elapsed_s=10, paused_s=3), Row("a", elapsed_s=30), OPEN._replace(elapsed_s=999, paused_s=4))
    assert (line.completed, line.median_elapsed_s, line.p90_elapsed_s, line.paused_s) == (2, 10, 30, 7)


def test_objectives_stand_apart_and_leave_the_percentage_of_firm_goals_alone() -> None:
    table = table_of([Row("a"), BREACHED._replace(commitment="objective", goal="aim")])
    assert table.line("reply").percent_met == 100
    assert (table.line("reply").met, table.line("reply").breached) == (1, 1)
    assert table.line("reply", "aim").percent_met == 0


def test_an_unknown_line_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(UnknownName, match="reply"):
        table_of([Row("a")]).line("repl")


def test_the_table_is_a_value() -> None:
    table = table_of([Row("a")])
    assert table == table_of([Row("a")])
    assert hash(table) == hash(replace(table))
    assert isinstance(table, ReportTable)


DRAWN = st.builds(
    Row,
    ticket=st.sampled_from("abcde"),
    outcome=st.sampled_from(["met", "breached", "open", "none"]),
    stage=st.sampled_from(["pending", "running", "paused", "completed", "cancelled"]),
    reason=st.sampled_from(["", "no_goal"]),
    elapsed_s=st.integers(0, 10**9),
    remaining_s=st.none() | st.integers(-9, 9),
    paused_s=st.integers(0, 10**9),
    goal=st.sampled_from(["1 h", "2 h"]),
    commitment=st.sampled_from(["firm", "objective"]),
    target=st.sampled_from(["reply", "solve"]),
)


@given(st.lists(DRAWN), st.sets(st.sampled_from("vwxyz")))
def test_totals_add_up(rows: list[Row], unusable: set[str]) -> None:
    table = table_of(rows, targets=["reply", "solve"], unusable=unusable)
    for target in ("reply", "solve"):
        line = table.line(target)
        assert parts(line) == line.tickets == len({row.ticket for row in rows if row.target == target}) + len(unusable)
        assert line.running_late <= line.breached
        assert line.not_started <= line.open
        goals = [one for one in table if one.target == target and one.goal is not None]
        assert all(parts(one) == one.tickets for one in goals)
        for name in ("met", "breached", "running_late", "open", "completed", "paused_s"):
            assert sum(getattr(one, name) for one in goals) == getattr(line, name)
        assert sum(one.tickets for one in goals) + line.unusable == line.tickets


@given(st.lists(DRAWN), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_for_the_totals(rows: list[Row], random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    targets = ["reply", "solve"]
    plain, mixed = table_of(rows, targets=targets), table_of(shuffled, targets=targets)
    for target in targets:
        one, other = plain.line(target), mixed.line(target)
        assert (one.tickets, one.met, one.breached, one.open) == (other.tickets, other.met, other.breached, other.open)
        assert (one.median_elapsed_s, one.p90_elapsed_s) == (other.median_elapsed_s, other.p90_elapsed_s)
