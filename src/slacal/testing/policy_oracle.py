"""The oracle of policies: what one says of a ticket, by going through its life minute by minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.engine.history import History
from slacal.engine.terms import Terms
from slacal.errors import BeyondHorizon, SlacalError, WrongType
from slacal.errors.doors import all_of, check_type
from slacal.testing.engine_oracle import Seen, seen
from slacal.testing.oracle_clock import DAY
from slacal.testing.oracle_doors import known_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from slacal.calendars.calendar import Calendar
    from slacal.policies.policy import Policy

__all__ = ["PolicyOracle", "Seen", "seen_by"]

_MOST_DAYS = 3_653  # ten years


class PolicyOracle:
    """`Policy.evaluate`, answered by counting minutes: slow, and without a line of the code that it judges.

    Made by `PolicyOracle.of`. It asks for whole minutes: of events, windows and allowances.

    >>> desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    >>> targets = {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}}
    >>> policy = Policy.from_dict({"name": "desk", "calendars": {"desk": desk}, "targets": targets})
    >>> ticket = History("T-1", [Event(datetime(2026, 11, 20, 18, tzinfo=UTC), "created")])
    >>> [answer] = PolicyOracle.of(policy).evaluate(ticket, as_of=datetime(2026, 11, 23, 12, tzinfo=UTC))["answer"]
    >>> str(answer.due_at), answer.elapsed, str(answer.outcome)
    ('2026-11-23 17:00:00+00:00', datetime.timedelta(seconds=10800), 'open')
    """

    def __init__(self, terms: Terms) -> None:
        check_type("terms", terms, Terms, "the terms of a policy", "make it with PolicyOracle.of(policy)")
        self.terms = terms

    @classmethod
    def of(cls, policy: Policy | Terms, *, calendars: Mapping[str, Calendar] | None = None) -> PolicyOracle:
        """Return the oracle of a policy; `calendars` are those that it leaves to be supplied. Raises: WrongType."""
        if isinstance(policy, Terms):
            return cls(policy)
        from slacal.policies.policy import Policy  # its documents cost a quarter of a second

        check_type("policy", policy, Policy, "a Policy", "build one with Policy.load")
        return cls(policy.terms_with(calendars))

    def evaluate(
        self, history: History, *, as_of: datetime, about: Iterable[History] = ()
    ) -> dict[str, tuple[Seen, ...]]:
        """Return what is seen of each target's cycles at `as_of`, in UTC; later events are not read.

        Cost: a step for every minute from the first event to `as_of`, and to the due. `seen_by` puts an evaluation, or
        the answers of other code, into the same words. Raises: WrongType, BadInput; BeyondHorizon for an `as_of` more
        than ten years after the first event.
        """
        check_type("history", history, History, "a History", "pass what happened to the ticket")
        others = all_of("about", about, History, "a History", "pass a list of histories")
        now = known_instant(as_of, "as_of")
        if len(history) and now - history.events[0].instant > _MOST_DAYS * DAY:
            raise BeyondHorizon("as_of", as_of, "lies ten years after the first event", "ask about a nearer instant")
        return seen(self.terms, history, as_of, about=others)


def seen_by(evaluation: Any) -> dict[str, tuple[Seen, ...]]:
    """Return what an evaluation says, in the words of the oracle: compare the two with ``==``.

    Of code of your own: a mapping of target names to values with
    ``cycles``, each of which has the attributes of `Seen`. Raises: WrongType for anything else.
    """
    try:
        return {name: tuple(_seen(cycle) for cycle in evaluation[name].cycles) for name in evaluation}
    except SlacalError:
        raise
    except Exception as error:  # an object of the caller's own may raise whatever it likes
        problem = f"cannot be read as an evaluation: {type(error).__name__}: {error}"
        raise WrongType("evaluation", evaluation, problem, "pass a mapping of targets to values with cycles") from error


def _seen(cycle: Any) -> Seen:
    return Seen(*(getattr(cycle, name) for name in Seen._fields))
