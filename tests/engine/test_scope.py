"""Scope: a table of what is included, after the vendors' rules D8, D9 and X11."""

from __future__ import annotations

from typing import Any

import pytest

from slacal.engine.scope import Cell, Scope

WHERE_POSSIBLE = Cell("conditional", "where technically possible")
TABLE = Scope(
    "tier",
    "service",
    (
        ("free", (("use", Cell("included")), ("bug", WHERE_POSSIBLE), ("training", Cell("excluded")))),
        ("partner", (("on_site", Cell("excluded")),)),
        ("internal", Cell("included")),
        ("1", Cell("excluded")),
    ),
    "paid works",
)


@pytest.mark.parametrize(
    ("tier", "service", "cell"),
    [
        ("free", "use", Cell("included")),
        ("free", "bug", WHERE_POSSIBLE),
        ("free", "training", Cell("excluded")),
        ("partner", "on_site", Cell("excluded")),
        ("partner", "training", Cell("unstated")),  # D9: partners exclude on-site work only, the rest is unstated
        ("free", None, Cell("unstated")),
        (None, "use", Cell("unstated")),
        ("gold", "use", Cell("unstated")),
        ("internal", "use", Cell("included")),
        ("internal", None, Cell("included")),
        (1, "use", Cell("excluded")),  # scalars compare as text
    ],
)
def test_d8_d9_a_service_is_included_excluded_conditional_or_unstated(tier: Any, service: Any, cell: Cell) -> None:
    assert TABLE.cell({"tier": tier, "service": service}) == cell


def test_p25_an_absent_fact_is_unstated() -> None:
    assert TABLE.cell({}) == Cell("unstated")


def test_p25_a_scope_reads_the_facts_of_its_rows_and_columns() -> None:
    assert TABLE.fields() == {"tier", "service"}


@pytest.mark.parametrize("name", ["", "None"])
def test_p25_no_row_is_that_of_an_absent_fact(name: str) -> None:
    table = Scope("tier", "service", ((name, Cell("included")), ("free", ((name, Cell("included")),))))
    assert [table.cell({"tier": tier}).kind for tier in (None, "free", name)] == ["unstated", "unstated", "included"]
