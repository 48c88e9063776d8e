"""Foretell a desk's next weeks from its first ones, then look: what slacal.analysis.simulate says of a real log.

    python examples/validate_simulation.py

The log is that of an incident desk of 2016. What is known at the moment that parts its first two thirds from the rest
is all that is used to choose a model and to state an interval for each priority. Only then the last third is looked at.
An interval holds nine runs of ten; where it is wider than 10 points either way, it is cut to that, which makes it
harder to be right.
"""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from slacal import Calendar, Policy
from slacal.analysis import Team, fit, simulate
from slacal.batch import evaluate_log

HERE = Path(__file__).parent
OFFICE, ALWAYS = Calendar.weekly("Mo-Fr 08:00-18:00", zone="UTC"), Calendar.always(zone="UTC")
COLUMNS = {"ticket": "number", "at": "sys_updated_at", "created": "opened_at", "state": "incident_state"}
TARGETS = ("resolution", "reaction")
FOLDS = tuple(datetime(2016, 3, day, tzinfo=UTC) for day in (14, 21, 28))  # Mondays; each foretells two weeks
WIDEST = 10.0  # points, either way
WEEK = timedelta(weeks=1)
Log = dict[str, np.ndarray[Any, Any]]
Shares = dict[tuple[str, str], float]


class Model(NamedTuple):
    """What can be chosen: how many weeks of the history are taken, and in whose hours work is kept."""

    weeks: int
    calendar: Calendar

    def __str__(self) -> str:
        hours = "real time" if self.calendar == ALWAYS else "office hours"
        return f"work in {hours}, the last {self.weeks} weeks" if self.weeks < 9 else f"work in {hours}, all weeks"


MODELS = tuple(Model(weeks, calendar) for calendar in (OFFICE, ALWAYS) for weeks in (9, 3, 2))


class Stated(NamedTuple):
    """An interval, in percent met."""

    low: float
    high: float
    cut: bool

    def holds(self, share: float) -> bool:
        return self.low <= share <= self.high


def read() -> Log:
    """Return the columns of the log that matter."""
    with gzip.open(HERE / "data" / "incident_events_2016.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {name: np.array([row[name] for row in rows]) for name in ("number", "incident_state", "priority")}
    times = {name: np.array([row[name] for row in rows], "M8[us]") for name in ("sys_updated_at", "opened_at")}
    return texts | times


def split(log: Log) -> datetime:
    """Return the creation of the first ticket of the last third."""
    _, first = np.unique(log["number"], return_index=True)
    opened = np.sort(log["opened_at"][first])
    return instant(opened[2 * len(opened) // 3])


def instant(at: Any) -> datetime:
    return at.astype(datetime).replace(tzinfo=UTC)


def cut(log: Log, first: datetime, last: datetime) -> Log:
    """Return the tickets that were created in [first, last)."""
    low, high = (np.datetime64(at.replace(tzinfo=None)) for at in (first, last))
    kept = (low <= log["opened_at"]) & (log["opened_at"] < high)
    return {name: values[kept] for name, values in log.items()}


def foretold(log: Log, policy: Policy, model: Model, at: datetime, weeks: int, runs: int) -> dict[Any, Stated]:
    """Return the interval of each target and priority for the weeks from `at` on, from what is known then."""
    known = cut(log, at - model.weeks * WEEK, at)
    desk = fit(known, policy, at, COLUMNS, calendar=model.calendar, created_with={"state": "New"})
    found = simulate(
        desk, policy, team=Team(model.calendar), seed=2016, weeks=weeks, runs=runs, start=at.date()
    )  # fmt: skip
    return {(share.target, share.group): stated(*share.percent_met) for share in found.shares}


def stated(mean: float, low: float, high: float, _: float) -> Stated:
    return Stated(max(low, mean - WIDEST), min(high, mean + WIDEST), low < mean - WIDEST or high > mean + WIDEST)


def happened(log: Log, policy: Policy, first: datetime, last: datetime, as_of: datetime) -> Shares:
    """Return the percentage met of the tickets created in [first, last), by target and priority at the creation."""
    own = cut(log, first, last)
    names, head = np.unique(own["number"], return_index=True)
    priority = dict(zip(names.tolist(), own["priority"][head].tolist(), strict=True))
    frame = evaluate_log(own, policy, as_of, COLUMNS, created_with={"state": "New"}).frame
    counts: dict[tuple[str, str], list[int]] = {}
    for ticket, target, outcome in zip(frame["ticket"], frame["target"], frame["outcome"], strict=True):
        if outcome in {"met", "breached"}:
            count = counts.setdefault((target, priority[ticket]), [0, 0])
            count[outcome == "met"] += 1
    return {key: 100 * met / (met + late) for key, (late, met) in sorted(counts.items())}


def chosen(log: Log, policy: Policy, until: datetime) -> Model:
    """Return the model whose intervals hold most often inside the first two thirds, the narrower one on a tie."""
    scores: dict[Model, tuple[int, float]] = {}
    for model in MODELS:
        hits, width, intervals = 0, 0.0, 0
        for at in FOLDS:
            told = foretold(log, policy, model, at, 2, 40)
            for key, share in happened(log, policy, at, at + 2 * WEEK, until).items():
                if key[0] == TARGETS[0] and key in told:
                    hits, intervals = hits + told[key].holds(share), intervals + 1
                    width += told[key].high - told[key].low
        scores[model] = hits, -width
        print(f"  {hits:2} of {intervals} held, {width / intervals / 2:4.1f} points either way: {model}")
    return max(scores, key=lambda model: scores[model])


def main() -> None:
    log, policy = read(), Policy.load(HERE / "demo" / "servicenow.yaml")
    until = split(log)
    at = until.replace(hour=0, minute=0)
    known = {
        name: values[log["sys_updated_at"] < np.datetime64(until.replace(tzinfo=None))] for name, values in log.items()
    }
    known = cut(known, datetime(2000, 1, 1, tzinfo=UTC), until)
    print(f"Known: what happened before {until:%Y-%m-%d %H:%M}. Models, tried inside it:")
    model = chosen(known, policy, until)
    print(f"Chosen: {model}. Stated for the four weeks from {at:%Y-%m-%d}:")
    told = foretold(known, policy, model, at, 4, 200)
    for (target, group), interval in told.items():
        cut_down = ", cut to 10 points either way" if interval.cut else ""
        print(f"  {target:10} {group:12} {interval.low:5.1f} to {interval.high:5.1f} %{cut_down}")
    print("Now the last third:")
    share_of = happened(log, policy, until, datetime(2016, 12, 31, tzinfo=UTC), datetime(2017, 6, 1, tzinfo=UTC))
    for key, share in share_of.items():
        print(f"  {key[0]:10} {key[1]:12} {share:5.1f} %  {'held' if told[key].holds(share) else 'missed'}")


if __name__ == "__main__":
    main()
