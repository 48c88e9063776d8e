"""What does it cost to replay a log in order, once it is arrays? C at each event, differences, a mask, sums by ticket.

This is the least that any evaluation of a log has to do, and the floor under `evaluate_log`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from bench.columns import CALENDARS, HIGH, HOUR, LOW, usual_loop
from bench.figures import Figure, finish, options
from bench.timing import best

from slacal.batch.bins import Stretches
from slacal.batch.kernel import Kernel
from slacal.batch.numbers import CHUNK
from slacal.batch.tables import tables_for

if TYPE_CHECKING:
    from slacal.batch.bins import Bins

COUNTED = np.array([1, 1, 0, 1, 0, 0], np.int64)  # of six statuses, those in which the clock runs


def log_of(tickets: int) -> tuple[Any, Any, Any]:
    """Return instants and statuses of tickets of some eight events, in order, and where each ticket begins."""
    draw = np.random.default_rng(3)
    sizes = draw.integers(4, 13, tickets)
    edges = np.concatenate([[0], np.cumsum(sizes)])
    along = np.cumsum(draw.integers(HOUR // 60, 20 * HOUR, edges[-1]))
    begun = draw.integers(LOW, HIGH - 5_000 * HOUR, tickets)
    at = along + np.repeat(begun - along[edges[:-1]], sizes)
    return at, draw.integers(0, len(COUNTED), edges[-1]), edges


class Replay:
    """The kernel, with the memory that it writes over and over."""

    def __init__(self, bins: Bins, at: Any, status: Any, edges: Any) -> None:
        self.bins, self.at, self.edges, self.origin = bins, at, edges, int(bins.origins[0])
        self.mask = -COUNTED[status[:-1]]  # all bits or none; the step to another ticket counts for nobody
        self.mask[edges[1:-1] - 1] = 0
        self.total, self.sums = np.empty_like(at), np.zeros_like(at)

    def run(self) -> Any:
        """Return the open time that each ticket spent in the statuses that count."""
        kernel, at, total, sums = Kernel(self.bins, len(self.at)), self.at, self.total, self.sums
        for place in range(0, len(at), CHUNK):
            kernel.total(at[place : place + CHUNK], self.origin, total[place : place + CHUNK])
            low, high = max(place - 1, 0), min(place + CHUNK, len(at)) - 1
            steps = sums[low + 1 : high + 1]  # up to here, while the chunk is in the cache
            np.subtract(total[low + 1 : high + 1], total[low:high], out=steps)
            np.bitwise_and(steps, self.mask[low:high], out=steps)
            np.cumsum(sums[low : high + 1], out=sums[low : high + 1])
        return sums[self.edges[1:] - 1] - sums[self.edges[:-1]]


def by_search(found: Stretches, at: Any, status: Any, edges: Any) -> Any:
    """Return the same by a search for each event and a sum in another order."""
    total = found.open_before(at)
    ticket = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    counts = (COUNTED[status[:-1]] > 0) & (ticket[1:] == ticket[:-1])
    return np.bincount(ticket[:-1][counts], np.diff(total)[counts], minlength=len(edges) - 1).astype(np.int64)


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("tickets", type=int, nargs="?", default=125_000)
    asked = parser.parse_args()
    at, status, edges = log_of(asked.tickets)
    horizon = CALENDARS["Moscow, six days"].horizon
    loop, rows = usual_loop(), 1_000_000
    replay = Replay(tables_for((horizon,), LOW, HIGH).bins, at, status, edges)
    view = horizon.reach(LOW, HIGH)
    if (replay.run() != by_search(Stretches.of(np.array(view.starts), np.array(view.ends)), at, status, edges)).any():
        raise SystemExit("the replay and the search by hand differ")
    took = best({"replay": replay.run} | loop, 1, 4.0)
    print(f"{len(at):,} events, {asked.tickets:,} tickets")
    figure = Figure(
        name="replay of an ordered log, an event", value=took["replay"] / len(at), unit="ns", goal=10.0,
        beside="CLOOP", beside_ns=took["CLOOP"] / rows if loop else None,
    )  # fmt: skip
    finish("replay", [figure], asked.keep)


if __name__ == "__main__":
    main()
