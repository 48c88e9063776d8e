"""A ticket's life as a state machine: events come, time goes by, and code of anybody's is asked what it says.

Point it at your own code: what slacal says of the same events is what yours has to say.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.replay import replay
from slacal.engine.target_result import TargetResult
from slacal.errors import BadInput, UnknownName, nearest
from slacal.errors.doors import all_of
from slacal.testing.oracle_clock import datetime_of, instant_of
from slacal.testing.pasted import pasted
from slacal.testing.policy_tickets import first_facts, lacking_of, terms_of, ticket_events
from slacal.testing.strategies_of_tickets import MONDAYS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["TicketMachine"]

_STEPS = st.sampled_from([0, 0, 1, 30, 59, 60, 240, 479, 480, 481, 600, 960, 1440, 2880])
_ANSWERS = [name for name in dir(TargetResult) if name[0] != "_" and not callable(getattr(TargetResult, name))]
_MINUTES = st.integers(0, 5 * 1_440)


class TicketMachine(RuleBasedStateMachine):
    """One ticket under a policy. Say in a subclass how your code takes an event, and what it answers.

    Set ``policy``, and override `apply` and `due_at`; where your code keeps a clock, `time_passes` too. What your code
    knows nothing of, name in ``without``: kinds of events that do not come after the first, as in `tickets`. To compare
    more, name it in ``compares``, and give it a method that takes the name of a target. ``TestCase`` is the test, which
    pytest and unittest run:

    >>> from hypothesis import settings
    >>> class Desk(TicketMachine):
    ...     policy = Policy.from_dict({
    ...         "name": "Support", "zone": "UTC",
    ...         "targets": {
    ...             "answer": {"start": "created", "stop": "agent_reply", "goals": [{"within": "2 calendar hours"}]}
    ...         },
    ...     })
    ...     without = ("created", "due_override")  # a ticket is created once, and nobody sets a due by hand
    ...
    ...     def apply(self, event):
    ...         if event.kind == "created":
    ...             self.created_at = event.at
    ...
    ...     def due_at(self, target):
    ...         return self.created_at + timedelta(hours=2)
    >>> TestDesk = Desk.TestCase
    >>> TestDesk.settings = settings(max_examples=20, deadline=None)
    >>> TestDesk().runTest()
    """

    policy: ClassVar[Any] = None
    without: ClassVar[tuple[str, ...]] = ()
    compares: ClassVar[tuple[str, ...]] = ("due_at",)

    promise: Any
    now: datetime
    events: list[Event]
    _lacking: frozenset[str]

    # -- what a subclass says ------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Tell your code of an event; the first one creates the ticket."""
        raise NotImplementedError(f"say in {type(self).__name__}.apply how your code takes {event!r}")

    def due_at(self, target: str) -> datetime | None:
        """Return when your code says that a target is due, at ``self.now``: an aware datetime, None for no due."""
        raise NotImplementedError(f"say in {type(self).__name__}.due_at when {target!r} is due")

    def time_passes(self, now: datetime) -> None:
        """Tell your code what time it is; by default nothing is told."""

    def promised(self) -> SearchStrategy[Any]:
        """Return the policies to draw from: ``policy`` alone, unless a subclass says otherwise. Raises: BadInput."""
        if self.policy is None:
            raise BadInput(f"{type(self).__name__}.policy", None, "is not set", "write policy = Policy.load(...) there")
        return st.just(self.policy)

    # -- what happens --------------------------------------------------------------------------------------------

    @initialize(data=st.data())
    def opened(self, data: st.DataObject) -> None:
        """Create the ticket, on one of some Mondays to Fridays. Raises: BadInput, WrongType, UnknownName."""
        self.promise = data.draw(self.promised(), label="policy")
        self._lacking = lacking_of(self.promise, self.without)
        self._check_compared()
        monday, minutes = data.draw(st.sampled_from(MONDAYS)), data.draw(st.one_of(_STEPS, _MINUTES))
        self.now = datetime_of(monday) + timedelta(minutes=minutes)
        self.events = []
        self._happens(Event(self.now, "created", data.draw(first_facts(self.promise), label="facts")))

    def _check_compared(self) -> None:
        owner = type(self).__name__
        mend = 'name answers of a target, as in compares = ("due_at", "elapsed")'
        for name in all_of(f"{owner}.compares", self.compares, str, "the name of an answer", mend):
            if name not in _ANSWERS:
                raise UnknownName(f"{owner}.compares", name, "is no answer of a target", nearest(name, _ANSWERS, mend))
            if not callable(getattr(self, name, None)):
                raise BadInput(f"{owner}.{name}", None, "is not there to compare", f"write def {name}(self, target)")

    @rule(minutes=_STEPS)
    def time_goes_by(self, minutes: int) -> None:
        """Let some minutes go by, or none."""
        self.now += timedelta(minutes=minutes)
        self.time_passes(self.now)

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        """Let an event happen that the policy reads, or one that it does not."""
        self._happens(data.draw(ticket_events(self.promise, self.now, self._lacking), label="event"))

    def _happens(self, event: Event) -> None:
        self.events.append(event)
        self.time_passes(self.now)
        self.apply(event)

    @invariant()
    def it_says_what_the_policy_says(self) -> None:
        """Compare every target's answers.

        Raises: AssertionError, with the history as it is built, and why; BadInput for an answer without a zone.
        """
        if not hasattr(self, "events"):
            return
        history = History("T-1", self.events)
        right = replay(terms_of(self.promise), history, self.now)
        for target in right:
            for name in self.compares:
                expected, found = getattr(right[target], name), getattr(self, name)(target)
                if _plain(name, expected) != _plain(name, found):
                    raise AssertionError(_told(right[target], name, expected, found, history, self.now))


def _plain(name: str, answer: object) -> object:
    """Return an answer to compare; a naive datetime would be read in the zone of the machine."""
    if not isinstance(answer, datetime):
        return answer
    if answer.utcoffset() is None:
        raise BadInput(name, answer, "has no time zone and must be aware", "return it with one, as in tzinfo=UTC")
    return instant_of(answer)


def _told(result: Any, name: str, expected: object, found: object, history: History, now: datetime) -> str:
    return "\n".join([
        f"{result.target}: {name} is {pasted(expected)}, found {pasted(found)}",
        f"  as_of={pasted(now)}",
        f"  {pasted(history)}",
        str(result.explain()),
    ])  # fmt: skip
