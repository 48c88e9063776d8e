"""Contracts of every kind are drawn, and what is drawn is a contract that can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from slacal.engine.entitlements import StartField
from slacal.engine.moments import OnEvent
from slacal.engine.replay import replay
from slacal.testing.strategies_of_contracts import Contract, contracts

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
SEARCH = settings(
    max_examples=60, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=QUIET
)  # fmt: skip


@pytest.fixture(scope="module")
def some() -> list[Contract]:
    """Draw some contracts."""
    found: list[Contract] = []

    @SEARCH
    @given(contracts())
    def take(contract: Contract) -> None:
        found.append(contract)

    take()
    return found


def by_voucher(contract: Contract) -> bool:
    starts = [target.start for target in contract.terms.targets]
    return any(isinstance(start, OnEvent) and start.once_by == "code" for start in starts)


def withdrawn(contract: Contract) -> bool:
    names = {target.name for target in contract.terms.targets}
    return any({target.name for target in version.terms.targets} < names for version in contract.terms.later)


KINDS: dict[str, Callable[[Contract], bool]] = {
    "two later versions": lambda it: len(it.terms.later) == 2,
    "a target that a version lacks": withdrawn,
    "a date in force": lambda it: it.terms.effective_from is not None,
    "a scope that converts": lambda it: it.terms.scope is not None and bool(it.terms.scope.converts),
    "cover by an event": lambda it: any(isinstance(one.start, OnEvent) for one in it.terms.entitlements),
    "cover by a date": lambda it: any(isinstance(one.start, StartField) for one in it.terms.entitlements),
    "vouchers": by_voucher,
    "a history that it is about": lambda it: any(history.events for history in it.about),
    "codes in events": lambda it: any("code" in event.details for event in it.history.events),
    "a date that is bought": lambda it: any("bought" in event.changes for event in it.history.events),
    "pinned to the latest version": lambda it: any(one.rules.pin == "latest" for one in it.terms.targets),
    "cover throughout": lambda it: any(one.rules.cover == "throughout" for one in it.terms.targets),
}


@pytest.mark.parametrize("kind", KINDS)
def test_contracts_of_every_kind_are_drawn(kind: str) -> None:
    find(contracts(), KINDS[kind], settings=settings(SEARCH, max_examples=3_000))  # the rarest are one in a hundred


def test_every_contract_can_be_asked(some: list[Contract]) -> None:
    for promise, history, as_of, about in some:
        assert set(replay(promise, history, as_of, about=about)) == set(promise.names())
