"""Compliance: how did we do? Shares met with their intervals, percentiles, pauses and breaches, by any facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from slacal.analysis.attained import attainment_frame  # first of all: it says how to install what is missing
from slacal.analysis.counted import Counted
from slacal.analysis.grouping import names_of
from slacal.batch.evaluating import LogResult
from slacal.errors.doors import check_choice, check_type, each_of, whole_of
from slacal.spans.zone import zone_name

if TYPE_CHECKING:
    from collections.abc import Iterable

Each: TypeAlias = Literal["ticket", "cycle"]
Dated: TypeAlias = Literal["started_at", "due_at", "completed_at", "breached_at"]
_PERCENTS = "pass percents, as in (50, 90)"


@dataclass(frozen=True, slots=True, eq=False)
class Compliance:
    """How each promise was kept, by group: ``frame`` and five smaller frames, all of the kind of the log.

    ``frame`` has a row for each target and group that has cycles, be they none that count:

    - ``target``, and a column for each name of ``by``;
    - ``counted`` = ``met + breached + open + none``; ``running_late`` is the part of ``breached`` that is not finished,
      ``not_started`` the part of ``open`` whose clock never started;
    - ``share_met`` = met / (met + breached), from 0 to 1, null where there is neither; objectives are left out of it
      unless the groups tell goals apart. ``share_low`` and ``share_high`` are its Wilson score interval at 95 %;
    - of completed cycles: ``completed``, their number; ``elapsed_p50_s``, ..., nearest-rank percentiles of open time in
      whole seconds; ``used_p50``, ..., those of the share of the goal that was used, 1 being all of it;
    - ``paused_s``, the open time paused of all cycles.

    What is still open and in time is decided neither way: it stands in ``open`` and in no share. So the share of a
    group lies, once all is decided, between met / (met + breached + open) and (met + open) / (met + breached + open).
    What runs late is breached already.
    """

    by: tuple[str, ...]
    each: Each
    frame: Any = field(repr=False)
    _counted: Counted = field(repr=False)

    def worst(self, many: int = 10) -> Any:
        """Return the rows of the cycles with the least remaining, the latest first; null where nothing was promised.

        With ``each="ticket"`` a ticket comes once for each target.
        """
        return self._counted.worst(whole_of("many", many, "pass how many rows to show"))

    @property
    def pauses(self) -> Any:
        """Pauses by group and ``cause``: ``cycles`` that it paused, ``paused_s`` open and ``paused_real_s`` real time.

        Amounts are whole seconds, those of each cycle rounded down.
        """
        return self._counted.cycles.frame(self._counted.pauses())

    @property
    def week(self) -> Any:
        """Breached cycles by target, ``weekday`` (Mo to Su) and ``hour`` (0 to 23) of the breach: 168 rows a target."""
        return self._counted.cycles.frame(self._counted.week())

    @property
    def attainment(self) -> Any:
        """What the policy promises of each period (P31): ``promised_percent``, ``reached_percent`` and ``verdict``.

        Counted are cycles that began in the ``period``, in the zone of the policy, under the ``version`` in force then;
        objectives are left out. The verdict is ``kept`` or ``missed`` once the period is over and no open cycle can
        change it, else ``open``. No rows where the policy promises no share.
        """
        return attainment_frame(self._counted)

    @property
    def credits(self) -> Any:
        """Credits by group (P31): ``cycles`` with a penalty, and ``penalty_percent``, the sum of theirs."""
        return self._counted.cycles.frame(self._counted.credits())


def compliance(
    result: LogResult,
    *,
    by: Iterable[str] = (),
    each: Each = "ticket",
    dated_by: Dated = "started_at",
    zone: str | None = None,
    percentiles: Iterable[int] = (50, 90),
) -> Compliance:
    """Return how the promises of a log were kept, in groups.

    `result`: what `evaluate_log` returned; ``dataclasses.replace(result, frame=...)`` with a part of its rows, or with
    columns of your own. `by`: columns of its frame, such as ``goal`` or facts that were kept, or parts of the calendar:
    ``year``, ``quarter``, ``month``, ``week``, ``day``, ``weekday``, ``hour``, those of the instant `dated_by`, in
    `zone`, else in the frame's own. `each`: a ticket counts once for each target, in the group of its worst cycle; or
    each cycle counts. `percentiles`: whole percents, by nearest rank. Cost: that of sorting, some hundred nanoseconds a
    cycle. Raises: WrongType, BadInput.

    >>> import numpy as np
    >>> from slacal.batch import evaluate_log
    >>> policy = Policy.from_dict({
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    ... })
    >>> log = {
    ...     "ticket": np.array(["T-1", "T-1", "T-2", "T-2", "T-3"]),
    ...     "at": np.array(["2026-11-20T18:00", "2026-11-23T10:30", "2026-11-20T09:00", "2026-11-24T12:00",
    ...                     "2026-11-24T11:00"], "M8[s]"),
    ...     "event": np.array(["created", "agent_reply", "created", "agent_reply", "created"]),
    ...     "team": np.array(["blue", "", "red", "", "red"]),
    ... }
    >>> result = evaluate_log(log, policy, datetime(2026, 11, 24, 12, tzinfo=UTC), keep=["team"])
    >>> found = compliance(result, by=["team"]).frame
    >>> for name in ("team", "met", "breached", "open", "share_met"):
    ...     print(name, found[name].tolist())
    team ['blue', 'red']
    met [1, 0]
    breached [0, 1]
    open [0, 1]
    share_met [1.0, 0.0]
    """
    check_type("result", result, LogResult, "an answer of evaluate_log", "pass what evaluate_log returned")
    names = names_of(by)
    check_choice("each", each, ("ticket", "cycle"))
    check_choice("dated_by", dated_by, ("started_at", "due_at", "completed_at", "breached_at"))
    shares = [
        whole_of(f"percentiles[{place}]", share, _PERCENTS, least=1, most=100)
        for place, share in enumerate(each_of("percentiles", percentiles, _PERCENTS))
    ]
    counted = Counted(result, names, dated_by, None if zone is None else zone_name(zone), each=each)
    return Compliance(names, each, counted.cycles.frame(counted.table(tuple(dict.fromkeys(shares)))), counted)
