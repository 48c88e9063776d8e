"""A helpdesk that points the machine at its own code is told where the code goes wrong."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test as run

from slacal import BadInput, Policy, UnknownName, WrongType
from slacal.testing import TicketMachine

if TYPE_CHECKING:
    from slacal import Event

FEW = settings(
    max_examples=40, stateful_step_count=6, deadline=None, database=None, phases=[Phase.generate, Phase.shrink]
)
SURE = settings(FEW, max_examples=1_000, phases=[Phase.generate])  # it ends at the first failure


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

    without: ClassVar[tuple[str, ...]] = ("created", "due_override")
    first: datetime

    def apply(self, event: Event) -> None:
        if event.kind == "created":
            self.first = event.at

    def due_at(self, target: str) -> datetime | None:
        return self.first + timedelta(hours=2)


class Patient(Desk):
    """The same, with the pauses that were forgotten, and whatever else may happen."""

    without: ClassVar[tuple[str, ...]] = ()
    told: list[Event]

    def apply(self, event: Event) -> None:
        super().apply(event)
        self.told = [*(self.told if len(self.events) > 1 else []), event]

    def due_at(self, target: str) -> datetime | None:
        from slacal import History

        return self.policy.evaluate(History("T-1", self.told), as_of=self.now)[target].due_at


def test_code_that_forgets_a_pause_is_found_with_the_ticket_as_it_is_built() -> None:
    with pytest.raises(AssertionError) as found:
        run(Desk, settings=settings(FEW, max_examples=1_000))
    text = str(found.value)
    assert text.startswith("answer: due_at is ")
    assert "'status': 'waiting'" in text
    assert "History(ticket='T-1', events=(Event(datetime(" in text


def test_right_code_passes() -> None:
    run(Patient, settings=FEW)


class Once(Desk):
    """A helpdesk of a user's own, that knows neither a second creation nor a due set by hand, nor pauses."""

    policy = Policy.from_dict(
        {
            "name": "Support",
            "zone": "UTC",
            "targets": {"answer": {"start": "created", "stop": "reply", "goals": [{"within": "2 calendar hours"}]}},
        }
    )
    without: ClassVar[tuple[str, ...]] = ("created", "due_override")
    kinds: ClassVar[set[str]] = set()

    def apply(self, event: Event) -> None:
        self.kinds.add(event.kind)
        if event.kind == "created":
            self.first = event.at  # a second one would be the ruin of it


def test_a_helpdesk_that_lacks_some_kinds_of_events_is_not_told_of_them() -> None:
    Once.kinds.clear()
    Once.TestCase.settings = FEW
    Once.TestCase().debug()  # as unittest runs it
    assert Once.kinds == {"created", "changed", "reply", "something else"}


@pytest.mark.parametrize("lacking", [("created",), ("due_override",)])
def test_it_fails_where_it_is_told_of_one(lacking: tuple[str, ...]) -> None:
    class Told(Once):
        without = lacking

    with pytest.raises(AssertionError, match="answer: due_at is "):
        run(Told, settings=SURE)


def test_a_kind_that_never_comes_is_refused() -> None:
    class Mistyped(Once):
        without = ("due_overide",)

    with pytest.raises(UnknownName, match="did you mean 'due_override'"):
        run(Mistyped, settings=FEW)


def test_a_machine_without_a_policy_says_so() -> None:
    class Empty(TicketMachine):
        pass

    with pytest.raises(BadInput, match=r"Empty\.policy=None is not set; write policy"):
        run(Empty, settings=FEW)


def test_what_is_no_policy_is_refused() -> None:
    class Told(Once):
        policy: ClassVar[Any] = {"name": "Support"}

    with pytest.raises(WrongType, match="is not a Policy"):
        run(Told, settings=FEW)


def test_an_answer_without_a_zone_is_refused_and_not_read_in_that_of_the_machine() -> None:
    class Naive(Once):
        def due_at(self, target: str) -> datetime | None:
            return (self.first + timedelta(hours=2)).replace(tzinfo=None)

    with pytest.raises(BadInput, match="has no time zone and must be aware"):
        run(Naive, settings=FEW)


def test_an_answer_in_any_zone_is_the_same_instant() -> None:
    class Elsewhere(Once):
        def due_at(self, target: str) -> datetime | None:
            return (self.first + timedelta(hours=2)).astimezone(timezone(timedelta(hours=5, minutes=45)))

    run(Elsewhere, settings=FEW)


def test_a_machine_without_answers_says_what_to_write() -> None:
    class Empty(TicketMachine):
        policy = Desk.policy

    with pytest.raises(NotImplementedError, match=r"Empty\.apply"):
        run(Empty, settings=settings(FEW, max_examples=1))


@pytest.mark.parametrize(
    ("compares", "error", "told"),
    [
        ("due_at", WrongType, r"Told\.compares="),
        (("dueat",), UnknownName, "did you mean 'due_at'"),
        (("explain",), UnknownName, "is no answer of a target"),
        (
            ("due_at", "elapsed"),
            BadInput,
            r"Told\.elapsed=None is not there to compare; write def elapsed\(",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(compares: Any, error: type[Exception], told: str) -> None:
    class Told(Once):
        pass

    Told.compares = compares
    with pytest.raises(error, match=told):
        run(Told, settings=FEW)
