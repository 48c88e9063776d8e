"""Policy: a document of promises, and what it means for a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.display import html_of
from slacal.engine.evaluation import Evaluation
from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.engine.replay import replay
from slacal.engine.tracker import Tracker, resume, track
from slacal.engine.working import charged_together, in_working_order
from slacal.errors import WrongType
from slacal.errors.doors import all_of
from slacal.policies.policy_document import PolicyDocument
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from slacal.calendars.calendar import Calendar
    from slacal.calendars.review import Finding
    from slacal.engine.facts import Scalar
    from slacal.engine.usage import Charge
    from slacal.policies.draft import Brings


class Policy(PolicyDocument):
    """What was promised: a frozen document, equal to another when both say the same, and what it means for a ticket.

    Build one with `load`, `loads` or `from_dict`; ``Policy(name=..., targets=...)`` and ``model_validate`` work too,
    and raise pydantic's error. A copy with changes is checked anew. The grammar is described in the documentation.

    >>> support = Policy.from_dict({
    ...     "name": "Support",
    ...     "calendars": {"office": {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... })
    >>> friday = datetime(2026, 11, 20, 18, tzinfo=ZoneInfo("Europe/Moscow"))
    >>> str(support.promises(friday, {"priority": "high"})["answer"].due_at)
    '2026-11-23 17:00:00+03:00'
    """

    def evaluate(
        self,
        history: History,
        *,
        as_of: datetime,
        about: Iterable[History] = (),
        calendars: Mapping[str, Calendar] | None = None,
    ) -> Evaluation:
        """Return what the policy says of a ticket at `as_of`: for each target its cycles, due dates and outcomes.

        `about` are the histories of what the ticket is about, such as a licence or a contract, for entitlements;
        `calendars` those that the policy leaves to be supplied. Events later than `as_of` are not read. Datetimes are
        in the zone of `as_of`. Cost: linear in the events. Raises: WrongType; BadInput for a naive datetime, for a fact
        that holds no date or no amount where one is promised, or for a missing calendar.

        >>> support = Policy.from_dict({
        ...     "name": "Support", "zone": "UTC", "calendar": "always",
        ...     "targets": {"fix": {"measures": "resolution", "goals": [{"within": "8 business hours"}]}},
        ... })
        >>> created = Event(datetime(2026, 11, 20, 9, tzinfo=UTC), "created", status="new")
        >>> waiting = Event(datetime(2026, 11, 20, 11, tzinfo=UTC), "changed", status="waiting")
        >>> ticket = History("T-1", [created, waiting])
        >>> fix = support.evaluate(ticket, as_of=datetime(2026, 11, 20, 12, tzinfo=UTC))["fix"]
        >>> str(fix.stage), fix.remaining
        ('paused', datetime.timedelta(seconds=21600))
        """
        if not isinstance(history, History):
            raise WrongType("history", history, "is not a History", "build it with History(ticket, events)")
        return replay(self.terms_with(calendars), history, as_of, about=_histories(about))

    def promises(
        self,
        created_at: datetime,
        facts: Mapping[str, Scalar] | None = None,
        *,
        about: Iterable[History] = (),
        calendars: Mapping[str, Calendar] | None = None,
    ) -> Evaluation:
        """Return what is promised to a ticket that was only just created, by target name, with `facts`.

        `about` and `calendars` as in `evaluate`.

        Datetimes are in the zone of `created_at`. A target that starts at a later event is pending, without a due.

        >>> support = Policy.from_dict({
        ...     "name": "Support", "zone": "UTC",
        ...     "targets": {"update": {"measures": "periodic_update", "goals": [{"within": "2 calendar hours"}]}},
        ... })
        >>> str(support.promises(datetime(2026, 11, 20, 9, tzinfo=UTC))["update"].due_at)
        '2026-11-20 11:00:00+00:00'
        """
        to_micros(created_at, "created_at")
        created = Event(created_at, "created", facts or {})
        return replay(self.terms_with(calendars), History("", [created]), created_at, about=_histories(about))

    def review(self, first: date, last: date, *, log: Brings | None = None) -> tuple[Finding, ...]:
        """Return what will hurt, what is left open and what is assumed, each with its place and its mend; traps first.

        Calendars are reviewed on [first, last). What the policy reads and the `log` never brings is found, too.
        """
        from slacal.policies.review import review

        for each in ("facts", "kinds") if log is not None else ():
            if not isinstance(getattr(log, each, None), frozenset):
                raise WrongType("log", log, f"is not a log: it has no set of {each}", "pass what read_log returned")
        read = [(one, one._names) for one in self._read_whole()._versions() if one._names]  # noqa: SLF001 - its own
        return review(read, first, last, log)

    def queue_of(self, evaluations: Iterable[Evaluation]) -> tuple[Evaluation, ...]:
        """Return evaluations of one instant in the order in which `queue` says that tickets are worked on.

        Tickets of which every cycle has ended are left out; those without a rank come last, by registration; ties go
        by ticket (rule P28).

        >>> support = Policy.from_dict({
        ...     "name": "Support", "zone": "UTC", "queue": [{"when": {"tier": "paid"}, "by": ["registered"]}],
        ...     "targets": {"update": {"measures": "periodic_update", "goals": [{"within": "2 calendar hours"}]}},
        ... })
        >>> nine = datetime(2026, 11, 20, 9, tzinfo=UTC)
        >>> tickets = [History(tier, [Event(nine, "created", tier=tier)]) for tier in ("free", "paid")]
        >>> [one.ticket for one in support.queue_of(support.evaluate(each, as_of=nine) for each in tickets)]
        ['paid', 'free']
        """
        return in_working_order(_evaluations(evaluations), self._origin())

    def charges_of(self, evaluations: Iterable[Evaluation]) -> tuple[Charge, ...]:
        """Return what the tickets of one customer are charged, in order of time, as `usage` says (rule P27).

        Amounts are exact fractions of the rule's unit; what is included is used up by the earlier tickets first.
        """
        return charged_together(_evaluations(evaluations), self._origin())

    def track(
        self, ticket: str, *, about: Iterable[History] = (), calendars: Mapping[str, Calendar] | None = None
    ) -> Tracker:
        """Return the tracker of a ticket to which nothing has happened; it takes events one at a time.

        `about` and `calendars` as in `evaluate`.

        >>> support = Policy.from_dict({
        ...     "name": "Support", "zone": "UTC",
        ...     "targets": {"update": {"measures": "periodic_update", "goals": [{"within": "2 calendar hours"}]}},
        ... })
        >>> tracker = support.track("T-1").after(Event(datetime(2026, 11, 20, 9, tzinfo=UTC), "created"))
        >>> str(tracker.at(datetime(2026, 11, 20, 10, tzinfo=UTC)).next_due_at)
        '2026-11-20 11:00:00+00:00'
        """
        return track(self.terms_with(calendars), ticket, _histories(about))

    def resume(
        self,
        state: Mapping[str, Any],
        *,
        about: Iterable[History] = (),
        calendars: Mapping[str, Calendar] | None = None,
    ) -> Tracker:
        """Return the tracker that `Tracker.to_dict` wrote of; events of `about` that it has seen are passed over.

        Raises: BadInput for the state of another policy.
        """
        return resume(self.terms_with(calendars), state, _histories(about))

    def _repr_html_(self) -> str:
        return html_of(self, "policy")

    def __hash__(self) -> int:
        return super().__hash__()


def _histories(about: Iterable[History]) -> tuple[History, ...]:
    return all_of("about", about, History, "a History", "pass a list of History(name, events)")


def _evaluations(evaluations: Iterable[Evaluation]) -> tuple[Evaluation, ...]:
    return all_of(
        "evaluations", evaluations, Evaluation, "an Evaluation", "pass a list of what policy.evaluate returned"
    )


Policy.__module__ = "slacal"
