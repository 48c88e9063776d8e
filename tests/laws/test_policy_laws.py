"""Policies obey every law of tickets, held against drawn policies and tickets; each ticket is put to all laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slacal.testing.law import LawBroken
from slacal.testing.law_cases import ticket_cases
from slacal.testing.laws import POLICY_LAWS
from slacal.testing.strategies_of_policies import policies

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

#: The oracle counts whole minutes and drawn weeks have seconds: test_engine_laws.py holds it against drawn contracts.
LAWS = [law for name, law in POLICY_LAWS.items() if name != "oracle: evaluate"]


@pytest.mark.filterwarnings("ignore::slacal.CoverageWarning")  # no law is about what is not known
@settings(max_examples=settings().max_examples // 4)  # each is put to fifteen laws
@given(data=st.data())
def test_policies_obey_the_laws_of_tickets(data: DataObject) -> None:
    policy = data.draw(policies(), label="policy")
    case = data.draw(ticket_cases(policy), label="case")
    broken: list[str] = []
    for law in LAWS:
        try:
            law.holds(policy, case)
        except LawBroken as found:
            broken.append(str(found))
    assert not broken, "\n\n".join(broken)
