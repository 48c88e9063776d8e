"""Compare: one history under several policies, calendars or versions; what comes out otherwise, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slacal.analysis.aligned import FIGURES, Aligned, Key  # first of all: it says how to install what is missing
from slacal.analysis.contrast import Contrast
from slacal.analysis.grouping import names_of
from slacal.analysis.periods import PARTS
from slacal.analysis.tally import STANDING
from slacal.analysis.totals import totals
from slacal.batch.evaluating import asked
from slacal.batch.log_hard import terms_of
from slacal.batch.log_scalar import history_of
from slacal.batch.log_table import FIELDS
from slacal.engine.replay import replay
from slacal.errors import BadInput, UnknownName, nearest
from slacal.errors.doors import check_choice, check_type, mapping_of, whole_of

import numpy as np  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from slacal.batch.evaluating import LogResult
    from slacal.batch.log_rows import Rows
    from slacal.batch.numbers import Ints
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.explain import Explanation
    from slacal.engine.target_result import TargetResult
    from slacal.policies.policy import Policy

_TICKET, _CYCLE = "pass a ticket as the log writes it", "leave it out for the one at hand"
_POLICIES = "pass {name: Policy}, two or more, as in {'now': policy, 'then': other}"


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One history under several policies: ``totals`` side by side, and the cycles that come out otherwise.

    ``totals`` has for each target and group a row for each policy, named by ``policy``; its columns are those of
    `compliance`. ``differing`` says of how many cycles each figure differs; it is empty when nothing changed. A figure
    is a column of what `evaluate_log` returns. ``results`` are the whole answers. Frames are of the kind of the log.
    """

    policies: tuple[str, ...]
    as_of: datetime
    totals: Any = field(repr=False)
    differing: Mapping[str, int]
    results: Mapping[str, LogResult] = field(repr=False)
    _aligned: Aligned = field(repr=False)
    _rows: Mapping[str, Rows] = field(repr=False)

    def changes(self, figure: str = "outcome") -> Any:
        """Return the cycles of which a figure differs: ``ticket``, ``target``, ``cycle``, and a column for each policy.

        Null stands where a policy has no such cycle, or no such figure. Raises: BadInput for an unknown figure.
        """
        check_choice("figure", figure, FIGURES)
        return self._frame(figure, self._aligned.differing(figure))

    @property
    def moved_dues(self) -> Any:
        """The cycles that are still open under any of the policies and have another due under some, as `changes`.

        No due counts as another one: that of a ticket which waits under one policy, or has no such cycle there.
        """
        return self._frame("due_at", self._aligned.moved("due_at", STANDING))

    def _frame(self, figure: str, cycles: Ints) -> Any:
        columns = zip(self.policies, self._aligned.values(figure, cycles), strict=True)
        return self._aligned.frames[0].frame({**self._aligned.keys(cycles)._asdict(), **dict(columns)})

    def explain(self, ticket: Any, target: str, *, cycle: int | None = None) -> Contrast:
        """Return how each policy comes to its answer for a cycle; the one at hand where `cycle` is None.

        Datetimes are in the zone of ``as_of``. Raises: UnknownName for a ticket, a target or a cycle that is not there;
        SlacalError for a ticket that cannot be judged. Cost: that of the scalar engine, once a policy.
        """
        check_type("ticket", ticket, (str, int, float, np.generic), "a ticket", _TICKET)
        check_type("target", target, str, "the name of a target", "pass it as the policy writes it")
        if cycle is not None:
            whole_of("cycle", cycle, _CYCLE)
        evaluations = [(name, self._replayed(name, ticket)) for name in self.policies]
        known = list(dict.fromkeys(one for _, evaluation in evaluations for one in evaluation))
        if target not in known:
            mend = nearest(target, known, f"use one of {', '.join(known)}")
            raise UnknownName("target", target, "is in none of the policies", mend)
        results = [(name, found[target] if target in found.terms.plan.names else None) for name, found in evaluations]
        number = next(one.number for _, one in results if one is not None) if cycle is None else cycle
        told = tuple((name, _explained(result, number)) for name, result in results)
        if not any(one for _, one in told):
            raise UnknownName("cycle", cycle, "is under none of the policies", _CYCLE)
        return Contrast(str(ticket), target, number, told)

    def _replayed(self, name: str, ticket: Any) -> Evaluation:
        rows = self._rows[name]
        if ticket not in rows.tickets:
            raise UnknownName("ticket", ticket, "is not in the log", _TICKET)
        history = history_of(rows, rows.tickets.index(ticket))
        return replay(self.results[name].policy.terms, history, self.as_of)

    def why(self, many: int = 10, *, figure: str = "outcome") -> tuple[Contrast, ...]:
        """Return for the first `many` cycles of which a figure differs how each policy comes to its answer."""
        most = whole_of("many", many, "pass how many cycles to explain")
        check_choice("figure", figure, FIGURES)
        keys = self._aligned.keys(self._aligned.differing(figure)[:most])
        tickets, targets = ([codes.values[place] for place in codes.places] for codes in (keys.ticket, keys.target))
        told = zip(tickets, targets, keys.cycle.tolist(), strict=True)
        return tuple(self.explain(ticket, target, cycle=cycle) for ticket, target, cycle in told)


def _explained(result: TargetResult | None, number: int) -> Explanation | None:
    """Return the explanation of a cycle of a target; None where there is none of that number."""
    if result is None:
        return None
    return next((one.explain() for one in result.cycles or (result,) if one.number == number), None)


def compare(
    policies: Mapping[str, Policy],
    events: Any,
    as_of: datetime,
    columns: Mapping[str, str] | None = None,
    *,
    created_with: Mapping[str, str] | None = None,
    zone: str | None = None,
    by: Iterable[str] = (),
) -> Comparison:
    """Return what several policies say of the same log at `as_of`, side by side.

    `policies`: two or more, by names of your own; another calendar is another policy, as
    ``policy.model_copy(update={"calendars": {...}})`` gives it. `by`: what the totals are grouped by, as in
    `compliance`; facts are kept. The others as in `evaluate_log`. Cost: that of `evaluate_log` for each policy.
    Raises: WrongType, BadInput.

    >>> import numpy as np
    >>> desk = {
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... }
    >>> now = Policy.from_dict(desk)
    >>> always = now.model_copy(update={"calendars": {"desk": {"week": "24/7", "zone": "UTC"}}})
    >>> log = {
    ...     "ticket": np.array(["T-1", "T-1", "T-2"]),
    ...     "at": np.array(["2026-11-20T18:00", "2026-11-23T10:30", "2026-11-23T10:45"], "M8[s]"),
    ...     "event": np.array(["created", "agent_reply", "created"]),
    ... }
    >>> found = compare({"5x9": now, "24x7": always}, log, datetime(2026, 11, 23, 12, tzinfo=UTC))
    >>> changes = found.changes("outcome")
    >>> changes["ticket"].tolist(), changes["5x9"].tolist(), changes["24x7"].tolist()
    (['T-1'], ['met'], ['breached'])
    >>> found.explain("T-1", "answer").figures[0]
    ('outcome', (<Outcome.MET: 'met'>, <Outcome.BREACHED: 'breached'>))
    """
    named = _named(policies)
    names = names_of(by)
    keep = [name for name in names if name not in FIELDS and name not in PARTS]
    try:
        told = {
            name: asked(events, policy, as_of, columns, created_with=created_with, zone=zone, keep=keep)
            for name, policy in named.items()
        }
    except BadInput as bad:
        if bad.field != "keep":
            raise
        raise BadInput("by", bad.value, bad.problem, bad.mend, bad.code) from None
    results = {name: result for name, (result, _) in told.items()}
    targets = list(dict.fromkeys(target for policy in named.values() for target in policy.terms.plan.names))
    aligned = Aligned(results, targets)
    sizes = {figure: len(aligned.differing(figure)) for figure in FIGURES}
    frame = aligned.frames[0].frame(totals(results, names, targets))
    rows = {name: each for name, (_, each) in told.items()}
    return Comparison(
        tuple(named), as_of, frame, {name: size for name, size in sizes.items() if size}, results, aligned, rows
    )


def _named(policies: object) -> dict[str, Policy]:
    """Return the policies by name. Raises: WrongType, BadInput."""
    named = mapping_of("policies", policies, _POLICIES)
    if len(named) < 2:  # noqa: PLR2004 - with itself alone, nothing can be compared
        raise BadInput("policies", list(named), "are fewer than two", _POLICIES)
    for name, policy in named.items():
        check_type("policies", name, str, "a name", _POLICIES)
        terms_of(policy, f"policies.{name}")
        if not name or name in Key._fields:
            raise BadInput("policies", name, "cannot name a column of changes", "name the policy otherwise")
    return named
