"""Laws of tickets catch what they are made to catch: each is broken by a helpdesk that is wrong in just that way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from slacal import Event, History, Outcome, Policy, Stage
from slacal.testing.law_report import check_law
from slacal.testing.laws import POLICY_LAWS, LawBroken
from slacal.testing.laws_of_tickets import TicketCase

if TYPE_CHECKING:
    from collections.abc import Callable

SUPPORT = Policy.from_dict(
    {
        "name": "Support",
        "zone": "Europe/Berlin",
        "calendars": {"desk": {"week": "Mo-Fr 09:00-17:00"}},
        "targets": {
            "answer": {
                "measures": "first_response",
                "goals": [
                    {"when": {"priority": "high"}, "within": "2 business hours"},
                    {"within": "8 business hours"},
                ],
            },
            "fix": {"measures": "resolution", "goals": [{"within": "16 business hours"}]},
        },
    }
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LIVE = {Stage.PENDING, Stage.RUNNING, Stage.PAUSED}


class Altered:
    """A cycle of which some answers were altered."""

    def __init__(self, cycle: Any, changes: dict[str, Any]) -> None:
        self.cycle = cycle
        self.__dict__.update(changes)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cycle, name)


class Said(dict[str, Any]):
    """What a helpdesk says: its targets, and when to look again."""

    next_change_at: datetime | None = None
    cycles: tuple[Any, ...]


class Desk:
    """A right helpdesk, of which a subclass answers one question wrongly."""

    def evaluate(self, history: History, *, as_of: datetime) -> Said:
        found = SUPPORT.evaluate(history, as_of=as_of)
        said = Said()
        for name in found:
            said[name] = Altered(None, {"cycles": [self.told(one, history, as_of) for one in found[name].cycles]})
        said.next_change_at = found.next_change_at
        return said

    def told(self, cycle: Any, history: History, as_of: datetime) -> Altered:
        return Altered(cycle, self.wrong(cycle, history, as_of))

    def wrong(self, cycle: Any, history: History, as_of: datetime) -> dict[str, Any]:
        return {}

    def track(self, ticket: str) -> Any:
        return SUPPORT.track(ticket)

    def resume(self, state: dict[str, Any]) -> Any:
        return SUPPORT.resume(state)


class Deaf:
    """A tracker that does not hear of changes."""

    def __init__(self, tracker: Any) -> None:
        self.tracker = tracker

    def after(self, event: Event) -> Deaf:
        return self if event.kind == "changed" else Deaf(self.tracker.after(event))

    def at(self, now: datetime) -> Any:
        return self.tracker.at(now)


class DeafDesk(Desk):
    def track(self, ticket: str) -> Any:
        return Deaf(SUPPORT.track(ticket))


class Forgetful(Desk):
    """Begins anew whenever it is woken up."""

    def resume(self, state: dict[str, Any]) -> Any:
        return SUPPORT.track(str(state["ticket"]))


class Foreseeing(Desk):
    """Reads all events, later ones too."""

    def evaluate(self, history: History, *, as_of: datetime) -> Said:
        return super().evaluate(history, as_of=max(as_of, history.events[-1].at))


class WallClock(Desk):
    """Takes the caller's wall time for UTC."""

    def evaluate(self, history: History, *, as_of: datetime) -> Said:
        return super().evaluate(history, as_of=as_of.replace(tzinfo=UTC))


class LateToLook(Desk):
    """Looks again a day after something changed."""

    def evaluate(self, history: History, *, as_of: datetime) -> Said:
        said = super().evaluate(history, as_of=as_of)
        said.next_change_at = None if said.next_change_at is None else said.next_change_at + DAY
        return said


def desk(wrong: Callable[[Any, History, datetime], dict[str, Any]]) -> type[Desk]:
    """Return a helpdesk that answers wrongly about cycles."""

    def answer(_: Desk, cycle: Any, history: History, as_of: datetime) -> dict[str, Any]:
        return wrong(cycle, history, as_of)

    return type("Faulty", (Desk,), {"wrong": answer})


def _grace(cycle: Any, history: History, as_of: datetime) -> dict[str, Any]:
    return {"outcome": Outcome.OPEN} if cycle.stage in LIVE else {}


def _everyone_met(cycle: Any, history: History, as_of: datetime) -> dict[str, Any]:
    return {"outcome": Outcome.MET} if cycle.stage is Stage.COMPLETED else {}


def _forgives(cycle: Any, history: History, as_of: datetime) -> dict[str, Any]:
    old = cycle.breached_at is not None and as_of.astimezone(UTC) - cycle.breached_at.astimezone(UTC) > DAY
    return {"ever_breached": False} if old else {}


MUTANTS: dict[str, type[Desk]] = {
    "followed": DeafDesk,
    "stored": Forgetful,
    "unread future": Foreseeing,
    "zone of the question": WallClock,
    "unread events": desk(lambda cycle, history, as_of: {"elapsed": cycle.elapsed + len(history) * MINUTE}),
    "completed for good": desk(lambda cycle, history, as_of: {"due_at": as_of}),
    "breached for good": desk(_forgives),
    "time goes by": desk(lambda cycle, history, as_of: {"elapsed": cycle.elapsed % timedelta(hours=4)}),
    "next change": LateToLook,
    "met in time": desk(_everyone_met),
    "breached when late": desk(_grace),
    "breaches have an instant": desk(lambda cycle, history, as_of: {"breached_at": None}),
    "no more than real time": desk(lambda cycle, history, as_of: {"elapsed": cycle.elapsed * 2}),
    "explained": desk(lambda cycle, history, as_of: {"elapsed": cycle.elapsed + MINUTE}),
    "what remains": desk(lambda cycle, history, as_of: {"remaining": cycle.remaining and cycle.remaining - MINUTE}),
    "oracle: evaluate": desk(lambda cycle, history, as_of: {"due_at": cycle.due_at and cycle.due_at + MINUTE}),
}


@pytest.mark.parametrize("law", POLICY_LAWS)
def test_a_law_is_broken_by_a_helpdesk_that_is_wrong_in_its_way(law: str) -> None:
    with pytest.raises(LawBroken, match=law):  # ends at the first
        check_law(law, MUTANTS[law](), policy=SUPPORT, examples=5_000, report="first")


@pytest.mark.parametrize("law", POLICY_LAWS)
def test_a_right_helpdesk_behind_another_face_breaks_none(law: str) -> None:
    assert check_law(law, Desk(), policy=SUPPORT, examples=5) == "held"


def test_what_cannot_be_asked_is_skipped() -> None:
    class Bare:
        def evaluate(self, history: History, *, as_of: datetime) -> Any:
            return SUPPORT.evaluate(history, as_of=as_of)

    assert check_law("followed", Bare(), policy=SUPPORT, examples=5) == "skipped"
    assert check_law("met in time", Bare(), examples=5) == "skipped"  # nobody said what to draw tickets for


@pytest.mark.parametrize("law", ["completed for good", "breached for good", "time goes by"])
def test_two_cycles_that_start_at_one_instant_are_not_mistaken_for_each_other(law: str) -> None:
    # Created and replied to at one instant: the reply completes the first update, and the second begins there.
    updates = {"update": {"measures": "periodic_update", "goals": [{"within": "2 calendar hours"}]}}
    policy = Policy.from_dict({"name": "Updates", "zone": "UTC", "targets": updates})
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    ticket = History("T-1", [Event(at, "created"), Event(at, "agent_reply")])
    assert len({cycle.started_at for cycle in policy.evaluate(ticket, as_of=at)["update"].cycles}) == 1
    case = TicketCase(policy, ticket, at, at + 3 * timedelta(hours=1))
    assert POLICY_LAWS[law].holds(policy, case) == "held"


def test_the_hour_that_comes_twice_is_the_same_in_both_zones() -> None:
    # On 25 October 2026 Berlin shows 02:00 to 03:00 twice, from 00:00 UTC on; Python holds such times unequal to UTC's.
    at = datetime(2026, 10, 25, 0, tzinfo=UTC)
    case = TicketCase(SUPPORT, History("T-1", [Event(at, "created")]), at, at, zone=ZoneInfo("Europe/Berlin"))
    assert POLICY_LAWS["zone of the question"].holds(SUPPORT, case) == "held"


def test_a_policy_stands_for_itself() -> None:
    assert check_law("oracle: evaluate", SUPPORT, examples=5) == "held"


def test_a_broken_law_prints_the_ticket_as_it_is_built() -> None:
    with pytest.raises(LawBroken) as broken:
        check_law("explained", MUTANTS["explained"](), policy=SUPPORT)
    assert "TicketCase(history=History(ticket='T-1', events=(Event(datetime(" in str(broken.value)
