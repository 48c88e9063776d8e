"""All figures of speed in one run and one table: each benchmark in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.figures import HEAD, kept_figures, options, table

ROOT = Path(__file__).parents[1]
ROOMS = (
    "import_cost",
    "scalar",
    "compiling",
    "engine",
    "calendar_memory",
    "batch",
    "replay",
    "log",
    "report",
    "rivals",
)


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("rooms", nargs="*", metavar="BENCH", help=f"some of {', '.join(ROOMS)}")
    parser.add_argument("--rivals", metavar="PYTHON", help="the interpreter of the environment that holds the rivals")
    asked = parser.parse_args()
    keep: Path = asked.keep or ROOT / "build" / "bench.json"
    rooms, failed = asked.rooms or ROOMS, list[str]()
    for room in rooms:
        python = asked.rivals if room == "rivals" else sys.executable
        if python is None:
            print("rivals: no interpreter was named")
            continue
        print(f"\n==== {room}", flush=True)
        done = subprocess.run([python, "-m", f"bench.{room}", "--keep", str(keep.absolute())], cwd=ROOT, check=False)
        failed += [room] if done.returncode else []
    kept = json.loads(keep.read_text("utf-8"))
    figures = kept_figures({"rooms": {room: entry for room, entry in kept["rooms"].items() if room in rooms}})
    missed = sum(figure.verdict == "MISSED" for figure in figures)
    goals = sum(figure.goal is not None for figure in figures)
    print("\n==== all\n\n" + table(HEAD, [figure.cells() for figure in figures]))
    print(f"\n{goals} figures have a goal, {missed} miss it; all are in {keep}")
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
