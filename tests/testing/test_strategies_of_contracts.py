"""The strategy of whole contracts: it reaches what versions, scope and cover can do to a cycle."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from slacal.engine.replay import replay
from slacal.testing.strategies_of_contracts import Contract, contracts

UNSHRUNK = settings(max_examples=3_000, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("reason", ["withdrawn", "not_in_force", "out_of_scope", "not_covered"])
def test_contracts_reach_every_way_in_which_a_promise_may_fall_away(reason: str) -> None:
    def reaches(contract: Contract) -> bool:
        found = replay(contract.terms, contract.history, contract.as_of, about=contract.about)
        return any(cycle.reason == reason for name in found for cycle in found[name].cycles)

    assert find(contracts(), reaches, settings=UNSHRUNK)
