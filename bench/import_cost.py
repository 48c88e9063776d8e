"""What does the light face cost to import? Best of whole-interpreter runs, beside what the standard library costs."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

RUNS = 15
AT_MOST = 2.5
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
    best = best_of_runs()
    for name, program in PROGRAMS.items():
        print(f"{best[name] * 1000:7.1f} ms  {name:18} {program}")
    ratio = best["slacal"] / best["standard library"]
    verdict = "within" if ratio <= AT_MOST else "ABOVE"
    print(f"{ratio:7.2f}     slacal / standard library, {verdict} the limit of {AT_MOST}")


if __name__ == "__main__":
    main()
