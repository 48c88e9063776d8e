"""The policies that come as examples: each one reads, says where it is from, and states what it had to assume."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.policies.policy import Policy

EXAMPLES = Path(__file__).parents[2] / "examples" / "policies"
#: Which rows of the requirements each vendor's policy has to account for, as expressed or as missing.
ROWS = {
    "mercury_kb99": ("A", 10),
    "cleverence": ("B", 7),
    "ideco": ("C", 6),
    "shtrih_m": ("D", 11),
    "alt_soft": ("E", 10),
}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ROWS)
def test_an_example_says_where_it_is_from_and_what_it_assumes(name: str) -> None:
    policy = Policy.load(EXAMPLES / f"{name}.yaml")
    assert re.fullmatch(r"00\d_[0-9a-f]{16}\.txt", policy.source)
    assert any("no effective date" in assumption for assumption in policy.assumptions)
    assert Policy.from_dict(policy.to_dict()) == policy


@pytest.mark.parametrize(("name", "letter", "count"), [(name, *row) for name, row in ROWS.items()])
def test_an_example_accounts_for_every_row(name: str, letter: str, count: int) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    told = {int(number) for number in re.findall(rf"\b{letter}(\d+)\b", head)}
    for first, last in re.findall(rf"\b{letter}(\d+) to {letter}(\d+)\b(?! of)", head):
        told.update(range(int(first), int(last) + 1))
    assert told == set(range(1, count + 1))


def test_every_example_is_tried() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} >= ROWS.keys()


def test_alt_soft_chains_the_first_answer_to_the_start_of_work() -> None:
    policy = Policy.load(EXAMPLES / "alt_soft.yaml")
    created = Event(NOON, "created", {"column": "1"})
    begun = Event(NOON + timedelta(minutes=20), "work_started")
    result = policy.evaluate(History("T-1", [created, begun]), as_of=NOON + timedelta(minutes=25))
    assert result["reaction"].outcome == "met"
    assert result["first_answer"].due_at == NOON + timedelta(minutes=50)
    assert result["resolution"].due_at == NOON + timedelta(hours=4)


@pytest.mark.parametrize(("column", "hours"), [("2", 2), ("3", 1), ("4", 1)])
def test_alt_soft_resolves_by_the_column_of_the_tariff(column: str, hours: int) -> None:
    promised = Policy.load(EXAMPLES / "alt_soft.yaml").promises(NOON, {"column": column})
    assert promised["resolution"].due_at == NOON + timedelta(hours=hours)


def test_mercury_stops_both_clocks_when_the_first_answer_solves_it() -> None:
    policy = Policy.load(EXAMPLES / "mercury_kb99.yaml")
    solved = Event(NOON + timedelta(hours=1), "agent_reply", {"status": "solved"})
    ticket = History("T-1", [Event(NOON, "created", {"status": "new"}), solved])
    result = policy.evaluate(ticket, as_of=NOON + timedelta(hours=2))
    assert {name: str(result[name].outcome) for name in ("reaction", "resolution")} == {
        "reaction": "met", "resolution": "met",
    }  # fmt: skip
    assert result["resolution"].commitment == "objective"


def test_mercury_measures_the_time_with_the_programmers_beside_the_customers() -> None:
    policy = Policy.load(EXAMPLES / "mercury_kb99.yaml")
    handed = Event(NOON, "created", {"status": "new", "group": "programmers"})  # 15:00 in Moscow, two hours to closing
    back = Event(NOON + timedelta(hours=1), "changed", group="support")
    result = policy.evaluate(History("T-1", [handed, back]), as_of=NOON + timedelta(hours=2))
    inner = result["programmers"]
    assert (inner.elapsed, inner.kind, inner.due_at, inner.reason) == (timedelta(hours=1), "ola", None, "not stated")
    assert result["resolution"].elapsed == timedelta(hours=2)


def test_cleverence_holds_a_remote_session_to_the_time_agreed() -> None:
    policy = Policy.load(EXAMPLES / "cleverence.yaml")
    agreed = Event(NOON, "session_agreed", {"session_at": "2026-11-23T11:00:00+03:00"})
    result = policy.evaluate(History("T-1", [agreed]), as_of=NOON)
    assert result["remote_session"].due_at == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_ideco_starts_its_clocks_once_the_request_is_complete() -> None:
    policy = Policy.load(EXAMPLES / "ideco.yaml")
    created = Event(NOON, "created", {"organisation": "acme", "contacts": "a@example.org"})
    completed = Event(NOON + timedelta(hours=1), "changed", licence="17")
    result = policy.evaluate(History("T-1", [created, completed]), as_of=NOON + timedelta(hours=2))
    assert result["resolution"].started_at == NOON + timedelta(hours=1)
