"""What does the light face cost to import? Best of whole-interpreter runs, beside what the standard library costs."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

from bench.figures import Figure, finish, options
from bench.units import az

RUNS = 15
PROGRAMS = {
    "nothing": "pass",
    "standard library": "import dataclasses, datetime, zoneinfo",
    "slacal": "from slacal import Calendar, Event, History",
}


def seconds(program: str) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return perf_counter() - begun


def best_of_runs() -> dict[str, float]:
    """Return the best time of each program; taken in turn, so that a busy moment hits them all alike."""
    taken = [{name: seconds(program) for name, program in PROGRAMS.items()} for _ in range(RUNS)]
    return {name: min(run[name] for run in taken) for name in PROGRAMS}


def main() -> None:
    keep = options(__doc__ or "").parse_args().keep
    before, best, after = az(), best_of_runs(), az()
    for name, program in PROGRAMS.items():
        print(f"{best[name] * 1000:7.1f} ms  {name:18} {program}")
    more, ratio = (best["slacal"] - best["nothing"]) * 1000, best["slacal"] / best["standard library"]
    figures = [
        Figure(
            name="import of Calendar, Event and History", value=more, unit="ms", goal=60.0,
            beside="AZ", beside_ns=min(before, after),
        ),
        Figure(name="the same, beside dataclasses, datetime and zoneinfo", value=ratio, unit="times", goal=2.5),
    ]  # fmt: skip
    finish("import_cost", figures, keep)


if __name__ == "__main__":
    main()
