"""A desk is simulated: against Erlang's formula, against itself, and under other teams and policies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import factorial, log
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.analysis import desks
from tests.analysis.desks import ALWAYS, AS_OF, HOURS, POLICY

from slacal import BadInput, Calendar, Policy, SlacalError, WrongType
from slacal.analysis.desk import Desk, fit
from slacal.analysis.simulating import simulate
from slacal.analysis.team import Team

if TYPE_CHECKING:
    from slacal.analysis.simulated import Simulated

MONDAY = np.datetime64("2026-01-05T00:00", "us")


def steady() -> Desk:
    """Return a desk with a ticket in each hour of the week, none more likely than another."""
    created = MONDAY + np.arange(168) * np.timedelta64(3_600_000_000, "us")
    names = np.array([f"T-{number}" for number in range(len(created))])
    events = {
        "ticket": np.concatenate([names, names]),
        "at": np.concatenate([created, created + np.timedelta64(60_000_000, "us")]),
        "status": np.repeat(["new", "solved"], len(names)),
        "event": np.repeat(["created", "changed"], len(names)),
    }
    return fit(events, POLICY, AS_OF, calendar=ALWAYS, by=None)


def exponential(mean: timedelta) -> list[timedelta]:
    """Return the middles of a thousand equally likely parts of the exponential distribution."""
    return [-mean * log(1 - (part + 0.5) / 1000) for part in range(1000)]


def erlang_c(places: int, load: float) -> float:
    """Return the chance that a ticket waits: Erlang's C of so many places under a load in erlangs.

    C = A / (B + A), with A = (load^c / c!) * c / (c - load) and B = the sum of load^k / k! for k below c.
    """
    waits = load**places / factorial(places) * places / (places - load)
    return waits / (sum(load**k / factorial(k) for k in range(places)) + waits)


@pytest.mark.parametrize(
    ("places", "minutes", "wait_s"),
    [
        # M/M/1: the mean wait is rho / (1 - rho) service times. rho = 30 / 60: one of 30 minutes.
        (1, 30, 1800),
        # rho = 40 / 60: two of 40 minutes.
        (1, 40, 4800),
        # load 120 / 60 = 2 erlangs, 3 places: A = 2^3 / 3! * 3 / 1 = 4, B = 1 + 2 + 2 = 5, C = 4 / 9; the mean wait is
        # C * service / (places - load) = 4 / 9 of two hours.
        (3, 120, 3200),
    ],
)
def test_waits_are_those_of_erlangs_formula(places: int, minutes: int, wait_s: float) -> None:
    load = minutes / 60  # one ticket an hour
    assert erlang_c(places, load) * minutes * 60 / (places - load) == pytest.approx(wait_s)
    team = Team(ALWAYS, places, service=exponential(timedelta(minutes=minutes)))
    found = simulate(steady(), POLICY, team=team, seed=11, weeks=6, runs=5, history="fixed")
    mean = found.wait().mean_s
    assert abs(mean.mean - wait_s) < 3 * mean.error  # three times the error that it states
    assert mean.error < 0.2 * wait_s  # and it states a small one
    assert found.use is not None
    assert abs(found.use.mean - 100 * load / places) < 3 * found.use.error


def ticket(day: int, hour: int) -> desks.Ticket:
    """Return a ticket that waits for half an hour of its first, and takes three hours more when it comes at noon."""
    date, end = f"2026-11-{day:02}", hour + (4 if hour == 12 else 1)
    told = [(f"{date}T{hour}:20", "waiting"), (f"{date}T{hour}:50", "open"), (f"{date}T{end}:00", "solved")]
    return f"{date}T{hour}:00", "high" if hour == 11 else "low", told


MIXED = [ticket(day, hour) for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13) for hour in (10, 11, 12)]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desks.desk(*MIXED)


def run(found: Desk, team: Team, policy: Policy = POLICY, **options: Any) -> Simulated:
    given: dict[str, Any] = {"seed": 7, "weeks": 3, "runs": 4} | options
    return simulate(found, policy, team=team, **given)


def test_the_same_seed_gives_the_same_answer_and_another_one_another(desk: Desk) -> None:
    team = Team(HOURS, 1, "due")
    assert run(desk, team) == run(desk, team)
    assert run(desk, team) != run(desk, team, seed=8)


def test_more_runs_begin_with_the_same_ones(desk: Desk) -> None:
    few, many = (run(desk, Team(HOURS), runs=runs).tickets for runs in (1, 2))
    second = 2 * many.mean - few.mean
    assert second == round(second)  # a number of tickets: the first run was among the two
    assert sorted((few.mean, second)) == pytest.approx(
        [many.mean - (many.high - many.low) / 1.8, many.mean + (many.high - many.low) / 1.8]
    )


def test_the_policy_itself_judges(desk: Desk) -> None:
    # 11 o'clock: half an hour of work against 2 hours; 12 o'clock: 3 h 30 min of work against 8 hours.
    found = run(desk, Team(HOURS))
    assert [found.share("solve", group).mean for group in ("high", "low", "(all)")] == [100, 100, 100]
    tree = POLICY.to_dict()
    tree["targets"]["solve"]["goals"] = [{"within": "3 business hours"}]
    strict = run(desk, Team(HOURS), Policy.from_dict(tree))
    assert strict.share("solve", "high").mean == 100
    assert 40 < strict.share("solve", "low").mean < 60  # one of two


def test_a_team_so_large_that_nobody_waits_is_one_without_a_size(desk: Desk) -> None:
    options: dict[str, Any] = {"start": date(2026, 11, 23), "history": "fixed"}
    large = run(desk, Team(HOURS, 500), **options)
    assert large.wait().mean_s.high == 0
    assert large.share("solve").mean == run(desk, Team(HOURS), **options).share("solve").mean == 100


def test_a_smaller_team_and_shorter_hours_keep_fewer_promises(desk: Desk) -> None:
    short = Calendar.weekly("Mo-Fr 10:00-13:00", zone="UTC")
    kept = [run(desk, team).share("solve").mean for team in (Team(HOURS, 3), Team(HOURS, 1), Team(short, 1))]
    assert kept == sorted(kept, reverse=True)
    assert kept[0] > kept[2]


@pytest.mark.parametrize("order", ["due", "priority"])
def test_an_order_that_puts_pressing_tickets_first_lets_them_wait_less(desk: Desk, order: Any) -> None:
    tree = POLICY.to_dict()
    tree["targets"]["solve"]["goals"][1]["within"] = "80 business hours"
    first = Team(HOURS, 1, order, ("high", "low") if order == "priority" else (), [timedelta(hours=2, minutes=40)])
    plain, pressing = (
        run(desk, team, Policy.from_dict(tree)) for team in (replace(first, order="arrival", ranks=()), first)
    )
    assert pressing.wait("high").mean_s.mean < 0.7 * plain.wait("high").mean_s.mean
    assert pressing.wait("low").mean_s.mean > plain.wait("low").mean_s.mean


def test_what_the_desk_does_not_hold_is_told(desk: Desk) -> None:
    tree = POLICY.to_dict()
    tree["targets"]["solve"]["goals"][0]["when"] = {"tier": "gold"}
    found = run(desk, Team(HOURS, 9, "priority", ("urgent", "high")), Policy.from_dict(tree), runs=1, weeks=1)
    assert found.notes == (
        "the policy reads a fact that the desk does not hold: tier",
        "the team ranks a group that the desk does not hold: urgent",
    )


def test_times_of_a_group_that_is_not_there_and_groups_without_an_end_are_told() -> None:
    created = np.array(["2026-11-16T10:00"], "M8[s]")
    facts = {"status": np.array(["new"]), "priority": np.array(["low"])}
    events = {"ticket": np.array(["T-1"]), "at": created, "event": np.array(["created"]), **facts}
    only = fit(events, POLICY, datetime(2026, 11, 24, tzinfo=UTC), calendar=HOURS)
    team = Team(HOURS, 1, service={"urgent": [timedelta(hours=1)]})
    assert run(only, team, runs=1, weeks=1).notes == (
        "the team has times for a group that the desk does not hold: urgent",
        "no ticket of a group was completed in the history, so none of it ever is: low",
    )


def test_tickets_that_cannot_be_judged_are_counted(desk: Desk) -> None:
    tree = POLICY.to_dict()
    tree["targets"]["solve"]["goals"] = [{"at": "priority"}]  # a word is no instant
    found = run(desk, Team(HOURS), Policy.from_dict(tree), runs=2, weeks=1)
    assert found.notes == (f"tickets that could not be judged, in all runs: {2 * found.tickets.mean:.0f}",)
    assert found.shares == ()


@pytest.mark.parametrize(
    ("options", "kind", "field"),
    [
        ({"team": HOURS}, WrongType, "team"),
        ({"desk": POLICY}, WrongType, "desk"),
        ({"seed": 1.5}, WrongType, "seed"),
        ({"seed": -1}, BadInput, "seed"),
        ({"weeks": 0}, BadInput, "weeks"),
        ({"runs": True}, WrongType, "runs"),
        ({"start": datetime(2026, 1, 1, tzinfo=UTC)}, WrongType, "start"),
        ({"history": "new"}, BadInput, "history"),
    ],
)
def test_what_cannot_be_simulated_is_refused_by_name(
    desk: Desk, options: dict[str, Any], kind: type[SlacalError], field: str
) -> None:
    given: dict[str, Any] = {"desk": desk, "policy": POLICY, "team": Team(HOURS), "seed": 1} | options
    with pytest.raises(kind) as refused:
        simulate(**given)
    assert refused.value.field == field
