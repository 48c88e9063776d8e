"""The page of the five vendors shows lines that stand in their policies, and every rule of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explanation" / "vendor-policies.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^Source `(\S+)`, policy `(\w+)\.yaml`\.(.*?)(?=^## )", re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| ([A-E]\d[^|]*|X[^|]*)\|([^|]*)\|(.*)\|$", re.MULTILINE)
VENDORS = {name: (source, text) for source, name, text in SECTION.findall(PAGE)}
RULES = {
    "mercury_kb99": ("A", 10),
    "cleverence": ("B", 7),
    "ideco": ("C", 6),
    "shtrih_m": ("D", 11),
    "alt_soft": ("E", 10),
}


def document(name: str) -> str:
    """Return a policy's text without its comments, on one line."""
    text = (ROOT / "examples" / "policies" / f"{name}.yaml").read_text(encoding="utf-8")
    return " ".join(" ".join(line for line in text.splitlines() if not line.startswith("#")).split())


def lines_shown(name: str) -> list[str]:
    """Return the pieces of the policy that the page shows beside the rules."""
    return [piece for _, _, shown in ROW.findall(VENDORS[name][1]) for piece in re.findall(r"`([^`]+)`", shown)]


def test_the_page_has_five_vendors() -> None:
    assert VENDORS.keys() == RULES.keys()


@pytest.mark.parametrize("name", RULES)
def test_every_line_that_is_shown_stands_in_the_policy(name: str) -> None:
    policy = document(name)
    assert f"source: {VENDORS[name][0]}" in policy
    assert [piece for piece in lines_shown(name) if piece not in policy] == []


@pytest.mark.parametrize("name", RULES)
def test_every_rule_of_a_vendor_has_its_row_and_shows_its_line(name: str) -> None:
    letter, count = RULES[name]
    rows = ROW.findall(VENDORS[name][1])
    assert {int(number) for ids, _, _ in rows for number in re.findall(rf"\b{letter}(\d+)", ids)} == set(
        range(1, count + 1)
    )
    assert [ids for ids, _, shown in rows if "`" not in shown and "assumption" not in shown] == []


def test_the_points_beside_the_rules_are_all_there() -> None:
    found = {int(number) for ids, _, _ in ROW.findall(PAGE) for number in re.findall(r"\bX(\d+)", ids)}
    assert found == set(range(1, 13))
