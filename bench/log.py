"""How long does a whole log take? A million events under three targets with pauses, and due dates of as many tickets.

Nanoseconds an event, and a ticket and target; the least of several runs, each beside a C loop in the same moments.
Frames: numpy alone, and those of pandas, polars and pyarrow that are installed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from bench.columns import usual_loop
from bench.figures import Figure, finish, options
from bench.timing import best, least
from bench.units import CALLS, az_run

from slacal import Policy
from slacal.batch.evaluating import evaluate_log
from slacal.batch.promising import promises

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.timing import Runs

WEEK = {"week": "Mo-Fr 10:00-19:00; Sa 09:00-16:00", "zone": "Europe/Moscow"}
WAITS = [{"reason": "waiting", "while": {"status": "waiting"}}]
POLICY = Policy.from_dict(
    {
        "name": "desk",
        "zone": "Europe/Moscow",
        "calendars": {"desk": WEEK},
        "targets": {
            "answer": {
                "start": "created", "stop": {"event": "agent_reply"}, "pause": {"status": "waiting"},
                "goals": [{"when": {"priority": "high"}, "within": "4 business hours"}, {"within": "8 business hours"}],
            },
            "next": {
                "measures": "next_response", "pause": {"status": "waiting"}, "goals": [{"within": "8 business hours"}],
            },
            "fix": {
                "measures": "resolution", "pause": {"status": "waiting"},
                "goals": [
                    {"when": {"priority": "high", "tier": "paid"}, "within": "16 business hours"},
                    {"when": {"priority": "high"}, "within": "24 business hours"},
                    {"within": "40 business hours"},
                ],
            },
        },
    }
)  # fmt: skip


def log_of(events: int) -> dict[str, np.ndarray[Any, Any]]:
    """Make a log in order: tickets of some eight events, a fact in every other one."""
    draw = np.random.default_rng(7)
    sizes = draw.integers(5, 12, events)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), events)) + 1]
    ticket = np.repeat(np.arange(len(sizes)), sizes)[:events]
    first = np.append(True, ticket[1:] != ticket[:-1])
    gaps = draw.integers(60, 40_000, events)
    begun = 1_700_000_000 + draw.integers(0, 60_000_000, len(sizes))
    along = np.cumsum(gaps)
    at = begun[ticket] + along - along[np.flatnonzero(first)][ticket]
    kinds = np.array(["changed", "agent_reply", "customer_reply", "created"], object)[
        draw.choice(3, events, p=[0.6, 0.2, 0.2])
    ]
    status = np.array(["open", "waiting", "solved", None], object)[draw.choice(4, events, p=[0.3, 0.25, 0.05, 0.4])]
    kinds[first], status[first] = "created", "new"
    priority, tier = np.full(events, None, object), np.full(events, None, object)
    priority[first] = np.array(["high", "low"], object)[draw.integers(0, 2, len(np.flatnonzero(first)))]
    tier[first] = np.array(["paid", "free"], object)[draw.integers(0, 2, len(np.flatnonzero(first)))]
    return {
        "ticket": ticket, "at": at.astype("M8[s]").astype("M8[us]"), "event": kinds, "status": status,
        "priority": priority, "tier": tier,
    }  # fmt: skip


def frames_of(arrays: dict[str, np.ndarray[Any, Any]]) -> dict[str, Any]:
    """Return the same data as numpy, and in the libraries at hand."""
    found: dict[str, Any] = {"numpy": arrays}
    if find_spec("pandas"):
        import pandas as pd  # type: ignore[import-untyped,unused-ignore]  # its stubs are a package of their own

        found["pandas"] = pd.DataFrame(arrays).assign(
            **{
                name: pd.Series(values).dt.tz_localize("UTC")
                for name, values in arrays.items()
                if values.dtype.kind == "M"
            }
        )
    if find_spec("polars"):
        import polars as pl

        found["polars"] = pl.DataFrame(
            {n: v.tolist() if v.dtype == object else v for n, v in arrays.items()}
        ).with_columns(pl.selectors.datetime().dt.replace_time_zone("UTC"))
    if find_spec("pyarrow"):
        import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]  # it has no stubs

        found["pyarrow"] = pa.table(
            {n: pa.array(v, pa.timestamp("us", "UTC")) if v.dtype.kind == "M" else v for n, v in arrays.items()}
        )
    return found


def tickets_of(count: int) -> dict[str, np.ndarray[Any, Any]]:
    """Make new tickets with the two facts that their goals depend on."""
    draw = np.random.default_rng(8)
    return {
        "created": (1_700_000_000 + draw.integers(0, 60_000_000, count)).astype("M8[s]").astype("M8[us]"),
        "priority": np.array(["high", "low"], object)[draw.integers(0, 2, count)],
        "tier": np.array(["paid", "free"], object)[draw.integers(0, 2, count)],
    }


def in_frames(
    question: str, arrays: dict[str, np.ndarray[Any, Any]], ask: Callable[[Any], object], shares: int, goal: float
) -> list[Figure]:
    """Ask the question of each kind of frame; return nanoseconds of a share of the whole."""
    found: list[Figure] = []
    for name, frame in frames_of(arrays).items():
        rows, loop = 1_000_000, usual_loop()
        runs: Runs = {"asked": lambda frame=frame: ask(frame)}  # type: ignore[misc] # bound now
        took = best(runs | loop, 1, 0.0)
        print(f"{question}, {name}: {took['asked'] / shares:.0f} ns", flush=True)
        found.append(
            Figure(
                name=f"{question}, {name}", value=took["asked"] / shares, unit="ns", goal=goal,
                beside="CLOOP", beside_ns=took["CLOOP"] / rows if loop else None,
            )
        )  # fmt: skip
    return found


def one_by_one() -> list[Figure]:
    """Return what the scalar engine takes, for comparison."""
    az = least(az_run(), 50) / CALLS * 1e9
    return [
        Figure(name="the same, ticket by ticket, an event", value=_scalar() * 1e9, unit="ns", beside="AZ", beside_ns=az)
    ]


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("events", type=int, nargs="?", default=1_000_000)
    asked = parser.parse_args()
    log, as_of, targets = log_of(asked.events), datetime(2026, 11, 1, tzinfo=UTC), len(POLICY.terms.targets)
    print(f"{asked.events:,} events, {log['ticket'][-1] + 1:,} tickets")
    figures = [
        *in_frames(
            "evaluate_log, 3 targets, an event", log, lambda frame: evaluate_log(frame, POLICY, as_of),
            asked.events, 250.0,
        ),
        *one_by_one(),
        *in_frames(
            "promises, a ticket and target", tickets_of(asked.events), lambda frame: promises(frame, POLICY),
            asked.events * targets, 150.0,
        ),
    ]  # fmt: skip
    finish("log", figures, asked.keep)


def _scalar() -> float:
    """Return the seconds an event that the scalar engine takes over such tickets, for comparison."""
    from slacal import Event, History

    kinds = ["changed", "customer_reply", "agent_reply", "changed"]
    begun = datetime(2026, 11, 23, 10, tzinfo=UTC)
    events = [Event(begun, "created", {"status": "new", "priority": "high", "tier": "paid"})]
    events += [
        Event(begun + timedelta(hours=2 * at), kinds[at % 4], {"status": ["waiting", "open"][at % 2]})
        for at in range(1, 8)
    ]
    history, as_of = History("T", events), begun + timedelta(days=9)

    def judged() -> None:
        result = POLICY.evaluate(history, as_of=as_of)
        for name in result:
            _ = [(one.due_at, one.outcome, one.elapsed) for one in result[name].cycles]

    def many() -> None:
        for _ in range(50):
            judged()

    return least(many, 3) / 50 / len(events)


if __name__ == "__main__":
    main()
