from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from slacal.engine.scope import Cell
from slacal.policies.book import Book
from slacal.policies.piece import faults_of
from slacal.policies.scope import Scope
from slacal.policies.written import frozen

if TYPE_CHECKING:
    from slacal.engine import scope as engine

WRITTEN: dict[str, Any] = {
    "rows": "tier",
    "columns": "service",
    "table": {
        "free": {"use": "included", "bug": {"if": "technically possible"}, "training": "excluded"},
        "partner": {"on_site": "excluded", "other": "unstated"},
        "internal": "included",
        "trial": {"if": "agreed in writing"},
    },
}


def meant(**written: Any) -> engine.Scope:
    return Scope.model_validate(frozen({**WRITTEN, **written}), context=Book()).compiled(Book())


def faults(**written: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Scope.model_validate(frozen({**WRITTEN, **written}), context=Book())
    return [(fault.field, fault.code) for fault in faults_of(refused.value, Scope)]


@pytest.mark.parametrize(
    ("tier", "service", "cell"),
    [
        ("free", "use", Cell("included")),
        ("free", "bug", Cell("conditional", "technically possible")),
        ("free", "training", Cell("excluded")),
        ("partner", "other", Cell("unstated")),
        ("partner", "use", Cell("unstated")),
        ("internal", "use", Cell("included")),
        ("trial", "use", Cell("conditional", "agreed in writing")),
    ],
)
def test_d8_d9_a_table_says_what_each_tier_includes(tier: str, service: str, cell: Cell) -> None:
    assert meant().cell({"tier": tier, "service": service}) == cell


def test_p25_what_is_excluded_is_cancelled_or_converted() -> None:
    assert meant().converts == meant(excluded="cancel").converts == ""
    assert meant(excluded={"convert": "paid works"}).converts == "paid works"


def test_p25_a_table_is_a_value() -> None:
    assert hash(meant()) == hash(meant())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"row": "tier"}, [("row", "unknown-key")]),
        ({"rows": 1}, [("rows", "not-text")]),
        ({"columns": "tier"}, [("columns", "clash")]),
        ({"table": "included"}, [("table", "wrong-type")]),
        ({"table": {}}, [("table", "empty")]),
        ({"table": {" ": "included"}}, [("table", "empty")]),
        ({"table": {"free": {}}}, [("table.free", "empty")]),
        ({"table": {"free": "include"}}, [("table.free", "not-a-choice")]),
        ({"table": {"free": "conditional"}}, [("table.free", "not-a-choice")]),
        ({"table": {"free": {"use": True}}}, [("table.free.use", "wrong-type")]),
        ({"table": {"free": {"use": {"if": ""}}}}, [("table.free.use.if", "empty")]),
        ({"table": {"free": {"use": {"when": "possible"}}}}, [("table.free.use.when", "unknown-key")]),
        (
            {"table": {"free": {"use": "yes", "bug": "no"}, "paid": "all"}},
            [("table.free.use", "not-a-choice"), ("table.free.bug", "not-a-choice"), ("table.paid", "not-a-choice")],
        ),
        ({"excluded": "convert"}, [("excluded", "not-a-choice")]),
        ({"excluded": {}}, [("excluded", "not-a-choice")]),
        ({"excluded": {"convert": ""}}, [("excluded.convert", "empty")]),
        ({"excluded": {"converts": "paid"}}, [("excluded.converts", "unknown-key")]),
    ],
)
def test_every_fault_of_a_scope_names_its_place(written: Any, expected: list[tuple[str, str]]) -> None:
    assert faults(**written) == expected


def test_a_scope_needs_rows_columns_and_a_table() -> None:
    with pytest.raises(ValidationError) as refused:
        Scope.model_validate(frozen({}), context=Book())
    assert [fault.field for fault in faults_of(refused.value, Scope)] == ["rows", "columns", "table"]
