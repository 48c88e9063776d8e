"""What if? Weeks of a desk's tickets under another roster, another team, another policy, drawn and judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np

from slacal.analysis.desk import Desk
from slacal.analysis.drawing import Tickets, Weeks, Window, drawn
from slacal.analysis.report_table import MeasuredCycles
from slacal.analysis.simulated import ALL, Figure, Simulated, shares_of, waits_of
from slacal.analysis.tally import tally, worst
from slacal.analysis.team import Team
from slacal.analysis.working import Worked, queued, unhindered
from slacal.batch.evaluating import evaluated
from slacal.batch.log_hard import terms_of
from slacal.batch.numbers import MISSING
from slacal.calendars.questions import elapsed
from slacal.engine.reads import facts_read
from slacal.errors import WrongType
from slacal.errors.doors import check_choice, check_type, whole_of
from slacal.spans.instant import from_micros

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slacal.batch.evaluating import Evaluated
    from slacal.batch.log_rows import Rows
    from slacal.batch.numbers import Ints
    from slacal.engine.terms import Terms
    from slacal.policies.policy import Policy

_SECOND = 1_000_000
_MOST_WEEKS, _MOST_RUNS = 520, 100_000
_COUNT = "pass a whole number within, as in 7"


def simulate(
    desk: Desk,
    policy: Policy,
    *,
    team: Team,
    seed: int,
    weeks: int = 26,
    runs: int = 50,
    start: date | None = None,
    history: Weeks = "drawn",
) -> Simulated:
    """Return how the promises of a policy would be kept by a team, over `runs` draws of so many weeks of a desk.

    Tickets arrive and go their ways as `fit` says; a team with a size lets them wait for a place. The events that come
    of it are judged as `evaluate_log` judges a log, by every rule of the policy. `start`: the first date, in the zone
    of the desk's calendar; the Monday after its history unless given. A team with a size is simulated for two weeks
    more on either side, which are not counted: it begins with an empty desk and no ticket is cut off.

    An interval is of what one such stretch of weeks may show. ``history="drawn"`` draws the weeks of the history
    with replacement before each run, so that it also holds what a short history leaves open; ``"fixed"`` takes the
    history for the truth. Neither knows of a trend. The same arguments give the same answer to the last bit, and teams
    and policies under the same `seed` meet the same tickets. Cost: for a team with a size some fifty microseconds a
    stretch, else a hundredth of it. Raises: WrongType, BadInput; MissingExtra without ``slacal[sim]``; NeverOpens.

    >>> import numpy as np
    >>> from slacal.analysis import fit
    >>> office = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
    >>> policy = Policy.from_dict({
    ...     "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "2 business hours"}]}},
    ... })
    >>> log = {
    ...     "ticket": np.array(["T-1", "T-1", "T-2", "T-2"]),
    ...     "at": np.array(["2026-11-16T10:00", "2026-11-16T11:30", "2026-11-20T18:00", "2026-11-23T13:00"], "M8[s]"),
    ...     "event": np.array(["created", "agent_reply"] * 2),
    ... }
    >>> desk = fit(log, policy, datetime(2026, 11, 24, tzinfo=UTC), calendar=office, by=None)
    >>> found = simulate(desk, policy, team=Team(office), seed=7, weeks=4, runs=200, history="fixed")
    >>> 45 < found.share("answer").mean < 55  # one ticket of the two took 1 h 30 min, the other 4 h
    True
    """
    _check(desk, team, start)
    check_choice("history", history, get_args(Weeks))
    terms = terms_of(policy)
    margin = 0 if team.size is None else 2
    window = Window.of(desk, start, whole_of("weeks", weeks, _COUNT, least=1, most=_MOST_WEEKS), margin)
    root = np.random.SeedSequence(whole_of("seed", seed, _COUNT, most=1 << 128))
    seeds = root.spawn(whole_of("runs", runs, _COUNT, least=1, most=_MOST_RUNS))
    found = [_run(_Setting(desk, terms, team, window, history), np.random.default_rng(one)) for one in seeds]
    tickets = Figure.of(run.tickets for run in found)
    assert tickets is not None  # noqa: S101 - every run has a number
    return Simulated(
        weeks, runs, seed, tickets, shares_of([run.shares for run in found]), waits_of([run.waits for run in found]),
        Figure.of(run.use for run in found), tuple(_notes(desk, terms, team, found)),
    )  # fmt: skip


def _check(desk: object, team: object, start: object) -> None:
    check_type("desk", desk, Desk, "a Desk", "pass what fit() returned")
    check_type("team", team, Team, "a Team", "pass Team(calendar, size)")
    if start is not None and (isinstance(start, datetime) or not isinstance(start, date)):
        raise WrongType("start", start, "is not a date", "pass a date, as in date(2026, 11, 23)")


class _Setting(NamedTuple):
    desk: Desk
    terms: Terms
    team: Team
    window: Window
    history: Weeks


class _Run(NamedTuple):
    tickets: int
    shares: dict[tuple[str, str], float | None]
    waits: dict[str, tuple[float, float]]
    use: float | None
    faults: int


def _run(setting: _Setting, rng: np.random.Generator) -> _Run:
    """Draw the tickets of one run, let them be worked on, and judge what happened to those that count."""
    desk, window = setting.desk, setting.window
    low, high = edges = window.instants(desk)
    tickets = drawn(desk, window, setting.team, setting.history, rng)
    if not len(tickets.at):
        return _Run(0, {}, {}, None, 0)
    worked = _worked(setting, tickets, edges)
    found = _judged(tickets.log(desk, worked.at), setting)
    counts = (low <= tickets.at) & (tickets.at < high)
    groups = {name: counts & (tickets.group == place) for place, name in enumerate(desk.groups)} | {ALL: counts}
    parts = {name: np.flatnonzero(flags) for name, flags in groups.items() if flags.any()}
    use = None if worked.busy is None else _use(worked.busy, setting, edges)
    shares, waits = dict(_shares(found, setting, parts)), dict(_waits(worked, parts))
    return _Run(int(counts.sum()), shares, waits, use, len(found.faults))


def _worked(setting: _Setting, tickets: Tickets, window: tuple[int, int]) -> Worked:
    team = setting.team
    if team.size is None:
        return unhindered(tickets, team.calendar)
    return queued(tickets, team.calendar, team.size, _turns(setting, tickets), window)


def _turns(setting: _Setting, tickets: Tickets) -> Ints:
    """Return the place of each ticket in the order of work."""
    if setting.team.order == "arrival":
        return np.arange(len(tickets.at))
    first = _due(setting, tickets) if setting.team.order == "due" else _ranks(setting, tickets)
    turns = np.empty(len(first), np.int64)
    turns[np.argsort(first, kind="stable")] = np.arange(len(first))
    return turns


def _ranks(setting: _Setting, tickets: Tickets) -> Ints:
    ranks = setting.team.ranks
    places = [ranks.index(name) if name in ranks else len(ranks) for name in setting.desk.groups]
    return np.array(places, np.int64)[tickets.group]


def _due(setting: _Setting, tickets: Tickets) -> Ints:
    """Return the earliest due time that each ticket has at its creation, by the policy itself."""
    heads = np.arange(len(tickets.at))
    bounds = np.append(heads, len(heads))
    only = tickets._replace(bounds=bounds, rows=tickets.rows[tickets.bounds[:-1]])
    found = _judged(only.log(setting.desk, tickets.at), setting)
    due: Ints = np.full(len(heads), np.iinfo(np.int64).max)
    told = np.asarray(found.block.columns["due_at"], np.int64)
    known = told != MISSING
    np.minimum.at(due, found.block.tickets[known], told[known])
    return due


def _judged(rows: Rows, setting: _Setting) -> Evaluated:
    """Judge a log after its last event by as long as the history is, so that what stays open is late."""
    history = setting.desk.rows.at
    as_of = int(rows.at.max()) + int(history.max()) - int(history.min())
    return evaluated(rows, setting.terms, from_micros(as_of, UTC))


def _shares(
    found: Evaluated, setting: _Setting, parts: dict[str, Ints]
) -> Iterator[tuple[tuple[str, str], float | None]]:
    """Yield the percentage met of each target and group: each ticket counts by its worst cycle."""
    cycles = MeasuredCycles.of(found)
    judged = cycles.judged()
    judged = judged.some(worst(judged))
    for group, tickets in parts.items():
        own = judged.some(np.flatnonzero(np.isin(judged.ticket, tickets)))
        share = 100 * tally(own, own.target, len(cycles.texts), shared=own.firm).share
        for target in setting.terms.plan.names:
            percent = float(np.append(share, np.nan)[cycles.place(target)])
            yield (target, group), None if np.isnan(percent) else percent


def _waits(worked: Worked, parts: dict[str, Ints]) -> Iterator[tuple[str, tuple[float, float]]]:
    for group, tickets in parts.items():
        if worked.waits is not None:
            seconds = worked.waits[tickets] / _SECOND
            yield group, (float(seconds.mean()), float(np.quantile(seconds, 0.9)))


def _use(busy: int, setting: _Setting, window: tuple[int, int]) -> float | None:
    """Return the percentage of the team's open time in which its places were busy; None where it has none."""
    there = (setting.team.size or 0) * elapsed(setting.team.calendar.horizon, *window)
    return 100 * busy / there if there else None


def _notes(desk: Desk, terms: Terms, team: Team, runs: Sequence[_Run]) -> Iterator[str]:
    for fact in sorted(facts_read(terms.targets) - set(desk.rows.facts)):
        yield f"the policy reads a fact that the desk does not hold: {fact}"
    for rank in team.ranks:
        if rank not in desk.groups:
            yield f"the team ranks a group that the desk does not hold: {rank}"
    for group in team.service if isinstance(team.service, Mapping) else ():
        if group not in desk.groups:
            yield f"the team has times for a group that the desk does not hold: {group}"
    completed = set(desk.group[~desk.paths.open].tolist())
    for place, group in enumerate(desk.groups):
        if place not in completed:
            yield f"no ticket of a group was completed in the history, so none of it ever is: {group or ALL}"
    if faults := sum(run.faults for run in runs):
        yield f"tickets that could not be judged, in all runs: {faults:,}"
