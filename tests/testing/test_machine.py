"""A helpdesk that points the machine at its own code is told where the code goes wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test as run

from slacal import Policy
from slacal.testing import TicketMachine

if TYPE_CHECKING:
    from slacal import Event

FEW = settings(
    max_examples=50, stateful_step_count=8, deadline=None, database=None, phases=[Phase.generate, Phase.shrink]
)


class Desk(TicketMachine):
    """Code of a helpdesk's own: two hours on the wall, and a reply completes the cycle."""

    policy = Policy.from_dict(
        {
            "name": "Support",
            "zone": "UTC",
            "targets": {
                "answer": {
                    "start": "created",
                    "stop": "reply",
                    "pause": {"status": "waiting"},
                    "goals": [{"within": "2 calendar hours"}],
                }
            },
        }
    )

    first: datetime

    def apply(self, event: Event) -> None:
        if event.kind == "created":
            self.first = event.at if len(self.events) == 1 else self.first

    def due_at(self, target: str) -> datetime | None:
        return self.first + timedelta(hours=2)


class Patient(Desk):
    """The same, with the pauses that were forgotten."""

    told: list[Event]

    def apply(self, event: Event) -> None:
        super().apply(event)
        self.told = [*(self.told if len(self.events) > 1 else []), event]

    def due_at(self, target: str) -> datetime | None:
        from slacal import History

        return self.policy.evaluate(History("T-1", self.told), as_of=self.now)[target].due_at


def test_code_that_forgets_a_pause_is_found_with_the_ticket_as_it_is_built() -> None:
    with pytest.raises(AssertionError) as found:
        run(Desk, settings=FEW)
    text = str(found.value)
    assert text.startswith("answer: due_at is ")
    assert "'status': 'waiting'" in text
    assert "History(ticket='T-1', events=(Event(datetime(" in text


def test_right_code_passes() -> None:
    run(Patient, settings=FEW)


def test_a_machine_without_answers_says_what_to_write() -> None:
    class Empty(TicketMachine):
        policy = Desk.policy

    with pytest.raises(NotImplementedError, match=r"Empty\.apply"):
        run(Empty, settings=settings(FEW, max_examples=1))
