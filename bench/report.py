"""How long does `slacal report` take over a log of 119,998 events, from start to exit, with its table written?"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure, finish, options
from bench.timing import least
from bench.units import CALLS, az_run

EXAMPLES = Path(__file__).parents[1] / "examples"
COMMAND = (
    "report", str(EXAMPLES / "demo" / "servicenow.yaml"), str(EXAMPLES / "data" / "incident_events_2016.csv.gz"),
    "--mapping", str(EXAMPLES / "demo" / "servicenow.columns.toml"), "--zone", "UTC", "--as-of", "2017-06-01T00:00:00Z",
)  # fmt: skip
RUNS = 3


def main() -> None:
    keep = options(__doc__ or "").parse_args().keep
    seconds = az = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        whole = (sys.executable, "-m", "slacal", *COMMAND, "--out", str(Path(folder, "cycles.csv")))
        for _ in range(RUNS):
            az = min(az, least(az_run(), 50) / CALLS * 1e9)
            seconds = min(seconds, least(lambda: subprocess.run(whole, check=True, capture_output=True), 1))
    name = "a report on 119,998 events, the whole process"
    finish("report", [Figure(name=name, value=seconds, unit="s", beside="AZ", beside_ns=az, goal=3.0)], keep)


if __name__ == "__main__":
    main()
